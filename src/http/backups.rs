//! Backups by schedule: when, where, how many; what came of them; and one at once.

use super::Tag;
use super::backup::busy;
use super::caller::Caller;
use super::input::Input;
use super::problem::{FieldCode, FieldFault, Problem};
use super::reply::{Answer, Shown};
use super::word::{At, Id, Word};
use crate::clockwork::{self, BackupFolder, Schedule, ScheduleZone};
use crate::desk::{BackupSettings, Command, Facts, Keep};
use crate::service_model::CalendarId;
use crate::store::{Step, backup_log};
use crate::words::Vocabulary;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

/// The resource.
pub(super) struct Backups;

/// When backups are made, where they go, and how many are kept.
#[derive(Clone, Debug, Object)]
pub(super) struct BackupSetup {
    /// Counts every change; also the `ETag`.
    version: u64,
    /// Minutes, hours, days, months and weekdays as cron has them; empty: none by itself.
    schedule: String,
    /// The calendar of the model in whose time zone the schedule is due; null: in the desk's.
    calendar: Option<Id>,
    /// The folder on the desk's machine; empty: nowhere yet.
    folder: String,
    /// How many are kept.
    keep: KeepCounts,
}

/// How many backups are kept: the last one of each of so many days, weeks and months.
#[derive(Clone, Copy, Debug, Object)]
pub(super) struct KeepCounts {
    /// Days; at least 1.
    daily: u32,
    /// Weeks.
    weekly: u32,
    /// Months.
    monthly: u32,
}

/// When backups should be made, where they should go, and how many should be kept.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct BackupInput {
    /// Minutes, hours, days, months and weekdays as cron has them; empty: none by itself.
    schedule: String,
    /// The calendar of the model in force in whose time zone the schedule is due; in the desk's when left out.
    calendar: Option<Id>,
    /// The folder on the desk's machine, by its absolute path.
    folder: String,
    /// How many are kept.
    keep: KeepCounts,
}

/// Where a backup is that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BackupStep {
    /// It begins.
    Beginning,
    /// The data file is copied.
    Copying,
    /// The copy is looked through.
    Checking,
}

impl Vocabulary for BackupStep {
    const TITLE: &'static str = "BackupStep";
    const ALL: &'static [Self] = &[Self::Beginning, Self::Copying, Self::Checking];
    fn as_str(self) -> &'static str {
        match self {
            Self::Beginning => "beginning",
            Self::Copying => "copying",
            Self::Checking => "checking",
        }
    }
}

/// A backup that is being made.
#[derive(Clone, Debug, Object)]
pub(super) struct BackupUnderWay {
    /// Since when.
    began_at: At,
    /// What it is at.
    step: Word<BackupStep>,
    /// How much of this step is done.
    pub(super) percent: u32,
}

/// A backup that was made, or should have been.
#[derive(Clone, Debug, Object)]
pub(super) struct BackupRun {
    /// When it began.
    began_at: At,
    /// When it ended.
    ended_at: At,
    /// Its name in the folder; null when it failed.
    file: Option<String>,
    /// Why it failed, with what to do; null when it went well.
    trouble: Option<String>,
}

/// A backup that is in the folder.
#[derive(Clone, Debug, Object)]
pub(super) struct BackupFile {
    /// Its name.
    name: String,
    /// What it holds is of this moment.
    made_at: At,
    /// How large it is.
    bytes: u64,
}

/// The backups of the desk.
#[derive(Clone, Debug, Object)]
pub(super) struct BackupsView {
    /// When they are made, where they go, and how many are kept.
    settings: BackupSetup,
    /// When the next one is due by itself.
    next_at: Option<At>,
    /// The one that is being made.
    running: Option<BackupUnderWay>,
    /// The last one.
    last: Option<BackupRun>,
    /// When the last one began that went well.
    last_good_at: Option<At>,
    /// Since when one should be there that is not.
    overdue_since: Option<At>,
    /// Those that are there, the newest first.
    files: Vec<BackupFile>,
    /// Why the folder cannot be read; null when it can.
    folder_trouble: Option<String>,
}

#[OpenApi(prefix_path = "/backups", tag = "Tag::Administration")]
impl Backups {
    /// Show the backups
    ///
    /// When they are made, what the last one came to, how far one is that is being made, and which are there. For
    /// administrators.
    #[oai(path = "/", method = "get")]
    async fn get(&self, caller: Caller) -> Answer<Shown<BackupsView>> {
        caller.must(|viewer| viewer.administers())?;
        show(&caller).await
    }

