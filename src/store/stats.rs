//! How large each table is.

use super::error::redb_fault;
use super::snapshot::Snapshot;
use super::tables::Table;
use crate::desk::Fault;
use redb::ReadableTableMetadata;

/// The size of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableSize {
    /// Which.
    pub table: Table,
    /// Its rows.
    pub rows: u64,
    /// Bytes of keys and values.
    pub stored_bytes: u64,
    /// Bytes that redb needs beside them.
    pub overhead_bytes: u64,
}

/// The size of every table, in the order of the list. It reads all inner pages: seconds for a large desk.
///
/// # Errors
/// A fault of the storage below.
pub fn table_sizes(snapshot: &Snapshot) -> Result<Vec<TableSize>, Fault> {
    let size = |table: &Table| {
        let open = snapshot.table(*table)?;
        let stats = open.stats().map_err(redb_fault)?;
        Ok(TableSize {
            table: *table,
            rows: open.len().map_err(redb_fault)?,
            stored_bytes: stats.stored_bytes(),
            overhead_bytes: stats.metadata_bytes() + stats.fragmented_bytes(),
        })
    };
    Table::ALL.iter().map(size).collect()
}
