//! What every command and view asks for, decoded once: settings, service model, groups.

use super::codec;
use super::keys::{Direction, KeyRange};
use super::rows::{self, Rows, Visit};
use super::tables::Table;
use crate::desk::id::Seq;
use crate::desk::record::RecordKind;
use crate::desk::{Fault, Group, Settings};
use crate::service_model::ServiceModel;
use std::sync::{Arc, OnceLock};

/// The decoded rows, each once it was asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Cached {
    settings: OnceLock<Arc<Settings>>,
    model: OnceLock<Arc<ServiceModel>>,
    groups: OnceLock<Arc<Vec<Group>>>,
}

impl Cached {
    /// Forgets what a changed record of this kind makes wrong.
    pub(super) fn forget(&mut self, kind: RecordKind) {
        match kind {
            RecordKind::Settings => self.settings = OnceLock::new(),
            RecordKind::ServiceModel => self.model = OnceLock::new(),
            RecordKind::Group => self.groups = OnceLock::new(),
            _ => {}
        }
    }

    /// Whether a changed record of this kind makes something wrong.
    pub(super) const fn holds(kind: RecordKind) -> bool {
        matches!(kind, RecordKind::Settings | RecordKind::ServiceModel | RecordKind::Group)
    }

    /// Decodes all of it now, so that whoever shares it later finds it.
    pub(super) fn fill(&self, rows: &dyn Rows) -> Result<(), Fault> {
        self.settings(rows)?;
        self.model(rows)?;
        self.groups(rows)?;
        Ok(())
    }

    pub(super) fn settings(&self, rows: &dyn Rows) -> Result<Arc<Settings>, Fault> {
        once(&self.settings, || Ok(rows::get::<Settings>(rows, &[])?.unwrap_or_default()))
    }

    pub(super) fn model(&self, rows: &dyn Rows) -> Result<Arc<ServiceModel>, Fault> {
        once(&self.model, || {
            let mut newest = None;
            rows.visit(Table::ServiceModel, &KeyRange::all(), Direction::Descending, &mut |_, value| {
                newest = Some(codec::decode(value)?);
                Ok(Visit::Enough)
            })?;
            Ok(newest.unwrap_or_else(before_the_first))
        })
    }

    pub(super) fn groups(&self, rows: &dyn Rows) -> Result<Arc<Vec<Group>>, Fault> {
        once(&self.groups, || {
            let mut groups = Vec::new();
            rows.visit(Table::Group, &KeyRange::all(), Direction::Ascending, &mut |_, value| {
                groups.push(codec::decode(value)?);
                Ok(Visit::On)
            })?;
            Ok(groups)
        })
    }
}

/// What the writer shares with snapshots. It holds for those whose last entry lies between the two numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    pub(super) cached: Cached,
    /// The entry since which it holds.
    pub(super) since: Seq,
    /// The last entry of which the writer knows that it holds.
    pub(super) until: Seq,
}

fn once<T>(cell: &OnceLock<Arc<T>>, make: impl FnOnce() -> Result<T, Fault>) -> Result<Arc<T>, Fault> {
    if let Some(made) = cell.get() {
        return Ok(Arc::clone(made));
    }
    let made = make()?;
    Ok(Arc::clone(cell.get_or_init(|| Arc::new(made))))
}

/// The service model of a desk that was not set up yet: nothing was agreed.
fn before_the_first() -> ServiceModel {
    ServiceModel {
        version: crate::service_model::ModelVersion(0),
        categories: Vec::new(),
        matrix: crate::service_model::Matrix::default(),
        solution_codes: Vec::new(),
        close_after_days: 5,
        reopen_within_days: 10,
    }
}