    /// Change when backups are made
    ///
    /// For administrators. The desk must be able to write to the folder.
    #[oai(path = "/settings", method = "put")]
    async fn replace(&self, caller: Caller, input: Input<BackupInput>) -> Answer<Shown<BackupsView>> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        // Where the desk's secrets go, and a folder that is tried out.
        caller.must_have_proved()?;
        let BackupInput { schedule, calendar, folder, keep } = input.0;
        let schedule = schedule.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut faults = Vec::new();
        if !schedule.is_empty() && Schedule::of_crontab(&schedule).is_none() {
            faults.push(FieldFault::new("schedule", FieldCode::Malformed));
        }
        let keep = Keep { daily: keep.daily, weekly: keep.weekly, monthly: keep.monthly };
        let folder = folder.trim().to_owned();
        // What is no absolute path at all the desk refuses itself.
        if folder.starts_with('/') {
            let tried = folder_of(&caller, &folder);
            faults.extend(in_background(move || tried.try_out()).await?.err().map(|error| unusable(&error)));
        }
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        let calendar = calendar.map(|id| CalendarId(id.0));
        caller.submit(Command::ChangeBackupSettings { schedule, calendar, folder, keep }).await?;
        caller.state().backups.wake();
        show(&caller).await
    }

    /// Make a backup now
    ///
    /// For administrators. It goes to the folder of the settings; `running` says how far it is. While one is being made
    /// the answer is `busy`.
    #[oai(path = "/", method = "post")]
    async fn make(&self, caller: Caller) -> Answer<Shown<BackupsView>> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        if settings_of(&caller)?.folder.is_empty() {
            return Err(Problem::field("folder", FieldCode::Required));
        }
        if !caller.state().backups.ask() {
            return Err(busy());
        }
        show(&caller).await
    }
}

async fn show(caller: &Caller) -> Answer<Shown<BackupsView>> {
    let settings = settings_of(caller)?;
    let (next, log, zone) = {
        let snapshot = caller.snapshot()?;
        let next = clockwork::next_due(&snapshot, &settings)?;
        (next, backup_log::read(&snapshot)?, ScheduleZone::of_backups(&snapshot, &settings)?.zone)
    };
    let (files, folder_trouble) = if settings.folder.is_empty() {
        (Vec::new(), None)
    } else {
        let folder = folder_of(caller, &settings.folder);
        match in_background(move || folder.list()).await? {
            Ok(files) => (files, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        }
    };
    let now = caller.now();
    let running = caller.state().backups.running(now);
    let shown = BackupsView {
        next_at: next.map(At),
        running: running.map(BackupUnderWay::of),
        overdue_since: clockwork::overdue(&settings, log.last_good, now, zone).map(At),
        last_good_at: log.last_good.map(At),
        last: log.last.map(|run| BackupRun {
            began_at: At(run.began),
            ended_at: At(run.ended),
            file: run.file,
            trouble: run.trouble,
        }),
        files: files
            .into_iter()
            .map(|file| BackupFile { name: file.name, made_at: At(file.at), bytes: file.bytes })
            .collect(),
        folder_trouble,
        settings: BackupSetup {
            version: settings.version,
            schedule: settings.schedule,
            calendar: settings.calendar.map(|id| Id(id.0)),
            folder: settings.folder,
            keep: KeepCounts {
                daily: settings.keep.daily,
                weekly: settings.keep.weekly,
                monthly: settings.keep.monthly,
            },
        },
    };
    Ok(Shown::new(shown).version(|backups| backups.settings.version))
}

fn settings_of(caller: &Caller) -> Answer<BackupSettings> {
    Ok(caller.snapshot()?.get::<BackupSettings>(())?.unwrap_or_default())
}

fn folder_of(caller: &Caller, path: &str) -> BackupFolder {
    BackupFolder::new(path, &caller.state().store.instance().unwrap_or_default())
}

/// A folder may lie on a disk that answers late.
async fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Problem::internal(&error))
}

/// A folder that is not there, or may not be written.
fn unusable(error: &std::io::Error) -> FieldFault {
    let code = match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => FieldCode::Unknown,
        _ => FieldCode::NotWritable,
    };
    FieldFault::new("folder", code)
}

impl BackupUnderWay {
    pub(super) fn of(running: clockwork::Running) -> Self {
        let (step, done, of) = match running.step {
            None => (BackupStep::Beginning, 0, 1),
            Some(Step::Copying { done, of }) => (BackupStep::Copying, done, of),
            Some(
                Step::Reading { done, of }
                | Step::Checking { done, of }
                | Step::Folding { done, of }
                | Step::Comparing { done, of },
            ) => (BackupStep::Checking, done, of),
        };
        let percent = (done * 100).checked_div(of).unwrap_or(100).min(100);
        Self { began_at: At(running.began), step: Word(step), percent: u32::try_from(percent).unwrap_or(100) }
    }
}

impl Example for BackupInput {
    fn example() -> Self {
        Self {
            schedule: "30 2 * * *".to_owned(),
            calendar: None,
            folder: "/srv/backups".to_owned(),
            keep: KeepCounts { daily: 7, weekly: 4, monthly: 12 },
        }
    }
}
