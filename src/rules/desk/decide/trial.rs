//! What a service model would have made of a case: its story is retraced by the rules that decide about live ones.
//!
//! What people did stays as it was, at the same moments: who took the case, when it was answered, passed on and solved.
//! What the desk did by itself (priority, the first group, clocks, escalations) is decided anew.

use super::super::event::{Author, Event, Routing, Unsaid};
use super::super::facts::{Facts, Fault};
use super::super::id::{ContentId, GroupId, TicketNumber, UserId};
use super::super::story::{ClockOutcome, Happening, Opening, Step};
use super::super::{ActorRef, Content, NoticeKind, NoticeWay, SOMEONE, Ticket, User};
use super::draft::Draft;
use super::open::{classify, classify_anew, without_rule};
use super::{Stop, assign, escalate, notify};
use crate::service_model::{AssignmentRuleId, EscalationId, ServiceModel};
use crate::words::{Audience, Channel, Pick, Priority, Role, State, WaitingFor};
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many notices there would be, by what they say and by which way.
pub type NoticeCounts = BTreeMap<(NoticeKind, NoticeWay), u64>;

/// What became of a case, or would have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// The priority at the opening.
    pub first_priority: Option<Priority>,
    /// The group at the opening.
    pub first_group: Option<GroupId>,
    /// The priority at last.
    pub priority: Option<Priority>,
    /// The group at last.
    pub group: Option<GroupId>,
    /// The groups that it came to, in order.
    pub stays: Vec<GroupId>,
    /// Its clocks: first those that ended with a stay or a reopening, then those that it has.
    pub clocks: Vec<ClockOutcome>,
    /// How it was escalated.
    pub escalations: Vec<Escalated>,
}

/// That a case was escalated, or would have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalated {
    /// When.
    pub at: Moment,
    /// By which escalation.
    pub escalation: EscalationId,
    /// Whom its step is for; `None`: it happened before that was kept.
    pub audience: Option<BTreeSet<Audience>>,
    /// Who was told.
    pub told: Vec<UserId>,
}

/// A model on trial: that of the facts that it is tried with.
pub struct Trial<'a, F> {
    draft: Draft<'a, F>,
    /// What has become of the case so far.
    course: Course,
    /// Who would have been told, of all the cases so far.
    notices: NoticeCounts,
    /// Whom a rule picks in a case that begins: of back then no more is known than whether there is anybody.
    picked: HashMap<AssignmentRuleId, Option<UserId>>,
}

