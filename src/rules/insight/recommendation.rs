//! The net promoter score: promoters less detractors, of a hundred.

use super::{Estimate, Z};
use serde::{Deserialize, Serialize};

/// How many gave 9 or 10, 7 or 8, and 6 or less, of 10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promoters {
    /// 9 or 10.
    pub promoters: u64,
    /// 7 or 8.
    pub passives: u64,
    /// 6 or less.
    pub detractors: u64,
}

/// The score, −100 to 100, with its adjusted Wald interval: as if three more had answered, ¾ of them promoters and ¾
/// detractors (J. R. Lewis and J. Sauro, "Comparison of Select Methods for Computing Confidence Intervals of Net Promoter
/// Scores", 2021), within ±100.
///
/// `None`: nobody answered.
pub fn recommendation(given: Promoters) -> Option<Estimate> {
    let Promoters { promoters, passives, detractors } = given;
    let n = promoters + passives + detractors;
    if n == 0 {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of answers are far below 2^52")]
    let (promoters, detractors, n) = (promoters as f64, detractors as f64, n as f64);
    let value = (promoters - detractors) / n * 100.0;
    let (p, d) = ((promoters + 0.75) / (n + 3.0), (detractors + 0.75) / (n + 3.0));
    let half = Z * ((p + d - (p - d).powi(2)) / (n + 3.0)).sqrt();
    let end = |side: f64| ((p - d + side) * 100.0).clamp(-100.0, 100.0);
    Some(Estimate { value, low: end(-half), high: end(half) })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Promoters, recommendation};

    #[test]
    fn the_score_and_its_interval_are_the_known_ones() {
        for ([promoters, passives, detractors], expected) in [
            ([36, 7, 7], [58.0, 34.93, 74.5]),
            ([5, 3, 2], [30.0, -19.05, 65.2]),
            ([100, 60, 40], [30.0, 18.82, 40.3]),
            ([10, 0, 0], [100.0, 47.5, 100.0]),
        ] {
            let score = recommendation(Promoters { promoters, passives, detractors }).unwrap();
            let rounded = [score.value, score.low, score.high].map(|it| (it * 100.0).round() / 100.0);
            assert_eq!(rounded, expected);
        }
        assert_eq!(recommendation(Promoters::default()), None);
    }
}
