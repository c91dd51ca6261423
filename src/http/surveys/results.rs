//! What a survey says, as the API shows it.

use super::shape::SurveyWords;
use crate::desk::follow_up::FollowUpOutcome;
use crate::desk::{AnswerWay, Facts, Fault};
use crate::http::caller::Caller;
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::word::{Id, Word};
use crate::insight::{Difference, Estimate, Moved};
use crate::queries::follow_ups::FollowedUp;
use crate::queries::names::Names;
use crate::queries::survey_results::{
    Asking, Change, Figures, MONTHS_MAX, MonthFigure, Part, PartFigures, QuestionResults, Reach, Results,
};
use crate::service_model::CategoryId;
use crate::store::Snapshot;
use crate::store::index::survey::{Breakdown, Month};
use crate::survey::{LeftOut, QuestionKind};
use crate::words::{Channel, Language};
use poem_openapi::{Enum, Object};
use std::collections::BTreeMap;

/// What results are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename = "SurveyResultsBy", rename_all = "snake_case")]
pub(super) enum ResultsBy {
    /// The language in which the form was shown.
    Language,
    /// The unit that the case came from.
    Unit,
    /// Its category.
    Category,
    /// The group that solved it.
    Group,
    /// How it came.
    Channel,
    /// Who solved it; only of a survey for which that was agreed.
    Agent,
    /// How the answer came.
    Way,
    /// The round in which people were asked.
    Round,
}

impl ResultsBy {
    pub(super) const fn breakdown(self) -> Breakdown {
        match self {
            Self::Language => Breakdown::Language,
            Self::Unit => Breakdown::Unit,
            Self::Category => Breakdown::Category,
            Self::Group => Breakdown::Group,
            Self::Channel => Breakdown::Channel,
            Self::Agent => Breakdown::Agent,
            Self::Way => Breakdown::Way,
            Self::Round => Breakdown::Round,
        }
    }
}

/// What a survey says.
#[derive(Clone, Debug, Object)]
pub(super) struct SurveyResults {
    /// The first month.
    from: String,
    /// The last one.
    to: String,
    /// How many answered; null: nobody, or too few to say so.
    answers: Option<u64>,
    /// How many answers look as if a program had sent them. They count for nothing else.
    automatic: u64,
    /// Whom it asked.
    asked: SurveyReach,
    /// What was asked, as the last version asks it; what only earlier ones asked comes last.
    questions: Vec<SurveyQuestionResults>,
    /// The same apart.
    parts: Vec<SurveyPart>,
    /// What came of low marks; of few who may not be told apart nothing.
    follow_ups: SurveyFollowUps,
}

/// What came of low marks.
#[derive(Clone, Debug, Object)]
struct SurveyFollowUps {
    /// How many follow-ups were opened.
    opened: u64,
    /// How many of them somebody saw to.
    done: u64,
    /// How many of those in time.
    in_time: u64,
    /// How many nobody had seen to when their time was over.
    overdue: u64,
    /// What came of them.
    outcomes: Vec<SurveyFollowUpOutcome>,
}

/// How many follow-ups came to something.
#[derive(Clone, Debug, Object)]
struct SurveyFollowUpOutcome {
    /// What.
    outcome: Word<FollowUpOutcome>,
    /// How many.
    count: u64,
}

/// Whom a survey asked of itself, and what came of that.
#[derive(Clone, Debug, Object)]
pub(super) struct SurveyReach {
    /// Invitations that were sent.
    invited: u64,
    /// Those of them that the mail server would not have.
    refused: u64,
    /// Answers to invitations; null: nobody, or too few to say so.
    answered: Option<u64>,
    /// The share of those that arrived that were answered, 0 to 1; null when there is none to tell.
    rate: Option<f64>,
    /// Invitations that wait for their moment.
    planned: u64,
    /// Those that were called off, since the case was reopened or the round stopped.
    cancelled: u64,
    /// People who were not asked, by reason.
    left_out: Vec<SurveyLeftOut>,
}

/// How many people were not asked for a reason.
#[derive(Clone, Debug, Object)]
pub(super) struct SurveyLeftOut {
    /// Why.
    why: Word<LeftOut>,
    /// How many.
    count: u64,
}

/// How a question was answered.
#[derive(Clone, Debug, Object)]
struct SurveyQuestionResults {
    /// The question.
    id: u32,
    /// What is asked.
    kind: Word<QuestionKind>,
    /// Its words.
    text: SurveyWords,
    /// Whether it had other words in an earlier version.
    reworded: bool,
    /// How it was answered.
    figures: SurveyFigures,
    /// What changed against as many months before; null where either has no figure.
    change: Option<SurveyChange>,
    /// The months that have a figure.
    months: Vec<SurveyMonth>,
}

/// A figure against the one of as many months before.
#[derive(Clone, Debug, Object)]
struct SurveyChange {
    /// The figure of then.
    before: SurveyEstimate,
    /// How much lies between, with its interval: of shares Newcombe's, of the recommendation one that is made in the same
    /// way.
    difference: SurveyEstimate,
    /// Which way it moved.
    moved: SurveyMoved,
}

