//! Those of one's own unit: for them somebody may ask too.

use super::{Unanswered, sight};
use crate::desk::text::fold;
use crate::desk::{Facts, Person, Viewer};
use crate::store::{Snapshot, index};

/// How many people of the same name are looked at.
const LOOKED_AT: usize = 500;

/// Whom a name or an address means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Somebody.
    One(Box<Person>),
    /// Several people.
    Several,
    /// Nobody whom the viewer may know of.
    Nobody,
}

/// The active people of the viewer's own unit but themselves, by name, at most `most`.
///
/// # Errors
/// A fault of the storage.
pub fn list(snapshot: &Snapshot, viewer: &Viewer, most: usize) -> Result<Vec<Person>, Unanswered> {
    let Some(own) = own(snapshot, viewer)? else { return Ok(Vec::new()) };
    let mut people = Vec::new();
    if own.unit.is_some() {
        for listed in index::person::list(snapshot, own.unit, None, most + 1)? {
            people.extend(snapshot.get::<Person>(listed.id.0)?.filter(|person| is_colleague(&own, person)));
        }
    }
    people.truncate(most);
    Ok(people)
}

/// Whom of the viewer's own unit a name, or the beginnings of its words, or an address means.
///
/// # Errors
/// A fault of the storage.
pub fn meant(snapshot: &Snapshot, viewer: &Viewer, typed: &str) -> Result<Meant, Unanswered> {
    let Some(own) = own(snapshot, viewer)? else { return Ok(Meant::Nobody) };
    let ids = if typed.contains('@') {
        snapshot.persons_by_email(&typed.trim().to_lowercase())?
    } else {
        index::person::by_words(snapshot, &fold(typed), LOOKED_AT)?
    };
    let mut people: Vec<Person> = Vec::new();
    for id in ids {
        let person = snapshot.get::<Person>(id.0)?.filter(|person| is_colleague(&own, person));
        people.extend(person.filter(|person| people.iter().all(|other| other.id != person.id)));
    }
    // Who is called just so is meant, whoever else has a longer name.
    if people.len() > 1 && people.iter().filter(|person| fold(&person.details.name) == fold(typed)).count() == 1 {
        people.retain(|person| fold(&person.details.name) == fold(typed));
    }
    Ok(match people.pop() {
        None => Meant::Nobody,
        Some(_) if !people.is_empty() => Meant::Several,
        Some(person) => Meant::One(Box::new(person)),
    })
}

fn own(snapshot: &Snapshot, viewer: &Viewer) -> Result<Option<Person>, Unanswered> {
    Ok(sight::requester(viewer).map(|id| snapshot.get::<Person>(id.0)).transpose()?.flatten())
}

fn is_colleague(own: &Person, other: &Person) -> bool {
    own.unit.is_some() && other.unit == own.unit && other.active && other.id != own.id
}
