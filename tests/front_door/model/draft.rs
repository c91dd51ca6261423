//! Drafts: what is wrong with them, how they differ, and who comes first.

use super::{anybody, draft_office, office, target, usual};
use crate::http::desk::Desk;
use serde_json::{Value, json};
use ventanilla::desk::{ActorRef, Command, Facts};
use ventanilla::service_model::ServiceModel;
use ventanilla::store::Request;

const DRAFT: &str = "/api/v1/model/draft";

fn at(path: &str) -> String {
    format!("{DRAFT}/{path}")
}

#[tokio::test]
async fn what_is_wrong_is_told_while_it_is_drafted_and_refused_when_it_is_published() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let none = ana.get(DRAFT).await.is(200).json;
    assert_eq!((&none["open"], &none["faults"], &none["changes"]), (&json!(false), &json!([]), &json!([])));
    ana.post(&at("publish"), &json!({ "over": none["in_force"] })).await.fails(404, "not_found");

    let mut overlapping = office();
    overlapping["week"]["monday"] = json!(["09:00-13:00", "12:00-18:00"]);
    overlapping["time_zone"] = json!("America/Nowhere");
    let mut never = office();
    never["name"] = json!("Nunca");
    for (_, hours) in never["week"].as_object_mut().unwrap() {
        *hours = json!([]);
    }
    ana.put(&at("calendars"), &json!({ "calendars": [overlapping, never] })).await.is(200);
    let without_calendar = usual(&Value::Null);
    let mut nobody = usual(&Value::Null);
    nobody["name"] = json!("Nadie");
    nobody["for"]["kinds"] = json!(["incident"]);
    nobody["for"]["categories"] = json!([999]);
    nobody["for"]["units"] = json!([999]);
    nobody["first_response"] = Value::Null;
    nobody["solution"] = json!({ "minutes": 0, "time": "elapsed", "stopped_by": [], "warn_at": [100] });
    let for_nothing = json!({ "name": "Para nada", "for": anybody() });
    let agreements = json!({ "agreements": [without_calendar, nobody, for_nothing] });
    ana.put(&at("agreements"), &agreements).await.is(200);
    let promises = json!({ "group_agreements": [{ "group": 999, "acceptance": target(5, "elapsed") }] });
    ana.put(&at("group-agreements"), &promises).await.is(200);
    let step = |percent: u16, group: &Value, notify: &[&str]| {
        json!({
            "when": { "on": "clock", "clock": "acceptance", "percent": percent }, "pass_to": group, "notify": notify,
        })
    };
    let around = json!({
        "name": "En círculo", "for": anybody(), "mail_within": 999,
        "steps": [
            step(100, &json!(1), &[]), step(150, &json!(999), &[]), step(150, &Value::Null, &["group"]),
            step(0, &Value::Null, &[]),
            {
                "when": { "on": "clock", "clock": "group_solution", "percent": 100 }, "notify": [],
                "alarm": { "repeat": { "every": 0, "times": 101 } },
            },
            {
                "when": { "on": "not_taken", "minutes": 0, "calendar": 999 }, "notify": [], "next_level": true,
            },
            { "when": { "on": "reopened", "times": 0 }, "notify": ["group"] },
        ],
    });
    let never = json!({ "name": "Después de todos", "for": anybody(), "steps": [] });
    let draft = ana.put(&at("escalations"), &json!({ "escalations": [around, never] })).await.is(200).json;
    let faults = |answer: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        answer.as_array().unwrap().iter().map(|fault| (text(&fault["field"]), text(&fault["code"]))).collect()
    };
    let expected = [
        ("calendars.0.time_zone", "unknown"),
        ("calendars.0.week.monday.1", "overlaps"),
        ("calendars.1.week", "never_open"),
        ("agreements.0.first_response.time", "calendar_needed"),
        ("agreements.0.solution.time", "calendar_needed"),
        ("agreements.1.for.categories", "unknown"),
        ("agreements.1.for.units", "unknown"),
        ("agreements.1.for", "never_matches"),
        ("agreements.1.solution.minutes", "out_of_range"),
        ("agreements.1.solution.warn_at", "out_of_range"),
        ("agreements.2.for", "never_matches"),
        ("agreements.2", "no_effect"),
        ("group_agreements.0.group", "unknown"),
        ("escalations.0.mail_within", "unknown"),
        ("escalations.0.steps.1.pass_to", "unknown"),
        ("escalations.0.steps.1.pass_to", "circle"),
        ("escalations.0.steps.2.when", "taken"),
        ("escalations.0.steps.3.when.percent", "out_of_range"),
        ("escalations.0.steps.3", "no_effect"),
        ("escalations.0.steps.4.when.clock", "never_matches"),
        ("escalations.0.steps.4.alarm.repeat.every", "out_of_range"),
        ("escalations.0.steps.4.alarm.repeat.times", "out_of_range"),
        ("escalations.0.steps.4.notify", "required"),
        ("escalations.0.steps.5.when.minutes", "out_of_range"),
        ("escalations.0.steps.5.when.calendar", "unknown"),
        ("escalations.0.steps.5.pass_to", "circle"),
        ("escalations.0.steps.6.when.times", "out_of_range"),
        ("escalations.1.for", "never_matches"),
        ("escalations.1.steps", "required"),
    ]
    .map(|(field, code)| (field.to_owned(), code.to_owned()));
    assert_eq!(faults(&draft["faults"]), expected);
    let refused = ana.post(&at("publish"), &json!({ "over": draft["in_force"] })).await.fails(422, "invalid");
    assert_eq!(faults(&refused.json["errors"]), expected);
    assert_eq!(ana.get("/api/v1/model").await.is(200).json["agreements"], json!([]));

    let discarded = ana.delete(DRAFT).await.is(200).json;
    assert_eq!((&discarded["open"], &discarded["model"]["agreements"]), (&json!(false), &json!([])));
    let unfinished = json!({
        "name": "A medias", "for": anybody(),
        "steps": [
            { "when": { "on": "clock", "percent": 100 }, "notify": ["group"] },
            { "when": { "on": "no_update" }, "notify": ["group"] },
            { "when": { "on": "reopened", "times": 2 }, "notify": [], "pass_to": 1, "next_level": true },
        ],
    });
    let answer = ana.put(&at("escalations"), &json!({ "escalations": [unfinished] })).await.fails(422, "invalid");
    let missing = [("0.when.clock", "required"), ("1.when.minutes", "required"), ("2.next_level", "not_allowed")];
    let missing = missing.map(|(field, code)| (format!("escalations.0.steps.{field}"), code.to_owned()));
    assert_eq!(answer.faults(), missing);
    let mut garbled = office();
    garbled["week"]["friday"] = json!(["9 a 5"]);
    let garbled = json!({ "calendars": [garbled] });
    let answer = ana.put(&at("calendars"), &garbled).await.fails(422, "invalid");
    assert_eq!(answer.faults(), [("calendars.0.week.friday.0".to_owned(), "malformed".to_owned())]);
    desk.close().await;
}