impl<'a, F: Facts> Trial<'a, F> {
    /// Nothing has been tried yet.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn new(facts: &'a F) -> Result<Self, Fault> {
        match Draft::new(facts, ActorRef::System, None, Moment::default()) {
            Ok(mut draft) => {
                draft.on_trial = true;
                Ok(Self { draft, course: Course::default(), notices: NoticeCounts::new(), picked: HashMap::new() })
            }
            Err(Stop::Fault(fault)) => Err(fault),
            Err(Stop::Refused(refusal)) => Err(Fault(refusal.into())),
        }
    }

    /// What the model makes of a case until `until`; `None` when its story does not begin with its opening.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn retrace(&mut self, number: TicketNumber, story: &[Step], until: Moment) -> Result<Option<Course>, Fault> {
        let Some((Step { at, by, what: Happening::Opened(opening) }, rest)) = story.split_first() else {
            return Ok(None);
        };
        self.act(*by);
        self.draft.now = *at;
        let mut ticket = self.open(number, opening)?;
        self.tell_of_opening(&ticket, story)?;
        // What followed from an escalation, at the same moment, was the desk's own doing.
        let mut escalated = None;
        for step in rest {
            if step.is_of_the_desk() && matches!(step.what, Happening::Escalated { .. }) {
                escalated = Some(step.at);
            }
            if step.is_of_the_desk() && escalated == Some(step.at) {
                continue;
            }
            self.pass(&mut ticket, step.at)?;
            self.draft.now = step.at;
            if let Happening::Concerns { requester, affected, from } = step.what {
                self.draft.meet(requester, affected, from.map_or(ticket.unit, |from| from.unit))?;
            }
            if step.what == Happening::Started {
                // In a made-up story, and where another group has the case than had it, somebody took it all the same.
                let took = if let ActorRef::User(user) = step.by { user } else { SOMEONE };
                ticket.assignee = ticket.assignee.filter(|user| *user != SOMEONE).or(Some(took));
            }
            self.act(step.by);
            if let Some(event) = self.event(&ticket, step) {
                self.draft.event_by(!step.is_of_the_desk(), &mut ticket, event);
                self.tell(&ticket, step)?;
                self.note();
            }
        }
        self.pass(&mut ticket, until)?;
        let mut course = std::mem::take(&mut self.course);
        (course.priority, course.group) = (Some(ticket.priority), ticket.group);
        course.clocks = self.draft.ended_clocks().iter().chain(&ticket.clocks).map(ClockOutcome::from).collect();
        Ok(Some(course))
    }

    /// How many notices there would have been so far, of all cases.
    pub fn into_notices(self) -> NoticeCounts {
        self.notices
    }

    /// What follows is theirs.
    fn act(&mut self, by: ActorRef) {
        self.draft.viewer.actor = by;
    }

    /// What is told of a case that was opened, by whoever is told of it when that happens. It may have been passed on or
    /// solved in the same breath.
    fn tell_of_opening(&mut self, ticket: &Ticket, story: &[Step]) -> Result<(), Fault> {
        let Some(opened) = story.first() else { return Ok(()) };
        let mut at_once = story.iter().take_while(|step| (step.at, step.by) == (opened.at, opened.by));
        let passed_on = |step: &Step| matches!(step.what, Happening::Routed { how: Routing::Passed, .. });
        if !at_once.clone().any(passed_on) {
            notify::tell(&mut self.draft, NoticeKind::Assigned, ticket, None)?;
        }
        if !at_once.any(|step| matches!(step.what, Happening::Resolved { .. })) {
            notify::tell(&mut self.draft, NoticeKind::Opened, ticket, None)?;
        }
        self.note();
        Ok(())
    }

    /// What is told of a step, as it is when it happens. That a program wrote a mail, and that somebody's waits for
    /// consent, cannot be read from a story.
    fn tell(&mut self, ticket: &Ticket, step: &Step) -> Result<(), Fault> {
        let user = match step.by {
            // Of users no more is asked than matters.
            ActorRef::User(user) if !ticket.watchers.is_empty() || step.what == Happening::Cancelled => {
                self.draft.facts.get::<User>(user.0)?
            }
            _ => None,
        };
        self.draft.viewer.person = match step.by {
            ActorRef::Person(person) => Some(person),
            _ => user.as_ref().and_then(|user| user.person),
        };
        let occasions: &[NoticeKind] = match step.what {
            Happening::Answered { channel: Channel::Phone | Channel::Counter } => &[],
            Happening::Answered { .. } => &[NoticeKind::Replied],
            Happening::Wrote | Happening::Resolved { settled: true } => &[NoticeKind::Answered],
            Happening::Reopened { said: true } => &[NoticeKind::Reopened, NoticeKind::Answered],
            Happening::Reopened { said: false } => &[NoticeKind::Reopened],
            Happening::Waited(WaitingFor::Requester) => &[NoticeKind::WaitingForYou],
            Happening::Resolved { settled: false } => &[NoticeKind::Solved],
            Happening::Closed => &[NoticeKind::Closed],
            Happening::Routed { how: Routing::Passed, .. } => &[NoticeKind::Assigned, NoticeKind::Passed],
            Happening::Routed { how: Routing::Assigned | Routing::Released, .. } => &[NoticeKind::Assigned],
            // Whoever works at the desk knows it, also when they have left since.
            Happening::Cancelled => {
                let works = |user: User| user.roles.contains(&Role::Agent) || user.roles.contains(&Role::Supervisor);
                let asked = matches!(step.by, ActorRef::Person(_)) || user.is_some_and(|user| !works(user));
                if asked { &[NoticeKind::Answered] } else { &[] }
            }
            _ => &[],
        };
        occasions.iter().try_for_each(|kind| notify::tell(&mut self.draft, *kind, ticket, None))
    }

    /// Takes down what has just happened.
    fn note(&mut self) {
        let now = self.draft.now;
        for notice in self.draft.take_notices() {
            *self.notices.entry((notice.kind, notice.way)).or_default() += 1;
        }
        for event in self.draft.take_events() {
            match event {
                Event::Routed { how: Routing::Passed, group, .. } => self.course.stays.extend(group),
                Event::Escalated { escalation, audience, told, .. } => {
                    // Who took it in a made-up story is nobody whom the desk knows.
                    let told = told.into_iter().filter(|user| *user != SOMEONE).collect();
                    self.course.escalations.push(Escalated { at: now, escalation, audience, told });
                }
                _ => {}
            }
        }
    }

    fn open(&mut self, number: TicketNumber, opening: &Opening) -> Result<Ticket, Fault> {
        let draft = &mut self.draft;
        let mut ticket = as_opened(number, opening, &draft.model, draft.now);
        draft.watch(&ticket)?;
        if opening.by_rules {
            let draft = &self.draft;
            let by_rule = assign::by_rules(draft, &mut ticket, || self.subject(opening.subject))?;
            if by_rule.is_none() {
                let groups = draft.facts.groups()?;
                let first = without_rule(&draft.model, &groups, opening.said.category, opening.otherwise);
                (ticket.group, ticket.level) = first.map_or((None, ticket.level), |it| (Some(it.id), it.level));
            }
            // Who of the group got it, and began at once, is known only of the group that got it.
            let known = opening.assignee.filter(|_| ticket.group == opening.group);
            ticket.assignee = match by_rule {
                None => known,
                Some((_, rule)) if rule.pick == Pick::ByHand => None,
                Some(_) if known.is_some() => known,
                Some((group, rule)) => match self.picked.get(&rule.id) {
                    Some(picked) => *picked,
                    None => {
                        let picked = assign::pick(draft, (rule.pick, rule.skill.as_deref()), &group, &ticket)?;
                        self.picked.insert(rule.id, picked);
                        picked
                    }
                },
            };
            if ticket.assignee != opening.assignee {
                ticket.state = State::New;
            }
        }
        self.draft.begin_clocks(&mut ticket);
        self.course.first_priority = Some(ticket.priority);
        self.course.first_group = ticket.group;
        self.course.stays.extend(ticket.group);
        Ok(ticket)
    }

    fn subject(&self, id: ContentId) -> Result<String, Fault> {
        Ok(match self.draft.facts.content(id)?.map(|row| row.content) {
            Some(Content::Text(text)) => text,
            _ => String::new(),
        })
    }

    /// Time passes, and what the clocks and the watch come to is told, each thing at its moment. Whether somebody would
    /// have acknowledged an alarm is not known, so none is told again.
    fn pass(&mut self, ticket: &mut Ticket, until: Moment) -> Result<(), Fault> {
        let next = |ticket: &Ticket| {
            let clocks = ticket.clocks.iter().filter_map(|clock| clock.next);
            let watched = ticket.watch.iter().filter_map(|watch| watch.next);
            clocks.chain(watched).min().filter(|at| *at <= until)
        };
        let mut before = None;
        while let Some(at) = next(ticket).filter(|at| before.is_none_or(|before| before < *at)) {
            before = Some(at);
            self.act(ActorRef::System);
            self.draft.now = self.draft.now.max(at);
            escalate::time_passed(&mut self.draft, ticket)?;
            // What a step does may be what another one counts.
            while ticket.watch.as_ref().is_some_and(|watch| watch.next.is_some_and(|next| next <= self.draft.now)) {
                escalate::watched(&mut self.draft, ticket)?;
            }
            self.note();
        }
        Ok(())
    }

    /// What people did, or what time brought about by itself, as an event of the case as it is here.
    fn event(&self, ticket: &Ticket, step: &Step) -> Option<Event> {
        let number = ticket.number;
        let nothing = ContentId::default();
        Some(match &step.what {
            Happening::Concerns { requester, affected, from } => Event::Edited {
                ticket: number,
                subject: ticket.subject,
                description: None,
                requester: *requester,
                affected: *affected,
                from: *from,
            },
            Happening::Classified { said, .. } => {
                let about = classify_anew(&self.draft.model, ticket, said);
                Event::Classified {
                    ticket: number,
                    model: self.draft.model.version,
                    kind: about.kind,
                    category: about.category,
                    impact: about.impact,
                    urgency: about.urgency,
                    priority: if ticket.overridden.is_some() { ticket.priority } else { about.priority },
                    unsaid: Unsaid::of(said),
                }
            }
            Happening::Prioritised { priority, by_matrix: false } => {
                Event::Prioritised { ticket: number, priority: *priority, reason: Some(nothing) }
            }
            Happening::Prioritised { by_matrix: true, .. } => {
                let priority = self.draft.model.matrix.priority(ticket.impact, ticket.urgency);
                Event::Prioritised { ticket: number, priority, reason: None }
            }
            Happening::Routed { how, group, .. } if *how == Routing::Passed && *group == ticket.group => return None,
            Happening::Routed { how, group, level, assignee, moved } => {
                let (group, level) =
                    if *moved || *how == Routing::Passed { (*group, *level) } else { (ticket.group, ticket.level) };
                Event::Routed {
                    ticket: number,
                    how: *how,
                    group,
                    level,
                    assignee: *assignee,
                    from_group: ticket.group,
                    from_assignee: ticket.assignee,
                    turn: false,
                }
            }
            Happening::Started => Event::Started { ticket: number },
            Happening::Waited(on) => Event::Waited { ticket: number, on: *on, until: None, reason: None },
            Happening::Resumed if ticket.state == State::Waiting => Event::Resumed { ticket: number },
            Happening::Resolved { .. } => Event::Resolved {
                ticket: number,
                text: nothing,
                code: String::new(),
                on_line: false,
                day: Day::default(),
                close_at: step.at,
                reopen_until: step.at,
            },
            Happening::Reopened { .. } => Event::Reopened { ticket: number, reason: None },
            Happening::Closed => Event::Closed { ticket: number },
            Happening::Cancelled => Event::Cancelled { ticket: number, reason: nothing },
            Happening::Answered { .. } | Happening::Wrote => {
                let by_desk = step.what != Happening::Wrote;
                let user = ticket.assignee.unwrap_or_default();
                Event::Replied {
                    ticket: number,
                    author: if by_desk { Author::User(user) } else { Author::Person(ticket.requester) },
                    channel: ticket.channel,
                    text: nothing,
                    attachments: Vec::new(),
                }
            }
            Happening::Noted => Event::Noted {
                ticket: number,
                author: self.draft.desk_author(ticket.requester),
                text: nothing,
                attachments: Vec::new(),
            },
            Happening::Followed { user, follows } => Event::Followed { ticket: number, user: *user, follows: *follows },
            Happening::Watched { person, watches } => {
                Event::Watched { ticket: number, person: *person, watches: *watches }
            }
            Happening::Resumed | Happening::Opened(_) | Happening::Clocks { .. } | Happening::Escalated { .. } => {
                return None;
            }
        })
    }
}

