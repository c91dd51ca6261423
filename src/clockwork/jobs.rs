//! Jobs by schedule: each has a row with its next due moment and the period of its last run.

use super::housekeeping::{self, Work};
use super::schedule::{Due, Schedule};
use super::{Interrupted, LOOK_AGAIN, Pace};
use crate::clock::Clock;
use crate::store::{Store, job};
use chrono::TimeDelta;
use chrono_tz::{IANA_TZDB_VERSION, Tz};
use rules::Moment;
use rules::desk::Facts;

/// A last run that lies further ahead than this was made under a clock that was wrong.
const TOO_FAR_AHEAD: TimeDelta = TimeDelta::days(2);

/// A job of the desk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    /// What its row is called.
    pub(super) name: &'static str,
    /// A cron schedule, in the desk's local time.
    pub(super) schedule: &'static str,
    /// What it does.
    pub(super) work: Work,
}

/// Every job.
pub(super) const JOBS: &[Job] = &[
    Job { name: "clear-sessions", schedule: "0 7 * * * *", work: housekeeping::sessions },
    Job { name: "clear-throttles", schedule: "0 17 * * * *", work: housekeeping::throttles },
    Job { name: "clear-idempotency-keys", schedule: "0 27 * * * *", work: housekeeping::idempotency_keys },
    Job { name: "clear-uploads", schedule: "0 37 * * * *", work: housekeeping::uploads },
    Job { name: "clear-devices", schedule: "0 50 3 * * *", work: housekeeping::devices },
    Job { name: "clear-outbox", schedule: "0 40 3 * * *", work: housekeeping::outbox },
];

/// Runs the jobs that are due, each at most once, and says when the next one is.
pub(super) async fn run_due(store: &Store, clock: &Clock, jobs: &[Job]) -> Result<Pace, Interrupted> {
    let mut next = clock.now().plus(LOOK_AGAIN);
    for job in jobs {
        let now = clock.now();
        let (zone, row) = {
            let snapshot = store.snapshot()?;
            (snapshot.settings()?.zone(), job::find(&snapshot, job.name)?)
        };
        let plan = plan((job.name, job.schedule), &job.schedule.parse()?, row, now, zone);
        if plan.run {
            // Kept after the work: a job that is interrupted is run again, and each can be.
            (job.work)(store, now).await?;
        }
        if let Some(row) = plan.keep {
            next = next.min(row.next_due);
            store.operate(move |operational| job::keep(operational, &row)).await?;
        } else if let Some(due) = plan.next {
            next = next.min(due);
        }
    }
    Ok(Pace::Until(next))
}

/// What is to be done about a job now.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// Whether it runs now.
    pub(super) run: bool,
    /// Its row, when that changes.
    pub(super) keep: Option<job::Job>,
    /// When it is due next, as far as anybody can say.
    pub(super) next: Option<Moment>,
}

/// Decides about a job: pure, so that every jump of the clock can be tried.
///
/// A run that was missed is caught up once, however many were missed. A clock that is set back repeats no run: periods
/// up to the last one are skipped, unless that one lies so far ahead that the clock must have been wrong then.
pub(super) fn plan(
    (name, text): (&str, &str),
    schedule: &Schedule,
    row: Option<job::Job>,
    now: Moment,
    zone: Tz,
) -> Plan {
    let row = row.filter(|row| row.schedule == text);
    let mut last = row.as_ref().and_then(|row| row.last_period.clone());
    if let Some(horizon) = schedule.next_due(now.plus(TOO_FAR_AHEAD), zone)
        && last.as_ref().is_some_and(|last| *last > horizon.period.to_string())
    {
        last = None;
    }
    let upcoming = next_after(schedule, now, zone, last.as_deref());
    let planned = row.as_ref().and_then(|row| planned(schedule, row, now, zone));
    let missed = planned.filter(|due| *due <= now).and_then(|due| latest_due(schedule, due, now, zone));
    let missed = missed.map(|due| due.period.to_string()).filter(|period| last.as_ref() < Some(period));
    let run = missed.is_some();
    let last_period = missed.or(last);
    let next_due = upcoming.map(|due| due.at);
    let new = next_due.map(|next_due| job::Job {
        name: name.to_owned(),
        schedule: text.to_owned(),
        next_due,
        last_period,
        zones: Some(IANA_TZDB_VERSION.to_owned()),
    });
    let keep = new.filter(|new| row.as_ref() != Some(new));
    Plan { run, keep, next: next_due }
}

/// When the job was due next, as it was planned. Another time-zone database may have put it elsewhere: then it is
/// planned anew from the last run on, so that it is neither too late nor skipped.
fn planned(schedule: &Schedule, row: &job::Job, now: Moment, zone: Tz) -> Option<Moment> {
    match row.last_period.as_deref().filter(|_| row.zones.as_deref() != Some(IANA_TZDB_VERSION)) {
        None => Some(row.next_due),
        Some(last) => {
            let from = row.next_due.min(now).plus(-TimeDelta::days(1));
            next_after(schedule, from, zone, Some(last)).map(|due| due.at)
        }
    }
}

/// The first due moment after `now` whose period comes after `last`.
fn next_after(schedule: &Schedule, now: Moment, zone: Tz, last: Option<&str>) -> Option<Due> {
    let mut due = schedule.next_due(now, zone)?;
    while last.is_some_and(|last| due.period.to_string().as_str() <= last) {
        due = schedule.next_due(due.at, zone)?;
    }
    Some(due)
}

/// The last due moment by `now`, from `first` on: what a run that catches up stands for.
fn latest_due(schedule: &Schedule, first: Moment, now: Moment, zone: Tz) -> Option<Due> {
    // After a long time off only the end of it matters.
    let from = first.max(now.plus(-TimeDelta::days(1)));
    let just_before = |at: Moment| at.plus(TimeDelta::milliseconds(-1));
    let mut latest = schedule.next_due(just_before(first), zone).filter(|due| due.at <= now)?;
    let mut after = just_before(from);
    while let Some(due) = schedule.next_due(after, zone).filter(|due| due.at <= now) {
        after = due.at;
        latest = due;
    }
    Some(latest)
}

#[cfg(test)]
mod sweep;
#[cfg(test)]
mod tests;
