//! From a backup to a data file: copied beside its place, checked, and only then put there. What is there is kept.

use super::check::CheckReport;
use super::copy::{CopyError, Step, Watch, check_whole};
use super::disk::Size;
use super::draft::{self, Draft};
use super::error::OpenError;
use super::file;
use super::tables::Table;
use crate::desk::{Entry, Fault};
use crate::moment::Moment;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How many bytes are copied at once.
const CHUNK: usize = 1 << 20;
/// Bytes of pages that are kept in memory to look into a restored file.
const CACHE_BYTES: usize = 8 << 20;

/// Why nothing was restored. Each says in one line what to do; the data file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no such file.
    #[error("{}: there is no such file", path.display())]
    Missing {
        /// The backup.
        path: PathBuf,
    },
    /// It is something else.
    #[error("{}: this is no backup of Ventanilla; name another file", path.display())]
    NotABackup {
        /// What was named.
        path: PathBuf,
    },
    /// It is half a file, or was changed.
    #[error("{}: this backup is cut off or damaged ({what}); take another one", path.display())]
    Damaged {
        /// The backup.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// A newer version of this program wrote it.
    #[error("{}: a newer Ventanilla wrote this backup (schema {found}, this one knows up to {known}); install that version", path.display())]
    Newer {
        /// The backup.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema that this program knows.
        known: u32,
    },
    /// Somebody has the data file open.
    #[error("{}: a desk runs on this data file; stop it first", path.display())]
    DeskRuns {
        /// The data file.
        path: PathBuf,
    },
    /// The data file was named as its own backup.
    #[error("{}: this is the data file itself; name a backup", path.display())]
    Itself {
        /// The data file.
        path: PathBuf,
    },
    /// The new file could not be made.
    #[error(transparent)]
    Copy(#[from] CopyError),
}

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the check found.
    pub report: CheckReport,
    /// Where the file lies that was there before.
    pub kept: Option<PathBuf>,
}

/// What a restore drill came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// How long copying took.
    pub copied_in: Duration,
    /// How long the check took, with folding the journal again.
    pub checked_in: Duration,
    /// What the check found.
    pub report: CheckReport,
    /// Cases.
    pub tickets: u64,
    /// Persons.
    pub persons: u64,
    /// Users.
    pub users: u64,
    /// When the last journal entry was written.
    pub last: Option<Moment>,
}

/// Puts a backup in the place of a data file, on which no desk runs. The file before is kept under a name with `now`.
///
/// # Errors
/// Why not.
pub fn restore(from: &Path, to: &Path, now: Moment, watch: &mut Watch<'_>) -> Result<Restored, RestoreError> {
    // By whatever name it was reached: it is the file that is replaced, not a link to it.
    let to = &fs::canonicalize(to).unwrap_or_else(|_| to.to_owned());
    if fs::canonicalize(from).is_ok_and(|from| from == *to) {
        return Err(RestoreError::Itself { path: to.to_owned() });
    }
    let at = |error: &io::Error| CopyError::io(to, error);
    // Held until the new file is in its place: no desk can begin on the old one meanwhile.
    let old = lock(to)?;
    let draft = draft_of(from, to, "part", watch)?;
    let report = check(from, &draft, false, watch)?;
    // Where there was none, a desk may have begun one during the check.
    let _new = if old.is_none() { lock(to)? } else { None };
    let kept = kept_at(to, now);
    let (kept, moved) = match fs::hard_link(to, &kept) {
        Ok(()) => (Some(kept), false),
        Err(error) if error.kind() == ErrorKind::NotFound => (None, false),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(CopyError::Exists { path: kept }.into()),
        // A disk without hard links: for a moment no file has the name.
        Err(_) => {
            fs::rename(to, &kept).map_err(|error| at(&error))?;
            (Some(kept), true)
        }
    };
    if let Err(error) = draft.replace() {
        if let Some(kept) = kept.filter(|_| moved && !to.exists()) {
            fs::rename(kept, to).map_err(|error| at(&error))?;
        }
        return Err(at(&error).into());
    }
    Ok(Restored { report, kept })
}

