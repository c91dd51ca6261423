//! What the data file says of itself.

use super::error::{fault, redb_fault};
use super::tables::Table;
use super::{codec, rows};
use crate::desk::Fault;
use redb::{ReadableDatabase, WriteTransaction};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema that this program writes: the number of migrations there have been, and one.
pub(super) const SCHEMA: u32 = 1;

const KEY: &[u8] = b"desk";

/// The one row of the first table. Older and newer programs read it too, so it only ever gains optional fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Meta {
    /// The schema of the rows.
    pub(super) schema: u32,
    /// A random name of this file; copies have it too.
    pub(super) instance: String,
    /// The revision of each derived table, by the table's name.
    pub(super) revisions: BTreeMap<String, u32>,
}

impl rows::Row for Meta {
    const TABLE: Table = Table::Meta;

    fn row_key(&self) -> Vec<u8> {
        KEY.to_vec()
    }
}

impl Meta {
    /// Of a new file.
    pub(super) fn new() -> Result<Self, Fault> {
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(fault)?;
        let instance = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let derived = Table::ALL.iter().filter(|table| table.source().is_some());
        let revisions = derived.map(|table| (table.name().to_owned(), table.revision())).collect();
        Ok(Self { schema: SCHEMA, instance, revisions })
    }

    /// What this file says; nothing when it is no desk.
    pub(super) fn read(database: &redb::Database) -> Result<Option<Self>, Fault> {
        let transaction = database.begin_read().map_err(redb_fault)?;
        let table = match transaction.open_table(Table::Meta.definition()) {
            Ok(table) => table,
            Err(redb::TableError::Storage(error)) => return Err(redb_fault(error)),
            Err(_) => return Ok(None),
        };
        let row = table.get(KEY).map_err(redb_fault)?;
        row.map(|bytes| codec::decode(bytes.value())).transpose()
    }

    /// Writes it.
    pub(super) fn write(&self, transaction: &WriteTransaction) -> Result<(), Fault> {
        let mut table = transaction.open_table(Table::Meta.definition()).map_err(redb_fault)?;
        table.insert(KEY, codec::encode(self)?.as_slice()).map_err(redb_fault)?;
        Ok(())
    }
}
