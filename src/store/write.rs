//! The one private door through which typed rows are put and deleted: old and new index entries are compared, and only
//! the difference is written, so that a row and its indexes cannot drift.

use super::codec;
use super::error::fault;
use super::keys::last_number;
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;

/// Bytes into tables. Only the door calls it.
pub(super) trait RawWrites: Rows {
    /// Puts a value, and gives back the one before.
    fn put_raw(&mut self, table: Table, key: &[u8], value: &[u8]) -> Result<Option<Vec<u8>>, Fault>;

    /// Deletes a key, and gives back its value.
    fn delete_raw(&mut self, table: Table, key: &[u8]) -> Result<Option<Vec<u8>>, Fault>;
}

/// Puts a row with what it gives; an older row with its key goes with what that gave.
pub(super) fn put<R: Row>(writes: &mut dyn RawWrites, row: &R) -> Result<(), Fault> {
    let before = writes.put_raw(R::TABLE, &row.row_key(), &codec::encode(row)?)?;
    let before = before.map(|bytes| codec::decode::<R>(&bytes)).transpose()?;
    let before = before.as_ref().map(rows::derived).unwrap_or_default();
    derive(writes, &before, &rows::derived(row))
}

/// Deletes a row with what it gave, and gives it back.
pub(super) fn remove<R: Row>(writes: &mut dyn RawWrites, key: &[u8]) -> Result<Option<R>, Fault> {
    let before = writes.delete_raw(R::TABLE, key)?.map(|bytes| codec::decode::<R>(&bytes)).transpose()?;
    if let Some(row) = &before {
        derive(writes, &rows::derived(row), &Derived::default())?;
    }
    Ok(before)
}

/// Writes the difference of what a row gave and gives.
fn derive(writes: &mut dyn RawWrites, before: &Derived, after: &Derived) -> Result<(), Fault> {
    for (table, key) in missing(&before.entries, &after.entries) {
        writes.delete_raw(*table, key)?;
    }
    for (table, key) in missing(&after.entries, &before.entries) {
        writes.put_raw(*table, key, &[])?;
    }
    if before.counts == after.counts {
        return Ok(());
    }
    for (table, key) in &before.counts {
        count(writes, *table, key, -1)?;
    }
    for (table, key) in &after.counts {
        count(writes, *table, key, 1)?;
    }
    Ok(())
}

/// What the first has and the second has not; both are in order.
pub(super) fn missing<'a, T: Ord>(from: &'a [T], of: &'a [T]) -> impl Iterator<Item = &'a T> {
    from.iter().filter(|item| of.binary_search(item).is_err())
}

/// Adds to a counter; one that comes to nothing is deleted.
pub(super) fn count(writes: &mut dyn RawWrites, table: Table, key: &[u8], by: i64) -> Result<(), Fault> {
    if by == 0 {
        return Ok(());
    }
    let before = writes.get_raw(table, key)?.as_deref().and_then(last_number).unwrap_or(0);
    let after =
        before.checked_add_signed(by).ok_or_else(|| fault(format!("a counter in {} went below zero", table.name())))?;
    if after == 0 {
        writes.delete_raw(table, key)?
    } else {
        writes.put_raw(table, key, &after.to_be_bytes())?
    };
    Ok(())
}
