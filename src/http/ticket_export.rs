//! Lists of cases as files.

use super::Tag;
use super::caller::Caller;
use super::reply::Answer;
use super::streamed::{CSV, Lines};
use super::ticket_filters::{Filters, Status};
use super::ticket_view::{TicketRow, View};
use super::word::{Id, Word};
use crate::desk::{DoorEvent, Facts, Fault, Taken};
use crate::export::row::Columns;
use crate::queries::tickets::{self, Order};
use crate::words::{ClockKind, Priority, Vocabulary};
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use serde_json::{Map, Value};

/// The resource.
pub(super) struct TicketExport;

/// How many cases are read and sent at once.
const PAGE: usize = 200;

/// The columns before those of the clocks: the name, and where a row has it.
const COLUMNS: [(&str, &str); 22] = [
    ("number", "/number"),
    ("subject", "/subject"),
    ("state", "/state"),
    ("priority", "/priority"),
    ("kind", "/kind"),
    ("category", "/category/path"),
    ("requester", "/requester/name"),
    ("unit", "/requester/unit/name"),
    ("group", "/group/name"),
    ("assignee", "/assignee/name"),
    ("opened_at", "/opened_at"),
    ("updated_at", "/updated_at"),
    ("resolved_at", "/resolved_at"),
    ("channel", "/channel"),
    ("level", "/level"),
    ("waiting_for", "/waiting/on"),
    ("alarm_raised_at", "/alarm/raised_at"),
    ("alarm_escalation", "/alarm/escalation"),
    ("alarm_told", "/alarm/told"),
    ("alarm_repeated", "/alarm/repeated"),
    ("alarm_acknowledged_at", "/alarm/acknowledged_at"),
    ("alarm_acknowledged_by", "/alarm/acknowledged_by/name"),
];

/// What is said of each clock: `solution_due_at` and so on.
const OF_A_CLOCK: [&str; 3] = ["state", "due_at", "missed_at"];

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Tickets")]
impl TicketExport {
    /// Take a list of cases away
    ///
    /// As CSV: the same cases as the list with the same filters, in the same order, all of them. Times are in UTC. A case
    /// that changes while the file is sent may be missing or come twice, except with `sort=number`. That it was taken is an
    /// entry of the audit trail.
    #[oai(path = "/export", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one for each query parameter")]
    async fn export(
        &self,
        caller: Caller,
        /// States, as at the list.
        status: Query<Option<Vec<Word<Status>>>>,
        /// Priorities; several are possible.
        priority: Query<Option<Vec<Word<Priority>>>>,
        /// Who has them: `me`, `none` or a user's id.
        assignee: Query<Option<String>>,
        /// Which group has them: `mine`, `none` or a group's id.
        group: Query<Option<String>>,
        /// The id of a person who asked for them, or whom they are about.
        requester: Query<Option<Id>>,
        /// `me`, as at the list.
        following: Query<Option<String>>,
        /// `mine`, as at the list.
        unit: Query<Option<String>>,
        /// `today`, or a day such as 2026-11-25, as at the list.
        solved: Query<Option<String>>,
        /// The order, as at the list.
        sort: Query<Option<Word<Order>>>,
    ) -> Answer<Lines> {
        let today = caller.now().day(caller.snapshot()?.settings()?.zone());
        let filters = Filters {
            status: status.0,
            priority: priority.0,
            assignee: assignee.0,
            group: group.0,
            requester: requester.0,
            following: following.0,
            unit: unit.0,
            solved: solved.0,
            sort: sort.0,
        };
        let asked = filters.asked(today)?;
        caller.witness(DoorEvent::TakenAway { what: Taken::Cases }).await?;
        let (store, viewer) = (caller.state().store.clone(), caller.viewer().clone());
        let file = format!("tickets-{}.csv", caller.now().to_string().replace(':', "-"));
        let columns = columns();
        let lines = Lines::paged(CSV, &file, move |cursor| {
            let snapshot = store.snapshot()?;
            let page = tickets::list(&snapshot, &viewer, &asked, cursor, PAGE)?;
            let mut text = if cursor.is_none() { columns.header() } else { String::new() };
            let view = View::new(&snapshot, &viewer);
            for case in &page.items {
                text.push_str(&columns.line(&flat(&view.row(case)?)?));
            }
            Ok((text, page.next))
        });
        Ok(lines?)
    }
}

fn columns() -> Columns {
    let of_clocks = ClockKind::ALL.iter().flat_map(|kind| OF_A_CLOCK.map(|what| format!("{}_{what}", kind.as_str())));
    let names: Vec<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).chain(of_clocks).collect();
    Columns::of(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

fn joined<'a>(words: impl Iterator<Item = &'a Value>, between: &str) -> Value {
    words.filter_map(Value::as_str).collect::<Vec<_>>().join(between).into()
}

/// A row of the list as a row of plain cells.
fn flat(row: &TicketRow) -> Result<Value, Fault> {
    let row = serde_json::to_value(row).map_err(|error| Fault(Box::new(error)))?;
    let mut cells = Map::new();
    for (name, at) in COLUMNS {
        let cell = match row.pointer(at) {
            // The path of a category, or the names of people.
            Some(Value::Array(list)) if list.iter().all(Value::is_string) => joined(list.iter(), " › "),
            Some(Value::Array(list)) => joined(list.iter().map(|named| &named["name"]), ", "),
            Some(plain) => plain.clone(),
            None => Value::Null,
        };
        cells.insert(name.to_owned(), cell);
    }
    for clock in row["clocks"].as_array().into_iter().flatten() {
        for what in OF_A_CLOCK {
            let kind = clock["clock"].as_str().unwrap_or_default();
            cells.insert(format!("{kind}_{what}"), clock[what].clone());
        }
    }
    Ok(Value::Object(cells))
}
