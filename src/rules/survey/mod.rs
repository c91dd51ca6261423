//! Surveys: the form that is asked, which questions of it are shown to whom, and what counts as an answer.
//!
//! - Ids of questions and of their options are never used again within a survey: results are joined by them, whatever
//!   the wording was.
//! - A question depends only on earlier ones. So there is no circle, and one look through the list says what is shown.
//! - What is shown is decided here alone: the page asks, and so does whoever takes the answers in.

mod answer;
mod asking;
mod campaign;
mod check;
mod preset;
mod shown;
mod theme;

#[cfg(test)]
mod tests;

pub use answer::{Answers, Given};
pub use asking::{AfterCase, AskedAfter, Asking, KEEP_MONTHS, LeftOut, Tact};
pub use campaign::{Audience, Periodic, Place, Sample, in_hours};
pub use check::Known;
pub use preset::SurveyPreset;
pub use shown::{About, AnswerIs, CaseIs, Is, ShownIf};
pub use theme::{TextTheme, Themed, says};

use crate::words::{Language, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A question, within its survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuestionId(pub u32);

/// What may be chosen, within its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OptionId(pub u32);

vocabulary! {
    /// What is kept of who answered. It is told before the first question.
    Confidence {
        /// Whoever reads answers sees who gave them.
        Named = "named",
        /// The desk knows who answered, so that an answer can be changed and followed up; readers do not see it.
        Confidential = "confidential",
        /// Nothing leads from an answer to a person.
        Anonymous = "anonymous",
    }
}

vocabulary! {
    /// What is asked.
    QuestionKind {
        /// How satisfied somebody is: 1 to 5.
        Satisfaction = "satisfaction",
        /// How easy it was: 1 to 7.
        Effort = "effort",
        /// How likely somebody is to recommend it: 0 to 10.
        Recommendation = "recommendation",
        /// Yes or no.
        YesNo = "yes_no",
        /// One of many.
        OneOf = "one_of",
        /// Several of many.
        SeveralOf = "several_of",
        /// What was wrong, of many: asked when a mark before was low.
        Reasons = "reasons",
        /// Whatever somebody has to say.
        Text = "text",
        /// Nothing: it is only read.
        Statement = "statement",
    }
}

/// What people read, in each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<Language, String>);

/// What is asked of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// What is kept of who answers.
    pub confidence: Confidence,
    /// The languages that it speaks; the first one to whoever speaks none of them.
    pub languages: Vec<Language>,
    /// What stands above it.
    pub title: Words,
    /// What is said before the first question, in Markdown; nothing when it has no words.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub introduction: Words,
    /// What is said to whoever has answered, in Markdown; the desk's own words when it has none.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub thanks: Words,
    /// The colour of its buttons and lines, as `#0b6e4f`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// The picture above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
    /// What is asked, in order.
    pub questions: Vec<Question>,
}

/// The most bytes of a logo: with it the whole page comes to less than 30 kB.
pub const LOGO_MAX: usize = 20_000;

/// The picture above a form. It is a part of the form: so it belongs to the version, to what is approved, and to a file of
/// it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Its bytes in base64: PNG or JPEG, as the desk drew it.
    pub picture: String,
    /// What is said to whoever does not see it; the title when it says nothing.
    #[serde(default, skip_serializing_if = "Words::is_empty")]
    pub alt: Words,
}

/// A question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// What is asked; of a statement, what is said, in Markdown.
    pub text: Words,
    /// How it is answered.
    #[serde(flatten)]
    pub asked: Asked,
    /// Whether nobody gets past it without an answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// To whom it is shown; to everybody when it says nothing.
    #[serde(default, skip_serializing_if = "ShownIf::is_always")]
    pub shown_if: ShownIf,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Asked {
    /// A mark from 1 to 5.
    Satisfaction,
    /// A mark from 1 to 7.
    Effort,
    /// A mark from 0 to 10.
    Recommendation,
    /// Yes or no.
    YesNo,
    /// One of these.
    OneOf {
        /// What there is to choose among.
        options: Vec<Choice>,
    },
    /// Any of these.
    SeveralOf {
        /// What there is to choose among.
        options: Vec<Choice>,
        /// Whether something else may be written beside them.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        other: bool,
    },
    /// Any of these; shown when the mark of an earlier question is low.
    Reasons {
        /// That question.
        about: QuestionId,
        /// What there is to choose among.
        options: Vec<Choice>,
        /// Whether something else may be written beside them.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        other: bool,
    },
    /// In somebody's own words.
    Text,
    /// Nothing is answered.
    Statement,
}

/// What may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id.
    pub id: OptionId,
    /// What people read.
    pub text: Words,
}

impl Words {
    /// Whether nothing is said in any language.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    /// What is said in `language`, or else in any.
    pub fn in_language(&self, language: Language) -> &str {
        self.0.get(&language).or_else(|| self.0.values().next()).map(String::as_str).unwrap_or_default()
    }
}

impl Form {
    /// The question with this id.
    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The language in which it is shown to somebody who speaks `wanted`.
    pub fn language_for(&self, wanted: Option<Language>) -> Language {
        let spoken = wanted.filter(|wanted| self.languages.contains(wanted));
        spoken.or_else(|| self.languages.first().copied()).unwrap_or(Language::Es)
    }

    /// What is said in place of its logo.
    pub fn alt(&self, language: Language) -> &str {
        let own = self.logo.as_ref().map(|logo| &logo.alt).filter(|alt| !alt.is_empty());
        own.unwrap_or(&self.title).in_language(language)
    }

    /// Whether one of these answers calls for somebody to see to it: a mark is low.
    pub fn has_low_mark<T>(&self, answers: &Answers<T>) -> bool {
        let low = |(id, given): (&QuestionId, &Given<T>)| match given {
            Given::Mark(mark) => self.question(*id).is_some_and(|question| question.asked.is_low(*mark)),
            Given::YesNo(_) | Given::Chosen { .. } | Given::Text(_) => false,
        };
        answers.iter().any(low)
    }
}

impl Asked {
    /// The word for it.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Satisfaction => QuestionKind::Satisfaction,
            Self::Effort => QuestionKind::Effort,
            Self::Recommendation => QuestionKind::Recommendation,
            Self::YesNo => QuestionKind::YesNo,
            Self::OneOf { .. } => QuestionKind::OneOf,
            Self::SeveralOf { .. } => QuestionKind::SeveralOf,
            Self::Reasons { .. } => QuestionKind::Reasons,
            Self::Text => QuestionKind::Text,
            Self::Statement => QuestionKind::Statement,
        }
    }

    /// The lowest and the highest mark, when marks are given.
    pub fn marks(&self) -> Option<(u8, u8)> {
        match self {
            Self::Satisfaction => Some((1, 5)),
            Self::Effort => Some((1, 7)),
            Self::Recommendation => Some((0, 10)),
            _ => None,
        }
    }

    /// Whether a mark calls for somebody to see to it: 2 or less, 6 or less of 10.
    pub fn is_low(&self, mark: u8) -> bool {
        mark <= if *self == Self::Recommendation { 6 } else { 2 }
    }

    /// What there is to choose among; nothing when there is nothing.
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::OneOf { options } | Self::SeveralOf { options, .. } | Self::Reasons { options, .. } => options,
            _ => &[],
        }
    }
}
