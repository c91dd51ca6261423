//! Backups by schedule, and when somebody asks for one. One failing harms nothing else: it is noted, administrators are
//! told, and the next one is tried when it is due.

mod folder;

pub use folder::{BackupFile, BackupFolder};

use super::jobs::plan;
use super::{Interrupted, LOOK_AGAIN, Schedule, ScheduleZone};
use crate::clock::Clock;
use crate::store::backup_log::{self, BackupRun};
use crate::store::{CopyError, OperateError, Request, Step, Store, job};
use chrono::TimeDelta;
use chrono_tz::Tz;
use rules::Moment;
use rules::desk::{ActorRef, Alarm, BackupSettings, Command, DoorEvent, Facts, Fault, JobName, Taken};
use rules::words::Vocabulary;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{Notify, watch};

/// What the row of its schedule is called.
const JOB: JobName = JobName::Backup;
/// A backup that is not there so long after it was due is overdue.
const GRACE: TimeDelta = TimeDelta::hours(2);
/// When another copy is being made, it waits so long for its turn.
const WAIT: TimeDelta = TimeDelta::seconds(5);

/// A backup that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// Since when.
    pub began: Moment,
    /// How far it is, once that is known.
    pub step: Option<Step>,
}

/// The backups of a desk: to ask for one, and to see how far it is. Clones are the same.
#[derive(Clone)]
pub struct Backups {
    wake: Arc<Notify>,
    asked: Arc<AtomicBool>,
    running: Arc<watch::Sender<Option<Running>>>,
}

impl Default for Backups {
    fn default() -> Self {
        Self { wake: Arc::default(), asked: Arc::default(), running: Arc::new(watch::Sender::new(None)) }
    }
}

impl Backups {
    /// Asks for a backup now; false: one is being made, or is about to be.
    pub fn ask(&self) -> bool {
        let free = self.running.borrow().is_none() && !self.asked.swap(true, Ordering::Relaxed);
        self.wake.notify_one();
        free
    }

    /// Says that the settings are others.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// One is about to be made: it is seen from now on until this is dropped.
    ///
    /// # Errors
    /// `Busy` while another is being made.
    pub fn begin(&self, began: Moment) -> Result<Making, CopyError> {
        let free = self.running.send_if_modified(|running| {
            let free = running.is_none();
            running.get_or_insert(Running { began, step: None });
            free
        });
        if free { Ok(Making { running: Arc::clone(&self.running), began }) } else { Err(CopyError::Busy) }
    }

    /// The one that is being made, or is about to be.
    pub fn running(&self, now: Moment) -> Option<Running> {
        let asked = self.asked.load(Ordering::Relaxed).then_some(Running { began: now, step: None });
        self.running.borrow().or(asked)
    }
}

/// A backup that is seen as being made until this is dropped.
pub struct Making {
    running: Arc<watch::Sender<Option<Running>>>,
    began: Moment,
}

impl Making {
    /// It has come to this step, and is to go on.
    pub fn is_at(&self, step: Step) -> ControlFlow<()> {
        self.running.send_replace(Some(Running { began: self.began, step: Some(step) }));
        ControlFlow::Continue(())
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        self.running.send_replace(None);
    }
}

/// When the next backup is due by itself.
///
/// # Errors
/// A fault of the storage below.
pub fn next_due(snapshot: &crate::store::Snapshot, settings: &BackupSettings) -> Result<Option<Moment>, Fault> {
    let row = job::find(snapshot, JOB.as_str())?.filter(|row| row.schedule == settings.schedule);
    Ok(row.map(|row| row.next_due))
}

/// The first due moment since the last good backup that should have had one by now.
pub fn overdue(settings: &BackupSettings, last_good: Option<Moment>, now: Moment, zone: Tz) -> Option<Moment> {
    let since = last_good.map_or(settings.since, |good| good.max(settings.since));
    let due = Schedule::of_crontab(&settings.schedule)?.next_due(since, zone)?.at;
    (due.plus(GRACE) <= now).then_some(due)
}

