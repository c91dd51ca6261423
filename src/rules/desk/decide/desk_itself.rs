//! How the desk looks after itself: its backups, and what administrators must know.

use super::super::event::{Content, Event, Owner};
use super::super::facts::Facts;
use super::super::refusal::FieldProblem;
use super::super::text::clean_line;
use super::super::{ActorRef, Alarm, BackupSettings, Keep};
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop};
use crate::service_model::CalendarId;

/// The most characters of a schedule.
const SCHEDULE_MAX: usize = 100;
/// The most characters of a folder's path.
const FOLDER_MAX: usize = 1_000;
/// The most backups that are kept of days, of weeks and of months.
const KEEP_MAX: u32 = 1_000;

pub(super) fn change_backup_settings<F: Facts>(
    draft: &mut Draft<'_, F>,
    schedule: &str,
    calendar: Option<CalendarId>,
    folder: &str,
    keep: Keep,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let version = draft.facts.get::<BackupSettings>(())?.map_or(0, |before| before.version);
    draft.at_version(version)?;
    let mut check = Check::default();
    let schedule = check.optional_line("schedule", Some(schedule), SCHEDULE_MAX).unwrap_or_default();
    let folder = check.optional_line("folder", Some(folder), FOLDER_MAX).unwrap_or_default();
    let known = calendar.is_none_or(|id| draft.model.calendar(id).is_some());
    check.that(known, "calendar", FieldProblem::Unknown);
    check.that(folder.is_empty() || folder.starts_with('/'), "folder", FieldProblem::Malformed);
    check.that(schedule.is_empty() || !folder.is_empty(), "folder", FieldProblem::Required);
    check.that(keep.daily > 0, "keep.daily", FieldProblem::NotAllowed);
    for (field, count) in [("daily", keep.daily), ("weekly", keep.weekly), ("monthly", keep.monthly)] {
        check.that(count <= KEEP_MAX, format!("keep.{field}"), FieldProblem::NotAllowed);
    }
    check.done()?;
    let since = draft.now;
    let version = version + 1;
    draft.event(Event::BackupSettingsChanged(BackupSettings { version, since, schedule, calendar, folder, keep }));
    Ok(Outcome::Done)
}

pub(super) fn raise_alarm<F: Facts>(draft: &mut Draft<'_, F>, alarm: Alarm, detail: &str) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.actor == ActorRef::System)?;
    let detail = clean_line(detail);
    let detail = (!detail.is_empty()).then(|| draft.keep(Owner::Desk, Content::Text(detail)));
    draft.event(Event::AlarmRaised { alarm, detail });
    draft.tell_administrators(alarm.notice(), detail)?;
    Ok(Outcome::Done)
}
