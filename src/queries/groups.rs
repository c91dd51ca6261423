//! The resolver groups: for whoever works here.

use super::Unanswered;
use super::cursor::{Page, Question};
use super::names::Names;
use super::users::last_id;
use crate::desk::id::{GroupId, UserId};
use crate::desk::text::fold;
use crate::desk::{Facts, Fault, Group, User, Viewer};
use crate::store::{Scope, Snapshot};
use crate::words::State;

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: UserId,
    /// Their name.
    pub name: String,
    /// Whether they are away.
    pub away: bool,
}

/// A group, with what a list shows beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// The group.
    pub group: Group,
    /// Who works in it.
    pub members: Vec<Member>,
    /// How many open cases it has.
    pub open_tickets: u64,
}

/// A page of groups whose names have words that begin with those of `text`, in the order of their ids.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work here; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    text: Option<&str>,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<GroupRow>, Unanswered> {
    if !viewer.works_here() {
        return Err(Unanswered::Forbidden);
    }
    let words = fold(text.unwrap_or_default());
    let question = Question::new(&format!("groups {words:?}"));
    let after = cursor.map(|cursor| question.position(cursor)).transpose()?;
    let after = after.map(|position| last_id(&position)).transpose()?.unwrap_or(0);
    let all = snapshot.groups()?;
    let wanted = |group: &&Group| {
        let name = fold(&group.name);
        group.id.0 > after
            && words.split_whitespace().all(|word| name.split_whitespace().any(|known| known.starts_with(word)))
    };
    let mut found = all.iter().filter(wanted).peekable();
    let mut page = Page { items: Vec::new(), next: None };
    for group in found.by_ref().take(limit) {
        page.items.push(row(snapshot, group.clone())?);
    }
    if found.peek().is_some() {
        page.next = page.items.last().map(|row| question.cursor(&row.group.id.0.to_be_bytes()));
    }
    Ok(page)
}

/// One group.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or it is not the viewer's to see; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: GroupId) -> Result<GroupRow, Unanswered> {
    let group = snapshot.get::<Group>(id.0)?.filter(|_| viewer.works_here()).ok_or(Unanswered::NotFound)?;
    Ok(row(snapshot, group)?)
}

fn row(snapshot: &Snapshot, group: Group) -> Result<GroupRow, Fault> {
    let names = Names::new(snapshot);
    let mut members = Vec::with_capacity(group.members.len());
    for id in &group.members {
        let away = snapshot.get::<User>(id.0)?.is_some_and(|user| user.away.is_some());
        members.push(Member { id: *id, name: names.user(*id)?, away });
    }
    let mut open_tickets = 0;
    for state in State::OPEN {
        for assigned in [false, true] {
            open_tickets += snapshot.count(Scope::Group(Some(group.id)), assigned, *state)?;
        }
    }
    Ok(GroupRow { group, members, open_tickets })
}
