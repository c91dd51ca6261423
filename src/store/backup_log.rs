//! What the last backups by schedule, or by the press of a button, came to.

use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// What is remembered, one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupLog {
    /// The last one, well or not.
    pub last: Option<BackupRun>,
    /// When the last one began that went well.
    pub last_good: Option<Moment>,
    /// The due moment for which administrators were told that it is overdue.
    pub told_overdue: Option<Moment>,
}

/// A backup that was made, or should have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupRun {
    /// When it began.
    pub began: Moment,
    /// When it ended.
    pub ended: Moment,
    /// The name of its file in the folder; none when it failed.
    pub file: Option<String>,
    /// Why it failed.
    pub trouble: Option<String>,
}

impl Row for BackupLog {
    const TABLE: Table = Table::BackupLog;

    fn row_key(&self) -> Vec<u8> {
        Vec::new()
    }
}

/// What is remembered.
///
/// # Errors
/// A fault of the storage below.
pub fn read(rows: &dyn Rows) -> Result<BackupLog, Fault> {
    Ok(rows::get(rows, &[])?.unwrap_or_default())
}

/// Remembers it.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, log: &BackupLog) -> Result<(), Fault> {
    operational.put(log)
}
