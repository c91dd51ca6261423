//! What people answered, one by one: for files, and for the texts. It says no more than results do. Of what was answered under
//! a promise not to name anybody a month tells all or nothing: nothing of fewer than five, in no order, without day, person
//! or anything else that is known of them, and of a question that fewer than five answered nothing either.

use super::survey_results::{askings, hold_back, is_guarded};
use super::{Unanswered, surveys};
use crate::desk::id::{AnswerId, ContentId, SurveyId};
use crate::desk::{Content, Facts, Fault, SurveyAnswer, Viewer};
use crate::insight::ANSWERS_MIN;
use crate::secret;
use crate::store::Snapshot;
use crate::store::index::survey::{Breakdown, Counted, Month};
use crate::survey::{Answers, Confidence, Given, Question, QuestionId};
use std::collections::{BTreeMap, BTreeSet};

/// An answer as it may be told.
#[derive(Clone, Debug)]
pub struct Told {
    /// The month in which it was given.
    pub month: Month,
    /// The whole of it, with what is known of it, where it names people.
    pub named: Option<SurveyAnswer>,
    /// What was answered, in words.
    pub answers: Answers<String>,
}

/// Which answers of some months may be told, and what of them.
#[derive(Clone, Debug)]
pub struct Readable {
    survey: SurveyId,
    /// The months that are asked for.
    months: (Month, Month),
    /// The versions that name people.
    named: BTreeSet<u32>,
    /// The questions of each month of which something is told; nothing: of all of them.
    told: Option<BTreeSet<(Month, QuestionId)>>,
    /// The questions, as the last version asks them.
    pub questions: Vec<Question>,
}

impl Readable {
    /// Of a survey, for who reads it.
    ///
    /// # Errors
    /// As for [`surveys::one`].
    pub fn of(
        snapshot: &Snapshot,
        viewer: &Viewer,
        survey: SurveyId,
        months: (Month, Month),
    ) -> Result<Self, Unanswered> {
        let versions = surveys::versions(snapshot, viewer, survey)?;
        let told = if is_guarded(&versions) {
            let mut counts = snapshot.answer_counts(survey, Breakdown::All, months)?;
            hold_back(&mut counts);
            let told = counts.into_keys().filter_map(|(month, _, counted)| match counted {
                Counted::To(question) => Some((month, question)),
                _ => None,
            });
            Some(told.collect())
        } else {
            None
        };
        let named = versions.iter().filter(|version| version.form.confidence == Confidence::Named);
        Ok(Self {
            survey,
            months,
            named: named.map(|version| version.n).collect(),
            told,
            questions: askings(&versions).into_iter().map(|asking| asking.question).collect(),
        })
    }

    /// The months, the first one first.
    pub fn months(&self) -> impl ExactSizeIterator<Item = Month> + use<> {
        let (from, to) = self.months;
        (0..from.until(to)).map(move |n| from.ahead(n))
    }

    /// Whether an answer names who gave it.
    pub(super) fn names(&self, answer: &SurveyAnswer) -> bool {
        self.named.contains(&answer.n)
    }

    /// The answers of a month that may be told: those that name people in their order; where any does not, all of them in
    /// none.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn in_month(&self, snapshot: &Snapshot, month: Month) -> Result<Vec<AnswerId>, Fault> {
        let (mut named, mut others) = (Vec::new(), Vec::new());
        snapshot.answers_in(self.survey, month, |answer| {
            if !answer.automatic {
                if self.names(answer) { named.push(answer.id) } else { others.push(answer.id) }
            }
        })?;
        if !is_told(others.len()) {
            return Ok(named);
        }
        named.append(&mut others);
        shuffle(&mut named, &secret::new_secret()?, |id| id.0);
        Ok(named)
    }

    /// An answer as it may be told.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn tell(&self, snapshot: &Snapshot, id: AnswerId) -> Result<Option<Told>, Fault> {
        let Some(mut answer) = snapshot.get::<SurveyAnswer>(id.0)? else { return Ok(None) };
        let month = Month::of(answer.day);
        let mut answers = BTreeMap::new();
        for (question, given) in std::mem::take(&mut answer.answers) {
            if self.tells(&answer, month, question) {
                answers.extend(in_words(snapshot, given)?.map(|given| (question, given)));
            }
        }
        let named = Some(answer).filter(|answer| self.names(answer));
        Ok(Some(Told { month, named, answers }))
    }

    /// Whether what a question was answered in a month is told at all.
    pub(super) fn tells(&self, answer: &SurveyAnswer, month: Month, question: QuestionId) -> bool {
        self.names(answer) || self.told.as_ref().is_none_or(|told| told.contains(&(month, question)))
    }
}

/// Whether so many whom nobody is to know are enough to be told of.
pub(super) fn is_told(count: usize) -> bool {
    u64::try_from(count).unwrap_or(u64::MAX) >= ANSWERS_MIN
}

/// Puts things in an order that tells nothing of them; the same for the same seed.
pub(super) fn shuffle<T>(things: &mut [T], seed: &str, number: impl Fn(&T) -> u64) {
    things.sort_by_cached_key(|thing| secret::hash(&format!("{seed}{}", number(thing))));
}

/// A given answer with its words; nothing when those were erased and nothing else is left.
fn in_words(snapshot: &Snapshot, given: Given<ContentId>) -> Result<Option<Given<String>>, Fault> {
    Ok(match given {
        Given::Mark(mark) => Some(Given::Mark(mark)),
        Given::YesNo(yes) => Some(Given::YesNo(yes)),
        Given::Chosen { options, other } => {
            let other = other.map(|id| words(snapshot, id)).transpose()?.flatten();
            Some(Given::Chosen { options, other })
        }
        Given::Text(id) => words(snapshot, id)?.map(Given::Text),
    })
}

pub(super) fn words(snapshot: &Snapshot, id: ContentId) -> Result<Option<String>, Fault> {
    Ok(snapshot.content(id)?.and_then(|row| match row.content {
        Content::Text(text) => Some(text),
        _ => None,
    }))
}
