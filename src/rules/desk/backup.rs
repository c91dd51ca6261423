//! Backups by schedule: what was said about them, and which ones are kept.

use super::record::{Record, RecordKind};
use crate::Moment;
use crate::service_model::CalendarId;
use chrono::{DateTime, Datelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// When backups are made by themselves, where they go, and how many are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupSettings {
    /// Counts every change.
    pub version: u64,
    /// Since when it is so: what was due before is not overdue.
    pub since: Moment,
    /// A cron schedule in local time (minutes, hours, days, months, weekdays); empty: none is made by itself.
    pub schedule: String,
    /// The calendar of the model by whose clocks the schedule is due; `None`: by the desk's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
    /// The folder that they go to, by its absolute path; empty: nowhere yet.
    pub folder: String,
    /// How many are kept.
    pub keep: Keep,
}

/// How many backups are kept: the last one of each of so many days, weeks and months that have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keep {
    /// Of days; at least one.
    pub daily: u32,
    /// Of weeks, which begin on Monday.
    pub weekly: u32,
    /// Of months.
    pub monthly: u32,
}

impl Default for Keep {
    fn default() -> Self {
        Self { daily: 7, weekly: 4, monthly: 12 }
    }
}

impl Keep {
    /// Which of the backups of these moments are not kept. Days, weeks and months are those of `zone`; the newest
    /// backup always stays.
    pub fn superfluous(self, backups: &BTreeSet<Moment>, zone: Tz) -> BTreeSet<Moment> {
        type Period = fn(DateTime<Tz>) -> i32;
        let periods: [(u32, Period); 3] = [
            (self.daily, |at| at.num_days_from_ce()),
            // Day 1 of the common era was a Monday.
            (self.weekly, |at| (at.num_days_from_ce() - 1).div_euclid(7)),
            (self.monthly, |at| at.year() * 12 + at.month0() as i32),
        ];
        let mut kept: BTreeSet<Moment> = backups.last().copied().into_iter().collect();
        for (count, period) in periods {
            let mut last = None;
            let mut left = count;
            for at in backups.iter().rev() {
                let this = Some(period(at.to_utc().with_timezone(&zone)));
                if this == last {
                    continue;
                }
                if left == 0 {
                    break;
                }
                (last, left) = (this, left - 1);
                kept.insert(*at);
            }
        }
        backups.difference(&kept).copied().collect()
    }
}

impl Record for BackupSettings {
    const KIND: RecordKind = RecordKind::BackupSettings;
    type Key = ();
    fn key(&self) {}
}
