//! Follow-ups: that somebody sees to whoever gave a low mark, by when, and what came of it.

use super::event::ActorRef;
use super::id::{AnswerId, ContentId, FollowUpId, PersonId, SurveyId, TicketNumber, UserId};
use super::record::{Record, RecordKind};
use crate::survey::Confidence;
use crate::words::Vocabulary;
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};

/// How many notes a follow-up may have.
pub const FOLLOW_UP_NOTES_MAX: usize = 100;

/// That somebody sees to a low mark. An answer has one at the most, however often it is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Its id.
    pub id: FollowUpId,
    /// Counts every change.
    pub version: u64,
    /// The survey.
    pub survey: SurveyId,
    /// What was answered.
    pub answer: AnswerId,
    /// What was promised to whoever answered.
    pub confidence: Confidence,
    /// Who gave the mark; nothing once that was forgotten.
    pub person: Option<PersonId>,
    /// The case that it is about, if it is about one and that was not forgotten.
    pub ticket: Option<TicketNumber>,
    /// The day of the answer: its figures belong to that month.
    pub day: Day,
    /// When it was opened.
    pub opened: Moment,
    /// Until when somebody has to have seen to it.
    pub due: Moment,
    /// Whether that time ran out before anybody had, and it was told.
    pub overdue: bool,
    /// Since when no mark of the answer is low any more, because it was changed.
    pub eased: Option<Moment>,
    /// Who has taken it.
    pub taken_by: Option<UserId>,
    /// What was noted meanwhile, the oldest first.
    pub notes: Vec<FollowUpNote>,
    /// What came of it.
    pub done: Option<FollowedUp>,
}

/// What somebody noted of a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpNote {
    /// Who.
    pub by: ActorRef,
    /// When.
    pub at: Moment,
    /// What.
    pub text: ContentId,
}

/// That somebody saw to a low mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedUp {
    /// Who.
    pub by: ActorRef,
    /// When first; whoever corrects what came of it later does not make it late.
    pub at: Moment,
    /// What came of it.
    pub outcome: FollowUpOutcome,
    /// The same in words.
    pub text: Option<ContentId>,
}

vocabulary! {
    /// What came of a follow-up.
    FollowUpOutcome {
        /// Somebody spoke with them, and it is good now.
        Resolved = "resolved",
        /// Somebody spoke with them, and it is not.
        Unresolved = "unresolved",
        /// Nobody could reach them.
        NotReached = "not_reached",
        /// They do not want to be contacted.
        NotWanted = "not_wanted",
        /// There was nothing to see to, such as a mark given by mistake.
        NotNeeded = "not_needed",
    }
}

vocabulary! {
    /// Where a follow-up stands.
    FollowUpState {
        /// There is still time.
        Open = "open",
        /// The time is over, and nobody has seen to it.
        Overdue = "overdue",
        /// Somebody has seen to it.
        Done = "done",
    }
}

/// What happened to a follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpChange {
    /// It was opened.
    Opened(Box<FollowUp>),
    /// The answer was changed: a mark is low again, or none any more.
    Marked {
        /// Whether one is low.
        low: bool,
    },
    /// Its time ran out.
    Overdue,
    /// Somebody took it, or it is nobody's again.
    Taken {
        /// Who.
        by: Option<UserId>,
    },
    /// Somebody noted something.
    Noted {
        /// What.
        text: ContentId,
    },
    /// Somebody has seen to it, or corrected what came of it.
    Done {
        /// What came of it.
        outcome: FollowUpOutcome,
        /// The same in words.
        text: Option<ContentId>,
    },
}

/// What is done about a follow-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUpStep {
    /// Take it, also from somebody else.
    Take,
    /// Give it back, so that anybody may take it.
    Release,
    /// Note something.
    Note {
        /// What.
        text: String,
    },
    /// Say what came of it.
    Finish {
        /// What.
        outcome: FollowUpOutcome,
        /// The same in words.
        text: Option<String>,
    },
    /// Its time is over. Only the clock says so.
    ComeDue,
}

impl FollowUp {
    /// When the clock has to look at it.
    pub fn watched_until(&self) -> Option<Moment> {
        (self.done.is_none() && !self.overdue && self.person.is_some()).then_some(self.due)
    }

    /// Where it stands.
    pub fn state(&self, now: Moment) -> FollowUpState {
        match self.done {
            Some(_) => FollowUpState::Done,
            None if self.due <= now => FollowUpState::Overdue,
            None => FollowUpState::Open,
        }
    }

    /// Whether somebody has seen to it in time.
    pub fn in_time(&self) -> bool {
        self.done.is_some_and(|done| done.at < self.due)
    }
}

impl Record for FollowUp {
    const KIND: RecordKind = RecordKind::FollowUp;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}
