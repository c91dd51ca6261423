//! What time it is. The edges of the house ask here; everything below gets `now` handed in.

use rules::Moment;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The longest stretch slept without looking at the clock again, so that a clock that jumps is noticed.
const LONGEST_NAP: Duration = Duration::from_secs(15);

/// A clock: the system's, or one that a test sets. Clones show the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// The hands of a clock that is set by hand; `None`: the system's clock.
    hands: Option<Arc<watch::Sender<Moment>>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that shows `now` until it is set anew.
    pub fn settable(now: Moment) -> Self {
        Self { hands: Some(Arc::new(watch::Sender::new(now))) }
    }

    /// The moment that it shows.
    pub fn now(&self) -> Moment {
        match &self.hands {
            Some(hands) => *hands.borrow(),
            None => {
                // Before 1970 there is no desk: such a clock shows the epoch.
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
        }
    }

    /// Sets a settable clock, forward or back, and wakes whoever sleeps by it. The system's clock stays as it is.
    pub fn set(&self, now: Moment) {
        if let Some(hands) = &self.hands {
            hands.send_replace(now);
        }
    }

    /// Returns once the clock shows `at` or later. May be dropped at any time.
    pub async fn sleep_until(&self, at: Moment) {
        match &self.hands {
            Some(hands) => {
                // An error would mean that the sender is gone; `self` holds it.
                let _ = hands.subscribe().wait_for(|now| *now >= at).await;
            }
            None => loop {
                let Some(left) = at.since(self.now()).to_std().ok().filter(|left| !left.is_zero()) else { return };
                tokio::time::sleep(left.min(LONGEST_NAP)).await;
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;
    use chrono::TimeDelta;
    use rules::Moment;

    #[tokio::test]
    async fn who_sleeps_wakes_when_the_clock_is_set() {
        let clock = Clock::settable(Moment::from_millis(1_000));
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(Moment::from_millis(5_000)).await }
        });
        clock.set(Moment::from_millis(200));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.set(Moment::from_millis(5_000));
        assert!(sleeper.await.is_ok());
    }

    #[tokio::test]
    async fn the_system_clock_moves_and_the_past_is_not_waited_for() {
        let clock = Clock::system();
        let before = clock.now();
        clock.sleep_until(before.plus(TimeDelta::milliseconds(20))).await;
        assert!(clock.now() >= before.plus(TimeDelta::milliseconds(20)));
        clock.sleep_until(before).await;
    }
}
