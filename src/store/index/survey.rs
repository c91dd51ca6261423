//! What people answered, by survey and month, and how often each thing was answered.

use crate::desk::id::{AnswerId, SurveyId};
use crate::desk::{Fault, SurveyAnswer};
use crate::moment::Day;
use crate::store::Snapshot;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, last_number};
use crate::store::rows::{Derived, Row, Rows, Visit};
use crate::store::tables::Table;
use crate::survey::{Given, OptionId, QuestionId};
use crate::words::Language;
use chrono::Datelike;
use std::collections::BTreeMap;
use std::ops::Bound;

/// A month of the desk, counted through the years: months lie beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u32);

/// By what answers are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breakdown {
    /// By nothing: all of them.
    All,
    /// By the language in which the form was shown.
    Language,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Answers to a survey, whatever they say.
    Answer,
    /// Those that look as if a program had sent them: they count for nothing else.
    Automatic,
    /// Answers to a question, whatever they say.
    To(QuestionId),
    /// Marks.
    Mark(QuestionId, u8),
    /// Yes or no.
    YesNo(QuestionId, bool),
    /// That an option was chosen.
    Chosen(QuestionId, OptionId),
    /// That something was written beside the options.
    Other(QuestionId),
}

/// How often something was answered: by month, and by the part of the breakdown.
pub type AnswerCounts = BTreeMap<(Month, u64, Counted), u64>;

impl Month {
    /// The month that a day lies in.
    pub fn of(day: Day) -> Self {
        let date = day.date();
        Self(u32::try_from(date.year()).unwrap_or(0) * 12 + date.month0())
    }

    /// The month that is written so, as `2026-11`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let (year, month): (u32, u32) = (year.parse().ok()?, month.parse().ok()?);
        let sound = text.len() == 7 && (1..=12).contains(&month) && (1970..=9999).contains(&year);
        sound.then(|| Self(year * 12 + month - 1))
    }

    /// How many months there are from this one to `other`, both counted.
    pub fn until(self, other: Self) -> u32 {
        (other.0 + 1).saturating_sub(self.0)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}

impl Counted {
    /// Fixed: stored keys hold these bytes.
    fn code(self) -> (u32, u8, u32) {
        match self {
            Self::Answer => (0, 1, 0),
            Self::Automatic => (0, 2, 0),
            Self::To(question) => (question.0, 1, 0),
            Self::Mark(question, mark) => (question.0, 3, mark.into()),
            Self::YesNo(question, yes) => (question.0, 4, yes.into()),
            Self::Chosen(question, option) => (question.0, 5, option.0),
            Self::Other(question) => (question.0, 6, 0),
        }
    }

    fn of(question: u32, kind: u8, value: u32) -> Option<Self> {
        let of = QuestionId(question);
        Some(match (question, kind) {
            (0, 1) => Self::Answer,
            (0, 2) => Self::Automatic,
            (_, 1) => Self::To(of),
            (_, 3) => Self::Mark(of, u8::try_from(value).ok()?),
            (_, 4) => Self::YesNo(of, value == 1),
            (_, 5) => Self::Chosen(of, OptionId(value)),
            (_, 6) => Self::Other(of),
            _ => return None,
        })
    }

    /// Everything that an answer counts under.
    fn all(answer: &SurveyAnswer) -> Vec<Self> {
        if answer.automatic {
            return vec![Self::Automatic];
        }
        let mut counted = vec![Self::Answer];
        for (id, given) in &answer.answers {
            counted.push(Self::To(*id));
            match given {
                Given::Mark(mark) => counted.push(Self::Mark(*id, *mark)),
                Given::YesNo(yes) => counted.push(Self::YesNo(*id, *yes)),
                Given::Chosen { options, other } => {
                    counted.extend(options.iter().map(|option| Self::Chosen(*id, *option)));
                    counted.extend(other.iter().map(|_| Self::Other(*id)));
                }
                Given::Text(_) => {}
            }
        }
        counted
    }
}

/// Fixed: stored keys hold these numbers.
const fn language_code(language: Language) -> u64 {
    match language {
        Language::Es => 1,
        Language::En => 2,
        Language::Pt => 3,
    }
}

impl Breakdown {
    /// The language that a part of the breakdown is.
    pub fn language(part: u64) -> Option<Language> {
        [Language::Es, Language::En, Language::Pt].into_iter().find(|language| language_code(*language) == part)
    }

