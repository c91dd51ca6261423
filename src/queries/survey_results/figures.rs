//! The figures of a question, and of whom a survey asked.

use super::guard::question_of;
use crate::desk::Round;
use crate::insight::{Estimate, Promoters, is_finite, recommendation, share};
use crate::store::index::survey::{AnswerCounts, Counted, Month};
use crate::survey::{Asked, LeftOut, OptionId, Question};
use crate::words::Vocabulary;
use std::collections::BTreeMap;

/// How often each thing was answered, in one month or part, or in all.
pub(super) type Tally = BTreeMap<Counted, u64>;

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
    /// Of how many who could have answered these are so large a part that the interval of the figure is narrower for it.
    pub of_all: Option<u64>,
    /// The mean of the marks.
    pub mean: Option<f64>,
    /// Their median: the lower one of two.
    pub median: Option<u8>,
}

/// Counts added up by something of theirs: their part, or their month.
pub(super) fn sums<K: Ord>(counts: &AnswerCounts, by: impl Fn(Month, u64) -> K) -> BTreeMap<K, Tally> {
    let mut sums = BTreeMap::<K, Tally>::new();
    for ((month, part, counted), n) in counts {
        *sums.entry(by(*month, *part)).or_default().entry(*counted).or_default() += n;
    }
    sums
}

/// Adds those of a round's audience on whom the sample did not fall: there are no invitations of them.
pub(super) fn leave_out(tally: &mut Tally, round: &Round) {
    let left = round.sample.of - round.sample.take;
    if left > 0 {
        *tally.entry(Counted::LeftOut(LeftOut::Sample)).or_default() += left;
    }
}

impl Reach {
    pub(super) fn of(tally: &Tally) -> Self {
        let count = |counted| tally.get(&counted).copied().unwrap_or(0);
        let left_out = LeftOut::ALL.iter().map(|why| (*why, count(Counted::LeftOut(*why)))).filter(|(_, n)| *n > 0);
        Self {
            invited: count(Counted::Invited),
            refused: count(Counted::Refused),
            answered: tally.get(&Counted::Replied).copied(),
            planned: count(Counted::Planned),
            cancelled: count(Counted::Cancelled),
            left_out: left_out.collect(),
        }
    }

    /// The share of the invitations that arrived that were answered, 0 to 1.
    pub fn rate(&self) -> Option<f64> {
        let arrived = self.invited.saturating_sub(self.refused);
        #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
        let rate = |answered: u64| (answered as f64 / arrived as f64).min(1.0);
        self.answered.filter(|_| arrived > 0).map(rate)
    }

    /// How many there are whom the answers speak for: all of whom the survey knew in these months that it might ask them,
    /// whether it did or not. Nothing where others answered too, by a link for everybody, or where more answered than
    /// were asked, since an invitation of another month led to it.
    fn population(&self, answers: Option<u64>) -> Option<u64> {
        let all_invited = self.answered.is_some() && self.answered == answers;
        let known = all_invited && self.answered <= Some(self.invited.saturating_sub(self.refused));
        // Whoever worked on a case, or is no longer there, is none of those who could have answered.
        let others = |why: &LeftOut| matches!(why, LeftOut::OwnWork | LeftOut::Gone | LeftOut::Ended);
        let left_out: u64 = self.left_out.iter().filter(|(why, _)| !others(why)).map(|(_, n)| n).sum();
        known.then_some(self.invited + self.planned + left_out)
    }
}

impl Figures {
    pub(super) fn of(question: &Question, tally: &Tally) -> Self {
        let mut figures = Self { answered: tally.get(&Counted::To(question.id)).copied(), ..Self::default() };
        for (counted, n) in tally.iter().filter(|(counted, _)| question_of(**counted) == question.id) {
            match counted {
                Counted::Mark(_, mark) => *figures.marks.entry(*mark).or_default() += n,
                Counted::YesNo(_, yes) => *figures.yes_no.entry(*yes).or_default() += n,
                Counted::Chosen(_, option) => *figures.chosen.entry(*option).or_default() += n,
                Counted::Other(_) => figures.other += n,
                _ => {}
            }
        }
        // Of a question that not everybody is shown nobody knows how many it could have been shown to.
        let answers = tally.get(&Counted::Answer).copied();
        let population = Reach::of(tally).population(answers).filter(|_| question.shown_if.is_always());
        figures.reckon(&question.asked, population);
        figures
    }

    fn reckon(&mut self, asked: &Asked, population: Option<u64>) {
        let between = |low: u8, high: u8| self.marks.range(low..=high).map(|(_, n)| n).sum::<u64>();
        let said = |yes| self.yes_no.get(&yes).copied().unwrap_or(0);
        let n: u64 = self.marks.values().sum();
        let shared = match asked {
            Asked::Satisfaction => Some((between(4, 5), n)),
            Asked::Effort => Some((between(5, 7), n)),
            Asked::YesNo => Some((said(true), said(true) + said(false))),
            _ => None,
        };
        let figure = match asked {
            Asked::Recommendation => recommendation(Promoters {
                promoters: between(9, 10),
                passives: between(7, 8),
                detractors: between(0, 6),
            }),
            _ => shared.and_then(|(of, n)| share(of, n, population)),
        };
        self.of_all = population.filter(|all| shared.is_some_and(|(_, n)| n > 0 && is_finite(n, *all)));
        self.figure = figure;
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
    use super::{Figures, Reach};
    use crate::survey::{Asked, LeftOut};

    #[test]
    fn the_median_is_the_lower_one_of_two() {
        let mut figures = Figures { marks: [(1, 2), (4, 1), (5, 1)].into(), ..Figures::default() };
        figures.reckon(&Asked::Satisfaction, None);
        assert_eq!((figures.mean, figures.median), (Some(2.75), Some(1)));
        assert_eq!(figures.figure.map(|figure| figure.value), Some(0.5));
    }

    #[test]
    fn when_many_of_all_answered_less_is_unknown_and_that_is_said() {
        let of = |population| {
            let mut figures = Figures { marks: [(5, 54), (1, 6)].into(), ..Figures::default() };
            figures.reckon(&Asked::Satisfaction, population);
            (figures.of_all, figures.figure.unwrap())
        };
        assert_eq!(of(Some(10_000)), of(None), "60 of 10,000 are less than 5 %");
        let ((all, narrow), (none, wide)) = (of(Some(80)), of(None));
        assert_eq!((all, none), (Some(80), None));
        assert!(narrow.low > wide.low && narrow.high < wide.high);
    }

    #[test]
    fn the_population_is_known_where_only_the_invited_answered() {
        let left_out = [(LeftOut::Sample, 30), (LeftOut::OwnWork, 4)].into();
        let reach = Reach { invited: 50, refused: 5, answered: Some(40), left_out, ..Reach::default() };
        assert_eq!(reach.population(Some(40)), Some(80));
        assert_eq!(reach.population(Some(41)), None, "somebody came by the link for everybody");
        let late = Reach { invited: 10, refused: 0, ..reach };
        assert_eq!(late.population(Some(40)), None, "they were asked in another month");
    }
}
