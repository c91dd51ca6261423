//! A past period through a model on trial: what would have gone otherwise, case by case and in sum. It runs in the
//! background on a snapshot, one at a time; what it came to is kept.

mod retrace;
mod tally;

pub use retrace::{DIFFERENCES_MAX, Progress, Retraced, retrace};
pub use tally::{Aspect, Difference, Load, Pair, Promised, Promises, Tally, Told};

use crate::clock::Clock;
use crate::desk::{ActorRef, Fault};
use crate::moment::Moment;
use crate::service_model::ReadyModel;
use crate::store::replay::{self, Ended, Replay, ReplayCases, Tried};
use crate::store::{OperateError, Room, Store};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;

/// So many replays are kept; the oldest one gives way.
pub const KEPT: usize = 10;
/// The form in which what a replay comes to is packed. It counts up whenever that changes: what was packed otherwise cannot
/// be read any more, and is easily asked again.
const FORM: u32 = 1;
/// So many rows of cases share a commit.
const ROWS: usize = 20;

/// What somebody wants to know.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What people call it.
    pub name: String,
    /// When the cases were opened.
    pub period: Range<Moment>,
    /// The model.
    pub model: Arc<ReadyModel>,
    /// Which one that is.
    pub tried: Tried,
    /// Who asks.
    pub by: ActorRef,
}

/// Why a replay was not begun.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// Another one runs.
    #[error("another replay runs")]
    AlreadyRunning,
    /// The disk has no room for what it would come to.
    #[error("there is no room on the disk for what it would come to")]
    NoRoom,
    /// The store did not take its row.
    #[error(transparent)]
    Store(#[from] OperateError),
}

/// The replays of a desk.
pub struct Replays {
    store: Store,
    clock: Clock,
    running: Mutex<Option<Running>>,
}

struct Running {
    id: u64,
    progress: Arc<Progress>,
}

impl Replays {
    /// Of this desk. None runs.
    pub fn new(store: Store, clock: Clock) -> Arc<Self> {
        Arc::new(Self { store, clock, running: Mutex::default() })
    }

    /// Begins one in the background, and says its number.
    ///
    /// # Errors
    /// Why none was begun.
    pub async fn begin(self: &Arc<Self>, asked: Asked) -> Result<u64, NotBegun> {
        // What it comes to takes room, and can be asked again later.
        if self.store.room() != Room::Enough {
            return Err(NotBegun::NoRoom);
        }
        let progress = Arc::new(Progress::default());
        {
            let mut running = self.running();
            if running.is_some() {
                return Err(NotBegun::AlreadyRunning);
            }
            *running = Some(Running { id: 0, progress: Arc::clone(&progress) });
        }
        let row = Replay {
            id: 0,
            name: asked.name.clone(),
            from: asked.period.start,
            to: asked.period.end,
            tried: asked.tried,
            by: asked.by,
            began: self.clock.now(),
            ended: None,
            form: FORM,
            tally: Vec::new(),
        };
        let kept = self.store.operate(move |operational| {
            let before = replay::all(operational)?;
            let row = Replay { id: before.last().map_or(1, |last| last.id + 1), ..row };
            for old in before.iter().take((before.len() + 1).saturating_sub(KEPT)) {
                replay::forget(operational, old.id)?;
            }
            replay::keep(operational, &row)?;
            Ok(row)
        });
        let row = match kept.await {
            Ok(row) => row,
            Err(error) => {
                *self.running() = None;
                return Err(error.into());
            }
        };
        let id = row.id;
        *self.running() = Some(Running { id, progress: Arc::clone(&progress) });
        let here = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = here.run(row, &asked, &progress) {
                tracing::warn!(%error, replay = id, "what a replay came to could not be kept");
            }
            *here.running() = None;
        });
        Ok(id)
    }

    /// How far this one is: how many cases of how many; `None`: it does not run.
    pub fn progress(&self, id: u64) -> Option<(u64, u64)> {
        self.running().as_ref().filter(|running| running.id == id).map(|running| running.progress.told())
    }

    /// Stops this one. Whether it ran.
    pub fn stop(&self, id: u64) -> bool {
        let running = self.running();
        let this = running.as_ref().filter(|running| running.id == id);
        this.inspect(|running| running.progress.stop()).is_some()
    }

    /// Stops whatever runs: the desk closes.
    pub fn close(&self) {
        if let Some(running) = self.running().as_ref() {
            running.progress.stop();
        }
    }

    fn run(&self, mut row: Replay, asked: &Asked, progress: &Progress) -> Result<(), OperateError> {
        let processors = available_parallelism().map_or(1, usize::from);
        let retraced = self.store.snapshot().and_then(|snapshot| {
            retrace(&snapshot, &asked.model, asked.period.clone(), self.clock.now(), progress, processors)
        });
        let at = self.clock.now();
        let ended = match retraced {
            _ if progress.is_stopped() => Ended::Stopped { at },
            Ok(retraced) => match self.keep(&mut row, retraced) {
                Ok(()) => Ended::Done { at },
                Err(error) => Ended::Failed { at, trouble: error.to_string() },
            },
            Err(fault) => Ended::Failed { at, trouble: fault.to_string() },
        };
        row.ended = Some(ended);
        self.store.operate_blocking(move |operational| replay::keep(operational, &row))
    }

    fn keep(&self, row: &mut Replay, retraced: Retraced) -> Result<(), OperateError> {
        row.tally = pack(&retraced.tally)?;
        let replay = row.id;
        let mut rows = Vec::new();
        for (first, cases) in retraced.differences {
            rows.push(ReplayCases { replay, first, packed: pack(&cases)? });
        }
        for rows in rows.chunks(ROWS) {
            let rows = rows.to_vec();
            self.store.operate_blocking(move |operational| {
                rows.iter().try_for_each(|row| replay::keep_cases(operational, row))
            })?;
        }
        Ok(())
    }

    fn running(&self) -> MutexGuard<'_, Option<Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn pack<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Fault> {
    postcard::to_allocvec(value).map_err(|error| Fault(Box::new(error)))
}

/// Whether what a replay came to was packed by a program of before, which packed it otherwise.
pub fn is_outdated(row: &Replay) -> bool {
    row.form != FORM
}

/// What a replay came to in sum; `None` before its end, when nothing came of it, and when that cannot be read any more.
///
/// # Errors
/// The row cannot be read.
pub fn tally(row: &Replay) -> Result<Option<Tally>, Fault> {
    if row.tally.is_empty() || is_outdated(row) {
        return Ok(None);
    }
    postcard::from_bytes(&row.tally).map(Some).map_err(|error| Fault(Box::new(error)))
}

/// Some cases of a replay that would have gone otherwise in this aspect, in the order of their numbers; those after
/// `after`.
///
/// # Errors
/// A fault of the storage below.
pub fn cases(
    snapshot: &crate::store::Snapshot,
    row: &Replay,
    aspect: Option<Aspect>,
    after: u64,
    limit: usize,
) -> Result<Vec<Difference>, Fault> {
    let mut found = Vec::new();
    if is_outdated(row) {
        return Ok(found);
    }
    replay::visit_cases(snapshot, row.id, after, &mut |row| {
        let cases: Vec<Difference> = postcard::from_bytes(&row.packed).map_err(|error| Fault(Box::new(error)))?;
        let wanted = |case: &Difference| aspect.is_none_or(|aspect| case.aspects().contains(&aspect));
        let later = cases.into_iter().filter(|case| case.ticket.0 > after && wanted(case));
        found.extend(later.take(limit - found.len()));
        Ok(found.len() < limit)
    })?;
    Ok(found)
}
