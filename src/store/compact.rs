//! Gives back the room that a data file does not need any more, while no desk runs on it: its rows are copied into a new
//! file, table by table in the order of their keys; that is checked, and takes its place in one step. A crash leaves the
//! old one or the new one, both whole.

use super::Options;
use super::copy::{self, CopyError, Step, Watch};
use super::draft::Draft;
use super::error::{OpenError, redb_fault};
use super::file;
use super::snapshot::Snapshot;
use super::tables::Definition;
use crate::desk::Fault;
use redb::backends::FileBackend;
use redb::{Builder, Database, ReadableTableMetadata, TableDefinition};
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Bytes of pages of the old file that are kept in memory.
const CACHE_BYTES: usize = 32 << 20;
/// The same of the new one.
const NEW_CACHE_BYTES: usize = 64 << 20;
/// Bytes of rows in a transaction: so many that the fsync at its end does not matter.
const LARGE: usize = 128 << 20;
/// After how many rows somebody hears how far it is.
const ROWS_BETWEEN_LOOKS: u64 = 10_000;

/// Why a file was not made compact; it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum CompactError {
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The new file could not be made.
    #[error(transparent)]
    Copy(#[from] CopyError),
}

/// How much room a data file takes, and how much of it could be given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Bytes on the disk.
    pub bytes: u64,
    /// About how many of them hold nothing.
    pub free: u64,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// Bytes on the disk before.
    pub before: u64,
    /// Bytes on the disk now.
    pub after: u64,
}

/// Makes a data file compact. `tell` hears beforehand what there is to be gained.
///
/// # Errors
/// Why not.
pub fn compact(path: &Path, tell: &mut dyn FnMut(Outlook), watch: &mut Watch<'_>) -> Result<Compacted, CompactError> {
    // By whatever name it was reached: it is the file that is replaced, not a link to it.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let at = |error: io::Error| CompactError::Copy(CopyError::io(path, &error));
    let database = file::open(path, &Options { cache_bytes: CACHE_BYTES, ..Options::default() }, None)?.database;
    let before = bytes_of(path).map_err(at)?;
    let used = used_bytes(&database).map_err(CopyError::Fault)?;
    tell(Outlook { bytes: before, free: before.saturating_sub(used) });
    let snapshot = file::first_snapshot(&database).map_err(CopyError::Fault)?;
    let draft = Draft::new(path, "compact").map_err(at)?;
    rewrite(&snapshot, &draft, watch).map_err(|error| error.that_needs(used))?;
    copy::check_whole(&draft, false, watch, |error| CopyError::NotWhole { what: error.to_string() })?;
    // The old file is still open: nobody can have begun to write to it.
    draft.replace().map_err(at)?;
    drop(snapshot);
    database.close().map_err(|error| CopyError::Fault(redb_fault(error)))?;
    Ok(Compacted { before, after: bytes_of(path).map_err(at)? })
}

/// Copies every row into the file of a draft.
fn rewrite(from: &Snapshot, to: &Draft, watch: &mut Watch<'_>) -> Result<(), CopyError> {
    let failed = |error: redb::Error| CopyError::of(to.target(), redb_fault(error));
    let names = from.table_names()?;
    let tables = names.iter().map(|name| from.open(TableDefinition::new(name))).collect::<Result<Vec<_>, Fault>>()?;
    let lengths = tables.iter().map(|table| table.len().map_err(redb_fault));
    let of = lengths.sum::<Result<u64, Fault>>()?;
    let file = to.file().map_err(|error| CopyError::io(to.target(), &error))?;
    let backend = FileBackend::new(file).map_err(|error| failed(error.into()))?;
    let created = Builder::new().set_cache_size(NEW_CACHE_BYTES).create_with_backend(backend);
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
    to.hold().map_err(|error| CopyError::io(to.target(), &error))
}

/// The file is sparse: its blocks count, not its length.
fn bytes_of(path: &Path) -> io::Result<u64> {
    Ok(fs::metadata(path)?.blocks() * 512)
}

/// The bytes of the pages that hold something.
fn used_bytes(database: &Database) -> Result<u64, Fault> {
    let transaction = database.begin_write().map_err(redb_fault)?;
    let stats = transaction.stats().map_err(redb_fault)?;
    let used = stats.allocated_pages() * stats.page_size() as u64;
    transaction.abort().map_err(redb_fault)?;
    Ok(used)
}
