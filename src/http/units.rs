//! Units: the sites and departments that persons belong to.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, page_size};
use super::problem::{Code, Problem};
use super::reply::{Answer, Made, Shown};
use super::word::Id;
use crate::desk::id::UnitId;
use crate::desk::{self, Command, Facts, Fault, Outcome, UnitDraft};
use crate::queries::names::Names;
use crate::queries::{Page, units};
use crate::store::Snapshot;
use crate::store::index::unit::{number_of_children, number_of_persons};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct Units;

/// Somebody who heads a unit.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct UnitHead {
    /// Their id.
    id: Id,
    /// Their name.
    name: String,
    /// Whether they are a person whom new cases may name; else they see nothing of the unit.
    active: bool,
}

/// A site or a department.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct Unit {
    /// Its id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// The id of the unit above it; a site has none.
    parent: Option<Id>,
    /// What people read.
    name: String,
    /// The names from the site down.
    path: Vec<String>,
    /// ISO 3166 country, by which local telephone numbers are read; null: that of the unit above, else the desk's.
    country: Option<String>,
    /// Whether people may still be given it.
    active: bool,
    /// Who heads it: while it is active they see its cases, and those of the units below it, on their own pages.
    heads: Vec<UnitHead>,
    /// How many units lie directly below it.
    children: u64,
    /// How many persons belong to it.
    persons: u64,
}

/// A unit, as it should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct UnitInput {
    /// What people read.
    name: String,
    /// The id of the unit above it; a site has none.
    parent: Option<Id>,
    /// ISO 3166 country.
    country: Option<String>,
    /// Whether people may be given it; yes unless said otherwise.
    active: Option<bool>,
    /// The ids of the persons who head it, at most 10; whoever heads it stays so unless said otherwise.
    heads: Option<Vec<Id>>,
}

impl Example for UnitInput {
    fn example() -> Self {
        Self {
            name: "Tesorería".to_owned(),
            parent: Some(Id(1)),
            country: None,
            active: None,
            heads: Some(vec![Id(7)]),
        }
    }
}

impl From<UnitInput> for UnitDraft {
    fn from(input: UnitInput) -> Self {
        Self {
            name: input.name,
            parent: input.parent.map(Id::to),
            country: input.country,
            active: input.active.unwrap_or(true),
            heads: input.heads.map(|heads| heads.into_iter().map(Id::to).collect()),
        }
    }
}

#[OpenApi(prefix_path = "/units", tag = "Tag::People")]
impl Units {
    /// Units
    ///
    /// The sites, the units directly below `parent`, or what `q` finds by the words of its name; by name. A search has
    /// one page: type more to find fewer. For who works here.
    #[oai(path = "/", method = "get")]
    async fn list(
        &self,
        caller: Caller,
        /// The id of a unit: what lies directly below it.
        parent: Query<Option<Id>>,
        /// What to look for: at least two letters or digits.
        q: Query<Option<String>>,
        /// How many, 1 to 200; 50 unless given.
        limit: Query<Option<u32>>,
        /// `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<Unit>>> {
        let snapshot = caller.snapshot()?;
        let limit = page_size(limit.0)?;
        let page = match q.0.as_deref() {
            Some(_) if cursor.0.is_some() || parent.0.is_some() => {
                let detail = "A search (`q`) has one page, over all units: no `cursor` and no `parent`.";
                return Err(Problem::new(Code::UnknownParameter, detail));
            }
            Some(typed) => Page { items: units::search(&snapshot, caller.viewer(), typed, limit)?, next: None },
            None => units::children(&snapshot, caller.viewer(), parent.0.map(Id::to), cursor.0.as_deref(), limit)?,
        };
        let names = Names::new(&snapshot);
        let page = page.try_map(|unit| shape(&names, unit))?;
        Ok(Shown::new(List { items: page.items, next: page.next }))
    }

    /// Add a unit
    #[oai(path = "/", method = "post")]
    async fn add(&self, caller: Caller, input: Input<UnitInput>) -> Answer<Made<Unit>> {
        let committed = caller.submit(Command::SaveUnit { id: None, unit: input.0.into() }).await?;
        let Outcome::Unit(id) = committed.outcome else {
            return Err(Problem::internal(&"adding a unit made something else"));
        };
        let unit = Made::new(show(&caller, id)?).version(|unit| unit.version);
        Ok(unit.location(&format!("/api/v1/units/{id}")))
    }

    /// A unit
    #[oai(path = "/:id", method = "get")]
    async fn one(
        &self,
        caller: Caller,
        /// Its id.
        id: Path<Id>,
    ) -> Answer<Shown<Unit>> {
        Ok(Shown::new(show(&caller, id.0.to())?).version(|unit| unit.version))
    }

    /// Change a unit
    #[oai(path = "/:id", method = "put")]
    async fn change(
        &self,
        caller: Caller,
        /// Its id.
        id: Path<Id>,
        input: Input<UnitInput>,
    ) -> Answer<Shown<Unit>> {
        caller.submit(Command::SaveUnit { id: Some(id.0.to()), unit: input.0.into() }).await?;
        Ok(Shown::new(show(&caller, id.0.to())?).version(|unit| unit.version))
    }
}

fn show(caller: &Caller, id: UnitId) -> Answer<Unit> {
    let (snapshot, viewer) = caller.afresh()?;
    let unit = units::find(&snapshot, &viewer, id)?;
    Ok(shape(&Names::new(&snapshot), unit)?)
}

fn shape(names: &Names<'_, Snapshot>, unit: desk::Unit) -> Result<Unit, Fault> {
    let snapshot = names.facts();
    let mut heads = Vec::new();
    for head in unit.heads {
        let person = snapshot.get::<desk::Person>(head.0)?;
        heads.extend(person.map(|person| UnitHead {
            id: Id::of(head),
            name: person.details.name,
            active: person.active,
        }));
    }
    Ok(Unit {
        id: Id::of(unit.id),
        version: unit.version,
        parent: unit.parent.map(Id::of),
        path: names.unit_path(unit.id)?,
        name: unit.name,
        country: unit.country,
        active: unit.active,
        heads,
        children: number_of_children(snapshot, unit.id)?,
        persons: number_of_persons(snapshot, unit.id)?,
    })
}
