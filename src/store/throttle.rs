//! Failures that slow guessing down. How long a delay grows is the business of those who ask.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::Operational;
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Bound;

/// Failures under a key, such as an address or a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throttle {
    /// What failed.
    pub key: String,
    /// How often, since it last went well.
    pub failures: u32,
    /// When it failed last.
    pub last: Moment,
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

/// The key of an account, known or not. Hashed: the table of failures keeps nobody's address.
pub fn account_key(email: &str) -> String {
    let hash = Sha256::digest(email.as_bytes());
    hash.iter().fold("account:".to_owned(), |key, byte| format!("{key}{byte:02x}"))
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
    let failures = find(operational, key)?.map_or(0, |before| before.failures).saturating_add(1);
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
