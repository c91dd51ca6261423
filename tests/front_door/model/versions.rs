//! The versions of the model: what became of each, and how they differ.

use super::{agree, draft_office, usual};
use crate::http::desk::{Desk, Someone};
use serde_json::{Value, json};

const VERSIONS: &str = "/api/v1/model/versions";

/// Puts another version in force, with this promise for a scenario that wants the usual ones.
async fn publish_with(ana: &Someone<'_>, minutes: u32, overrule: Option<&str>) {
    let calendar = draft_office(ana).await;
    let mut agreement = usual(&calendar);
    agreement["solution"]["minutes"] = json!(minutes);
    let draft = ana.put("/api/v1/model/draft/agreements", &json!({ "agreements": [agreement] })).await.is(200).json;
    let publish = json!({ "over": draft["in_force"], "overrule": overrule });
    ana.post("/api/v1/model/draft/publish", &publish).await.is(200);
}

#[tokio::test]
async fn each_version_says_when_it_came_into_force_by_whom_and_until_when() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let me = ana.get("/api/v1/me").await.is(200).json;
    let first = desk.clock.now();
    desk.pass(chrono::TimeDelta::minutes(5));
    let second = desk.clock.now();
    agree(&ana).await;
    let case = json!({
        "subject": "Sin correo", "channel": "mail", "requester": { "email": "rosa@canelos.example" },
    });
    let number = ana.post("/api/v1/tickets", &case).await.is(201).json["number"].clone();
    let made = ana.post("/api/v1/model/draft/scenarios/of-case", &json!({ "ticket": number })).await.is(200).json;
    ana.put("/api/v1/model/draft/scenarios", &json!({ "scenarios": [made] })).await.is(200);
    desk.pass(chrono::TimeDelta::minutes(5));
    let third = desk.clock.now();
    publish_with(&ana, 60, Some("El cliente pidió metas más cortas")).await;

    let list = ana.get(VERSIONS).await.is(200).json;
    assert_eq!(list["next"], Value::Null);
    let [newest, middle, oldest] = list["items"].as_array().unwrap().as_slice() else { panic!("{list}") };
    let who = json!({ "kind": "user", "id": me["id"], "name": me["name"] });
    assert_eq!(
        newest,
        &json!({
            "version": 3, "state": "in_force", "published_at": third.to_string(), "published_by": who,
            "overruled": { "scenarios": ["Sin correo"], "reason": "El cliente pidió metas más cortas" },
            "superseded_at": null, "superseded_by": null, "open_cases": 0,
        })
    );
    assert_eq!(
        middle,
        &json!({
            "version": 2, "state": "superseded", "published_at": second.to_string(), "published_by": who,
            "overruled": null, "superseded_at": third.to_string(), "superseded_by": 3, "open_cases": 1,
        })
    );
    assert_eq!((&oldest["state"], &oldest["superseded_by"]), (&json!("superseded"), &json!(2)));
    assert_eq!(oldest["published_at"], first.to_string());
    assert_eq!(oldest["published_by"]["kind"], "system", "it was set up, and nobody had a name yet");

    // Page by page, and a cursor of another list is none.
    let page = ana.get(&format!("{VERSIONS}?limit=2")).await.is(200).json;
    assert_eq!(page["items"], json!([newest, middle]));
    let rest = ana.get(&format!("{VERSIONS}?limit=2&cursor={}", page["next"].as_str().unwrap())).await.is(200).json;
    assert_eq!(rest, json!({ "items": [oldest], "next": null }));
    ana.get(&format!("{VERSIONS}?cursor=x")).await.fails(400, "malformed");
    ana.get(&format!("{VERSIONS}?limit=0")).await.fails(400, "malformed");

    // A case that is solved follows no version any more.
    let solution = json!({ "text": "Se reinició el equipo", "code": "fixed" });
    ana.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200);
    let list = ana.get(VERSIONS).await.is(200).json;
    assert_eq!(list["items"][1]["open_cases"], 0);
    desk.close().await;
}

#[tokio::test]
async fn two_versions_are_compared_part_by_part() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    publish_with(&ana, 60, None).await;
    let changes = |version: u32, since: u32| format!("{VERSIONS}/{version}/changes?since={since}");
    let added = |part: &str, name: &str| json!({ "part": part, "name": name, "how": "added" });
    let found = ana.get(&changes(2, 1)).await.is(200).json;
    assert_eq!(found, json!([added("calendars", "Horario hábil"), added("agreements", "Todos")]));
    let found = ana.get(&changes(1, 2)).await.is(200).json;
    assert_eq!((&found[0]["how"], &found[1]["how"]), (&json!("removed"), &json!("removed")));
    let found = ana.get(&changes(2, 2)).await.is(200).json;
    assert_eq!(found, json!([]));
    let found = ana.get(&changes(3, 2)).await.is(200).json;
    assert!(found.as_array().unwrap().iter().any(|it| it["part"] == "agreements"), "{found}");
    ana.get(&changes(9, 1)).await.fails(404, "not_found");
    ana.get(&changes(1, 9)).await.fails(404, "not_found");
    ana.get(&format!("{VERSIONS}/2/changes")).await.fails(400, "malformed");
    desk.close().await;
}