/// Makes backups as they are due or asked for, until the store closes.
pub(super) async fn run(store: Store, clock: Clock, backups: Backups) {
    loop {
        let next = match look(&store, &clock, &backups).await {
            Ok(next) => next,
            Err(cause) if cause.is_closing() => return,
            Err(cause) => {
                super::pause("backups", &cause).await;
                continue;
            }
        };
        tokio::select! {
            () = backups.wake.notified() => {}
            () = clock.sleep_until(next) => {}
        }
    }
}

/// Makes a backup when one is due, and says when to look again.
async fn look(store: &Store, clock: &Clock, backups: &Backups) -> Result<Moment, Interrupted> {
    let now = clock.now();
    let later = now.plus(LOOK_AGAIN);
    let (zone, settings, row) = {
        let snapshot = store.snapshot()?;
        let Some(settings) = snapshot.get::<BackupSettings>(())?.filter(|settings| !settings.folder.is_empty()) else {
            backups.asked.store(false, Ordering::Relaxed);
            return Ok(later);
        };
        let zone = ScheduleZone::of_backups(&snapshot, &settings)?.zone;
        (zone, settings, job::find(&snapshot, JOB.as_str())?)
    };
    let plan = Schedule::of_crontab(&settings.schedule)
        .map(|schedule| plan((JOB.as_str(), &settings.schedule), &schedule, row, now, zone));
    let due = plan.as_ref().is_some_and(|plan| plan.run);
    // Taken before the work: who asks after it asks for another one.
    let asked = backups.asked.swap(false, Ordering::Relaxed);
    if due || asked {
        let made = make(store, clock, &settings, zone, backups).await;
        if matches!(made, Err(CopyError::Busy)) {
            backups.asked.fetch_or(asked, Ordering::Relaxed);
            return Ok(now.plus(WAIT));
        }
        note(store, clock, &settings, now, made).await?;
    }
    tell_overdue(store, clock, &settings, zone).await?;
    let Some(plan) = plan else { return Ok(later) };
    // Kept after the work: one that was cut off is made again.
    if let Some(row) = plan.keep {
        store.operate(move |operational| job::keep(operational, &row)).await?;
    }
    Ok(plan.next.map_or(later, |next| next.min(later)))
}

/// Writes a backup into the folder, and clears away those that need not be kept; gives its name.
async fn make(
    store: &Store,
    clock: &Clock,
    settings: &BackupSettings,
    zone: Tz,
    backups: &Backups,
) -> Result<String, CopyError> {
    let began = clock.now();
    let folder = BackupFolder::new(&settings.folder, &store.instance().unwrap_or_default());
    let (store, keep, making) = (store.clone(), settings.keep, backups.begin(began)?);
    let work = tokio::task::spawn_blocking(move || {
        let at = folder.free_from(began);
        let name = folder.name(at);
        store.back_up(&folder.file(&name), &mut |step| making.is_at(step))?;
        // The backup is there; that older ones stay too is no failure of it.
        if let Err(error) = folder.clear_away(keep, zone, at) {
            tracing::warn!(%error, "older backups could not be cleared away");
        }
        Ok(name)
    });
    work.await.unwrap_or_else(|error| Err(Fault(Box::new(error)).into()))
}

/// Notes what a backup came to, and tells administrators of one that failed.
async fn note(
    store: &Store,
    clock: &Clock,
    settings: &BackupSettings,
    began: Moment,
    made: Result<String, CopyError>,
) -> Result<(), Interrupted> {
    if matches!(made, Err(CopyError::BrokenOff)) {
        // Only a desk that closes breaks one off.
        return Err(OperateError::Closed.into());
    }
    let ended = clock.now();
    let (file, trouble) = match made {
        Ok(file) => (Some(file), None),
        Err(error) => (None, Some(error.to_string())),
    };
    let run = BackupRun { began, ended, file, trouble: trouble.clone() };
    store
        .operate(move |operational| {
            let mut log = backup_log::read(operational)?;
            if run.trouble.is_none() {
                log.last_good = Some(run.began);
            }
            log.last = Some(run);
            backup_log::keep(operational, &log)
        })
        .await?;
    let Some(detail) = trouble else {
        let made = Command::Witness(DoorEvent::TakenAway { what: Taken::Backup });
        store.submit(Request::new(ActorRef::System, made, ended)).await?;
        return Ok(());
    };
    tracing::error!(folder = settings.folder, "a backup failed: {detail}");
    raise(store, Alarm::BackupFailed, detail, ended).await
}

