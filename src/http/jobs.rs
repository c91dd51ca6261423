//! What the desk does from time to time: when, what came of it, and at once.

use super::Tag;
use super::backups::BackupUnderWay;
use super::caller::Caller;
use super::list::Named;
use super::problem::{Code, FieldCode, Problem};
use super::reply::{Answer, Reply, Shown};
use super::word::{At, Word};
use crate::clockwork::{self, JOBS, Schedule, ScheduleZone, Times};
use crate::desk::{BackupSettings, DoorEvent, Facts, JobName};
use crate::moment::Moment;
use crate::store::job::{self, JobRun};
use crate::store::{Snapshot, backup_log};
use crate::words::Vocabulary;
use poem_openapi::param::Path;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

/// The resource.
pub(super) struct Jobs;

/// How often something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Every {
    /// Every hour.
    Hour,
    /// Every day.
    Day,
    /// As `cron` says.
    Other,
}

impl Vocabulary for Every {
    const TITLE: &'static str = "Every";
    const ALL: &'static [Self] = &[Self::Hour, Self::Day, Self::Other];
    fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Other => "other",
        }
    }
}

/// When a job is due.
#[derive(Clone, Debug, Object)]
pub(super) struct JobSchedule {
    /// How often.
    every: Word<Every>,
    /// At which hour of every day; else null.
    hour: Option<u32>,
    /// In which minute of every hour, or of the hour; else null.
    minute: Option<u32>,
    /// Minutes, hours, days, months and weekdays as cron has them, of what is due otherwise; else null.
    cron: Option<String>,
}

/// A job that runs.
#[derive(Clone, Debug, Object)]
pub(super) struct JobUnderWay {
    /// Since when.
    began_at: At,
    /// How much of what it is at is done, where that is known.
    percent: Option<u32>,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum JobResult {
    /// It went well.
    Done,
    /// It did not.
    Failed,
}

impl Vocabulary for JobResult {
    const TITLE: &'static str = "JobResult";
    const ALL: &'static [Self] = &[Self::Done, Self::Failed];
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

/// A run that is over.
#[derive(Clone, Debug, Object)]
pub(super) struct JobLastRun {
    /// When it began.
    began_at: At,
    /// How long it took, in milliseconds.
    took_ms: u64,
    /// What it came to.
    result: Word<JobResult>,
    /// How much it cleared away; null of a backup.
    cleared: Option<u64>,
    /// Why it failed; null when it went well.
    problem: Option<String>,
}

/// Something that the desk does from time to time.
#[derive(Clone, Debug, Object)]
pub(super) struct Job {
    /// What it is.
    id: Word<JobName>,
    /// When it is due by itself; null: never.
    schedule: Option<JobSchedule>,
    /// The time zone of its schedule.
    time_zone: String,
    /// The calendar whose time zone that is; null: it is the desk's.
    calendar: Option<Named>,
    /// Whether its schedule names a calendar that is no longer in the model, and so goes by the desk's time zone.
    calendar_gone: bool,
    /// That it runs now, or is about to.
    running: Option<JobUnderWay>,
    /// Its last run; null: there was none.
    last: Option<JobLastRun>,
    /// When it is due next.
    next_at: Option<At>,
}

#[OpenApi(prefix_path = "/jobs", tag = "Tag::Administration")]
impl Jobs {
    /// List the jobs
    ///
    /// What the desk does from time to time by itself: when, what the last run came to, whether it runs now, and when it
    /// is due next. For administrators.
    #[oai(path = "/", method = "get")]
    async fn list(&self, caller: Caller) -> Answer<Shown<Vec<Job>>> {
        caller.must(|viewer| viewer.administers())?;
        let snapshot = caller.snapshot()?;
        let jobs = JobName::ALL.iter().map(|name| Job::of(&caller, &snapshot, *name));
        Ok(Shown::new(jobs.collect::<Answer<_>>()?))
    }

