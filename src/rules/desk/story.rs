//! The story of a case: what happened to it, and when, as far as another service model could have made something else of
//! it. It stands in the index of a case's entries, so that a whole year is retraced without reading the journal.

use super::command::Classification;
use super::event::{Author, Entry, Event, Routing, Whence};
use super::id::{ContentId, GroupId, PersonId, UnitId, UserId};
use super::{ActorRef, SETTLED};
use crate::Moment;
use crate::service_model::EscalationId;
use crate::service_model::clock::{Clock, Promise};
use crate::words::{Audience, Channel, ClockKind, ClockState, Level, Priority, State, WaitingFor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub at: Moment,
    /// Who did it.
    pub by: ActorRef,
    /// What.
    pub what: Happening,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happening {
    /// It was registered.
    Opened(Box<Opening>),
    /// It is about others now.
    Concerns {
        /// Who asks.
        requester: PersonId,
        /// Whom it is about.
        affected: Option<PersonId>,
        /// Where it comes from, when somebody else asks now.
        from: Option<Whence>,
    },
    /// It was classified anew.
    Classified {
        /// As what, and what of that somebody said.
        said: Classification,
        /// The priority that came of it.
        priority: Priority,
    },
    /// Somebody decided on a priority, or left it to the matrix again.
    Prioritised {
        /// The priority.
        priority: Priority,
        /// Whether the matrix decides.
        by_matrix: bool,
    },
    /// It changed hands.
    Routed {
        /// Why.
        how: Routing,
        /// The group.
        group: Option<GroupId>,
        /// The level.
        level: Level,
        /// The assignee.
        assignee: Option<UserId>,
        /// Whether the group is another than before.
        moved: bool,
    },
    /// Somebody began to work on it.
    Started,
    /// It began to wait.
    Waited(WaitingFor),
    /// It waits no longer.
    Resumed,
    /// It was solved.
    Resolved {
        /// Whether whoever asked said so.
        settled: bool,
    },
    /// It came back.
    Reopened {
        /// Whether somebody said why.
        said: bool,
    },
    /// It was closed.
    Closed,
    /// It was ended without a solution.
    Cancelled,
    /// The desk answered.
    Answered {
        /// By which way.
        channel: Channel,
    },
    /// The requester wrote.
    Wrote,
    /// Somebody of the desk wrote a note, saw to a step of the procedure, or said how it was solved.
    Noted,
    /// Somebody of the desk follows it, or does no more.
    Followed {
        /// Who.
        user: UserId,
        /// Whether they follow it now.
        follows: bool,
    },
    /// Somebody is in copy, or is no more.
    Watched {
        /// Who.
        person: PersonId,
        /// Whether they are in copy now.
        watches: bool,
    },
    /// Its clocks came to this.
    Clocks {
        /// Those that changed.
        changed: Vec<ClockOutcome>,
        /// Those that ended with a stay or a reopening.
        ended: Vec<ClockOutcome>,
    },
    /// It was escalated.
    Escalated {
        /// By which escalation.
        escalation: EscalationId,
        /// Whom its step is for, when that was kept.
        audience: Option<BTreeSet<Audience>>,
        /// Who was told.
        told: Vec<UserId>,
    },
}

/// A case as it was registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Its category, and what else somebody said of it.
    pub said: Classification,
    /// The priority that came of it.
    pub priority: Priority,
    /// How it came.
    pub channel: Channel,
    /// Who asks.
    pub requester: PersonId,
    /// Whom it is about.
    pub affected: Option<PersonId>,
    /// The unit that it comes from.
    pub unit: Option<UnitId>,
    /// The subject.
    pub subject: ContentId,
    /// The group that it began with.
    pub group: Option<GroupId>,
    /// The level.
    pub level: Level,
    /// Who had it first.
    pub assignee: Option<UserId>,
    /// Where it stood.
    pub state: State,
    /// Who of the desk followed it from the beginning.
    pub followers: BTreeSet<UserId>,
    /// Who was in copy from the beginning.
    pub watchers: BTreeSet<PersonId>,
    /// Whether somebody answered at once.
    pub answered: bool,
    /// Whether the rules of the model were to say who gets it.
    pub by_rules: bool,
    /// The group that has it when none of them does; else the point of contact.
    pub otherwise: Option<GroupId>,
    /// Its clocks.
    pub clocks: Vec<ClockOutcome>,
}

