//! What the contract says of the desk as a whole: service hours and languages, commitments; and presets.

use super::{anybody, draft_office};
use crate::http::desk::{Desk, Someone};
use chrono::TimeDelta;
use serde_json::{Value, json};
use ventanilla::moment::Moment;

const DRAFT: &str = "/api/v1/model/draft";

fn commitment(name: &str, indicator: &str, comparison: &str, target: f64) -> Value {
    json!({
        "name": name, "indicator": indicator, "comparison": comparison, "target": target, "period": "month",
        "for": anybody(),
    })
}

async fn service(someone: &Someone<'_>) -> Value {
    someone.get("/api/v1/model/service").await.is(200).json
}

#[tokio::test]
async fn commitments_are_kept_to_three_places_and_told_what_is_wrong_with_them() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let indicators = ana.get("/api/v1/model/indicators").await.is(200).json;
    let satisfaction = indicators.as_array().unwrap().iter().find(|it| it["indicator"] == "satisfaction").unwrap();
    assert_eq!((&satisfaction["unit"], &satisfaction["least"]), (&json!("mark"), &json!(1.0)));

    let path = format!("{DRAFT}/commitments");
    let solved = commitment("A tiempo", "solved_in_time", "at_least", 95.0);
    let garbled = commitment("Nota", "satisfaction", "at_least", 4.2345);
    let refused = ana.put(&path, &json!({ "commitments": [solved, garbled] })).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("commitments.1.target".to_owned(), "malformed".to_owned())]);

    let satisfied = commitment("Satisfacción", "satisfaction", "at_least", 4.2);
    let mut narrowed = commitment("Abandono", "calls_abandoned", "at_most", 500.0);
    narrowed["for"]["kinds"] = json!(["incident"]);
    let draft = ana.put(&path, &json!({ "commitments": [solved, satisfied, narrowed] })).await.is(200).json;
    let faults: Vec<_> = draft["faults"].as_array().unwrap().iter().map(|it| (&it["field"], &it["code"])).collect();
    assert_eq!(
        faults,
        [
            (&json!("commitments.2.target"), &json!("out_of_range")),
            (&json!("commitments.2.for"), &json!("not_allowed")),
        ]
    );
    let mut kept = draft["model"]["commitments"].clone();
    assert_eq!(kept[1]["target"], 4.2);
    kept.as_array_mut().unwrap().pop();
    ana.put(&path, &json!({ "commitments": kept })).await.is(200);
    let published = ana.publish_model().await;
    assert_eq!(published["commitments"], kept);
    desk.close().await;
}

#[tokio::test]
async fn the_desk_says_whether_it_serves_and_in_which_languages() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let nothing = json!({ "hours": null, "open": true, "opens_at": null, "languages": [] });
    assert_eq!(service(&ana).await, nothing);

    let hours = draft_office(&ana).await;
    let path = format!("{DRAFT}/service");
    // Ana is the only agent, and helps in Spanish.
    let draft = ana.put(&path, &json!({ "hours": hours, "languages": ["pt", "es"] })).await.is(200).json;
    assert_eq!(draft["warnings"], json!([{ "field": "service.languages.1", "code": "nobody" }]));
    assert_eq!(draft["changes"][1], json!({ "part": "service", "name": null, "how": "altered" }));
    assert_eq!(service(&ana).await, nothing, "a draft is not in force");
    ana.publish_model().await;
    // A Wednesday, 09:20.
    let open = service(&ana).await;
    assert_eq!((&open["hours"]["name"], &open["open"]), (&json!("Horario hábil"), &json!(true)));
    assert_eq!(open["languages"], json!(["es", "pt"]));
    desk.pass(TimeDelta::hours(4));
    let closed = service(&ana).await;
    assert_eq!((&closed["open"], &closed["opens_at"]), (&json!(false), &json!("2026-11-25T17:00:00.000Z")));

    // Its calendar may not go while it serves by it.
    let draft = ana.put(&format!("{DRAFT}/calendars"), &json!({ "calendars": [] })).await.is(200).json;
    assert_eq!(draft["faults"], json!([{ "field": "service.hours", "code": "unknown" }]));
    desk.close().await;
}

#[tokio::test]
async fn a_preset_becomes_a_model_that_counts_for_the_next_case() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let presets = ana.get("/api/v1/model/presets").await.is(200).json;
    let on_site = presets.as_array().unwrap().iter().find(|it| it["preset"] == "on_site").unwrap();
    let path = format!("{DRAFT}/preset");
    let none = ana.post(&path, &json!({ "preset": "on_site", "groups": [] })).await.fails(422, "invalid");
    assert_eq!(none.faults(), [("groups".to_owned(), "required".to_owned())]);
    let strange = json!([{ "key": "kitchen", "group": 1 }, { "key": "desk", "group": 999 }]);
    let strange = ana.post(&path, &json!({ "preset": "on_site", "groups": strange })).await.fails(422, "invalid");
    let faults = [("groups.0.key", "unknown"), ("groups.1.group", "unknown")];
    assert_eq!(strange.faults(), faults.map(|(field, code)| (field.to_owned(), code.to_owned())));

    let mut groups = Vec::new();
    for wanted in on_site["groups"].as_array().unwrap() {
        let new = json!({ "name": wanted["name"], "level": wanted["level"] });
        let made = ana.post("/api/v1/groups", &new).await.json["id"].clone();
        // The desk has a group of first level from its beginning.
        groups.push(json!({ "key": wanted["key"], "group": if made.is_null() { json!(1) } else { made } }));
    }
    let before = ana.get("/api/v1/model").await.is(200).json;
    let draft = ana.post(&path, &json!({ "preset": "on_site", "groups": groups })).await.is(200).json;
    assert_eq!((&draft["faults"], &draft["warnings"]), (&json!([]), &json!([])));
    assert_eq!(draft["model"]["calendars"][0]["holidays"]["country"], "cl");
    let ids = |model: &Value| -> Vec<u64> {
        let categories = model["categories"].as_array().unwrap().iter();
        categories.map(|category| category["id"].as_u64().unwrap()).collect()
    };
    let there = ids(&draft["model"]);
    assert!(ids(&before).iter().all(|id| there.contains(id)), "what cases remember is kept");
    ana.publish_model().await;

    desk.clock.set(Moment::parse("2026-11-25T12:20:00Z").unwrap());
    let preview = json!({ "channel": "mail", "impact": "organisation", "urgency": "high" });
    let preview = ana.post("/api/v1/model/preview", &preview).await.is(200).json;
    let solution = preview["clocks"].as_array().unwrap().iter().find(|clock| clock["clock"] == "solution").unwrap();
    assert_eq!((&preview["priority"], &solution["due_at"]), (&json!("critical"), &json!("2026-11-25T16:20:00.000Z")));
    desk.close().await;
}
