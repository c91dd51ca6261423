//! What nobody should send to a survey, and what should not happen to it: links that are not one's own, forms that come
//! twice at once, a desk that stops while it asks.

use super::campaigns::{asked, asks, daily};
use super::http::desk::{Answer, Desk, Someone, read};
use super::invitations::{Scene, link, sends};
use super::smtp::{Manner, Received, SmtpServer};
use super::surveys::{form, hidden, opens, question};
use crate::LOOKS;
use chrono::TimeDelta;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::time::Duration;
use tempfile::TempDir;
use ventanilla::desk::NoticeWay;
use ventanilla::store::outbox::{self, OutboxState, Outgoing};

/// Somebody who was asked about a case: their mail.
async fn invited(scene: &Scene<'_>, name: &str) -> Received {
    let person = scene.person(name).await;
    scene.solved(person).await;
    scene.desk.pass(TimeDelta::minutes(61));
    scene.surveys_to(name, 1).await.remove(0)
}

/// The browser of whoever has this in the cookie.
fn with_cookie<'a>(desk: &'a Desk, name: &str, value: &str) -> Someone<'a> {
    desk.nobody().with("cookie", &format!("{name}={value}")).with("accept-language", "es-CL")
}

#[tokio::test]
async fn what_is_no_link_of_ones_own_opens_nothing_and_tells_nothing() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let own = link(&invited(&scene, "Rosa").await);
    let token = own.strip_prefix("/s/").unwrap();
    let stranger = desk.nobody().with("accept-language", "es-CL");
    let nothing = stranger.get("/s/never").await.is(404).text;
    // Guessed: the same but for one letter.
    let (first, rest) = token.split_at(1);
    let guessed = format!("{}{rest}", if first == "A" { "B" } else { "A" });
    let long = "A".repeat(4_000);
    let wrong =
        ["", &token[1..], &token[..token.len() - 1], &token.to_uppercase(), &token.to_lowercase(), &guessed, &long];
    for wrong in wrong {
        assert_eq!(stranger.get(&format!("/s/{wrong}")).await.is(404).text, nothing, "{wrong}");
        if !wrong.is_empty() {
            assert_eq!(stranger.get(&format!("/s/{wrong}/leave")).await.is(404).text, nothing, "{wrong}");
            read(desk.nobody().request(Method::POST, &format!("/s/{wrong}/leave")).body("x")).await.is(404);
        }
    }
    for wrong in [format!("%20{token}"), format!("{token}%00"), format!("{token}%2F.."), "%FF".to_owned()] {
        let status = stranger.get(&format!("/s/{wrong}")).await.status;
        assert!(status == 400 || status == 404, "{wrong}: {status}");
    }

    // A cookie that was made by hand: of a version that was not asked then, from no moment of today, or no cookie at all.
    let cookie = desk.nobody().get(&own).await.is(303).cookie();
    let (name, value) = cookie.split_once('=').unwrap();
    let parts: Vec<&str> = value.split('.').collect();
    let [secret, _, begun, visit] = parts[..] else { panic!("{value}") };
    let day = TimeDelta::days(1).num_milliseconds();
    let now: i64 = begun.parse().unwrap();
    with_cookie(&desk, name, value).get("/s").await.is(200);
    for wrong in [
        format!("{secret}.0.{begun}.{visit}"),
        format!("{secret}.2.{begun}.{visit}"),
        format!("{secret}.4294967296.{begun}.{visit}"),
        format!("{secret}.-1.{begun}.{visit}"),
        format!("{secret}.1.{}.{visit}", now + day),
        format!("{secret}.1.{}.{visit}", now - day),
        format!("{secret}.1.{}.{visit}", i64::MIN),
        format!("{secret}.1.{}0.{visit}", i64::MAX),
        format!("{secret}.1"),
        format!("{guessed}.1.{begun}.{visit}"),
        String::new(),
        "...".to_owned(),
    ] {
        assert_eq!(with_cookie(&desk, name, &wrong).get("/s").await.is(404).text, nothing, "{wrong}");
    }

    // The form of one survey, sent by whoever came for another one, is no form of that: it is kept aside.
    let made = json!({ "name": "Mesón", "form": form(&[question(1, "satisfaction"), question(2, "text")]) });
    let other = scene.ana.post("/api/v1/surveys", &made).await.is(201).header("location").to_owned();
    scene.ana.post(&format!("{other}/publish"), &Value::Null).await.is(200);
    let counter = scene.ana.post(&format!("{other}/link"), &Value::Null).await.is(200).json;
    let browser =
        opens(&desk, &format!("/s/{}", counter["address"].as_str().unwrap().split_once("/s/").unwrap().1)).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    let rosa = with_cookie(&desk, name, value);
    assert!(sends(&rosa, &page, "q1=1").await.is(200).text.contains("Confirmar y enviar"));
    assert_eq!(scene.results("unit").await["answers"], Value::Null);
    desk.close().await;
}

