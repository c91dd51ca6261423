//! What must be kept to be used: write-only for people.

use super::guarded::Guarded;
use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::{MailboxId, WebhookId};
use crate::secret::{Locked, SecretKeys};
use serde::{Deserialize, Serialize};

/// The name under which the password of the mail server is kept.
pub const MAIL_PASSWORD: &str = "mail_password";

/// The name under which what opens a mailbox is kept.
pub fn of_mailbox(mailbox: MailboxId) -> String {
    format!("mailbox_{mailbox}")
}

/// The name under which what the desk comes back to a mailbox with is kept, where somebody signed in for it.
pub fn of_sign_in(mailbox: MailboxId) -> String {
    format!("mailbox_token_{mailbox}")
}

/// The name under which is kept what the desk proves with which program it is, where somebody signs in for it.
pub fn of_client(mailbox: MailboxId) -> String {
    format!("mailbox_client_{mailbox}")
}

/// The name under which what a webhook's messages are signed with is kept.
pub fn of_webhook(webhook: WebhookId) -> String {
    format!("webhook_{webhook}")
}

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Secret {
    pub(super) name: String,
    pub(super) value: Guarded<String>,
}

impl Row for Secret {
    const TABLE: Table = Table::Secret;

    fn row_key(&self) -> Vec<u8> {
        self.name.as_bytes().to_vec()
    }
}

/// The secret with this name: `Some(Err)` when its key is not among these.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, keys: &SecretKeys, name: &str) -> Result<Option<Result<String, Locked>>, Fault> {
    Ok(rows::get::<Secret>(rows, name.as_bytes())?.map(|secret| secret.value.open(keys, name)))
}

/// Keeps a secret; an empty one is forgotten.
pub(super) fn keep(operational: &mut Operational<'_>, keys: &SecretKeys, name: &str, value: &str) -> Result<(), Fault> {
    if value.is_empty() {
        operational.remove::<Secret>(name.as_bytes())?;
        return Ok(());
    }
    operational.put(&Secret { name: name.to_owned(), value: Guarded::new(value.to_owned(), keys, name)? })
}
