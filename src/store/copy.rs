//! Copies the rows that a snapshot sees into a new file, table by table in the order of their keys. Backups, compact
//! files and what is kept before a migration are made so: redb's own file cannot be copied while it is written to.

use super::check::{CheckReport, Progress, check_copy};
use super::draft::Draft;
use super::error::{OpenError, redb_fault};
use super::snapshot::Snapshot;
use super::tables::{Definition, Table};
use crate::desk::Fault;
use redb::backends::FileBackend;
use redb::{Builder, ReadableDatabase, ReadableTableMetadata, TableDefinition};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Bytes of rows in a transaction: so many that the fsync at its end does not matter.
const LARGE: usize = 128 << 20;
/// Bytes of pages of the new file that are kept in memory.
const CACHE_BYTES: usize = 64 << 20;
/// After how many rows somebody hears how far it is.
const ROWS_BETWEEN_LOOKS: u64 = 10_000;

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Rows are copied.
    Copying {
        /// How many there are in the new file.
        done: u64,
        /// Of how many.
        of: u64,
    },
    /// The new file is checked.
    Checking {
        /// How many tables were looked at.
        done: u64,
        /// Of how many.
        of: u64,
    },
}

/// Hears how far it is, and says whether to go on.
pub type Watch<'w> = dyn FnMut(Step) -> ControlFlow<()> + 'w;

/// Why no copy was made. Each says in one line what to do; nothing is left of what was begun.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Nothing is overwritten.
    #[error("{}: there is a file already; name another, or take that one away first", path.display())]
    Exists {
        /// The place.
        path: PathBuf,
    },
    /// There is no such folder.
    #[error("{}: there is no such folder; create it, or name another", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The folder may not be written.
    #[error("{}: no permission to write here; let the user of the desk write to this folder, or name another", path.display())]
    NotWritable {
        /// The place.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("{}: there is no room left on this disk; make room, or name another folder", path.display())]
    NoRoom {
        /// The place.
        path: PathBuf,
    },
    /// The system refused otherwise.
    #[error("{}: it cannot be written: {what}", path.display())]
    Io {
        /// The place.
        path: PathBuf,
        /// What was said.
        what: String,
    },
    /// One at a time.
    #[error("another copy is being made; try again when it is done")]
    Busy,
    /// Nobody wants it any more.
    #[error("it was broken off before its end")]
    BrokenOff,
    /// What was written is not what it should be.
    #[error("the copy is not whole ({what}); look at the desk itself with ventanilla check")]
    NotWhole {
        /// What is wrong.
        what: String,
    },
    /// The desk's own file failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Copies everything into the file of a draft, and closes it; gives the number of rows.
pub(super) fn copy(from: &Snapshot, to: &Draft, file: File, watch: &mut Watch<'_>) -> Result<u64, CopyError> {
    let failed = |error: redb::Error| CopyError::of(to.path(), error);
    let names = from.table_names()?;
    let tables = names.iter().map(|name| from.open(TableDefinition::new(name))).collect::<Result<Vec<_>, Fault>>()?;
    let lengths = tables.iter().map(|table| table.len().map_err(redb_fault));
    let of = lengths.sum::<Result<u64, Fault>>()?;
    let backend = FileBackend::new(file).map_err(|error| failed(error.into()))?;
    let created = Builder::new().set_cache_size(CACHE_BYTES).create_with_backend(backend);
    let database = created.map_err(|error| failed(error.into()))?;
    let begin = || database.begin_write().map_err(|error| failed(error.into()));

    let (mut done, mut bytes) = (0, 0);
    let mut transaction = begin()?;
    for (name, table) in names.iter().zip(&tables) {
        let mut rows = table.range::<&[u8]>(..).map_err(redb_fault)?.peekable();
        loop {
            let definition: Definition<'_> = TableDefinition::new(name);
            let mut open = transaction.open_table(definition).map_err(|error| failed(error.into()))?;
            while let Some(row) = rows.next_if(|_| bytes < LARGE) {
                let (key, value) = row.map_err(redb_fault)?;
                open.insert(key.value(), value.value()).map_err(|error| failed(error.into()))?;
                bytes += key.value().len() + value.value().len();
                done += 1;
                if u64::is_multiple_of(done, ROWS_BETWEEN_LOOKS) && watch(Step::Copying { done, of }).is_break() {
                    return Err(CopyError::BrokenOff);
                }
            }
            drop(open);
            if rows.peek().is_none() {
                break;
            }
            transaction.commit().map_err(|error| failed(error.into()))?;
            (transaction, bytes) = (begin()?, 0);
        }
    }
    transaction.commit().map_err(|error| failed(error.into()))?;
    database.close().map_err(|error| failed(error.into()))?;
    Ok(done)
}

/// Looks whether a copy has sound pages and so many rows: for one whose rows this version may not understand.
pub(super) fn look_through(path: &Path, rows: u64) -> Result<(), CopyError> {
    let failed = |error: redb::Error| CopyError::of(path, error);
    let mut database = Builder::new().set_cache_size(CACHE_BYTES).open(path).map_err(|error| failed(error.into()))?;
    if !database.check_integrity().map_err(|error| failed(error.into()))? {
        return Err(CopyError::NotWhole { what: "its pages are damaged".to_owned() });
    }
    let snapshot = Snapshot::new_bare(database.begin_read().map_err(redb_fault)?);
    let mut found = 0;
    for name in snapshot.table_names()? {
        found += snapshot.open(TableDefinition::new(&name))?.len().map_err(redb_fault)?;
    }
    if found == rows { Ok(()) } else { Err(CopyError::NotWhole { what: format!("{found} rows instead of {rows}") }) }
}

/// Checks a copy whole.
pub(super) fn check_whole(path: &Path, rebuild: bool, watch: &mut Watch<'_>) -> Result<CheckReport, CopyError> {
    check_whole_or(path, rebuild, watch, |error| CopyError::NotWhole { what: error.to_string() })
}

/// The same; what is wrong with the file is said by `wrong`.
pub(super) fn check_whole_or<E: From<CopyError>>(
    path: &Path,
    rebuild: bool,
    watch: &mut Watch<'_>,
    wrong: impl Fn(OpenError) -> E,
) -> Result<CheckReport, E> {
    let of = Table::ALL.len() as u64;
    let (mut done, ended) = (0, Cell::new(false));
    let mut progress = |at: Progress| {
        if let Progress::Reading(_) = at {
            done += 1;
        }
        ended.set(ended.get() || watch(Step::Checking { done, of }).is_break());
    };
    let report = match check_copy(path, rebuild, &mut progress, &|| ended.get()) {
        _ if ended.get() => return Err(CopyError::BrokenOff.into()),
        Err(error) => return Err(wrong(error)),
        Ok(report) => report,
    };
    match report.problems.first() {
        None => Ok(report),
        Some(what) => Err(wrong(OpenError::Damaged { path: path.to_owned(), what: what.clone() })),
    }
}

impl CopyError {
    /// What redb met in writing the new file.
    fn of(path: &Path, error: redb::Error) -> Self {
        match error {
            redb::Error::Io(error) => Self::io(path, &error),
            other => Self::Io { path: path.to_owned(), what: other.to_string() },
        }
    }

    /// What the system said of a place.
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        let owned = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists { path: owned },
            ErrorKind::NotFound => Self::NoFolder { path: super::draft::folder_of(path).to_owned() },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotWritable { path: owned },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::NoRoom { path: owned },
            _ => Self::Io { path: owned, what: error.to_string() },
        }
    }
}
