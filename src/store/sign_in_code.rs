//! Codes that were sent by mail to whoever wants to come in to their own pages; only their hashes are kept, and for
//! minutes.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::moment::Moment;
use crate::secret;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// How long a code opens.
pub const LASTS: TimeDelta = TimeDelta::minutes(10);
/// How many codes of one address open at the same time: a mail may be late, and another one asked for meanwhile.
const AT_ONCE: usize = 3;
/// After so many wrong ones all that were sent before are over. How often somebody may guess, the door itself counts.
const MOST_WRONG: u8 = 5;

/// What opens with an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInCodes {
    /// SHA-256 of the address: whose it is stands in the mail alone.
    address: [u8; 32],
    /// SHA-256 of each code, and when it ends; the oldest first.
    codes: Vec<([u8; 32], Moment)>,
    /// How many wrong ones were tried since the last one was sent.
    wrong: u8,
    /// When all of it is over.
    expires: Moment,
}

impl Row for SignInCodes {
    const TABLE: Table = Table::SignInCodes;

    fn row_key(&self) -> Vec<u8> {
        self.address.to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::SignInCodesByExpiry, KeyBuilder::new().moment(self.expires).bytes(&self.address).done());
    }
}

fn find(rows: &dyn Rows, address: &str, now: Moment) -> Result<Option<SignInCodes>, Fault> {
    Ok(rows::get::<SignInCodes>(rows, &secret::hash(address))?.filter(|row| now < row.expires))
}

/// Keeps a code that is on its way to this address. It opens whatever was tried wrongly before; older ones do so no more once too
/// much was.
///
/// # Errors
/// A fault of the storage below; so for everything here.
pub fn keep(operational: &mut Operational<'_>, address: &str, code: &str, now: Moment) -> Result<(), Fault> {
    let before = find(operational, address, now)?.filter(|before| before.wrong < MOST_WRONG);
    let mut codes: Vec<_> = before.map(|before| before.codes).unwrap_or_default();
    codes.retain(|(_, expires)| now < *expires);
    let expires = now.plus(LASTS);
    codes.push((secret::hash(code), expires));
    codes.drain(..codes.len().saturating_sub(AT_ONCE));
    operational.put(&SignInCodes { address: secret::hash(address), codes, wrong: 0, expires })
}

/// Whether this code opens now; then it does so no more. Of an address that no code was sent to as much is written down as of
/// others, so that the time which it takes tells nothing.
///
/// # Errors
/// A fault of the storage below.
pub fn use_up(operational: &mut Operational<'_>, address: &str, code: &str, now: Moment) -> Result<bool, Fault> {
    let nothing =
        || SignInCodes { address: secret::hash(address), codes: Vec::new(), wrong: 0, expires: now.plus(LASTS) };
    let row = find(operational, address, now)?.unwrap_or_else(nothing);
    let hash = secret::hash(code);
    if row.wrong < MOST_WRONG && row.codes.iter().any(|(other, expires)| *other == hash && now < *expires) {
        operational.remove::<SignInCodes>(&row.address)?;
        return Ok(true);
    }
    operational.put(&SignInCodes { wrong: row.wrong.saturating_add(1), ..row })?;
    Ok(false)
}

/// Deletes at most `limit` that are over; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_expired(operational: &mut Operational<'_>, now: Moment, limit: usize) -> Result<usize, Fault> {
    let range = KeyRange { upper: Bound::Excluded(KeyBuilder::new().moment(now).done()), ..KeyRange::all() };
    let over: Vec<SignInCodes> =
        rows_behind(operational, Table::SignInCodesByExpiry, &range, Direction::Ascending, limit, 32)?;
    for row in &over {
        operational.remove::<SignInCodes>(&row.address)?;
    }
    Ok(over.len())
}
