//! What opens a mailbox: a password; or what a program proves with which one it is, and what it comes back with.

use super::operational::Operational;
use super::rows::{self, Rows};
use super::secret;
use crate::desk::id::MailboxId;
use crate::desk::{Command, Fault, Mailbox, MailboxDraft};
use crate::secret::SecretKeys;

/// An empty secret is none.
const FORGOTTEN: &str = "";

/// The mailbox that a command changes, as it stands.
pub(super) fn before(rows: &dyn Rows, command: &Command) -> Result<Option<Mailbox>, Fault> {
    let Command::SaveMailbox { id: Some(id), .. } = command else { return Ok(None) };
    find(rows, *id)
}

fn find(rows: &dyn Rows, mailbox: MailboxId) -> Result<Option<Mailbox>, Fault> {
    rows::get::<Mailbox>(rows, &mailbox.0.to_be_bytes())
}

/// Keeps what a mailbox was saved with, and forgets what is of no use any more. What was of one program or server never goes
/// to the addresses of another: whoever changes where tokens are had, or the mailbox lies, must bring what is sent there.
pub(super) fn keep(
    operational: &mut Operational<'_>,
    keys: &SecretKeys,
    id: MailboxId,
    draft: &MailboxDraft,
    before: Option<&Mailbox>,
) -> Result<(), Fault> {
    let after = find(operational, id)?;
    let is_as_before = after.as_ref().zip(before).is_some_and(|(after, before)| after.opens_as(before));
    let mut keep = |name: String, value: &str| secret::keep(operational, keys, &name, value);
    if !is_as_before || draft.oauth.is_none() {
        keep(secret::of_sign_in(id), FORGOTTEN)?;
        keep(secret::of_client(id), FORGOTTEN)?;
    }
    match &draft.oauth {
        Some(oauth) => {
            keep(secret::of_mailbox(id), FORGOTTEN)?;
            oauth.secret.as_ref().map_or(Ok(()), |secret| keep(secret::of_client(id), secret.as_str()))
        }
        None if draft.server.is_none() => keep(secret::of_mailbox(id), FORGOTTEN),
        None => draft.password.as_ref().map_or(Ok(()), |password| keep(secret::of_mailbox(id), password.as_str())),
    }
}

/// Keeps what the desk comes back to a mailbox with from now on, unless somebody signed in anew or went over to something
/// else since it came with `used`.
pub(super) fn renew(
    operational: &mut Operational<'_>,
    keys: &SecretKeys,
    id: MailboxId,
    (used, next): (&str, &str),
) -> Result<(), Fault> {
    let name = secret::of_sign_in(id);
    match secret::find(operational, keys, &name)? {
        Some(Ok(kept)) if kept == used => secret::keep(operational, keys, &name, next),
        _ => Ok(()),
    }
}