/// What became of a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockOutcome {
    /// What it measures.
    pub kind: ClockKind,
    /// Whose target it has.
    pub by: Promise,
    /// How it stands.
    pub state: ClockState,
    /// When its time is over, or was.
    pub due: Option<Moment>,
    /// Since when its time is over.
    pub missed: Option<Moment>,
}

impl From<&Clock> for ClockOutcome {
    fn from(clock: &Clock) -> Self {
        Self { kind: clock.kind, by: clock.by, state: clock.state, due: clock.due, missed: clock.missed }
    }
}

impl Step {
    /// What an entry means to the story of its case, when it means anything.
    pub fn of(entry: &Entry) -> Option<Self> {
        let what = Happening::of(&entry.event)?;
        let by = match entry.event {
            // Whoever wrote a note by mail did, not the desk that took it down.
            Event::Noted { author: Author::User(user), .. } => ActorRef::User(user),
            _ => entry.actor,
        };
        Some(Self { at: entry.at, by, what })
    }

    /// Whether the desk did it by itself.
    pub fn is_of_the_desk(&self) -> bool {
        self.by == ActorRef::System
    }
}

impl Happening {
    fn of(event: &Event) -> Option<Self> {
        Some(match event {
            Event::Opened { ticket, unsaid, otherwise, .. } => Self::Opened(Box::new(Opening {
                said: unsaid.said(ticket.category, ticket.kind, ticket.impact, ticket.urgency),
                priority: ticket.priority,
                channel: ticket.channel,
                requester: ticket.requester,
                affected: ticket.affected,
                unit: ticket.unit,
                subject: ticket.subject,
                group: ticket.group,
                level: ticket.level,
                assignee: ticket.assignee,
                state: ticket.state,
                followers: ticket.followers.clone(),
                watchers: ticket.watchers.clone(),
                answered: ticket.answered_at.is_some(),
                by_rules: ticket.by_rules || otherwise.is_some(),
                otherwise: *otherwise,
                clocks: ticket.clocks.iter().map(ClockOutcome::from).collect(),
            })),
            Event::Edited { requester, affected, from, .. } => {
                Self::Concerns { requester: *requester, affected: *affected, from: *from }
            }
            Event::Classified { kind, category, impact, urgency, priority, unsaid, .. } => {
                Self::Classified { said: unsaid.said(*category, *kind, *impact, *urgency), priority: *priority }
            }
            Event::Prioritised { priority, reason, .. } => {
                Self::Prioritised { priority: *priority, by_matrix: reason.is_none() }
            }
            Event::Routed { how, group, level, assignee, from_group, .. } => Self::Routed {
                how: *how,
                group: *group,
                level: *level,
                assignee: *assignee,
                moved: group != from_group,
            },
            Event::Started { .. } => Self::Started,
            Event::Waited { on, .. } => Self::Waited(*on),
            Event::Resumed { .. } => Self::Resumed,
            Event::Resolved { code, .. } => Self::Resolved { settled: code == SETTLED },
            Event::Reopened { reason, .. } => Self::Reopened { said: reason.is_some() },
            Event::Closed { .. } => Self::Closed,
            Event::Cancelled { .. } => Self::Cancelled,
            Event::Replied { author: Author::Person(_), .. } => Self::Wrote,
            Event::Replied { channel, .. } => Self::Answered { channel: *channel },
            Event::Noted { .. }
            | Event::StepDone { .. }
            | Event::StepSkipped { .. }
            | Event::StepUndone { .. }
            | Event::OnLineCorrected { .. } => Self::Noted,
            Event::Followed { user, follows, .. } => Self::Followed { user: *user, follows: *follows },
            Event::Watched { person, watches, .. } => Self::Watched { person: *person, watches: *watches },
            Event::ClocksMoved { changed, ended, .. } => Self::Clocks {
                changed: changed.iter().map(ClockOutcome::from).collect(),
                ended: ended.iter().map(|(_, clock)| clock.into()).collect(),
            },
            Event::Escalated { escalation, audience, told, .. } => Self::Escalated {
                escalation: *escalation,
                audience: audience.clone(),
                told: told.iter().copied().collect(),
            },
            _ => return None,
        })
    }
}
