//! What a survey says: figures of some months, in all, month by month, against the months before, and by part. Where a
//! version of it promised not to name anybody, no figure is told of fewer than five, nor one that leads to them: months
//! count whole or not at all, and with each part that is held back so many others are that it cannot be told from the rest.

mod figures;
mod guard;

pub use figures::{Figures, Reach};
pub(super) use guard::hold_back;

use super::follow_ups::{self, FollowedUp};
use super::{Unanswered, surveys};
use crate::desk::id::SurveyId;
use crate::desk::{Round, SurveyVersion, Viewer};
use crate::insight::{Difference, Estimate, difference, ranks};
use crate::store::Snapshot;
use crate::store::index::survey::{AnswerCounts, Breakdown, Counted, Month};
use crate::survey::{Asked, Confidence, Question, QuestionId};
use figures::{Tally, leave_out, sums};
use std::collections::BTreeMap;

/// The most months that are asked for at once.
pub const MONTHS_MAX: u32 = 120;

/// What a survey says.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// How many answered; nothing when they are too few to say so.
    pub answers: Option<u64>,
    /// How many answers look as if a program had sent them. They count for nothing else.
    pub automatic: u64,
    /// Whom it asked of itself.
    pub reach: Reach,
    /// What was asked, as the last version asks it; what only earlier ones asked comes last.
    pub questions: Vec<QuestionResults>,
    /// The same by part of the breakdown.
    pub parts: Vec<Part>,
    /// What came of low marks.
    pub follow_ups: FollowedUp,
}

/// What a question says.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionResults {
    /// What was asked.
    pub asking: Asking,
    /// How it was answered.
    pub figures: Figures,
    /// What changed since as many months before; nothing where either has no figure.
    pub change: Option<Change>,
    /// The months that have a figure.
    pub months: Vec<MonthFigure>,
}

/// The figure of a question in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthFigure {
    /// The month.
    pub month: Month,
    /// How many answered.
    pub answered: u64,
    /// The figure.
    pub figure: Estimate,
}

/// What changed against the months before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The figure of then.
    pub before: Estimate,
    /// What lies between.
    pub difference: Difference,
}

/// What a part of the breakdown says.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which part.
    pub part: u64,
    /// How many answered; nothing when they are too few to say so.
    pub answers: Option<u64>,
    /// Whom it asked of itself.
    pub reach: Reach,
    /// How each question was answered.
    pub questions: Vec<PartFigures>,
}

/// How a question was answered in a part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartFigures {
    /// The question.
    pub question: QuestionId,
    /// How it was answered.
    pub figures: Figures,
    /// The rank of its figure among the parts, from 1; those that may be equal share it.
    pub rank: Option<u32>,
}

/// A question of any version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// As the last version that asks it has it.
    pub question: Question,
    /// Whether it had other words in an earlier version.
    pub reworded: bool,
}

/// What a survey says of the months from the first to the last, both whole.
///
/// # Errors
/// As for [`surveys::one`]; [`Unanswered::Forbidden`] by agent, unless that was agreed.
pub fn results(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    (from, to): (Month, Month),
    breakdown: Option<Breakdown>,
) -> Result<Results, Unanswered> {
    let survey = surveys::one(snapshot, viewer, id)?;
    if breakdown == Some(Breakdown::Agent) && !survey.asking.by_agent {
        return Err(Unanswered::Forbidden);
    }
    let versions = surveys::versions(snapshot, viewer, id)?;
    let counts = |breakdown, from: Month| snapshot.answer_counts(id, breakdown, (from, to));
    let told = |mut counts: AnswerCounts| {
        if is_guarded(&versions) {
            hold_back(&mut counts);
        }
        counts
    };
    // As many months before as there are, to compare with.
    let mut before = counts(Breakdown::All, from.back(from.until(to)))?;
    let all = before.split_off(&(from, 0, Counted::Answer));
    let automatic = all.iter().filter(|((.., counted), _)| *counted == Counted::Automatic).map(|(_, n)| n).sum();
    let (before, all) = (told(before), told(all));
    let tally = |counts: &AnswerCounts| sums(counts, |_, _| ()).remove(&()).unwrap_or_default();
    let months = sums(&all, |month, _| month);
    // A low mark of one of few who answered an invitation would tell of them.
    let tells = |month| {
        let replied = |tally: &Tally| tally.contains_key(&Counted::Replied);
        !is_guarded(&versions) || months.get(&month).is_some_and(replied)
    };
    let follow_ups = follow_ups::came_to(snapshot, id, (from, to), tells)?;
    let (before, mut all) = (tally(&before), tally(&all));
    let rounds = snapshot.rounds_between(id, (from, to))?;
    rounds.iter().for_each(|round| leave_out(&mut all, round));
    let asked = askings(&versions);
    let mut parts = match breakdown {
        Some(breakdown) => sums(&told(counts(breakdown, from)?), |_, part| part),
        None => BTreeMap::new(),
    };
    for round in rounds.iter().filter(|_| breakdown == Some(Breakdown::Round)) {
        leave_out(parts.entry(Breakdown::round(round.day)).or_default(), round);
    }
    Ok(Results {
        answers: all.get(&Counted::Answer).copied(),
        automatic,
        follow_ups,
        reach: Reach::of(&all),
        parts: by_part(&asked, &parts),
        questions: asked.into_iter().map(|asking| QuestionResults::of(asking, &all, &before, &months)).collect(),
    })
}

