//! The data file on disk: making it, opening it, and telling what is wrong with it.

use super::Options;
use super::backend::Backend;
use super::cached::{Cached, Shared};
use super::derive;
use super::disk::Size;
use super::draft::{self, Draft};
use super::error::{OpenError, fault, redb_fault};
use super::meta::{Meta, SCHEMA};
use super::migration::{self, Keep};
use super::quiet;
use super::snapshot::Snapshot;
use super::spare::Spare;
use super::tables::Table;
use super::transact::Open;
use crate::desk::Fault;
use crate::desk::id::Seq;
use redb::backends::FileBackend;
use redb::{Builder, Database, DatabaseError, ReadableDatabase, StorageError};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// A file that another process holds is tried for so often, with pauses between: one that has just ended, or the child
/// of one that forked a moment ago, lets go of it by itself.
const LOCK_TRIES: u32 = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(25);

/// From how many allocated bytes on each commit also keeps what a quick start after a power cut needs. Without it
/// opening walks the whole file: 1.7 to 2.1 s for 1.06 GB, measured with redb 4.6; so up to here it takes about four
/// seconds. With it commits are slower (480 to 300 a second in the same measurement), which small files need not pay.
const QUICK_REPAIR_FROM: u64 = 2 << 30;

/// Whether commits to this file should keep what a quick start needs.
pub(super) fn wants_quick_repair(path: &Path, options: &Options) -> bool {
    #[cfg(test)]
    if let Some(disk) = &options.disk {
        return disk.wants_quick_repair();
    }
    let _ = options;
    // The file is sparse: its blocks count, not its length.
    Size::of(path).is_some_and(|size| size.allocated > QUICK_REPAIR_FROM)
}

/// A data file that was opened.
pub(super) struct Opened {
    pub(super) database: Database,
    /// What lies below redb.
    pub(super) backend: Backend,
    pub(super) meta: Meta,
}

/// Opens a desk, and makes a missing one.
pub(super) fn open_or_create(path: &Path, options: &Options, spare: Option<Arc<Spare>>) -> Result<Opened, OpenError> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => create(path)?,
        _ => {}
    }
    open(path, options, spare)
}

/// Opens a desk that is there. An older one is kept as it was before it is brought up to date.
pub(super) fn open(path: &Path, options: &Options, spare: Option<Arc<Spare>>) -> Result<Opened, OpenError> {
    let file = || OpenOptions::new().read(true).write(true).open(path);
    let mut tries = 1;
    let (database, backend) = loop {
        match open_redb(path, file, options, spare.clone()) {
            Err(OpenError::Locked { .. }) if tries < LOCK_TRIES => thread::sleep(LOCK_PAUSE),
            opened => break opened?,
        }
        tries += 1;
    };
    let mut keep = |database: &Database, meta: &Meta| migration::keep_before(path, database, &backend, meta);
    let meta = bring_up_to_date(path, &database, &mut keep)?;
    Ok(Opened { database, backend, meta })
}

/// Opens a copy of a desk: what it was made from is still there, so nothing is kept of an older one. Whoever closes it
/// holds the draft again.
pub(super) fn open_copy(draft: &Draft, cache_bytes: usize) -> Result<Opened, OpenError> {
    let options = Options { cache_bytes, ..Options::default() };
    let (database, backend) = open_redb(draft.path(), || draft.file(), &options, None)?;
    let meta = bring_up_to_date(draft.path(), &database, &mut |_, _| Ok(()))?;
    Ok(Opened { database, backend, meta })
}

/// Sees to it that the rows are as this program has them; gives what the file then says of itself.
fn bring_up_to_date(path: &Path, database: &Database, keep: &mut Keep<'_>) -> Result<Meta, OpenError> {
    let damaged = |fault: Fault| OpenError::Damaged { path: path.to_owned(), what: fault.to_string() };
    let what = quiet::quietly(|| Meta::read(database));
    let mut meta = what
        .unwrap_or_else(|panic| Err(fault(panic)))
        .map_err(damaged)?
        .ok_or_else(|| OpenError::NotADesk { path: path.to_owned() })?;
    if meta.schema > SCHEMA {
        return Err(OpenError::Newer { path: path.to_owned(), found: meta.schema, known: SCHEMA });
    }
    let ready = quiet::quietly(|| -> Result<(), Fault> {
        migration::migrate(database, &mut meta, keep)?;
        let transaction = database.begin_read().map_err(redb_fault)?;
        let snapshot = Snapshot::new_bare(transaction);
        derive::bring_up_to_date(database, &mut meta, &snapshot)
    });
    ready.unwrap_or_else(|panic| Err(fault(panic))).map_err(damaged)?;
    Ok(meta)
}

