//! The service model as the API shows it and takes it.

use super::agreement::{Agreement, AssignmentRule, GroupAgreement};
use super::calendar::Calendar;
use super::contract::{Commitment, ServiceTerms};
use super::escalation::Escalation;
use super::notice::{Digest, NoticeRule};
use super::procedure::Procedure;
use super::scenario::Scenario;
use crate::desk::id::GroupId;
use crate::desk::text::clean_line;
use crate::desk::{Facts, Fault};
use crate::http::problem::{FieldCode, FieldFault, Problem};
use crate::http::reply::Answer;
use crate::http::ticket_view::Actor;
use crate::http::word::{At, Id, Word};
use crate::queries::model_versions::Published;
use crate::queries::names::Names;
use crate::service_model::{
    Category as CategoryRow, CategoryDefaults, CategoryId, Change as ChangeRow, Changed, ModelVersion as Version,
    ServiceModel, SolutionCode as SolutionCodeRow, VersionState,
};
use crate::words::{Impact, Kind, OpenCases, Priority, Reopening, Urgency};
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
    /// What a reopened case's clock for the solution does.
    reopening: Word<Reopening>,
    /// What a new version means to the cases that are open.
    open_cases: Word<OpenCases>,
    /// The hours in which business time is counted.
    calendars: Vec<Calendar>,
    /// What was agreed with the client; the first that a case meets counts for it.
    agreements: Vec<Agreement>,
    /// What the resolver groups promised.
    group_agreements: Vec<GroupAgreement>,
    /// Who gets a case that nobody takes while it comes in; the first that it meets counts.
    assignment_rules: Vec<AssignmentRule>,
    /// What happens when time runs out; the first that a case meets counts for it.
    escalations: Vec<Escalation>,
    /// Who hears of what, where it is not as the desk does by itself; the first of an audience that a case meets counts.
    notices: Vec<NoticeRule>,
    /// When mails to whoever works at the desk are gathered; null: each leaves by itself.
    digest: Option<Digest>,
    /// How cases are worked on, and what is asked when they are registered; of each purpose the first that a case meets
    /// counts for it.
    procedures: Vec<Procedure>,
    /// When the desk serves, and in which languages.
    service: ServiceTerms,
    /// What the indexes of a period should come to.
    commitments: Vec<Commitment>,
    /// What it must make of cases that somebody thought of.
    scenarios: Vec<Scenario>,
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
    /// What those who ask read of it on their own page, in their words; null: they are not offered it.
    asked_as: Option<String>,
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
    /// Whether it is in force, or another came after it.
    state: Word<VersionState>,
    /// When it came into force.
    published_at: Option<At>,
    /// Who saw to that.
    published_by: Option<Actor>,
    /// Which scenarios did not come out as they should, and why it was put in force all the same; null: all did.
    overruled: Option<Overruled>,
    /// When the next version came into force; null: it is in force.
    superseded_at: Option<At>,
    /// The version that came after it; null: it is in force.
    superseded_by: Option<u64>,
    /// How many open cases run by it; null for readers who neither see every case nor administer the desk.
    open_cases: Option<u64>,
}

/// Scenarios that did not count.
#[derive(Clone, Debug, Object)]
pub(crate) struct Overruled {
    /// What they are called.
    scenarios: Vec<String>,
    /// Why.
    reason: String,
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
    /// What those who ask read of it on their own page, in their words; no other category is said so. They are not
    /// offered it when left out.
    asked_as: Option<String>,
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
    /// What a reopened case's clock for the solution does; stays as it is when left out.
    pub(crate) reopening: Option<Word<Reopening>>,
    /// What a new version means to the cases that are open; stays as it is when left out.
    pub(crate) open_cases: Option<Word<OpenCases>>,
}

/// The calendars.
#[derive(Clone, Debug, Object)]
pub(crate) struct CalendarsInput {
    /// The whole list.
    pub(crate) calendars: Vec<Calendar>,
}

/// The agreements with the client.
#[derive(Clone, Debug, Object)]
pub(crate) struct AgreementsInput {
    /// The whole list, in the order in which they are tried.
    pub(crate) agreements: Vec<Agreement>,
}

/// What the resolver groups promised.
#[derive(Clone, Debug, Object)]
pub(crate) struct GroupAgreementsInput {
    /// The whole list.
    pub(crate) group_agreements: Vec<GroupAgreement>,
}

/// Who gets a case.
#[derive(Clone, Debug, Object)]
pub(crate) struct AssignmentRulesInput {
    /// The whole list, in the order in which they are tried.
    pub(crate) assignment_rules: Vec<AssignmentRule>,
}

