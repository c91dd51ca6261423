//! When a job runs: pure, so that every jump of the clock can be tried.

use crate::store::job;
use chrono::TimeDelta;
use chrono_tz::{IANA_TZDB_VERSION, Tz};
use rules::Moment;
use rules::schedule::{Due, Schedule};

/// A last run that lies further ahead than this was made under a clock that was wrong.
const TOO_FAR_AHEAD: TimeDelta = TimeDelta::days(2);

/// What is to be done about a job now.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::clockwork) struct Plan {
    /// Whether it runs now.
    pub(in crate::clockwork) run: bool,
    /// Its row, when that changes.
    pub(in crate::clockwork) keep: Option<job::Job>,
    /// When it is due next, as far as anybody can say.
    pub(in crate::clockwork) next: Option<Moment>,
}

/// Decides about a job.
///
/// A run that was missed is caught up once, however many were missed. A clock that is set back repeats no run: periods
/// up to the last one are skipped, unless that one lies so far ahead that the clock must have been wrong then.
pub(in crate::clockwork) fn plan(
    (name, text): (&str, &str),
    schedule: &Schedule,
    row: Option<job::Job>,
    now: Moment,
    zone: Tz,
) -> Plan {
    let last_run = row.as_ref().and_then(|row| row.last_run.clone());
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
        zone: Some(zone.name().to_owned()),
        last_run,
    });
    let keep = new.filter(|new| row.as_ref() != Some(new));
    Plan { run, keep, next: next_due }
}

/// When the job was due next, as it was planned. Another time-zone database, or another zone, may have put it elsewhere:
/// then it is planned anew from the last run on, so that it is neither too late nor skipped.
fn planned(schedule: &Schedule, row: &job::Job, now: Moment, zone: Tz) -> Option<Moment> {
    let moved = row.zone.as_deref().is_some_and(|before| before != zone.name());
    let anew = moved || row.zones.as_deref() != Some(IANA_TZDB_VERSION);
    match row.last_period.as_deref().filter(|_| anew) {
        // What never ran waits for its first time in the new zone.
        None if moved => None,
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
