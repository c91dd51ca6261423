//! What every command and view asks for: settings, service model and groups, decoded once, and the read transaction
//! that all snapshots of one commit share.

use super::codec;
use super::error::redb_fault;
use super::keys::{Direction, KeyRange};
use super::rows::{self, Rows, Visit};
use super::snapshot::{Snapshot, View};
use super::tables::Table;
use crate::desk::id::Seq;
use crate::desk::record::RecordKind;
use crate::desk::{Fault, Group, Settings, Survey};
use crate::service_model::{ModelVersion, ReadyModel, ServiceModel};
use redb::{Database, ReadableDatabase};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The decoded rows, each once it was asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Cached {
    settings: OnceLock<Arc<Settings>>,
    model: OnceLock<Arc<ReadyModel>>,
    /// Earlier versions, by which open cases may run on. A version never changes.
    models: Arc<Mutex<BTreeMap<ModelVersion, Arc<ReadyModel>>>>,
    groups: OnceLock<Arc<Vec<Group>>>,
    asking_surveys: OnceLock<Arc<Vec<Survey>>>,
}

impl Cached {
    /// Forgets what a changed record of this kind makes wrong.
    pub(super) fn forget(&mut self, kind: RecordKind) {
        match kind {
            RecordKind::Settings => self.settings = OnceLock::new(),
            RecordKind::ServiceModel => {
                self.model = OnceLock::new();
                // What a batch that was taken back had put in force must not be found again.
                self.models = Arc::default();
            }
            RecordKind::Group => self.groups = OnceLock::new(),
            RecordKind::Survey => self.asking_surveys = OnceLock::new(),
            _ => {}
        }
    }

    /// Whether a changed record of this kind makes something wrong.
    pub(super) const fn holds(kind: RecordKind) -> bool {
        matches!(kind, RecordKind::Settings | RecordKind::ServiceModel | RecordKind::Group | RecordKind::Survey)
    }

    /// Decodes all of it now, so that whoever shares it later finds it.
    pub(super) fn fill(&self, rows: &dyn Rows) -> Result<(), Fault> {
        self.settings(rows)?;
        self.model(rows)?;
        self.groups(rows)?;
        self.asking_surveys(rows)?;
        Ok(())
    }

    pub(super) fn settings(&self, rows: &dyn Rows) -> Result<Arc<Settings>, Fault> {
        once(&self.settings, || Ok(rows::get::<Settings>(rows, &[])?.unwrap_or_default()))
    }

    pub(super) fn model(&self, rows: &dyn Rows) -> Result<Arc<ReadyModel>, Fault> {
        once(&self.model, || {
            let mut newest = None;
            rows.visit(Table::ServiceModel, &KeyRange::all(), Direction::Descending, &mut |_, value| {
                newest = Some(codec::decode::<ServiceModel>(value)?);
                Ok(Visit::Enough)
            })?;
            Ok(newest.unwrap_or_else(ServiceModel::before_the_first).into())
        })
    }

    pub(super) fn model_at(&self, rows: &dyn Rows, version: ModelVersion) -> Result<Option<Arc<ReadyModel>>, Fault> {
        let current = self.model(rows)?;
        if current.version == version {
            return Ok(Some(current));
        }
        if let Some(found) = self.models().get(&version) {
            return Ok(Some(Arc::clone(found)));
        }
        let Some(model) = rows::get::<ServiceModel>(rows, &version.0.to_be_bytes())? else { return Ok(None) };
        let model = Arc::new(ReadyModel::from(model));
        self.models().insert(version, Arc::clone(&model));
        Ok(Some(model))
    }

    fn models(&self) -> MutexGuard<'_, BTreeMap<ModelVersion, Arc<ReadyModel>>> {
        self.models.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn groups(&self, rows: &dyn Rows) -> Result<Arc<Vec<Group>>, Fault> {
        once(&self.groups, || all(rows, Table::Group))
    }

    pub(super) fn asking_surveys(&self, rows: &dyn Rows) -> Result<Arc<Vec<Survey>>, Fault> {
        once(&self.asking_surveys, || {
            let mut surveys: Vec<Survey> = all(rows, Table::Survey)?;
            surveys.retain(Survey::asks);
            Ok(surveys)
        })
    }
}

/// Every row of a table that has few.
fn all<T: DeserializeOwned>(rows: &dyn Rows, table: Table) -> Result<Vec<T>, Fault> {
    let mut found = Vec::new();
    rows.visit(table, &KeyRange::all(), Direction::Ascending, &mut |_, value| {
        found.push(codec::decode(value)?);
        Ok(Visit::On)
    })?;
    Ok(found)
}

/// What the writer shares with snapshots after each commit. The decoded rows hold for those whose last entry lies
/// between the two numbers.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) cached: Cached,
    /// The entry since which it holds.
    pub(super) since: Seq,
    /// The last entry of which the writer knows that it holds.
    pub(super) until: Seq,
    /// The read transaction of all snapshots between this commit and the next. Beginning one and opening its tables
    /// costs as much as reading a case. The next commit puts another `Shared` in the place of this one before anybody is
    /// answered, so nobody sees less than what was answered; and the pages that it keeps from being used again are
    /// those of one commit.
    view: OnceLock<Arc<View>>,
}

impl Shared {
    pub(super) fn new(cached: Cached, since: Seq, until: Seq) -> Self {
        Self { cached, since, until, view: OnceLock::new() }
    }

    /// The desk as of this commit, or of one that was made just now.
    pub(super) fn snapshot(&self, database: &Database) -> Result<Snapshot, Fault> {
        if let Some(view) = self.view.get() {
            return Ok(Snapshot::of(Arc::clone(view)));
        }
        let view = Arc::new(View::new(database.begin_read().map_err(redb_fault)?, self)?);
        // Two may come at once: then one of them is the first.
        Ok(Snapshot::of(Arc::clone(self.view.get_or_init(|| view))))
    }
}

fn once<T>(cell: &OnceLock<Arc<T>>, make: impl FnOnce() -> Result<T, Fault>) -> Result<Arc<T>, Fault> {
    if let Some(made) = cell.get() {
        return Ok(Arc::clone(made));
    }
    let made = make()?;
    Ok(Arc::clone(cell.get_or_init(|| Arc::new(made))))
}
