//! The API tokens: for administrators, and those of walls for supervisors. What proves a token is never shown again.

use super::Unanswered;
use crate::desk::id::TokenId;
use crate::desk::{Facts, Token, Viewer};
use crate::store::Snapshot;
use crate::words::TokenScope;

/// Every token that the viewer manages, the newest first; revoked and expired ones too. There are dozens.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who manages none; a fault.
pub fn list(snapshot: &Snapshot, viewer: &Viewer) -> Result<Vec<Token>, Unanswered> {
    if !viewer.manages_tokens(TokenScope::Wall) {
        return Err(Unanswered::Forbidden);
    }
    let mut tokens = snapshot.records::<Token>(None)?.collect::<Result<Vec<_>, _>>()?;
    tokens.retain(|token| viewer.manages_tokens(token.scope));
    tokens.reverse();
    Ok(tokens)
}

/// One token.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or the viewer does not manage it; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: TokenId) -> Result<Token, Unanswered> {
    let token = snapshot.get::<Token>(id.0)?;
    token.filter(|token| viewer.manages_tokens(token.scope)).ok_or(Unanswered::NotFound)
}
