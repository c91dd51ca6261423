//! What people answered, by survey and month, and how often each thing was answered.

use crate::desk::id::{AnswerId, SurveyId};
use crate::desk::{AnswerWay, AskedAbout, Fault, Occasion, Round, SurveyAnswer};
use crate::moment::Day;
use crate::store::Snapshot;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, last_number};
use crate::store::rows::{self, Derived, Row, Rows, Visit};
use crate::store::tables::Table;
use crate::survey::{Given, LeftOut, OptionId, QuestionId};
use crate::words::{Channel, Language, Vocabulary};
use chrono::{Datelike, NaiveDate};
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
    /// By the unit that the case came from.
    Unit,
    /// By its category.
    Category,
    /// By the group that solved it.
    Group,
    /// By how it came.
    Channel,
    /// By who solved it.
    Agent,
    /// By how the answer came.
    Way,
    /// By the round in which people were asked.
    Round,
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
    /// Answers that an invitation led to.
    Replied,
    /// Invitations that wait for their moment.
    Planned,
    /// Those that were sent.
    Invited,
    /// Those of them that the mail server would not have.
    Refused,
    /// Those that were called off.
    Cancelled,
    /// Those of people who were not asked.
    LeftOut(LeftOut),
}

/// How often something was answered: by month, and by the part of the breakdown.
pub type AnswerCounts = BTreeMap<(Month, u64, Counted), u64>;

impl Month {
    /// The first that is told.
    pub const FIRST: Self = Self(1970 * 12);

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

    /// The bytes of a key, in the order of time.
    pub(in crate::store) fn to_bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }

    /// The month that these bytes are.
    pub(in crate::store) fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(u32::from_be_bytes(bytes))
    }

    /// Its first day.
    pub fn begins(self) -> Day {
        let date = i32::try_from(self.0 / 12).ok().and_then(|year| NaiveDate::from_ymd_opt(year, self.0 % 12 + 1, 1));
        Day::from_date(date.unwrap_or_default())
    }

    /// The month that lies so many before it.
    pub fn back(self, months: u32) -> Self {
        Self(self.0.saturating_sub(months))
    }

    /// The month that lies so many after it.
    pub fn ahead(self, months: u32) -> Self {
        Self(self.0.saturating_add(months))
    }

    /// Its year.
    pub fn year(self) -> u32 {
        self.0 / 12
    }

    /// Which it is of its year, from 1.
    pub fn of_year(self) -> u32 {
        self.0 % 12 + 1
    }

    /// How many months there are from this one to `other`, both counted.
    pub fn until(self, other: Self) -> u32 {
        (other.0 + 1).saturating_sub(self.0)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.of_year())
    }
}

