//! The service model: drafted, published, kept as a file; and the clocks that run by it.

mod assignment;
mod clocks;
mod contract;
mod draft;
mod escalations;
mod file;
mod journey;
mod look_ahead;
mod one_decision;
mod procedures;
mod trial;
mod versions;

use crate::http::desk::Someone;
use serde_json::{Value, json};

/// An office that is open on weekdays from nine to one and from two to six, in Santiago.
pub(crate) fn office() -> Value {
    let hours = json!(["09:00-13:00", "14:00-18:00"]);
    json!({
        "name": "Horario hábil", "time_zone": "America/Santiago",
        "week": {
            "monday": hours, "tuesday": hours, "wednesday": hours, "thursday": hours, "friday": hours,
            "saturday": [], "sunday": [],
        },
        "holidays": { "country": "cl", "removed": [], "added": [] }, "special_days": [],
    })
}

/// An answer within the hour and a solution within eight, by this calendar; waiting for the requester stops the latter.
pub(crate) fn usual(calendar: &Value) -> Value {
    json!({
        "name": "Todos", "calendar": calendar, "for": anybody(),
        "first_response": target(60, "business"),
        "solution": { "minutes": 480, "time": "business", "stopped_by": ["requester"], "warn_at": [75] },
    })
}

/// Conditions that every case meets.
pub(crate) fn anybody() -> Value {
    json!({ "kinds": [], "categories": [], "units": [], "priorities": [], "channels": [] })
}

/// A target that nothing stops, and of which nothing is told before its end.
fn target(minutes: u32, time: &str) -> Value {
    json!({ "minutes": minutes, "time": time, "stopped_by": [], "warn_at": [] })
}

/// Drafts the office as the only calendar; gives its id.
pub(crate) async fn draft_office(ana: &Someone<'_>) -> Value {
    let calendars = json!({ "calendars": [office()] });
    let draft = ana.put("/api/v1/model/draft/calendars", &calendars).await.is(200).json;
    draft["model"]["calendars"][0]["id"].clone()
}

/// Puts the usual agreement by the office's hours in force.
async fn agree(ana: &Someone<'_>) {
    let calendar = draft_office(ana).await;
    let agreements = json!({ "agreements": [usual(&calendar)] });
    ana.put("/api/v1/model/draft/agreements", &agreements).await.is(200);
    ana.publish_model().await;
}