#[tokio::test]
async fn whoever_publishes_second_is_told_what_changed() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let calendar = draft_office(&ana).await;
    let draft = ana.put(&at("agreements"), &json!({ "agreements": [usual(&calendar)] })).await.is(200).json;
    let changes = json!([
        { "part": "calendars", "name": "Horario hábil", "how": "added" },
        { "part": "agreements", "name": "Todos", "how": "added" },
    ]);
    assert_eq!((&draft["changes"], &draft["meanwhile"]), (&changes, &json!([])));
    // Somebody puts a version in force from a file.
    let mut model = ServiceModel::clone(&desk.store.snapshot().unwrap().model().unwrap());
    model.close_after_days = 9;
    let command = Command::PublishModel(Box::new(model));
    desk.store.submit(Request::new(ActorRef::Setup, command, desk.clock.now())).await.unwrap();
    let over = json!({ "over": draft["in_force"] });
    let stale = ana.post(&at("publish"), &over).await.fails(412, "stale");
    let again = ana.get(DRAFT).await.is(200).json;
    assert_eq!(stale.json["current"], again["in_force"]);
    assert_eq!(again["meanwhile"], json!([{ "part": "closing", "name": null, "how": "altered" }]));
    assert_eq!(again["changes"][0], json!({ "part": "closing", "name": null, "how": "altered" }));

    // Of two who have seen it, one is too late.
    let over = json!({ "over": again["in_force"] });
    let path = at("publish");
    let (one, other) = tokio::join!(ana.post(&path, &over), ana.post(&path, &over));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 404]);
    assert_eq!(ana.get("/api/v1/model").await.is(200).json["close_after_days"], 5);
    // A draft that somebody else changed is not changed by what was seen before.
    let first = ana.put(&at("calendars"), &json!({ "calendars": [] })).await.is(200);
    let etag = first.header("etag").to_owned();
    ana.put(&at("agreements"), &json!({ "agreements": [] })).await.is(200);
    ana.clone()
        .with("if-match", &etag)
        .put(&at("group-agreements"), &json!({ "group_agreements": [] }))
        .await
        .fails(412, "stale");
    desk.close().await;
}