impl Counted {
    /// Fixed: stored keys hold these bytes.
    fn code(self) -> (u32, u8, u32) {
        match self {
            Self::Answer => (0, 1, 0),
            Self::Automatic => (0, 2, 0),
            Self::Replied => (0, 7, 0),
            Self::Planned => (0, 8, 0),
            Self::Invited => (0, 9, 0),
            Self::Refused => (0, 10, 0),
            Self::Cancelled => (0, 11, 0),
            Self::LeftOut(why) => (0, 12, left_out_code(why)),
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
            (0, 7) => Self::Replied,
            (0, 8) => Self::Planned,
            (0, 9) => Self::Invited,
            (0, 10) => Self::Refused,
            (0, 11) => Self::Cancelled,
            (0, 12) => Self::LeftOut(*LeftOut::ALL.iter().find(|why| left_out_code(**why) == value)?),
            (_, 1) => Self::To(of),
            (_, 3) => Self::Mark(of, u8::try_from(value).ok()?),
            (_, 4) => Self::YesNo(of, value == 1),
            (_, 5) => Self::Chosen(of, OptionId(value)),
            (_, 6) => Self::Other(of),
            _ => return None,
        })
    }

    /// Whether invitations are counted, and not answers.
    pub const fn is_of_invitations(self) -> bool {
        matches!(self, Self::Planned | Self::Invited | Self::Refused | Self::Cancelled | Self::LeftOut(_))
    }

    /// The table of such counts.
    const fn table(self) -> Table {
        if self.is_of_invitations() { Table::InvitationCounts } else { Table::AnswerCounts }
    }

    /// Everything that an answer counts under.
    fn all(answer: &SurveyAnswer) -> Vec<Self> {
        if answer.automatic {
            return vec![Self::Automatic];
        }
        let mut counted = vec![Self::Answer];
        if answer.way == AnswerWay::Invitation {
            counted.push(Self::Replied);
        }
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

/// Fixed: stored keys hold these numbers.
const fn channel_code(channel: Channel) -> u64 {
    match channel {
        Channel::Phone => 1,
        Channel::Mail => 2,
        Channel::Web => 3,
        Channel::Counter => 4,
        Channel::Api => 5,
        Channel::Monitoring => 6,
    }
}

/// Fixed: stored keys hold these numbers.
const fn way_code(way: AnswerWay) -> u64 {
    match way {
        AnswerWay::Link => 1,
        AnswerWay::Invitation => 2,
        AnswerWay::Phone => 3,
    }
}

/// Fixed: stored keys hold these numbers.
const fn left_out_code(why: LeftOut) -> u32 {
    match why {
        LeftOut::Sample => 1,
        LeftOut::AskedLately => 2,
        LeftOut::OptedOut => 3,
        LeftOut::NeverAsked => 4,
        LeftOut::NoAddress => 5,
        LeftOut::OwnWork => 6,
        LeftOut::Gone => 7,
        LeftOut::Ended => 8,
        LeftOut::AskedByPhone => 9,
    }
}

/// What something counts under in each breakdown; 0 is what nothing is known of.
pub(in crate::store) struct Parts([(Breakdown, u64); 9]);

impl Parts {
    pub(in crate::store) fn of(way: AnswerWay, language: Option<Language>, about: Option<&Occasion>) -> Self {
        let case = about.and_then(Occasion::case);
        let of = |part: fn(&AskedAbout) -> Option<u64>| case.and_then(part).unwrap_or(0);
        Self([
            (Breakdown::All, 0),
            (Breakdown::Language, language.map_or(0, language_code)),
            (Breakdown::Unit, about.and_then(Occasion::unit).map_or(0, |unit| unit.0)),
            (Breakdown::Category, of(|about| Some(about.category?.0))),
            (Breakdown::Group, of(|about| Some(about.group?.0))),
            (Breakdown::Channel, of(|about| Some(channel_code(about.channel)))),
            (Breakdown::Agent, of(|about| Some(about.solver?.0))),
            (Breakdown::Way, way_code(way)),
            (Breakdown::Round, about.and_then(Occasion::round).map_or(0, Breakdown::round)),
        ])
    }
}

/// Something counts in a month, in all and in each part that it belongs to.
pub(in crate::store) fn count(derived: &mut Derived, survey: SurveyId, month: Month, parts: &Parts, counted: Counted) {
    let (question, kind, value) = counted.code();
    for (breakdown, part) in parts.0 {
        let key = counts_key(survey, breakdown, month).number(part).bytes(&question.to_be_bytes());
        derived.count(counted.table(), key.byte(kind).bytes(&value.to_be_bytes()).done());
    }
}

impl Breakdown {
    /// The channel that a part of the breakdown is.
    pub fn channel(part: u64) -> Option<Channel> {
        Channel::ALL.iter().copied().find(|channel| channel_code(*channel) == part)
    }

    /// The way that a part of the breakdown is.
    pub fn way(part: u64) -> Option<AnswerWay> {
        AnswerWay::ALL.iter().copied().find(|way| way_code(*way) == part)
    }

    /// The language that a part of the breakdown is.
    pub fn language(part: u64) -> Option<Language> {
        [Language::Es, Language::En, Language::Pt].into_iter().find(|language| language_code(*language) == part)
    }

    /// The part of the breakdown that the round of a day is.
    pub fn round(day: Day) -> u64 {
        Round::number(day).into()
    }

    /// The day of the round that a part of the breakdown is.
    pub fn day(part: u64) -> Option<Day> {
        i32::try_from(part).ok().map(Day::from_number)
    }

    const fn code(self) -> u8 {
        match self {
            Self::All => 1,
            Self::Language => 2,
            Self::Unit => 3,
            Self::Category => 4,
            Self::Group => 5,
            Self::Channel => 6,
            Self::Agent => 7,
            Self::Round => 8,
            Self::Way => 9,
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
        for question in self.written_to() {
            let key = KeyBuilder::new().number(self.survey.0).bytes(&month.0.to_be_bytes());
            derived.entry(Table::TextsBySurvey, key.bytes(&question.0.to_be_bytes()).number(self.id.0).done());
        }
        let parts = Parts::of(self.way, self.language, self.about.as_ref());
        for counted in Counted::all(self) {
            count(derived, self.survey, month, &parts, counted);
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

/// The parts of a key of a text behind its survey.
fn read_text(key: &[u8]) -> Option<(Month, QuestionId, AnswerId)> {
    let (month, rest) = key.get(8..)?.split_first_chunk::<4>()?;
    let (question, answer) = rest.split_first_chunk::<4>()?;
    let month = Month(u32::from_be_bytes(*month));
    Some((month, QuestionId(u32::from_be_bytes(*question)), AnswerId(last_number(answer)?)))
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
            upper: Bound::Excluded(counts_key(survey, breakdown, to.ahead(1)).done()),
        };
        let mut counts = AnswerCounts::new();
        for table in [Table::AnswerCounts, Table::InvitationCounts] {
            self.visit(table, &range, Direction::Ascending, &mut |key, value| {
                if let (Some(counted), Some(count)) = (read(key), last_number(value)) {
                    counts.insert(counted, count);
                }
                Ok(Visit::On)
            })?;
        }
        Ok(counts)
    }

    /// Looks at the answers to a survey in a month, in their order.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn answers_in(&self, survey: SurveyId, month: Month, mut see: impl FnMut(&SurveyAnswer)) -> Result<(), Fault> {
        let of_month = KeyBuilder::new().number(survey.0).bytes(&month.0.to_be_bytes()).done();
        self.visit(Table::AnswersBySurvey, &KeyRange::prefix(&of_month), Direction::Ascending, &mut |key, _| {
            let id = key.get(key.len().saturating_sub(8)..).unwrap_or_default();
            if let Some(answer) = rows::get(self, id)? {
                see(&answer);
            }
            Ok(Visit::On)
        })
    }

    /// Where people wrote something in answers to a survey in some months, the latest first: the month, the question and the
    /// answer.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn texts_of(
        &self,
        survey: SurveyId,
        (from, to): (Month, Month),
        most: usize,
    ) -> Result<Vec<(Month, QuestionId, AnswerId)>, Fault> {
        let of = |month: Month| KeyBuilder::new().number(survey.0).bytes(&month.0.to_be_bytes()).done();
        let range = KeyRange { lower: Bound::Included(of(from)), upper: Bound::Excluded(of(to.ahead(1))) };
        let keys = rows::keys(self, Table::TextsBySurvey, &range, Direction::Descending, most)?;
        Ok(keys.iter().filter_map(|key| read_text(key)).collect())
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
        assert_eq!(
            (Month::of(month.begins()), month.ahead(1).begins().date().to_string()),
            (month, "2026-12-01".into())
        );
        assert_eq!(Month::parse("2026-10").unwrap().until(Month::parse("2027-01").unwrap()), 4);
        for wrong in ["2026-13", "2026-00", "2026-1", "26-11", "2026-11-01", "", "noviembre"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
