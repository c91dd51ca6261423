//! Low marks are seen to, and surveys are asked on the telephone.

use super::authority::Authority;
use super::http::desk::{Desk, Someone};
use super::invitations::{Scene, link, sends};
use super::model::anybody;
use super::receiver::Receiver;
use super::smtp::SmtpServer;
use crate::LOOKS;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// Somebody who watches over the desk, and somebody who reads what it says.
async fn with_others<'a>(desk: &'a Desk, ana: &Someone<'a>) -> (Someone<'a>, Someone<'a>) {
    let (_, sofia) = desk.new_user(ana, "Sofia", &["supervisor"]).await;
    let (_, nico) = desk.new_user(ana, "Nico", &["analyst"]).await;
    (sofia, nico)
}

/// What somebody answers on the telephone, where Beto asks.
fn spoken(survey: &str, mark: u8) -> Value {
    let id: u64 = survey.rsplit('/').next().unwrap().parse().unwrap();
    let answers = json!([{ "question": 1, "mark": mark }, { "question": 2, "text": "Tarde" }]);
    json!({ "survey": id, "version": 1, "language": "es", "answers": answers })
}

async fn asks(scene: &Scene<'_>, number: u64, mark: u8) {
    let path = format!("/api/v1/tickets/{number}/phone-surveys");
    scene.beto.post(&path, &spoken(&scene.survey, mark)).await.is(200);
}

async fn listed(somebody: &Someone<'_>, state: &str) -> Value {
    somebody.get(&format!("/api/v1/follow-ups?state={state}")).await.is(200).json["items"].clone()
}

