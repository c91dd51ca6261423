//! Persons by address, number, name and unit.

use crate::desk::id::{PersonId, UnitId};
use crate::desk::{Fault, Person};
use crate::store::fold::{fold, reversed_digits};
use crate::store::keys::{Direction, KeyBuilder, KeyRange, last_number};
use crate::store::rows::{self, Derived, Row, Rows};
use crate::store::snapshot::Snapshot;
use crate::store::tables::Table;

/// How many keys a search by words reads at the most: a search that finds nothing among very many people stays quick.
const SEARCHED_KEYS: usize = 30_000;

/// How many keys of one word are read before another has its turn.
const TURN: usize = 32;

impl Row for Person {
    const TABLE: Table = Table::Person;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let id = self.id.0;
        for email in &self.details.emails {
            derived.entry(Table::PersonsByEmail, KeyBuilder::new().text(email).number(id).done());
        }
        for phone in &self.details.phones {
            let digits = reversed_digits(phone);
            if !digits.is_empty() {
                derived.entry(Table::PersonsByPhone, KeyBuilder::new().text(&digits).number(id).done());
            }
        }
        let name = fold(&self.details.name);
        for word in name.split_whitespace() {
            derived.entry(Table::PersonsByWord, KeyBuilder::new().text(word).text(&name).number(id).done());
        }
        let unit = self.unit.map_or(0, |unit| unit.0);
        derived.entry(Table::PersonsByMembership, KeyBuilder::new().number(unit).number(id).done());
        derived.entry(Table::PersonsByName, KeyBuilder::new().text(&name).number(id).done());
        if let Some(unit) = self.unit {
            derived.entry(Table::PersonsByUnit, KeyBuilder::new().number(unit.0).text(&name).number(id).done());
            derived.count(Table::UnitPersons, KeyBuilder::new().number(unit.0).done());
        }
    }
}

/// The persons who have exactly this address (in lower case).
pub(in crate::store) fn by_email(rows: &dyn Rows, email: &str) -> Result<Vec<PersonId>, Fault> {
    exactly(rows, Table::PersonsByEmail, email)
}

/// The persons who have exactly this number.
pub(in crate::store) fn by_phone(rows: &dyn Rows, phone: &str) -> Result<Vec<PersonId>, Fault> {
    match reversed_digits(phone) {
        digits if digits.is_empty() => Ok(Vec::new()),
        digits => exactly(rows, Table::PersonsByPhone, &digits),
    }
}

/// How many persons may share an address or a number before the rest is left out.
const SHARED: usize = 50;

fn exactly(rows: &dyn Rows, table: Table, text: &str) -> Result<Vec<PersonId>, Fault> {
    let range = KeyRange::prefix(&KeyBuilder::new().text(text).done());
    ids(rows::keys(rows, table, &range, Direction::Ascending, SHARED)?)
}

fn ids(keys: Vec<Vec<u8>>) -> Result<Vec<PersonId>, Fault> {
    Ok(keys.iter().filter_map(|key| last_number(key).map(PersonId)).collect())
}

/// The persons whose number ends with these digits: all of them, those without country code, or the last four.
///
/// # Errors
/// A fault of the storage below.
pub fn by_phone_ending(rows: &dyn Rows, typed: &str, limit: usize) -> Result<Vec<PersonId>, Fault> {
    let digits = reversed_digits(typed);
    if digits.is_empty() {
        return Ok(Vec::new());
    }
    let range = KeyRange::prefix(digits.as_bytes());
    ids(rows::keys(rows, Table::PersonsByPhone, &range, Direction::Ascending, limit)?)
}

/// The persons whose address begins with this (in lower case).
///
/// # Errors
/// A fault of the storage below.
pub fn by_email_beginning(rows: &dyn Rows, typed: &str, limit: usize) -> Result<Vec<PersonId>, Fault> {
    let range = KeyRange::prefix(typed.as_bytes());
    ids(rows::keys(rows, Table::PersonsByEmail, &range, Direction::Ascending, limit)?)
}

/// The persons of whose name each typed word begins a word, in any order: `per jos` finds José Pérez. The rows
/// themselves are not read.
///
/// Every typed word alone would find them all, the rarest one soonest, and which that is nobody knows beforehand. So
/// they are followed by turns, a few keys each, until one has found enough or has come to its end.
///
/// # Errors
/// A fault of the storage below.
pub fn by_words(snapshot: &Snapshot, typed: &str, limit: usize) -> Result<Vec<PersonId>, Fault> {
    let typed = fold(typed);
    let mut trails = Vec::new();
    for word in typed.split_whitespace() {
        let scan = snapshot.scan(Table::PersonsByWord, &KeyRange::prefix(word.as_bytes()), Direction::Ascending)?;
        trails.push((scan, Vec::<PersonId>::new()));
    }
    let mut left = SEARCHED_KEYS;
    while left > 0 && !trails.is_empty() {
        for (scan, found) in &mut trails {
            for _ in 0..TURN.min(left) {
                let Some(key) = scan.next().transpose()? else { return Ok(std::mem::take(found)) };
                left -= 1;
                if let (Some(name), Some(id)) = (name_of(&key), last_number(&key).map(PersonId))
                    && typed.split(' ').all(|word| begins_a_word(name, word))
                    && !found.contains(&id)
                {
                    found.push(id);
                    if found.len() >= limit {
                        return Ok(std::mem::take(found));
                    }
                }
            }
        }
    }
    Ok(trails.into_iter().map(|(_, found)| found).max_by_key(Vec::len).unwrap_or_default())
}

/// The folded full name in a key of word, folded name and id.
fn name_of(key: &[u8]) -> Option<&str> {
    let texts = key.get(..key.len().checked_sub(9)?)?;
    let name = texts.iter().position(|byte| *byte == 0)? + 1;
    std::str::from_utf8(texts.get(name..)?).ok()
}

fn begins_a_word(name: &str, typed: &str) -> bool {
    name.split(' ').any(|word| word.starts_with(typed))
}

/// A place in a list of persons: what the next page begins after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub id: PersonId,
    /// Where the list goes on.
    pub place: Vec<u8>,
}

/// A page of all persons, or of those of a unit, by folded name.
///
/// # Errors
/// A fault of the storage below.
pub fn list(rows: &dyn Rows, unit: Option<UnitId>, after: Option<&[u8]>, limit: usize) -> Result<Vec<Listed>, Fault> {
    let (table, prefix) = match unit {
        Some(unit) => (Table::PersonsByUnit, unit.0.to_be_bytes().to_vec()),
        None => (Table::PersonsByName, Vec::new()),
    };
    let mut range = KeyRange::prefix(&prefix);
    if let Some(after) = after {
        range = range.after([&prefix[..], after].concat(), Direction::Ascending);
    }
    let keys = rows::keys(rows, table, &range, Direction::Ascending, limit)?;
    Ok(keys
        .into_iter()
        .filter_map(|key| Some(Listed { id: PersonId(last_number(&key)?), place: key.get(prefix.len()..)?.to_vec() }))
        .collect())
}
