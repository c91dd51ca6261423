//! Links with which users set a password, once. A user has one at the most; only the hash of what opens it is kept.

use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::id::{Seq, UserId};
use crate::desk::{Fault, LinkPurpose};
use crate::moment::Moment;
use crate::secret;
use serde::{Deserialize, Serialize};

/// SHA-256 of what opens a link.
pub type LinkHash = [u8; 32];

/// The link of a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLink {
    /// Whose.
    pub user: UserId,
    /// What for.
    pub purpose: LinkPurpose,
    /// The journal entry that it was asked for in; a mail that belongs to another one is out of date.
    pub cause: Seq,
    /// What opens it; nothing until its mail is written.
    key: Option<Key>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Key {
    hash: LinkHash,
    expires: Moment,
}

impl Row for PasswordLink {
    const TABLE: Table = Table::PasswordLink;

    fn row_key(&self) -> Vec<u8> {
        self.user.0.to_be_bytes().to_vec()
    }
}

impl PasswordLink {
    /// When it ends; `None`: nothing opens it yet.
    pub fn expires(&self) -> Option<Moment> {
        self.key.map(|key| key.expires)
    }
}

/// What stands behind `#token=` in a link: whose it is, and the secret that opens it.
pub fn token(user: UserId, secret: &str) -> String {
    format!("{user}.{secret}")
}

/// Whose link a token opens, and the hash of its secret; `None`: it is no token.
pub fn read_token(token: &str) -> Option<(UserId, LinkHash)> {
    let (user, secret) = token.split_once('.')?;
    Some((UserId(user.parse().ok()?), secret::hash(secret)))
}

/// The link of a user that this hash opens at `now`. (Hashes are compared, so the time tells nothing of the secret.)
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, user: UserId, hash: &LinkHash, now: Moment) -> Result<Option<PasswordLink>, Fault> {
    let link: Option<PasswordLink> = rows::get(rows, &user.0.to_be_bytes())?;
    Ok(link.filter(|link| link.key.is_some_and(|key| key.hash == *hash && now < key.expires)))
}

/// Notes that a link was asked for, in the place of the one before; `hash` when it is shown at once.
pub(super) fn ask(
    operational: &mut Operational<'_>,
    (user, purpose, cause): (UserId, LinkPurpose, Seq),
    hash: Option<LinkHash>,
    now: Moment,
) -> Result<(), Fault> {
    let key = hash.map(|hash| Key { hash, expires: now.plus(purpose.lifetime()) });
    operational.put(&PasswordLink { user, purpose, cause, key })
}

/// Makes this the hash that opens the link which was asked for in `cause`; says until when. Nothing when another one
/// was asked for since, or the password was set.
///
/// # Errors
/// A fault of the storage below.
pub fn cut(
    operational: &mut Operational<'_>,
    (user, cause): (UserId, Seq),
    hash: LinkHash,
    now: Moment,
) -> Result<Option<Moment>, Fault> {
    let link: Option<PasswordLink> = rows::get(operational, &user.0.to_be_bytes())?;
    let Some(link) = link.filter(|link| link.cause == cause) else { return Ok(None) };
    let expires = now.plus(link.purpose.lifetime());
    operational.put(&PasswordLink { key: Some(Key { hash, expires }), ..link })?;
    Ok(Some(expires))
}

/// Ends the link of a user.
pub(super) fn end(operational: &mut Operational<'_>, user: UserId) -> Result<(), Fault> {
    operational.remove::<PasswordLink>(&user.0.to_be_bytes()).map(drop)
}