/// The follow-ups in a state, once there is one.
async fn comes(somebody: &Someone<'_>, state: &str) -> Value {
    for _ in 0..LOOKS {
        let items = listed(somebody, state).await;
        if items != json!([]) {
            return items;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no follow-up is ever {state}");
}

#[tokio::test]
async fn a_low_mark_is_told_taken_and_seen_to_and_what_came_of_it_is_a_result() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let (sofia, nico) = with_others(&desk, &scene.ana).await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    asks(&scene, number, 2).await;
    let open = listed(&sofia, "open").await;
    let one = open[0].clone();
    assert_eq!((&one["ticket"], &one["person"]["name"]), (&json!(number), &json!("Rosa")));
    assert_eq!((&one["marks"][0]["mark"], &one["words"][0]["text"]), (&json!(2), &json!("Tarde")));
    let told = sofia.get("/api/v1/me/notices").await.is(200).json;
    assert!(told.to_string().contains("low_mark"), "{told}");
    // Who works on the case sees it there, and does nothing about it.
    let path = format!("/api/v1/follow-ups/{}", one["id"]);
    let about = format!("/api/v1/tickets/{number}/follow-ups");
    assert_eq!(scene.beto.get(&about).await.is(200).json[0]["id"], one["id"]);
    scene.beto.get("/api/v1/follow-ups").await.is(403);
    scene.beto.post(&format!("{path}/take"), &Value::Null).await.is(403);
    nico.post(&format!("{path}/take"), &Value::Null).await.is(403);

    let taken = sofia.post(&format!("{path}/take"), &Value::Null).await.is(200).json;
    assert_eq!(taken["taken_by"]["name"], "Sofia");
    sofia.post(&format!("{path}/notes"), &json!({ "text": " " })).await.is(422);
    let noted = sofia.post(&format!("{path}/notes"), &json!({ "text": "No contesta" })).await.is(200).json;
    assert_eq!(
        (&noted["notes"][0]["text"], &noted["notes"][0]["by"]["name"]),
        (&json!("No contesta"), &json!("Sofia"))
    );
    let stale = sofia.clone().with("if-match", "\"1\"").post(&format!("{path}/release"), &Value::Null).await;
    assert_eq!(stale.status, 412);
    // Two days go by, and it is told that nobody has seen to it.
    desk.pass(TimeDelta::days(4));
    let (sofia, nico) = (desk.sign_in("sofia@mesa.example").await, desk.sign_in("nico@mesa.example").await);
    assert_eq!(comes(&sofia, "overdue").await[0]["id"], one["id"]);
    for _ in 0..LOOKS {
        if sofia.get("/api/v1/me/notices").await.is(200).json.to_string().contains("follow_up_overdue") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let told = sofia.get("/api/v1/me/notices").await.is(200).json.to_string();
    assert_eq!(told.matches("follow_up_overdue").count(), 1, "{told}");
    let outcome = json!({ "outcome": "not_reached" });
    sofia.post(&format!("{path}/outcome"), &outcome).await.is(200);
    let outcome = json!({ "outcome": "resolved", "text": "Quedó conforme" });
    let done = sofia.post(&format!("{path}/outcome"), &outcome).await.is(200).json;
    assert_eq!((&done["state"], &done["done"]["in_time"]), (&json!("done"), &json!(false)));
    assert_eq!((listed(&sofia, "open").await, listed(&sofia, "overdue").await), (json!([]), json!([])));
    assert_eq!(listed(&nico, "done").await[0]["done"]["text"], "Quedó conforme");
    let csv = nico.get("/api/v1/follow-ups/export?state=done").await.is(200).text;
    assert!(csv.contains("Rosa") && csv.contains("resolved"), "{csv}");
    let results = nico.get(&format!("{}/results?from=2026-11&to=2026-12&by=way", scene.survey)).await.is(200).json;
    let came_to = &results["follow_ups"];
    assert_eq!(
        (&came_to["opened"], &came_to["done"], &came_to["in_time"], &came_to["overdue"]),
        (&json!(1), &json!(1), &json!(0), &json!(1))
    );
    assert_eq!(came_to["outcomes"], json!([{ "outcome": "resolved", "count": 1 }]));
    // How the answers came is told apart; whom a mail would have asked stands with the invitations.
    let parts = results["parts"].as_array().unwrap();
    let answers = |way: &str| parts.iter().find(|part| part["way"] == way).unwrap()["answers"].clone();
    assert_eq!((answers("phone"), answers("invitation")), (json!(1), Value::Null));
    assert_eq!(results["asked"]["invited"], 0);
    desk.close().await;
}

#[tokio::test]
async fn a_changed_answer_keeps_its_one_follow_up_and_what_a_program_sends_opens_none() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let (sofia, _) = with_others(&desk, &scene.ana).await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    let mail = scene.surveys_to("Rosa", 1).await.remove(0);
    let browser = scene.opens(&link(&mail)).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    let bare = browser.clone().with("sec-fetch-site", "same-origin").request(Method::POST, "/s");
    let bare = bare.header("content-type", "application/x-www-form-urlencoded");
    super::http::desk::read(bare.body("q1=1&seen=1,2")).await.is(200);
    assert_eq!(listed(&sofia, "open").await, json!([]));
    let mut sent = sends(&browser, &page, "q1=4").await.is(303);
    assert_eq!(listed(&sofia, "open").await, json!([]));
    for (mark, low) in [(1, true), (5, false), (2, true)] {
        let cookie = sent.header("set-cookie").split(';').next().unwrap().to_owned();
        let again = desk.nobody().with("cookie", &cookie).with("accept-language", "es-CL");
        let page = again.get("/s?again=true").await.is(200).text;
        sent = sends(&again, &page, &format!("q1={mark}")).await.is(303);
        let open = listed(&sofia, "open").await;
        assert_eq!(open.as_array().unwrap().len(), 1);
        assert_eq!(open[0]["eased_at"].is_null(), low, "{open}");
    }
    assert_eq!(scene.about(number).await[0]["low"], true);
    desk.close().await;
}

#[tokio::test]
async fn where_nobody_is_named_only_those_who_see_to_it_know_whose_mark_it_was() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let authority = Authority::new("Los Canelos");
    let receiver = Receiver::start(&authority.vouch_for("localhost")).await;
    let scene = Scene::set_up(&desk, &server, "confidential").await;
    let (sofia, nico) = with_others(&desk, &scene.ana).await;
    let hook = json!({
        "name": "ERP", "url": format!("https://localhost:{}/", receiver.port), "inside_host": "localhost",
        "secret": "un secreto compartido largo", "trusted_certificates": authority.pem(),
    });
    let hook = scene.ana.post("/api/v1/webhooks", &hook).await.is(201).json["id"].clone();
    // Both the group and a program are to hear of it.
    let rule = |on: &str| {
        json!({
            "name": on, "on": on, "for": anybody(), "to": ["group", "group_supervisors"], "ways": ["screen"],
            "webhooks": [hook], "texts": [],
        })
    };
    let rules = json!({ "notices": [rule("low_mark"), rule("survey_answered")] });
    scene.ana.put("/api/v1/model/draft/notices", &rules).await.is(200);
    scene.ana.publish_model().await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    asks(&scene, number, 1).await;
    let one = listed(&sofia, "open").await[0].clone();
    assert_eq!((&one["person"]["name"], &one["words"][0]["text"]), (&json!("Rosa"), &json!("Tarde")));
    let about = format!("/api/v1/tickets/{number}/follow-ups");
    assert_eq!(sofia.get(&about).await.is(200).json.as_array().unwrap().len(), 1);
    assert_eq!(scene.beto.get(&about).await.is(200).json, json!([]));
    let read = listed(&nico, "open").await[0].clone();
    assert_eq!((&read["person"], &read["ticket"], &read["marks"]), (&Value::Null, &Value::Null, &json!([])));
    assert!(!nico.get("/api/v1/follow-ups/export").await.is(200).text.contains("Rosa"));
    assert!(!scene.beto.get("/api/v1/me/notices").await.is(200).json.to_string().contains("low_mark"));
    assert!(sofia.get("/api/v1/me/notices").await.is(200).json.to_string().contains("low_mark"));
    // The program hears what was answered, and nothing that leads to whoever did.
    let posted = receiver.wait_for(2).await;
    for occasion in ["low_mark", "survey_answered"] {
        let message = posted.iter().map(|posted| posted.json()).find(|told| told["occasion"] == occasion).unwrap();
        assert_eq!((&message["case"], &message["link"]), (&Value::Null, &Value::Null));
        let answer = &message["answer"];
        assert_eq!((&answer["confidence"], &answer["way"]), (&json!("confidential"), &json!("phone")));
        assert_eq!((&answer["low"], &answer["marks"][0]["mark"]), (&json!(true), &json!(1)));
        assert!(!message.to_string().contains("Rosa") && !message.to_string().contains("Tarde"));
    }
    // One low mark of one who answered is no result.
    let results = nico.get(&format!("{}/results?from=2026-11", scene.survey)).await.is(200).json;
    assert_eq!(results["follow_ups"]["opened"], 0);
    desk.close().await;
}

