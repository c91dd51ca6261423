//! A new version of the service model.

use super::super::event::Event;
use super::super::facts::{Facts, Fault};
use super::super::refusal::Refusal;
use super::super::{Group, Unit, Webhook};
use super::draft::Draft;
use super::{Outcome, Stop};
use crate::service_model::{Known, ModelDraft, ModelVersion, ServiceModel};

pub(super) fn publish<F: Facts>(draft: &mut Draft<'_, F>, model: &ServiceModel) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    draft.at_version(draft.model.version.0)?;
    put_in_force(draft, model)
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
pub(super) fn publish_draft<F: Facts>(draft: &mut Draft<'_, F>, over: ModelVersion) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before = draft.facts.get::<ModelDraft>(())?.ok_or(Refusal::NotFound)?;
    let model = before.model.clone().ok_or(Refusal::NotFound)?;
    draft.at_version(before.revision)?;
    if over != draft.model.version {
        return Err(Refusal::Stale { current: draft.model.version.0 }.into());
    }
    let outcome = put_in_force(draft, &model)?;
    end_draft(draft, &before);
    Ok(outcome)
}

fn end_draft<F: Facts>(draft: &mut Draft<'_, F>, before: &ModelDraft) {
    draft.event(Event::ModelDrafted { revision: before.revision + 1, based_on: before.based_on, model: None });
}

/// The model is agreed from now on, when nothing is wrong with it.
fn put_in_force<F: Facts>(draft: &mut Draft<'_, F>, model: &ServiceModel) -> Result<Outcome, Stop> {
    let version = match draft.facts.last::<ServiceModel>()? {
        Some(last) => ModelVersion(last + 1),
        None => ModelVersion(1),
    };
    let model = ServiceModel { version, ..model.clone().cleaned() };
    let faults = model.check(&draft.model, &known(draft.facts, &model)?);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults).into());
    }
    draft.event(Event::ModelPublished(Box::new(model)));
    Ok(Outcome::Model(version))
}

/// What of the desk this model may name.
///
/// # Errors
/// A fault of the storage below.
pub fn known<F: Facts>(facts: &F, model: &ServiceModel) -> Result<Known, Fault> {
    let mut known =
        Known { groups: facts.groups()?.iter().map(|group: &Group| group.id).collect(), ..Known::default() };
    for unit in model.units_named() {
        known.units.extend(facts.get::<Unit>(unit.0)?.map(|unit| unit.id));
    }
    for webhook in model.notices.iter().flat_map(|rule| &rule.webhooks) {
        known.webhooks.extend(facts.get::<Webhook>(webhook.0)?.map(|webhook| webhook.id));
    }
    Ok(known)
}
