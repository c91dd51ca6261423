//! What a replay came to as files: its cases, and its sums.

use super::shape::{CourseEscalation, ReplayCase, ReplayKept, ReplayLoad, ReplayResult};
use crate::export::row::Columns;
use crate::http::list::Named;
use crate::http::word::At;
use crate::words::{ClockKind, Vocabulary};
use serde_json::{Map, Value, json};

/// The columns of the sums: what is counted, what it is about, and how many there were and would have been.
pub(super) const SUMS: [&str; 12] = [
    "figure",
    "aspect",
    "agreement",
    "group",
    "clock",
    "priority",
    "escalation",
    "user",
    "notice",
    "way",
    "was",
    "would",
];

/// The sums as rows of plain cells. Of what differs, and of all that is told, there is nothing as it was.
pub(super) fn sums(result: &ReplayResult) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut row = |figure: &str, about: Value, was: Option<u64>, would: u64| {
        let mut cells = about;
        (cells["figure"], cells["was"], cells["would"]) = (figure.into(), json!(was), would.into());
        rows.push(cells);
    };
    row("cases", json!({}), Some(result.cases), result.cases);
    row("differing", json!({}), None, result.differing);
    for it in &result.aspects {
        row("differing", json!({ "aspect": it.aspect.0 }), None, it.cases);
    }
    for it in &result.priorities {
        row("opened", json!({ "priority": it.priority.0 }), Some(it.was), it.would);
    }
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone());
    for it in &result.promises {
        let about = json!({
            "agreement": name(&it.agreement), "group": name(&it.group), "clock": it.clock.0, "priority": it.priority.0,
        });
        let figures = |it: &ReplayKept| [("kept", it.kept), ("missed", it.missed), ("open", it.open)];
        for ((figure, was), (_, would)) in figures(&it.was).into_iter().zip(figures(&it.would)) {
            row(figure, about.clone(), Some(was), would);
        }
    }
    for it in &result.groups {
        let figures = |it: &ReplayLoad| [("opened", it.opened), ("stays", it.stays)];
        for ((figure, was), (_, would)) in figures(&it.was).into_iter().zip(figures(&it.would)) {
            row(figure, json!({ "group": it.group.name }), Some(was), would);
        }
    }
    for it in &result.escalations {
        let about = json!({ "escalation": it.escalation.name });
        row("escalated", about.clone(), Some(it.was.times), it.would.times);
        row("notices", about, Some(it.was.notices), it.would.notices);
    }
    for it in &result.people {
        row("notices", json!({ "user": it.user.name }), Some(it.was), it.would);
    }
    for it in &result.notices {
        row("told", json!({ "notice": it.notice.0, "way": it.way.0 }), None, it.would);
    }
    rows
}

/// What the file says of each side.
const SIDES: [&str; 2] = ["was", "would"];

/// The columns of the cases.
pub(super) fn columns() -> Columns {
    let mut names: Vec<String> = ["number", "subject", "aspects"].map(str::to_owned).into();
    for side in SIDES {
        let plain = ["first_priority", "first_group", "priority", "group", "escalations"];
        names.extend(plain.map(|what| format!("{side}_{what}")));
        for kind in ClockKind::ALL {
            names.extend(["due_at", "missed_at"].map(|what| format!("{side}_{kind}_{what}")));
        }
    }
    Columns::of(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A case as a row of plain cells. Of several clocks of a kind the last one is told.
pub(super) fn flat(case: &ReplayCase) -> Value {
    let mut cells = Map::new();
    let aspects: Vec<&str> = case.aspects.iter().map(|aspect| aspect.0.as_str()).collect();
    cells.insert("number".to_owned(), json!(case.number));
    cells.insert("subject".to_owned(), json!(case.subject));
    cells.insert("aspects".to_owned(), json!(aspects.join(" ")));
    for (side, course) in SIDES.into_iter().zip([&case.was, &case.would]) {
        let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone());
        cells.insert(format!("{side}_first_priority"), json!(course.first_priority.map(|word| word.0)));
        cells.insert(format!("{side}_first_group"), json!(name(&course.first_group)));
        cells.insert(format!("{side}_priority"), json!(course.priority.map(|word| word.0)));
        cells.insert(format!("{side}_group"), json!(name(&course.group)));
        let told = |told: &[Named]| told.iter().map(|user| user.name.as_str()).collect::<Vec<_>>().join(", ");
        let said = |it: &CourseEscalation| {
            let audience: Vec<&str> = it.audience.iter().flatten().map(|word| word.0.as_str()).collect();
            let audience = if audience.is_empty() { String::new() } else { format!(" ({})", audience.join(" ")) };
            let told = if it.told.is_empty() { String::new() } else { format!(": {}", told(&it.told)) };
            format!("{} {}{audience}{told}", it.at.0, it.escalation.name)
        };
        let escalations: Vec<String> = course.escalations.iter().map(said).collect();
        cells.insert(format!("{side}_escalations"), json!(escalations.join("; ")));
        for clock in &course.clocks {
            let moment = |at: Option<At>| json!(at.map(|at: At| at.0.to_string()));
            cells.insert(format!("{side}_{}_due_at", clock.clock.0), moment(clock.due_at));
            cells.insert(format!("{side}_{}_missed_at", clock.clock.0), moment(clock.missed_at));
        }
    }
    Value::Object(cells)
}
