//! A past period, retraced through a model on all processors, from one snapshot.

use super::tally::{Difference, Tally};
use crate::desk::id::TicketNumber;
use crate::desk::{Course, Facts, Fault, Supposing, Ticket, Trial};
use crate::moment::Moment;
use crate::service_model::{ReadyModel, ServiceModel};
use crate::store::Snapshot;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// So many cases are retraced in one go; then somebody else may.
const CHUNK: u64 = 256;
/// So many cases that would have gone otherwise are kept one by one: the first ones.
pub const DIFFERENCES_MAX: u64 = 100_000;

/// How far a replay is. Whoever asked may stop it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    stopped: AtomicBool,
}

impl Progress {
    /// How many cases are done, and how many there are.
    pub fn told(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// It shall go no further.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it shall go no further.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// What came of a period.
#[derive(Debug, Default)]
pub struct Retraced {
    /// In sum.
    pub tally: Tally,
    /// The cases that would have gone otherwise, by the number of the first case of each chunk.
    pub differences: BTreeMap<u64, Vec<Difference>>,
}

/// Retraces the cases that were opened in `period`, as far as they had come at `until`; on so many threads. When it is
/// stopped, what there is by then.
///
/// # Errors
/// A fault of the storage below.
pub fn retrace(
    snapshot: &Snapshot,
    model: &ReadyModel,
    period: Range<Moment>,
    until: Moment,
    progress: &Progress,
    threads: usize,
) -> Result<Retraced, Fault> {
    let cases = first_since(snapshot, period.start)?..first_since(snapshot, period.end)?;
    progress.total.store(cases.end.saturating_sub(cases.start), Ordering::Relaxed);
    let next = AtomicU64::new(cases.start);
    let found = Mutex::new(Retraced::default());
    thread::scope(|scope| {
        let work = || {
            // Each thread has its own, so that they do not wait for each other to count who refers to it.
            let supposing = Supposing::new(snapshot, Arc::new(ReadyModel::from(ServiceModel::clone(model))));
            let mut trial = Trial::new(&supposing)?;
            let mut tally = Tally::default();
            loop {
                let first = next.fetch_add(CHUNK, Ordering::Relaxed);
                if first >= cases.end || progress.is_stopped() {
                    break;
                }
                let last = cases.end.min(first + CHUNK);
                let mut differences = Vec::new();
                snapshot.stories(TicketNumber(first)..TicketNumber(last), &mut |number, story| {
                    let Some(would) = trial.retrace(number, story, until)? else { return Ok(()) };
                    let was = Course::recorded(story);
                    tally.count(&was, &would);
                    let difference = Difference { ticket: number, was, would };
                    if tally.differs(&difference) {
                        differences.push(difference);
                    }
                    Ok(())
                })?;
                progress.done.fetch_add(last - first, Ordering::Relaxed);
                found.lock().unwrap_or_else(PoisonError::into_inner).keep(first, differences);
            }
            tally.notices = trial.into_notices();
            found.lock().unwrap_or_else(PoisonError::into_inner).tally.merge(tally);
            Ok(())
        };
        let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
        let mut done: Result<(), Fault> = work();
        for other in others {
            done = done.and(other.join().unwrap_or_else(|_| Err(Fault("a thread of the replay broke off".into()))));
        }
        done
    })?;
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.tally.kept = found.kept();
    Ok(found)
}

impl Retraced {
    fn kept(&self) -> u64 {
        self.differences.values().map(|cases| cases.len() as u64).sum()
    }

    fn keep(&mut self, first: u64, differences: Vec<Difference>) {
        if differences.is_empty() {
            return;
        }
        self.differences.insert(first, differences);
        // The first ones are kept, whichever thread is ahead.
        while self.kept() > DIFFERENCES_MAX {
            self.differences.pop_last();
        }
    }
}

/// The first case that was opened at `at` or later: their numbers are in order of their opening.
fn first_since(snapshot: &Snapshot, at: Moment) -> Result<u64, Fault> {
    let (mut low, mut high) = (1, snapshot.last::<Ticket>()?.unwrap_or(0) + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        match snapshot.get::<Ticket>(middle)? {
            Some(case) if case.opened_at < at => low = middle + 1,
            _ => high = middle,
        }
    }
    Ok(low)
}
