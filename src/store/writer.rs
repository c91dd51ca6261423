//! The one thread that writes: it drains the queue into one transaction and one commit, and answers each request when
//! that is on disk.

use super::accept::accept;
use super::error::{DiskTrouble, SubmitError, again};
use super::keeper::Keeper;
use super::meter::Measured;
use super::operational::Operational;
use super::request::{Committed, Request};
use super::transact::Desk;
use super::working::Working;
use crate::desk::Fault;
use crossbeam_channel::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How many commands share a commit at the most: it bounds how long the first one waits for the last.
const BATCH: usize = 256;

/// How long a batch waits at the most for those who were answered just now; never longer than half of what the last
/// batch took without waiting. See [`Batch::gather`].
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

/// Works until told to close, or until nobody can send any more.
pub(super) fn run(desk: &Desk, jobs: &Receiver<Job>) {
    let mut keeper = Keeper::new(desk);
    let mut batch = Batch::default();
    let mut crowd = Crowd::default();
    // What came together with the word to close is done too.
    while batch.len() > 0 || !batch.closes {
        keeper.look();
        if batch.len() == 0 && !batch.wait(jobs, keeper.patience()) {
            return;
        }
        batch.take_waiting(jobs);
        let begun = Instant::now();
        let (answers, waited) = write_batch(desk, &mut batch, jobs, &crowd);
        let took = begun.elapsed().saturating_sub(waited);
        // Counted before anybody is answered: who waits now is somebody else.
        batch.take_waiting(jobs);
        crowd = Crowd { size: answers.len() + batch.len(), patience: GATHER.min(took / 2) };
        answers.into_iter().for_each(|answer| answer());
    }
}

/// Those who may come again at once: whoever was answered after the last commit, or came during it.
#[derive(Default)]
struct Crowd {
    size: usize,
    /// How long a batch waits for them.
    patience: Duration,
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

    /// Waits for the first job, as long as may be; false: nobody can send one any more.
    fn wait(&mut self, jobs: &Receiver<Job>, patience: Duration) -> bool {
        match jobs.recv_timeout(patience) {
            Ok(first) => self.add(first),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        true
    }

    /// Takes what waits already.
    fn take_waiting(&mut self, jobs: &Receiver<Job>) {
        while self.has_room() {
            let Ok(job) = jobs.try_recv() else { return };
            self.add(job);
        }
    }

    /// Waits a little for another of the crowd that the last commit saw, since whoever was answered often comes again at
    /// once; false when the batch is whole. Without it those who write all the time fall into two halves, one waiting
    /// while the other is written, and there are twice as many commits. One who writes alone waits for nobody.
    fn gather(&mut self, jobs: &Receiver<Job>, crowd: &Crowd, end: Instant) -> bool {
        if !self.has_room() || self.len() >= crowd.size {
            return false;
        }
        let Ok(job) = jobs.recv_deadline(end) else { return false };
        self.add(job);
        true
    }
}

/// Writes a batch in one commit, with those who come while its commands are decided; gives what answers each of its
/// jobs, and how long it waited for others.
fn write_batch(
    desk: &Desk,
    batch: &mut Batch,
    jobs: &Receiver<Job>,
    crowd: &Crowd,
) -> (Vec<Box<dyn FnOnce() + Send>>, Duration) {
    let mut answers: Vec<Box<dyn FnOnce() + Send>> = Vec::with_capacity(batch.len());
    let mut waited = Duration::ZERO;
    if batch.len() == 0 {
        return (answers, waited);
    }
    let mut operated = Vec::new();
    let end = Instant::now() + crowd.patience;
    let committed = desk.transact(|working| {
        let mut results = Vec::with_capacity(batch.len());
        loop {
            // Decided as they come: the time that the others of the crowd take is not lost.
            for (request, _) in &batch.commands[results.len()..] {
                results.push(accept(working, request, &desk.house)?);
            }
            let idle = Instant::now();
            let came = batch.gather(jobs, crowd, end);
            waited += idle.elapsed();
            if !came {
                break;
            }
        }
        working.flush()?;
        // The commands can no longer fail: from here on each operation takes back its own failure.
        operate(working, std::mem::take(&mut batch.operations), &mut operated)?;
        Ok(results)
    });
    let (commands, operations) = (std::mem::take(&mut batch.commands), std::mem::take(&mut batch.operations));
    match committed {
        Ok(results) => {
            if let Some(meter) = &desk.options.meter {
                meter(Measured::Batch(commands.len() + operated.len()));
            }
            for ((_, answer), result) in commands.into_iter().zip(results) {
                answers.push(Box::new(move || answer(result)));
            }
            answers.extend(heard(operated));
        }
        // The disk failed, and nothing more can be written: each hears it.
        Err(broken) if DiskTrouble::of(&broken).is_some() => {
            for (_, answer) in commands {
                let result = Err(SubmitError::Fault(again(&broken)));
                answers.push(Box::new(move || answer(result)));
            }
            answers.extend(unheard(operated, operations, &broken));
        }
        // One of them broke off, and took the others with it: each again on its own, so that only that one fails.
        Err(broken) => {
            let alone = commands.len() == 1 && operated.is_empty();
            for (request, answer) in commands {
                let result = if alone {
                    Err(SubmitError::Fault(again(&broken)))
                } else {
                    desk.transact(|working| accept(working, &request, &desk.house))
                        .unwrap_or_else(|fault| Err(fault.into()))
                };
                answers.push(Box::new(move || answer(result)));
            }
            answers.extend(unheard(operated, Vec::new(), &broken));
            let (mut waiting, mut operated) = (operations, Vec::new());
            match desk.transact(|working| operate(working, std::mem::take(&mut waiting), &mut operated)) {
                Ok(()) => answers.extend(heard(operated)),
                Err(broken) => answers.extend(unheard(operated, waiting, &broken)),
            }
        }
    }
    (answers, waited)
}

/// Answers operations of a transaction that is kept.
fn heard(called: Vec<Operated>) -> impl Iterator<Item = Box<dyn FnOnce() + Send>> {
    called.into_iter().map(|operation| -> Box<dyn FnOnce() + Send> { Box::new(move || (operation.answer)(None)) })
}

/// Answers operations of a transaction that is not kept: those that were called in it, and those that were not.
fn unheard(
    called: Vec<Operated>,
    waiting: Vec<Operation>,
    broken: &Fault,
) -> impl Iterator<Item = Box<dyn FnOnce() + Send>> {
    let called = called.into_iter().map(|operation| (operation, Some(again(broken))));
    let waiting = waiting.into_iter().map(|operation| (operation(Err(again(broken))), None));
    called
        .chain(waiting)
        .map(|(operation, broken)| -> Box<dyn FnOnce() + Send> { Box::new(move || (operation.answer)(broken)) })
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
