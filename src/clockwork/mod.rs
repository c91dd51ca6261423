//! What happens because time passes: the timers of cases, invitations and rounds of surveys, jobs by schedule, and backups.
//!
//! All keep what is due in the data file and sleep until the first of it, so their cost follows what is due.

mod backups;
mod campaigns;
mod follow_ups;
mod housekeeping;
mod invitations;
mod jobs;
mod open_cases;
mod retention;
mod room;
mod schedule_zone;
mod timers;

pub use backups::{BackupFile, BackupFolder, Backups, Making, Running, next_due, overdue};
pub use housekeeping::take_answers_out;
pub use jobs::{JOBS, Job, Jobs};
pub use rules::schedule::{Due, NotASchedule, Period, Schedule, Times};
pub use schedule_zone::ScheduleZone;

use crate::clock::Clock;
use crate::store::{DiskTrouble, OperateError, Store, SubmitError};
use chrono::TimeDelta;
use rules::Moment;
use rules::desk::Fault;
use std::time::Duration;
use tokio::task::JoinHandle;

/// Without a word from anybody, a look is taken after this.
const LOOK_AGAIN: TimeDelta = TimeDelta::seconds(60);
/// After a fault of the store, or while it is busy.
const BREATHER: Duration = Duration::from_secs(2);
/// Changes that come in quick succession are looked at together.
const GATHER: Duration = Duration::from_millis(200);

/// The running clockwork. Dropping it lets it run on.
pub struct Clockwork {
    tasks: [JoinHandle<()>; 6],
    backups: Backups,
    jobs: Jobs,
}

impl Clockwork {
    /// The backups, to ask for one.
    pub fn backups(&self) -> &Backups {
        &self.backups
    }

    /// The other jobs, to ask for one.
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// Stops at once. Nothing is lost: what is due stays in the data file, and a command that was on its way is either
    /// done or not.
    pub fn stop(&self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Starts timers, rounds of surveys, jobs and backups on the current runtime. They end by themselves when the store closes.
pub fn start(store: &Store, clock: &Clock) -> Clockwork {
    let timers = tokio::spawn(run_timers(store.clone(), clock.clone()));
    let jobs = Jobs::default();
    let run = tokio::spawn(run_jobs(store.clone(), clock.clone(), jobs.clone()));
    let backups = Backups::default();
    let made = tokio::spawn(backups::run(store.clone(), clock.clone(), backups.clone()));
    let room = tokio::spawn(room::run(store.clone(), clock.clone()));
    let open_cases = tokio::spawn(open_cases::run(store.clone(), clock.clone()));
    let campaigns = tokio::spawn(campaigns::run(store.clone(), clock.clone()));
    Clockwork { tasks: [timers, run, made, room, open_cases, campaigns], backups, jobs }
}

/// How to go on after a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    /// There is more to do.
    AtOnce,
    /// Nothing until then.
    Until(Moment),
}

impl Pace {
    /// How to go on after both.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Until(one), Self::Until(other)) => Self::Until(one.min(other)),
            _ => Self::AtOnce,
        }
    }
}

/// Why a look could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum Interrupted {
    /// The data file.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The store does not take it now.
    #[error(transparent)]
    Operate(#[from] OperateError),
    /// The desk does not take it, or not now.
    #[error(transparent)]
    Submit(#[from] SubmitError),
    /// A schedule that is none.
    #[error(transparent)]
    NotASchedule(#[from] NotASchedule),
}

impl Interrupted {
    fn is_closing(&self) -> bool {
        matches!(self, Self::Operate(OperateError::Closed) | Self::Submit(SubmitError::Closed))
    }

    /// Whether it is over soon, whatever was being done: then that is tried again.
    fn passes(&self) -> bool {
        let busy = matches!(self, Self::Operate(OperateError::Busy) | Self::Submit(SubmitError::Busy));
        busy || self.is_closing() || self.is_told()
    }

    /// Whether the store itself tells the log of it.
    fn is_told(&self) -> bool {
        match self {
            Self::Fault(fault)
            | Self::Operate(OperateError::Fault(fault))
            | Self::Submit(SubmitError::Fault(fault)) => DiskTrouble::of(fault).is_some(),
            Self::Submit(SubmitError::NoRoom) => true,
            _ => false,
        }
    }
}

async fn run_timers(store: Store, clock: Clock) {
    let mut head = store.head();
    loop {
        head.borrow_and_update();
        match tell_due(&store, &clock).await {
            Ok(Pace::AtOnce) => {}
            Ok(Pace::Until(next)) => tokio::select! {
                // An entry may have brought an earlier timer.
                changed = head.changed() => match changed {
                    Ok(()) => tokio::time::sleep(GATHER).await,
                    Err(_) => return,
                },
                () = clock.sleep_until(next) => {}
            },
            Err(cause) if cause.is_closing() => return,
            Err(cause) => pause("timers", &cause).await,
        }
    }
}

/// Does what is due of cases, of invitations and of follow-ups.
async fn tell_due(store: &Store, clock: &Clock) -> Result<Pace, Interrupted> {
    let pace = timers::tell_due(store, clock).await?.and(invitations::send_due(store, clock).await?);
    Ok(pace.and(follow_ups::tell_due(store, clock).await?))
}

async fn run_jobs(store: Store, clock: Clock, asked: Jobs) {
    loop {
        match jobs::run_due(&store, &clock, &asked, JOBS).await {
            Ok(next) => tokio::select! {
                () = asked.asked() => {}
                () = clock.sleep_until(next) => {}
            },
            Err(cause) if cause.is_closing() => return,
            Err(cause) => pause("jobs", &cause).await,
        }
    }
}

async fn pause(what: &str, cause: &Interrupted) {
    if cause.is_told() {
        tracing::debug!(%cause, "the {what} wait for the disk");
    } else {
        tracing::warn!(%cause, "the {what} cannot be looked at");
    }
    tokio::time::sleep(BREATHER).await;
}