    /// Run a job now
    ///
    /// For administrators. It begins in the background, and is due by itself as ever. While it runs the answer is
    /// `already_running`. A backup needs a folder to go to.
    #[oai(path = "/:id/run", method = "post")]
    async fn run(
        &self,
        caller: Caller,
        /// Which job.
        id: Path<Word<JobName>>,
    ) -> Answer<Reply<Job, 202>> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        let job = id.0.0;
        let state = caller.state();
        let begins = match job {
            JobName::Backup if backup_settings(&caller.snapshot()?)?.folder.is_empty() => {
                return Err(Problem::field("folder", FieldCode::Required));
            }
            JobName::Backup => state.backups.ask(),
            _ => state.jobs.ask(job),
        };
        if !begins {
            return Err(Problem::of(Code::AlreadyRunning));
        }
        caller.witness(DoorEvent::JobAsked { job }).await?;
        let (snapshot, _) = caller.afresh()?;
        Ok(Reply::new(Job::of(&caller, &snapshot, job)?))
    }
}

impl Job {
    fn of(caller: &Caller, snapshot: &Snapshot, name: JobName) -> Answer<Self> {
        let (state, now) = (caller.state(), caller.now());
        let in_zone = |by: ScheduleZone| Self {
            id: Word(name),
            schedule: None,
            time_zone: by.zone.name().to_owned(),
            calendar: by.calendar.map(|(id, name)| Named::new(id.0, name)),
            calendar_gone: by.calendar_gone,
            running: None,
            last: None,
            next_at: None,
        };
        let Some(job) = JOBS.iter().find(|job| job.name == name) else {
            let settings = backup_settings(snapshot)?;
            let running = state.backups.running(now);
            let bare = in_zone(ScheduleZone::of_backups(snapshot, &settings)?);
            return Ok(Self {
                schedule: Schedule::of_crontab(&settings.schedule)
                    .map(|schedule| JobSchedule::of(&schedule, &settings.schedule)),
                running: running.map(|running| JobUnderWay {
                    began_at: At(running.began),
                    percent: Some(BackupUnderWay::of(running).percent),
                }),
                last: backup_log::read(snapshot)?
                    .last
                    .map(|run| JobLastRun::of((run.began, run.ended), None, run.trouble)),
                next_at: clockwork::next_due(snapshot, &settings)?.map(At),
                ..bare
            });
        };
        let row = job::find(snapshot, name.as_str())?;
        let bare = in_zone(ScheduleZone::of_desk(&*snapshot.settings()?));
        Ok(Self {
            schedule: job.schedule.parse().ok().map(|schedule| JobSchedule::of(&schedule, job.schedule)),
            running: state.jobs.running(name, now).map(|began| JobUnderWay { began_at: At(began), percent: None }),
            next_at: row.as_ref().filter(|row| row.schedule == job.schedule).map(|row| At(row.next_due)),
            last: row.and_then(|row| row.last_run).map(|run: JobRun| {
                let cleared = run.trouble.is_none().then_some(run.cleared);
                JobLastRun::of((run.began, run.ended), cleared, run.trouble)
            }),
            ..bare
        })
    }
}

impl JobSchedule {
    fn of(schedule: &Schedule, cron: &str) -> Self {
        match schedule.times() {
            Some(Times::Hourly { minute }) => {
                Self { every: Word(Every::Hour), hour: None, minute: Some(minute), cron: None }
            }
            Some(Times::Daily { hour, minute }) => {
                Self { every: Word(Every::Day), hour: Some(hour), minute: Some(minute), cron: None }
            }
            None => Self { every: Word(Every::Other), hour: None, minute: None, cron: Some(cron.to_owned()) },
        }
    }
}

impl JobLastRun {
    fn of((began, ended): (Moment, Moment), cleared: Option<u64>, trouble: Option<String>) -> Self {
        Self {
            began_at: At(began),
            // A clock that was set back meanwhile makes it no shorter than nothing.
            took_ms: u64::try_from(ended.since(began).num_milliseconds()).unwrap_or(0),
            result: Word(if trouble.is_none() { JobResult::Done } else { JobResult::Failed }),
            cleared,
            problem: trouble,
        }
    }
}

fn backup_settings(snapshot: &Snapshot) -> Answer<BackupSettings> {
    Ok(snapshot.get::<BackupSettings>(())?.unwrap_or_default())
}
