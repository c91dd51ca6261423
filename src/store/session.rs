//! Who is signed in. Only the hash of a session's token is kept.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::UserId;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// SHA-256 of a session's token.
pub type SessionHash = [u8; 32];

/// Somebody who signed in, on one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The hash of its token.
    pub hash: SessionHash,
    /// Who.
    pub user: UserId,
    /// Since when.
    pub created: Moment,
    /// When its user last proved who they are, with all that signing in takes.
    #[serde(default)]
    pub proved: Moment,
    /// When it ends.
    pub expires: Moment,
    /// When it was last used, to the minute or so.
    pub last_seen: Moment,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

impl Row for Session {
    const TABLE: Table = Table::Session;

    fn row_key(&self) -> Vec<u8> {
        self.hash.to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let expiry = KeyBuilder::new().moment(self.expires).bytes(&self.hash);
        derived.entry(Table::SessionsByExpiry, expiry.done());
        derived.entry(Table::SessionsByUser, KeyBuilder::new().number(self.user.0).bytes(&self.hash).done());
    }
}

/// The session with this token hash, when it has not ended.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, hash: &SessionHash, now: Moment) -> Result<Option<Session>, Fault> {
    Ok(rows::get::<Session>(rows, hash)?.filter(|session| now < session.expires))
}

/// The sessions of a user.
///
/// # Errors
/// A fault of the storage below.
pub fn of_user(rows: &dyn Rows, user: UserId) -> Result<Vec<Session>, Fault> {
    let range = KeyRange::prefix(&user.0.to_be_bytes());
    rows_behind(rows, Table::SessionsByUser, &range, Direction::Ascending, usize::MAX, 32)
}

/// So many sessions a user may have, on as many devices; who signs in once more ends the one used longest ago.
pub const MOST_OF_ONE: usize = 50;

/// Keeps a new session, and ends those of its user that are one too many; says whether there were any.
///
/// # Errors
/// A fault of the storage below.
pub fn begin(operational: &mut Operational<'_>, session: &Session) -> Result<bool, Fault> {
    operational.put(session)?;
    let mut theirs = of_user(operational, session.user)?;
    // The new one is the last to go, also when the clock was set back since the others were used.
    theirs.sort_by_key(|other| std::cmp::Reverse((other.hash == session.hash, other.last_seen)));
    for other in theirs.iter().skip(MOST_OF_ONE) {
        revoke(operational, &other.hash)?;
    }
    Ok(theirs.len() > MOST_OF_ONE)
}

/// Keeps a changed session (its end moved, its last use).
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, session: &Session) -> Result<(), Fault> {
    operational.put(session)
}

/// Notes that its user proved who they are; says whether the session is still there.
///
/// # Errors
/// A fault of the storage below.
pub fn prove(operational: &mut Operational<'_>, hash: &SessionHash, now: Moment) -> Result<bool, Fault> {
    let Some(session) = find(operational, hash, now)? else { return Ok(false) };
    operational.put(&Session { proved: now, ..session })?;
    Ok(true)
}

/// Ends a session; says whether there was one.
///
/// # Errors
/// A fault of the storage below.
pub fn revoke(operational: &mut Operational<'_>, hash: &SessionHash) -> Result<bool, Fault> {
    Ok(operational.remove::<Session>(hash)?.is_some())
}

/// Ends the sessions of a user, except perhaps the one that asks for it; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn revoke_all(
    operational: &mut Operational<'_>,
    user: UserId,
    except: Option<&SessionHash>,
) -> Result<usize, Fault> {
    let mut revoked = 0;
    for session in of_user(operational, user)? {
        if Some(&session.hash) != except && revoke(operational, &session.hash)? {
            revoked += 1;
        }
    }
    Ok(revoked)
}

/// Deletes at most `limit` sessions that have ended; says how many.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_expired(operational: &mut Operational<'_>, now: Moment, limit: usize) -> Result<usize, Fault> {
    let range = KeyRange { upper: std::ops::Bound::Included(after(now)), ..KeyRange::all() };
    let ended: Vec<Session> =
        rows_behind(operational, Table::SessionsByExpiry, &range, Direction::Ascending, limit, 32)?;
    for session in &ended {
        revoke(operational, &session.hash)?;
    }
    Ok(ended.len())
}

/// A key after all that end by `now`.
fn after(now: Moment) -> Vec<u8> {
    KeyBuilder::new().moment(now).bytes(&[u8::MAX; 32]).done()
}
