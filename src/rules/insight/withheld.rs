//! Which figures of a breakdown are not shown, so that nothing is said of few people.

/// So many answers a figure needs.
pub const ANSWERS_MIN: u64 = 5;

/// Which parts of a whole are withheld, by how many answered in each: those of fewer than five, and so many of the
/// smallest beside them that what is left of the whole by subtraction is of five or more too. A part of which nobody
/// answered says nothing of anybody, and is not needed to hide others.
pub fn withheld(parts: &[u64]) -> Vec<bool> {
    let mut hidden: Vec<bool> = parts.iter().map(|n| (1..ANSWERS_MIN).contains(n)).collect();
    let mut rest: Vec<usize> =
        (0..parts.len()).filter(|at| parts.get(*at).is_some_and(|n| *n >= ANSWERS_MIN)).collect();
    rest.sort_by_key(|at| std::cmp::Reverse(parts.get(*at).copied()));
    let sum = |hidden: &[bool]| -> (usize, u64) {
        let of = parts.iter().zip(hidden).filter(|(_, hidden)| **hidden);
        of.fold((0, 0), |(count, sum), (n, _)| (count + 1, sum + n))
    };
    // One hidden part alone is the whole less the others.
    while let (count @ 1.., answers) = sum(&hidden)
        && (count == 1 || answers < ANSWERS_MIN)
    {
        let Some(next) = rest.pop() else { break };
        if let Some(hidden) = hidden.get_mut(next) {
            *hidden = true;
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::{ANSWERS_MIN, withheld};
    use proptest::prelude::*;

    #[test]
    fn few_are_hidden_and_so_is_what_would_tell_of_them() {
        assert_eq!(withheld(&[20, 30, 40]), [false, false, false]);
        assert_eq!(withheld(&[20, 3, 40]), [true, true, false], "3 are the whole less the others");
        assert_eq!(withheld(&[20, 3, 40, 3]), [false, true, false, true], "6 in both, nobody knows how many in which");
        assert_eq!(withheld(&[20, 1, 40, 1]), [true, true, false, true], "2 in both are too few");
        assert_eq!(withheld(&[0, 20, 40]), [false, false, false]);
        assert_eq!(withheld(&[3]), [true]);
        assert!(withheld(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_hidden_cannot_be_subtracted(parts in prop::collection::vec(0_u64..12, 2..8)) {
            let hidden = withheld(&parts);
            for (n, hidden) in parts.iter().zip(&hidden) {
                prop_assert!(*hidden || *n == 0 || *n >= ANSWERS_MIN);
            }
            let (count, sum) = parts.iter().zip(&hidden).filter(|(_, hidden)| **hidden)
                .fold((0, 0), |(count, sum), (n, _)| (count + 1, sum + n));
            let all_there = parts.iter().filter(|n| **n > 0).count();
            prop_assert!(count == 0 || count == all_there || (count > 1 && sum >= ANSWERS_MIN));
        }
    }
}
