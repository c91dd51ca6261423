//! Jobs by schedule: when each is due next, and the period of its last run, so that no run comes twice; and what the last
//! run came to.

use super::operational::{self, Operational};
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// A job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// What it is called.
    pub name: String,
    /// Its schedule, as the clockwork writes it.
    pub schedule: String,
    /// When it is due next.
    pub next_due: Moment,
    /// The period of its last run: a local date, or a moment, as the clockwork writes it.
    pub last_period: Option<String>,
    /// The version of the time-zone database by which `next_due` was reckoned.
    pub zones: Option<String>,
    /// The zone by whose clocks it was reckoned; older rows do not say it.
    #[serde(default)]
    pub zone: Option<String>,
    /// What the last run came to. (What backups come to is in their own log.)
    #[serde(default)]
    pub last_run: Option<JobRun>,
}

/// A run that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRun {
    /// When it began.
    pub began: Moment,
    /// When it ended.
    pub ended: Moment,
    /// How much it cleared away.
    pub cleared: u64,
    /// Why it failed.
    pub trouble: Option<String>,
}

impl Row for Job {
    const TABLE: Table = Table::Job;

    fn row_key(&self) -> Vec<u8> {
        self.name.as_bytes().to_vec()
    }
}

/// A job by name.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, name: &str) -> Result<Option<Job>, Fault> {
    rows::get(rows, name.as_bytes())
}

/// Every job, by name.
///
/// # Errors
/// A fault of the storage below.
pub fn all(rows: &dyn Rows) -> Result<Vec<Job>, Fault> {
    operational::all(rows)
}

/// Keeps a job.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, job: &Job) -> Result<(), Fault> {
    operational.put(job)
}

/// Forgets a job that the program no longer has.
///
/// # Errors
/// A fault of the storage below.
pub fn forget(operational: &mut Operational<'_>, name: &str) -> Result<(), Fault> {
    operational.remove::<Job>(name.as_bytes()).map(drop)
}
