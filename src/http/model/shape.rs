//! The service model as the API shows it and takes it.

use crate::desk::id::GroupId;
use crate::http::problem::{FieldCode, Problem};
use crate::http::reply::Answer;
use crate::http::word::{Id, Word};
use crate::service_model::{
    Category as CategoryRow, CategoryDefaults, CategoryId, ModelVersion as Version, ServiceModel,
    SolutionCode as SolutionCodeRow,
};
use crate::words::{Impact, Kind, Priority, Urgency};
use poem_openapi::Object;
use poem_openapi::types::Example;

/// The service model.
#[derive(Clone, Debug, Object)]
pub(crate) struct Model {
    /// Its version; also the `ETag`.
    version: u64,
    /// The category tree, parents before children, in the order in which people see it.
    categories: Vec<Category>,
    /// Which priority follows: a row per impact (person, team, site, organisation), a column per urgency (low,
    /// medium, high).
    matrix: Vec<Vec<Word<Priority>>>,
    /// How a case may have been solved.
    solution_codes: Vec<SolutionCode>,
    /// The days after which a solved case closes.
    close_after_days: u16,
    /// The days in which a solved case may be reopened.
    reopen_within_days: u16,
}

/// A category.
#[derive(Clone, Debug, Object)]
pub(crate) struct Category {
    /// Its id.
    id: Id,
    /// The category above it.
    parent: Option<Id>,
    /// What people read.
    name: String,
    /// The names from the root to it.
    path: Vec<String>,
    /// Whether cases may still be given it.
    active: bool,
    /// What it fills in: question, request or incident.
    kind: Word<Kind>,
    /// What it fills in: how much is touched.
    impact: Word<Impact>,
    /// What it fills in: how soon it hurts.
    urgency: Word<Urgency>,
    /// The group that takes it when first level passes it on.
    group: Option<Id>,
    /// Whether the contract counts it among what first level should solve on line.
    counts_for_on_line: bool,
}

/// A way in which a case may have been solved.
#[derive(Clone, Debug, Object)]
pub(crate) struct SolutionCode {
    /// What rows and the API call it, such as `fixed`.
    code: String,
    /// What people read.
    name: String,
    /// Whether it is still offered.
    active: bool,
}

/// A version of the service model.
#[derive(Clone, Debug, Object)]
pub(crate) struct ModelVersion {
    /// Its number.
    version: u64,
    /// Whether it is in force.
    current: bool,
    /// How many categories it has.
    categories: u64,
}

/// A category, as it should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct CategoryInput {
    /// What people read; no other category of the same parent has it.
    name: String,
    /// The category above it.
    parent: Option<Id>,
    /// Whether cases may be given it; yes when left out.
    active: Option<bool>,
    /// What it fills in: question, request or incident.
    kind: Word<Kind>,
    /// What it fills in: how much is touched.
    impact: Word<Impact>,
    /// What it fills in: how soon it hurts.
    urgency: Word<Urgency>,
    /// The group that takes it when first level passes it on.
    group: Option<Id>,
    /// Whether the contract counts it among what first level should solve on line; no when left out.
    counts_for_on_line: Option<bool>,
}

/// The matrix of impact and urgency.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct MatrixInput {
    /// A row per impact (person, team, site, organisation), a column per urgency (low, medium, high).
    matrix: Vec<Vec<Word<Priority>>>,
}

/// The solution codes.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct SolutionCodesInput {
    /// The whole list.
    solution_codes: Vec<SolutionCode>,
}

/// When solved cases close.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(crate) struct ClosingInput {
    /// The days after which a solved case closes, 1 to 365.
    pub(crate) close_after_days: u16,
    /// The days in which a solved case may be reopened; not fewer.
    pub(crate) reopen_within_days: u16,
}

impl Model {
    pub(crate) fn of(model: &ServiceModel) -> Self {
        let category = |category: &CategoryRow| Category {
            id: Id(category.id.0),
            parent: category.parent.map(|parent| Id(parent.0)),
            name: category.name.clone(),
            path: model.path(category.id).into_iter().map(str::to_owned).collect(),
            active: category.active,
            kind: Word(category.defaults.kind),
            impact: Word(category.defaults.impact),
            urgency: Word(category.defaults.urgency),
            group: category.defaults.group.map(Id::of),
            counts_for_on_line: category.defaults.counts_for_on_line,
        };
        let code = |code: &SolutionCodeRow| SolutionCode {
            code: code.code.clone(),
            name: code.name.clone(),
            active: code.active,
        };
        Self {
            version: model.version.0,
            categories: model.categories.iter().map(category).collect(),
            matrix: model.matrix.0.iter().map(|row| row.iter().copied().map(Word).collect()).collect(),
            solution_codes: model.solution_codes.iter().map(code).collect(),
            close_after_days: model.close_after_days,
            reopen_within_days: model.reopen_within_days,
        }
    }
}

impl ModelVersion {
    pub(crate) fn of(model: &ServiceModel, current: Version) -> Self {
        Self { version: model.version.0, current: model.version == current, categories: model.categories.len() as u64 }
    }
}

impl CategoryInput {
    /// As the model has it, with this id.
    pub(crate) fn category(&self, id: CategoryId) -> CategoryRow {
        CategoryRow {
            id,
            parent: self.parent.map(|parent| CategoryId(parent.0)),
            name: self.name.clone(),
            active: self.active.unwrap_or(true),
            defaults: CategoryDefaults {
                kind: self.kind.0,
                impact: self.impact.0,
                urgency: self.urgency.0,
                group: self.group.map(|group| group.to::<GroupId>()),
                counts_for_on_line: self.counts_for_on_line.unwrap_or(false),
            },
        }
    }
}

impl MatrixInput {
    /// The four rows of three.
    pub(crate) fn rows(&self) -> Answer<[[Priority; 3]; 4]> {
        let rows: Option<Vec<[Priority; 3]>> =
            self.matrix.iter().map(|row| row.iter().map(|word| word.0).collect::<Vec<_>>().try_into().ok()).collect();
        rows.and_then(|rows| rows.try_into().ok()).ok_or_else(|| Problem::field("matrix", FieldCode::Malformed))
    }
}

impl SolutionCodesInput {
    /// As the model has them.
    pub(crate) fn codes(&self) -> Vec<SolutionCodeRow> {
        let row = |code: &SolutionCode| SolutionCodeRow {
            code: code.code.clone(),
            name: code.name.clone(),
            active: code.active,
        };
        self.solution_codes.iter().map(row).collect()
    }
}

impl Example for CategoryInput {
    fn example() -> Self {
        Self {
            name: "Sin conexión".to_owned(),
            parent: Some(Id(3)),
            active: Some(true),
            kind: Word(Kind::Incident),
            impact: Word(Impact::Person),
            urgency: Word(Urgency::High),
            group: Some(Id(2)),
            counts_for_on_line: Some(true),
        }
    }
}

impl Example for MatrixInput {
    fn example() -> Self {
        let rows = crate::service_model::Matrix::default().0;
        Self { matrix: rows.map(|row| row.map(Word).to_vec()).to_vec() }
    }
}

impl Example for SolutionCodesInput {
    fn example() -> Self {
        let code = SolutionCode { code: "fixed".to_owned(), name: "Reparado".to_owned(), active: true };
        Self { solution_codes: vec![code] }
    }
}

impl Example for ClosingInput {
    fn example() -> Self {
        Self { close_after_days: 3, reopen_within_days: 10 }
    }
}