    const fn code(self) -> u8 {
        match self {
            Self::All => 1,
            Self::Language => 2,
        }
    }
}

fn counts_key(survey: SurveyId, breakdown: Breakdown, month: Month) -> KeyBuilder {
    KeyBuilder::new().number(survey.0).byte(breakdown.code()).bytes(&month.0.to_be_bytes())
}

impl Row for SurveyAnswer {
    const TABLE: Table = Table::SurveyAnswer;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let month = Month::of(self.day);
        let by_survey = KeyBuilder::new().number(self.survey.0).bytes(&month.0.to_be_bytes()).number(self.id.0);
        derived.entry(Table::AnswersBySurvey, by_survey.done());
        for counted in Counted::all(self) {
            let (question, kind, value) = counted.code();
            for (breakdown, part) in [(Breakdown::All, 0), (Breakdown::Language, language_code(self.language))] {
                let key = counts_key(self.survey, breakdown, month).number(part).bytes(&question.to_be_bytes());
                derived.count(Table::AnswerCounts, key.byte(kind).bytes(&value.to_be_bytes()).done());
            }
        }
    }
}

/// The parts of a key behind its survey and breakdown.
fn read(key: &[u8]) -> Option<(Month, u64, Counted)> {
    let (month, rest) = key.get(9..)?.split_first_chunk::<4>()?;
    let (part, rest) = rest.split_first_chunk::<8>()?;
    let (question, rest) = rest.split_first_chunk::<4>()?;
    let (kind, value) = rest.split_first()?;
    let value = value.first_chunk::<4>()?;
    let counted = Counted::of(u32::from_be_bytes(*question), *kind, u32::from_be_bytes(*value))?;
    Some((Month(u32::from_be_bytes(*month)), u64::from_be_bytes(*part), counted))
}

impl Snapshot {
    /// How often each thing was answered to a survey in some months.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn answer_counts(
        &self,
        survey: SurveyId,
        breakdown: Breakdown,
        (from, to): (Month, Month),
    ) -> Result<AnswerCounts, Fault> {
        let range = KeyRange {
            lower: Bound::Included(counts_key(survey, breakdown, from).done()),
            upper: Bound::Excluded(counts_key(survey, breakdown, Month(to.0 + 1)).done()),
        };
        let mut counts = AnswerCounts::new();
        self.visit(Table::AnswerCounts, &range, Direction::Ascending, &mut |key, value| {
            if let (Some(counted), Some(count)) = (read(key), last_number(value)) {
                counts.insert(counted, count);
            }
            Ok(Visit::On)
        })?;
        Ok(counts)
    }

    /// The answers to a survey before `before`, or all, the last one first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn answers_to(
        &self,
        survey: SurveyId,
        before: Option<(Month, AnswerId)>,
        most: usize,
    ) -> Result<Vec<SurveyAnswer>, Fault> {
        let mut range = KeyRange::prefix(&survey.0.to_be_bytes());
        if let Some((month, id)) = before {
            let key = KeyBuilder::new().number(survey.0).bytes(&month.0.to_be_bytes()).number(id.0).done();
            range = range.after(key, Direction::Descending);
        }
        crate::store::operational::rows_behind(self, Table::AnswersBySurvey, &range, Direction::Descending, most, 8)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Counted, Month};
    use crate::survey::{OptionId, QuestionId};

    #[test]
    fn what_is_counted_is_read_as_it_is_written() {
        let question = QuestionId(7);
        for counted in [
            Counted::Answer,
            Counted::Automatic,
            Counted::To(question),
            Counted::Mark(question, 10),
            Counted::YesNo(question, true),
            Counted::Chosen(question, OptionId(9)),
            Counted::Other(question),
        ] {
            let (question, kind, value) = counted.code();
            assert_eq!(Counted::of(question, kind, value), Some(counted));
        }
    }

    #[test]
    fn a_month_is_written_as_it_is_read() {
        let month = Month::parse("2026-11").unwrap();
        assert_eq!(month.to_string(), "2026-11");
        assert_eq!(Month::parse("2026-10").unwrap().until(Month::parse("2027-01").unwrap()), 4);
        for wrong in ["2026-13", "2026-00", "2026-1", "26-11", "2026-11-01", "", "noviembre"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
