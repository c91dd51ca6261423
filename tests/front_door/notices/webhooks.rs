//! Webhooks: signed messages to other programs, and what may not be reached by them.

use super::{agree, open, rule, until, with_beto};
use crate::authority::Authority;
use crate::http::desk::{Desk, Someone};
use crate::receiver::Receiver;
use chrono::TimeDelta;
use ring::hmac;
use serde_json::{Value, json};

const SECRET: &str = "un secreto compartido largo";

/// A webhook that leads to the receiver; gives its path.
async fn hook(ana: &Someone<'_>, receiver: &Receiver, authority: &Authority) -> (u64, String) {
    let made = ana.post("/api/v1/webhooks", &body(receiver, authority)).await.is(201).json;
    let id = made["id"].as_u64().unwrap();
    (id, format!("/api/v1/webhooks/{id}"))
}

fn body(receiver: &Receiver, authority: &Authority) -> Value {
    json!({
        "name": "ERP", "url": format!("https://localhost:{}/mesa?a=1", receiver.port), "inside_host": "localhost",
        "secret": SECRET, "trusted_certificates": authority.pem(),
    })
}

async fn receiver() -> (Authority, Receiver) {
    let authority = Authority::new("Los Canelos");
    let receiver = Receiver::start(&authority.vouch_for("localhost")).await;
    (authority, receiver)
}

/// A rule that tells this webhook, and nobody else, of new cases.
fn to_hook(id: u64) -> Value {
    let mut rule = rule("Al ERP", "opened", &[], &[]);
    rule["webhooks"] = json!([id]);
    rule
}

#[tokio::test]
async fn what_happens_is_told_signed_and_without_anybodys_words() {
    let desk = Desk::set_up().await;
    let (ana, beto, _) = with_beto(&desk).await;
    let (authority, receiver) = receiver().await;
    let (id, hook) = hook(&ana, &receiver, &authority).await;
    agree(&ana, &[to_hook(id)]).await;
    let number = open(&beto, "Asunto privado de Luis").await;

    let posted = receiver.wait_for(1).await.remove(0);
    assert_eq!((posted.path.as_str(), posted.header("content-type")), ("/mesa?a=1", "application/json"));
    let message = posted.json();
    assert_eq!((&message["occasion"], &message["case"]["number"]), (&json!("opened"), &json!(number)));
    assert_eq!(message["case"]["state"], "in_progress");
    assert_eq!(posted.header("ventanilla-delivery"), message["delivery"].as_str().unwrap());
    for word in ["Asunto", "Luis", "luis@", "Beto"] {
        assert!(!posted.body.contains(word), "{}", posted.body);
    }
    let (time, signature) = posted.header("ventanilla-signature").split_once(",v1=").unwrap();
    let signed = format!("{}.{}", time.strip_prefix("t=").unwrap(), posted.body);
    let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
    let bytes: Vec<u8> = (0..64).step_by(2).map(|at| u8::from_str_radix(&signature[at..at + 2], 16).unwrap()).collect();
    hmac::verify(&key, signed.as_bytes(), &bytes).unwrap();

    let shown = until(&ana, &hook, |hook| hook["last"]["state"] == "sent").await;
    assert_eq!((&shown["last"]["ticket"], &shown["last"]["attempts"]), (&json!(number), &json!(1)));
    assert!(shown.get("secret").is_none());
    // Luis heard as ever: the rule spoke of the program alone.
    assert_eq!(super::queued(&ana).await, [("opened".to_owned(), "luis@canelos.example".to_owned())]);
    let audit = ana.get("/api/v1/audit?area=settings").await.is(200).json;
    assert!(audit["items"].as_array().unwrap().iter().any(|entry| entry["event"] == "webhook_saved"));
    desk.close().await;
}

#[tokio::test]
async fn a_step_of_an_escalation_tells_a_program_once_at_the_planned_minute() {
    let desk = Desk::set_up().await;
    let (ana, _, beto) = with_beto(&desk).await;
    let group = json!({ "name": "Terreno", "level": "second", "members": [beto] });
    let group = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
    let (authority, receiver) = receiver().await;
    let (id, hook) = hook(&ana, &receiver, &authority).await;
    let step = json!({ "when": { "on": "not_taken", "minutes": 30 }, "notify": [], "webhooks": [id] });
    let anybody = json!({ "kinds": [], "categories": [], "units": [], "priorities": [], "channels": [] });
    let mut escalation = json!({ "name": "Nadie lo toma", "for": anybody, "steps": [step] });
    escalation["steps"][0]["webhooks"] = json!([id, 99]);
    let wrong = json!({ "escalations": [escalation] });
    let drafted = ana.put("/api/v1/model/draft/escalations", &wrong).await.is(200).json;
    assert_eq!(drafted["faults"][0]["field"], "escalations.0.steps.0.webhooks");
    escalation["steps"][0]["webhooks"] = json!([id]);
    ana.put("/api/v1/model/draft/escalations", &json!({ "escalations": [escalation] })).await.is(200);
    // A rule that says the same does not make it be said twice.
    let mut same = rule("Al ERP", "not_taken", &[], &[]);
    same["webhooks"] = json!([id]);
    agree(&ana, &[same]).await;

    let new = json!({
        "subject": "Sin red", "channel": "mail", "requester": { "email": "luis@canelos.example" }, "group": group,
    });
    let number = ana.post("/api/v1/tickets", &new).await.is(201).json["number"].clone();
    let planned = desk.clock.now().plus(TimeDelta::minutes(30));
    desk.pass(TimeDelta::minutes(30));
    let message = receiver.wait_for(1).await.remove(0).json();
    assert_eq!((&message["occasion"], &message["case"]["number"]), (&json!("not_taken"), &number));
    assert_eq!(message["moment"], json!(planned.to_string()));
    until(&ana, &hook, |hook| hook["last"]["state"] == "sent").await;
    let deliveries = ana.get(&format!("{hook}/deliveries")).await.is(200).json;
    assert_eq!(deliveries["items"].as_array().unwrap().len(), 1);
    desk.close().await;
}

