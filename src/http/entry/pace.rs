//! How often anybody may do what nobody has to be known for, such as answering a survey by a link that is open to all:
//! often enough for an office behind one address and for a counter all day long, then slower and slower.
//!
//! It is counted in memory. The data file would tell from which address and when the last answer came, and an anonymous
//! one promises that nothing there does.

use super::guard::{left, network};
use crate::moment::Moment;
use crate::store::throttle::Throttle;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// How many keys are counted; beyond, any one of them begins anew.
const MOST: usize = 20_000;

/// At what somebody is slowed down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// Answering a survey.
    Answer,
    /// Saying something of a form, or agreeing with it, by the link to its review.
    Review,
    /// Writing on a case, by the link of a mail.
    Say,
    /// Asking for help on one's own pages.
    Ask,
}

impl Done {
    /// How often it may be done before whoever does it has to wait: by one network address, by all together.
    const fn free(self) -> (u32, u32) {
        match self {
            Self::Answer => (300, 3_000),
            Self::Review => (60, 300),
            Self::Say => (60, 60),
            Self::Ask => (20, 20),
        }
    }
}

/// What was done, counted.
#[derive(Debug, Default)]
pub(crate) struct Pace(Mutex<HashMap<String, Throttle>>);

impl Pace {
    /// Counts that this is done to a survey or a case from this address. Half of it is forgotten with each half hour of rest.
    ///
    /// # Errors
    /// The seconds to wait: it is not counted then.
    pub(crate) fn count(&self, done: Done, to: u64, from: Option<IpAddr>, now: Moment) -> Result<(), u32> {
        let (free_by_address, free) = done.free();
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let by_address = from.map(|from| (format!("{done:?} {to} {}", network(from)), free_by_address));
        let keys = [Some((format!("{done:?} {to}"), free)), by_address];
        let seconds = |(key, free): &(String, u32)| counted.get(key).map_or(0, |there| left(there, *free, now));
        let wait = keys.iter().flatten().map(seconds).max().unwrap_or(0);
        if wait > 0 {
            return Err(u32::try_from(wait).unwrap_or(u32::MAX));
        }
        for (key, _) in keys.into_iter().flatten() {
            make_room(&mut counted, &key, now);
            let failures = counted.get(&key).map_or(0, |there| there.counting(now)).saturating_add(1);
            counted.insert(key.clone(), Throttle { key, failures, last: now });
        }
        Ok(())
    }
}

fn make_room(counted: &mut HashMap<String, Throttle>, key: &str, now: Moment) {
    if counted.len() < MOST || counted.contains_key(key) {
        return;
    }
    counted.retain(|_, there| there.counting(now) > 0);
    if counted.len() >= MOST
        && let Some(any) = counted.keys().next().cloned()
    {
        counted.remove(&any);
    }
}

#[cfg(test)]
mod tests {
    use super::{Done, MOST, Pace};
    use crate::moment::Moment;
    use chrono::TimeDelta;
    use std::net::{IpAddr, Ipv4Addr};

    fn address(n: u32) -> Option<IpAddr> {
        Some(Ipv4Addr::from(n).into())
    }

    #[test]
    fn one_address_waits_longer_each_time_and_no_other_waits_for_it() {
        let (pace, mut now) = (Pace::default(), Moment::from_millis(1_000_000_000));
        for _ in 0..300 {
            assert_eq!(pace.count(Done::Answer, 1, address(1), now), Ok(()));
        }
        assert_eq!(pace.count(Done::Answer, 1, address(1), now), Err(2));
        assert_eq!(pace.count(Done::Answer, 1, address(2), now), Ok(()));
        assert_eq!(pace.count(Done::Answer, 2, address(1), now), Ok(()));
        assert_eq!(pace.count(Done::Review, 1, address(1), now), Ok(()));
        now = now.plus(TimeDelta::seconds(2));
        assert_eq!(pace.count(Done::Answer, 1, address(1), now), Ok(()));
        assert_eq!(pace.count(Done::Answer, 1, address(1), now), Err(4));
        // After a night it begins anew.
        assert_eq!(pace.count(Done::Answer, 1, address(1), now.plus(TimeDelta::hours(10))), Ok(()));
    }

    #[test]
    fn many_addresses_together_have_an_end_and_so_has_the_memory() {
        let (pace, now) = (Pace::default(), Moment::from_millis(1_000_000_000));
        let taken = (0..5_000).filter(|n| pace.count(Done::Answer, 1, address(*n), now).is_ok()).count();
        assert_eq!(taken, 3_000);
        for n in 0..u32::try_from(MOST).unwrap_or(0) {
            let _ = pace.count(Done::Answer, u64::from(n), address(n), now);
        }
        assert!(pace.0.lock().is_ok_and(|counted| counted.len() <= MOST));
    }
}
