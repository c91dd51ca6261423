//! A secret in a row: as it is, or sealed with the desk's key.

use super::operational::{self, Operational};
use super::rows::Rows;
use super::second_step::SecondStep;
use super::secret::Secret;
use crate::desk::Fault;
use crate::secret::{Locked, Sealed, SecretKeys};
use serde::{Deserialize, Serialize};

/// A secret as it lies in its row.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Guarded<T> {
    /// Sealed.
    Sealed(Sealed),
    /// As it is: there was no key when it was kept.
    Plain(T),
}

impl<T: AsRef<[u8]> + TryFrom<Vec<u8>> + Clone> Guarded<T> {
    /// The secret of this thing, sealed when there is a key.
    pub(super) fn new(secret: T, keys: &SecretKeys, of: &str) -> Result<Self, Fault> {
        Ok(keys.seal(secret.as_ref(), of)?.map_or(Self::Plain(secret), Self::Sealed))
    }

    /// The secret of this thing.
    pub(super) fn open(&self, keys: &SecretKeys, of: &str) -> Result<T, Locked> {
        match self {
            Self::Plain(secret) => Ok(secret.clone()),
            Self::Sealed(sealed) => keys.open(sealed, of)?.try_into().map_err(|_| Locked),
        }
    }

    /// The same, sealed with the key that seals now; nothing when it is so already, or cannot be opened.
    fn renewed(&self, keys: &SecretKeys, of: &str) -> Result<Option<Self>, Fault> {
        match self {
            Self::Sealed(sealed) if keys.is_current(sealed) => return Ok(None),
            Self::Plain(_) if keys.is_empty() => return Ok(None),
            _ => {}
        }
        self.open(keys, of).ok().map(|secret| Self::new(secret, keys, of)).transpose()
    }
}

/// Seals every secret that is not sealed with the key that seals now, and can be opened.
pub(super) fn seal_all(operational: &mut Operational<'_>, keys: &SecretKeys) -> Result<(), Fault> {
    for row in operational::all::<Secret>(operational)? {
        if let Some(value) = row.value.renewed(keys, &row.name)? {
            operational.put(&Secret { value, ..row })?;
        }
    }
    for row in operational::all::<SecondStep>(operational)? {
        if let Some(seed) = row.seed.renewed(keys, &row.thing())? {
            operational.put(&SecondStep { seed, ..row })?;
        }
    }
    Ok(())
}

/// How many secrets cannot be opened, for want of their key.
///
/// # Errors
/// A fault of the storage below.
pub fn locked(rows: &dyn Rows, keys: &SecretKeys) -> Result<usize, Fault> {
    let secrets = operational::all::<Secret>(rows)?;
    let seeds = operational::all::<SecondStep>(rows)?;
    let locked = secrets.iter().filter(|row| row.value.open(keys, &row.name).is_err()).count();
    Ok(locked + seeds.iter().filter(|row| row.seed(keys).is_err()).count())
}
