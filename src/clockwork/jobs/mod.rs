//! Jobs by schedule: each has a row with its next due moment, the period of its last run and what that came to. One runs
//! at a time. One that fails is noted and harms no other; it runs again when it is due.

mod asked;
mod plan;

pub use asked::Jobs;
use asked::Running;
pub(super) use plan::plan;

use super::housekeeping::{self, Work};
use super::retention;
use super::{Interrupted, LOOK_AGAIN};
use crate::clock::Clock;
use crate::store::Store;
use crate::store::job::{self, JobRun};
use rules::Moment;
use rules::desk::{Facts, JobName};
use rules::words::Vocabulary;

/// A job of the desk that clears away what is of no use any more.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// What it is called.
    pub name: JobName,
    /// A cron schedule, in the desk's local time.
    pub schedule: &'static str,
    /// What it does.
    pub(super) work: Work,
}

/// Every job but the backup, which has its schedule from the settings.
pub const JOBS: &[Job] = &[
    Job { name: JobName::ClearSessions, schedule: "0 7 * * * *", work: housekeeping::sessions },
    Job { name: JobName::ClearThrottles, schedule: "0 17 * * * *", work: housekeeping::throttles },
    Job { name: JobName::ClearIdempotencyKeys, schedule: "0 27 * * * *", work: housekeeping::idempotency_keys },
    Job { name: JobName::ClearUploads, schedule: "0 37 * * * *", work: housekeeping::uploads },
    Job { name: JobName::ClearDevices, schedule: "0 50 3 * * *", work: housekeeping::devices },
    Job { name: JobName::TakeAnswers, schedule: "0 3 0 * * *", work: housekeeping::answers },
    Job { name: JobName::ForgetAnswers, schedule: "0 20 3 * * *", work: retention::forget },
    Job { name: JobName::ClearOutbox, schedule: "0 40 3 * * *", work: housekeeping::outbox },
];

/// Runs the jobs that are due or were asked for, each at most once, and says when the next one is due.
pub(super) async fn run_due(store: &Store, clock: &Clock, jobs: &Jobs, all: &[Job]) -> Result<Moment, Interrupted> {
    let mut next = clock.now().plus(LOOK_AGAIN);
    for job in all {
        let now = clock.now();
        let (zone, row) = {
            let snapshot = store.snapshot()?;
            (snapshot.settings()?.zone(), job::find(&snapshot, job.name.as_str())?)
        };
        let plan = plan((job.name.as_str(), job.schedule), &job.schedule.parse()?, row.clone(), now, zone);
        next = plan.next.map_or(next, |due| next.min(due));
        let running = jobs.begin(job.name, plan.run, now);
        let mut row_after = plan.keep;
        if running.is_some() {
            let run = run(store, clock, job).await?;
            row_after = row_after.or(row).map(|row| job::Job { last_run: Some(run), ..row });
        }
        // Kept after the work: a job that is interrupted is run again, and each can be.
        if let Some(row) = row_after {
            store.operate(move |operational| job::keep(operational, &row)).await?;
        }
        running.into_iter().for_each(Running::ends);
    }
    Ok(next)
}

/// Does the work of a job, and says what it came to.
async fn run(store: &Store, clock: &Clock, job: &Job) -> Result<JobRun, Interrupted> {
    let began = clock.now();
    let (cleared, trouble) = match (job.work)(store, began).await {
        Ok(cleared) => (cleared, None),
        // What has nothing to do with this job passes: then it is run again.
        Err(cause) if cause.passes() => return Err(cause),
        Err(cause) => {
            tracing::error!(job = job.name.as_str(), %cause, "a job failed");
            (0, Some(cause.to_string()))
        }
    };
    Ok(JobRun { began, ended: clock.now(), cleared, trouble })
}

#[cfg(test)]
mod sweep;
#[cfg(test)]
mod tests;
