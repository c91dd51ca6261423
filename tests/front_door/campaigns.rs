//! Surveys that ask at fixed times: a round begins, everybody of its sample is asked once in its hours, whatever stops
//! half-way; and who is left out.

use super::http::desk::Desk;
use super::incoming;
use super::invitations::{Scene, link, sends};
use super::model::draft_office;
use super::smtp::{Manner, Received, SmtpServer};
use crate::LOOKS;
use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::time::Duration;
use tempfile::TempDir;
use ventanilla::desk::Round;
use ventanilla::desk::id::SurveyId;

/// The day of the round: the morning after the desk begins.
const DAY: &str = "2026-11-26";

/// A survey that asks everybody every day at ten, by the office's hours, over two of them.
pub(super) async fn daily(scene: &Scene<'_>) -> Value {
    let calendar = draft_office(&scene.ana).await;
    scene.ana.publish_model().await;
    json!({
        "after_case": null, "open_days": 14, "reminder_days": 3, "by_agent": false,
        "periodic": {
            "schedule": "0 10 26 11 *", "calendar": calendar, "one_in": 1, "most": null, "spread_hours": 2,
            "audience": { "units": [], "languages": [], "vip": null, "case_within_days": null },
        },
    })
}

pub(super) async fn asks(scene: &Scene<'_>, asking: &Value) -> Value {
    scene.ana.put(&format!("{}/asking", scene.survey), asking).await.is(200).json
}

/// So many more people, all of one unit.
pub(super) async fn people(scene: &Scene<'_>, unit: Option<u64>, names: impl Iterator<Item = String>) {
    let ask = |name: String| async move {
        let person =
            json!({ "name": name, "emails": [format!("{}@canelos.example", name.to_lowercase())], "unit": unit });
        scene.ana.post("/api/v1/persons", &person).await.is(201);
    };
    // Few enough at a time that the desk is not busy.
    let names: Vec<String> = names.collect();
    for names in names.chunks(16) {
        join_all(names.iter().cloned().map(ask)).await;
    }
}

async fn round(scene: &Scene<'_>) -> Value {
    scene.ana.get(&format!("{}/rounds", scene.survey)).await.is(200).json["items"][0].clone()
}

