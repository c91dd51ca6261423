//! Surveys as records: what is being designed, and what was published.

use super::event::ActorRef;
use super::forget::Forgotten;
use super::id::{AnswerId, ContentId, FollowUpId, InvitationId, SurveyId, UserId};
use super::invitation::{AnswerWay, Occasion};
use super::record::{Record, RecordKind};
use super::survey_review::Approval;
use crate::survey::{Answers, Asking, Form, Given, QuestionId, TextTheme};
use crate::words::Language;
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};

/// A survey. Its form is the one that is being designed; what people are asked is the last one that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// Counts every change.
    pub version: u64,
    /// What the desk calls it. Whoever is asked reads the form's title.
    pub name: String,
    /// The form that is being designed.
    pub form: Form,
    /// The highest id that a question or an option of it ever had: what is new gets a higher one.
    pub last_id: u32,
    /// How many versions of the form were published; the last one is asked.
    pub published: u32,
    /// Whether anybody is asked.
    pub active: bool,
    /// Whether there is a link by which anybody may answer. (What opens it is no part of it.)
    #[serde(default)]
    pub link: bool,
    /// Whom it asks of itself.
    #[serde(default)]
    pub asking: Asking,
    /// What its free texts are searched for; nothing: the themes to start from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub themes: Option<Vec<TextTheme>>,
    /// How far back it was forgotten who answered; nothing: nobody was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forgotten: Option<Forgotten>,
}

/// A version of a survey's form. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyVersion {
    /// The survey.
    pub survey: SurveyId,
    /// Which of its versions, from 1.
    pub n: u32,
    /// What is asked.
    pub form: Form,
    /// When it was published.
    pub at: Moment,
    /// By whom.
    pub by: ActorRef,
    /// The client's last approval before it was published, if there was any.
    #[serde(default)]
    pub approval: Option<Approval>,
    /// Whether it is just what they approved.
    #[serde(default)]
    pub as_approved: bool,
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyAnswer {
    /// Its id.
    pub id: AnswerId,
    /// The survey.
    pub survey: SurveyId,
    /// The version that was asked.
    pub n: u32,
    /// The desk's local day.
    pub day: Day,
    /// When exactly; nothing of an anonymous answer.
    pub at: Option<Moment>,
    /// When it was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Moment>,
    /// The language in which it was shown; nothing where it could tell who answered.
    pub language: Option<Language>,
    /// How it came.
    #[serde(default = "by_link")]
    pub way: AnswerWay,
    /// Who asked on the telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<UserId>,
    /// The invitation that it answers; nothing of an anonymous answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<InvitationId>,
    /// What it is about; nothing of an anonymous answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Occasion>,
    /// That somebody sees to a low mark of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpId>,
    /// What was answered: marks and options, and where words are kept.
    pub answers: Answers<ContentId>,
    /// Whether it looks as if a program had sent it. Then it is shown, and counts for nothing.
    pub automatic: bool,
    /// Whether it was forgotten whom it came from, and what was written.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forgotten: bool,
}

/// What somebody answered, before it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentAnswer {
    /// The version that was asked.
    pub n: u32,
    /// The desk's local day.
    pub day: Day,
    /// The language in which it was shown; nothing where it could tell who answered.
    pub language: Option<Language>,
    /// How it came.
    #[serde(default = "by_link")]
    pub way: AnswerWay,
    /// The invitation that it answers; nothing of an anonymous answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<InvitationId>,
    /// What was answered.
    pub answers: Answers<String>,
    /// Whether it looks as if a program had sent it.
    pub automatic: bool,
}

impl SurveyAnswer {
    /// Where the words lie with which a question was answered: somebody's own, or those beside the options.
    pub fn written(&self, question: QuestionId) -> Option<ContentId> {
        match self.answers.get(&question)? {
            Given::Text(text) => Some(*text),
            Given::Chosen { other, .. } => *other,
            Given::Mark(_) | Given::YesNo(_) => None,
        }
    }

    /// The questions that it answers in words, if it counts and they are still there.
    pub fn written_to(&self) -> impl Iterator<Item = QuestionId> {
        let questions = self.answers.keys().copied().filter(|_| !self.automatic && !self.forgotten);
        questions.filter(|question| self.written(*question).is_some())
    }
}

impl Survey {
    /// Whether it asks anybody of itself: about cases, or at fixed times.
    pub fn asks(&self) -> bool {
        let asks = self.asking.after_case.is_some() || self.asking.periodic.is_some();
        self.active && self.published > 0 && asks
    }
}

/// How every answer came before there were invitations.
fn by_link() -> AnswerWay {
    AnswerWay::Link
}

impl Record for SurveyAnswer {
    const KIND: RecordKind = RecordKind::SurveyAnswer;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for Survey {
    const KIND: RecordKind = RecordKind::Survey;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for SurveyVersion {
    const KIND: RecordKind = RecordKind::SurveyVersion;
    type Key = (u64, u32);
    fn key(&self) -> (u64, u32) {
        (self.survey.0, self.n)
    }
}
