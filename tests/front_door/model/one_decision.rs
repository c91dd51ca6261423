//! Whatever a case came by and whatever was done about it: a replay by the model in force finds what happened.

use super::trial::replay;
use super::{agree, anybody};
use crate::http::desk::Desk;
use chrono::TimeDelta;
use serde_json::{Value, json};
use ventanilla::channels::mail::incoming::{Arrived, take_in};
use ventanilla::desk::ActorRef;
use ventanilla::desk::id::MailboxId;

#[tokio::test]
async fn what_came_by_a_mailbox_and_what_was_ticked_is_decided_alike_again() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    agree(&ana).await;
    let silent = json!({ "name": "Sin novedad", "for": anybody(), "steps": [
        { "when": { "on": "no_update", "minutes": 30 }, "notify": ["administrators"] }
    ] });
    ana.put("/api/v1/model/draft/escalations", &json!({ "escalations": [silent] })).await.is(200);
    let everywhere = json!({ "kinds": [], "categories": [], "groups": [], "levels": [] });
    let step = |id: u32| json!({ "id": id, "text": "Mirar", "answer": { "kind": "tick" } });
    let procedure =
        json!({ "name": "Revisión", "purpose": "work", "for": everywhere, "steps": [step(1), step(2), step(3)] });
    ana.put("/api/v1/model/draft/procedures", &json!({ "procedures": [procedure] })).await.is(200);
    ana.publish_model().await;

    // A mail that no rule speaks of is its mailbox's group's; one that somebody types in is theirs who did.
    let networks = json!({ "name": "Redes", "level": "second", "members": [] });
    let networks = ana.post("/api/v1/groups", &networks).await.is(201).json["id"].clone();
    let mailbox = json!({ "name": "Redes", "address": "redes@mesa.example", "group": networks });
    ana.post("/api/v1/mailboxes", &mailbox).await.is(201);
    let raw = b"From: Berta <berta@canelos.example>\r\nSubject: Sin red\r\nMessage-ID: <1@x>\r\n\r\nNada\r\n".to_vec();
    let mail = Arrived { raw, mailbox: Some(MailboxId(1)), place: None, all_the_same: false };
    take_in(&desk.store, &desk.clock, ActorRef::System, vec![mail]).await.remove(0).unwrap();
    let by_mail = ana.get("/api/v1/tickets").await.is(200).json["items"][0]["number"].clone();
    let new = json!({ "subject": "Carta", "channel": "mail", "requester": { "email": "luis@canelos.example" } });
    let typed = ana.post("/api/v1/tickets", &new).await.is(201).json;
    assert_eq!((&typed["state"], &typed["assignee"]["name"]), (&json!("in_progress"), &json!("Ana Rojas")));
    let solution = json!({ "text": "Listo", "code": "fixed", "procedure_reason": "Ya está" });
    ana.post(&format!("/api/v1/tickets/{}/resolve", typed["number"]), &solution).await.is(200);
    let path = format!("/api/v1/tickets/{by_mail}");
    assert_eq!(ana.get(&path).await.is(200).json["group"]["id"], networks);

    // The scenario of that case is the case.
    let made = ana.post("/api/v1/model/draft/scenarios/of-case", &json!({ "ticket": by_mail })).await.is(200).json;
    assert_eq!((&made["case"]["group"], &made["case"]["otherwise"]), (&Value::Null, &networks));
    assert_eq!(made["expect"]["group"], networks);
    let mut wrong = made.clone();
    wrong["case"]["otherwise"] = json!(99);
    let saved = ana.put("/api/v1/model/draft/scenarios", &json!({ "scenarios": [wrong] })).await.is(200).json;
    assert_eq!(saved["faults"][0]["field"], "scenarios.0.case.otherwise", "{saved}");
    let saved = ana.put("/api/v1/model/draft/scenarios", &json!({ "scenarios": [made] })).await.is(200).json;
    assert_eq!(saved["faults"], json!([]), "{saved}");

    // Whoever ticks a step, skips one or takes it back, or says that it was solved on line, has done something: nobody is
    // told of silence meanwhile.
    let step = async |id: u32, mark: Value| {
        desk.pass(TimeDelta::minutes(20));
        ana.post(&format!("{path}/procedure/steps/{id}"), &mark).await.is(200);
    };
    step(1, json!({ "mark": "done" })).await;
    step(2, json!({ "mark": "skipped", "reason": "No hace falta" })).await;
    step(1, json!({ "mark": "undone" })).await;
    desk.pass(TimeDelta::minutes(20));
    // So has she, by a mail.
    let raw = b"From: Berta <berta@canelos.example>\r\nSubject: Re: Sin red\r\nMessage-ID: <2@x>\r\nIn-Reply-To: <1@x>\r\n\r\n\
                Sigue igual\r\n"
        .to_vec();
    let mail = Arrived { raw, mailbox: Some(MailboxId(1)), place: None, all_the_same: false };
    take_in(&desk.store, &desk.clock, ActorRef::System, vec![mail]).await.remove(0).unwrap();
    desk.pass(TimeDelta::minutes(20));
    ana.post(&format!("{path}/resolve"), &solution).await.is(200);
    desk.pass(TimeDelta::hours(1));
    let now = json!({ "version": ana.get("/api/v1/model").await.json["version"] });
    let again = replay(&ana, now).await;
    let result = &again["result"];
    assert_eq!((&result["cases"], &result["aspects"]), (&json!(2), &json!([])), "{again}");
    assert_eq!(result["escalations"], json!([]), "nobody was told of silence");

    // With a rule that speaks of them, both go where it says.
    let rule =
        json!({ "name": "Todo", "for": anybody(), "words": ["red", "carta"], "group": networks, "pick": "by_hand" });
    ana.put("/api/v1/model/draft/assignment-rules", &json!({ "assignment_rules": [rule] })).await.is(200);
    let other = replay(&ana, json!({})).await;
    let groups = other["result"]["aspects"].as_array().unwrap().iter().find(|it| it["aspect"] == "group").unwrap();
    assert_eq!(groups["cases"], 1, "{other}");
    desk.close().await;
}
