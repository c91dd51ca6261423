//! Links with which users set a password, once; only the hash of what opens it is kept. A user has at the most one that
//! an administrator made and one that was asked for at the door, where anybody may name an account: so whoever does
//! neither ends what an administrator made, nor the mail that is on its way already.

use super::keys::KeyBuilder;
use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::id::{Seq, UserId};
use crate::desk::{Fault, LinkPurpose};
use crate::moment::Moment;
use crate::secret;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// SHA-256 of what opens a link.
pub type LinkHash = [u8; 32];

/// For so long a mail that was asked for at the door serves, however often it is asked for again.
const ON_ITS_WAY: TimeDelta = TimeDelta::minutes(10);

/// Who asked for a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AskedBy {
    /// An administrator, or whoever has the machine.
    #[default]
    Administrator,
    /// Somebody at the door who says that they forgot their password.
    Anybody,
}

/// A link of a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLink {
    /// Whose.
    pub user: UserId,
    /// What for.
    pub purpose: LinkPurpose,
    /// The journal entry that it was asked for in; a mail that belongs to another one is out of date.
    pub cause: Seq,
    #[serde(default)]
    asked_by: AskedBy,
    #[serde(default)]
    asked: Moment,
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
        key(self.user, self.asked_by)
    }
}

fn key(user: UserId, asked_by: AskedBy) -> Vec<u8> {
    let user = KeyBuilder::new().number(user.0);
    match asked_by {
        AskedBy::Administrator => user.done(),
        AskedBy::Anybody => user.byte(1).done(),
    }
}

/// The links of a user.
fn of_user(rows: &dyn Rows, user: UserId) -> Result<Vec<PasswordLink>, Fault> {
    let both = [AskedBy::Administrator, AskedBy::Anybody].map(|asked_by| rows::get(rows, &key(user, asked_by)));
    Ok(both.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
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
    let opens = |link: &PasswordLink| link.key.is_some_and(|key| key.hash == *hash && now < key.expires);
    Ok(of_user(rows, user)?.into_iter().find(opens))
}

/// Whether a mail was asked for at the door so lately that it serves whoever asks again.
pub(super) fn is_on_its_way(rows: &dyn Rows, user: UserId, now: Moment) -> Result<bool, Fault> {
    let link: Option<PasswordLink> = rows::get(rows, &key(user, AskedBy::Anybody))?;
    Ok(link.is_some_and(|link| (TimeDelta::zero()..ON_ITS_WAY).contains(&now.since(link.asked))))
}

/// Notes that a link was asked for; `hash` when it is shown at once. One that an administrator makes ends all before it.
pub(super) fn ask(
    operational: &mut Operational<'_>,
    (user, purpose, cause): (UserId, LinkPurpose, Seq),
    (asked_by, hash): (AskedBy, Option<LinkHash>),
    now: Moment,
) -> Result<(), Fault> {
    if asked_by == AskedBy::Administrator {
        end(operational, user)?;
    }
    let key = hash.map(|hash| Key { hash, expires: now.plus(purpose.lifetime()) });
    operational.put(&PasswordLink { user, purpose, cause, asked_by, asked: now, key })
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
    let links = of_user(operational, user)?;
    let Some(link) = links.into_iter().find(|link| link.cause == cause) else { return Ok(None) };
    let expires = now.plus(link.purpose.lifetime());
    operational.put(&PasswordLink { key: Some(Key { hash, expires }), ..link })?;
    Ok(Some(expires))
}

/// Ends the links of a user.
pub(super) fn end(operational: &mut Operational<'_>, user: UserId) -> Result<(), Fault> {
    let links = of_user(operational, user)?;
    links.iter().try_for_each(|link| operational.remove::<PasswordLink>(&link.row_key()).map(drop))
}
