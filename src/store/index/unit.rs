//! Units by the one above them, by name and by who heads them, and how much lies below them.

use crate::desk::id::{PersonId, UnitId};
use crate::desk::{Fault, Unit};
use crate::store::fold::fold;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, last_number};
use crate::store::rows::{self, Derived, Row, Rows};
use crate::store::tables::Table;

impl Row for Unit {
    const TABLE: Table = Table::Unit;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let name = fold(&self.name);
        derived.entry(Table::UnitsByParent, in_unit(self.parent).text(&name).number(self.id.0).done());
        for word in name.split_whitespace() {
            derived.entry(Table::UnitsByWord, KeyBuilder::new().text(word).text(&name).number(self.id.0).done());
        }
        for head in &self.heads {
            derived.entry(Table::UnitsByHead, KeyBuilder::new().number(head.0).number(self.id.0).done());
        }
        if let Some(parent) = self.parent {
            derived.count(Table::UnitChildren, count_key(parent));
        }
    }
}

/// Ids begin at 1, so that 0 stands for the top of the tree.
fn in_unit(parent: Option<UnitId>) -> KeyBuilder {
    KeyBuilder::new().number(parent.map_or(0, |parent| parent.0))
}

fn count_key(unit: UnitId) -> Vec<u8> {
    KeyBuilder::new().number(unit.0).done()
}

/// A place in a list of units: what the next page begins after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: UnitId,
    /// Where the list goes on.
    pub place: Vec<u8>,
}

/// A page of the units directly below another, or of the sites, by folded name.
///
/// # Errors
/// A fault of the storage below.
pub fn children(
    rows: &dyn Rows,
    parent: Option<UnitId>,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Vec<Listed>, Fault> {
    let prefix = in_unit(parent).done();
    let mut range = KeyRange::prefix(&prefix);
    if let Some(after) = after {
        range = range.after([&prefix[..], after].concat(), Direction::Ascending);
    }
    let keys = rows::keys(rows, Table::UnitsByParent, &range, Direction::Ascending, limit)?;
    Ok(keys
        .into_iter()
        .filter_map(|key| Some(Listed { id: UnitId(last_number(&key)?), place: key.get(prefix.len()..)?.to_vec() }))
        .collect())
}

/// The units that name this person as one of their heads.
pub(in crate::store) fn of_head(rows: &dyn Rows, head: PersonId) -> Result<Vec<UnitId>, Fault> {
    all(rows, Table::UnitsByHead, KeyBuilder::new().number(head.0))
}

/// The units directly below this one.
pub(in crate::store) fn below(rows: &dyn Rows, unit: UnitId) -> Result<Vec<UnitId>, Fault> {
    all(rows, Table::UnitsByParent, in_unit(Some(unit)))
}

fn all(rows: &dyn Rows, table: Table, prefix: KeyBuilder) -> Result<Vec<UnitId>, Fault> {
    let keys = rows::keys(rows, table, &KeyRange::prefix(&prefix.done()), Direction::Ascending, usize::MAX)?;
    Ok(keys.iter().filter_map(|key| last_number(key).map(UnitId)).collect())
}

/// At most `limit` units of whose name a word begins with `word` (folded).
///
/// # Errors
/// A fault of the storage below.
pub fn by_word(rows: &dyn Rows, word: &str, limit: usize) -> Result<Vec<UnitId>, Fault> {
    let keys = rows::keys(rows, Table::UnitsByWord, &KeyRange::prefix(word.as_bytes()), Direction::Ascending, limit)?;
    Ok(keys.iter().filter_map(|key| last_number(key).map(UnitId)).collect())
}

/// How many units lie directly below this one.
///
/// # Errors
/// A fault of the storage below.
pub fn number_of_children(rows: &dyn Rows, unit: UnitId) -> Result<u64, Fault> {
    count(rows, Table::UnitChildren, unit)
}

/// How many persons this unit has.
///
/// # Errors
/// A fault of the storage below.
pub fn number_of_persons(rows: &dyn Rows, unit: UnitId) -> Result<u64, Fault> {
    count(rows, Table::UnitPersons, unit)
}

fn count(rows: &dyn Rows, table: Table, unit: UnitId) -> Result<u64, Fault> {
    Ok(rows.get_raw(table, &count_key(unit))?.as_deref().and_then(last_number).unwrap_or(0))
}