/// The same form so often at the same moment.
async fn at_once(browser: &Someone<'_>, page: &str, answers: &str) -> Vec<Answer> {
    join_all((0..8).map(|_| sends(browser, page, answers))).await
}

#[tokio::test]
async fn an_answer_that_comes_twice_at_once_is_one() {
    for confidence in ["named", "confidential", "anonymous"] {
        let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
        let mut scene = Scene::set_up(&desk, &server, confidence).await;
        // Whoever was invited: each takes the place of the one before, and of an anonymous one only the first is taken.
        let browser = scene.opens(&link(&invited(&scene, "Rosa").await)).await;
        let page = browser.get("/s").await.is(200).text;
        desk.pass(TimeDelta::seconds(5));
        let sent = at_once(&browser, &page, "q1=5&t2=Bien").await;
        let taken = sent.iter().filter(|answer| answer.status == 303).count();
        assert_eq!(taken, if confidence == "anonymous" { 1 } else { 8 }, "{confidence}");
        assert!(sent.iter().all(|answer| [303, 404].contains(&answer.status)));
        // By a link for everybody: a button that was pressed twice.
        let counter = scene.ana.post(&format!("{}/link", scene.survey), &Value::Null).await.is(200).json;
        let counter = format!("/s/{}", counter["address"].as_str().unwrap().split_once("/s/").unwrap().1);
        let mut visits = Vec::new();
        for _ in 0..4 {
            let browser = opens(&desk, &counter).await;
            let page = browser.get("/s").await.is(200).text;
            visits.push((browser, page));
        }
        desk.pass(TimeDelta::seconds(5));
        for (browser, page) in &visits {
            for answer in at_once(browser, page, "q1=5").await {
                let thanks = browser.clone().with("cookie", &answer.cookie());
                assert!(thanks.get(answer.is(303).header("location")).await.is(200).text.contains("Gracias"));
            }
        }
        scene.pass_days(1).await;
        let mut told = Value::Null;
        for _ in 0..LOOKS {
            told = scene.results("way").await;
            if told["answers"] == 5 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!((&told["answers"], &told["automatic"]), (&json!(5), &json!(0)), "{confidence}");
        desk.close().await;
    }
}

#[tokio::test]
async fn a_form_of_a_thousand_questions_and_a_thousand_answers_to_two_are_met_in_good_order() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let many: Vec<Value> = (1..=1_000).map(|id| question(id, "text")).collect();
    let made = json!({ "name": "Larga", "form": form(&many) });
    let refused = scene.ana.post("/api/v1/surveys", &made).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("form.questions".to_owned(), "too_long".to_owned())]);
    let before = scene.ana.get(&scene.survey).await.is(200).json;
    scene.ana.put(&scene.survey, &made).await.fails(422, "invalid");
    assert_eq!(scene.ana.get(&scene.survey).await.is(200).json, before);
    // What the form does not ask is not kept, and what it asks is.
    let browser = scene.opens(&link(&invited(&scene, "Rosa").await)).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    let others: String = (3..=1_000).map(|id| format!("&q{id}=1&t{id}=x&o{id}=x")).collect();
    let seen: String = (1..=1_000).map(|id| format!("{id},")).collect();
    sends(&browser, &page, &format!("q1=4&t2=Bien{others}&seen={seen}")).await.is(303);
    let told = scene.results("unit").await;
    assert_eq!((&told["answers"], told["questions"].as_array().unwrap().len()), (&json!(1), 2));
    let file = scene.ana.get(&format!("{}/answers/export", scene.survey)).await.is(200).text;
    assert!(file.contains(",4,Bien"), "{file}");
    desk.close().await;
}

#[tokio::test]
async fn a_round_of_nobody_begins_and_ends_and_asks_nobody() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    scene.person("Rosa").await;
    let mut asking = daily(&scene).await;
    asking["periodic"]["audience"]["vip"] = json!(true);
    let path = format!("{}/estimate", scene.survey);
    let estimate = scene.ana.post(&path, &asking).await.is(200).json;
    assert_eq!((&estimate["audience"], &estimate["asked"]), (&json!(0), &json!(0)));
    asks(&scene, &asking).await;
    scene.pass_days(1).await;
    desk.pass(TimeDelta::hours(3));
    let mut round = Value::Null;
    for _ in 0..LOOKS {
        round = scene.ana.get(&format!("{}/rounds", scene.survey)).await.is(200).json["items"][0].clone();
        if round["state"] == "open" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(
        (&round["state"], &round["audience"], &round["asked"]["invited"]),
        (&json!("open"), &json!(0), &json!(0))
    );
    scene.pass_days(15).await;
    let round = scene.ana.get(&format!("{}/rounds", scene.survey)).await.is(200).json["items"][0].clone();
    assert_eq!((&round["state"], &round["asked"]["rate"]), (&json!("closed"), &Value::Null));
    assert!(asked(&server).is_empty());
    desk.close().await;
}

