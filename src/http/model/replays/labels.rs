//! What a replay speaks of, with the names that people know.

use super::shape::{
    AspectCount, CaseCourse, CourseClock, CourseEscalation, EscalationCount, GroupCount, NoticeCount, PersonCount,
    PriorityCount, PromiseCount, ReplayCase, ReplayKept, ReplayLoad, ReplayResult, ReplayTimes,
};
use crate::desk::id::{GroupId, UserId};
use crate::desk::{ClockOutcome, Course, Escalated, Facts, Fault, Ticket, Viewer, can_see};
use crate::http::list::Named;
use crate::http::word::{At, Word};
use crate::queries::names::Names;
use crate::replay::{self, Aspect, Difference, Pair, Promised, Tally};
use crate::service_model::clock::Promise;
use crate::service_model::{EscalationId, ModelDraft, ModelVersion, ServiceModel};
use crate::store::Snapshot;
use crate::store::replay::Tried;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The names of what a replay speaks of: as the model that was tried has them, else as the newest version has them that
/// does. What is called alike in that model and in an older one is the same to whoever reads: it has one line.
pub(in crate::http::model) struct Labels<'a> {
    pub(super) names: Names<'a, Snapshot>,
    known: RefCell<Known>,
}

/// What was learned of models so far.
#[derive(Default)]
struct Known {
    agreements: BTreeMap<u64, Named>,
    escalations: BTreeMap<u64, Named>,
    /// The version to look into next; 0: there is none.
    next: u64,
}

impl Known {
    fn learn(&mut self, model: &ServiceModel) {
        for it in &model.agreements {
            learn(&mut self.agreements, it.id.0, &it.name);
        }
        for it in &model.escalations {
            learn(&mut self.escalations, it.id.0, &it.name);
        }
    }
}

fn learn(known: &mut BTreeMap<u64, Named>, id: u64, name: &str) {
    if !known.contains_key(&id) {
        let alike = known.values().find(|named| named.name == name).cloned();
        known.insert(id, alike.unwrap_or_else(|| Named::new(id, name.to_owned())));
    }
}

impl<'a> Labels<'a> {
    pub(in crate::http::model) fn new(snapshot: &'a Snapshot, tried: Tried) -> Result<Self, Fault> {
        let mut known = Known { next: snapshot.model()?.version.0, ..Known::default() };
        match tried {
            Tried::Version(version) => {
                if let Some(model) = snapshot.model_at(ModelVersion(version))? {
                    known.learn(&model);
                }
            }
            Tried::Draft(_) => {
                if let Some(model) = snapshot.get::<ModelDraft>(())?.and_then(|draft| draft.model) {
                    known.learn(&model);
                }
            }
        }
        Ok(Self { names: Names::new(snapshot), known: RefCell::new(known) })
    }

    /// What none of the models has any more is told by its number.
    fn named(&self, id: u64, of: impl Fn(&Known) -> &BTreeMap<u64, Named>) -> Result<Named, Fault> {
        let mut known = self.known.borrow_mut();
        loop {
            if let Some(named) = of(&known).get(&id) {
                return Ok(named.clone());
            }
            if known.next == 0 {
                return Ok(Named::new(id, format!("#{id}")));
            }
            if let Some(model) = self.names.facts().model_at(ModelVersion(known.next))? {
                known.learn(&model);
            }
            known.next -= 1;
        }
    }

    fn agreement(&self, id: u64) -> Result<Named, Fault> {
        self.named(id, |known| &known.agreements)
    }

    fn escalation(&self, id: EscalationId) -> Result<Named, Fault> {
        self.named(id.0, |known| &known.escalations)
    }

    fn group(&self, id: GroupId) -> Result<Named, Fault> {
        Ok(Named::new(id, self.names.group(id)?))
    }

    fn user(&self, id: UserId) -> Result<Named, Fault> {
        Ok(Named::new(id, self.names.user(id)?))
    }

