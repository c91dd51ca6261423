//! A new version of the service model.

use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::refusal::{FieldError, FieldProblem, Refusal};
use super::super::{Group, Person, Unit, Webhook};
use super::check::Check;
use super::clocks::units_upwards;
use super::draft::Draft;
use super::scenario::failing_scenarios;
use super::{Outcome, Stop};
use crate::Moment;
use crate::service_model::{Known, ModelDraft, ModelVersion, ReadyModel, ServiceModel};
use std::sync::Arc;

pub(super) fn publish<F: Facts>(draft: &mut Draft<'_, F>, model: &ServiceModel) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    draft.at_version(draft.model.version.0)?;
    put_in_force(draft, model, None)
}

/// The draft becomes this. Faults do not matter yet, as long as there is not too much of it.
pub(super) fn save_draft<F: Facts>(
    draft: &mut Draft<'_, F>,
    model: &ServiceModel,
    anew: bool,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before = draft.facts.get::<ModelDraft>(())?;
    let revision = before.as_ref().map_or(0, |before| before.revision);
    draft.at_version(revision)?;
    model.within_bounds().done()?;
    let current = draft.model.version;
    let based_on = before.filter(|before| before.model.is_some() && !anew).map_or(current, |before| before.based_on);
    let model = ServiceModel { version: based_on, ..model.clone().cleaned() };
    draft.event(Event::ModelDrafted { revision: revision + 1, based_on, model: Some(Box::new(model)) });
    Ok(Outcome::Done)
}

pub(super) fn discard_draft<F: Facts>(draft: &mut Draft<'_, F>) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    if let Some(before) = draft.facts.get::<ModelDraft>(())? {
        draft.at_version(before.revision)?;
        if before.model.is_some() {
            end_draft(draft, &before);
        }
    }
    Ok(Outcome::Done)
}

/// The draft comes into force, when nobody else put another version in force that was not seen.
pub(super) fn publish_draft<F: Facts>(
    draft: &mut Draft<'_, F>,
    over: ModelVersion,
    overrule: Option<&str>,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    // Of two who publish at once the second hears that of the version, and not of a draft that is gone.
    if over != draft.model.version {
        return Err(Refusal::Stale { current: draft.model.version.0 }.into());
    }
    let before = draft.facts.get::<ModelDraft>(())?.ok_or(Refusal::NotFound)?;
    let model = before.model.clone().ok_or(Refusal::NotFound)?;
    draft.at_version(before.revision)?;
    let outcome = put_in_force(draft, &model, overrule)?;
    end_draft(draft, &before);
    Ok(outcome)
}

fn end_draft<F: Facts>(draft: &mut Draft<'_, F>, before: &ModelDraft) {
    draft.event(Event::ModelDrafted { revision: before.revision + 1, based_on: before.based_on, model: None });
}

/// The model is agreed from now on, when nothing is wrong with it. Its scenarios come out as they should, unless somebody
/// says why that does not matter.
fn put_in_force<F: Facts>(
    draft: &mut Draft<'_, F>,
    model: &ServiceModel,
    overrule: Option<&str>,
) -> Result<Outcome, Stop> {
    let version = match draft.facts.last::<ServiceModel>()? {
        Some(last) => ModelVersion(last + 1),
        None => ModelVersion(1),
    };
    let model = ServiceModel { version, ..model.clone().cleaned() };
    let faults = wrong_with(draft.facts, &draft.model, &model, draft.now)?;
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults).into());
    }
    let ready = Arc::new(ReadyModel::from(model));
    let failing = failing_scenarios(draft.facts, &ready)?;
    if !failing.is_empty() {
        let Some(reason) = overrule else {
            return Err(Refusal::Invalid(failing.into_iter().map(not_met).collect()).into());
        };
        let mut check = Check::default();
        let reason = check.text("overrule", reason);
        check.done()?;
        let scenarios = failing.iter().filter_map(|place| ready.scenarios.get(*place));
        let scenarios = scenarios.map(|scenario| scenario.name.clone()).collect();
        let reason = draft.keep_text(reason);
        draft.event(Event::ScenariosOverruled { scenarios, reason });
    }
    draft.event(Event::ModelPublished(Box::new(ServiceModel::clone(&ready))));
    Ok(Outcome::Model(version))
}

/// What is wrong with a model on this desk, before any scenario is tried.
///
/// # Errors
/// A fault of the storage below.
pub fn wrong_with<F: Facts>(
    facts: &F,
    in_force: &ServiceModel,
    model: &ServiceModel,
    now: Moment,
) -> Result<Vec<FieldError>, Fault> {
    let mut faults = model.check(in_force, &known(facts, model)?);
    faults.extend(model.closed_for_good(now));
    Ok(faults)
}

/// Everything that is wrong with a model on this desk, as the one that comes after `in_force`; nothing when it may be put
/// in force at `now`. Scenarios are run when nothing else is wrong, since only what can be reckoned with can be tried.
///
/// # Errors
/// A fault of the storage below.
pub fn faults_of<F: Facts>(
    facts: &F,
    in_force: &ServiceModel,
    model: &ServiceModel,
    now: Moment,
) -> Result<Vec<FieldError>, Fault> {
    let mut faults = wrong_with(facts, in_force, model, now)?;
    if faults.is_empty() && !model.scenarios.is_empty() {
        let failing = failing_scenarios(facts, &Arc::new(ReadyModel::from(model.clone())))?;
        faults.extend(failing.into_iter().map(not_met));
    }
    Ok(faults)
}

/// That the scenario at this place does not come out as it should.
fn not_met(place: usize) -> FieldError {
    FieldError { field: format!("scenarios.{place}"), problem: FieldProblem::NotMet }
}

/// What of the desk this model may name: what was switched off gets no case and hears nothing.
fn known<F: Facts>(facts: &F, model: &ServiceModel) -> Result<Known, Fault> {
    let groups = facts.groups()?;
    let groups = groups.iter().filter(|group: &&Group| group.active).map(|group| group.id).collect();
    let mut known = Known { groups, ..Known::default() };
    for unit in model.units_named() {
        if facts.get::<Unit>(unit.0)?.is_some_and(|unit| unit.active) {
            known.units.insert(unit, units_upwards(facts, Some(unit))?);
        }
    }
    for webhook in model.webhooks_named() {
        let webhook = facts.get::<Webhook>(webhook.0)?.filter(|webhook| webhook.active);
        known.webhooks.extend(webhook.map(|webhook| webhook.id));
    }
    for person in model.people_named() {
        // Somebody who left, or was erased, asks for nothing any more: what names them does no harm.
        known.people.extend(facts.get::<Person>(person.0)?.map(|person| person.id));
    }
    Ok(known)
}
