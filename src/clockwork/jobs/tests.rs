#![expect(clippy::unwrap_used, reason = "tests")]

use super::plan::Plan;
use super::{JOBS, Job, Jobs, job, plan, run_due};
use crate::clock::Clock;
use crate::clockwork::housekeeping::Done;
use crate::clockwork::{Schedule, housekeeping};
use crate::store::{self, Store};
use chrono::TimeDelta;
use chrono_tz::America::Santiago;
use chrono_tz::Europe::Madrid;
use chrono_tz::Tz;
use rules::Moment;
use rules::desk::JobName;
use rules::words::Vocabulary;

const DAILY: Job = Job { name: JobName::ClearOutbox, schedule: "0 0 0 * * *", work: housekeeping::outbox };
const HOURLY: Job = Job { name: JobName::ClearSessions, schedule: "0 7 * * * *", work: housekeeping::sessions };

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// A job with its row, and how often it ran.
struct Desk {
    job: Job,
    zone: Tz,
    row: Option<job::Job>,
    runs: Vec<String>,
}

impl Desk {
    fn new(job: Job, zone: Tz) -> Self {
        Self { job, zone, row: None, runs: Vec::new() }
    }

    fn look(&mut self, now: Moment) -> Plan {
        let plan = plan(
            (self.job.name.as_str(), self.job.schedule),
            &self.job.schedule.parse().unwrap(),
            self.row.clone(),
            now,
            self.zone,
        );
        if let Some(row) = plan.keep.clone() {
            self.row = Some(row);
        }
        if plan.run {
            self.runs.push(self.row.as_ref().unwrap().last_period.clone().unwrap());
        }
        plan
    }
}

#[test]
fn every_schedule_is_one_and_every_name_is_its_own() {
    for job in JOBS {
        assert!(job.schedule.parse::<Schedule>().is_ok_and(|schedule| schedule.times().is_some()), "{}", job.name);
    }
    let names: Vec<JobName> = JobName::ALL.iter().copied().filter(|name| *name != JobName::Backup).collect();
    assert_eq!(JOBS.iter().map(|job| job.name).collect::<Vec<_>>(), names);
}

#[test]
fn a_new_job_waits_for_its_first_time_and_then_runs_once() {
    let mut desk = Desk::new(HOURLY, Santiago);
    assert!(!desk.look(at("2026-11-25T12:10:00Z")).run);
    assert_eq!(desk.row.as_ref().unwrap().next_due, at("2026-11-25T13:07:00Z"));
    assert!(!desk.look(at("2026-11-25T13:06:59Z")).run);
    assert!(desk.look(at("2026-11-25T13:07:00Z")).run);
    for second in 0..120 {
        assert!(!desk.look(at("2026-11-25T13:07:00Z").plus(TimeDelta::seconds(second))).run);
    }
    assert_eq!(desk.runs, ["2026-11-25T13:07:00.000Z"]);
}

#[test]
fn a_schedule_that_moves_to_another_zone_runs_once_for_each_date() {
    let mut desk = Desk::new(DAILY, Santiago);
    // Midnight is at 03:00 UTC in Santiago, at 23:00 UTC in Madrid.
    desk.look(at("2026-11-24T12:00:00Z"));
    assert!(desk.look(at("2026-11-25T03:00:00Z")).run);
    desk.zone = Madrid;
    assert!(!desk.look(at("2026-11-25T12:00:00Z")).run);
    assert_eq!(desk.row.as_ref().unwrap().next_due, at("2026-11-25T23:00:00Z"));
    assert!(desk.look(at("2026-11-25T23:00:00Z")).run);
    // Back in Santiago the 26th has run already.
    desk.zone = Santiago;
    assert!(!desk.look(at("2026-11-26T00:00:00Z")).run);
    assert!(!desk.look(at("2026-11-26T03:00:00Z")).run);
    assert!(desk.look(at("2026-11-27T03:00:00Z")).run);
    // It moves while nobody looks, past its time there.
    desk.zone = Madrid;
    assert!(desk.look(at("2026-11-27T23:30:00Z")).run);
    assert_eq!(desk.runs, ["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28"]);

    // What never ran waits for its time in the new zone.
    let mut desk = Desk::new(DAILY, Madrid);
    desk.look(at("2026-11-24T12:00:00Z"));
    desk.zone = Santiago;
    assert!(!desk.look(at("2026-11-24T23:00:00Z")).run);
    assert!(desk.look(at("2026-11-25T03:00:00Z")).run);
    assert_eq!(desk.runs, ["2026-11-25"]);
}

