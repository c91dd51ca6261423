//! Invitations: that somebody is asked by a survey, about what, and what came of it.

use super::id::{AnswerId, GroupId, InvitationId, PersonId, SurveyId, TicketNumber, UnitId, UserId};
use super::record::{Record, RecordKind};
use super::round::Round;
use super::survey::SurveyAnswer;
use crate::service_model::CategoryId;
use crate::survey::{Asking, LeftOut};
use crate::words::{Channel, Kind, Priority, Vocabulary};
use crate::{Day, Moment};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// For so long after it was given an answer can be changed.
const CHANGED_WITHIN: TimeDelta = TimeDelta::hours(24);

/// That somebody is asked by a survey: once for a solution, or once in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// The survey.
    pub survey: SurveyId,
    /// Whom; nothing once that was forgotten.
    pub person: Option<PersonId>,
    /// The desk's local day of its making: its figures belong to that month.
    pub day: Day,
    /// What they are asked about, as it was then.
    pub about: Occasion,
    /// What came of it so far.
    pub stage: Stage,
}

/// What somebody is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// That a case was solved.
    Solution(AskedAbout),
    /// Nothing in particular: it is a round of a survey that asks at fixed times.
    Round(AskedInRound),
}

/// Whom a round asks, as it was when it was planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedInRound {
    /// The day of the round.
    pub day: Day,
    /// Their unit.
    pub unit: Option<UnitId>,
}

/// A case that somebody is asked about, as it was when the case was solved: who has it later, or what it is called by then,
/// changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedAbout {
    /// The case; nothing once that was forgotten.
    pub ticket: Option<TicketNumber>,
    /// Which of its solutions, from 1.
    pub solution: u32,
    /// Question, request or incident.
    pub kind: Kind,
    /// Its category.
    pub category: Option<CategoryId>,
    /// The unit that it came from.
    pub unit: Option<UnitId>,
    /// How it came.
    pub channel: Channel,
    /// Its priority.
    pub priority: Priority,
    /// The group that solved it.
    pub group: Option<GroupId>,
    /// Who solved it.
    pub solver: Option<UserId>,
}

/// What came of an invitation so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It waits for its moment.
    Planned {
        /// When it is sent.
        due: Moment,
    },
    /// Whom it was for is not asked.
    LeftOut {
        /// Why.
        why: LeftOut,
    },
    /// What it was about was not so any more: the case was reopened, or the round stopped.
    Cancelled,
    /// It was sent.
    Sent(Sent),
    /// An agent asked them on the telephone, and they answered.
    Asked {
        /// When.
        at: Moment,
        /// What they answered; nothing once that was forgotten.
        answer: Option<AnswerId>,
    },
}

/// An invitation that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// When.
    pub at: Moment,
    /// Until when an answer is taken.
    pub until: Moment,
    /// When they are reminded; `None`: they are not, or were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind: Option<Moment>,
    /// Whether the mail server would not have it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
    /// What they answered, unless that is anonymous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerId>,
}

