//! What a supervisor watches: loads, and what is late.

use super::Tag;
use super::caller::Caller;
use super::list::Named;
use super::reply::{Answer, Shown};
use super::word::At;
use crate::desk::Fault;
use crate::queries::{board, names};
use chrono::TimeDelta;
use poem_openapi::param::Query;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct BoardResource;

/// What is due within so many minutes is due soon, unless somebody says otherwise.
pub(super) const SOON_MINUTES: u16 = 240;

/// How much somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Object)]
pub(super) struct Load {
    /// Open cases.
    open: u64,
    /// Those of them that nobody began to work on.
    new: u64,
    /// Those that wait.
    waiting: u64,
    /// Those that nobody has.
    unassigned: u64,
    /// Those of which a deadline is over; of each state 1,000 are counted at the most.
    late: u64,
    /// Those of which one will be over soon; counted as far as the late ones.
    soon: u64,
    /// Those with an alarm that nobody has acknowledged; counted as far as the late ones.
    alarms: u64,
    /// Those of which nothing is promised: they are never late; counted as far as the late ones.
    unpromised: u64,
}

/// A group, and how much it has.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct GroupLoad {
    /// The group; null: what is in none.
    group: Option<Named>,
    /// How much it has.
    load: Load,
}

/// A person who works on cases, and how much they have.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct UserLoad {
    /// Who.
    user: Named,
    /// How much they have.
    load: Load,
}

/// What a supervisor watches.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Board {
    /// When it was so.
    at: At,
    /// All open cases.
    all: Load,
    /// Each active group, and what is in none.
    groups: Vec<GroupLoad>,
    /// Everybody who works on cases.
    people: Vec<UserLoad>,
}

#[OpenApi(prefix_path = "/board", tag = "Tag::Tickets")]
impl BoardResource {
    /// How much everybody has, and how much of it is late
    ///
    /// For who sees every case. The cases themselves are listed by `GET /tickets?status=open&sort=deadline`, those with an
    /// alarm to acknowledge by `sort=alarm`, those of which nothing is promised by `sort=unpromised`.
    #[oai(path = "/", method = "get")]
    async fn get(
        &self,
        caller: Caller,
        /// What is due within so many minutes is due soon; 240 unless given.
        soon_minutes: Query<Option<u16>>,
    ) -> Answer<Shown<Board>> {
        let snapshot = caller.snapshot()?;
        let soon = TimeDelta::minutes(soon_minutes.0.unwrap_or(SOON_MINUTES).into());
        let found = board::board(&snapshot, caller.viewer(), caller.now(), soon)?;
        let names = names::Names::new(&snapshot);
        let groups = found.groups.into_iter().map(|(group, load)| {
            let group = group.map(|id| Ok::<_, Fault>(Named::new(id, names.group(id)?))).transpose()?;
            Ok(GroupLoad { group, load: Load::of(load) })
        });
        let people = found
            .people
            .into_iter()
            .map(|(user, load)| Ok(UserLoad { user: Named::new(user, names.user(user)?), load: Load::of(load) }));
        Ok(Shown::new(Board {
            at: At(caller.now()),
            all: Load::of(found.all),
            groups: groups.collect::<Result<_, Fault>>()?,
            people: people.collect::<Result<_, Fault>>()?,
        }))
    }
}

impl Load {
    pub(super) fn of(load: board::Load) -> Self {
        let board::Load { open, new, waiting, unassigned, late, soon, alarms, unpromised } = load;
        Self { open, new, waiting, unassigned, late, soon, alarms, unpromised }
    }
}
