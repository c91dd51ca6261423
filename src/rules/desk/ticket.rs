//! A case, its stays and its spells of waiting.

use super::ActorRef;
use super::alarm::{Held, TicketAlarm};
use super::id::{ContentId, GroupId, PersonId, TicketNumber, UnitId, UserId};
use super::record::{Record, RecordKind};
use crate::service_model::clock::Clock;
use crate::service_model::procedure::Place;
use crate::service_model::{CategoryId, ModelVersion, ProcedureId, Watch};
use crate::words::{Channel, ClockKind, Impact, Kind, Level, Priority, State, Urgency, WaitingFor};
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ticket {
    /// Its number.
    pub number: TicketNumber,
    /// Counts every event that changed it.
    pub version: u64,
    /// The version of the service model that it was decided under.
    pub model: ModelVersion,
    /// Question, request or incident.
    pub kind: Kind,
    /// The subject.
    pub subject: ContentId,
    /// What was said at the opening.
    pub description: Option<ContentId>,
    /// Files that came with it: [`super::Content::File`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<ContentId>,
    /// How it came.
    pub channel: Channel,
    /// Who asks.
    pub requester: PersonId,
    /// Whom it is about, when that is somebody else.
    pub affected: Option<PersonId>,
    /// The unit of its requester when it was registered, or became theirs: that is where it comes from.
    pub unit: Option<UnitId>,
    /// Its category.
    pub category: Option<CategoryId>,
    /// How much is touched.
    pub impact: Impact,
    /// How soon it hurts.
    pub urgency: Urgency,
    /// What is done first: by the matrix, or as somebody decided.
    pub priority: Priority,
    /// Why the priority is not the matrix's.
    pub overridden: Option<PriorityOverride>,
    /// The group that has it.
    pub group: Option<GroupId>,
    /// The level that it is at.
    pub level: Level,
    /// Who has it.
    pub assignee: Option<UserId>,
    /// Where it stands.
    pub state: State,
    /// What it waits for, while it waits.
    pub waiting: Option<Waiting>,
    /// Whether nobody said at the opening who gets it, so that the rules of the model did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_rules: bool,
    /// Who registered it.
    pub opened_by: ActorRef,
    /// When it was registered.
    pub opened_at: Moment,
    /// The last event's moment.
    pub updated_at: Moment,
    /// How it was solved, while it counts as solved.
    pub resolution: Option<Resolution>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// Why it was cancelled.
    pub cancelled: Option<ContentId>,
    /// Whether the time in which it could be reopened is over.
    pub sealed: bool,
    /// How often it was reopened.
    pub reopened: u32,
    /// How many stays it has had; the running one is the last.
    pub stays: u32,
    /// How many spells of waiting it has had.
    pub waits: u32,
    /// How many messages and notes it has.
    pub messages: u32,
    /// Contacts after the one that opened it: a second message of the requester, a reply, a stay elsewhere.
    pub further_contacts: u32,
    /// Agents who follow it; whoever registered it does.
    pub followers: BTreeSet<UserId>,
    /// People in copy: what the desk tells the requester, they read too, and they may write.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub watchers: BTreeSet<PersonId>,
    /// When the desk first answered the requester.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Moment>,
    /// Its clocks, one of a kind at the most. Those of stays that are over lie with the stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Clock>,
    /// The procedure that it is worked on by; what was done of it lies in its [`super::ProcedureRun`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<ProcedureId>,
    /// What is watched of it beside its clocks, when an escalation asks for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub watch: Option<Box<Watch>>,
    /// Its alarm, until it is solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<Box<TicketAlarm>>,
    /// What quiet hours hold back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Box<Held>>,
}

/// A priority that somebody decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriorityOverride {
    /// Why.
    pub reason: ContentId,
    /// Who.
    pub by: ActorRef,
    /// When.
    pub at: Moment,
}

/// What a waiting case waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Whom or what.
    pub on: WaitingFor,
    /// When it comes back by itself.
    pub until: Option<Moment>,
    /// Since when.
    pub since: Moment,
    /// Why, in words.
    pub reason: Option<ContentId>,
}

/// So many people may be in copy of a case.
pub const WATCHERS_MAX: usize = 20;

/// The code of a solution that nobody of the desk gave: whoever asked said that it is solved.
pub const SETTLED: &str = "by_requester";

/// How a case was solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// What was done.
    pub text: ContentId,
    /// A code of the service model.
    pub code: String,
    /// Who solved it.
    pub by: ActorRef,
    /// When.
    pub at: Moment,
    /// The desk's local day of `at`.
    pub day: Day,
    /// Whether first level solved it in the contact that opened it.
    pub on_line: bool,
    /// When it closes by itself.
    pub close_at: Moment,
    /// Until when it may be reopened.
    pub reopen_until: Moment,
}

/// A stay of a case with a group and an assignee. Later clocks and figures live on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The case.
    pub ticket: TicketNumber,
    /// The count, from 1.
    pub n: u32,
    /// The group.
    pub group: Option<GroupId>,
    /// The level.
    pub level: Level,
    /// The assignee.
    pub assignee: Option<UserId>,
    /// When it began.
    pub start: Moment,
    /// When somebody of the group took it.
    pub taken: Option<Moment>,
    /// When it ended.
    pub end: Option<Moment>,
    /// The clocks that ended with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Clock>,
}

