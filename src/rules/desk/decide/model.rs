//! A new version of the service model.

use super::super::event::Event;
use super::super::facts::Facts;
use super::super::id::GroupId;
use super::super::refusal::{FieldProblem, Refusal};
use super::super::text::{NAME_MAX, clean_line, fold};
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop};
use crate::service_model::{Category, CategoryId, ModelVersion, ServiceModel};
use std::collections::BTreeSet;

/// How many categories, and how many solution codes, a model may have.
const ENTRIES_MAX: usize = 2_000;
/// The longest time before a solved case closes or is sealed, in days.
const DAYS_MAX: u16 = 365;

pub(super) fn publish<F: Facts>(draft: &mut Draft<'_, F>, model: &ServiceModel) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    draft.at_version(draft.model.version.0)?;
    let groups: BTreeSet<GroupId> = draft.facts.groups()?.iter().map(|group| group.id).collect();
    let version = match draft.facts.last::<ServiceModel>()? {
        Some(last) => ModelVersion(last + 1),
        None => ModelVersion(1),
    };
    let model = cleaned(model, version);
    check_model(&model, &draft.model, &groups)?;
    draft.event(Event::ModelPublished(Box::new(model)));
    Ok(Outcome::Model(version))
}

fn cleaned(model: &ServiceModel, version: ModelVersion) -> ServiceModel {
    let mut model = model.clone();
    model.version = version;
    for category in &mut model.categories {
        category.name = clean_line(&category.name);
    }
    for code in &mut model.solution_codes {
        code.name = clean_line(&code.name);
    }
    model
}

fn check_model(model: &ServiceModel, before: &ServiceModel, groups: &BTreeSet<GroupId>) -> Result<(), Refusal> {
    let mut check = Check::default();
    check.that(model.categories.len() <= ENTRIES_MAX, "categories", FieldProblem::TooLong { max: ENTRIES_MAX });
    check.that(model.solution_codes.len() <= ENTRIES_MAX, "solution_codes", FieldProblem::TooLong { max: ENTRIES_MAX });
    check_categories(&mut check, &model.categories, groups);
    // Cases remember categories and codes: what was once there can be switched off, not taken out.
    for old in &before.categories {
        check.that(model.category(old.id).is_some(), "categories", FieldProblem::NotAllowed);
    }

    let mut codes = BTreeSet::new();
    for (place, code) in model.solution_codes.iter().enumerate() {
        let well_formed = (1..=40).contains(&code.code.len())
            && code.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        check.that(well_formed, format!("solution_codes.{place}.code"), FieldProblem::Malformed);
        check.that(codes.insert(&code.code), format!("solution_codes.{place}.code"), FieldProblem::Taken);
        check.line(&format!("solution_codes.{place}.name"), &code.name, NAME_MAX);
    }
    check.that(model.solution_codes.iter().any(|code| code.active), "solution_codes", FieldProblem::Required);
    for old in &before.solution_codes {
        check.that(codes.contains(&old.code), "solution_codes", FieldProblem::NotAllowed);
    }

    check.that((1..=DAYS_MAX).contains(&model.close_after_days), "close_after_days", FieldProblem::NotAllowed);
    check.that(
        (model.close_after_days..=DAYS_MAX).contains(&model.reopen_within_days),
        "reopen_within_days",
        FieldProblem::NotAllowed,
    );
    check.done()
}

fn check_categories(check: &mut Check, categories: &[Category], groups: &BTreeSet<GroupId>) {
    let mut seen = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (place, category) in categories.iter().enumerate() {
        let field = |name: &str| format!("categories.{place}.{name}");
        check.line(&field("name"), &category.name, NAME_MAX);
        check.that(names.insert((category.parent, fold(&category.name))), field("name"), FieldProblem::Taken);
        // Parents stand before their children, so a circle cannot be said.
        if let Some(parent) = category.parent {
            let problem = if parent == category.id { FieldProblem::Circle } else { FieldProblem::Unknown };
            check.that(seen.contains(&parent), field("parent"), problem);
        }
        let new = category.id != CategoryId(0) && seen.insert(category.id);
        check.that(new, field("id"), FieldProblem::Taken);
        if let Some(group) = category.defaults.group {
            check.that(groups.contains(&group), field("group"), FieldProblem::Unknown);
        }
    }
}
