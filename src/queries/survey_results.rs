//! What a survey says: figures of some months, in all and by part. Where a version of it promised not to name anybody, no
//! figure is told of fewer than five, nor one that leads to them: months count whole or not at all, and with each part
//! that is held back so many others are that it cannot be told from the rest.

use super::{Unanswered, surveys};
use crate::desk::id::SurveyId;
use crate::desk::{Round, SurveyVersion, Viewer};
use crate::insight::{ANSWERS_MIN, Estimate, Promoters, recommendation, share, withheld};
use crate::store::Snapshot;
use crate::store::index::survey::{AnswerCounts, Breakdown, Counted, Month};
use crate::survey::{Asked, LeftOut, OptionId, Question, QuestionId};
use crate::words::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};

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
    pub questions: Vec<(Asking, Figures)>,
    /// The same by part of the breakdown.
    pub parts: Vec<Part>,
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
    pub questions: Vec<(QuestionId, Figures)>,
}

/// Whom a survey asked of itself, and what came of that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Invitations that were sent.
    pub invited: u64,
    /// Those of them that the mail server would not have.
    pub refused: u64,
    /// Answers that they led to; nothing when they are too few to say so.
    pub answered: Option<u64>,
    /// Invitations that wait for their moment.
    pub planned: u64,
    /// Those that were called off.
    pub cancelled: u64,
    /// People who were not asked, by reason.
    pub left_out: BTreeMap<LeftOut, u64>,
}

/// A question of any version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// As the last version that asks it has it.
    pub question: Question,
    /// Whether it had other words in an earlier version.
    pub reworded: bool,
}

/// How a question was answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// How many answered it; nothing when they are too few to say so.
    pub answered: Option<u64>,
    /// How often each mark was given.
    pub marks: BTreeMap<u8, u64>,
    /// How often no and yes were said.
    pub yes_no: BTreeMap<bool, u64>,
    /// How often each option was chosen.
    pub chosen: BTreeMap<OptionId, u64>,
    /// How often something was written beside the options.
    pub other: u64,
    /// Of satisfaction the share of 4 and 5, of effort that of 5 to 7, of yes and no that of yes; of recommendation the
    /// score.
    pub figure: Option<Estimate>,
    /// The mean of the marks.
    pub mean: Option<f64>,
    /// Their median: the lower one of two.
    pub median: Option<u8>,
}

/// What a survey says of the months from the first to the last, both whole.
///
/// # Errors
/// As for [`surveys::one`]; [`Unanswered::Forbidden`] by agent, unless that was agreed.
pub fn results(
    snapshot: &Snapshot,
    viewer: &Viewer,
    id: SurveyId,
    months: (Month, Month),
    breakdown: Option<Breakdown>,
) -> Result<Results, Unanswered> {
    let survey = surveys::one(snapshot, viewer, id)?;
    if breakdown == Some(Breakdown::Agent) && !survey.asking.by_agent {
        return Err(Unanswered::Forbidden);
    }
    let versions = surveys::versions(snapshot, viewer, id)?;
    let guarded = surveys::guards_people(&versions);
    let mut all = snapshot.answer_counts(id, Breakdown::All, months)?;
    let automatic = all.iter().filter(|((_, _, counted), _)| *counted == Counted::Automatic).map(|(_, n)| n).sum();
    let mut by_part = match breakdown {
        Some(breakdown) => snapshot.answer_counts(id, breakdown, months)?,
        None => AnswerCounts::new(),
    };
    if guarded {
        hold_back(&mut all);
        hold_back(&mut by_part);
    }
    let asked = askings(&versions);
    let figures = |counts: &AnswerCounts, part: u64| -> Vec<(QuestionId, Figures)> {
        asked.iter().map(|asking| (asking.question.id, Figures::of(&asking.question, counts, part))).collect()
    };
    let rounds = snapshot.rounds_between(id, months)?;
    let by_round = breakdown == Some(Breakdown::Round);
    let is_round = |part: u64, round: &Round| by_round && Breakdown::round(round.day) == part;
    let parts: BTreeSet<u64> = by_part.keys().map(|(_, part, _)| *part).collect();
    let parts = parts.into_iter().map(|part| Part {
        part,
        answers: told(&by_part, part, Counted::Answer),
        reach: Reach::of(&by_part, part, rounds.iter().filter(|round| is_round(part, round))),
        questions: figures(&by_part, part),
    });
    Ok(Results {
        answers: told(&all, 0, Counted::Answer),
        reach: Reach::of(&all, 0, rounds.iter()),
        automatic,
        parts: parts.collect(),
        questions: asked.iter().cloned().zip(figures(&all, 0).into_iter().map(|(_, figures)| figures)).collect(),
    })
}

