//! What is wrong with the procedures of a model, each fault with its place.

use super::{AnswerKind, Branch, Procedure, ProcedureId, Scope, Standing, Step, StepId};
use crate::desk::text::{NAME_MAX, clean_line, clean_text, fold};
use crate::desk::{Check, FieldProblem};
use crate::service_model::cover::is_covered;
use crate::service_model::{Known, ServiceModel};
use std::collections::BTreeSet;

/// How many steps a procedure may have.
pub(in crate::service_model) const STEPS_MAX: usize = 100;
/// The longest text of a step, in characters.
const STEP_TEXT_MAX: usize = 4_000;
/// How many options there may be to choose among.
const OPTIONS_MAX: usize = 50;
/// The longest address of a document, in characters.
const LINK_MAX: usize = 2_000;

impl ServiceModel {
    pub(in crate::service_model) fn check_procedures(&self, check: &mut Check, known: &Known) {
        let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (n, procedure) in self.procedures.iter().enumerate() {
            let Procedure { id, name, purpose, scope, steps } = procedure;
            let place = format!("procedures.{n}");
            check.that(*id != ProcedureId(0) && ids.insert(*id), format!("{place}.id"), FieldProblem::Taken);
            check.line(&format!("{place}.name"), name, NAME_MAX);
            check.that(names.insert(fold(name)), format!("{place}.name"), FieldProblem::Taken);
            self.check_scope(check, &format!("{place}.for"), scope, known);
            let earlier = self.procedures.iter().take(n).filter(|other| other.purpose == *purpose);
            let shadowed = is_covered(self, known, scope, earlier.map(|other| &other.scope));
            check.that(!shadowed, format!("{place}.for"), FieldProblem::NeverMatches);
            check.that(!steps.is_empty(), format!("{place}.steps"), FieldProblem::Required);
            check.that(steps.len() <= STEPS_MAX, format!("{place}.steps"), FieldProblem::TooLong { max: STEPS_MAX });
            if steps.len() <= STEPS_MAX {
                procedure.check_steps(check, &place);
            }
        }
    }

    fn check_scope(&self, check: &mut Check, place: &str, scope: &Scope, known: &Known) {
        self.check_categories_named(check, format!("{place}.categories"), &scope.categories);
        check.that(scope.groups.is_subset(&known.groups), format!("{place}.groups"), FieldProblem::Unknown);
    }
}

impl Procedure {
    fn check_steps(&self, check: &mut Check, place: &str) {
        let mut ids = BTreeSet::new();
        let path = self.path(|_| None);
        for (at, (step, standing)) in self.steps.iter().zip(path).enumerate() {
            let place = format!("{place}.steps.{at}");
            let new = step.id != StepId(0) && ids.insert(step.id);
            check.that(new, format!("{place}.id"), FieldProblem::Taken);
            check.that(standing != Standing::Off, &place, FieldProblem::Unreachable);
            let text = clean_text(&step.text);
            check.that(!text.is_empty(), format!("{place}.text"), FieldProblem::Required);
            let short = text.chars().count() <= STEP_TEXT_MAX;
            check.that(short, format!("{place}.text"), FieldProblem::TooLong { max: STEP_TEXT_MAX });
            check.that(step.link.as_deref().is_none_or(is_link), format!("{place}.link"), FieldProblem::Malformed);
            match &step.answer {
                AnswerKind::YesNo { yes, no } => {
                    self.check_branch(check, format!("{place}.answer.yes"), at, *yes);
                    self.check_branch(check, format!("{place}.answer.no"), at, *no);
                }
                AnswerKind::Choice { options } => check_options(check, &format!("{place}.answer.options"), options),
                AnswerKind::Tick | AnswerKind::Text => {}
            }
        }
    }

    fn check_branch(&self, check: &mut Check, place: String, at: usize, branch: Branch) {
        let Branch::Step(id) = branch else { return };
        let problem = if self.step(id).is_some() { FieldProblem::Circle } else { FieldProblem::Unknown };
        check.that(self.place_after(at, id).is_some(), place, problem);
    }

    /// The same with its words as they are kept.
    pub(in crate::service_model) fn clean(&mut self) {
        self.name = clean_line(&self.name);
        self.steps.iter_mut().for_each(Step::clean);
    }
}

impl Step {
    fn clean(&mut self) {
        self.text = clean_text(&self.text);
        self.link = self.link.take().map(|link| clean_line(&link)).filter(|link| !link.is_empty());
        if let AnswerKind::Choice { options } = &mut self.answer {
            options.iter_mut().for_each(|option| *option = clean_line(option));
        }
    }
}

fn check_options(check: &mut Check, place: &str, options: &[String]) {
    check.that(options.len() > 1, place, FieldProblem::Required);
    check.that(options.len() <= OPTIONS_MAX, place, FieldProblem::TooLong { max: OPTIONS_MAX });
    let mut seen = BTreeSet::new();
    for (n, option) in options.iter().enumerate().take(OPTIONS_MAX) {
        check.line(&format!("{place}.{n}"), option, NAME_MAX);
        check.that(seen.insert(clean_line(option)), format!("{place}.{n}"), FieldProblem::Taken);
    }
}

/// Whether it is an address that a browser may open: of the web, and nothing that runs.
fn is_link(link: &str) -> bool {
    let Some(rest) = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty()
        && link.chars().count() <= LINK_MAX
        && !link.contains(|c: char| c.is_whitespace() || c.is_control())
}
