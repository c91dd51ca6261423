//! The API tokens: for administrators, and those of walls for supervisors. What proves a token is never shown again.

use super::Unanswered;
use super::cursor::{Page, Question};
use super::users::last_id;
use crate::desk::id::TokenId;
use crate::desk::text::fold;
use crate::desk::{Facts, Token, Viewer};
use crate::store::Snapshot;
use crate::words::TokenScope;

/// A page of the tokens that the viewer manages, whose names hold `text`, the newest first; revoked and expired ones too.
/// `scope`: only those of it.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who manages none; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    text: Option<&str>,
    scope: Option<TokenScope>,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Token>, Unanswered> {
    if !viewer.manages_tokens(TokenScope::Wall) {
        return Err(Unanswered::Forbidden);
    }
    let text = fold(text.unwrap_or_default());
    let question = Question::new(&format!("tokens {text:?} {scope:?}"));
    let before = cursor.map(|cursor| last_id(&question.position(cursor)?)).transpose()?;
    let mut page = Page { items: Vec::new(), next: None };
    for token in snapshot.records_back::<Token>(before)? {
        let token = token?;
        let wanted = scope.is_none_or(|scope| scope == token.scope) && fold(&token.name).contains(text.trim());
        if !wanted || !viewer.manages_tokens(token.scope) {
            continue;
        }
        if page.items.len() == limit {
            page.next = page.items.last().map(|last: &Token| question.cursor(&last.id.0.to_be_bytes()));
            break;
        }
        page.items.push(token);
    }
    Ok(page)
}

/// One token.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or the viewer does not manage it; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: TokenId) -> Result<Token, Unanswered> {
    let token = snapshot.get::<Token>(id.0)?;
    token.filter(|token| viewer.manages_tokens(token.scope)).ok_or(Unanswered::NotFound)
}