#[tokio::test]
async fn an_agent_asks_whom_the_case_concerns_and_nobody_who_may_not_be_asked() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    let path = format!("/api/v1/tickets/{number}/phone-surveys");
    let askable = scene.beto.get(&path).await.is(200).json;
    let one = &askable[0];
    assert_eq!((&one["person"]["name"], &one["version"]), (&json!("Rosa"), &json!(1)));
    assert_eq!((&one["why_not"], &one["asked_lately"]), (&Value::Null, &json!(false)));
    let mut wrong = spoken(&scene.survey, 9);
    assert_eq!(scene.beto.post(&path, &wrong).await.is(422).json["errors"][0]["field"], "answers.1");
    wrong["version"] = json!(2);
    assert_eq!(scene.beto.post(&path, &wrong).await.status, 412);
    asks(&scene, number, 5).await;
    // The mail that waited is not sent, and nobody is asked twice.
    let about = scene.about(number).await;
    assert_eq!((&about[0]["state"], &about[0]["asked_by"]), (&json!("answered"), &json!("Beto")));
    assert_eq!(about[1]["left_out"], "asked_by_phone");
    assert_eq!(scene.beto.get(&path).await.is(200).json[0]["why_not"], "answered");
    let again = scene.beto.post(&path, &spoken(&scene.survey, 5)).await.is(422).json;
    assert_eq!(again["errors"][0]["field"], "survey");
    // It counts among the times that somebody was asked.
    let second = scene.solved(rosa).await;
    let askable = scene.beto.get(&format!("/api/v1/tickets/{second}/phone-surveys")).await.is(200).json;
    assert_eq!(askable[0]["asked_lately"], true);
    desk.pass(TimeDelta::minutes(61));
    assert_eq!(scene.comes_to(second, "left_out").await["left_out"], "asked_lately");
    // Whoever wants no surveys is not asked aloud either.
    scene.beto.put(&format!("/api/v1/persons/{rosa}/asked"), &json!({ "asked": false })).await.is(200);
    let path = format!("/api/v1/tickets/{second}/phone-surveys");
    assert_eq!(scene.beto.get(&path).await.is(200).json[0]["why_not"], "never_asked");
    scene.beto.post(&path, &spoken(&scene.survey, 5)).await.is(422);
    desk.close().await;
}

#[tokio::test]
async fn an_anonymous_form_is_not_asked_aloud_and_offers_a_call_without_a_follow_up() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "anonymous").await;
    let (sofia, _) = with_others(&desk, &scene.ana).await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    let path = format!("/api/v1/tickets/{number}/phone-surveys");
    assert_eq!(scene.beto.get(&path).await.is(200).json[0]["why_not"], "anonymous");
    scene.beto.post(&path, &spoken(&scene.survey, 1)).await.is(422);
    desk.pass(TimeDelta::minutes(61));
    let browser = scene.opens(&link(&scene.surveys_to("Rosa", 1).await.remove(0))).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    let sent = sends(&browser, &page, "q1=1").await.is(303);
    assert_eq!(listed(&sofia, "open").await, json!([]));
    // Whoever wants to be called says so by another way, which nothing joins with the answer.
    let cookie = sent.header("set-cookie").split(';').next().unwrap().to_owned();
    let thanks = desk.nobody().with("cookie", &cookie).with("accept-language", "es-CL").get("/s").await.is(200).text;
    assert!(thanks.contains("href=\"mailto:mesa@mesa.example\""), "{thanks}");
    assert!(thanks.contains("no se une a su respuesta"), "{thanks}");
    desk.close().await;
}
