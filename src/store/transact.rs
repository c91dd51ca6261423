//! The open file: transactions on it, snapshots of it, and losing it to an error of the disk. After one redb answers
//! nothing any more, so the file is let go at once; the writer opens it again ([`super::keeper`]).

use super::accept::House;
use super::backend::Backend;
use super::cached::Shared;
use super::disk::{Room, Space};
use super::error::{DiskTrouble, OpenError, fault, redb_fault};
use super::image::Imaging;
use super::meter::Measured;
use super::recorder::Write;
use super::snapshot::Snapshot;
use super::spare::{Spare, Supply};
use super::working::{Finished, Working};
use super::{Options, file, quiet};
use crate::desk::Fault;
use crate::desk::id::Seq;
use redb::{Database, WriteTransaction};
use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;
use tokio::sync::watch;

/// What the writer and the bulk writer share.
pub(super) struct Desk {
    pub(super) path: PathBuf,
    pub(super) options: Options,
    pub(super) house: House,
    pub(super) head: watch::Sender<Seq>,
    /// Room for a commit; a disk of the tests has none.
    spare: Option<Arc<Spare>>,
    open: RwLock<Result<Open, DiskTrouble>>,
    /// Held from the begin of a transaction until snapshots know of it, so that the next one begins with its rows; and
    /// while the file is opened again.
    writing: Mutex<()>,
}

/// The file, while it is open.
pub(super) struct Open {
    pub(super) database: Database,
    pub(super) backend: Backend,
    /// Decoded rows and the read transaction for snapshots, as of the last commit.
    pub(super) shared: Arc<Shared>,
}

impl Desk {
    pub(super) fn new(
        path: PathBuf,
        options: Options,
        house: House,
        spare: Option<Arc<Spare>>,
        head: watch::Sender<Seq>,
        open: Open,
    ) -> Self {
        Self { path, options, house, head, spare, open: RwLock::new(Ok(open)), writing: Mutex::default() }
    }

    /// The desk as of the last commit.
    pub(super) fn snapshot(&self) -> Result<Snapshot, Fault> {
        self.with_open(|open| open.shared.snapshot(&open.database))?
    }