/// The last round, once it is so.
pub(super) async fn comes_to(scene: &Scene<'_>, wanted: impl Fn(&Value) -> bool) -> Value {
    let mut last = Value::Null;
    for _ in 0..LOOKS {
        last = round(scene).await;
        if wanted(&last) {
            return last;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the round does not come to that: {last}");
}

/// How many surveys each address got.
pub(super) fn asked(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut asked = BTreeMap::new();
    for mail in server.received().iter().filter(|mail| mail.header("List-Unsubscribe").is_some()) {
        *asked.entry(mail.to.clone()).or_default() += 1;
    }
    asked
}

#[tokio::test]
async fn a_round_asks_everybody_once_in_its_hours_and_says_what_came_of_it() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    people(&scene, None, (0..40).map(|n| format!("Persona{n}"))).await;
    let no_mail = json!({ "name": "Sin correo" });
    scene.ana.post("/api/v1/persons", &no_mail).await.is(201);
    let never = scene.person("Nunca").await;
    scene.ana.put(&format!("/api/v1/persons/{never}/asked"), &json!({ "asked": false })).await.is(200);
    let asking = daily(&scene).await;
    let survey = asks(&scene, &asking).await;
    assert_eq!(survey["asking"]["periodic"]["next_at"][0], "2026-11-26T13:00:00.000Z");

    // What it would come to is told before, and nobody is asked.
    let estimate = scene.ana.post(&format!("{}/estimate", scene.survey), &asking).await.is(200).json;
    assert_eq!((&estimate["audience"], &estimate["asked"]), (&json!(42), &json!(40)));
    let left_out = json!([{ "why": "never_asked", "count": 1 }, { "why": "no_address", "count": 1 }]);
    assert_eq!(estimate["left_out"], left_out);
    assert_eq!(round(&scene).await, Value::Null);

    scene.pass_days(1).await;
    desk.pass(TimeDelta::minutes(40));
    let sending = comes_to(&scene, |round| round["state"] == "sending").await;
    assert_eq!((&sending["day"], &sending["audience"], &sending["decided"]), (&json!(DAY), &json!(42), &json!(42)));
    // It is ten; half of them are asked within the first hour, and nobody while nobody answers the telephone.
    desk.pass(TimeDelta::hours(1));
    let half = comes_to(&scene, |round| round["asked"]["invited"].as_u64() > Some(8)).await;
    assert!(half["asked"]["planned"].as_u64() > Some(8), "{half}");
    desk.pass(TimeDelta::hours(1));
    let open = comes_to(&scene, |round| round["state"] == "open").await;
    assert_eq!((&open["asked"]["invited"], &open["asked"]["left_out"]), (&json!(40), &left_out));
    let mail = scene.surveys_to("Persona7", 1).await.remove(0);
    assert!(mail.header("Subject").unwrap().starts_with("Queremos su opinión"), "{:?}", mail.header("Subject"));
    assert!(!mail.words().contains("caso"), "{}", mail.words());

    let browser = scene.opens(&link(&mail)).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, "q1=4").await.is(303);
    comes_to(&scene, |round| round["asked"]["answered"] == 1).await;
    let by_round = scene.results("round").await;
    assert_eq!((&by_round["parts"][0]["name"], &by_round["parts"][0]["answers"]), (&json!(DAY), &json!(1)));
    let list = scene.ana.get(&format!("{}/invitations?limit=1", scene.survey)).await.is(200).json;
    assert_eq!((&list["items"][0]["ticket"], &list["items"][0]["round"]), (&Value::Null, &json!(DAY)));

    // One reminder to those who did not answer, and the end.
    scene.pass_days(4).await;
    for _ in 0..LOOKS {
        if asked(&server).values().sum::<usize>() >= 79 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let asked = asked(&server);
    assert_eq!((asked.len(), asked["persona7@canelos.example"], asked["persona8@canelos.example"]), (40, 1, 2));
    scene.pass_days(11).await;
    assert_eq!(round(&scene).await["state"], "closed");
    assert_eq!(desk.nobody().get(&link(&mail)).await.status, 404);
    desk.close().await;
}

#[tokio::test]
async fn whatever_stops_half_way_nobody_is_asked_twice_and_nobody_forgotten() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    people(&scene, None, (0..320).map(|n| format!("Persona{n}"))).await;
    let mut asking = daily(&scene).await;
    asking["periodic"]["spread_hours"] = json!(0);
    asks(&scene, &asking).await;
    desk.pass(TimeDelta::hours(24) + TimeDelta::minutes(40));
    // The power goes while it is being planned whom it asks.
    let key = (1, Round::number(ventanilla::moment::Day::from_date(DAY.parse().unwrap())));
    let half_way = async {
        loop {
            let round: Option<Round> = ventanilla::desk::Facts::get(&desk.store.snapshot().unwrap(), key).unwrap();
            match round {
                Some(round) if round.planning.done => panic!("it was planned at once"),
                Some(round) if round.planning.walked > 0 => break round,
                _ => tokio::time::sleep(Duration::from_millis(1)).await,
            }
        }
    };
    let round = half_way.await;
    assert_eq!((round.survey, round.sample.of), (SurveyId(1), 320));
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("desk.redb");
    let store = desk.store.clone();
    let copied = tokio::task::spawn_blocking(move || store.back_up(&copy, &mut |_| ControlFlow::Continue(())).is_ok());
    assert!(copied.await.unwrap());
    let now = desk.clock.now();
    drop(scene);
    desk.close().await;
    // What the first desk sent before it was gone does not count for the second one.
    let before = asked(&server);
    let desk = Desk::left_behind(folder, now).await;
    let snapshot = desk.store.snapshot().unwrap();
    let kept: Round = ventanilla::desk::Facts::get(&snapshot, key).unwrap().unwrap();
    drop(snapshot);
    assert!(!kept.planning.done && kept.planning.walked > 0, "{:?}", kept.planning);
    let ana = desk.ana().await;
    let mut last = Value::Null;
    for _ in 0..LOOKS {
        last = ana.get("/api/v1/surveys/1/rounds").await.is(200).json["items"][0].clone();
        let sent: usize = asked(&server).values().sum();
        if last["state"] == "open" && sent >= 320 + before.values().sum::<usize>() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!((&last["state"], &last["asked"]["invited"]), (&json!("open"), &json!(320)));
    let after = asked(&server);
    assert_eq!(after.len(), 320, "somebody was forgotten");
    let twice = after.iter().filter(|(to, count)| **count - before.get(*to).copied().unwrap_or(0) != 1);
    assert_eq!(twice.count(), 0, "somebody was asked twice");
    // Nor does the next look ask anybody.
    desk.pass(TimeDelta::hours(2));
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(asked(&server), after);
    desk.close().await;
}

#[tokio::test]
async fn a_sample_is_drawn_by_unit_and_the_others_are_counted() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let mut units = Vec::new();
    for name in ["Ventas", "Bodega", "Gerencia"] {
        let unit = scene.ana.post("/api/v1/units", &json!({ "name": name })).await.is(201).json;
        units.push(unit["id"].as_u64().unwrap());
    }
    let below = json!({ "name": "Turno de noche", "parent": units[1] });
    let night = scene.ana.post("/api/v1/units", &below).await.is(201).json["id"].as_u64().unwrap();
    people(&scene, Some(units[0]), (0..30).map(|n| format!("Ventas{n}"))).await;
    people(&scene, Some(units[1]), (0..10).map(|n| format!("Bodega{n}"))).await;
    people(&scene, Some(night), (0..10).map(|n| format!("Noche{n}"))).await;
    people(&scene, Some(units[2]), (0..10).map(|n| format!("Gerencia{n}"))).await;
    let mut asking = daily(&scene).await;
    asking["periodic"]["audience"]["units"] = json!([units[0], units[1]]);
    asking["periodic"]["one_in"] = json!(5);
    asking["periodic"]["spread_hours"] = json!(0);
    let path = format!("{}/estimate", scene.survey);
    let estimate = scene.ana.post(&path, &asking).await.is(200).json;
    assert_eq!((&estimate["audience"], &estimate["asked"]), (&json!(50), &json!(10)));
    assert_eq!(estimate["left_out"], json!([{ "why": "sample", "count": 40 }]));
    let mut few = asking.clone();
    few["periodic"]["most"] = json!(3);
    assert_eq!(scene.ana.post(&path, &few).await.is(200).json["asked"], 3);
    let mut nobody = asking.clone();
    nobody["periodic"]["audience"]["vip"] = json!(true);
    assert_eq!(scene.ana.post(&path, &nobody).await.is(200).json["audience"], 0);
    let mut with_case = asking.clone();
    with_case["periodic"]["audience"]["case_within_days"] = json!(30);
    with_case["periodic"]["audience"]["units"] = json!([]);
    with_case["periodic"]["one_in"] = json!(1);
    let rosa = scene.person("Rosa").await;
    scene.solved(rosa).await;
    assert_eq!(scene.ana.post(&path, &with_case).await.is(200).json["audience"], 1);

    asks(&scene, &asking).await;
    desk.pass(TimeDelta::hours(24) + TimeDelta::minutes(40));
    let mut scene = scene;
    scene.ana = desk.ana().await;
    let open = comes_to(&scene, |round| round["state"] == "open").await;
    assert_eq!((&open["audience"], &open["sample"], &open["asked"]["invited"]), (&json!(50), &json!(10), &json!(10)));
    // (Rosa is asked about her case, before or after.)
    let of_the_round = || asked(&server).into_keys().filter(|to| !to.starts_with("rosa")).collect::<Vec<_>>();
    for _ in 0..LOOKS {
        if of_the_round().len() >= 10 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let mut by_unit = BTreeMap::<String, usize>::new();
    for to in of_the_round() {
        *by_unit.entry(to.chars().take_while(|c| c.is_alphabetic()).collect()).or_default() += 1;
    }
    let expected = [("ventas", 6), ("bodega", 2), ("noche", 2)].map(|(unit, count)| (unit.to_owned(), count));
    assert_eq!(by_unit, expected.into());
    // Whom the sample left out is told in the figures, beside those of the invitations.
    let told = scene.results("unit").await;
    assert_eq!(told["asked"]["left_out"], json!([{ "why": "sample", "count": 40 }]));
    assert_eq!(told["asked"]["refused"], 0);
    // A mail that comes back after the server took it counts as one that was never taken.
    let received = server.received();
    let theirs =
        received.iter().find(|mail| mail.to.starts_with("ventas") && mail.header("List-Unsubscribe").is_some());
    let sent = theirs.unwrap().header("Message-ID").unwrap().to_owned();
    incoming::take(&desk, incoming::report("vuelve@mx", &sent, "failed", "5.1.1")).await.unwrap();
    assert_eq!(scene.results("unit").await["asked"]["refused"], 1);
    desk.close().await;
}

#[tokio::test]
async fn mailboxes_that_take_nothing_count_apart_and_a_stopped_round_asks_nobody_more() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    people(&scene, None, (0..12).map(|n| format!("Persona{n}"))).await;
    let mut asking = daily(&scene).await;
    asking["periodic"]["spread_hours"] = json!(4);
    asks(&scene, &asking).await;
    desk.new_user(&scene.ana, "Clara", &["client"]).await;
    server.always(Manner::Refuses("550 5.1.1 no such user"));
    scene.pass_days(1).await;
    desk.pass(TimeDelta::minutes(40));
    comes_to(&scene, |round| round["state"] == "sending").await;
    desk.pass(TimeDelta::hours(1));
    let some = comes_to(&scene, |round| {
        let count = |what: &str| round["asked"][what].as_u64().unwrap_or(0);
        count("invited") > 0 && count("refused") == count("invited")
    })
    .await;
    assert_eq!(some["asked"]["rate"], Value::Null);
    let path = format!("{}/rounds/{DAY}/stop", scene.survey);
    let stopped = scene.ana.post(&path, &Value::Null).await.is(200).json;
    assert_eq!(stopped["state"], "stopped");
    let invited = stopped["asked"]["invited"].as_u64().unwrap();
    desk.pass(TimeDelta::hours(6));
    let called_off = comes_to(&scene, |round| round["asked"]["planned"] == 0).await;
    assert_eq!(called_off["asked"]["cancelled"].as_u64().unwrap() + invited, 12, "{called_off}");
    assert_eq!(called_off["asked"]["invited"], invited);
    // The client reads what came of it, and changes nothing.
    let client = desk.sign_in("clara@mesa.example").await;
    assert_eq!(client.get(&format!("{}/rounds", scene.survey)).await.is(200).json["items"][0]["state"], "stopped");
    client.post(&format!("{}/estimate", scene.survey), &asking).await.is(200);
    client.post(&path, &Value::Null).await.fails(403, "forbidden");
    client.put(&format!("{}/asking", scene.survey), &asking).await.fails(403, "forbidden");
    for unknown in ["2026-11-27", "mañana", ""] {
        assert_eq!(scene.ana.post(&format!("{}/rounds/{unknown}/stop", scene.survey), &Value::Null).await.status, 404);
    }
    desk.close().await;
}

