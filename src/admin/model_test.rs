//! The scenarios of a model that somebody keeps as a file, run without a desk.

use super::model_file::{self, Surroundings};
use crate::desk::{Deviation, FieldError, Memory, ScenarioRun, Tables, run_scenario, wrong_with};
use crate::http::problem::FieldFault;
use crate::moment::Moment;
use crate::service_model::{ExpectedEscalation, ReadyModel, ServiceModel};
use std::sync::Arc;

/// What came of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// What it is called.
    pub name: String,
    /// In what it came out otherwise than it should, in words.
    pub deviations: Vec<String>,
}

/// Runs the scenarios of a model in a file, with the groups, units, webhooks and people that the file says, when nothing is wrong
/// with it at `now`.
///
/// # Errors
/// What is wrong with the file or the model, each with its place.
pub fn test(text: &str, now: Moment) -> Result<Vec<Tested>, Vec<String>> {
    let model = model_file::read(text)?.cleaned();
    let surroundings = model_file::read_surroundings(text)?;
    let desk = surroundings.desk().map_err(|fault| vec![fault.to_string()])?;
    let fault = |fault: crate::desk::Fault| vec![fault.to_string()];
    // As the first version of its desk: what earlier ones had is not known here.
    let faults = wrong_with(&desk, &ServiceModel::before_the_first(), &model, now).map_err(fault)?;
    if !faults.is_empty() {
        return Err(faults.into_iter().map(in_words).collect());
    }
    let model = Arc::new(ReadyModel::from(model));
    let run = |scenario| {
        let ScenarioRun { deviations, .. } = run_scenario(&desk, &model, scenario).map_err(fault)?;
        let deviations = deviations.iter().map(|deviation| told(&model, &surroundings, deviation)).collect();
        Ok(Tested { name: scenario.name.clone(), deviations })
    };
    model.scenarios.iter().map(run).collect()
}

/// A fault of a model with its place.
pub(super) fn in_words(fault: FieldError) -> String {
    let FieldFault { field, code, .. } = FieldFault::from(fault);
    format!("{field}: {}", code.0.meaning())
}

fn told(model: &ServiceModel, surroundings: &Surroundings, deviation: &Deviation) -> String {
    let at = |at: &Option<Moment>| at.map_or_else(|| "none".to_owned(), |at| at.to_string());
    let group = |id: crate::desk::id::GroupId| surroundings.group(id);
    let escalations = |list: &[ExpectedEscalation]| {
        let name = |it: &ExpectedEscalation| {
            let name =
                model.escalation(it.escalation).map_or_else(|| it.escalation.0.to_string(), |it| it.name.clone());
            format!("{} {name}", it.at)
        };
        let told: Vec<String> = list.iter().map(name).collect();
        if told.is_empty() { "none".to_owned() } else { told.join(", ") }
    };
    match deviation {
        Deviation::Priority { expected, found } => {
            format!("priority: expected {expected}, is {}", found.map_or("none".to_owned(), |it| it.to_string()))
        }
        Deviation::Group { expected, found } => {
            format!("group: expected {}, is {}", group(*expected), found.map_or("none".to_owned(), group))
        }
        Deviation::Deadline { clock, expected, found } => {
            format!("deadline of {clock}: expected {}, is {}", at(expected), at(found))
        }
        Deviation::Escalations { expected, found } => {
            format!("escalations: expected {}, are {}", escalations(expected), escalations(found))
        }
    }
}

impl Surroundings {
    /// A desk with these groups, units, webhooks and people, and nobody who works in it.
    fn desk(&self) -> Result<Memory, crate::desk::Fault> {
        let mut desk = Memory::default();
        self.groups().try_for_each(|group| desk.put(&group))?;
        self.units().try_for_each(|unit| desk.put(&unit))?;
        self.webhooks().try_for_each(|webhook| desk.put(&webhook))?;
        self.people().try_for_each(|person| desk.put(&person))?;
        Ok(desk)
    }
}
