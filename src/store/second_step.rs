//! The second step of signing in: the seed of a user's codes, and their recovery codes as hashes.

use super::guarded::Guarded;
use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::id::UserId;
use crate::desk::{Fault, SecondStepDraft};
use crate::moment::Moment;
use crate::secret::{Locked, SecretKeys};
use serde::{Deserialize, Serialize};
use std::fmt;

/// SHA-256 of a recovery code.
pub type RecoveryHash = [u8; 32];

/// The second step of a user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStep {
    /// Whose.
    pub user: UserId,
    /// What their codes are made of.
    pub(super) seed: Guarded<Vec<u8>>,
    /// The last step of time whose code was used: it and those before open nothing more.
    pub last_step: u64,
    /// Recovery codes that were not used yet.
    pub recovery: Vec<RecoveryHash>,
    /// Since when.
    pub since: Moment,
}

impl fmt::Debug for SecondStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecondStep").field("user", &self.user).field("since", &self.since).finish_non_exhaustive()
    }
}

impl SecondStep {
    /// What their codes are made of, when its key is among these.
    ///
    /// # Errors
    /// It was sealed with another key.
    pub fn seed(&self, keys: &SecretKeys) -> Result<Vec<u8>, Locked> {
        self.seed.open(keys, &self.thing())
    }

    /// What the seed is sealed as.
    pub(super) fn thing(&self) -> String {
        thing_of(self.user)
    }
}

fn thing_of(user: UserId) -> String {
    format!("second_step:{}", user.0)
}

impl Row for SecondStep {
    const TABLE: Table = Table::SecondStep;

    fn row_key(&self) -> Vec<u8> {
        self.user.0.to_be_bytes().to_vec()
    }
}

/// The second step of a user, when they have one.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, user: UserId) -> Result<Option<SecondStep>, Fault> {
    rows::get(rows, &user.0.to_be_bytes())
}

/// Uses the code of a step of time up; says whether it was unused.
///
/// # Errors
/// A fault of the storage below.
pub fn use_code(operational: &mut Operational<'_>, user: UserId, step: u64) -> Result<bool, Fault> {
    let Some(row) = find(operational, user)?.filter(|row| row.last_step < step) else { return Ok(false) };
    operational.put(&SecondStep { last_step: step, ..row })?;
    Ok(true)
}

/// Uses a recovery code up; says whether there was such a one.
///
/// # Errors
/// A fault of the storage below.
pub fn use_recovery(operational: &mut Operational<'_>, user: UserId, hash: &RecoveryHash) -> Result<bool, Fault> {
    let Some(mut row) = find(operational, user)? else { return Ok(false) };
    let Some(place) = row.recovery.iter().position(|kept| kept == hash) else { return Ok(false) };
    row.recovery.remove(place);
    operational.put(&row)?;
    Ok(true)
}

/// Puts new recovery codes in the place of all before; says whether there is a second step that they belong to.
///
/// # Errors
/// A fault of the storage below.
pub fn renew_recovery(
    operational: &mut Operational<'_>,
    user: UserId,
    recovery: Vec<RecoveryHash>,
) -> Result<bool, Fault> {
    let Some(row) = find(operational, user)? else { return Ok(false) };
    operational.put(&SecondStep { recovery, ..row })?;
    Ok(true)
}

/// Begins the second step of a user, in the place of one before.
pub(super) fn begin(
    operational: &mut Operational<'_>,
    keys: &SecretKeys,
    user: UserId,
    draft: &SecondStepDraft,
    now: Moment,
) -> Result<(), Fault> {
    operational.put(&SecondStep {
        user,
        seed: Guarded::new(draft.seed.clone(), keys, &thing_of(user))?,
        last_step: draft.last_step,
        recovery: draft.recovery.clone(),
        since: now,
    })
}

/// Ends it.
pub(super) fn end(operational: &mut Operational<'_>, user: UserId) -> Result<(), Fault> {
    operational.remove::<SecondStep>(&user.0.to_be_bytes()).map(drop)
}