/// Tells administrators once of each due moment that no backup was tried for.
async fn tell_overdue(store: &Store, clock: &Clock, settings: &BackupSettings, zone: Tz) -> Result<(), Interrupted> {
    let now = clock.now();
    let mut log = backup_log::read(&store.snapshot()?)?;
    let Some(due) = overdue(settings, log.last_good, now, zone) else { return Ok(()) };
    let tried = log.last.as_ref().is_some_and(|last| last.began >= due);
    if tried || log.told_overdue == Some(due) {
        return Ok(());
    }
    log.told_overdue = Some(due);
    tracing::error!(%due, "a backup is overdue");
    raise(store, Alarm::BackupOverdue, due.to_utc().with_timezone(&zone).format("%F %R %Z").to_string(), now).await?;
    store.operate(move |operational| backup_log::keep(operational, &log)).await?;
    Ok(())
}

async fn raise(store: &Store, alarm: Alarm, detail: String, now: Moment) -> Result<(), Interrupted> {
    let command = Command::RaiseAlarm { alarm, detail };
    store.submit(Request::new(ActorRef::System, command, now)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use chrono_tz::America::Santiago;

    #[test]
    fn a_backup_is_seen_while_it_is_made_and_another_one_has_to_wait() {
        let backups = Backups::default();
        let now = Moment::parse("2026-11-25T12:00:00Z").unwrap();
        let steps = [Step::Copying { done: 1, of: 2 }, Step::Reading { done: 1, of: 2 }];
        let making = backups.begin(now).unwrap();
        assert_eq!(backups.running(now), Some(Running { began: now, step: None }));
        for step in steps {
            assert!(making.is_at(step).is_continue());
            assert_eq!(backups.running(now), Some(Running { began: now, step: Some(step) }));
        }
        assert!(matches!(backups.begin(now), Err(CopyError::Busy)) && !backups.ask());
        backups.asked.store(false, Ordering::Relaxed);
        assert!(backups.running(now).is_some());
        drop(making);
        assert_eq!(backups.running(now), None);
        assert!(backups.begin(now).is_ok());
    }

    #[test]
    fn a_backup_is_overdue_when_its_hour_of_grace_is_long_over() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let nightly = BackupSettings {
            since: at("2026-11-24T12:00:00Z"),
            schedule: "30 2 * * *".to_owned(),
            ..BackupSettings::default()
        };
        let overdue_at = |good: Option<&str>, now: &str| overdue(&nightly, good.map(at), at(now), Santiago);
        // 02:30 in Santiago is 05:30 in UTC.
        let due = Some(at("2026-11-25T05:30:00Z"));
        assert_eq!(overdue_at(None, "2026-11-25T07:29:59Z"), None);
        assert_eq!(overdue_at(None, "2026-11-25T07:30:00Z"), due);
        assert_eq!(overdue_at(Some("2026-11-25T05:30:00Z"), "2026-11-25T23:00:00Z"), None);
        assert_eq!(overdue_at(Some("2026-11-20T05:30:00Z"), "2026-11-26T23:00:00Z"), due);
        // A good one at another time of the day will do until the next is due.
        assert_eq!(overdue_at(Some("2026-11-25T20:00:00Z"), "2026-11-26T05:31:00Z"), None);
        let never = BackupSettings { schedule: String::new(), ..nightly.clone() };
        assert_eq!(overdue(&never, None, at("2027-11-25T07:30:00Z"), Santiago), None);
    }
}
