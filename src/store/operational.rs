//! Changes of operational rows: sessions, throttles, outbox, positions. They share the writer's transactions, and a
//! change that fails takes back what it wrote, and nothing else.

use super::codec;
use super::error::fault;
use super::keys::{Direction, KeyRange};
use super::rows::{self, Row, Rows, Visit, Visitor};
use super::tables::Table;
use super::write::{self, RawWrites};
use crate::desk::Fault;

/// The operational tables, for changing them.
pub struct Operational<'a> {
    rows: &'a mut dyn RawWrites,
    undo: Vec<(Table, Vec<u8>, Option<Vec<u8>>)>,
}

impl<'a> Operational<'a> {
    pub(super) fn new(rows: &'a mut dyn RawWrites) -> Self {
        Self { rows, undo: Vec::new() }
    }

    /// Takes back everything, the last change first.
    pub(super) fn take_back(self) -> Result<(), Fault> {
        for (table, key, before) in self.undo.into_iter().rev() {
            match before {
                Some(value) => self.rows.put_raw(table, &key, &value)?,
                None => self.rows.delete_raw(table, &key)?,
            };
        }
        Ok(())
    }

    /// Puts a row, with its index entries; an older row with its key goes.
    pub(super) fn put<R: Row>(&mut self, row: &R) -> Result<(), Fault> {
        if !R::TABLE.is_beside() {
            return Err(fault(format!("{} is no operational table", R::TABLE.name())));
        }
        write::put(self, row)
    }

    /// Puts a case past the journal, as another program may have left it.
    #[cfg(test)]
    pub(crate) fn plant(&mut self, case: &crate::desk::Ticket) -> Result<(), Fault> {
        write::put(self, case)
    }

    /// Deletes a row with its index entries, and gives it back.
    pub(super) fn remove<R: Row>(&mut self, key: &[u8]) -> Result<Option<R>, Fault> {
        if !R::TABLE.is_beside() {
            return Err(fault(format!("{} is no operational table", R::TABLE.name())));
        }
        write::remove(self, key)
    }
}

impl Rows for Operational<'_> {
    fn get_raw(&self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        self.rows.get_raw(table, key)
    }

    fn visit(
        &self,
        table: Table,
        range: &KeyRange,
        direction: Direction,
        visitor: &mut Visitor<'_>,
    ) -> Result<(), Fault> {
        self.rows.visit(table, range, direction, visitor)
    }
}

impl RawWrites for Operational<'_> {
    fn put_raw(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        let before = self.rows.put_raw(table, key, value)?;
        self.undo.push((table, key.to_vec(), before.clone()));
        Ok(before)
    }

    fn delete_raw(&mut self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
        let before = self.rows.delete_raw(table, key)?;
        self.undo.push((table, key.to_vec(), before.clone()));
        Ok(before)
    }
}

/// The rows of a stretch of an index, loaded by the key that the index entry ends with.
pub(super) fn rows_behind<R: Row>(
    rows: &dyn Rows,
    index: Table,
    range: &KeyRange,
    direction: Direction,
    limit: usize,
    key_length: usize,
) -> Result<Vec<R>, Fault> {
    let mut found = Vec::new();
    for entry in rows::keys(rows, index, range, direction, limit)? {
        let key = entry.get(entry.len().saturating_sub(key_length)..).unwrap_or_default();
        found.extend(rows::get::<R>(rows, key)?);
    }
    Ok(found)
}

/// Every row of a table, in the order of the keys.
pub(super) fn all<R: Row>(rows: &dyn Rows) -> Result<Vec<R>, Fault> {
    let mut found = Vec::new();
    rows.visit(R::TABLE, &KeyRange::all(), Direction::Ascending, &mut |_, value| {
        found.push(codec::decode(value)?);
        Ok(Visit::On)
    })?;
    Ok(found)
}
