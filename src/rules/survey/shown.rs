//! Which questions are shown: by earlier answers, and by the case that is asked about.

use super::{Answers, Asked, Form, Given, OptionId, Question, QuestionId};
use crate::desk::id::{GroupId, UnitId};
use crate::service_model::CategoryId;
use crate::words::Channel;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// To whom a question is shown. All that is said must hold; what is empty says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ShownIf {
    /// What was answered before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerIs>,
    /// What case it is about.
    #[serde(skip_serializing_if = "CaseIs::is_any")]
    pub case: CaseIs,
}

/// That an earlier question was answered so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerIs {
    /// The question.
    pub question: QuestionId,
    /// How.
    #[serde(flatten)]
    pub is: Is,
}

/// How a question was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Is {
    /// With a mark from the one to the other.
    Marks(u8, u8),
    /// With yes, or with no.
    YesNo(bool),
    /// With one of these at least.
    Chosen(BTreeSet<OptionId>),
}

/// Which cases are meant. What is empty says nothing; who is asked about no case is shown nothing that asks for one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseIs {
    /// Of one of these categories, or below one.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub categories: BTreeSet<CategoryId>,
    /// Of somebody of one of these units, or below one.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub units: BTreeSet<UnitId>,
    /// Solved by one of these groups.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub groups: BTreeSet<GroupId>,
    /// That came this way.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub channels: BTreeSet<Channel>,
}

/// What is known of the case that somebody is asked about, or of the person when it is about none. Categories and units
/// are there with those above them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its category.
    pub categories: Vec<CategoryId>,
    /// The unit of whoever is asked.
    pub units: Vec<UnitId>,
    /// The group that solved it.
    pub group: Option<GroupId>,
    /// How it came.
    pub channel: Option<Channel>,
}

impl ShownIf {
    /// Whether the question is shown to everybody.
    pub fn is_always(&self) -> bool {
        *self == Self::default()
    }
}

impl CaseIs {
    /// Whether every case is meant, and none at all too.
    pub fn is_any(&self) -> bool {
        *self == Self::default()
    }

    /// Whether what is known fits.
    pub fn holds(&self, about: &About) -> bool {
        fn one_of<T: Ord>(wanted: &BTreeSet<T>, mut there: impl Iterator<Item = T>) -> bool {
            wanted.is_empty() || there.any(|it| wanted.contains(&it))
        }
        one_of(&self.categories, about.categories.iter().copied())
            && one_of(&self.units, about.units.iter().copied())
            && one_of(&self.groups, about.group.into_iter())
            && one_of(&self.channels, about.channel.into_iter())
    }
}

impl Is {
    fn holds<T>(&self, given: &Given<T>) -> bool {
        match (self, given) {
            (Self::Marks(from, to), Given::Mark(mark)) => (from..=to).contains(&mark),
            (Self::YesNo(wanted), Given::YesNo(said)) => wanted == said,
            (Self::Chosen(wanted), Given::Chosen { options, .. }) => !wanted.is_disjoint(options),
            _ => false,
        }
    }
}

impl Form {
    /// The questions that are shown to somebody who has given these answers, in order. What was answered to a question
    /// that is not shown counts for nothing.
    pub fn shown<T>(&self, about: &About, answers: &Answers<T>) -> Vec<&Question> {
        let mut shown: Vec<&Question> = Vec::with_capacity(self.questions.len());
        for question in &self.questions {
            let given =
                |id: QuestionId| shown.iter().any(|earlier| earlier.id == id).then(|| answers.get(&id)).flatten();
            let answered = |wanted: &AnswerIs| given(wanted.question).is_some_and(|given| wanted.is.holds(given));
            let low = |of: QuestionId| match (self.question(of), given(of)) {
                (Some(about), Some(Given::Mark(mark))) => about.asked.is_low(*mark),
                _ => false,
            };
            let called_for = match &question.asked {
                Asked::Reasons { about, .. } => low(*about),
                _ => true,
            };
            let ShownIf { answers: wanted, case } = &question.shown_if;
            if called_for && case.holds(about) && wanted.iter().all(answered) {
                shown.push(question);
            }
        }
        shown
    }
}