/// Which way a figure moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum SurveyMoved {
    /// It grew.
    Up,
    /// It fell.
    Down,
    /// Nobody can tell: what lies between is within its uncertainty.
    Within,
}

/// The figure of a question in a month.
#[derive(Clone, Debug, Object)]
struct SurveyMonth {
    /// The month.
    month: String,
    /// How many answered.
    answered: u64,
    /// The figure.
    figure: SurveyEstimate,
}

/// The results of a part.
#[derive(Clone, Debug, Object)]
struct SurveyPart {
    /// The id of the unit, category, group or user; null: nothing is known of it, or it is told apart by something else.
    id: Option<Id>,
    /// Its name; of a round its day, such as `2026-12-01`.
    name: Option<String>,
    /// The language in which the form was shown.
    language: Option<Word<Language>>,
    /// How the cases came.
    channel: Option<Word<Channel>>,
    /// How the answers came.
    way: Option<Word<AnswerWay>>,
    /// How many answered; null: too few to say so.
    answers: Option<u64>,
    /// Whom it asked.
    asked: SurveyReach,
    /// How each question was answered.
    questions: Vec<SurveyPartResults>,
}

/// How a question was answered in a part.
#[derive(Clone, Debug, Object)]
struct SurveyPartResults {
    /// The question.
    id: u32,
    /// How it was answered.
    figures: SurveyFigures,
    /// The rank of its figure among the parts, from 1; parts that may be equal share one, so that none stands before
    /// another by chance. Null where there is no figure.
    rank: Option<u32>,
}

/// The figures of a question.
#[derive(Clone, Debug, Object)]
struct SurveyFigures {
    /// How many answered it; null: nobody, or too few to say so.
    answered: Option<u64>,
    /// How often each thing was answered.
    given: Vec<SurveyGiven>,
    /// Of satisfaction the share of 4 and 5, of effort that of 5 to 7, of yes and no that of yes, each 0 to 1; of
    /// recommendation the net promoter score, −100 to 100.
    figure: Option<SurveyEstimate>,
    /// Of how many who could have answered these are more than 5 %, so that the interval is narrower for it (the
    /// finite-population factor); null where it is not.
    of_all: Option<u64>,
    /// The mean of the marks.
    mean: Option<f64>,
    /// Their median, the lower one of two.
    median: Option<u8>,
}

/// How often something was answered: one of the four says what.
#[derive(Clone, Debug, Object)]
struct SurveyGiven {
    /// A mark.
    mark: Option<u8>,
    /// Yes or no.
    yes: Option<bool>,
    /// An option.
    option: Option<u32>,
    /// Something that was written beside the options.
    other: Option<bool>,
    /// How often.
    count: u64,
}

/// A figure with the interval in which the true one lies with a confidence of 95 %.
#[derive(Clone, Debug, Object)]
struct SurveyEstimate {
    /// The figure.
    value: f64,
    /// The lower end.
    low: f64,
    /// The upper end.
    high: f64,
}

/// The months that are asked for.
pub(super) fn months(
    caller: &Caller,
    snapshot: &Snapshot,
    from: Option<&str>,
    to: Option<&str>,
) -> Answer<(Month, Month)> {
    let read = |name: &str, text: &str| {
        let wrong = || Problem::new(Code::Malformed, format!("The parameter `{name}` is a month such as `2026-11`."));
        Month::parse(text).ok_or_else(wrong)
    };
    let from = match from {
        Some(text) => read("from", text)?,
        None => Month::of(caller.now().day(snapshot.settings()?.zone())),
    };
    let to = to.map_or(Ok(from), |text| read("to", text))?;
    if !(1..=MONTHS_MAX).contains(&from.until(to)) {
        let detail = format!("The parameter `to` is no earlier than `from`, and at most {MONTHS_MAX} months are told.");
        return Err(Problem::new(Code::Malformed, detail));
    }
    Ok((from, to))
}

impl SurveyResults {
    pub(super) fn of(
        snapshot: &Snapshot,
        (from, to): (Month, Month),
        (breakdown, results): (Option<Breakdown>, Results),
    ) -> Result<Self, Fault> {
        let names = Names::new(snapshot);
        let parts = results.parts.into_iter().map(|part| SurveyPart::of(&names, breakdown, part));
        Ok(Self {
            from: from.to_string(),
            to: to.to_string(),
            answers: results.answers,
            automatic: results.automatic,
            asked: SurveyReach::of(&results.reach),
            questions: results.questions.into_iter().map(SurveyQuestionResults::of).collect(),
            parts: parts.collect::<Result<_, _>>()?,
            follow_ups: SurveyFollowUps::of(&results.follow_ups),
        })
    }
}

impl SurveyFollowUps {
    fn of(came_to: &FollowedUp) -> Self {
        let outcomes = came_to.outcomes.iter();
        let outcomes = outcomes.map(|(outcome, n)| SurveyFollowUpOutcome { outcome: Word(*outcome), count: *n });
        Self {
            opened: came_to.opened,
            done: came_to.outcomes.values().sum(),
            in_time: came_to.in_time,
            overdue: came_to.overdue,
            outcomes: outcomes.collect(),
        }
    }
}

