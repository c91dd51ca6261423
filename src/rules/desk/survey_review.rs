//! The review of a form that is being designed: what the client says of its questions, and that they agree with it.

use super::event::ActorRef;
use super::id::{ContentId, SurveyId};
use super::record::{Record, RecordKind};
use crate::Moment;
use crate::survey::{Form, QuestionId};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The longest comment, in characters.
pub const COMMENT_MAX: usize = 2_000;
/// How many comments of a survey may wait for somebody to see to them.
pub const OPEN_COMMENTS_MAX: usize = 500;
/// For so long a link to review a form opens it.
pub const REVIEW_LINK_LASTS: TimeDelta = TimeDelta::days(30);

/// How far the review of a survey's form has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyReview {
    /// The survey.
    pub survey: SurveyId,
    /// How many comments there ever were: the highest of their numbers.
    pub comments: u32,
    /// Those that nobody has seen to yet.
    pub open: BTreeSet<u32>,
    /// Until when the link to it works; `None`: there is none. (What opens it is no part of it.)
    pub link_until: Option<Moment>,
}

/// What somebody said of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyComment {
    /// The survey.
    pub survey: SurveyId,
    /// Which of its comments, from 1.
    pub n: u32,
    /// The question that it is about; `None`: the whole.
    pub question: Option<QuestionId>,
    /// Who said it.
    pub by: Reviewer,
    /// When.
    pub at: Moment,
    /// What.
    pub text: ContentId,
    /// Whether somebody has seen to it.
    pub resolved: bool,
}

/// The last approval of a survey's form, and the form as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyApproval {
    /// The survey.
    pub survey: SurveyId,
    /// Who approved it, and when.
    pub approval: Approval,
    /// What was approved.
    pub form: Form,
}

/// That the client agreed with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who.
    pub by: Reviewer,
    /// When.
    pub at: Moment,
    /// Which state of the survey they saw.
    pub version: u64,
}

/// Who reviews a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewer {
    /// A user, or the desk for whoever came by the link.
    pub actor: ActorRef,
    /// What whoever came by the link calls themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<ContentId>,
}

/// What is done in a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewStep {
    /// Make a link to review the form, in the place of the one there is; or end that.
    Link {
        /// The hash of what opens it; `None` ends the one there is.
        hash: Option<[u8; 32]>,
    },
    /// Say something of it.
    Comment {
        /// The question that it is about; `None`: the whole.
        question: Option<QuestionId>,
        /// What whoever comes by the link calls themselves.
        name: Option<String>,
        /// What.
        text: String,
    },
    /// Say that a comment was seen to, or not.
    Settle {
        /// Which.
        n: u32,
        /// Whether.
        resolved: bool,
    },
    /// Agree with the form.
    Approve {
        /// The state of the survey that was seen: it must be the one there is.
        version: u64,
        /// What whoever comes by the link calls themselves.
        name: Option<String>,
    },
}

/// What happened in a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reviewed {
    /// There is a link to review the form, another one than before, or there is none any more.
    LinkChanged {
        /// Until when it works; `None`: there is none.
        until: Option<Moment>,
    },
    /// Somebody said something of the form.
    Commented {
        /// Which of its comments.
        n: u32,
        /// The question that it is about; `None`: the whole.
        question: Option<QuestionId>,
        /// What whoever came by the link calls themselves.
        name: Option<ContentId>,
        /// What.
        text: ContentId,
    },
    /// A comment was seen to, or is open again.
    Settled {
        /// Which.
        n: u32,
        /// Whether it was seen to.
        resolved: bool,
    },
    /// The client agreed with the form.
    Approved {
        /// The state of the survey that they saw.
        version: u64,
        /// What whoever came by the link calls themselves.
        name: Option<ContentId>,
        /// What they agreed with.
        form: Box<Form>,
    },
}

impl Record for SurveyReview {
    const KIND: RecordKind = RecordKind::SurveyReview;
    type Key = u64;
    fn key(&self) -> u64 {
        self.survey.0
    }
}

impl Record for SurveyComment {
    const KIND: RecordKind = RecordKind::SurveyComment;
    type Key = (u64, u32);
    fn key(&self) -> (u64, u32) {
        (self.survey.0, self.n)
    }
}

impl Record for SurveyApproval {
    const KIND: RecordKind = RecordKind::SurveyApproval;
    type Key = u64;
    fn key(&self) -> u64 {
        self.survey.0
    }
}