/// Every question that any version asks.
fn askings(versions: &[SurveyVersion]) -> Vec<Asking> {
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

/// Takes out what would be told of fewer than five: of each month and question all parts that are withheld, with
/// everything that was answered there.
pub(super) fn hold_back(counts: &mut AnswerCounts) {
    let mut cells: BTreeMap<(Month, QuestionId), Vec<(u64, u64)>> = BTreeMap::new();
    for ((month, part, counted), n) in counts.iter() {
        if let Some(question) = cell(*counted) {
            cells.entry((*month, question)).or_default().push((*part, *n));
        }
    }
    let mut hidden = BTreeSet::new();
    for ((month, question), parts) in cells {
        let sizes: Vec<u64> = parts.iter().map(|(_, n)| *n).collect();
        let held = parts.iter().zip(withheld(&sizes)).filter(|(_, held)| *held);
        hidden.extend(held.map(|((part, _), _)| (month, question, *part)));
    }
    let few_replied = few_replied(counts);
    counts.retain(|(month, part, counted), _| {
        if *counted == Counted::Replied && few_replied.contains(&(*month, *part)) {
            return false;
        }
        if counted.is_of_invitations() {
            return true;
        }
        // A month of which nobody may know how many answered tells nothing else of them either.
        let of = question_of(*counted);
        !hidden.contains(&(*month, of, *part)) && !hidden.contains(&(*month, QuestionId(0), *part))
    });
}

/// The months and parts in which so few answered an invitation, or by another way, that it is not told how many.
fn few_replied(counts: &AnswerCounts) -> BTreeSet<(Month, u64)> {
    let replied = counts.iter().filter(|((.., counted), _)| *counted == Counted::Replied);
    let few = replied.filter(|((month, part, _), replied)| {
        let all = counts.get(&(*month, *part, Counted::Answer)).copied().unwrap_or(0);
        let ways = [**replied, all.saturating_sub(**replied)];
        ways.iter().any(|n| (1..ANSWERS_MIN).contains(n))
    });
    few.map(|((month, part, _), _)| (*month, *part)).collect()
}

/// The question whose cell a count makes up; 0 stands for the answers as such.
fn cell(counted: Counted) -> Option<QuestionId> {
    match counted {
        Counted::Answer => Some(QuestionId(0)),
        Counted::To(question) => Some(question),
        _ => None,
    }
}

fn question_of(counted: Counted) -> QuestionId {
    match counted {
        Counted::Answer
        | Counted::Automatic
        | Counted::Replied
        | Counted::Planned
        | Counted::Invited
        | Counted::Refused
        | Counted::Cancelled
        | Counted::LeftOut(_) => QuestionId(0),
        Counted::To(question)
        | Counted::Mark(question, _)
        | Counted::YesNo(question, _)
        | Counted::Chosen(question, _)
        | Counted::Other(question) => question,
    }
}

/// How often something was answered in all months.
fn told(counts: &AnswerCounts, part: u64, counted: Counted) -> Option<u64> {
    let found = counts.iter().filter(|((_, of, what), _)| *of == part && *what == counted);
    found.map(|(_, n)| *n).reduce(|one, other| one + other)
}

impl Reach {
    /// What the counts of a part say, and these rounds: of whom the sample did not fall on there are no invitations.
    pub(super) fn of<'a>(counts: &AnswerCounts, part: u64, rounds: impl Iterator<Item = &'a Round>) -> Self {
        let count = |counted| told(counts, part, counted).unwrap_or(0);
        let by_sample: u64 = rounds.map(|round| round.sample.of - round.sample.take).sum();
        let left_out = LeftOut::ALL.iter().map(|why| {
            let by_sample = if *why == LeftOut::Sample { by_sample } else { 0 };
            (*why, count(Counted::LeftOut(*why)) + by_sample)
        });
        Self {
            invited: count(Counted::Invited),
            refused: count(Counted::Refused),
            answered: told(counts, part, Counted::Replied),
            planned: count(Counted::Planned),
            cancelled: count(Counted::Cancelled),
            left_out: left_out.filter(|(_, n)| *n > 0).collect(),
        }
    }

    /// The share of the invitations that arrived that were answered, 0 to 1.
    pub fn rate(&self) -> Option<f64> {
        let arrived = self.invited.saturating_sub(self.refused);
        #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
        let rate = |answered: u64| (answered as f64 / arrived as f64).min(1.0);
        self.answered.filter(|_| arrived > 0).map(rate)
    }
}

