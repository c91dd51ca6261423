//! Password hashes. They are in no journal entry and no record that views read.

use super::operational::Operational;
use super::password_link::LinkHash;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::UserId;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The password hash of a user.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Whose.
    pub user: UserId,
    /// PHC string.
    pub password_hash: String,
    /// The link that set it, when it was one: so that whoever lost the answer may repeat the request.
    #[serde(default)]
    pub set_by: Option<LinkHash>,
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("user", &self.user).finish_non_exhaustive()
    }
}

impl Row for Credential {
    const TABLE: Table = Table::Credential;

    fn row_key(&self) -> Vec<u8> {
        self.user.0.to_be_bytes().to_vec()
    }
}

/// The password hash of a user.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, user: UserId) -> Result<Option<Credential>, Fault> {
    rows::get(rows, &user.0.to_be_bytes())
}

/// Keeps a password hash in the place of the one before. Passwords that people change go through
/// [`crate::desk::Command::ChangePassword`]; this is for one that is hashed anew at signing in.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, credential: &Credential) -> Result<(), Fault> {
    operational.put(credential)
}
