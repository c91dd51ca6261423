//! What people answer, and whether it is an answer.

use super::{About, Asked, Form, OptionId, Question, QuestionId};
use crate::desk::text::{clean_line, clean_text};
use crate::desk::{Check, FieldError, FieldProblem};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The longest text of an answer, in characters.
const TEXT_MAX: usize = 4_000;
/// The longest that may be written beside options, in characters.
const OTHER_MAX: usize = 200;

/// What somebody answered, by question. Words are `T`: what was typed, or where it is kept.
pub type Answers<T> = BTreeMap<QuestionId, Given<T>>;

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given<T> {
    /// A mark.
    Mark(u8),
    /// Yes or no.
    YesNo(bool),
    /// What was chosen.
    Chosen {
        /// Of what there was; of "one of" exactly one.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        options: BTreeSet<OptionId>,
        /// Something else.
        #[serde(default = "none", skip_serializing_if = "Option::is_none")]
        other: Option<T>,
    },
    /// Somebody's own words.
    Text(T),
}

fn none<T>() -> Option<T> {
    None
}

impl<T> Given<T> {
    /// The same with something else made of its words.
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> Given<U> {
        match self {
            Self::Mark(mark) => Given::Mark(mark),
            Self::YesNo(said) => Given::YesNo(said),
            Self::Chosen { options, other } => Given::Chosen { options, other: other.map(make) },
            Self::Text(text) => Given::Text(make(text)),
        }
    }

    /// The same, as far as that can be made.
    ///
    /// # Errors
    /// What `make` says.
    pub fn try_map<U, E>(self, mut make: impl FnMut(T) -> Result<U, E>) -> Result<Given<U>, E> {
        Ok(match self {
            Self::Mark(mark) => Given::Mark(mark),
            Self::YesNo(said) => Given::YesNo(said),
            Self::Chosen { options, other } => Given::Chosen { options, other: other.map(make).transpose()? },
            Self::Text(text) => Given::Text(make(text)?),
        })
    }

    /// Its words, when it has some.
    pub fn words(&self) -> Option<&T> {
        match self {
            Self::Text(text) => Some(text),
            Self::Chosen { other, .. } => other.as_ref(),
            Self::Mark(_) | Self::YesNo(_) => None,
        }
    }
}

impl Form {
    /// What was sent, as it is kept: with clean words, and without answers that say nothing.
    ///
    /// # Errors
    /// Everything that is wrong with it, each under `answers.ID`: a value that does not fit, an answer to what was not
    /// shown or is not asked, nothing where an answer is required.
    pub fn accept(&self, about: &About, sent: Answers<String>) -> Result<Answers<String>, Vec<FieldError>> {
        let mut check = Check::default();
        let mut answers = Answers::new();
        for (id, given) in sent {
            let place = format!("answers.{}", id.0);
            match self.question(id) {
                None => check.wrong(place, FieldProblem::Unknown),
                Some(question) => {
                    if let Some(given) = clean(given) {
                        question.check_given(&mut check, &place, &given);
                        answers.insert(id, given);
                    }
                }
            }
        }
        let shown: BTreeMap<QuestionId, &Question> =
            self.shown(about, &answers).into_iter().map(|question| (question.id, question)).collect();
        for id in answers.keys().filter(|id| !shown.contains_key(id)) {
            check.wrong(format!("answers.{}", id.0), FieldProblem::NotAllowed);
        }
        for (id, question) in &shown {
            let answered = !question.required || answers.contains_key(id);
            check.that(answered, format!("answers.{}", id.0), FieldProblem::Required);
        }
        let errors = check.errors();
        if errors.is_empty() { Ok(answers) } else { Err(errors) }
    }
}

impl Question {
    fn check_given(&self, check: &mut Check, place: &str, given: &Given<String>) {
        let fits = match (&self.asked, given) {
            (asked, Given::Mark(mark)) => asked.marks().is_some_and(|(low, high)| (low..=high).contains(mark)),
            (Asked::YesNo, Given::YesNo(_)) | (Asked::Text, Given::Text(_)) => true,
            (Asked::OneOf { .. }, Given::Chosen { options, other }) => options.len() == 1 && other.is_none(),
            (Asked::SeveralOf { other: may, .. } | Asked::Reasons { other: may, .. }, Given::Chosen { other, .. }) => {
                *may || other.is_none()
            }
            _ => false,
        };
        let known = |id: &OptionId| self.asked.options().iter().any(|option| option.id == *id);
        let are_known = match given {
            Given::Chosen { options, .. } => options.iter().all(known),
            Given::Mark(_) | Given::YesNo(_) | Given::Text(_) => true,
        };
        check.that(fits && are_known, place, FieldProblem::NotAllowed);
        let max = if self.asked == Asked::Text { TEXT_MAX } else { OTHER_MAX };
        let is_short = given.words().is_none_or(|words| words.chars().count() <= max);
        check.that(is_short, place, FieldProblem::TooLong { max });
    }
}

/// An answer with its words as they are kept; `None`: it says nothing.
fn clean(given: Given<String>) -> Option<Given<String>> {
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    match given {
        Given::Text(text) => said(clean_text(&text)).map(Given::Text),
        Given::Chosen { options, other } => {
            let other = other.and_then(|other| said(clean_line(&other)));
            (!options.is_empty() || other.is_some()).then_some(Given::Chosen { options, other })
        }
        given @ (Given::Mark(_) | Given::YesNo(_)) => Some(given),
    }
}
