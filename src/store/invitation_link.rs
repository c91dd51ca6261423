//! What opens an invitation: a link in each of its mails, of which only the hash is kept. Whether one was used lies beside
//! the invitation, without a moment: of an anonymous answer nothing else is known.

use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::InvitationId;
use serde::{Deserialize, Serialize};

/// SHA-256 of what opens a link.
pub type LinkHash = [u8; 32];

/// A link of an invitation. Each mail of it brings one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLink {
    #[serde(with = "serde_bytes")]
    hash: LinkHash,
    invitation: InvitationId,
}

/// An invitation that was answered, when nothing else of it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsedInvitation {
    invitation: InvitationId,
}

impl Row for InvitationLink {
    const TABLE: Table = Table::InvitationLink;

    fn row_key(&self) -> Vec<u8> {
        self.hash.to_vec()
    }
}

impl Row for UsedInvitation {
    const TABLE: Table = Table::UsedInvitation;

    fn row_key(&self) -> Vec<u8> {
        self.invitation.0.to_be_bytes().to_vec()
    }
}

/// The invitation that a link opens.
///
/// # Errors
/// A fault of the storage below; so for everything here.
pub fn find(rows: &dyn Rows, hash: &LinkHash) -> Result<Option<InvitationId>, Fault> {
    Ok(rows::get::<InvitationLink>(rows, hash)?.map(|link| link.invitation))
}

/// Keeps what opens an invitation, beside what does so already.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, hash: LinkHash, invitation: InvitationId) -> Result<(), Fault> {
    operational.put(&InvitationLink { hash, invitation })
}

/// Whether an invitation was used.
///
/// # Errors
/// A fault of the storage below.
pub fn is_used(rows: &dyn Rows, invitation: InvitationId) -> Result<bool, Fault> {
    Ok(rows::get::<UsedInvitation>(rows, &invitation.0.to_be_bytes())?.is_some())
}

/// It was used. Says whether it was not before.
///
/// # Errors
/// A fault of the storage below.
pub fn use_up(operational: &mut Operational<'_>, invitation: InvitationId) -> Result<bool, Fault> {
    let is_new = !is_used(operational, invitation)?;
    if is_new {
        operational.put(&UsedInvitation { invitation })?;
    }
    Ok(is_new)
}
