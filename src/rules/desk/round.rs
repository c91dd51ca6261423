//! Rounds of a survey that asks at fixed times: each is planned once, step by step, and asks everybody of its sample once.

use super::id::{InvitationId, PersonId, SurveyId, UnitId};
use super::record::{Record, RecordKind};
use crate::survey::{Periodic, Place, Sample};
use crate::words::Vocabulary;
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};

/// A round of a survey. Whatever is changed of the survey meanwhile, it goes on as it began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The survey.
    pub survey: SurveyId,
    /// The local day for which it was due: there is one a day at the most.
    pub day: Day,
    /// When it began.
    pub begun: Moment,
    /// Until when an answer is taken.
    pub closes: Moment,
    /// Whom it is for, as it was said then.
    pub periodic: Periodic,
    /// After so many days without an answer somebody is reminded, once.
    pub reminder_days: Option<u16>,
    /// How many belonged to the audience, and on whom of them the sample falls.
    pub sample: Sample,
    /// How far the planning has come.
    pub planning: Planning,
    /// When it was stopped.
    pub stopped: Option<Moment>,
}

/// How far the planning of a round has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planning {
    /// So many of the audience were come past.
    pub walked: u64,
    /// The last of them.
    pub place: Place,
    /// Whether that was all.
    pub done: bool,
}

/// What happens to a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundMoved {
    /// It began.
    Begun(Box<Round>),
    /// Some more are to be asked.
    Planned {
        /// Who; their invitations are numbered from `first`.
        invited: Vec<Planned>,
        /// The first number.
        first: InvitationId,
        /// The desk's local day: their figures belong to that month.
        on: Day,
        /// How far the planning has come.
        planning: Planning,
    },
    /// It was stopped.
    Stopped,
}

/// Somebody who is to be asked in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Whom; nothing once that was forgotten.
    pub person: Option<PersonId>,
    /// Their unit.
    pub unit: Option<UnitId>,
    /// When.
    pub due: Moment,
}

/// What is to be done with a round.
#[derive(Clone, Debug, PartialEq)]
pub enum RoundStep {
    /// Begin it, for an audience of so many. Only the desk itself says so.
    Begin {
        /// How many.
        audience: u64,
    },
    /// Plan whom it asks, a step further. Only the desk itself says so.
    Plan {
        /// How far the planning had come.
        from: Planning,
        /// On whom the sample falls then.
        people: Vec<PersonId>,
        /// How far it comes with them.
        to: Planning,
    },
    /// Ask nobody more.
    Stop,
}

vocabulary! {
    /// Where a round stands.
    RoundState {
        /// It is being decided whom it asks.
        Planning = "planning",
        /// Some are still to be asked.
        Sending = "sending",
        /// All were asked, and answers are taken.
        Open = "open",
        /// No answer is taken any more.
        Closed = "closed",
        /// It was stopped: nobody more is asked, and whoever was may answer.
        Stopped = "stopped",
    }
}

impl Round {
    /// Where it stands, when so many invitations wait for their moment.
    pub fn state(&self, waiting: u64, now: Moment) -> RoundState {
        if self.closes <= now {
            RoundState::Closed
        } else if self.stopped.is_some() {
            RoundState::Stopped
        } else if !self.planning.done {
            RoundState::Planning
        } else if waiting > 0 {
            RoundState::Sending
        } else {
            RoundState::Open
        }
    }

    /// Whether there is still to be decided whom it asks.
    pub fn is_planned_on(&self) -> bool {
        !self.planning.done && self.stopped.is_none()
    }

    /// The number that a day has in its key.
    pub fn number(day: Day) -> u32 {
        u32::try_from(day.number()).unwrap_or(0)
    }
}

impl Record for Round {
    const KIND: RecordKind = RecordKind::Round;
    type Key = (u64, u32);
    fn key(&self) -> (u64, u32) {
        (self.survey.0, Self::number(self.day))
    }
}