impl SurveyQuestionResults {
    fn of(QuestionResults { asking, figures, change, months }: QuestionResults) -> Self {
        let Asking { question, reworded } = asking;
        let months = months.into_iter().map(|MonthFigure { month, answered, figure }| SurveyMonth {
            month: month.to_string(),
            answered,
            figure: figure.into(),
        });
        Self {
            id: question.id.0,
            kind: Word(question.asked.kind()),
            text: SurveyWords::of(&question.text),
            reworded,
            figures: SurveyFigures::of(&figures),
            change: change.map(SurveyChange::from),
            months: months.collect(),
        }
    }
}

impl From<Change> for SurveyChange {
    fn from(Change { before, difference }: Change) -> Self {
        let moved = match difference.moved() {
            Moved::Up => SurveyMoved::Up,
            Moved::Down => SurveyMoved::Down,
            Moved::Within => SurveyMoved::Within,
        };
        let Difference { value, low, high } = difference;
        Self { before: before.into(), difference: SurveyEstimate { value, low, high }, moved }
    }
}

impl From<Estimate> for SurveyEstimate {
    fn from(Estimate { value, low, high }: Estimate) -> Self {
        Self { value, low, high }
    }
}

impl SurveyLeftOut {
    pub(super) fn of(left_out: &BTreeMap<LeftOut, u64>) -> Vec<Self> {
        left_out.iter().map(|(why, count)| Self { why: Word(*why), count: *count }).collect()
    }
}

impl SurveyReach {
    pub(super) fn of(reach: &Reach) -> Self {
        Self {
            invited: reach.invited,
            refused: reach.refused,
            answered: reach.answered,
            rate: reach.rate(),
            planned: reach.planned,
            cancelled: reach.cancelled,
            left_out: SurveyLeftOut::of(&reach.left_out),
        }
    }
}

impl SurveyPart {
    fn of(
        names: &Names<'_, Snapshot>,
        breakdown: Option<Breakdown>,
        Part { part, answers, reach, questions }: Part,
    ) -> Result<Self, Fault> {
        let questions = questions.into_iter().map(|PartFigures { question, figures, rank }| SurveyPartResults {
            id: question.0,
            figures: SurveyFigures::of(&figures),
            rank,
        });
        let breakdown = breakdown.unwrap_or(Breakdown::All);
        let language = Some(breakdown).filter(|by| *by == Breakdown::Language);
        let language = language.and_then(|_| Breakdown::language(part)).map(Word);
        let channel = Some(breakdown).filter(|by| *by == Breakdown::Channel);
        let channel = channel.and_then(|_| Breakdown::channel(part)).map(Word);
        let way = Some(breakdown).filter(|by| *by == Breakdown::Way);
        let way = way.and_then(|_| Breakdown::way(part)).map(Word);
        let name = name_of(names, breakdown, part)?;
        let id = name.as_ref().filter(|_| breakdown != Breakdown::Round).map(|_| Id(part));
        let asked = SurveyReach::of(&reach);
        Ok(Self { id, name, language, channel, way, answers, asked, questions: questions.collect() })
    }
}

/// What a part is called in the desk: a unit, a category, a group or a user. Nothing of a language or a channel, which have
/// words, and of what nothing is known of.
pub(super) fn name_of(names: &Names<'_, Snapshot>, breakdown: Breakdown, part: u64) -> Result<Option<String>, Fault> {
    Ok(match breakdown {
        _ if part == 0 => None,
        Breakdown::All | Breakdown::Language | Breakdown::Channel | Breakdown::Way => None,
        Breakdown::Unit => Some(names.unit(part.into())?),
        Breakdown::Category => names.category_path(CategoryId(part))?.pop(),
        Breakdown::Group => Some(names.group(part.into())?),
        Breakdown::Agent => Some(names.user(part.into())?),
        Breakdown::Round => Breakdown::day(part).map(|day| day.date().to_string()),
    })
}

impl SurveyFigures {
    fn of(figures: &Figures) -> Self {
        let none = SurveyGiven { mark: None, yes: None, option: None, other: None, count: 0 };
        let mut given = Vec::new();
        given.extend(figures.marks.iter().map(|(mark, n)| SurveyGiven {
            mark: Some(*mark),
            count: *n,
            ..none.clone()
        }));
        given.extend(figures.yes_no.iter().map(|(yes, n)| SurveyGiven { yes: Some(*yes), count: *n, ..none.clone() }));
        given.extend(figures.chosen.iter().map(|(id, n)| SurveyGiven {
            option: Some(id.0),
            count: *n,
            ..none.clone()
        }));
        if figures.other > 0 {
            given.push(SurveyGiven { other: Some(true), count: figures.other, ..none });
        }
        Self {
            answered: figures.answered,
            given,
            figure: figures.figure.map(SurveyEstimate::from),
            of_all: figures.of_all,
            mean: figures.mean,
            median: figures.median,
        }
    }
}
