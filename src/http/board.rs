//! What a supervisor watches: loads, and what is late.

use super::Tag;
use super::caller::Caller;
use super::list::Named;
use super::reply::{Answer, Shown};
use super::streamed::Lines;
use super::word::{At, Word};
use crate::desk::{DoorEvent, Fault, Taken};
use crate::export::row::Columns;
use crate::queries::{board, names};
use crate::words::{Priority, Vocabulary};
use chrono::TimeDelta;
use poem_openapi::param::Query;
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use serde_json::{Value, json};

/// The resource.
pub(super) struct BoardResource;

/// What is due within so many minutes is due soon, unless somebody says otherwise.
pub(super) const SOON_MINUTES: u16 = 240;

/// The columns of the file.
const COLUMNS: [&str; 12] =
    ["at", "of", "id", "name", "open", "new", "waiting", "unassigned", "late", "soon", "alarms", "unpromised"];

/// How much somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Object, Serialize)]
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

/// Open cases of a priority.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct PriorityLoad {
    /// The priority.
    priority: Word<Priority>,
    /// How many there are.
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
    /// Each priority, the most urgent first.
    priorities: Vec<PriorityLoad>,
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
        Ok(Shown::new(Board::of(&caller, soon_minutes.0)?))
    }

    /// Take the board away
    ///
    /// As CSV: how much there is in all, of each priority, in each group, and with everybody who works on cases. That it was
    /// taken is an entry of the audit trail.
    #[oai(path = "/export", method = "get")]
    async fn export(
        &self,
        caller: Caller,
        /// What is due within so many minutes is due soon; 240 unless given.
        soon_minutes: Query<Option<u16>>,
    ) -> Answer<Lines> {
        let board = Board::of(&caller, soon_minutes.0)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Board }).await?;
        let file = format!("board-{}.csv", caller.now().to_string().replace(':', "-"));
        Ok(Lines::whole(&file, &Columns::of(&COLUMNS), &board.rows()?))
    }
}

impl Board {
    fn of(caller: &Caller, soon_minutes: Option<u16>) -> Answer<Self> {
        let snapshot = caller.snapshot()?;
        let soon = TimeDelta::minutes(soon_minutes.unwrap_or(SOON_MINUTES).into());
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
        let priorities = found.priorities.into_iter();
        Ok(Self {
            at: At(caller.now()),
            all: Load::of(found.all),
            groups: groups.collect::<Result<_, Fault>>()?,
            people: people.collect::<Result<_, Fault>>()?,
            priorities: priorities
                .map(|(priority, load)| PriorityLoad { priority: Word(priority), load: Load::of(load) })
                .collect(),
        })
    }

    /// The same as rows of plain cells.
    fn rows(&self) -> Result<Vec<Value>, Fault> {
        let row = |of: &str, id: Value, name: &str, load: &Load| {
            let mut cells = serde_json::to_value(load).map_err(|error| Fault(Box::new(error)))?;
            (cells["at"], cells["of"], cells["id"], cells["name"]) = (json!(self.at.0), of.into(), id, name.into());
            Ok(cells)
        };
        let named = |of: &str, named: Option<&Named>, load: &Load| {
            let (id, name) = named.map_or((Value::Null, ""), |named| (json!(named.id.0), named.name.as_str()));
            row(of, id, name, load)
        };
        let all = std::iter::once(row("all", Value::Null, "", &self.all));
        let priorities =
            self.priorities.iter().map(|it| row("priority", Value::Null, it.priority.0.as_str(), &it.load));
        let groups = self.groups.iter().map(|it| named("group", it.group.as_ref(), &it.load));
        let people = self.people.iter().map(|it| named("person", Some(&it.user), &it.load));
        all.chain(priorities).chain(groups).chain(people).collect()
    }
}

impl Load {
    pub(super) fn of(load: board::Load) -> Self {
        let board::Load { open, new, waiting, unassigned, late, soon, alarms, unpromised } = load;
        Self { open, new, waiting, unassigned, late, soon, alarms, unpromised }
    }
}
