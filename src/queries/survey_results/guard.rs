//! What is held back where nobody is to be named.

use crate::insight::{ANSWERS_MIN, withheld};
use crate::store::index::survey::{AnswerCounts, Counted, Month};
use crate::survey::QuestionId;
use std::collections::{BTreeMap, BTreeSet};

/// Takes out what would be told of fewer than five: of each month and question all parts that are withheld, with
/// everything that was answered there.
pub(in crate::queries) fn hold_back(counts: &mut AnswerCounts) {
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

pub(super) fn question_of(counted: Counted) -> QuestionId {
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

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::hold_back;
    use crate::insight::ANSWERS_MIN;
    use crate::store::index::survey::{AnswerCounts, Counted, Month};
    use crate::survey::QuestionId;

    const QUESTION: QuestionId = QuestionId(1);

    fn month(n: u32) -> Month {
        Month::parse(&format!("2026-{n:02}")).unwrap()
    }

    fn told(counts: &AnswerCounts, part: u64, counted: Counted) -> Option<u64> {
        let found = counts.iter().filter(|((_, of, what), _)| *of == part && *what == counted);
        found.map(|(_, n)| *n).reduce(|one, other| one + other)
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
}
