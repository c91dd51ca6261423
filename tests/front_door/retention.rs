//! A survey keeps for so many months who answered it; then nobody finds out any more, and all is counted as before.

use super::anonymity::{exported, holds, raw};
use super::campaigns::{asks, comes_to, daily, people};
use super::http::desk::Desk;
use super::invitations::{Scene, link, sends};
use super::smtp::SmtpServer;
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::time::Duration;

/// What Rosa wrote long ago, and what was written about it; then what she wrote lately.
const WORDS: [&str; 4] =
    ["Tardaron una semana", "La llamé y no contesta", "Quedó conforme al final", "Esta vez fue rápido"];

/// A case of Rosa's is solved and she is asked about it; gives its number.
async fn answers(desk: &Desk, scene: &Scene<'_>, rosa: u64, (nth, mark, words): (usize, u8, &str)) -> u64 {
    let number = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    let mails = scene.surveys_to("Rosa", nth).await;
    let browser = scene.opens(&link(mails.last().unwrap())).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, &format!("q1={mark}&t2={}", words.replace(' ', "+"))).await.is(303);
    number
}

async fn keeps(scene: &Scene<'_>, months: Value) {
    let mut asking = scene.ana.get(&scene.survey).await.is(200).json["asking"].clone();
    asking["keep_months"] = months;
    scene.ana.put(&format!("{}/asking", scene.survey), &asking).await.is(200);
}

async fn would_forget(scene: &Scene<'_>, months: u16) -> Value {
    scene.ana.get(&format!("{}/retention?months={months}", scene.survey)).await.is(200).json
}

/// Until when the survey has forgotten who answered, once it has.
async fn forgotten(scene: &Scene<'_>) -> Value {
    for _ in 0..500 {
        let before = scene.ana.get(&scene.survey).await.is(200).json["forgotten_before"].clone();
        if before != Value::Null {
            return before;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("nothing is ever forgotten");
}

fn counts(would: &Value) -> [u64; 4] {
    ["answers", "texts", "invitations", "follow_ups"].map(|name| would[name].as_u64().unwrap())
}

#[tokio::test]
async fn what_is_old_is_forgotten_for_good_and_counted_as_before() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let (_, sofia) = desk.new_user(&scene.ana, "Sofia", &["supervisor"]).await;
    let rosa = scene.person("Rosa").await;
    let old = answers(&desk, &scene, rosa, (1, 2, WORDS[0])).await;
    let opened = sofia.get("/api/v1/follow-ups?state=open").await.is(200).json["items"][0].clone();
    let follow_up = format!("/api/v1/follow-ups/{}", opened["id"]);
    sofia.post(&format!("{follow_up}/notes"), &json!({ "text": WORDS[1] })).await.is(200);
    let done = json!({ "outcome": "resolved", "text": WORDS[2] });
    sofia.post(&format!("{follow_up}/outcome"), &done).await.is(200);
    // Whoever corrects it leaves what was written before.
    let corrected = json!({ "outcome": "not_reached", "text": null });
    let corrected = sofia.post(&format!("{follow_up}/outcome"), &corrected).await.is(200).json;
    assert_eq!(corrected["notes"][1]["text"], WORDS[2]);

    scene.pass_days(250).await;
    let new = answers(&desk, &scene, rosa, (2, 4, WORDS[3])).await;
    let months = "from=2026-01&to=2028-12";
    let results = async |scene: &Scene<'_>| {
        let told = scene.ana.get(&format!("{}/results?{months}&by=group", scene.survey)).await.is(200).json;
        [told["questions"].clone(), told["asked"].clone(), told["parts"].clone(), told["follow_ups"].clone()]
    };
    let before = results(&scene).await;
    let would = would_forget(&scene, 6).await;
    assert_eq!(counts(&would), [1, 1, 1, 1], "{would}");
    assert_eq!(counts(&would_forget(&scene, 60).await), [0; 4]);
    for wrong in ["?months=5", "?months=121", "?months=x"] {
        assert_eq!(scene.ana.get(&format!("{}/retention{wrong}", scene.survey)).await.status, 400, "{wrong}");
    }
    // Asking forgot nothing, and for ever is for ever.
    scene.pass_days(1).await;
    assert_eq!(scene.about(old).await[0]["state"], "answered");

    keeps(&scene, json!(6)).await;
    scene.pass_days(1).await;
    assert_eq!(forgotten(&scene).await, would["before"]);
    assert_eq!(results(&scene).await, before);
    assert_eq!(counts(&would_forget(&scene, 6).await), [0; 4]);
    assert_eq!(scene.about(old).await, json!([]));
    assert_eq!(scene.about(new).await[0]["state"], "answered");
    let listed = scene.ana.get(&format!("{}/invitations", scene.survey)).await.is(200).json;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");
    let hers = scene.ana.get(&format!("/api/v1/persons/{rosa}/data")).await.is(200).json;
    assert_eq!(hers["surveys"].as_array().unwrap().len(), 1, "{hers}");
    let texts = scene.ana.get(&format!("{}/texts?{months}", scene.survey)).await.is(200).text;
    assert!(texts.contains(WORDS[3]) && !texts.contains(WORDS[0]), "{texts}");
    let sofia = desk.sign_in("sofia@mesa.example").await;
    let seen = sofia.get(&follow_up).await.is(200).json;
    assert_eq!((&seen["person"], &seen["ticket"], &seen["notes"]), (&Value::Null, &Value::Null, &json!([])));
    assert_eq!(seen["outcome"], corrected["outcome"]);
    let audit = scene.ana.get("/api/v1/audit?area=answers").await.is(200).text;
    assert!(audit.contains("survey_forgotten"), "{audit}");

    let folder = desk.closed().await;
    let data = folder.path().join("desk.redb");
    for row in raw(&data) {
        for word in &WORDS[..3] {
            assert!(!holds(&row, word.as_bytes()), "{} tells {word}", row.0);
        }
    }
    // What is left of the journal folds to the same.
    let report = ventanilla::store::check(&data, true, &mut |_| {}).unwrap();
    assert!(report.is_clean(), "{:?}", report.problems);
    nothing_leads_to(&data, folder.path(), (rosa, old));
}

