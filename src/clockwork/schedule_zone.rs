//! By whose clocks a schedule is due: those of a calendar, or the desk's.

use chrono_tz::Tz;
use rules::desk::{BackupSettings, Facts, Fault, Settings};
use rules::service_model::{Calendar, CalendarId, ServiceModel};

/// The clocks by which a schedule is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduleZone {
    /// Their zone.
    pub zone: Tz,
    /// The calendar whose zone that is, with its name; `None`: it is the desk's.
    pub calendar: Option<(CalendarId, String)>,
    /// Whether it is the desk's only because the calendar is no longer there.
    pub calendar_gone: bool,
}

impl ScheduleZone {
    /// The zone of a schedule that names no calendar.
    pub fn of_desk(settings: &Settings) -> Self {
        Self { zone: settings.zone(), calendar: None, calendar_gone: false }
    }

    /// The zone of a schedule that may name a calendar of the model in force.
    pub fn of(model: &ServiceModel, settings: &Settings, calendar: Option<CalendarId>) -> Self {
        let of_desk = Self::of_desk(settings);
        let Some(id) = calendar else { return of_desk };
        let zone_of = |calendar: &Calendar| calendar.time_zone.parse().ok();
        match model.calendar(id).and_then(|calendar| Some((zone_of(calendar)?, calendar))) {
            Some((zone, calendar)) => Self { zone, calendar: Some((id, calendar.name.clone())), calendar_gone: false },
            None => Self { calendar_gone: true, ..of_desk },
        }
    }

    /// That of the backups.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn of_backups<F: Facts>(facts: &F, backups: &BackupSettings) -> Result<Self, Fault> {
        Ok(Self::of(&**facts.model()?, &*facts.settings()?, backups.calendar))
    }
}

#[cfg(test)]
mod tests {
    use super::ScheduleZone;
    use chrono_tz::{America, Europe};
    use rules::desk::Settings;
    use rules::service_model::{Calendar, CalendarId, ServiceModel};

    #[test]
    fn a_calendar_says_the_zone_and_one_that_is_gone_leaves_it_to_the_desk() {
        let calendars = vec![Calendar::around_the_clock(CalendarId(3), "Madrid", "Europe/Madrid")];
        let model = ServiceModel { calendars, ..ServiceModel::before_the_first() };
        let of = |calendar| ScheduleZone::of(&model, &Settings::default(), calendar);
        let by = of(Some(CalendarId(3)));
        assert_eq!((by.zone, by.calendar_gone), (Europe::Madrid, false));
        assert_eq!(by.calendar, Some((CalendarId(3), "Madrid".to_owned())));
        let desk = ScheduleZone { zone: America::Santiago, calendar: None, calendar_gone: false };
        assert_eq!(of(None), desk);
        assert_eq!(of(Some(CalendarId(4))), ScheduleZone { calendar_gone: true, ..desk });
    }
}
