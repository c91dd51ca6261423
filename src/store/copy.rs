//! What copies of a desk have in common: how far they are, why there is none, and the look whether one is whole.

use super::backend::Backend;
use super::check::{CheckReport, check_copy};
use super::draft::{self, Draft};
use super::error::{OpenError, fault, redb_fault};
use super::meta::Meta;
use super::quiet;
use super::snapshot::Snapshot;
use crate::desk::Fault;
use crate::messages::file_size;
use crate::words::Language;
use redb::{Builder, ReadableDatabase, ReadableTableMetadata, TableDefinition};
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Bytes of pages of a copy that are kept in memory while it is verified.
const CACHE_BYTES: usize = 32 << 20;
/// How often somebody hears how far a verification is.
const LOOK: Duration = Duration::from_millis(50);

/// How far a copy or a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is copied.
    Copying {
        /// How much there is in the new file.
        done: u64,
        /// Of how much.
        of: u64,
    },
    /// Its pages are looked through.
    Reading {
        /// How much was read.
        done: u64,
        /// Of how much, at the most.
        of: u64,
    },
    /// Its rows are looked through.
    Checking {
        /// How much was looked at.
        done: u64,
        /// Of how much.
        of: u64,
    },
    /// The journal is folded again.
    Folding {
        /// How many entries were.
        done: u64,
        /// Of how many.
        of: u64,
    },
    /// The rows are compared with what the journal tells.
    Comparing {
        /// How many were.
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
    #[error("{}: there is no room left on this disk{}; make room, or name another folder", path.display(), needed(*needs))]
    NoRoom {
        /// The place.
        path: PathBuf,
        /// How many bytes would have to be free for all of it, where that is known.
        needs: Option<u64>,
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
    #[error("it was broken off before its end; nothing was changed")]
    BrokenOff,
    /// The file was closed while it was copied.
    #[error("the disk of the data file failed while it was copied; try again when the desk has it open again")]
    Interrupted,
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

fn needed(bytes: Option<u64>) -> String {
    bytes.map(|bytes| format!(": this needs {} free", file_size(Language::En, bytes))).unwrap_or_default()
}

/// What a copy holds that was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) meta: Meta,
    /// The last journal entry.
    pub(super) head: u64,
    /// Rows of all tables, whatever this program knows of them.
    pub(super) rows: u64,
}

/// Looks through a copy that was made byte by byte: every page that something refers to is held against the checksum
/// that its parent has of it, from the roots of the last commit on, which finds whatever copying can get wrong. Then the
/// file is closed well, so that it opens at once. Whether rows and indexes agree is not asked: they do as they did in
/// the file that was copied, and `check` tells it of that.
pub(super) fn look_through(draft: &Draft, watch: &mut Watch<'_>) -> Result<Held, CopyError> {
    let at = |error: io::Error| CopyError::io(draft.target(), &error);
    let file = draft.file().map_err(at)?;
    let backend = Backend::new(file, None).map_err(|error| CopyError::of(draft.target(), redb_fault(error)))?;
    let (read, looking) = (backend.clone(), backend.look_through());
    let held = looking.meanwhile(watch, || quiet::quietly(|| hold(read)));
    let held = held.unwrap_or_else(|panic| Err(fault(panic)));
    draft.hold().map_err(at)?;
    match held {
        _ if looking.is_ended() => Err(CopyError::BrokenOff),
        held => held.map_err(|fault| CopyError::of(draft.target(), fault)),
    }
}

/// Opens a copy with a look at every page, asks what it holds, and closes it.
fn hold(backend: Backend) -> Result<Held, Fault> {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES).set_check_integrity_on_open(true);
    let database = builder.create_with_backend(backend).map_err(redb_fault)?;
    let meta = Meta::read(&database)?.ok_or_else(|| fault("it is no data file of Ventanilla"))?;
    let snapshot = Snapshot::new_bare(database.begin_read().map_err(redb_fault)?);
    let mut rows = 0;
    for name in snapshot.table_names()? {
        rows += snapshot.open(TableDefinition::new(&name))?.len().map_err(redb_fault)?;
    }
    let head = snapshot.last_entry()?;
    drop(snapshot);
    database.close().map_err(redb_fault)?;
    Ok(Held { meta, head, rows })
}