impl Figures {
    fn of(question: &Question, counts: &AnswerCounts, part: u64) -> Self {
        let mut figures = Self { answered: told(counts, part, Counted::To(question.id)), ..Self::default() };
        for ((_, of, counted), n) in counts.iter().filter(|((_, of, _), _)| *of == part) {
            debug_assert_eq!(*of, part);
            if question_of(*counted) != question.id {
                continue;
            }
            match counted {
                Counted::Mark(_, mark) => *figures.marks.entry(*mark).or_default() += n,
                Counted::YesNo(_, yes) => *figures.yes_no.entry(*yes).or_default() += n,
                Counted::Chosen(_, option) => *figures.chosen.entry(*option).or_default() += n,
                Counted::Other(_) => figures.other += n,
                _ => {}
            }
        }
        figures.reckon(&question.asked);
        figures
    }

    fn reckon(&mut self, asked: &Asked) {
        let between = |low: u8, high: u8| self.marks.range(low..=high).map(|(_, n)| n).sum::<u64>();
        let n: u64 = self.marks.values().sum();
        self.figure = match asked {
            Asked::Satisfaction => share(between(4, 5), n, None),
            Asked::Effort => share(between(5, 7), n, None),
            Asked::Recommendation => recommendation(Promoters {
                promoters: between(9, 10),
                passives: between(7, 8),
                detractors: between(0, 6),
            }),
            Asked::YesNo => {
                let said = |yes| self.yes_no.get(&yes).copied().unwrap_or(0);
                share(said(true), said(true) + said(false), None)
            }
            _ => None,
        };
        #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
        let mean = |sum: u64| sum as f64 / n as f64;
        let sum: u64 = self.marks.iter().map(|(mark, n)| u64::from(*mark) * n).sum();
        self.mean = (n > 0).then(|| mean(sum));
        let mut before = 0;
        self.median = self.marks.iter().find_map(|(mark, count)| {
            before += count;
            (before * 2 >= n).then_some(*mark)
        });
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Figures, hold_back, told};
    use crate::insight::ANSWERS_MIN;
    use crate::store::index::survey::{AnswerCounts, Counted, Month};
    use crate::survey::{Asked, QuestionId};

    const QUESTION: QuestionId = QuestionId(1);

    fn month(n: u32) -> Month {
        Month::parse(&format!("2026-{n:02}")).unwrap()
    }

    /// So many in each of two parts gave the mark 5 in a month.
    fn gave(counts: &mut AnswerCounts, n: u32, [one, other]: [u64; 2]) {
        for (part, count) in [(1, one), (2, other)] {
            for counted in [Counted::Answer, Counted::To(QUESTION), Counted::Mark(QUESTION, 5)] {
                counts.insert((month(n), part, counted), count);
            }
        }
    }

    #[test]
    fn nothing_is_told_of_few_nor_left_by_subtraction() {
        let mut counts = AnswerCounts::new();
        gave(&mut counts, 1, [9, 7]);
        gave(&mut counts, 2, [9, 2]);
        hold_back(&mut counts);
        // In the second month 2 would be what is left of all 11: neither part is told.
        assert_eq!([1, 2].map(|part| told(&counts, part, Counted::Answer)), [Some(9), Some(7)]);
        assert!(counts.keys().all(|(of, ..)| *of == month(1)));
        assert!(counts.values().all(|n| *n >= ANSWERS_MIN));
    }

    #[test]
    fn how_few_answered_an_invitation_is_not_told() {
        // Of nine, four came by invitation; of seven, one came by another way; all of the others were invited.
        for (answers, replied, told_of) in [(9, 4, None), (7, 6, None), (8, 8, Some(8)), (12, 6, Some(6))] {
            let mut counts = AnswerCounts::new();
            counts.insert((month(1), 0, Counted::Answer), answers);
            counts.insert((month(1), 0, Counted::Replied), replied);
            counts.insert((month(1), 0, Counted::Invited), 20);
            hold_back(&mut counts);
            assert_eq!(told(&counts, 0, Counted::Replied), told_of, "{replied} of {answers}");
            assert_eq!(told(&counts, 0, Counted::Invited), Some(20));
        }
    }

    #[test]
    fn the_median_is_the_lower_one_of_two() {
        let mut figures = Figures { marks: [(1, 2), (4, 1), (5, 1)].into(), ..Figures::default() };
        figures.reckon(&Asked::Satisfaction);
        assert_eq!((figures.mean, figures.median), (Some(2.75), Some(1)));
        assert_eq!(figures.figure.map(|figure| figure.value), Some(0.5));
    }
}