vocabulary! {
    /// Where an invitation stands.
    InvitationState {
        /// It waits for its moment.
        Planned = "planned",
        /// Whom it was for is not asked.
        LeftOut = "left_out",
        /// What it was about was not so any more.
        Cancelled = "cancelled",
        /// It was sent.
        Sent = "sent",
        /// The mail server would not have it.
        Refused = "refused",
        /// It was answered.
        Answered = "answered",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

vocabulary! {
    /// How an answer came.
    AnswerWay {
        /// By a link for everybody.
        Link = "link",
        /// By an invitation.
        Invitation = "invitation",
        /// An agent asked on the telephone, and wrote it down.
        Phone = "phone",
    }
}

vocabulary! {
    /// Why a survey may not be asked on the telephone about a case.
    PhoneRefusal {
        /// Whoever asks would know who answered what.
        Anonymous = "anonymous",
        /// The case is not solved.
        NotSolved = "not_solved",
        /// Whom it concerns said that they do not want to be asked.
        OptedOut = "opted_out",
        /// The desk decided never to ask them.
        NeverAsked = "never_asked",
        /// They worked on the case themselves.
        OwnWork = "own_work",
        /// They answered already.
        Answered = "answered",
        /// They are not there any more.
        Gone = "gone",
        /// The case was solved so long ago that it is forgotten who answered then.
        LongAgo = "long_ago",
    }
}

vocabulary! {
    /// Why somebody is never asked.
    NotAsked {
        /// They said so.
        Themselves = "themselves",
        /// The desk decided so.
        Desk = "desk",
    }
}

impl Stage {
    /// The same, once they answered on the telephone at `at`: they are not asked by mail, nor reminded.
    #[must_use]
    pub fn called_off(self, at: Moment) -> Self {
        match self {
            Self::Planned { .. } => Self::LeftOut { why: LeftOut::AskedByPhone },
            Self::Sent(sent) => Self::Sent(Sent { until: sent.until.min(at), remind: None, ..sent }),
            Self::LeftOut { .. } | Self::Cancelled | Self::Asked { .. } => self,
        }
    }

    /// Whether nothing comes of it any more: they were not asked, or no answer is taken.
    pub fn is_over(&self, now: Moment) -> bool {
        match self {
            Self::Planned { .. } => false,
            Self::Sent(sent) => sent.until <= now,
            Self::LeftOut { .. } | Self::Cancelled | Self::Asked { .. } => true,
        }
    }
}

impl Sent {
    /// As it is sent at a moment, after which it is open for so many days.
    pub fn now(asking: &Asking, at: Moment) -> Self {
        Self::open_until(at.plus(TimeDelta::days(asking.open_days.into())), asking.reminder_days, at)
    }

    /// As it is sent at a moment in a round: all of it ends at once.
    pub fn in_round(round: &Round, at: Moment) -> Self {
        Self::open_until(round.closes, round.reminder_days, at)
    }

    fn open_until(until: Moment, reminder_days: Option<u16>, at: Moment) -> Self {
        let remind = reminder_days.map(|days| at.plus(TimeDelta::days(days.into())));
        Self { at, until, remind: remind.filter(|remind| *remind < until), refused: false, answer: None }
    }

    /// Whether an answer is taken, besides the one that there is: until the invitation ends, and for a day another one in
    /// its place.
    pub fn takes(&self, answer: Option<&SurveyAnswer>, now: Moment) -> bool {
        match answer {
            None => now < self.until,
            Some(answer) => answer.at.is_some_and(|at| (TimeDelta::zero()..CHANGED_WITHIN).contains(&now.since(at))),
        }
    }
}

impl Occasion {
    /// The case that it is about.
    pub fn case(&self) -> Option<&AskedAbout> {
        match self {
            Self::Solution(about) => Some(about),
            Self::Round(_) => None,
        }
    }

    /// The day of the round that it belongs to.
    pub fn round(&self) -> Option<Day> {
        match self {
            Self::Solution(_) => None,
            Self::Round(round) => Some(round.day),
        }
    }

    /// The unit that the case came from, or that the person belonged to.
    pub fn unit(&self) -> Option<UnitId> {
        match self {
            Self::Solution(about) => about.unit,
            Self::Round(round) => round.unit,
        }
    }
}

impl Invitation {
    /// When the desk has to look at it next.
    pub fn due(&self) -> Option<Moment> {
        match self.stage {
            Stage::Planned { due } => Some(due),
            Stage::Sent(Sent { answer: None, remind, .. }) => remind,
            Stage::Sent(_) | Stage::LeftOut { .. } | Stage::Cancelled | Stage::Asked { .. } => None,
        }
    }

    /// That it was sent, when it was.
    pub fn sent(&self) -> Option<&Sent> {
        match &self.stage {
            Stage::Sent(sent) => Some(sent),
            Stage::Planned { .. } | Stage::LeftOut { .. } | Stage::Cancelled | Stage::Asked { .. } => None,
        }
    }

    /// When they were asked, when they were.
    pub fn asked(&self) -> Option<Moment> {
        match self.stage {
            Stage::Asked { at, .. } => Some(at),
            _ => self.sent().map(|sent| sent.at),
        }
    }

    /// What they answered, unless that is anonymous.
    pub fn answer(&self) -> Option<AnswerId> {
        match self.stage {
            Stage::Asked { answer, .. } => answer,
            _ => self.sent().and_then(|sent| sent.answer),
        }
    }

    /// Where it stands.
    pub fn state(&self, now: Moment) -> InvitationState {
        match &self.stage {
            Stage::Planned { .. } => InvitationState::Planned,
            Stage::LeftOut { .. } => InvitationState::LeftOut,
            Stage::Cancelled => InvitationState::Cancelled,
            Stage::Sent(Sent { answer: Some(_), .. }) | Stage::Asked { .. } => InvitationState::Answered,
            Stage::Sent(sent) if sent.until <= now => InvitationState::Expired,
            Stage::Sent(Sent { refused: true, .. }) => InvitationState::Refused,
            Stage::Sent(_) => InvitationState::Sent,
        }
    }
}

impl Record for Invitation {
    const KIND: RecordKind = RecordKind::Invitation;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}