    pub(super) fn result(&self, tally: Tally) -> Result<ReplayResult, Fault> {
        let mut promises: BTreeMap<_, PromiseCount> = BTreeMap::new();
        for ((by, clock, priority), Pair { was, would }) in tally.promises {
            let (agreement, group) = match by {
                Promised::Agreement(id) => (Some(self.agreement(id)?), None),
                Promised::Group(id) => (None, Some(self.group(GroupId(id))?)),
            };
            let whose = (agreement.is_none(), agreement.as_ref().or(group.as_ref()).map(|named| named.id));
            let count = promises.entry((whose, clock, priority)).or_insert_with(|| PromiseCount {
                agreement,
                group,
                clock: Word(clock),
                priority: Word(priority),
                was: ReplayKept::default(),
                would: ReplayKept::default(),
            });
            count.was.add(was);
            count.would.add(would);
        }
        let load = |it: replay::Load| ReplayLoad { opened: it.opened, stays: it.stays };
        let groups = tally.groups.into_iter().map(|(group, Pair { was, would })| {
            Ok(GroupCount { group: self.group(group)?, was: load(was), would: load(would) })
        });
        let priorities = tally.priorities.into_iter().map(|(priority, Pair { was, would })| PriorityCount {
            priority: Word(priority),
            was,
            would,
        });
        let mut escalations: BTreeMap<_, EscalationCount> = BTreeMap::new();
        for (id, Pair { was, would }) in tally.escalations {
            let escalation = self.escalation(id)?;
            let count = escalations.entry(escalation.id).or_insert_with(|| EscalationCount {
                escalation,
                was: ReplayTimes::default(),
                would: ReplayTimes::default(),
            });
            count.was.add(was);
            count.would.add(would);
        }
        let people = tally
            .people
            .into_iter()
            .map(|(user, Pair { was, would })| Ok(PersonCount { user: self.user(user)?, was, would }));
        let notices = tally.notices.into_iter().map(|((notice, way), would)| NoticeCount {
            notice: Word(notice),
            way: Word(way),
            would,
        });
        Ok(ReplayResult {
            cases: tally.cases,
            differing: tally.differing,
            listed: tally.kept,
            aspects: counts(tally.aspects),
            promises: promises.into_values().collect(),
            groups: groups.collect::<Result<_, Fault>>()?,
            priorities: priorities.collect(),
            escalations: escalations.into_values().collect(),
            people: people.collect::<Result<_, Fault>>()?,
            notices: notices.collect(),
        })
    }

    pub(super) fn case(&self, viewer: &Viewer, case: &Difference) -> Result<ReplayCase, Fault> {
        let ticket = self.names.facts().get::<Ticket>(case.ticket.0)?.filter(|ticket| can_see(viewer, ticket));
        let subject = ticket.map(|ticket| ticket.subject);
        Ok(ReplayCase {
            number: case.ticket.0,
            subject: subject.map(|id| self.names.text(id)).transpose()?,
            aspects: case.aspects().into_iter().map(Word).collect(),
            was: self.course(&case.was)?,
            would: self.course(&case.would)?,
        })
    }

    pub(in crate::http::model) fn course(&self, course: &Course) -> Result<CaseCourse, Fault> {
        let group = |id: Option<GroupId>| id.map(|id| self.group(id)).transpose();
        let clock = |clock: &ClockOutcome| {
            let (agreement, group) = match clock.by {
                Promise::Agreement(id) => (Some(self.agreement(id.0)?), None),
                Promise::Group(id) => (None, Some(self.group(id)?)),
            };
            Ok(CourseClock {
                clock: Word(clock.kind),
                state: Word(clock.state),
                agreement,
                group,
                due_at: clock.due.map(At),
                missed_at: clock.missed.map(At),
            })
        };
        let escalated = |it: &Escalated| {
            Ok(CourseEscalation {
                at: At(it.at),
                escalation: self.escalation(it.escalation)?,
                audience: it.audience.as_ref().map(|audience| audience.iter().copied().map(Word).collect()),
                told: it.told.iter().map(|user| self.user(*user)).collect::<Result<_, Fault>>()?,
            })
        };
        Ok(CaseCourse {
            first_priority: course.first_priority.map(Word),
            priority: course.priority.map(Word),
            first_group: group(course.first_group)?,
            group: group(course.group)?,
            clocks: course.clocks.iter().map(clock).collect::<Result<_, Fault>>()?,
            escalations: course.escalations.iter().map(escalated).collect::<Result<_, Fault>>()?,
        })
    }
}

impl ReplayKept {
    fn add(&mut self, more: replay::Promises) {
        self.kept += more.kept;
        self.missed += more.missed;
        self.open += more.open;
    }
}

impl ReplayTimes {
    fn add(&mut self, more: replay::Told) {
        self.times += more.times;
        self.notices += more.notices;
    }
}

fn counts(aspects: BTreeMap<Aspect, u64>) -> Vec<AspectCount> {
    aspects.into_iter().map(|(aspect, cases)| AspectCount { aspect: Word(aspect), cases }).collect()
}