/// Restores a backup to a temporary file beside `near`, checks it with folding its journal again, and tells what it held.
///
/// # Errors
/// Why it could not be restored.
pub fn drill(from: &Path, near: &Path, watch: &mut Watch<'_>) -> Result<Drill, RestoreError> {
    let begun = Instant::now();
    let draft = draft_of(from, near, "drill", watch)?;
    let copied_in = begun.elapsed();
    let report = check(from, &draft, true, watch)?;
    let checked_in = begun.elapsed() - copied_in;
    let held = || -> Result<_, Fault> {
        let opened = file::open_copy(&draft, CACHE_BYTES).map_err(|error| Fault(Box::new(error)))?;
        let snapshot = file::first_snapshot(&opened.database)?;
        let counts = [Table::Ticket, Table::Person, Table::User].map(|table| snapshot.rows_in(table));
        let last: Option<Entry> = snapshot.entry(snapshot.head())?;
        Ok((counts, last.map(|entry| entry.at)))
    };
    let ([tickets, persons, users], last) = held().map_err(CopyError::Fault)?;
    let counted = |count: Result<u64, Fault>| count.map_err(CopyError::Fault);
    let (tickets, persons, users) = (counted(tickets)?, counted(persons)?, counted(users)?);
    Ok(Drill { copied_in, checked_in, report, tickets, persons, users, last })
}

/// The bytes of a backup in a draft.
fn draft_of(from: &Path, target: &Path, ending: &str, watch: &mut Watch<'_>) -> Result<Draft, RestoreError> {
    let path = from.to_owned();
    let mut source = match File::open(from) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(RestoreError::Missing { path }),
        opened => opened.map_err(|error| RestoreError::Copy(CopyError::Io { path, what: error.to_string() }))?,
    };
    let size = match Size::of(from) {
        Some(size) if size.length > 0 && source.metadata().is_ok_and(|file| file.is_file()) => size,
        _ => return Err(RestoreError::NotABackup { path: from.to_owned() }),
    };
    let folder = draft::folder_of(target);
    if !folder.is_dir() {
        return Err(CopyError::NoFolder { path: folder.to_owned() }.into());
    }
    let at = |error: io::Error| CopyError::io(target, &error).that_needs(size.allocated);
    let draft = Draft::new(target, ending).map_err(at)?;
    let mut file = draft.file().map_err(at)?;
    let mut go_on = |done| watch(Step::Copying { done, of: size.length });
    match copy_bytes(&mut source, &mut file, &mut go_on).map_err(at)? {
        ControlFlow::Continue(()) => Ok(draft),
        ControlFlow::Break(()) => Err(CopyError::BrokenOff.into()),
    }
}

/// Copies a file, as long as it is to go on after so many bytes; stretches of zeros stay holes, since redb's files have
/// large ones.
fn copy_bytes(
    from: &mut File,
    to: &mut File,
    go_on: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    let mut chunk = vec![0; CHUNK];
    let mut length = 0;
    loop {
        if go_on(length).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        let read = match from.read(&mut chunk) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read?,
        };
        let Some(bytes) = chunk.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        if bytes.iter().all(|byte| *byte == 0) {
            to.seek(SeekFrom::Current(read as i64))?;
        } else {
            to.write_all(bytes)?;
        }
        length += read as u64;
    }
    to.set_len(length)?;
    to.sync_all()?;
    Ok(ControlFlow::Continue(()))
}

fn check(from: &Path, draft: &Draft, rebuild: bool, watch: &mut Watch<'_>) -> Result<CheckReport, RestoreError> {
    let path = from.to_owned();
    check_whole(draft, rebuild, watch, |error| match error {
        OpenError::NotADesk { .. } | OpenError::Empty { .. } | OpenError::IsAFolder { .. } => {
            RestoreError::NotABackup { path: path.clone() }
        }
        OpenError::Newer { found, known, .. } => RestoreError::Newer { path: path.clone(), found, known },
        OpenError::Damaged { what, .. } => RestoreError::Damaged { path: path.clone(), what },
        other => RestoreError::Damaged { path: path.clone(), what: other.to_string() },
    })
}

/// The data file, held so that no desk opens it; none when there is none.
fn lock(path: &Path) -> Result<Option<File>, RestoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(CopyError::io(path, &error).into()),
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(RestoreError::DeskRuns { path: path.to_owned() }),
        Err(TryLockError::Error(error)) => Err(CopyError::io(path, &error).into()),
    }
}

/// Where the file is kept that was there before.
fn kept_at(path: &Path, now: Moment) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".before-{}", now.to_string().replace(':', "-")));
    path.with_file_name(name)
}
