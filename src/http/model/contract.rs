//! What the contract says of the desk as a whole: when it serves and in which languages, and what the indexes of a
//! period should come to.

use super::agreement::Conditions;
use super::drafting::{change, with_ids};
use super::shape::ModelDraft;
use crate::desk::id::GroupId;
use crate::desk::{Facts, Fault, User};
use crate::http::Tag;
use crate::http::caller::Caller;
use crate::http::input::Input;
use crate::http::list::Named;
use crate::http::problem::{FieldCode, FieldFault, Problem};
use crate::http::reply::{Answer, Shown};
use crate::http::word::{At, Id, Word, words};
use crate::service_model::{
    self as rules, CalendarId, CommitmentId, Comparison, Indicator, IndicatorSubject, IndicatorUnit, Period, Serves,
};
use crate::words::{Language, Role, Vocabulary};
use ::rules::Thousandths;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use std::collections::BTreeSet;

/// The resource.
pub(in crate::http) struct ContractResource;

/// When the desk serves, and in which languages.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(example)]
pub(crate) struct ServiceTerms {
    /// The calendar in whose hours somebody answers; null: nothing was agreed.
    hours: Option<Id>,
    /// The languages in which it serves; none: nothing was agreed.
    languages: Vec<Word<Language>>,
}

/// What an index of a period should come to. It decides on no case.
#[derive(Clone, Debug, PartialEq, Object)]
pub(crate) struct Commitment {
    /// Its id; a new commitment has none yet.
    pub(crate) id: Option<Id>,
    /// What people read.
    name: String,
    /// What is measured.
    indicator: Word<Indicator>,
    /// On which side of the target it should be.
    comparison: Word<Comparison>,
    /// The target in the indicator's unit, with up to three decimal places.
    target: f64,
    /// Of which time the figures are.
    period: Word<Period>,
    /// The calendar whose hours count, and in whose zone a period begins; null: all hours, and the desk's zone.
    calendar: Option<Id>,
    /// Of which cases, where the indicator is about cases or stays.
    #[oai(rename = "for")]
    conditions: Conditions,
    /// Of which group alone, where the indicator is about stays.
    group: Option<Id>,
}

/// The commitments.
#[derive(Clone, Debug, Object)]
pub(crate) struct CommitmentsInput {
    /// The whole list.
    commitments: Vec<Commitment>,
}

/// Something that commitments can be about.
#[derive(Clone, Debug, Object)]
pub(crate) struct IndicatorShown {
    /// Its word.
    indicator: Word<Indicator>,
    /// In what it is told.
    unit: Word<IndicatorUnit>,
    /// What it is about: `for` narrows cases and stays down, `group` stays.
    subject: Word<IndicatorSubject>,
    /// The least that it can be.
    least: f64,
    /// The most that it can be.
    most: f64,
}

/// Whether the desk serves now.
#[derive(Clone, Debug, Object)]
pub(crate) struct ServiceNow {
    /// The calendar of its hours; null: no hours were agreed.
    hours: Option<Named>,
    /// Whether somebody answers now; also where no hours were agreed.
    open: bool,
    /// When somebody answers again; null while it is open, or when that cannot be reckoned.
    opens_at: Option<At>,
    /// The languages in which it serves; none: nothing was agreed.
    languages: Vec<Word<Language>>,
}

#[OpenApi(prefix_path = "/model", tag = "Tag::Model")]
impl ContractResource {
    /// Show whether the desk serves now
    ///
    /// By the service hours of the model in force.
    #[oai(path = "/service", method = "get")]
    async fn service_now(&self, caller: Caller) -> Answer<Shown<ServiceNow>> {
        let model = caller.snapshot()?.model()?;
        let serves = model.serves_at(caller.now());
        let hours = model.service.hours.and_then(|id| model.calendar(id));
        Ok(Shown::new(ServiceNow {
            hours: hours.map(|calendar| Named::new(calendar.id.0, calendar.name.clone())),
            open: serves == Serves::Now,
            opens_at: match serves {
                Serves::Now => None,
                Serves::From(at) => at.map(At),
            },
            languages: words(&model.service.languages),
        }))
    }

