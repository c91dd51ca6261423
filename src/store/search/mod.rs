//! Search: a tantivy index beside the data file, fed by the journal.
//!
//! It may be deleted at any time, and is then made anew while the desk runs; nothing else needs it. It says which
//! documents may be what somebody looks for: what is shown of them, and to whom, is asked of the data file.

mod document;
mod follower;
mod found;
mod index;
mod owed;
mod query;
mod shown;
mod wanted;
mod words;

pub use document::{Mark, Passage, Place, passages_of_person, read_case};
pub use found::Found;
pub use query::Stage;
pub use shown::{Piece, Shown};
pub use wanted::{Lens, Wanted};

use super::error::fault;
use super::{DiskTrouble, Room, Store, quiet};
use crate::desk::Fault;
use crate::desk::id::{Seq, TicketNumber};
use follower::{Follower, Went};
use index::Open;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;
use tantivy::query::Query;
use tokio::sync::Notify;

/// How long changes are gathered before they are committed: each commit makes a file or two.
const GATHERED: Duration = Duration::from_millis(250);
/// After a fault, before it is tried again.
const BREATHER: Duration = Duration::from_secs(5);

/// The search of a desk.
pub struct Search {
    store: Store,
    folder: PathBuf,
    /// What questions are asked of.
    open: RwLock<Option<Arc<Open>>>,
    follower: Mutex<Option<Follower>>,
    progress: RwLock<Progress>,
    seen: AtomicU64,
    /// Somebody found it damaged, or it is to end.
    lost: Notify,
    stopped: AtomicBool,
}

/// How far the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It follows the journal.
    Ready,
    /// It is being made: so many of so many cases and persons are in it.
    Made {
        /// So many.
        done: u64,
        /// Of so many.
        of: u64,
    },
}

/// The folder of the index of a data file.
pub fn folder_beside(data_file: &Path) -> PathBuf {
    let mut folder = data_file.to_owned().into_os_string();
    folder.push(".search");
    folder.into()
}

impl Search {
    /// Of this desk. It finds nothing before it follows.
    pub fn of(store: Store) -> Arc<Self> {
        let folder = folder_beside(&store.path().unwrap_or_default());
        Arc::new(Self {
            store,
            folder,
            open: RwLock::default(),
            follower: Mutex::default(),
            progress: RwLock::new(Progress::Made { done: 0, of: 0 }),
            seen: AtomicU64::default(),
            lost: Notify::new(),
            stopped: AtomicBool::default(),
        })
    }

    /// How far the index is.
    pub fn progress(&self) -> Progress {
        if self.open.read().unwrap_or_else(PoisonError::into_inner).is_none() {
            return Progress::Made { done: 0, of: 0 };
        }
        *self.progress.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last journal entry that it has.
    pub fn seen(&self) -> Seq {
        Seq(self.seen.load(Ordering::Relaxed))
    }

    /// What is found of what is wanted, at one of the stages of searching; without one, at the first that finds enough.
    /// `None`: there is no index now, and it is being made.
    pub fn find(&self, wanted: &Wanted, stage: Option<Stage>, from: usize, limit: usize) -> Option<Found> {
        self.ask(|open| found::find(open, wanted, stage, from, limit))
    }

    /// What tantivy is asked for what is wanted, at one of the stages: for who asks it alone. `None`: likewise.
    pub fn query(&self, wanted: &Wanted, stage: Stage) -> Option<Box<dyn Query>> {
        self.ask(|open| query::of(open, &open.reader.searcher(), wanted, stage))
    }

    /// The numbers of cases with one of these marks that are about the same as this text, the likeliest first. `None`:
    /// likewise.
    pub fn similar(&self, text: &str, marks: &[Mark], lenses: &[Lens], limit: usize) -> Option<Vec<TicketNumber>> {
        self.ask(|open| found::similar(open, text, marks, lenses, limit))
    }

    /// Asks the index. One that breaks off is damaged, and is made anew.
    fn ask<T>(&self, question: impl FnOnce(&Open) -> Result<T, Fault>) -> Option<T> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner).clone()?;
        let answer = quiet::quietly(|| question(&open)).unwrap_or_else(|panic| Err(fault(panic)));
        answer
            .inspect_err(|fault| {
                tracing::warn!(%fault, "the search index cannot be read");
                *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
                self.lost.notify_one();
            })
            .ok()
    }

    /// Follows the journal until the desk closes.
    pub async fn follow(self: Arc<Self>) {
        let mut head = self.store.head();
        while !self.stopped.load(Ordering::Relaxed) {
            head.borrow_and_update();
            let here = Arc::clone(&self);
            let pause = match tokio::task::spawn_blocking(move || here.step()).await {
                Ok(Ok(Went::On)) => GATHERED / 10,
                Ok(Ok(Went::UpToDate)) => {
                    tokio::select! {
                        changed = head.changed() => if changed.is_err() { return },
                        () = self.lost.notified() => {}
                    }
                    GATHERED
                }
                _ => BREATHER,
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// Ends following, and waits until the files are let go. It may take as long as a commit.
    pub fn close(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.lost.notify_one();
        *self.follower() = None;
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn step(&self) -> Result<Went, Fault> {
        let mut follower = self.follower();
        // What was lost to a fault, or found damaged, is begun again.
        if self.stopped.load(Ordering::Relaxed) {
            return Ok(Went::UpToDate);
        }
        // The index gives way before the desk does.
        if self.store.room() != Room::Enough {
            return Err(fault("there is no room on the disk"));
        }
        let went = quiet::quietly(|| self.try_step(&mut follower)).unwrap_or_else(|panic| Err(fault(panic)));
        went.inspect_err(|fault| {
            *follower = None;
            if DiskTrouble::of(fault).is_none() && !self.stopped.load(Ordering::Relaxed) {
                tracing::warn!(%fault, "the search index was not written");
            }
        })
    }

    fn try_step(&self, follower: &mut Option<Follower>) -> Result<Went, Fault> {
        let snapshot = self.store.snapshot()?;
        let known = self.open.read().unwrap_or_else(PoisonError::into_inner).clone();
        let (open, writing) = match (known, follower.as_mut()) {
            (Some(open), Some(writing)) => (open, writing),
            _ => {
                // Its lock is let go before another one takes it.
                *follower = None;
                let instance = self.store.instance().unwrap_or_default();
                let (open, begun) = Follower::begin(&self.folder, &snapshot, &instance)?;
                let open = Arc::new(open);
                self.tell(&begun);
                *self.open.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&open));
                (open, follower.insert(begun))
            }
        };
        let went = writing.step(&open, &snapshot, &self.stopped);
        self.tell(writing);
        went
    }

    fn tell(&self, follower: &Follower) {
        self.seen.store(follower.seen().0, Ordering::Relaxed);
        let progress = follower.progress().map_or(Progress::Ready, |(done, of)| Progress::Made { done, of });
        *self.progress.write().unwrap_or_else(PoisonError::into_inner) = progress;
    }

    fn follower(&self) -> MutexGuard<'_, Option<Follower>> {
        self.follower.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
