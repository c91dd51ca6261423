//! Growing delays against guessing: by account, known or not, and by the address that guesses.
//!
//! An attempt is counted before the password is looked at, so that many at once gain nothing; one that goes well is
//! taken back. The address counts only what failed: an office behind one address signs in many times a day.

use super::session::public_id;
use crate::desk::Fault;
use crate::http::problem::{Code, Problem};
use crate::http::state::State;
use crate::moment::Moment;
use crate::store::session::SessionHash;
pub(crate) use crate::store::throttle::Door;
use crate::store::throttle::{self, Throttle};
use crate::store::{Operational, Rows};
use chrono::TimeDelta;
use std::net::IpAddr;

/// How often an account may fail before it has to wait.
const FREE_BY_ACCOUNT: u32 = 4;
/// How often an address may fail before it has to wait.
const FREE_BY_ADDRESS: u32 = 20;
/// The longest wait in seconds: an owner whom somebody wants to lock out waits no longer.
const LONGEST_SECONDS: i64 = 300;

/// Forgets what slows an account down at its password: whoever has it proved it by mail. Not at the second step, which
/// is there for the case that somebody else reads the mail.
pub(crate) fn forget(rows: &mut Operational<'_>, email: &str) -> Result<(), Fault> {
    [Door::Password, Door::Forgotten].iter().try_for_each(|door| throttle::clear(rows, &door.account_key(email)))
}

/// Whose guesses are counted together: those at an account, and apart from them those of a session of it. So nobody who
/// guesses from outside keeps waiting whoever is in.
pub(crate) fn guesser(email: &str, session: Option<&SessionHash>) -> String {
    session.map_or_else(|| email.to_owned(), |session| format!("{email} in {}", public_id(session)))
}

/// An attempt that was counted as failed already.
pub(crate) struct Attempt {
    account: String,
    address: Option<String>,
}

impl Attempt {
    /// Counts an attempt of this guesser from this network address.
    ///
    /// # Errors
    /// `rate_limited`, with the seconds to wait; busy; a fault.
    pub(crate) async fn begin(
        state: &State,
        door: Door,
        guesser: &str,
        address: Option<IpAddr>,
        now: Moment,
    ) -> Result<Self, Problem> {
        let account = door.account_key(guesser);
        let address = address.map(|address| door.network_key(&network(address)));
        let (of_account, of_address) = (account.clone(), address.clone());
        let wait = state.store.operate(move |rows| {
            let by_account = wait(rows, &of_account, FREE_BY_ACCOUNT, now)?;
            let by_address = match &of_address {
                Some(key) => wait(rows, key, FREE_BY_ADDRESS, now)?,
                None => 0,
            };
            let wait = by_account.max(by_address);
            if wait == 0 {
                throttle::fail(rows, &of_account, now)?;
            }
            Ok(wait)
        });
        match wait.await? {
            0 => Ok(Self { account, address }),
            seconds => {
                let detail = format!("Too many attempts. The next one is possible in {seconds} s.");
                Err(Problem::new(Code::RateLimited, detail).retry_after(u32::try_from(seconds).unwrap_or(u32::MAX)))
            }
        }
    }

    /// It went well: the account begins anew.
    pub(crate) async fn succeeded(self, state: &State) -> Result<(), Problem> {
        Ok(state.store.operate(move |rows| throttle::clear(rows, &self.account)).await?)
    }

    /// It failed: the address counts it too.
    pub(crate) async fn failed(self, state: &State, now: Moment) -> Result<(), Problem> {
        let Some(key) = self.address else { return Ok(()) };
        let counted = state.store.operate(move |rows: &mut Operational<'_>| throttle::fail(rows, &key, now).map(drop));
        Ok(counted.await?)
    }
}

/// The seconds that are left until the next attempt under `key`.
fn wait(rows: &dyn Rows, key: &str, free: u32, now: Moment) -> Result<i64, Fault> {
    Ok(throttle::find(rows, key)?.map_or(0, |throttle| left(&throttle, free, now)))
}

/// Nothing for the first failures; then 2, 4, 8 … seconds after the last one.
fn left(throttle: &Throttle, free: u32, now: Moment) -> i64 {
    let (since, failures) = (now.since(throttle.last), throttle.counting(now));
    if failures < free {
        return 0;
    }
    let delay = 2_i64.saturating_pow(failures - free + 1).min(LONGEST_SECONDS);
    // A clock that was set back must not make anybody wait longer than the delay itself.
    let millis = (TimeDelta::seconds(delay) - since).num_milliseconds().clamp(0, delay * 1_000);
    (millis + 999) / 1_000
}

/// What stands for an address: all of IPv4, the half of IPv6 that one household has whole.
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{left, network};
    use crate::moment::Moment;
    use crate::store::throttle::Throttle;
    use chrono::TimeDelta;

    #[test]
    fn the_delay_grows_and_has_an_end() {
        let last = Moment::from_millis(1_000_000_000);
        let after = |failures, seconds| {
            let throttle = Throttle { key: String::new(), failures, last };
            left(&throttle, 4, last.plus(TimeDelta::seconds(seconds)))
        };
        assert_eq!([3, 4, 5, 6, 40].map(|failures| after(failures, 0)), [0, 2, 4, 8, 300]);
        assert_eq!(after(6, 5), 3);
        assert_eq!(after(6, 8), 0);
        assert_eq!(after(40, 24 * 3600), 0);
        // Half of them are forgotten with each half hour: of 40 there are 20, 10, 5, and then too few to wait.
        let counting = |seconds| {
            let throttle = Throttle { key: String::new(), failures: 40, last };
            throttle.counting(last.plus(TimeDelta::seconds(seconds)))
        };
        assert_eq!([-60, 0, 1_799, 1_800, 5_400, 7_200, 36_000_000].map(counting), [40, 40, 40, 20, 5, 2, 0]);
        assert_eq!(after(5, -3600), 4);
    }

    #[test]
    fn an_ipv6_household_is_one_address() {
        let of = |text: &str| text.parse().map(network).unwrap_or_default();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::9"));
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
    }
}
