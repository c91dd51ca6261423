//! Who came in to their own pages by a code. Only the hash of what a browser holds is kept. Whether they still may come in
//! is seen by the person each time.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::PersonId;
use crate::moment::Moment;
use crate::secret;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// How long somebody stays in.
pub const LASTS: TimeDelta = TimeDelta::days(30);

/// Somebody on their own pages, in one browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestSession {
    /// SHA-256 of what the browser holds.
    hash: [u8; 32],
    /// Who.
    pub person: PersonId,
    /// SHA-256 of the address that they proved to read.
    #[serde(default)]
    address: [u8; 32],
    expires: Moment,
}

impl GuestSession {
    /// Whether it is by this address that they came in.
    pub fn is_by(&self, address: &str) -> bool {
        self.address == secret::hash(address)
    }
}

impl Row for GuestSession {
    const TABLE: Table = Table::GuestSession;

    fn row_key(&self) -> Vec<u8> {
        self.hash.to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::GuestSessionsByExpiry, KeyBuilder::new().moment(self.expires).bytes(&self.hash).done());
    }
}

/// The session with this hash, unless it is over.
///
/// # Errors
/// A fault of the storage below; so for everything here.
pub fn find(rows: &dyn Rows, hash: &[u8; 32], now: Moment) -> Result<Option<GuestSession>, Fault> {
    Ok(rows::get::<GuestSession>(rows, hash)?.filter(|session| now < session.expires))
}

/// Begins one of a person who came in by this address.
///
/// # Errors
/// A fault of the storage below.
pub fn begin(
    operational: &mut Operational<'_>,
    hash: [u8; 32],
    (person, address): (PersonId, &str),
    now: Moment,
) -> Result<(), Fault> {
    let address = secret::hash(address);
    operational.put(&GuestSession { hash, person, address, expires: now.plus(LASTS) })
}

/// Ends one.
///
/// # Errors
/// A fault of the storage below.
pub fn end(operational: &mut Operational<'_>, hash: &[u8; 32]) -> Result<(), Fault> {
    operational.remove::<GuestSession>(hash).map(drop)
}

/// Deletes at most `limit` that are over; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_expired(operational: &mut Operational<'_>, now: Moment, limit: usize) -> Result<usize, Fault> {
    let range = KeyRange { upper: Bound::Excluded(KeyBuilder::new().moment(now).done()), ..KeyRange::all() };
    let over: Vec<GuestSession> =
        rows_behind(operational, Table::GuestSessionsByExpiry, &range, Direction::Ascending, limit, 32)?;
    for session in &over {
        operational.remove::<GuestSession>(&session.hash)?;
    }
    Ok(over.len())
}