    /// List what commitments can be about
    ///
    /// For administrators.
    #[oai(path = "/indicators", method = "get")]
    async fn indicators(&self, caller: Caller) -> Answer<Shown<Vec<IndicatorShown>>> {
        caller.must(|viewer| viewer.administers())?;
        Ok(Shown::new(Indicator::ALL.iter().copied().map(IndicatorShown::of).collect()))
    }

    /// Change when the desk serves, and in which languages
    ///
    /// Its hours are a calendar of the model.
    #[oai(path = "/draft/service", method = "put")]
    async fn service(&self, caller: Caller, input: Input<ServiceTerms>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, _| {
            model.service = input.0.read();
            Ok(())
        })
        .await
    }

    /// Change the commitments of the contract
    ///
    /// The whole list. A commitment without id is a new one.
    #[oai(path = "/draft/commitments", method = "put")]
    async fn commitments(&self, caller: Caller, input: Input<CommitmentsInput>) -> Answer<Shown<ModelDraft>> {
        change(&caller, |model, in_force| {
            let kept = in_force.commitments.iter().chain(&model.commitments).map(|commitment| commitment.id.0);
            let ids = with_ids(input.0.commitments.iter().map(|commitment| commitment.id), kept);
            let with_ids = input.0.commitments.iter().zip(ids).enumerate();
            let mut faults = Vec::new();
            model.commitments = with_ids
                .filter_map(|(n, (commitment, id))| {
                    let read = commitment.read(CommitmentId(id));
                    if read.is_none() {
                        faults.push(FieldFault::new(format!("commitments.{n}.target"), FieldCode::Malformed));
                    }
                    read
                })
                .collect();
            if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
        })
        .await
    }
}

/// The languages in which an active agent helps.
pub(super) fn spoken<F: Facts>(facts: &F) -> Result<BTreeSet<Language>, Fault> {
    let mut spoken = BTreeSet::new();
    for id in facts.users_with_role(Role::Agent)?.iter() {
        spoken.extend(facts.get::<User>(id.0)?.into_iter().flat_map(|user| user.languages));
    }
    Ok(spoken)
}

impl ServiceTerms {
    pub(crate) fn of(service: &rules::ServiceTerms) -> Self {
        Self { hours: service.hours.map(|id| Id(id.0)), languages: words(&service.languages) }
    }

    fn read(&self) -> rules::ServiceTerms {
        rules::ServiceTerms {
            hours: self.hours.map(|id| CalendarId(id.0)),
            languages: self.languages.iter().map(|language| language.0).collect(),
        }
    }
}

impl Commitment {
    pub(crate) fn of(commitment: &rules::Commitment) -> Self {
        Self {
            id: Some(Id(commitment.id.0)),
            name: commitment.name.clone(),
            indicator: Word(commitment.indicator),
            comparison: Word(commitment.comparison),
            target: commitment.target.number(),
            period: Word(commitment.period),
            calendar: commitment.calendar.map(|id| Id(id.0)),
            conditions: Conditions::of(&commitment.conditions),
            group: commitment.group.map(Id::of),
        }
    }

    /// As the model has it, with this id; `None`: its target is no figure of three places.
    fn read(&self, id: CommitmentId) -> Option<rules::Commitment> {
        Some(rules::Commitment {
            id,
            name: self.name.clone(),
            indicator: self.indicator.0,
            comparison: self.comparison.0,
            target: Thousandths::of_number(self.target)?,
            period: self.period.0,
            calendar: self.calendar.map(|id| CalendarId(id.0)),
            conditions: self.conditions.read(),
            group: self.group.map(|group| group.to::<GroupId>()),
        })
    }
}

impl IndicatorShown {
    fn of(indicator: Indicator) -> Self {
        let (unit, range) = (indicator.unit(), indicator.unit().range());
        Self {
            indicator: Word(indicator),
            unit: Word(unit),
            subject: Word(indicator.subject()),
            least: range.start().number(),
            most: range.end().number(),
        }
    }
}

impl Example for ServiceTerms {
    fn example() -> Self {
        Self { hours: Some(Id(1)), languages: vec![Word(Language::Es), Word(Language::Pt)] }
    }
}