#[tokio::test]
async fn a_low_mark_in_a_round_is_told_to_who_watches_over_the_desk() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    desk.new_user(&scene.ana, "Sofia", &["supervisor"]).await;
    people(&scene, None, ["Rosa".to_owned()].into_iter()).await;
    let mut asking = daily(&scene).await;
    asking["periodic"]["spread_hours"] = json!(0);
    asking["follow_up_days"] = json!(2);
    asks(&scene, &asking).await;
    scene.pass_days(1).await;
    desk.pass(TimeDelta::minutes(40));
    let browser = scene.opens(&link(&scene.surveys_to("Rosa", 1).await.remove(0))).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, "q1=1").await.is(303);
    // Whoever else is told may hear of it before.
    let told = |subject: &'static str| {
        let server = &server;
        async move {
            for _ in 0..LOOKS {
                let mails = server.received();
                let is_it = |mail: &&Received| {
                    mail.to == "sofia@mesa.example" && mail.header("Subject").as_deref() == Some(subject)
                };
                if let Some(mail) = mails.iter().find(is_it) {
                    return mail.clone();
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            panic!("nobody is told: {subject}");
        }
    };
    let mail = told("Nota baja en la encuesta «Después de un caso»").await;
    // It leads to the follow-ups, and names nobody.
    assert!(mail.words().contains("/admin/follow-ups") && !mail.words().contains("Rosa"), "{}", mail.words());
    let sofia = desk.sign_in("sofia@mesa.example").await;
    let open = sofia.get("/api/v1/follow-ups").await.is(200).json["items"][0].clone();
    assert_eq!((&open["person"]["name"], &open["ticket"]), (&json!("Rosa"), &Value::Null));
    scene.pass_days(5).await;
    told("Seguimiento vencido de la encuesta «Después de un caso»").await;
    desk.close().await;
}

