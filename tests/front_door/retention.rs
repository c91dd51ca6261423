//! A survey keeps for so many months who answered it; then nobody finds out any more, and all is counted as before.

use super::anonymity::{exported, holds, raw};
use super::campaigns::{asks, comes_to, daily, people};
use super::http::desk::Desk;
use super::invitations::{Scene, link, sends};
use super::smtp::SmtpServer;
use crate::LOOKS;
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
    for _ in 0..LOOKS {
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

    // Of the next case she is asked on the telephone, before the mail goes.
    desk.pass(TimeDelta::minutes(5));
    let spoken = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(5));
    let said = json!({
        "survey": scene.survey.rsplit('/').next().unwrap().parse::<u64>().unwrap(), "version": 1, "language": "es",
        "answers": [{ "question": 1, "mark": 1 }, { "question": 2, "text": WORDS[0] }],
    });
    scene.beto.post(&format!("/api/v1/tickets/{spoken}/phone-surveys"), &said).await.is(200);
    assert!(sofia.get("/api/v1/me/notices").await.is(200).json.to_string().contains("low_mark"));

    scene.pass_days(250).await;
    let new = answers(&desk, &scene, rosa, (2, 4, WORDS[3])).await;
    let months = "from=2026-01&to=2028-12";
    let results = async |scene: &Scene<'_>| {
        let told = scene.ana.get(&format!("{}/results?{months}&by=group", scene.survey)).await.is(200).json;
        [told["questions"].clone(), told["asked"].clone(), told["parts"].clone(), told["follow_ups"].clone()]
    };
    let before = results(&scene).await;
    let would = would_forget(&scene, 6).await;
    assert_eq!(counts(&would), [2, 2, 2, 2], "{would}");
    assert_eq!(counts(&would_forget(&scene, 60).await), [0; 4]);
    for wrong in ["?months=5", "?months=121", "?months=x"] {
        assert_eq!(scene.ana.get(&format!("{}/retention{wrong}", scene.survey)).await.status, 400, "{wrong}");
    }
    // What can still be answered is not forgotten.
    let mut asking = scene.ana.get(&scene.survey).await.is(200).json["asking"].clone();
    (asking["open_days"], asking["keep_months"]) = (json!(200), json!(6));
    let refused = scene.ana.put(&format!("{}/asking", scene.survey), &asking).await.is(422);
    assert_eq!(refused.faults()[0].0, "keep_months");
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
    sofia.post(&format!("{follow_up}/notes"), &json!({ "text": "Otra vez" })).await.is(404);
    for state in ["open", "done", "overdue"] {
        let listed = sofia.get(&format!("/api/v1/follow-ups?state={state}")).await.is(200).json;
        assert_eq!(listed["items"], json!([]), "{state}");
    }
    let told = sofia.get("/api/v1/me/notices").await.is(200).json;
    assert!(!told.to_string().contains("low_mark"), "{told}");
    // Whether they answered then is not known, so they are not asked about it once more.
    let path = format!("/api/v1/tickets/{spoken}/phone-surveys");
    assert_eq!(scene.beto.get(&path).await.is(200).json[0]["why_not"], "long_ago");
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
    nothing_leads_to(&data, folder.path(), (rosa, [old, spoken]));
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
fn nothing_leads_to(data: &std::path::Path, folder: &std::path::Path, (person, cases): (u64, [u64; 2])) {
    let files = exported(data, &folder.join("export"));
    let of = |name: &str| {
        let found = files.iter().find(|(file, _)| file.starts_with(name));
        found.unwrap_or_else(|| panic!("{name}: {:?}", files.keys())).1
    };
    for answer in &of("survey_answers")[..2] {
        assert_eq!((&answer["forgotten"], answer.get("invitation"), &answer["at"]), (&json!(true), None, &Value::Null));
        assert_eq!(answer["about"]["solution"]["ticket"], Value::Null);
    }
    for invitation in of("survey_invitations").iter().filter(|row| row["person"].is_null()) {
        let stage = invitation["stage"].as_object().unwrap().values().next().unwrap();
        assert!(stage.get("answer").is_none_or(Value::is_null), "{invitation:?}");
    }
    // What stands in the moment of an answer is the answer, and what was made of it.
    let journal = of("journal");
    let answered: Vec<&Value> =
        journal.iter().filter(|it| it["event"] == "survey_answered").map(|entry| &entry["at"]).take(2).collect();
    assert_eq!(answered.len(), 2);
    let beside = journal.iter().filter(|entry| answered.contains(&&entry["at"]));
    for entry in beside {
        let said = entry["data"].to_string();
        assert_ne!(entry["event"], "invitation_moved", "{said}");
        let named = |number: u64| said.contains(&format!("\"ticket\":{number}"));
        assert!(!cases.iter().any(|case| named(*case)), "{said}");
        assert!(!said.contains(&format!("\"person\":{person}")), "{said}");
    }
    for kind in ["mails", "deliveries"] {
        let told = of(kind).iter().filter(|row| row.get("answer").is_some_and(|answer| *answer == 1 || *answer == 2));
        assert_eq!(told.count(), 0, "{kind}");
    }
}
