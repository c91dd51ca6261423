//! In which order parts are told, so that none is said to be better that may not be.

use super::Estimate;

/// The rank of each figure, from 1; the higher figure is the better one. Figures that may be equal share a rank, and so does
/// whatever is joined by them: between two ranks no interval overlaps, so each that stands before is truly higher. What
/// has no figure has no rank.
pub fn ranks(figures: &[Option<Estimate>]) -> Vec<Option<u32>> {
    let mut ranks = vec![None; figures.len()];
    let mut order: Vec<(usize, &Estimate)> =
        figures.iter().enumerate().filter_map(|(at, figure)| Some((at, figure.as_ref()?))).collect();
    order.sort_by(|(_, one), (_, other)| other.high.total_cmp(&one.high));
    let mut rank = 0;
    // Of those that share the rank, the one that reaches lowest.
    let mut lowest: Option<&Estimate> = None;
    for (at, figure) in order {
        if lowest.is_some_and(|lowest| lowest.may_equal(figure)) {
            lowest = lowest.filter(|lowest| lowest.low <= figure.low).or(Some(figure));
        } else {
            rank += 1;
            lowest = Some(figure);
        }
        if let Some(place) = ranks.get_mut(at) {
            *place = Some(rank);
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::ranks;
    use crate::insight::Estimate;
    use proptest::prelude::*;

    fn between(low: f64, high: f64) -> Option<Estimate> {
        Some(Estimate { value: low.midpoint(high), low, high })
    }

    #[test]
    fn what_overlaps_shares_a_rank_and_what_joins_it_too() {
        assert_eq!(ranks(&[between(0.1, 0.2), between(0.8, 0.9)]), [Some(2), Some(1)]);
        assert_eq!(ranks(&[between(0.1, 0.5), between(0.4, 0.9)]), [Some(1), Some(1)]);
        // The first and the last lie apart; the one between may equal either.
        let chain = [between(0.7, 0.9), between(0.4, 0.75), between(0.3, 0.45), None, between(0.1, 0.2)];
        assert_eq!(ranks(&chain), [Some(1), Some(1), Some(1), None, Some(2)]);
        assert!(ranks(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_ranked_behind_what_it_may_equal(ends in prop::collection::vec((0_u8..100, 0_u8..30), 0..9)) {
            let figures: Vec<_> = ends.iter().map(|(low, wide)| between(f64::from(*low), f64::from(low + wide))).collect();
            let ranks = ranks(&figures);
            for (one, rank) in figures.iter().zip(&ranks) {
                for (other, behind) in figures.iter().zip(&ranks) {
                    if rank < behind {
                        prop_assert!(one.zip(*other).is_some_and(|(one, other)| one.low > other.high));
                    }
                }
            }
        }
    }
}