/// A first look into a file that was just opened: what snapshots begin with, and its last entry.
pub(super) fn look(path: &Path, opened: Opened) -> Result<(Open, Seq), OpenError> {
    let Opened { database, backend, meta: _ } = opened;
    let looked = quiet::quietly(|| -> Result<(Seq, Cached), Fault> {
        let snapshot = first_snapshot(&database)?;
        let cached = Cached::default();
        cached.fill(&snapshot)?;
        Ok((snapshot.head(), cached))
    });
    let (head, cached) = looked
        .unwrap_or_else(|panic| Err(fault(panic)))
        .map_err(|fault| OpenError::Damaged { path: path.to_owned(), what: fault.to_string() })?;
    Ok((Open { database, backend, shared: Arc::new(Shared::new(cached, head, head)) }, head))
}

/// A read transaction of a file that was just opened.
pub(super) fn first_snapshot(database: &Database) -> Result<Snapshot, Fault> {
    Shared::default().snapshot(database)
}

/// Opens the file as redb's, and says in our words why it cannot be.
fn open_redb(
    path: &Path,
    file: impl FnOnce() -> io::Result<File>,
    options: &Options,
    spare: Option<Arc<Spare>>,
) -> Result<(Database, Backend), OpenError> {
    let owned = || path.to_owned();
    let there = fs::metadata(path).map_err(|error| io(path, &error))?;
    if there.is_dir() {
        return Err(OpenError::IsAFolder { path: owned() });
    }
    if there.len() == 0 {
        return Err(OpenError::Empty { path: owned() });
    }
    // redb trusts a file that was closed well, and may panic over one that was damaged since.
    let opened = quiet::quietly(|| {
        let mut builder = Builder::new();
        builder.set_cache_size(options.cache_bytes).set_repair_callback(|repair| {
            let percent = (repair.progress() * 100.0) as u32;
            tracing::warn!(percent, "the data file was not closed well: looking through it");
        });
        #[cfg(test)]
        if let Some(disk) = &options.disk {
            let backend = Backend::over(disk.plug_in(), spare);
            return Ok((builder.create_with_backend(backend.clone())?, backend));
        }
        let backend = Backend::new(file()?, spare)?;
        Ok((builder.create_with_backend(backend.clone())?, backend))
    });
    match opened {
        Ok(Ok(opened)) => Ok(opened),
        Ok(Err(DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch)) => {
            Err(OpenError::Locked { path: owned() })
        }
        Ok(Err(DatabaseError::UpgradeRequired(_))) => Err(OpenError::NotADesk { path: owned() }),
        Ok(Err(DatabaseError::Storage(StorageError::Corrupted(what)))) if what.contains("magic") => {
            Err(OpenError::NotADesk { path: owned() })
        }
        Ok(Err(DatabaseError::Storage(StorageError::Io(error)))) if error.kind() == ErrorKind::InvalidData => {
            Err(OpenError::NotADesk { path: owned() })
        }
        Ok(Err(DatabaseError::Storage(StorageError::Io(error)))) if error.kind() == ErrorKind::UnexpectedEof => {
            Err(OpenError::Damaged { path: owned(), what: "it is cut off".to_owned() })
        }
        Ok(Err(DatabaseError::Storage(StorageError::Io(error)))) => Err(io(path, &error)),
        Ok(Err(other)) => Err(OpenError::Damaged { path: owned(), what: other.to_string() }),
        Err(panic) => Err(OpenError::Damaged { path: owned(), what: panic }),
    }
}

/// Makes a new desk beside its place, and moves it there when it is whole: a crash leaves no half-made one.
fn create(path: &Path) -> Result<(), OpenError> {
    let folder = draft::folder_of(path);
    if !folder.is_dir() {
        return Err(OpenError::NoFolder { path: folder.to_owned() });
    }
    let meta = Meta::new().map_err(|fault| other(path, &fault))?;
    // Two processes may make one at the same time: each has a draft of its own, and one of them comes first.
    let draft = Draft::new(path, &format!("new-{}", meta.instance)).map_err(|error| io(path, &error))?;
    let file = draft.file().map_err(|error| io(path, &error))?;
    fill(file, &meta).map_err(|fault| other(path, &fault))?;
    match draft.place() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        placed => placed.map_err(|error| io(path, &error)),
    }
}

fn fill(file: File, meta: &Meta) -> Result<(), Fault> {
    let backend = FileBackend::new(file).map_err(redb_fault)?;
    let database = Builder::new().set_cache_size(1 << 20).create_with_backend(backend).map_err(redb_fault)?;
    let mut transaction = database.begin_write().map_err(redb_fault)?;
    transaction.set_two_phase_commit(true);
    for table in Table::ALL {
        transaction.open_table(table.definition()).map_err(redb_fault)?;
    }
    meta.write(&transaction)?;
    transaction.commit().map_err(redb_fault)?;
    database.close().map_err(redb_fault)
}

fn io(path: &Path, error: &io::Error) -> OpenError {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::NotFound => OpenError::Missing { path },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => OpenError::NotWritable { path },
        ErrorKind::IsADirectory => OpenError::IsAFolder { path },
        _ => OpenError::Io { path, what: error.to_string() },
    }
}

fn other(path: &Path, fault: &Fault) -> OpenError {
    OpenError::Io { path: path.to_owned(), what: fault.to_string() }
}
