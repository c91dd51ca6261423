//! Gives back the room that a data file does not need any more, while no desk runs on it: its rows are copied into a new
//! file, which is checked and takes its place in one step. A crash leaves the old one or the new one, both whole.

use super::Options;
use super::copy::{self, CopyError, Watch};
use super::draft::Draft;
use super::error::{OpenError, redb_fault};
use super::file;
use crate::desk::Fault;
use redb::Database;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Bytes of pages of the old file that are kept in memory.
const CACHE_BYTES: usize = 32 << 20;

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
    let at = |error: io::Error| CompactError::Copy(CopyError::io(path, &error));
    let (database, _) = file::open(path, &Options { cache_bytes: CACHE_BYTES, ..Options::default() }, None)?;
    let before = bytes_of(path).map_err(at)?;
    let used = used_bytes(&database).map_err(CopyError::Fault)?;
    tell(Outlook { bytes: before, free: before.saturating_sub(used) });
    let snapshot = file::first_snapshot(&database).map_err(CopyError::Fault)?;
    let (draft, new) = Draft::new(path, "compact").map_err(at)?;
    copy::copy(&snapshot, &draft, new, watch)?;
    copy::check_whole(draft.path(), false, watch)?;
    // The old file is still open: nobody can have begun to write to it.
    draft.replace().map_err(at)?;
    drop(snapshot);
    database.close().map_err(|error| CopyError::Fault(redb_fault(error)))?;
    Ok(Compacted { before, after: bytes_of(path).map_err(at)? })
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
