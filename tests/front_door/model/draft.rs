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
    // It was open once, and never is again.
    let mut past = never.clone();
    past["name"] = json!("Ya no");
    past["special_days"] = json!([{ "date": "2026-11-24", "name": "Martes", "hours": ["09:00-12:00"] }]);
    ana.put(&at("calendars"), &json!({ "calendars": [overlapping, never, past] })).await.is(200);
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
        ("calendars.2.week", "never_open"),
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

/// Field and code of each.
fn places(faults: &Value) -> Vec<(&str, &str)> {
    let faults = faults.as_array().unwrap().iter();
    faults.map(|fault| (fault["field"].as_str().unwrap(), fault["code"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn what_was_switched_off_is_a_fault_of_whatever_names_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let mut group = json!({ "name": "Redes", "level": "second", "members": [] });
    let networks = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
    let mut unit = json!({ "name": "Planta Ñuble" });
    let plant = ana.post("/api/v1/units", &unit).await.is(201).json["id"].clone();
    let mut webhook = json!({
        "name": "ERP", "url": "https://erp.canelos.example/mesa", "secret": "un secreto compartido largo",
    });
    let erp = ana.post("/api/v1/webhooks", &webhook).await.is(201).json["id"].clone();

    let mut from_the_plant = anybody();
    from_the_plant["units"] = json!([plant]);
    let rule = json!({ "name": "Red", "for": from_the_plant, "words": [], "group": networks, "pick": "by_hand" });
    let promise = json!({ "group": networks, "acceptance": target(5, "elapsed") });
    let step = json!({
        "when": { "on": "reopened", "times": 2 }, "notify": [], "pass_to": networks, "webhooks": [erp],
    });
    let escalation = json!({ "name": "Vuelve", "for": anybody(), "steps": [step] });
    let scope = json!({ "kinds": [], "categories": [], "groups": [networks], "levels": [] });
    let procedure = json!({
        "name": "Corte", "purpose": "work", "for": scope,
        "steps": [{ "id": 1, "text": "Mirar el enlace", "required": true, "answer": { "kind": "tick" } }],
    });
    let scenario = json!({
        "name": "Un corte", "steps": [], "expect": { "group": networks, "deadlines": [] },
        "case": {
            "at": "2026-11-27T12:00:00Z", "channel": "mail", "group": networks, "unit": plant, "vip": false,
            "subject": "", "taken": false,
        },
    });
    let category = json!({
        "name": "Enlaces", "kind": "incident", "impact": "site", "urgency": "high", "group": networks,
    });
    ana.post(&at("categories"), &category).await.is(200);
    ana.put(&at("assignment-rules"), &json!({ "assignment_rules": [rule] })).await.is(200);
    ana.put(&at("group-agreements"), &json!({ "group_agreements": [promise] })).await.is(200);
    ana.put(&at("escalations"), &json!({ "escalations": [escalation] })).await.is(200);
    ana.put(&at("procedures"), &json!({ "procedures": [procedure] })).await.is(200);
    let draft = ana.put(&at("scenarios"), &json!({ "scenarios": [scenario] })).await.is(200).json;
    assert_eq!(draft["faults"], json!([]), "{draft}");
    let place = draft["model"]["categories"].as_array().unwrap().iter().position(|it| it["name"] == "Enlaces").unwrap();
    ana.publish_model().await;

    for (path, body) in [
        (format!("/api/v1/groups/{networks}"), &mut group),
        (format!("/api/v1/units/{plant}"), &mut unit),
        (format!("/api/v1/webhooks/{erp}"), &mut webhook),
    ] {
        body["active"] = json!(false);
        ana.put(&path, body).await.is(200);
    }
    // Nobody drafts anything, and it is shown all the same.
    let in_force = ana.get(DRAFT).await.is(200).json;
    let category = format!("categories.{place}.group");
    let expected = [
        category.as_str(),
        "group_agreements.0.group",
        "assignment_rules.0.for.units",
        "assignment_rules.0.group",
        "escalations.0.steps.0.webhooks",
        "escalations.0.steps.0.pass_to",
        "procedures.0.for.groups",
        "scenarios.0.case.group",
        "scenarios.0.case.unit",
        "scenarios.0.expect.group",
    ]
    .map(|place| (place, "unknown"));
    assert_eq!((&in_force["open"], places(&in_force["faults"])), (&json!(false), expected.to_vec()));
    let closing = json!({ "close_after_days": 6, "reopen_within_days": 30 });
    let draft = ana.put(&at("closing"), &closing).await.is(200).json;
    assert_eq!(places(&draft["faults"]), expected);
    let refused = ana.post(&at("publish"), &json!({ "over": draft["in_force"] })).await.fails(422, "invalid");
    assert_eq!(places(&refused.json["errors"]), expected);
    desk.close().await;
}

#[tokio::test]
async fn a_rule_that_can_never_match_is_told_with_its_place() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let group = json!({ "name": "Redes", "level": "second", "members": [] });
    let networks = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
    let plant = ana.post("/api/v1/units", &json!({ "name": "Planta Ñuble" })).await.is(201).json["id"].clone();
    let below = json!({ "name": "Tesorería", "parent": plant });
    let treasury = ana.post("/api/v1/units", &below).await.is(201).json["id"].clone();
    let rule = |name: &str, words: &[&str], part: &str, values: &Value| {
        let mut conditions = anybody();
        conditions[part] = values.clone();
        json!({ "name": name, "for": conditions, "words": words, "group": networks, "pick": "by_hand" })
    };
    let gone = json!({
        "name": "Fax", "kind": "incident", "impact": "person", "urgency": "low", "active": false,
    });
    let draft = ana.post(&at("categories"), &gone).await.is(200).json;
    let gone = draft["model"]["categories"].as_array().unwrap().iter().find(|it| it["name"] == "Fax").unwrap();
    let rules = [
        rule("De la planta", &[], "units", &json!([plant])),
        rule("De más abajo", &[], "units", &json!([treasury])),
        rule("Túneles", &["Túnel"], "kinds", &json!([])),
        rule("Túneles también", &["TUNEL", "túnel vpn"], "kinds", &json!([])),
        rule("Signos", &["¿?"], "kinds", &json!([])),
        rule("Por fax", &[], "categories", &json!([gone["id"]])),
        rule("De dos o más", &[], "impacts", &json!(["team", "site"])),
        rule("De un sitio", &[], "impacts", &json!(["site"])),
        rule("De una sede, urgente", &[], "urgencies", &json!(["high"])),
    ];
    let list = json!({ "assignment_rules": rules });
    let draft = ana.put(&at("assignment-rules"), &list).await.is(200).json;
    let expected = [
        "assignment_rules.1.for",
        "assignment_rules.3.for",
        "assignment_rules.4.words.0",
        "assignment_rules.5.for.categories",
        "assignment_rules.7.for",
    ]
    .map(|place| (place, "never_matches"));
    assert_eq!(places(&draft["faults"]), expected);
    // The other way round the narrower one comes first, and both count.
    let list = json!({ "assignment_rules": [rules[1], rules[0], rules[7], rules[6]] });
    let draft = ana.put(&at("assignment-rules"), &list).await.is(200).json;
    assert_eq!(draft["faults"], json!([]));
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
    let (done, late) = if one.status == 200 { (one, other) } else { (other, one) };
    assert_eq!((done.status, &late.json["code"], &late.json["current"]), (200, &json!("stale"), &done.json["version"]));
    let since = format!("/api/v1/model/versions/{}/changes?since={}", late.json["current"], over["over"]);
    let changed = ana.get(&since).await.is(200).json;
    assert!(changed.as_array().unwrap().iter().any(|change| change["name"] == "Todos"), "{changed}");
    ana.post(&path, &json!({ "over": late.json["current"] })).await.fails(404, "not_found");
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
