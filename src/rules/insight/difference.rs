//! Whether a figure moved, or only may have.

use super::Estimate;

/// What lies between two figures of different people, and whether anything does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The later figure less the earlier one.
    pub value: f64,
    /// The lower end of the interval in which the true one lies with a confidence of 95 %.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Which way a figure moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It grew.
    Up,
    /// It fell.
    Down,
    /// Nobody can tell: the difference lies within its uncertainty.
    Within,
}

/// The difference of two figures, made of their own intervals: of two shares with Wilson's it is the hybrid score interval
/// (R. G. Newcombe, "Interval estimation for the difference between independent proportions", 1998, method 10); of other
/// figures the same way of joining intervals holds (G. Y. Zou and A. Donner, "Construction of confidence limits about
/// effect measures", 2008).
pub fn difference(later: &Estimate, earlier: &Estimate) -> Difference {
    let value = later.value - earlier.value;
    let low = (later.value - later.low).hypot(earlier.high - earlier.value);
    let high = (later.high - later.value).hypot(earlier.value - earlier.low);
    Difference { value, low: value - low, high: value + high }
}

impl Difference {
    /// Which way the figure moved, as far as anybody can tell.
    pub fn moved(&self) -> Moved {
        match (self.low > 0.0, self.high < 0.0) {
            (true, _) => Moved::Up,
            (_, true) => Moved::Down,
            _ => Moved::Within,
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Moved, difference};
    use crate::insight::{Promoters, recommendation, share};
    use proptest::prelude::*;

    #[test]
    fn the_interval_is_newcombes() {
        // From his table II; statsmodels (`confint_proportions_2indep`, method "newcomb") gives the same.
        for ((of, n), (before, m), expected) in [
            ((56, 70), (48, 80), [0.2, 0.0524, 0.3339]),
            ((9, 10), (3, 10), [0.6, 0.1705, 0.8090]),
            ((5, 56), (0, 29), [0.0893, -0.0381, 0.1926]),
        ] {
            let found = difference(&share(of, n, None).unwrap(), &share(before, m, None).unwrap());
            let rounded = [found.value, found.low, found.high].map(|it| (it * 10_000.0).round() / 10_000.0);
            assert_eq!(rounded, expected, "{of} of {n}, {before} of {m}");
        }
    }

    #[test]
    fn what_may_be_chance_is_said_to_be_within() {
        let of = |good, n| share(good, n, None).unwrap();
        assert_eq!(difference(&of(45, 50), &of(40, 50)).moved(), Moved::Within);
        assert_eq!(difference(&of(56, 70), &of(48, 80)).moved(), Moved::Up);
        assert_eq!(difference(&of(48, 80), &of(56, 70)).moved(), Moved::Down);
        let score = |promoters, detractors| recommendation(Promoters { promoters, passives: 10, detractors }).unwrap();
        assert_eq!(difference(&score(36, 7), &score(30, 9)).moved(), Moved::Within);
        assert_eq!(difference(&score(80, 7), &score(10, 40)).moved(), Moved::Up);
    }

    proptest! {
        #[test]
        fn the_other_way_round_it_is_the_same_with_another_sign(a in 0_u64..50, n in 1_u64..50, b in 0_u64..50, m in 1_u64..50) {
            let (one, other) = (share(a, n, None).unwrap(), share(b, m, None).unwrap());
            let (there, back) = (difference(&one, &other), difference(&other, &one));
            prop_assert!((there.low + back.high).abs() < 1e-12 && (there.high + back.low).abs() < 1e-12);
            // Intervals that lie apart are never said to be the same.
            prop_assert!(one.may_equal(&other) || there.moved() != Moved::Within);
        }
    }
}
