//! Failures that slow guessing down. How long a delay grows is the business of those who ask.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::Operational;
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::moment::Moment;
use crate::secret::hex_hash;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// Failures under a key, such as an address or a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throttle {
    /// What failed.
    pub key: String,
    /// How often, since it last went well; those that were forgotten with time are not among them.
    pub failures: u32,
    /// When it failed last.
    pub last: Moment,
}

/// After so long without another one, half of the failures are forgotten.
const HALF: TimeDelta = TimeDelta::minutes(30);

impl Throttle {
    /// How many of the failures still count at `now`: an office behind one address does not add its slips up for a day.
    pub fn counting(&self, now: Moment) -> u32 {
        let halves = now.since(self.last).num_seconds().max(0) / HALF.num_seconds();
        self.failures.checked_shr(u32::try_from(halves).unwrap_or(u32::MAX)).unwrap_or(0)
    }
}

impl Row for Throttle {
    const TABLE: Table = Table::Throttle;

    fn row_key(&self) -> Vec<u8> {
        self.key.as_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let key = KeyBuilder::new().moment(self.last).bytes(self.key.as_bytes());
        derived.entry(Table::ThrottlesByAge, key.done());
    }
}

/// At what somebody tries. Each has delays of its own, so that one who is slowed down at one comes in at another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// A password.
    Password,
    /// Asking for a link because it was forgotten; each time counts.
    Forgotten,
    /// A code of the second step.
    Code,
    /// Asking for a code by mail; each time counts.
    AskCode,
    /// A code that came by mail.
    MailedCode,
}

impl Door {
    /// Every door.
    pub const ALL: [Self; 5] = [Self::Password, Self::Forgotten, Self::Code, Self::AskCode, Self::MailedCode];

    /// Whether all who name an account wait for each other here. Not where the mail that is on its way serves them all:
    /// nobody keeps its owner from it by asking too often.
    pub const fn counts_accounts(self) -> bool {
        !matches!(self, Self::Forgotten | Self::AskCode)
    }

    /// The key of an account at this door, known or not. Hashed: the table of failures keeps nobody's address.
    pub fn account_key(self, email: &str) -> String {
        let door = match self {
            Self::Password => "account",
            Self::Forgotten => "forgotten",
            Self::Code => "code",
            Self::AskCode => "ask-code",
            Self::MailedCode => "mailed-code",
        };
        format!("{door}:{}", hex_hash(email))
    }

    /// The key of a network at this door.
    pub fn network_key(self, network: &str) -> String {
        let door = match self {
            Self::Password => "address",
            Self::Forgotten => "forgotten-address",
            Self::Code => "code-address",
            Self::AskCode => "ask-code-address",
            Self::MailedCode => "mailed-code-address",
        };
        format!("{door}:{network}")
    }
}

/// What is known of a key.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, key: &str) -> Result<Option<Throttle>, Fault> {
    rows::get(rows, key.as_bytes())
}

/// Counts a failure, and says what is known then.
///
/// # Errors
/// A fault of the storage below.
pub fn fail(operational: &mut Operational<'_>, key: &str, now: Moment) -> Result<Throttle, Fault> {
    let failures = find(operational, key)?.map_or(0, |before| before.counting(now)).saturating_add(1);
    let throttle = Throttle { key: key.to_owned(), failures, last: now };
    operational.put(&throttle)?;
    Ok(throttle)
}

/// Forgets the failures of a key: it went well.
///
/// # Errors
/// A fault of the storage below.
pub fn clear(operational: &mut Operational<'_>, key: &str) -> Result<(), Fault> {
    operational.remove::<Throttle>(key.as_bytes()).map(drop)
}

/// Deletes at most `limit` keys that have not failed since `before`; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_old(operational: &mut Operational<'_>, before: Moment, limit: usize) -> Result<usize, Fault> {
    let range = KeyRange { upper: Bound::Excluded(KeyBuilder::new().moment(before).done()), ..KeyRange::all() };
    let old = rows::keys(operational, Table::ThrottlesByAge, &range, Direction::Ascending, limit)?;
    for entry in &old {
        operational.remove::<Throttle>(entry.get(8..).unwrap_or_default())?;
    }
    Ok(old.len())
}
