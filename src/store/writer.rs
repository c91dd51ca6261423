//! The one thread that writes: it drains the queue into one transaction and one commit, and answers each request when
//! that is on disk.

use super::accept::{House, accept};
use super::cached::Shared;
use super::error::{SubmitError, fault, redb_fault};
use super::operational::Operational;
use super::recorder::{Recorder, Write};
use super::request::{Committed, Request};
use super::working::{Finished, Working};
use super::{file, quiet};
use crate::desk::Fault;
use crate::desk::id::Seq;
use redb::{Database, WriteTransaction};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How many commands share a commit at the most: it bounds how long the first one waits for the last.
const BATCH: usize = 256;

/// How long a batch waits at the most for those who were answered just now; never longer than half of what the last
/// batch took. See [`Batch::gather`].
const GATHER: Duration = Duration::from_millis(5);

/// Answers a command.
pub(super) type Answer = Box<dyn FnOnce(Result<Committed, SubmitError>) + Send>;

/// Changes operational rows, or hears why it may not; gives what answers whoever asked for it.
pub(super) type Operation = Box<dyn FnOnce(Result<&mut Operational<'_>, Fault>) -> Operated + Send>;

/// An operation that was called.
pub(super) struct Operated {
    /// Whether what it wrote must be taken back.
    pub(super) failed: bool,
    /// Answers it: with a fault when the commit failed, else with its own result.
    pub(super) answer: Box<dyn FnOnce(Option<Fault>) + Send>,
}

/// What the writer is given to do.
pub(super) enum Job {
    /// A command, and where its answer goes.
    Command(Box<Request>, Answer),
    /// A change of operational rows.
    Operation(Operation),
    /// Finish what came before, and end.
    Close,
}

/// What the writer and the bulk writer share.
pub(super) struct Desk {
    pub(super) database: Arc<Database>,
    pub(super) path: PathBuf,
    pub(super) house: House,
    pub(super) recorder: Option<Recorder>,
    /// Decoded rows for snapshots.
    pub(super) shared: RwLock<Arc<Shared>>,
    pub(super) head: watch::Sender<Seq>,
    /// Why the file takes no more writes.
    pub(super) stopped: OnceLock<String>,
    /// Held from the begin of a transaction until snapshots know of it, so that the next one begins with its rows.
    pub(super) writing: Mutex<()>,
}

impl Desk {
    /// The decoded rows of the last commit.
    pub(super) fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Why the file takes no more writes, as a fault.
    pub(super) fn check_running(&self) -> Result<(), Fault> {
        match self.stopped.get() {
            None => Ok(()),
            Some(why) => Err(fault(format!("writing stopped: {why}; restart the desk"))),
        }
    }

    /// Does `work` in one transaction. Nothing of it is kept unless it returns well; nothing is committed when it
    /// wrote nothing.
    pub(super) fn transact<T>(&self, work: impl FnOnce(&mut Working<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        self.check_running()?;
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = self.shared();
        let mut transaction = self.database.begin_write().map_err(redb_fault).inspect_err(|fault| self.latch(fault))?;
        transaction.set_two_phase_commit(true);
        transaction.set_quick_repair(file::wants_quick_repair(&self.path));
        let worked = self.work(&transaction, &shared, work).inspect_err(|fault| self.latch(fault));
        let (done, finished) = match worked {
            Ok(worked) => worked,
            Err(fault) => {
                // An abort that fails leaves redb refusing the next transaction, which is met there.
                let _ = transaction.abort();
                return Err(fault);
            }
        };
        if !finished.wrote {
            transaction.abort().map_err(redb_fault).inspect_err(|fault| self.latch(fault))?;
            return Ok(done);
        }
        transaction.commit().map_err(redb_fault).inspect_err(|fault| self.latch(fault))?;
        if let Some(recorder) = &self.recorder {
            recorder(Write::Commit);
        }
        self.publish(&shared, finished);
        Ok(done)
    }

    fn work<T>(
        &self,
        transaction: &WriteTransaction,
        shared: &Shared,
        work: impl FnOnce(&mut Working<'_>) -> Result<T, Fault>,
    ) -> Result<(T, Finished), Fault> {
        let working = Working::new(transaction, shared.cached.clone()).with_recorder(self.recorder.as_ref());
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
        let after = Shared::new(finished.cached, since, finished.head);
        *self.shared.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
        self.head.send_if_modified(|head| std::mem::replace(head, finished.head) != finished.head);
    }

    /// After these errors redb answers nothing any more until the file is opened again, or is not to be trusted.
    fn latch(&self, fault: &Fault) {
        let latches = fault
            .0
            .downcast_ref::<redb::Error>()
            .is_some_and(|error| !matches!(error, redb::Error::TransactionPoisoned | redb::Error::ValueTooLarge(_)));
        if latches {
            self.stop(fault.to_string());
        }
    }

    fn stop(&self, why: String) {
        tracing::error!(%why, "the data file takes no more writes; reading goes on as far as it can");
        // The first reason is the one to act on.
        let _ = self.stopped.set(why);
    }
}

/// Works until told to close, or until nobody can send any more; should it ever break off, the desk says so.
pub(super) fn run(desk: &Desk, jobs: &Receiver<Job>) {
    if let Err(panic) = quiet::quietly(|| drain(desk, jobs)) {
        desk.stop(format!("the writer broke off: {panic}"));
    }
}

fn drain(desk: &Desk, jobs: &Receiver<Job>) {
    let mut batch = Batch::default();
    let (mut crowd, mut patience) = (0, Duration::ZERO);
    // What came together with the word to close is done too.
    while batch.len() > 0 || (!batch.closes && batch.wait(jobs)) {
        batch.gather(jobs, crowd, patience);
        let begun = Instant::now();
        let answers = write_batch(desk, std::mem::take(&mut batch.commands), std::mem::take(&mut batch.operations));
        patience = GATHER.min(begun.elapsed() / 2);
        // Counted before anybody is answered: who waits now is somebody else.
        batch.take_waiting(jobs);
        crowd = answers.len() + batch.len();
        answers.into_iter().for_each(|answer| answer());
    }
}

/// What will share a commit.
#[derive(Default)]
struct Batch {
    commands: Vec<(Box<Request>, Answer)>,
    operations: Vec<Operation>,
    /// Whether nothing comes after it.
    closes: bool,
}

impl Batch {
    fn len(&self) -> usize {
        self.commands.len() + self.operations.len()
    }

    fn add(&mut self, job: Job) {
        match job {
            Job::Command(request, answer) => self.commands.push((request, answer)),
            Job::Operation(operation) => self.operations.push(operation),
            Job::Close => self.closes = true,
        }
    }

    fn has_room(&self) -> bool {
        !self.closes && self.len() < BATCH
    }

    /// Waits for the first job; false: nobody can send one any more.
    fn wait(&mut self, jobs: &Receiver<Job>) -> bool {
        jobs.recv().map(|first| self.add(first)).is_ok()
    }

    /// Takes what waits already.
    fn take_waiting(&mut self, jobs: &Receiver<Job>) {
        while self.has_room() {
            let Ok(job) = jobs.try_recv() else { return };
            self.add(job);
        }
    }

    /// Takes what waits, and waits a little for the others of the crowd that the last commit saw, since whoever was
    /// answered often comes again at once. Without it those who write all the time fall into two halves, one waiting
    /// while the other is written, and there are twice as many commits. One who writes alone waits for nobody.
    fn gather(&mut self, jobs: &Receiver<Job>, crowd: usize, patience: Duration) {
        self.take_waiting(jobs);
        let end = Instant::now() + patience;
        while self.has_room() && self.len() < crowd {
            let Ok(job) = jobs.recv_timeout(end.saturating_duration_since(Instant::now())) else { return };
            self.add(job);
        }
    }
}

/// Writes a batch in one commit; gives what answers each of its jobs.
fn write_batch(
    desk: &Desk,
    commands: Vec<(Box<Request>, Answer)>,
    operations: Vec<Operation>,
) -> Vec<Box<dyn FnOnce() + Send>> {
    let mut answers: Vec<Box<dyn FnOnce() + Send>> = Vec::with_capacity(commands.len() + operations.len());
    if commands.is_empty() && operations.is_empty() {
        return answers;
    }
    let mut operated = Vec::new();
    let mut waiting = Some(operations);
    let committed = desk.transact(|working| {
        let results = commands.iter().map(|(request, _)| accept(working, request, &desk.house));
        let results = results.collect::<Result<Vec<_>, Fault>>()?;
        working.flush()?;
        // The commands can no longer fail: from here on each operation takes back its own failure.
        operate(working, waiting.take().unwrap_or_default(), &mut operated)?;
        Ok(results)
    });
    match committed {
        Ok(results) => {
            for ((_, answer), result) in commands.into_iter().zip(results) {
                answers.push(Box::new(move || answer(result)));
            }
            for operation in operated {
                answers.push(Box::new(move || (operation.answer)(None)));
            }
        }
        // One of them broke off, and took the others with it: each again on its own, so that only that one fails.
        Err(broken) => {
            let alone = commands.len() == 1 && operated.is_empty();
            for (request, answer) in commands {
                let result = match desk.check_running() {
                    Ok(()) if alone => Err(SubmitError::Fault(fault(broken.to_string()))),
                    _ => desk
                        .transact(|working| accept(working, &request, &desk.house))
                        .unwrap_or_else(|fault| Err(fault.into())),
                };
                answers.push(Box::new(move || answer(result)));
            }
            for operation in operated {
                let broken = fault(broken.to_string());
                answers.push(Box::new(move || (operation.answer)(Some(broken))));
            }
            let mut operated = Vec::new();
            let again = desk.transact(|working| operate(working, waiting.take().unwrap_or_default(), &mut operated));
            let again = again.err().map(|fault| fault.to_string());
            for operation in operated {
                let again = again.as_deref().map(fault);
                answers.push(Box::new(move || (operation.answer)(again)));
            }
            for operation in waiting.unwrap_or_default() {
                let why = again.as_deref().unwrap_or_default();
                let unheard = operation(Err(fault(why)));
                answers.push(Box::new(move || (unheard.answer)(None)));
            }
        }
    }
    answers
}

/// Calls each operation; one that fails leaves nothing behind.
fn operate(working: &mut Working<'_>, operations: Vec<Operation>, operated: &mut Vec<Operated>) -> Result<(), Fault> {
    for operation in operations {
        let mut operational = Operational::new(working);
        let done = operation(Ok(&mut operational));
        let failed = done.failed;
        operated.push(done);
        if failed {
            operational.take_back()?;
        }
    }
    Ok(())
}