#[test]
fn what_was_missed_is_caught_up_once() {
    let mut desk = Desk::new(HOURLY, Santiago);
    desk.look(at("2026-11-20T12:10:00Z"));
    assert!(desk.look(at("2026-11-25T12:10:00Z")).run);
    assert!(!desk.look(at("2026-11-25T12:10:01Z")).run);
    assert_eq!(desk.runs, ["2026-11-25T12:07:00.000Z"]);
    assert_eq!(desk.row.unwrap().next_due, at("2026-11-25T13:07:00Z"));

    let mut desk = Desk::new(DAILY, Santiago);
    desk.look(at("2026-11-20T12:10:00Z"));
    assert!(desk.look(at("2026-11-25T12:10:00Z")).run);
    assert_eq!(desk.runs, ["2026-11-25"]);
}

#[test]
fn a_clock_set_back_repeats_nothing_and_skips_nothing() {
    let mut desk = Desk::new(HOURLY, Santiago);
    desk.look(at("2026-11-25T14:10:00Z"));
    assert!(desk.look(at("2026-11-25T15:07:30Z")).run);
    // Two hours back, and minute by minute to where it was.
    for minute in 0..180 {
        desk.look(at("2026-11-25T13:10:00Z").plus(TimeDelta::minutes(minute)));
    }
    assert_eq!(desk.runs, ["2026-11-25T15:07:00.000Z", "2026-11-25T16:07:00.000Z"]);
}

#[test]
fn a_clock_that_was_a_year_ahead_does_not_stop_the_job_for_a_year() {
    let mut desk = Desk::new(HOURLY, Santiago);
    desk.look(at("2026-11-25T14:10:00Z"));
    assert!(desk.look(at("2027-11-25T14:10:00Z")).run);
    assert!(!desk.look(at("2026-11-25T14:20:00Z")).run);
    assert!(desk.look(at("2026-11-25T15:07:00Z")).run);
}

#[test]
fn each_night_counts_once_through_both_changes_of_clocks() {
    for (from, nights) in [
        ("2026-04-03T12:00:00Z", ["2026-04-04", "2026-04-05", "2026-04-06"]),
        ("2026-09-04T12:00:00Z", ["2026-09-05", "2026-09-06", "2026-09-07"]),
    ] {
        let mut desk = Desk::new(DAILY, Santiago);
        for minute in 0..3 * 24 * 60 {
            desk.look(at(from).plus(TimeDelta::minutes(minute)));
        }
        assert_eq!(desk.runs, nights);
    }
}

fn broken(_: &Store, _: Moment) -> Done<'_> {
    Box::pin(async { Err(rules::desk::Fault("the shelf fell down".into()).into()) })
}

#[tokio::test]
async fn a_job_that_fails_is_noted_and_harms_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.redb");
    let store = Store::open(&path, store::Options::default()).unwrap();
    let clock = Clock::settable(at("2026-11-25T12:10:00Z"));
    let jobs = Jobs::default();
    let list = [Job { work: broken, ..HOURLY }, DAILY];
    let row = |job: &Job| job::find(&store.snapshot().unwrap(), job.name.as_str()).unwrap().unwrap();
    run_due(&store, &clock, &jobs, &list).await.unwrap();
    assert_eq!(list.map(|job| row(&job).last_run), [None, None]);

    assert!(jobs.ask(JobName::ClearOutbox));
    clock.set(at("2026-11-25T13:07:30Z"));
    let next = run_due(&store, &clock, &jobs, &list).await.unwrap();
    assert_eq!(next, at("2026-11-25T13:08:30Z"));
    let [failed, asked] = list.map(|job| row(&job));
    let failed_run = failed.last_run.unwrap();
    assert!(failed_run.trouble.is_some_and(|trouble| trouble.contains("the shelf fell down")));
    assert_eq!(failed.last_period.as_deref(), Some("2026-11-25T13:07:00.000Z"), "it waits for its next period");
    // One that was asked for does not count as the one that is due.
    let asked_run = asked.last_run.unwrap();
    assert_eq!((asked_run.trouble, asked_run.began, asked.last_period), (None, clock.now(), None));
    assert_eq!(jobs.running(JobName::ClearOutbox, clock.now()), None);
    store.close().unwrap();
    assert!(store::check(&path, true, &mut |_| {}).unwrap().is_clean());
}