#[tokio::test]
async fn of_an_anonymous_round_nothing_leads_from_an_answer_to_anybody() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "anonymous").await;
    people(&scene, None, (0..6).map(|n| format!("Persona{n}"))).await;
    let mut asking = daily(&scene).await;
    asking["periodic"]["spread_hours"] = json!(0);
    asks(&scene, &asking).await;
    scene.pass_days(1).await;
    desk.pass(TimeDelta::minutes(40));
    comes_to(&scene, |round| round["state"] == "open").await;
    for n in 0..6 {
        let mail = scene.surveys_to(&format!("Persona{n}"), 1).await.remove(0);
        let browser = scene.opens(&link(&mail)).await;
        let page = browser.get("/s").await.is(200).text;
        desk.pass(TimeDelta::seconds(5));
        sends(&browser, &page, "q1=5").await.is(303);
        // The link was used, and that is all that it knows.
        assert_eq!(desk.nobody().get(&link(&mail)).await.status, 404);
    }
    scene.pass_days(4).await;
    let told = scene.results("round").await;
    assert_eq!((&told["answers"], &told["asked"]["answered"]), (&json!(6), &json!(6)));
    let mut rounds: BTreeSet<String> = BTreeSet::new();
    for part in told["parts"].as_array().unwrap().iter().filter(|part| !part["answers"].is_null()) {
        rounds.insert(part["name"].to_string());
    }
    assert_eq!(rounds, ["null".to_owned()].into(), "an answer says of which round it is");
    assert_eq!(round(&scene).await["asked"]["answered"], Value::Null);
    // Whoever answered is not reminded.
    assert!(asked(&server).values().all(|count| *count == 1));
    desk.close().await;
}