/// What happens when time runs out.
#[derive(Clone, Debug, Object)]
pub(crate) struct EscalationsInput {
    /// The whole list, in the order in which they are tried.
    pub(crate) escalations: Vec<Escalation>,
}

/// What is put in force.
#[derive(Clone, Debug, Object)]
pub(crate) struct PublishInput {
    /// The version in force that the caller has seen: when another one is in force meanwhile, nothing is done.
    pub(crate) over: u64,
    /// Why it is put in force although scenarios do not come out as they should; when left out, they must.
    pub(crate) overrule: Option<String>,
}

/// The model that is being worked on.
#[derive(Clone, Debug, Object)]
pub(crate) struct ModelDraft {
    /// Counts its changes; also the `ETag`.
    pub(crate) revision: u64,
    /// Whether anything is being worked on; else the model is the one in force.
    pub(crate) open: bool,
    /// The version that was in force when it was begun.
    pub(crate) based_on: u64,
    /// The version in force.
    pub(crate) in_force: u64,
    /// Who changed it last.
    pub(crate) by: Option<Actor>,
    /// When.
    pub(crate) at: Option<At>,
    /// The whole model as it would be.
    pub(crate) model: Model,
    /// What is wrong with it: nothing of this may be left when it is put in force. With the model in force something is,
    /// when what it names has been switched off since.
    pub(crate) faults: Vec<FieldFault>,
    /// What should be looked at, although it may be put in force.
    pub(crate) warnings: Vec<FieldFault>,
    /// How it differs from the model in force.
    pub(crate) changes: Vec<Change>,
    /// What others put in force since it was begun.
    pub(crate) meanwhile: Vec<Change>,
}

/// A difference between two models.
#[derive(Clone, Debug, Object)]
pub(crate) struct Change {
    /// The part of the model, such as `agreements`.
    part: String,
    /// What people call the entry, in a list.
    name: Option<String>,
    /// What happened to it.
    how: Word<Changed>,
}

impl Change {
    pub(crate) fn of(change: ChangeRow) -> Self {
        Self { part: change.part.to_owned(), name: change.name, how: Word(change.how) }
    }
}

impl Model {
    pub(crate) fn of(model: &ServiceModel) -> Self {
        let category = |category: &CategoryRow| Category {
            id: Id(category.id.0),
            parent: category.parent.map(|parent| Id(parent.0)),
            name: category.name.clone(),
            path: model.path(category.id).into_iter().map(str::to_owned).collect(),
            active: category.active,
            asked_as: category.asked_as.clone(),
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
            reopening: Word(model.reopening),
            open_cases: Word(model.open_cases),
            calendars: model.calendars.iter().map(Calendar::of).collect(),
            agreements: model.agreements.iter().map(Agreement::of).collect(),
            group_agreements: model.group_agreements.iter().map(GroupAgreement::of).collect(),
            assignment_rules: model.assignment_rules.iter().map(AssignmentRule::of).collect(),
            escalations: model.escalations.iter().map(Escalation::of).collect(),
            notices: model.notices.iter().map(NoticeRule::of).collect(),
            digest: model.digest.map(Digest::of),
            procedures: model.procedures.iter().map(Procedure::of).collect(),
            service: ServiceTerms::of(&model.service),
            commitments: model.commitments.iter().map(Commitment::of).collect(),
            scenarios: model.scenarios.iter().map(Scenario::of).collect(),
        }
    }
}

impl ModelVersion {
    pub(crate) fn of<F: Facts>(names: &Names<'_, F>, version: Published) -> Result<Self, Fault> {
        let Published { version: Version(number), published, overruled, superseded_at, open_cases } = version;
        let overruled =
            overruled.map(|(scenarios, reason)| names.text(reason).map(|reason| Overruled { scenarios, reason }));
        Ok(Self {
            version: number,
            state: Word(if superseded_at.is_some() { VersionState::Superseded } else { VersionState::InForce }),
            published_at: published.map(|(at, _)| At(at)),
            published_by: published.map(|(_, by)| Ok(Actor::of(names.actor(by)?, true))).transpose()?,
            overruled: overruled.transpose()?,
            superseded_at: superseded_at.map(At),
            superseded_by: superseded_at.map(|_| number + 1),
            open_cases,
        })
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
            asked_as: self.asked_as.as_deref().map(clean_line).filter(|words| !words.is_empty()),
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
            asked_as: Some("No puedo entrar a mi correo".to_owned()),
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
        Self { close_after_days: 3, reopen_within_days: 10, reopening: None, open_cases: None }
    }
}
