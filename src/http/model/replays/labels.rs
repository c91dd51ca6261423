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
use std::collections::BTreeMap;

/// The names of what a replay speaks of: as the model that was tried has them, else as the model in force.
pub(in crate::http::model) struct Labels<'a> {
    pub(super) names: Names<'a, Snapshot>,
    agreements: BTreeMap<u64, String>,
    escalations: BTreeMap<u64, String>,
}

impl<'a> Labels<'a> {
    pub(in crate::http::model) fn new(snapshot: &'a Snapshot, tried: Tried) -> Result<Self, Fault> {
        let (mut agreements, mut escalations) = (BTreeMap::new(), BTreeMap::new());
        // Later ones take the place of earlier ones.
        let mut learn = |model: &ServiceModel| {
            agreements.extend(model.agreements.iter().map(|it| (it.id.0, it.name.clone())));
            escalations.extend(model.escalations.iter().map(|it| (it.id.0, it.name.clone())));
        };
        learn(&*snapshot.model()?);
        match tried {
            Tried::Version(version) => {
                if let Some(model) = snapshot.model_at(ModelVersion(version))? {
                    learn(&model);
                }
            }
            Tried::Draft(_) => {
                if let Some(model) = snapshot.get::<ModelDraft>(())?.and_then(|draft| draft.model) {
                    learn(&model);
                }
            }
        }
        Ok(Self { names: Names::new(snapshot), agreements, escalations })
    }

    fn agreement(&self, id: u64) -> Named {
        named(id, &self.agreements)
    }

    fn escalation(&self, id: EscalationId) -> Named {
        named(id.0, &self.escalations)
    }

    fn group(&self, id: GroupId) -> Result<Named, Fault> {
        Ok(Named::new(id, self.names.group(id)?))
    }

    fn user(&self, id: UserId) -> Result<Named, Fault> {
        Ok(Named::new(id, self.names.user(id)?))
    }

    pub(super) fn result(&self, tally: Tally) -> Result<ReplayResult, Fault> {
        let promises = tally.promises.into_iter().map(|((by, clock, priority), Pair { was, would })| {
            let (agreement, group) = match by {
                Promised::Agreement(id) => (Some(self.agreement(id)), None),
                Promised::Group(id) => (None, Some(self.group(GroupId(id))?)),
            };
            let kept = |it: replay::Promises| ReplayKept { kept: it.kept, missed: it.missed, open: it.open };
            let (was, would) = (kept(was), kept(would));
            Ok(PromiseCount { agreement, group, clock: Word(clock), priority: Word(priority), was, would })
        });
        let load = |it: replay::Load| ReplayLoad { opened: it.opened, stays: it.stays };
        let groups = tally.groups.into_iter().map(|(group, Pair { was, would })| {
            Ok(GroupCount { group: self.group(group)?, was: load(was), would: load(would) })
        });
        let priorities = tally.priorities.into_iter().map(|(priority, Pair { was, would })| PriorityCount {
            priority: Word(priority),
            was,
            would,
        });
        let times = |it: replay::Told| ReplayTimes { times: it.times, notices: it.notices };
        let escalations = tally.escalations.into_iter().map(|(id, Pair { was, would })| EscalationCount {
            escalation: self.escalation(id),
            was: times(was),
            would: times(would),
        });
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
            promises: promises.collect::<Result<_, Fault>>()?,
            groups: groups.collect::<Result<_, Fault>>()?,
            priorities: priorities.collect(),
            escalations: escalations.collect(),
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
                Promise::Agreement(id) => (Some(self.agreement(id.0)), None),
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
                escalation: self.escalation(it.escalation),
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

/// What none of the models has any more is told by its number.
fn named(id: u64, names: &BTreeMap<u64, String>) -> Named {
    Named::new(id, names.get(&id).cloned().unwrap_or_else(|| format!("#{id}")))
}

fn counts(aspects: BTreeMap<Aspect, u64>) -> Vec<AspectCount> {
    aspects.into_iter().map(|(aspect, cases)| AspectCount { aspect: Word(aspect), cases }).collect()
}