/// Whom a round asked and whom not, of what its survey counts by round.
pub(super) fn reach_of(counts: &AnswerCounts, round: &Round) -> Reach {
    let mut tally = sums(counts, |_, part| part).remove(&Breakdown::round(round.day)).unwrap_or_default();
    leave_out(&mut tally, round);
    Reach::of(&tally)
}

/// Whether any version promised not to name anybody.
pub(super) fn is_guarded(versions: &[SurveyVersion]) -> bool {
    versions.iter().any(|version| version.form.confidence != Confidence::Named)
}

/// Every question that any version asks.
pub(super) fn askings(versions: &[SurveyVersion]) -> Vec<Asking> {
    let mut asked: Vec<Asking> = Vec::new();
    for question in versions.iter().rev().flat_map(|version| &version.form.questions) {
        match asked.iter_mut().find(|asking| asking.question.id == question.id) {
            Some(asking) => {
                let options = |question: &Question| -> Vec<_> {
                    question.asked.options().iter().map(|option| (option.id, option.text.clone())).collect()
                };
                let other_options = options(question).iter().any(|option| {
                    options(&asking.question).iter().any(|newer| newer.0 == option.0 && newer.1 != option.1)
                });
                asking.reworded |= asking.question.text != question.text || other_options;
            }
            None if question.asked == Asked::Statement => {}
            None => asked.push(Asking { question: question.clone(), reworded: false }),
        }
    }
    asked
}

fn by_part(asked: &[Asking], tallies: &BTreeMap<u64, Tally>) -> Vec<Part> {
    let part = |(part, tally): (&u64, &Tally)| Part {
        part: *part,
        answers: tally.get(&Counted::Answer).copied(),
        reach: Reach::of(tally),
        questions: Vec::with_capacity(asked.len()),
    };
    let mut parts: Vec<Part> = tallies.iter().map(part).collect();
    for asking in asked {
        let figures: Vec<Figures> = tallies.values().map(|tally| Figures::of(&asking.question, tally)).collect();
        // What nothing is known of does neither better nor worse than anybody.
        let known = tallies.keys().zip(&figures).map(|(part, figures)| figures.figure.filter(|_| *part != 0));
        let ranks = ranks(&known.collect::<Vec<_>>());
        for (part, (figures, rank)) in parts.iter_mut().zip(figures.into_iter().zip(ranks)) {
            part.questions.push(PartFigures { question: asking.question.id, figures, rank });
        }
    }
    parts
}

impl QuestionResults {
    fn of(asking: Asking, all: &Tally, before: &Tally, months: &BTreeMap<Month, Tally>) -> Self {
        let figures = Figures::of(&asking.question, all);
        let before = Figures::of(&asking.question, before).figure;
        let change = before.zip(figures.figure);
        let change = change.map(|(before, now)| Change { before, difference: difference(&now, &before) });
        let months = months.iter().filter_map(|(month, tally)| {
            let of_month = Figures::of(&asking.question, tally);
            Some(MonthFigure { month: *month, answered: of_month.answered?, figure: of_month.figure? })
        });
        let months = months.collect();
        Self { asking, figures, change, months }
    }
}
