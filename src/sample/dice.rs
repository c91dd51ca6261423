//! Chance that can be thrown again: the same seed and stream give the same throws on every machine.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// A row of chance. Only whole numbers come out of it: fractions would round differently elsewhere.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The throws of `stream` under `seed`. Each thing that is made has a stream of its own, so that one more throw
    /// for one case changes nothing in the others.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number below `bound`; 0 when that is 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        // The high half of the product: even enough for bounds so far below 2^64.
        let product = u128::from(self.0.next_u64()) * u128::from(bound);
        u64::try_from(product >> 64).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.below(span)).unwrap_or_default()
    }

    /// Whether something happens that does in `per_mille` of 1,000 cases.
    pub(crate) fn happens(&mut self, per_mille: u32) -> bool {
        self.below(1000) < u64::from(per_mille)
    }

    /// A position in a list of `len`; 0 when it is empty.
    pub(crate) fn position(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or_default()
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.position(of.len()))
    }

    /// A position, each as likely as its weight.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u64 = weights.clone().map(u64::from).sum();
        let mut left = self.below(total);
        for (place, weight) in weights.enumerate() {
            let weight = u64::from(weight);
            if left < weight {
                return place;
            }
            left -= weight;
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same() {
        let throw = |seed, stream| {
            let mut dice = Dice::new(seed, stream);
            (0..8).map(|_| dice.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(throw(7, 1), throw(7, 1));
        assert_ne!(throw(7, 1), throw(7, 2));
        assert_ne!(throw(7, 1), throw(8, 1));
        // Written down, so that another version of the generator does not go unnoticed.
        assert_eq!(Dice::new(1, 1).below(u64::MAX), 15_715_005_604_373_573_094);
    }

    #[test]
    fn weights_are_kept() {
        let mut dice = Dice::new(1, 0);
        let mut counts = [0u32; 3];
        for _ in 0..10_000 {
            counts[dice.weighted([700, 0, 300].into_iter())] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((6_800..7_200).contains(&counts[0]), "{counts:?}");
    }
}