/// The case as this model has it at the opening: people said the same of it, the category fills in the rest.
fn as_opened(number: TicketNumber, opening: &Opening, model: &ServiceModel, at: Moment) -> Ticket {
    let about = classify(model, &opening.said);
    Ticket {
        number,
        version: 1,
        model: model.version,
        kind: about.kind,
        subject: opening.subject,
        description: None,
        attachments: Vec::new(),
        channel: opening.channel,
        requester: opening.requester,
        affected: opening.affected,
        unit: opening.unit,
        category: about.category,
        impact: about.impact,
        urgency: about.urgency,
        priority: about.priority,
        overridden: None,
        group: opening.group,
        level: opening.level,
        assignee: opening.assignee,
        state: opening.state,
        waiting: None,
        by_rules: opening.by_rules,
        opened_by: ActorRef::System,
        opened_at: at,
        updated_at: at,
        resolution: None,
        closed_at: None,
        cancelled: None,
        sealed: false,
        reopened: 0,
        stays: 1,
        waits: 0,
        messages: 0,
        further_contacts: 0,
        followers: opening.followers.clone(),
        watchers: opening.watchers.clone(),
        answered_at: opening.answered.then_some(at),
        clocks: Vec::new(),
        watch: None,
        alarm: None,
        held: None,
        procedure: None,
    }
}

