//! What must be kept to be used: write-only for people.

use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use serde::{Deserialize, Serialize};

/// The name under which the password of the mail server is kept.
pub const MAIL_PASSWORD: &str = "mail_password";

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Secret {
    name: String,
    value: String,
}

impl Row for Secret {
    const TABLE: Table = Table::Secret;

    fn row_key(&self) -> Vec<u8> {
        self.name.as_bytes().to_vec()
    }
}

/// The secret with this name.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, name: &str) -> Result<Option<String>, Fault> {
    Ok(rows::get::<Secret>(rows, name.as_bytes())?.map(|secret| secret.value))
}

/// Keeps a secret; an empty one is forgotten.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, name: &str, value: &str) -> Result<(), Fault> {
    if value.is_empty() {
        operational.remove::<Secret>(name.as_bytes())?;
        return Ok(());
    }
    operational.put(&Secret { name: name.to_owned(), value: value.to_owned() })
}