/// Where an invitation is when the power goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Its moment has not come.
    Planned,
    /// The server does not speak yet.
    UnderWay,
    /// The server has it, and has not said so.
    HandedOver,
    /// The server said that it has it.
    Taken,
}

/// The mails with a survey that wait, or waited, in this state.
fn rows(desk: &Desk, state: OutboxState) -> Vec<Outgoing> {
    let snapshot = desk.store.snapshot().unwrap();
    let mut rows = outbox::list(&snapshot, (NoticeWay::Mail, state), None, 100).unwrap();
    rows.retain(|row| row.invitation.is_some());
    rows
}

/// The mail with a survey in this state, once there is one.
async fn row(desk: &Desk, state: OutboxState) -> Outgoing {
    for _ in 0..LOOKS {
        if let Some(row) = rows(desk, state).pop() {
            return row;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("no survey is {state:?}");
}

/// The power goes at each step; what the file holds at that moment is all that the next desk knows.
#[tokio::test]
async fn wherever_the_desk_stops_while_it_sends_an_invitation_it_is_neither_lost_nor_doubled() {
    for step in [Step::Planned, Step::UnderWay, Step::HandedOver, Step::Taken] {
        let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
        let scene = Scene::set_up(&desk, &server, "named").await;
        let rosa = scene.person("Rosa").await;
        let number = scene.solved(rosa).await;
        server.wait_for(2).await;
        let (manner, state) = match step {
            Step::Planned | Step::Taken => (Manner::Accepts, OutboxState::Sent),
            Step::UnderWay => (Manner::Hangs, OutboxState::Leased),
            Step::HandedOver => (Manner::HangsBeforeTheAnswer, OutboxState::Unknown),
        };
        server.always(manner);
        if step != Step::Planned {
            desk.pass(TimeDelta::minutes(61));
            row(&desk, state).await;
        }
        if step == Step::HandedOver {
            scene.surveys_to("Rosa", 1).await;
        }
        let folder = TempDir::new().unwrap();
        let (store, copy) = (desk.store.clone(), folder.path().join("desk.redb"));
        let copied = tokio::task::spawn_blocking(move || store.back_up(&copy, &mut |_| ControlFlow::Continue(())));
        copied.await.unwrap().unwrap();
        let now = desk.clock.now();
        drop(scene);
        desk.close().await;

        server.always(Manner::Accepts);
        let desk = Desk::left_behind(folder, now.plus(TimeDelta::minutes(61))).await;
        if step == Step::HandedOver {
            // Nobody knows whether it arrived: it is not sent again by itself, and when somebody does, it is the same mail.
            let unknown = row(&desk, OutboxState::Unknown).await;
            tokio::time::sleep(Duration::from_millis(400)).await;
            let ana = desk.ana().await;
            let again = format!("/api/v1/mail/outbox/{}/send-again", unknown.id.0);
            ana.post(&again, &Value::Null).await.is(200);
        }
        let sent = row(&desk, OutboxState::Sent).await;
        desk.pass(TimeDelta::hours(2));
        tokio::time::sleep(Duration::from_millis(400)).await;
        let mut mails = server.received();
        mails.retain(|mail| mail.header("List-Unsubscribe").is_some());
        let arrived = if step == Step::HandedOver { 2 } else { 1 };
        assert_eq!((mails.len(), rows(&desk, OutboxState::Sent).len()), (arrived, 1), "{step:?}");
        assert!(mails.iter().all(|mail| mail.header("Message-ID") == Some(sent.message_id.clone())), "{step:?}");
        // Whichever of them is opened, it is the one invitation, answered once.
        let beto = desk.sign_in("beto@mesa.example").await;
        for (mail, mark) in mails.iter().zip([2, 4]) {
            let opened = desk.nobody().get(&link(mail)).await.is(303);
            let browser = desk.nobody().with("cookie", &opened.cookie());
            let page = browser.get("/s").await.is(200).text;
            assert_eq!(hidden(&page, "seen"), "1,2");
            desk.pass(TimeDelta::seconds(5));
            sends(&browser, &page, &format!("q1={mark}")).await.is(303);
            let about = beto.get(&format!("/api/v1/tickets/{number}/surveys")).await.is(200).json;
            assert_eq!((about.as_array().unwrap().len(), &about[0]["marks"][0]["mark"]), (1, &json!(mark)));
        }
        desk.close().await;
    }
}