/// What whoever looks through a file has read of it, and whether it is to end.
#[derive(Debug)]
pub(super) struct Looking {
    /// How many bytes are read at the most.
    of: u64,
    read: AtomicU64,
    ended: AtomicBool,
}

impl Looking {
    /// Nothing was read yet of a file of this length. Its pages are read twice: for their checksums, and to see which are
    /// used.
    pub(super) fn through(length: u64) -> Self {
        Self { of: 2 * length, read: AtomicU64::default(), ended: AtomicBool::default() }
    }

    /// Counts bytes that are about to be read.
    ///
    /// # Errors
    /// `Interrupted` when nobody wants them any more.
    pub(super) fn read(&self, bytes: usize) -> io::Result<()> {
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        if self.is_ended() { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
    }

    fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// Does `work`, which looks through pages. Meanwhile `watch` hears how far it is, and may end it.
    pub(super) fn meanwhile<T: Send>(
        &self,
        watch: &mut Watch<'_>,
        work: impl FnOnce() -> Result<T, String> + Send,
    ) -> Result<T, String> {
        let caller = thread::current();
        thread::scope(|scope| {
            let work = scope.spawn(move || {
                let done = work();
                caller.unpark();
                done
            });
            loop {
                let finished = work.is_finished();
                let done = if finished { self.of } else { self.read.load(Ordering::Relaxed).min(self.of) };
                if watch(Step::Reading { done, of: self.of }).is_break() {
                    self.ended.store(true, Ordering::Relaxed);
                }
                if finished {
                    break;
                }
                thread::park_timeout(LOOK);
            }
            work.join().unwrap_or_else(|panic| Err(quiet::message(panic.as_ref())))
        })
    }
}

/// Checks a copy whole: pages, rows and indexes; with `rebuild` also what its journal tells. What is wrong with it is
/// said by `wrong`.
pub(super) fn check_whole<E: From<CopyError>>(
    draft: &Draft,
    rebuild: bool,
    watch: &mut Watch<'_>,
    wrong: impl Fn(OpenError) -> E,
) -> Result<CheckReport, E> {
    let mut ended = false;
    let checked = check_copy(draft, rebuild, &mut |step| {
        let watched = watch(step);
        ended = watched.is_break();
        watched
    });
    draft.hold().map_err(|error| CopyError::io(draft.target(), &error))?;
    let report = match checked {
        _ if ended => return Err(CopyError::BrokenOff.into()),
        checked => checked.map_err(&wrong)?,
    };
    match report.problems.first() {
        None => Ok(report),
        Some(what) => Err(wrong(OpenError::Damaged { path: draft.path().to_owned(), what: what.clone() })),
    }
}

impl CopyError {
    /// What redb met in the new file.
    pub(super) fn of(path: &Path, fault: Fault) -> Self {
        match fault.0.downcast_ref::<redb::Error>() {
            Some(redb::Error::Io(error)) => Self::io(path, error),
            _ => Self::NotWhole { what: fault.to_string() },
        }
    }

    /// The same for a copy for which so many bytes must be free.
    pub(super) fn that_needs(self, bytes: u64) -> Self {
        match self {
            Self::NoRoom { path, .. } => Self::NoRoom { path, needs: Some(bytes) },
            other => other,
        }
    }

    /// What the system said of a place.
    pub(super) fn io(path: &Path, error: &io::Error) -> Self {
        let owned = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists { path: owned },
            ErrorKind::ResourceBusy => Self::Busy,
            ErrorKind::NotFound => Self::NoFolder { path: draft::folder_of(path).to_owned() },
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotWritable { path: owned },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::NoRoom { path: owned, needs: None },
            _ => Self::Io { path: owned, what: error.to_string() },
        }
    }
}