#[tokio::test]
async fn a_round_is_forgotten_step_by_step_and_none_of_those_asked_is_left() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "confidential").await;
    // More than are forgotten in one step, among whom nobody answered.
    people(&scene, None, (0..230).map(|n| format!("Persona{n}"))).await;
    let mut asking = daily(&scene).await;
    asks(&scene, &asking).await;
    scene.pass_days(1).await;
    desk.pass(TimeDelta::hours(3));
    comes_to(&scene, |round| round["decided"] == 230).await;
    scene.pass_days(20).await;
    comes_to(&scene, |round| round["state"] == "closed").await;
    asking["periodic"] = Value::Null;
    asks(&scene, &asking).await;
    scene.pass_days(220).await;
    let counted = comes_to(&scene, |round| round["asked"]["planned"] == 0).await;
    assert_eq!(counts(&would_forget(&scene, 6).await), [0, 0, 230, 0]);
    keeps(&scene, json!(6)).await;
    scene.pass_days(1).await;
    forgotten(&scene).await;
    assert_eq!(comes_to(&scene, |_| true).await, counted);
    let listed = scene.ana.get(&format!("{}/invitations", scene.survey)).await.is(200).json;
    assert_eq!(listed["items"], json!([]));
    let folder = desk.closed().await;
    let data = folder.path().join("desk.redb");
    let report = ventanilla::store::check(&data, true, &mut |_| {}).unwrap();
    assert!(report.is_clean(), "{:?}", report.problems);
    let files = exported(&data, &folder.path().join("export"));
    let asked = files.iter().find(|(file, _)| file.starts_with("survey_invitations")).unwrap().1;
    assert_eq!(asked.iter().filter(|row| row["person"].is_null()).count(), 230);
    let journal = files.iter().find(|(file, _)| file.starts_with("journal")).unwrap().1;
    let steps = journal.iter().filter(|entry| entry["event"] == "survey_forgotten").count();
    assert!(steps > 1, "{steps}");
    let planned = journal.iter().filter(|entry| entry["event"] == "round_planned");
    let named = planned.filter(|entry| entry["data"].to_string().contains("\"person\":"));
    assert!(named.clone().all(|entry| entry["data"].to_string().contains("\"person\":null")), "{named:?}");
}

/// No row, and no entry of the journal, that says something of an answer given long ago names who gave it, or the case.
fn nothing_leads_to(data: &std::path::Path, folder: &std::path::Path, (person, case): (u64, u64)) {
    let files = exported(data, &folder.join("export"));
    let of = |name: &str| {
        let found = files.iter().find(|(file, _)| file.starts_with(name));
        found.unwrap_or_else(|| panic!("{name}: {:?}", files.keys())).1
    };
    let answer = &of("survey_answers")[0];
    assert_eq!((&answer["forgotten"], answer.get("invitation"), &answer["at"]), (&json!(true), None, &Value::Null));
    assert_eq!(answer["about"]["solution"]["ticket"], Value::Null);
    let invitation = &of("survey_invitations")[0];
    assert_eq!((&invitation["person"], &invitation["stage"]["sent"]["answer"]), (&Value::Null, &Value::Null));
    let asked = ["survey_invited", "survey_answered", "follow_up_opened", "invitation_moved"];
    let entries: Vec<_> = of("journal").iter().filter(|it| asked.iter().any(|name| it["event"] == *name)).collect();
    let first = entries.iter().position(|entry| entry["event"] == "survey_answered").unwrap();
    let old: Vec<String> = entries[..=first].iter().map(|entry| entry["data"].to_string()).collect();
    assert!(old.len() >= 3, "{old:?}");
    for entry in &old {
        let names = [format!("\"person\":{person}"), format!("\"ticket\":{case}")];
        assert!(names.iter().all(|name| !entry.contains(name)), "{entry}");
    }
}
