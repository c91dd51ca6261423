//! A share, such as that of the satisfied, with what it says of all who could have been asked.

use super::Z;

/// A figure with the interval in which the true one lies with a confidence of 95 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure, as it was counted.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Estimate {
    /// Whether two figures may be the same, as far as anybody can tell: their intervals overlap. Then neither is said to
    /// be better, nor to have grown.
    pub fn may_equal(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// Whether so many answers are so large a part of all who could have answered, more than 5 %, that less is left unknown.
pub fn is_finite(n: u64, all: u64) -> bool {
    n.saturating_mul(20) > all
}

/// The share of `of` in `n` answers, 0 to 1, with its Wilson score interval (E. B. Wilson, 1927). `all` is how many there
/// are who could have answered: when more than 5 % of them did, less is left unknown, and the interval is that of
/// `n · (N − 1) / (N − n)` answers (the finite-population factor √((N − n) / (N − 1)) of the standard error).
///
/// `None`: nobody answered.
pub fn share(of: u64, n: u64, all: Option<u64>) -> Option<Estimate> {
    if n == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
    let (of, n, all) = (of.min(n) as f64, n as f64, all.filter(|all| is_finite(n, *all)).map(|all| all.max(n) as f64));
    let value = of / n;
    let m = match all {
        Some(all) if all <= n => return Some(Estimate { value, low: value, high: value }),
        Some(all) => n * (all - 1.0) / (all - n),
        None => n,
    };
    let z2 = Z * Z;
    let middle = (value + z2 / (2.0 * m)) / (1.0 + z2 / m);
    let half = Z / (1.0 + z2 / m) * (value * (1.0 - value) / m + z2 / (4.0 * m * m)).sqrt();
    Some(Estimate { value, low: (middle - half).max(0.0), high: (middle + half).min(1.0) })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::share;
    use proptest::prelude::*;

    fn rounded(of: u64, n: u64, all: Option<u64>) -> [f64; 3] {
        let share = share(of, n, all).unwrap();
        [share.value, share.low, share.high].map(|it| (it * 10_000.0).round() / 10_000.0)
    }

    #[test]
    fn the_wilson_interval_is_the_known_one() {
        assert_eq!(rounded(45, 50, None), [0.9, 0.7864, 0.9565]);
        assert_eq!(rounded(9, 10, None), [0.9, 0.5958, 0.9821]);
        assert_eq!(rounded(5, 5, None), [1.0, 0.5655, 1.0]);
        assert_eq!(rounded(1, 1, None), [1.0, 0.2065, 1.0]);
        assert_eq!(share(0, 0, None), None);
    }

    #[test]
    fn less_is_unknown_when_many_of_all_answered() {
        let few = rounded(54, 60, Some(10_000));
        assert_eq!(few, rounded(54, 60, None), "60 of 10,000 are less than 5 %");
        let [_, low, high] = rounded(54, 60, Some(80));
        assert!(low > few[1] && high < few[2]);
        assert_eq!(rounded(54, 60, Some(60)), [0.9, 0.9, 0.9], "all have answered");
        // The plain margin of 0.9 of 60, ±7.59 points, becomes ±3.82 with 60 of 80.
        let margin = |n: f64| 1.96 * (0.09_f64 / n).sqrt() * 100.0;
        assert_eq!((margin(60.0) * 100.0).round(), 759.0);
        assert_eq!((margin(60.0 * 79.0 / 20.0) * 100.0).round(), 382.0);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_figure_and_lies_within_nothing_and_all(n in 1_u64..5_000, of in 0_u64..5_000, all in 0_u64..9_000) {
            let share = share(of, n, Some(all)).unwrap();
            prop_assert!(0.0 <= share.low && share.low <= share.value + 1e-12);
            prop_assert!(share.value <= share.high + 1e-12 && share.high <= 1.0);
        }
    }
}