    /// Why the file is not open.
    pub(super) fn trouble(&self) -> Option<DiskTrouble> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).as_ref().err().cloned()
    }

    /// Asks redb whether it still works: an error of the disk that a snapshot met is told to nobody else.
    pub(super) fn probe(&self) {
        let probed = self.with_open(|open| {
            calmly(|| match open.database.try_begin_write() {
                Err(redb::TransactionError::WouldBlock) => Ok(()),
                begun => begun.map_err(redb_fault)?.abort().map_err(redb_fault),
            })
        });
        if let Ok(Err(fault)) = probed {
            let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
            self.lose(&fault);
        }
    }

    /// Does `work` in one transaction. Nothing of it is kept unless it returns well; nothing is committed when it
    /// wrote nothing. An error of the disk is a [`DiskTrouble`].
    pub(super) fn transact<T>(&self, work: impl FnOnce(&mut Working<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = self.with_open(|open| {
            let begun = calmly(|| open.database.begin_write().map_err(redb_fault))?;
            Ok((begun, Arc::clone(&open.shared)))
        })?;
        let (mut transaction, shared) = begun.map_err(|fault| self.lose(&fault))?;
        transaction.set_two_phase_commit(true);
        transaction.set_quick_repair(file::wants_quick_repair(&self.path, &self.options));
        let (done, finished) = match self.work(&transaction, &shared, work) {
            Ok(worked) => worked,
            Err(fault) => {
                let aborted = calmly(|| transaction.abort().map_err(redb_fault));
                return Err(match aborted {
                    Ok(()) if !latches(&fault) => fault,
                    _ => self.lose(&fault),
                });
            }
        };
        if !finished.wrote {
            calmly(|| transaction.abort().map_err(redb_fault)).map_err(|fault| self.lose(&fault))?;
            return Ok(done);
        }
        if !self.has_room() {
            calmly(|| transaction.abort().map_err(redb_fault)).map_err(|fault| self.lose(&fault))?;
            return Err(fault(DiskTrouble::Full));
        }
        let begun = Instant::now();
        calmly(|| transaction.commit().map_err(redb_fault)).map_err(|cause| {
            self.lose(&cause);
            fault(DiskTrouble::Unconfirmed(cause.0.to_string()))
        })?;
        if let Some(recorder) = &self.options.recorder {
            recorder(Write::Commit);
        }
        if let Some(meter) = &self.options.meter {
            meter(Measured::Commit(begun.elapsed()));
        }
        self.publish(&shared, finished);
        Ok(done)
    }

    /// Whether a commit can be begun. Who finds that the disk has filled does not wait until somebody looks.
    fn has_room(&self) -> bool {
        let supply = self.spare.as_ref().map_or(Supply::Whole, |spare| spare.fill());
        if supply != Supply::Whole {
            self.measure();
        }
        supply != Supply::TooLittle
    }

    /// Looks how much room there is on the disk.
    pub(super) fn measure(&self) {
        let Some(space) = Space::around(&self.path) else { return };
        self.house.room.send_if_modified(|room| {
            let before = std::mem::replace(room, room.after(space));
            let mebibytes = space.free >> 20;
            match *room {
                now if now == before => {}
                Room::Enough => tracing::info!(mebibytes, "the disk has room again"),
                Room::NoAttachments => tracing::warn!(mebibytes, "the disk fills up: attachments are refused"),
                Room::NoWrites => tracing::error!(mebibytes, "the disk is full: only reading and signing in go on"),
            }
            *room != before
        });
    }

    fn work<T>(
        &self,
        transaction: &WriteTransaction,
        shared: &Shared,
        work: impl FnOnce(&mut Working<'_>) -> Result<T, Fault>,
    ) -> Result<(T, Finished), Fault> {
        let working = Working::new(transaction, shared.cached.clone()).with_recorder(self.options.recorder.as_ref());
        let worked = quiet::quietly(move || {
            let mut working = working;
            let done = work(&mut working)?;
            Ok((done, working.finish()?))
        });
        worked.unwrap_or_else(|panic| {
            tracing::error!(%panic, "the writer's work broke off; it is taken back");
            Err(fault(format!("it broke off: {panic}")))
        })
    }

    /// Tells snapshots and readers of a commit.
    fn publish(&self, before: &Shared, finished: Finished) {
        let since = if finished.cached_changed { finished.head } else { before.since };
        let after = Arc::new(Shared::new(finished.cached, since, finished.head));
        if let Ok(open) = &mut *self.open.write().unwrap_or_else(PoisonError::into_inner) {
            open.shared = after;
        }
        self.tell(finished.head);
    }

    fn tell(&self, head: Seq) {
        self.head.send_if_modified(|told| std::mem::replace(told, head) != head);
    }

    /// Begins a copy of the file as it is after the last commit; gives that one's last entry.
    pub(super) fn image(&self, to: File) -> Result<(Imaging, Seq), Fault> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = self.with_open(|open| Imaging::begin(open.backend.clone(), to))?;
        Ok((begun.map_err(|error| redb_fault(redb::Error::Io(error)))?, *self.head.borrow()))
    }

    /// Opens the lost file again.
    pub(super) fn reopen(&self) -> Result<(), OpenError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = self.open_again();
        let head = opened.as_ref().ok().map(|(_, head)| *head);
        let (now, tried) = match opened {
            Ok((open, _)) => (Ok(open), Ok(())),
            Err(error) => (Err(DiskTrouble::OutOfReach(error.without_path())), Err(error)),
        };
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = now;
        // A commit that was not confirmed may be there all the same.
        head.into_iter().for_each(|head| self.tell(head));
        tried
    }

    /// The file is only taken when it is this desk's, with all that was acknowledged.
    fn open_again(&self) -> Result<(Open, Seq), OpenError> {
        let opened = file::open(&self.path, &self.options, self.spare.clone())?;
        let is_mine = opened.meta.instance == self.house.instance;
        let (open, head) = file::look(&self.path, opened)?;
        if is_mine && head >= *self.head.borrow() {
            Ok((open, head))
        } else {
            Err(OpenError::Replaced { path: self.path.clone() })
        }
    }

    /// Lets the file go because of an error of the disk; gives what to say to whoever met it. The caller holds `writing`.
    fn lose(&self, cause: &Fault) -> Fault {
        let trouble = DiskTrouble::OutOfReach(cause.0.to_string());
        if self.put_away(trouble.clone()).is_some() {
            tracing::error!(cause = %cause.0, "the disk failed: the data file is opened again");
        }
        fault(trouble)
    }

    /// Closes the file for good, after the transaction that is under way.
    pub(super) fn close(&self) -> Result<(), Fault> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.put_away(DiskTrouble::OutOfReach("the desk is closing".to_owned())).unwrap_or(Ok(()))
    }

    /// Closes the file, if it is open. Read transactions that live on read no more.
    fn put_away(&self, why: DiskTrouble) -> Option<Result<(), Fault>> {
        let mut open = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if open.is_err() {
            return None;
        }
        let database = std::mem::replace(&mut *open, Err(why)).ok()?.database;
        drop(open);
        Some(calmly(|| database.close().map_err(redb_fault)))
    }

    fn with_open<T>(&self, act: impl FnOnce(&Open) -> T) -> Result<T, Fault> {
        let open = self.open.read().unwrap_or_else(PoisonError::into_inner);
        open.as_ref().map(act).map_err(|trouble| fault(trouble.clone()))
    }
}

/// Whether redb answers nothing any more after this error until the file is opened again, or is not to be trusted.
fn latches(fault: &Fault) -> bool {
    fault
        .0
        .downcast_ref::<redb::Error>()
        .is_some_and(|error| !matches!(error, redb::Error::TransactionPoisoned | redb::Error::ValueTooLarge(_)))
}

/// Calls redb; should it panic, that is a fault like others.
fn calmly<T>(call: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    quiet::quietly(call).unwrap_or_else(|panic| Err(fault(format!("it broke off: {panic}"))))
}
