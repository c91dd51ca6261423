//! Growing delays against guessing: by account, known or not, and by the address that guesses.
//!
//! Anybody may name an account, so all who do wait for each other there. Whoever holds something that the desk gave to
//! this user alone (a browser in which they signed in before, a session, a link) is counted under that alone: nobody
//! else's guesses keep them waiting, and whoever stole it guesses no faster than it slows down by itself.
//!
//! An attempt is counted before the password is looked at, so that many at once gain nothing; one that goes well is
//! taken back. The address counts only what failed: an office behind one address signs in many times a day. It counts
//! for whoever holds nothing: else one guest in the office could keep everybody there waiting, and what is guessed with
//! something that was stolen is slowed down anyway.

use super::session::public_id;
use crate::desk::Fault;
use crate::http::problem::{Code, Problem};
use crate::http::state::State;
use crate::moment::Moment;
use crate::secret::hex;
use crate::store::device::DeviceHash;
use crate::store::password_link::LinkHash;
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
/// How many codes are sent to an address before the next has to wait.
const CODES_BY_ADDRESS: u32 = 3;
/// The longest wait in seconds: an owner whom somebody wants to lock out waits no longer.
const LONGEST_SECONDS: i64 = 300;

/// Who makes attempts at an account, as far as that is known before they are believed.
#[derive(Clone)]
pub(crate) struct Guesser {
    /// The address that they sign in with, in lower case.
    email: String,
    by: By,
}

#[derive(Clone)]
enum By {
    /// Anybody, from this network address.
    Anybody(Option<IpAddr>),
    /// Whoever holds what is called so.
    Holder(String),
}

impl Guesser {
    /// Anybody who names this account, from this network address.
    pub(crate) fn anybody(email: &str, address: Option<IpAddr>) -> Self {
        Self { email: email.to_owned(), by: By::Anybody(address) }
    }

    /// Whoever comes with a browser in which the user signed in before.
    pub(crate) fn at_device(email: &str, device: &DeviceHash) -> Self {
        Self::holder(email, &format!("at {}", hex(device)))
    }

    /// Whoever is in a session of the user.
    pub(crate) fn in_session(email: &str, session: &SessionHash) -> Self {
        Self::holder(email, &format!("in {}", public_id(session)))
    }

    /// Whoever has a link of the user, used up or not.
    pub(crate) fn with_link(email: &str, link: &LinkHash) -> Self {
        Self::holder(email, &format!("with {}", hex(link)))
    }

    fn holder(email: &str, what: &str) -> Self {
        Self { email: email.to_owned(), by: By::Holder(format!("{email} {what}")) }
    }

    /// The address that they sign in with.
    pub(crate) fn email(&self) -> &str {
        &self.email
    }

    /// The key of what is theirs to wait for at this door, and that of their network address.
    fn keys(&self, door: Door) -> (Option<String>, Option<String>) {
        match &self.by {
            By::Holder(name) => (Some(door.account_key(name)), None),
            By::Anybody(address) => {
                let account = door.counts_accounts().then(|| door.account_key(&self.email));
                (account, address.map(|address| door.network_key(&network(address))))
            }
        }
    }

    /// Forgets what slows the user down at their password, here and where they hold nothing: whoever has it proved it by
    /// mail. Not at the second step, which is there for the case that somebody else reads the mail.
    pub(crate) fn forget(&self, rows: &mut Operational<'_>) -> Result<(), Fault> {
        throttle::clear(rows, &Door::Password.account_key(&self.email))?;
        let here = [Door::Password, Door::Forgotten].map(|door| self.keys(door).0);
        here.iter().flatten().try_for_each(|key| throttle::clear(rows, key))
    }
}

/// An attempt that was counted as failed already.
pub(crate) struct Attempt {
    own: Option<String>,
    address: Option<String>,
}

impl Attempt {
    /// Counts an attempt of this guesser at this door. Where accounts do not count the network address does at once.
    ///
    /// # Errors
    /// `rate_limited`, with the seconds to wait; busy; a fault.
    pub(crate) async fn begin(state: &State, door: Door, guesser: &Guesser, now: Moment) -> Result<Self, Problem> {
        let (own, address) = guesser.keys(door);
        let attempt = Self { own: own.clone(), address: address.clone() };
        let wait = state.store.operate(move |rows| {
            let by_own = wait(rows, own.as_deref(), FREE_BY_ACCOUNT, now)?;
            let wait = by_own.max(wait(rows, address.as_deref(), FREE_BY_ADDRESS, now)?);
            if let Some(key) = own.or(address).filter(|_| wait == 0) {
                throttle::fail(rows, &key, now)?;
            }
            Ok(wait)
        });
        match wait.await? {
            0 => Ok(attempt),
            seconds => {
                let detail = format!("Too many attempts. The next one is possible in {seconds} s.");
                Err(Problem::new(Code::RateLimited, detail).retry_after(u32::try_from(seconds).unwrap_or(u32::MAX)))
            }
        }
    }

    /// It went well: what is theirs begins anew.
    pub(crate) async fn succeeded(self, state: &State) -> Result<(), Problem> {
        let Some(key) = self.own else { return Ok(()) };
        Ok(state.store.operate(move |rows| throttle::clear(rows, &key)).await?)
    }

    /// It failed: the address counts it too.
    pub(crate) async fn failed(self, state: &State, now: Moment) -> Result<(), Problem> {
        let Some(key) = self.address else { return Ok(()) };
        let counted = state.store.operate(move |rows: &mut Operational<'_>| throttle::fail(rows, &key, now).map(drop));
        Ok(counted.await?)
    }
}

/// Whether a code may be sent to this address now; that it is counts. So whoever asks for very many in the name of another
/// fills nobody's mailbox.
pub(crate) fn may_be_written_to(rows: &mut Operational<'_>, email: &str, now: Moment) -> Result<bool, Fault> {
    let key = Door::AskCode.account_key(email);
    let may = wait(rows, Some(&key), CODES_BY_ADDRESS, now)? == 0;
    if may {
        throttle::fail(rows, &key, now)?;
    }
    Ok(may)
}

/// The seconds that are left until the next attempt under `key`.
fn wait(rows: &dyn Rows, key: Option<&str>, free: u32, now: Moment) -> Result<i64, Fault> {
    let throttle = key.map_or(Ok(None), |key| throttle::find(rows, key))?;
    Ok(throttle.map_or(0, |throttle| left(&throttle, free, now)))
}

/// Nothing for the first failures; then 2, 4, 8 … seconds after the last one.
pub(super) fn left(throttle: &Throttle, free: u32, now: Moment) -> i64 {
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
