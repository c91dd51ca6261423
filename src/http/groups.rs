//! The resolver groups.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, page_size};
use super::problem::{Code, Problem};
use super::reply::{Answer, Made, Shown};
use super::word::{Id, Word, words};
use crate::desk::id::{GroupId, UserId};
use crate::desk::{Command, GroupDraft, Outcome};
use crate::queries::groups::{self, GroupRow};
use crate::words::{Language, Level};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct Groups;

/// A resolver group.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct Group {
    /// Its id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// What people read.
    name: String,
    /// Its level.
    level: Word<Level>,
    /// Who works in it.
    members: Vec<GroupMember>,
    /// Languages that it helps in.
    languages: Vec<Word<Language>>,
    /// What it is good at, in lower case.
    skills: Vec<String>,
    /// Whether every agent sees its cases.
    open_to_all: bool,
    /// Whether cases may be passed to it.
    active: bool,
    /// How many open cases it has.
    open_tickets: u64,
}

/// Who works in a group.
#[derive(Clone, Debug, Object)]
pub(super) struct GroupMember {
    /// The user.
    id: Id,
    /// Their name.
    name: String,
    /// Whether they are away.
    away: bool,
}

/// A group, as it should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct GroupInput {
    /// What people read; no other group has it.
    name: String,
    /// Its level.
    level: Word<Level>,
    /// The users who work in it.
    members: Option<Vec<Id>>,
    /// Languages that it helps in.
    languages: Option<Vec<Word<Language>>>,
    /// What it is good at.
    skills: Option<Vec<String>>,
    /// Whether every agent sees its cases; yes when left out.
    open_to_all: Option<bool>,
    /// Whether cases may be passed to it; yes when left out.
    active: Option<bool>,
}

#[OpenApi(prefix_path = "/groups", tag = "Tag::Administration")]
impl Groups {
    /// List groups
    ///
    /// In the order of their ids. For whoever works here.
    #[oai(path = "/", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// Words with which a word of the name begins.
        q: Query<Option<String>>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<Group>>> {
        let limit = page_size(limit.0)?;
        let page = groups::list(&caller.snapshot()?, caller.viewer(), q.0.as_deref(), cursor.0.as_deref(), limit)?;
        Ok(Shown::new(List::of(page, Group::from)))
    }

    /// Add a group
    ///
    /// For administrators.
    #[oai(path = "/", method = "post")]
    async fn create(&self, caller: Caller, input: Input<GroupInput>) -> Answer<Made<Group>> {
        let group = save(&caller, None, input.0).await?;
        let location = format!("/api/v1/groups/{}", group.id.0);
        Ok(Made::new(group).version(|group| group.version).location(&location))
    }

    /// Show a group
    ///
    /// For whoever works here.
    #[oai(path = "/:id", method = "get")]
    async fn get(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<Group>> {
        let group = groups::one(&caller.snapshot()?, caller.viewer(), id.0.to())?;
        Ok(Shown::new(Group::from(group)).version(|group| group.version))
    }

    /// Change a group
    ///
    /// For administrators. What is left out of the lists becomes empty.
    #[oai(path = "/:id", method = "put")]
    async fn replace(&self, caller: Caller, id: Path<Id>, input: Input<GroupInput>) -> Answer<Shown<Group>> {
        let group = save(&caller, Some(id.0.to()), input.0).await?;
        Ok(Shown::new(group).version(|group| group.version))
    }
}

async fn save(caller: &Caller, id: Option<GroupId>, input: GroupInput) -> Answer<Group> {
    let group = GroupDraft {
        name: input.name,
        level: input.level.0,
        members: input.members.into_iter().flatten().map(|id| id.to::<UserId>()).collect(),
        languages: input.languages.into_iter().flatten().map(|language| language.0).collect(),
        skills: input.skills.into_iter().flatten().collect(),
        open_to_all: input.open_to_all.unwrap_or(true),
        active: input.active.unwrap_or(true),
    };
    let committed = caller.submit(Command::SaveGroup { id, group }).await?;
    let Outcome::Group(id) = committed.outcome else { return Err(Problem::of(Code::Internal)) };
    let (snapshot, viewer) = caller.afresh()?;
    Ok(groups::one(&snapshot, &viewer, id)?.into())
}

impl From<GroupRow> for Group {
    fn from(row: GroupRow) -> Self {
        let group = row.group;
        let member =
            |member: groups::Member| GroupMember { id: Id::of(member.id), name: member.name, away: member.away };
        Self {
            id: Id::of(group.id),
            version: group.version,
            name: group.name,
            level: Word(group.level),
            members: row.members.into_iter().map(member).collect(),
            languages: words(&group.languages),
            skills: group.skills.into_iter().collect(),
            open_to_all: group.open_to_all,
            active: group.active,
            open_tickets: row.open_tickets,
        }
    }
}

impl Example for GroupInput {
    fn example() -> Self {
        Self {
            name: "Redes".to_owned(),
            level: Word(Level::Second),
            members: Some(vec![Id(7)]),
            languages: Some(vec![Word(Language::Es)]),
            skills: Some(vec!["redes".to_owned()]),
            open_to_all: Some(true),
            active: Some(true),
        }
    }
}

impl Example for Group {
    fn example() -> Self {
        Self {
            id: Id(2),
            version: 1,
            name: "Redes".to_owned(),
            level: Word(Level::Second),
            members: vec![GroupMember { id: Id(7), name: "Carolina Soto".to_owned(), away: false }],
            languages: vec![Word(Language::Es)],
            skills: vec!["redes".to_owned()],
            open_to_all: true,
            active: true,
            open_tickets: 12,
        }
    }
}