#[tokio::test]
async fn what_is_not_taken_is_told_again_with_the_same_id() {
    let desk = Desk::set_up().await;
    let (ana, beto, _) = with_beto(&desk).await;
    let (authority, receiver) = receiver().await;
    let (id, hook) = hook(&ana, &receiver, &authority).await;
    agree(&ana, &[to_hook(id)]).await;
    receiver.then(&["503 Later", "302 Found\r\nlocation: https://other.example/"]);
    open(&beto, "Sin red").await;
    let waits = until(&ana, &hook, |hook| hook["last"]["attempts"] == 1 && hook["last"]["state"] == "queued").await;
    assert_eq!(waits["last"]["last_error"], "503 bah");
    desk.pass(TimeDelta::minutes(1));
    let waits = until(&ana, &hook, |hook| hook["last"]["attempts"] == 2 && hook["last"]["state"] == "queued").await;
    let error = waits["last"]["last_error"].as_str().unwrap();
    assert!(error.starts_with("302 redirects are not followed: https://other.example/"), "{error}");
    desk.pass(TimeDelta::minutes(5));
    until(&ana, &hook, |hook| hook["last"]["state"] == "sent").await;
    let posted = receiver.wait_for(3).await;
    let ids: Vec<&str> = posted.iter().map(|posted| posted.header("ventanilla-delivery")).collect();
    assert!(ids.iter().all(|id| *id == ids[0]));

    // Again by hand, as often as somebody likes.
    let deliveries = ana.get(&format!("{hook}/deliveries")).await.is(200).json;
    let again = format!("{hook}/deliveries/{}/send-again", deliveries["items"][0]["id"]);
    ana.post(&again, &Value::Null).await.is(200);
    assert_eq!(receiver.wait_for(4).await[3].header("ventanilla-delivery"), ids[0]);
    let audit = ana.get("/api/v1/audit?area=desk").await.is(200).json;
    let entry = &audit["items"][0];
    assert_eq!((&entry["event"], &entry["subject"]["name"]), (&json!("sent_again"), &json!("ERP")), "{audit}");

    // A receiver that is gone is believed; one that is switched off gets nothing.
    receiver.then(&["410 Gone"]);
    open(&beto, "Sin correo").await;
    until(&ana, &hook, |hook| hook["last"]["state"] == "failed").await;
    let health = ana.get("/api/v1/health").await.is(200).json;
    let failed = health["findings"].as_array().unwrap().iter().find(|found| found["kind"] == "webhook_failed").unwrap();
    assert_eq!((&failed["count"], &failed["urgent"]), (&json!(1), &json!(false)), "{health}");
    assert!(failed["detail"].as_str().unwrap().starts_with("410 "), "{health}");
    let mut off = body(&receiver, &authority);
    off["active"] = json!(false);
    off.as_object_mut().unwrap().remove("secret");
    ana.put(&hook, &off).await.is(200);
    open(&beto, "Sin voz").await;
    let path = format!("{hook}/deliveries");
    until(&ana, &path, |page| page["items"][0]["state"] == "cancelled").await;
    receiver.wait_for(5).await;
    desk.close().await;
}

#[tokio::test]
async fn nothing_inside_the_premises_is_reached_that_nobody_allowed_by_name() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (authority, receiver) = receiver().await;
    let (_, hook) = hook(&ana, &receiver, &authority).await;
    let tried = ana.post(&format!("{hook}/test"), &Value::Null).await.is(200).json;
    assert_eq!((&tried["ok"], receiver.wait_for(1).await[0].json()["occasion"].as_str()), (&json!(true), Some("test")));

    for host in ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"] {
        let mut outside = body(&receiver, &authority);
        outside["inside_host"] = Value::Null;
        outside["url"] = json!(format!("https://{host}:{}/", receiver.port));
        ana.put(&hook, &outside).await.is(200);
        let tried = ana.post(&format!("{hook}/test"), &Value::Null).await.is(200).json;
        assert_eq!(tried["ok"], false);
        let reply = tried["reply"].as_str().unwrap();
        assert!(reply.contains("lies inside the premises"), "{reply}");
    }
    receiver.wait_for(1).await;
    desk.close().await;
}

#[tokio::test]
async fn a_webhook_that_cannot_be_is_refused_field_by_field() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let wrong = json!({ "name": "", "url": "http://erp.example/", "secret": "corto" });
    let faults = ana.post("/api/v1/webhooks", &wrong).await.fails(422, "invalid").faults();
    let faults: Vec<_> = faults.iter().map(|(field, code)| (field.as_str(), code.as_str())).collect();
    assert_eq!(faults, [("name", "required"), ("url", "malformed"), ("secret", "too_short")]);
    let wrong = json!({ "name": "ERP", "url": "https://erp.example/", "inside_host": "other.example" });
    let faults = ana.post("/api/v1/webhooks", &wrong).await.fails(422, "invalid").faults();
    assert_eq!(faults[0], ("inside_host".to_owned(), "not_allowed".to_owned()));
    assert_eq!(faults[1], ("secret".to_owned(), "required".to_owned()));
    // Secrets are for those who just proved who they are.
    desk.pass(TimeDelta::minutes(11));
    ana.post("/api/v1/webhooks", &json!({ "name": "ERP", "url": "https://erp.example/", "secret": SECRET }))
        .await
        .fails(403, "reauthenticate");
    desk.close().await;
}
