//! What opens a mailbox: a password; or what a program proves with which one it is, and what it comes back with.

use super::operational::Operational;
use super::rows::{self, Rows};
use super::secret;
use crate::desk::id::MailboxId;
use crate::desk::{Command, Fault, Mailbox, MailboxDraft, OAuthClient};
use crate::secret::SecretKeys;

/// An empty secret is none.
const FORGOTTEN: &str = "";

/// As which program the desk signs in to the mailbox that a command changes, as it stands.
pub(super) fn client_of(rows: &dyn Rows, command: &Command) -> Result<Option<OAuthClient>, Fault> {
    let Command::SaveMailbox { id: Some(id), .. } = command else { return Ok(None) };
    client(rows, *id)
}

fn client(rows: &dyn Rows, mailbox: MailboxId) -> Result<Option<OAuthClient>, Fault> {
    Ok(rows::get::<Mailbox>(rows, &mailbox.0.to_be_bytes())?.and_then(|mailbox| mailbox.oauth))
}

/// Keeps what a mailbox was saved with, and forgets what is of no use any more. What was of one program never goes to the
/// addresses of another: whoever changes where tokens are had must bring what is sent there.
pub(super) fn keep(
    operational: &mut Operational<'_>,
    keys: &SecretKeys,
    id: MailboxId,
    draft: &MailboxDraft,
    before: Option<&OAuthClient>,
) -> Result<(), Fault> {
    let after = client(operational, id)?;
    let mut keep = |name: String, value: &str| secret::keep(operational, keys, &name, value);
    if after.is_none() || after.as_ref() != before {
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
