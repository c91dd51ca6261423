//! The API tokens: for administrators. What proves a token is never shown again.

use super::Unanswered;
use crate::desk::id::TokenId;
use crate::desk::{Facts, Token, Viewer};
use crate::store::Snapshot;

/// Every token, the newest first; revoked and expired ones too. There are dozens.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not administer; a fault.
pub fn list(snapshot: &Snapshot, viewer: &Viewer) -> Result<Vec<Token>, Unanswered> {
    if !viewer.administers() {
        return Err(Unanswered::Forbidden);
    }
    let mut tokens = snapshot.records::<Token>(None)?.collect::<Result<Vec<_>, _>>()?;
    tokens.reverse();
    Ok(tokens)
}

/// One token.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or the viewer does not administer; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: TokenId) -> Result<Token, Unanswered> {
    snapshot.get::<Token>(id.0)?.filter(|_| viewer.administers()).ok_or(Unanswered::NotFound)
}
