//! Browsers in which users signed in. Whoever comes with one is told apart from all who merely name the account, so that
//! nobody's guesses elsewhere keep them waiting. It proves nothing and opens nothing; only the hash of its token is kept.
//!
//! Several users may be known in one browser, each for themselves. A new password leaves them known, or whoever is after
//! an account could be shut out only together with its owner. Being switched off ends them, and so does ending all
//! sessions, or being let in again by whoever has the machine.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::UserId;
use crate::moment::Moment;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// SHA-256 of a browser's token.
pub type DeviceHash = [u8; 32];

/// A browser is known for so long after its user last signed in there.
pub const LIFETIME: TimeDelta = TimeDelta::days(365);
/// In how many browsers a user is known; with one more the oldest is forgotten.
const MOST: usize = 20;

/// A browser in which a user signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The hash of its token.
    hash: DeviceHash,
    /// Who.
    user: UserId,
    /// When they last did.
    entered: Moment,
}

impl Row for Device {
    const TABLE: Table = Table::Device;

    fn row_key(&self) -> Vec<u8> {
        key(&self.hash, self.user)
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::DevicesByUser, KeyBuilder::new().number(self.user.0).bytes(&self.row_key()).done());
        derived.entry(Table::DevicesByAge, KeyBuilder::new().moment(self.entered).bytes(&self.row_key()).done());
    }
}

fn key(hash: &DeviceHash, user: UserId) -> Vec<u8> {
    KeyBuilder::new().bytes(hash).number(user.0).done()
}

/// How long a key is.
const KEY_LENGTH: usize = 40;

/// Whether this user is known in the browser with this token hash.
///
/// # Errors
/// A fault of the storage below.
pub fn knows(rows: &dyn Rows, hash: &DeviceHash, user: UserId, now: Moment) -> Result<bool, Fault> {
    let device: Option<Device> = rows::get(rows, &key(hash, user))?;
    Ok(device.is_some_and(|device| now.since(device.entered) < LIFETIME))
}

/// Whether anybody is known in the browser with this token hash: then the desk gave it that token.
///
/// # Errors
/// A fault of the storage below.
pub fn is_ours(rows: &dyn Rows, hash: &DeviceHash) -> Result<bool, Fault> {
    Ok(!rows::keys(rows, Table::Device, &KeyRange::prefix(hash), Direction::Ascending, 1)?.is_empty())
}

/// The browsers in which a user is known.
fn of_user(rows: &dyn Rows, user: UserId) -> Result<Vec<Device>, Fault> {
    let range = KeyRange::prefix(&user.0.to_be_bytes());
    rows_behind(rows, Table::DevicesByUser, &range, Direction::Ascending, usize::MAX, KEY_LENGTH)
}

/// Notes that a user signed in with the browser that has this token hash.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, hash: DeviceHash, user: UserId, now: Moment) -> Result<(), Fault> {
    operational.put(&Device { hash, user, entered: now })?;
    let mut known = of_user(operational, user)?;
    known.sort_by_key(|device| std::cmp::Reverse(device.entered));
    forget(operational, known.get(MOST..).unwrap_or_default())
}

/// Forgets the browsers of a user, except perhaps one; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn forget_all(
    operational: &mut Operational<'_>,
    user: UserId,
    except: Option<&DeviceHash>,
) -> Result<usize, Fault> {
    let mut known = of_user(operational, user)?;
    known.retain(|device| Some(&device.hash) != except);
    forget(operational, &known)?;
    Ok(known.len())
}

/// Deletes at most `limit` of those in which nobody signed in for too long; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_old(operational: &mut Operational<'_>, now: Moment, limit: usize) -> Result<usize, Fault> {
    let end = KeyBuilder::new().moment(now.plus(-LIFETIME)).bytes(&[u8::MAX; KEY_LENGTH]).done();
    let range = KeyRange { upper: Bound::Included(end), ..KeyRange::all() };
    let old: Vec<Device> =
        rows_behind(operational, Table::DevicesByAge, &range, Direction::Ascending, limit, KEY_LENGTH)?;
    forget(operational, &old)?;
    Ok(old.len())
}

fn forget(operational: &mut Operational<'_>, devices: &[Device]) -> Result<(), Fault> {
    devices.iter().try_for_each(|device| operational.remove::<Device>(&device.row_key()).map(drop))
}
