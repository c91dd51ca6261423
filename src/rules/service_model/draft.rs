//! The model that is being worked on, and how it differs from another.

use super::{ModelVersion, ServiceModel};
use crate::Moment;
use crate::desk::ActorRef;
use crate::desk::record::{Record, RecordKind};
use crate::words::Vocabulary;
use serde::{Deserialize, Serialize};

/// The one draft of a desk's model. What administrators change is changed here, and counts once it is published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelDraft {
    /// Counts every change.
    pub revision: u64,
    /// The version that was in force when the draft was begun.
    pub based_on: ModelVersion,
    /// The model as it would be; `None`: nothing is being worked on.
    pub model: Option<Box<ServiceModel>>,
    /// Who changed it last.
    pub by: ActorRef,
    /// When.
    pub at: Moment,
}

impl Record for ModelDraft {
    const KIND: RecordKind = RecordKind::ModelDraft;
    type Key = ();
    fn key(&self) {}
}

/// A difference between two models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The list or setting, such as `agreements`.
    pub part: &'static str,
    /// What people call it, in a list.
    pub name: Option<String>,
    /// What happened to it.
    pub how: Changed,
}

vocabulary! {
    /// What happened to a part of a model.
    Changed {
        /// It was not there.
        Added = "added",
        /// It is no longer there.
        Removed = "removed",
        /// It is another.
        Altered = "altered",
        /// The same stand in another order.
        Reordered = "reordered",
    }
}

impl ServiceModel {
    /// How it differs from an `older` one, in the order of its parts.
    pub fn changes_since(&self, older: &Self) -> Vec<Change> {
        let Self {
            version: _,
            categories,
            matrix,
            solution_codes,
            close_after_days,
            reopen_within_days,
            reopening,
            open_cases,
            calendars,
            agreements,
            group_agreements,
            assignment_rules,
            escalations,
            notices,
            digest,
            procedures,
            scenarios,
        } = self;
        let mut changes = Vec::new();
        let setting = |part, same: bool| (!same).then_some(Change { part, name: None, how: Changed::Altered });
        list(&mut changes, "categories", &older.categories, categories, |it| (it.id.0, it.name.clone()));
        changes.extend(setting("matrix", *matrix == older.matrix));
        list(&mut changes, "solution_codes", &older.solution_codes, solution_codes, |it| {
            (it.code.clone(), it.name.clone())
        });
        let closing = (close_after_days, reopen_within_days);
        changes.extend(setting("closing", closing == (&older.close_after_days, &older.reopen_within_days)));
        changes.extend(setting("reopening", *reopening == older.reopening));
        changes.extend(setting("open_cases", *open_cases == older.open_cases));
        list(&mut changes, "calendars", &older.calendars, calendars, |it| (it.id.0, it.name.clone()));
        list(&mut changes, "agreements", &older.agreements, agreements, |it| (it.id.0, it.name.clone()));
        list(&mut changes, "group_agreements", &older.group_agreements, group_agreements, |it| {
            (it.group.0, it.group.to_string())
        });
        list(&mut changes, "assignment_rules", &older.assignment_rules, assignment_rules, |it| {
            (it.id.0, it.name.clone())
        });
        list(&mut changes, "escalations", &older.escalations, escalations, |it| (it.id.0, it.name.clone()));
        list(&mut changes, "notices", &older.notices, notices, |it| (it.id.0, it.name.clone()));
        changes.extend(setting("digest", *digest == older.digest));
        list(&mut changes, "procedures", &older.procedures, procedures, |it| (it.id.0, it.name.clone()));
        list(&mut changes, "scenarios", &older.scenarios, scenarios, |it| (it.id.0, it.name.clone()));
        changes
    }
}

/// How a list differs; `of` says by what an entry is known, and what it is called.
fn list<T: PartialEq, K: PartialEq>(
    changes: &mut Vec<Change>,
    part: &'static str,
    older: &[T],
    newer: &[T],
    of: impl Fn(&T) -> (K, String),
) {
    let keys = |list: &[T]| list.iter().map(|entry| of(entry).0).collect::<Vec<_>>();
    let find = |list, entry: &T| -> Option<&T> {
        let key = of(entry).0;
        <[T]>::iter(list).find(|other| of(other).0 == key)
    };
    let before = changes.len();
    let mut say = |entry: &T, how| changes.push(Change { part, name: Some(of(entry).1), how });
    for entry in newer {
        match find(older, entry) {
            None => say(entry, Changed::Added),
            Some(other) if other != entry => say(entry, Changed::Altered),
            Some(_) => {}
        }
    }
    for entry in older.iter().filter(|entry| find(newer, entry).is_none()) {
        say(entry, Changed::Removed);
    }
    if changes.len() == before && keys(older) != keys(newer) {
        changes.push(Change { part, name: None, how: Changed::Reordered });
    }
}
