//! Derived tables made anew from the rows that give them, when the way their keys are made has changed.

use super::cached::Cached;
use super::error::redb_fault;
use super::keys::{Direction, KeyRange};
use super::meta::Meta;
use super::rows::{Rows, Visit};
use super::snapshot::Snapshot;
use super::tables::Table;
use super::typed;
use super::working::Working;
use super::write::{self, RawWrites};
use crate::desk::Fault;
use redb::Database;
use std::collections::BTreeMap;

/// Creates what the file has not, and makes the derived tables anew whose revision is another one. One transaction.
pub(super) fn bring_up_to_date(database: &Database, meta: &mut Meta, snapshot: &Snapshot) -> Result<(), Fault> {
    let present: Vec<String> = snapshot.table_names()?;
    let missing = Table::ALL.iter().any(|table| !present.iter().any(|name| name == table.name()));
    let outdated: Vec<Table> = Table::ALL
        .iter()
        .copied()
        .filter(|table| table.source().is_some() && meta.revisions.get(table.name()) != Some(&table.revision()))
        .collect();
    if !missing && outdated.is_empty() {
        return Ok(());
    }
    let mut transaction = database.begin_write().map_err(redb_fault)?;
    transaction.set_two_phase_commit(true);
    for table in &outdated {
        tracing::info!("making the index {} anew", table.name());
        transaction.delete_table(table.definition()).map_err(redb_fault)?;
    }
    for table in Table::ALL {
        transaction.open_table(table.definition()).map_err(redb_fault)?;
    }
    rebuild(&mut Working::new(&transaction, Cached::default()), snapshot, &outdated)?;
    let revisions = outdated.iter().map(|table| (table.name().to_owned(), table.revision()));
    let mut after = meta.clone();
    after.revisions.extend(revisions);
    after.write(&transaction)?;
    transaction.commit().map_err(redb_fault)?;
    *meta = after;
    Ok(())
}

/// Fills empty derived tables from the rows of a snapshot.
fn rebuild(working: &mut Working<'_>, snapshot: &Snapshot, tables: &[Table]) -> Result<(), Fault> {
    let mut sources: Vec<Table> = tables.iter().filter_map(|table| table.source()).collect();
    sources.sort_unstable();
    sources.dedup();
    let present = snapshot.table_names()?;
    for source in sources.into_iter().filter(|source| present.iter().any(|name| name == source.name())) {
        let mut counts: BTreeMap<(Table, Vec<u8>), i64> = BTreeMap::new();
        snapshot.visit(source, &KeyRange::all(), Direction::Ascending, &mut |key, value| {
            let derived = typed::read(source, key, value)?;
            for (table, key) in derived.entries.into_iter().filter(|(table, _)| tables.contains(table)) {
                working.put_raw(table, &key, &[])?;
            }
            for count in derived.counts.into_iter().filter(|(table, _)| tables.contains(table)) {
                *counts.entry(count).or_default() += 1;
            }
            Ok(Visit::On)
        })?;
        for ((table, key), by) in counts {
            write::count(working, table, &key, by)?;
        }
    }
    Ok(())
}