/// A spell of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The case.
    pub ticket: TicketNumber,
    /// The count, from 1.
    pub n: u32,
    /// What it waited for.
    pub on: WaitingFor,
    /// When it began.
    pub start: Moment,
    /// When it ended.
    pub end: Option<Moment>,
}

/// What the clock may still do to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TimerKind {
    /// "Waiting until" is over.
    WaitOver,
    /// A solved case closes.
    Close,
    /// A closed case can no longer be reopened.
    Seal,
    /// A clock comes to a point at which something is told.
    Clock(ClockKind),
    /// What is watched beside the clocks comes to a point at which a step happens.
    Watch,
    /// Those are told whom quiet hours kept waiting, or who have not acknowledged an alarm.
    Reminder,
}

impl TimerKind {
    /// The byte that stands for it in the timer table.
    pub const fn code(self) -> u8 {
        match self {
            Self::WaitOver => 1,
            Self::Close => 2,
            Self::Seal => 3,
            Self::Clock(ClockKind::FirstResponse) => 4,
            Self::Clock(ClockKind::Solution) => 5,
            Self::Clock(ClockKind::Acceptance) => 6,
            Self::Clock(ClockKind::GroupSolution) => 7,
            Self::Watch => 8,
            Self::Reminder => 9,
        }
    }

    /// The kind that `code` stands for.
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::WaitOver),
            2 => Some(Self::Close),
            3 => Some(Self::Seal),
            4 => Some(Self::Clock(ClockKind::FirstResponse)),
            5 => Some(Self::Clock(ClockKind::Solution)),
            6 => Some(Self::Clock(ClockKind::Acceptance)),
            7 => Some(Self::Clock(ClockKind::GroupSolution)),
            8 => Some(Self::Watch),
            9 => Some(Self::Reminder),
            _ => None,
        }
    }
}

impl Ticket {
    /// The moments at which the clock has something to do with this case; at most one of a kind.
    pub fn timers(&self) -> Vec<(Moment, TimerKind)> {
        let mut timers = Vec::new();
        if let Some(until) = self.waiting.and_then(|waiting| waiting.until) {
            timers.push((until, TimerKind::WaitOver));
        }
        if let Some(resolution) = &self.resolution {
            match self.state {
                State::Resolved => timers.push((resolution.close_at, TimerKind::Close)),
                State::Closed if !self.sealed => timers.push((resolution.reopen_until, TimerKind::Seal)),
                _ => {}
            }
        }
        timers.extend(self.clocks.iter().filter_map(|clock| Some((clock.next?, TimerKind::Clock(clock.kind)))));
        timers.extend(self.watch.iter().filter_map(|watch| Some((watch.next?, TimerKind::Watch))));
        timers.extend(self.reminder().map(|at| (at, TimerKind::Reminder)));
        timers
    }

    /// When somebody is to be told what was held back, or told again.
    fn reminder(&self) -> Option<Moment> {
        let held = self.held.iter().map(|held| held.until);
        held.chain(self.alarm.iter().filter_map(|alarm| alarm.next)).min()
    }
}

impl Ticket {
    /// Its alarm, while nobody has acknowledged it.
    pub fn open_alarm(&self) -> Option<&TicketAlarm> {
        self.alarm.as_deref().filter(|alarm| alarm.is_open())
    }

    /// When the first of its clocks that is not at its end is due, or was; `None` when none is: nothing is promised, or
    /// what was promised stands still in time.
    pub fn deadline(&self) -> Option<Moment> {
        let open = self.clocks.iter().filter(|clock| clock.is_open());
        open.filter_map(|clock| clock.missed.or(clock.due)).min()
    }

    /// Whether something is promised of it that is not kept yet, even if its clock stands still, or was broken.
    pub fn is_promised(&self) -> bool {
        self.deadline().is_some() || self.clocks.iter().any(Clock::is_promise)
    }
}

impl Ticket {
    /// Whether somebody asks in it, or it is about them.
    pub fn is_of(&self, person: PersonId) -> bool {
        self.requester == person || self.affected == Some(person)
    }

    /// What of it decides which procedure counts for it.
    pub fn place(&self) -> Place {
        Place { kind: self.kind, category: self.category, group: self.group, level: self.level }
    }
}

impl Record for Ticket {
    const KIND: RecordKind = RecordKind::Ticket;
    type Key = u64;
    fn key(&self) -> u64 {
        self.number.0
    }
}

impl Record for Stay {
    const KIND: RecordKind = RecordKind::Stay;
    type Key = (u64, u32);
    fn key(&self) -> (u64, u32) {
        (self.ticket.0, self.n)
    }
}

impl Record for Wait {
    const KIND: RecordKind = RecordKind::Wait;
    type Key = (u64, u32);
    fn key(&self) -> (u64, u32) {
        (self.ticket.0, self.n)
    }
}
