//! Surveys as records: what is being designed, and what was published.

use super::event::ActorRef;
use super::id::SurveyId;
use super::record::{Record, RecordKind};
use crate::Moment;
use crate::survey::Form;
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
