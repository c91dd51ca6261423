//! A secret in a row: as it is, or sealed with the desk's key.

use super::operational::{self, Operational};
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

    /// The same, sealed with the key that seals now.
    fn renewed(&self, keys: &SecretKeys, of: &str) -> Result<Renewed<T>, Fault> {
        match self {
            Self::Sealed(sealed) if keys.is_current(sealed) => return Ok(Renewed::Not),
            Self::Plain(_) if keys.is_empty() => return Ok(Renewed::Not),
            _ => {}
        }
        match self.open(keys, of) {
            Ok(secret) => Ok(Renewed::As(Self::new(secret, keys, of)?)),
            Err(Locked) => Ok(Renewed::Locked),
        }
    }
}

/// What sealing anew comes to.
enum Renewed<T> {
    /// It is sealed with the key already, or there is none.
    Not,
    /// This.
    As(Guarded<T>),
    /// It cannot be opened.
    Locked,
}

/// Seals every secret that is not sealed with the key that seals now; says how many stay locked, for want of their key.
pub(super) fn seal_all(operational: &mut Operational<'_>, keys: &SecretKeys) -> Result<usize, Fault> {
    let mut locked = 0;
    for row in operational::all::<Secret>(operational)? {
        match row.value.renewed(keys, &row.name)? {
            Renewed::Locked => locked += 1,
            Renewed::As(value) => operational.put(&Secret { value, ..row })?,
            Renewed::Not => {}
        }
    }
    for row in operational::all::<SecondStep>(operational)? {
        match row.seed.renewed(keys, &row.thing())? {
            Renewed::Locked => locked += 1,
            Renewed::As(seed) => operational.put(&SecondStep { seed, ..row })?,
            Renewed::Not => {}
        }
    }
    Ok(locked)
}
