//! Forward migrations: what an optional field and a rebuilt index cannot do. Each takes the rows of one schema to the
//! next, in one transaction with the file's word of it.

use super::error::{fault, redb_fault};
use super::meta::{Meta, SCHEMA};
use crate::desk::Fault;
use redb::{Database, WriteTransaction};

/// A step from one schema to the next.
pub(super) struct Migration {
    /// The schema that it starts from.
    pub(super) from: u32,
    /// What it does, for the log.
    pub(super) what: &'static str,
    /// Does it.
    pub(super) run: fn(&WriteTransaction) -> Result<(), Fault>,
}

/// Every step, in order. There is none yet: schema 1 is the first.
pub(super) const MIGRATIONS: &[Migration] = &[];

/// Takes a file from its schema to `SCHEMA`.
pub(super) fn migrate(database: &Database, meta: &mut Meta) -> Result<(), Fault> {
    migrate_to(database, meta, SCHEMA, MIGRATIONS)
}

/// Takes a file to a schema, step by step; each step is on disk before the next begins.
pub(super) fn migrate_to(
    database: &Database,
    meta: &mut Meta,
    schema: u32,
    migrations: &[Migration],
) -> Result<(), Fault> {
    while meta.schema < schema {
        let step = migrations.iter().find(|step| step.from == meta.schema);
        let step = step.ok_or_else(|| fault(format!("no migration starts from schema {}", meta.schema)))?;
        tracing::info!(from = step.from, "migrating the data file: {}", step.what);
        let mut transaction = database.begin_write().map_err(redb_fault)?;
        transaction.set_two_phase_commit(true);
        (step.run)(&transaction)?;
        let after = Meta { schema: meta.schema + 1, ..meta.clone() };
        after.write(&transaction)?;
        transaction.commit().map_err(redb_fault)?;
        *meta = after;
    }
    Ok(())
}
