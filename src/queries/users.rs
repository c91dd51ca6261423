//! Who signs in: for whoever works here, and each user for themselves.

use super::Unanswered;
use super::cursor::{Page, Question};
use crate::desk::id::{GroupId, UserId};
use crate::desk::text::fold;
use crate::desk::{Facts, Fault, User, Viewer};
use crate::store::{Scope, Snapshot};
use crate::words::{Role, State};

/// A user, with what a list shows beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct UserRow {
    /// The user.
    pub user: User,
    /// The groups that they work in, with their names.
    pub groups: Vec<(GroupId, String)>,
    /// How many open cases they have.
    pub open_tickets: u64,
}

/// What is asked of the list of users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedUsers {
    /// Only who has this role.
    pub role: Option<Role>,
    /// Only who may sign in, or only who may not.
    pub active: Option<bool>,
    /// Only whose name or address has words that begin so.
    pub text: Option<String>,
}

/// A page of users, in the order of their ids.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not work here; a foreign cursor; a fault.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    asked: &AskedUsers,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<UserRow>, Unanswered> {
    if !viewer.works_here() {
        return Err(Unanswered::Forbidden);
    }
    let question = Question::new(&format!("users {asked:?}"));
    let after = cursor.map(|cursor| question.position(cursor)).transpose()?;
    let from = after.map(|position| last_id(&position)).transpose()?.map(|id| id + 1);
    let words: Vec<String> =
        fold(asked.text.as_deref().unwrap_or_default()).split_whitespace().map(str::to_owned).collect();
    let mut page = Page { items: Vec::new(), next: None };
    for user in snapshot.records::<User>(from)? {
        let user = user?;
        if !asked.wants(&user, &words) {
            continue;
        }
        if page.items.len() == limit {
            page.next = page.items.last().map(|row: &UserRow| question.cursor(&row.user.id.0.to_be_bytes()));
            break;
        }
        page.items.push(row(snapshot, user)?);
    }
    Ok(page)
}

/// One user.
///
/// # Errors
/// [`Unanswered::NotFound`] when there is none, or it is not the viewer's to see; a fault.
pub fn one(snapshot: &Snapshot, viewer: &Viewer, id: UserId) -> Result<UserRow, Unanswered> {
    let may = viewer.works_here() || viewer.user() == Some(id);
    let user = snapshot.get::<User>(id.0)?.filter(|_| may).ok_or(Unanswered::NotFound)?;
    Ok(row(snapshot, user)?)
}

fn row(snapshot: &Snapshot, user: User) -> Result<UserRow, Fault> {
    let all = snapshot.groups()?;
    let groups = all.iter().filter(|group| group.members.contains(&user.id));
    let groups = groups.map(|group| (group.id, group.name.clone())).collect();
    let mut open_tickets = 0;
    for state in State::OPEN {
        open_tickets += snapshot.count(Scope::Assignee(user.id), true, *state)?;
    }
    Ok(UserRow { groups, open_tickets, user })
}

impl AskedUsers {
    fn wants(&self, user: &User, words: &[String]) -> bool {
        let said = || fold(&format!("{} {}", user.details.name, user.details.email));
        self.role.is_none_or(|role| user.roles.contains(&role))
            && self.active.is_none_or(|active| user.active == active)
            && (words.is_empty() || {
                let said = said();
                words.iter().all(|word| said.split_whitespace().any(|known| known.starts_with(word.as_str())))
            })
    }
}

/// The id that a cursor's position holds.
pub(super) fn last_id(position: &[u8]) -> Result<u64, Unanswered> {
    position.try_into().map(u64::from_be_bytes).map_err(|_| Unanswered::Cursor)
}