impl Escalated {
    /// Whether both are the same: at the same moment, by the same escalation, for the same audience as far as that is known.
    /// Who exactly is told is not looked at: groups have others in them now.
    pub fn is_like(&self, other: &Self) -> bool {
        let audiences = self.audience.as_ref().zip(other.audience.as_ref());
        (self.at, self.escalation) == (other.at, other.escalation) && audiences.is_none_or(|(one, other)| one == other)
    }
}

impl Course {
    /// What really became of a case.
    pub fn recorded(story: &[Step]) -> Self {
        let mut course = Self::default();
        let mut now: Vec<ClockOutcome> = Vec::new();
        for step in story {
            match &step.what {
                Happening::Opened(opening) => {
                    course.first_priority = Some(opening.priority);
                    course.priority = Some(opening.priority);
                    (course.first_group, course.group) = (opening.group, opening.group);
                    course.stays.extend(opening.group);
                    now.clone_from(&opening.clocks);
                }
                Happening::Classified { priority, .. } | Happening::Prioritised { priority, .. } => {
                    course.priority = Some(*priority);
                }
                Happening::Routed { how, group, .. } => {
                    course.group = *group;
                    if *how == Routing::Passed {
                        course.stays.extend(*group);
                    }
                }
                Happening::Clocks { changed, ended } => {
                    let other =
                        |clock: &ClockOutcome| changed.iter().chain(ended).any(|other| other.kind == clock.kind);
                    now.retain(|clock| !other(clock));
                    now.extend(changed);
                    now.sort_by_key(|clock| clock.kind);
                    course.clocks.extend(ended);
                }
                Happening::Escalated { escalation, audience, told } => course.escalations.push(Escalated {
                    at: step.at,
                    escalation: *escalation,
                    audience: audience.clone(),
                    told: told.clone(),
                }),
                _ => {}
            }
        }
        course.clocks.extend(now);
        course
    }
}
