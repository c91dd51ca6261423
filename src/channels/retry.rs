//! When something is tried again that did not leave.

use chrono::TimeDelta;

/// Minutes after each attempt that did not go through. Together not quite two days.
const DELAYS: [i64; 8] = [1, 5, 15, 60, 4 * 60, 12 * 60, 12 * 60, 12 * 60];

/// How long to wait after this many attempts (from 1); `None`: it was tried often enough.
pub(super) fn delay_after(attempts: u32) -> Option<TimeDelta> {
    let place = usize::try_from(attempts.saturating_sub(1)).ok()?;
    DELAYS.get(place).map(|minutes| TimeDelta::minutes(*minutes))
}

#[cfg(test)]
mod tests {
    use super::delay_after;
    use chrono::TimeDelta;

    #[test]
    fn delays_grow_and_end_within_two_days() {
        let delays: Vec<TimeDelta> = (1..).map_while(delay_after).collect();
        assert_eq!(delays.first(), Some(&TimeDelta::minutes(1)));
        assert!(delays.is_sorted());
        let whole = delays.iter().fold(TimeDelta::zero(), |sum, delay| sum + *delay);
        assert!(whole < TimeDelta::days(2) && whole > TimeDelta::days(1));
        assert_eq!(delay_after(0), Some(TimeDelta::minutes(1)));
    }
}
