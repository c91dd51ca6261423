//! Forward migrations: what an optional field and a rebuilt index cannot do. Each takes the rows of one schema to the
//! next, in one transaction with the file's word of it. Before the first one the file is kept as it was.

use super::backend::Backend;
use super::copy::{self, CopyError};
use super::draft::Draft;
use super::error::{fault, redb_fault};
use super::image::Imaging;
use super::meta::{Meta, SCHEMA};
use super::snapshot::Snapshot;
use crate::desk::Fault;
use redb::{Database, ReadableDatabase, WriteTransaction};
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

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

/// Keeps a file as it is before it is migrated.
pub(super) type Keep<'k> = dyn FnMut(&Database, &Meta) -> Result<(), Fault> + 'k;

/// Takes a file from its schema to `SCHEMA`.
pub(super) fn migrate(database: &Database, meta: &mut Meta, keep: &mut Keep<'_>) -> Result<(), Fault> {
    migrate_to(database, meta, SCHEMA, MIGRATIONS, keep)
}

/// Takes a file to a schema, step by step; each step is on disk before the next begins.
pub(super) fn migrate_to(
    database: &Database,
    meta: &mut Meta,
    schema: u32,
    migrations: &[Migration],
    keep: &mut Keep<'_>,
) -> Result<(), Fault> {
    if meta.schema < schema {
        keep(database, meta)?;
    }
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

/// Writes the file as it is beside itself. Its name says of which schema it is and where its journal ends: a file that
/// has that name already holds the same, and is left as it is.
pub(super) fn keep_before(path: &Path, database: &Database, backend: &Backend, meta: &Meta) -> Result<(), Fault> {
    let last_entry = Snapshot::new_bare(database.begin_read().map_err(redb_fault)?).last_entry()?;
    let kept = kept_at(path, meta.schema, last_entry);
    let at = |error| fault(CopyError::io(&kept, &error));
    let draft = Draft::new(&kept, "part").map_err(at)?;
    let imaging = Imaging::begin(backend.clone(), draft.file().map_err(at)?).map_err(at)?;
    imaging.copy(&kept, &mut |_| ControlFlow::Continue(())).map_err(fault)?;
    let held = copy::look_through(&draft, &mut |_| ControlFlow::Continue(())).map_err(fault)?;
    if (&held.meta, held.head) != (meta, last_entry) {
        return Err(fault(CopyError::NotWhole { what: "it is of another moment".to_owned() }));
    }
    match draft.place() {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(at(error)),
        _ => {}
    }
    tracing::info!(kept = %kept.display(), "the data file is of an older version; it was kept as it is");
    Ok(())
}

/// Where a file of this schema is kept.
pub(super) fn kept_at(path: &Path, schema: u32, last_entry: u64) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".schema-{schema}-entry-{last_entry}"));
    path.with_file_name(name)
}