#[tokio::test]
async fn what_cannot_be_asked_is_told_at_its_field() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let sound = daily(&scene).await;
    let wrong = |field: &str, value: Value| {
        let mut asking = sound.clone();
        *asking.pointer_mut(&format!("/periodic/{}", field.replace('.', "/"))).unwrap() = value;
        (format!("periodic.{field}"), asking)
    };
    for (problem, (field, asking)) in [
        ("never_due", wrong("schedule", json!("0 10 31 2 *"))),
        ("too_often", wrong("schedule", json!("* * * * *"))),
        ("malformed", wrong("schedule", json!("* * * * * *"))),
        ("unknown", wrong("calendar", json!(99))),
        ("unknown", wrong("audience.units", json!([99]))),
        ("not_allowed", wrong("audience.case_within_days", json!(0))),
        ("not_allowed", wrong("one_in", json!(0))),
        ("not_allowed", wrong("most", json!(0))),
        ("not_allowed", wrong("spread_hours", json!(400))),
        ("out_of_range", wrong("spread_hours", json!(150))),
    ] {
        for (put, path) in [(true, "asking"), (false, "estimate")] {
            let path = format!("{}/{path}", scene.survey);
            let refused = if put { scene.ana.put(&path, &asking).await } else { scene.ana.post(&path, &asking).await };
            assert_eq!(refused.status, 422, "{}", refused.text);
            assert_eq!(refused.faults(), [(field.clone(), problem.to_owned())]);
        }
    }
    desk.close().await;
}
