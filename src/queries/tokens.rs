//! The API tokens: for administrators. What proves a token is never shown again.

use super::Unanswered;
use super::cursor::{Page, Question};
use super::users::last_id;
use crate::desk::id::TokenId;
use crate::desk::text::fold;
use crate::desk::{Facts, Token, Viewer};
use crate::store::Snapshot;

/// A page of the tokens whose names hold `text`, the newest first; revoked and expired ones too.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not administer; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    text: Option<&str>,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Token>, Unanswered> {
    if !viewer.administers() {
        return Err(Unanswered::Forbidden);
    }
    let text = fold(text.unwrap_or_default());
    let question = Question::new(&format!("tokens {text:?}"));
    let before = cursor.map(|cursor| last_id(&question.position(cursor)?)).transpose()?;
    let mut page = Page { items: Vec::new(), next: None };
    for token in snapshot.records_back::<Token>(before)? {
        let token = token?;
        if !fold(&token.name).contains(text.trim()) {
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
/// [`Unanswered::NotFound`] when there is none, or the viewer does not administer; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: TokenId) -> Result<Token, Unanswered> {
    snapshot.get::<Token>(id.0)?.filter(|_| viewer.administers()).ok_or(Unanswered::NotFound)
}
