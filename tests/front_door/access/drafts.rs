//! Parts of a draft of the model, of one entry each, so that every id in an entry has its place.

use super::bodies::procedure;
use crate::model::{anybody, office, usual};
use serde_json::{Value, json};

/// The part that `/model/draft/{name}` takes; `None` when it is no list.
pub(super) fn part(name: &str, group: u64) -> Option<Value> {
    let (list, entry) = match name {
        "agreements" => ("agreements", usual(&Value::Null)),
        "assignment-rules" => ("assignment_rules", assignment_rule(group)),
        "calendars" => ("calendars", office()),
        "commitments" => ("commitments", commitment()),
        "escalations" => ("escalations", escalation()),
        "group-agreements" => ("group_agreements", json!({ "group": group })),
        "notices" => ("notices", notice()),
        "procedures" => ("procedures", procedure(1)),
        "scenarios" => ("scenarios", scenario()),
        _ => return None,
    };
    Some(json!({ list: [entry] }))
}

fn assignment_rule(group: u64) -> Value {
    json!({ "name": "Redes", "for": anybody(), "words": ["red"], "group": group, "pick": "in_turn" })
}

fn commitment() -> Value {
    json!({
        "name": "A tiempo", "indicator": "solved_in_time", "comparison": "at_least", "target": 95.0, "period": "month",
        "for": anybody(),
    })
}

fn escalation() -> Value {
    let step = json!({ "when": { "on": "not_taken", "minutes": 30 }, "notify": ["group"] });
    json!({ "name": "Sin tomar", "for": anybody(), "steps": [step] })
}

fn notice() -> Value {
    json!({
        "name": "Abierto", "on": "opened", "for": anybody(), "to": ["requester"], "ways": ["mail"], "texts": [],
        "webhooks": [],
    })
}

/// A case of which one thing is done, and one escalation expected.
pub(super) fn scenario() -> Value {
    json!({
        "name": "Uno", "case": { "at": "2026-11-25T12:20:00Z", "channel": "mail", "vip": false, "subject": "", "taken": false },
        "steps": [{ "after": 20, "action": "take" }],
        "expect": {
            "priority": "low", "deadlines": [],
            "escalations": [{ "at": "2026-11-25T12:50:00Z", "escalation": 1 }],
        },
    })
}
