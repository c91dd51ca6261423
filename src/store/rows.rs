//! Reading rows, and what a row gives: its key, its index entries, its counts.

use super::codec;
use super::keys::{Direction, KeyRange};
use super::tables::Table;
use crate::desk::Fault;
use serde::{Serialize, de::DeserializeOwned};

/// Whether a visit goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// The next row.
    On,
    /// No more.
    Enough,
}

/// Sees key and value of a row.
pub type Visitor<'v> = dyn FnMut(&[u8], &[u8]) -> Result<Visit, Fault> + 'v;

/// The tables, for reading: a snapshot, the writer's transaction and an operation have them.
pub trait Rows {
    /// The stored value of a key.
    ///
    /// # Errors
    /// A fault of the storage below.
    fn get_raw(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Fault>;

    /// Shows key and value of each row of a stretch, until the visitor has enough.
    ///
    /// # Errors
    /// A fault of the storage below, or the visitor's.
    fn visit(
        &self,
        table: Table,
        range: &KeyRange,
        direction: Direction,
        visitor: &mut Visitor<'_>,
    ) -> Result<(), Fault>;
}

/// The greatest key of a stretch.
pub(super) fn last_key(rows: &dyn Rows, table: Table, range: &KeyRange) -> Result<Option<Vec<u8>>, Fault> {
    let mut last = None;
    rows.visit(table, range, Direction::Descending, &mut |key, _| {
        last = Some(key.to_vec());
        Ok(Visit::Enough)
    })?;
    Ok(last)
}

/// At most `limit` keys of a stretch.
pub(super) fn keys(
    rows: &dyn Rows,
    table: Table,
    range: &KeyRange,
    direction: Direction,
    limit: usize,
) -> Result<Vec<Vec<u8>>, Fault> {
    let mut found = Vec::new();
    if limit > 0 {
        rows.visit(table, range, direction, &mut |key, _| {
            found.push(key.to_vec());
            Ok(if found.len() < limit { Visit::On } else { Visit::Enough })
        })?;
    }
    Ok(found)
}

/// What a row gives besides itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Derived {
    /// Index entries. Their values are empty.
    pub(super) entries: Vec<(Table, Vec<u8>)>,
    /// Counters in which the row counts one.
    pub(super) counts: Vec<(Table, Vec<u8>)>,
}

impl Derived {
    pub(super) fn entry(&mut self, table: Table, key: Vec<u8>) {
        self.entries.push((table, key));
    }

    pub(super) fn count(&mut self, table: Table, key: Vec<u8>) {
        self.counts.push((table, key));
    }

    /// In order, and each entry once: two followers' words may be the same.
    pub(super) fn settle(&mut self) {
        self.entries.sort_unstable();
        self.entries.dedup();
        self.counts.sort_unstable();
    }
}

/// A typed row of one table.
pub(super) trait Row: Serialize + DeserializeOwned {
    /// Its table.
    const TABLE: Table;
    /// Its key.
    fn row_key(&self) -> Vec<u8>;
    /// Its index entries and counts: the one place that says them.
    fn derive(&self, derived: &mut Derived) {
        let _ = derived;
    }
}

/// The row with this key.
pub(super) fn get<R: Row>(rows: &dyn Rows, key: &[u8]) -> Result<Option<R>, Fault> {
    rows.get_raw(R::TABLE, key)?.map(|bytes| codec::decode(&bytes)).transpose()
}

/// What a row gives, settled.
pub(super) fn derived<R: Row>(row: &R) -> Derived {
    let mut derived = Derived::default();
    row.derive(&mut derived);
    derived.settle();
    derived
}
