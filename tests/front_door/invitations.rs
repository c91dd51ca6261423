//! Invitations to surveys: a case is solved, the mail arrives, the answer is on the case; and who is not asked.

use super::cases::live::Stream;
use super::http::desk::{Answer, Desk, Someone, read};
use super::model::anybody;
use super::smtp::{Received, SmtpServer};
use super::surveys::{hidden, question};
use crate::LOOKS;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

pub(super) const PUBLIC: &str = "https://mesa.example";

/// A desk with mail, a survey that asks about each solved case after an hour, and somebody who solves cases.
pub(super) struct Scene<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) server: &'a SmtpServer,
    pub(crate) ana: Someone<'a>,
    pub(crate) beto: Someone<'a>,
    pub(super) group: Value,
    pub(crate) survey: String,
}

fn asking() -> Value {
    json!({
        "after_case": {
            "after": "solution", "delay_minutes": 60, "groups": [], "one_in": 1,
            "for": anybody(),
        },
        "open_days": 14, "reminder_days": 3, "by_agent": true, "follow_up_days": 2,
    })
}

impl<'a> Scene<'a> {
    pub(super) async fn set_up(desk: &'a Desk, server: &'a SmtpServer, confidence: &str) -> Self {
        let ana = desk.ana().await;
        let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
        settings["public_url"] = json!(PUBLIC);
        settings.as_object_mut().unwrap().remove("version");
        ana.put("/api/v1/desk", &settings).await.is(200);
        let mail = json!({
            "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
        });
        ana.put("/api/v1/mail/settings", &mail).await.is(200);
        let (id, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
        let group = json!({ "name": "Mesa", "level": "first", "members": [id] });
        let group = ana.post("/api/v1/groups", &group).await.is(201).json["id"].clone();
        let mut mark = question(1, "satisfaction");
        mark["required"] = json!(true);
        let form = json!({
            "confidence": confidence, "languages": ["es", "en"], "title": { "es": "Su opinión", "en": "Your opinion" },
            "questions": [mark, question(2, "text")],
        });
        let made = ana.post("/api/v1/surveys", &json!({ "name": "Después de un caso", "form": form })).await.is(201);
        let survey = made.header("location").to_owned();
        ana.post(&format!("{survey}/publish"), &Value::Null).await.is(200);
        ana.put(&format!("{survey}/asking"), &asking()).await.is(200);
        Self { desk, server, ana, beto, group, survey }
    }

    /// Days pass, after which both sign in again.
    pub(super) async fn pass_days(&mut self, days: i64) {
        self.desk.pass(TimeDelta::days(days));
        self.ana = self.desk.ana().await;
        self.beto = self.desk.sign_in("beto@mesa.example").await;
    }

    pub(super) async fn person(&self, name: &str) -> u64 {
        let email = format!("{}@canelos.example", name.to_lowercase());
        let person = json!({ "name": name, "emails": [email] });
        self.beto.post("/api/v1/persons", &person).await.is(201).json["id"].as_u64().unwrap()
    }

    pub(super) async fn solved(&self, person: u64) -> u64 {
        let new = json!({
            "subject": "Sin correo", "channel": "mail", "requester": { "id": person }, "group": self.group,
        });
        let number = self.beto.post("/api/v1/tickets", &new).await.is(201).json["number"].as_u64().unwrap();
        self.solve(number, "Se reinició.").await;
        number
    }

    pub(super) async fn solve(&self, number: u64, saying: &str) {
        let codes = self.beto.get("/api/v1/model").await.is(200).json["solution_codes"].clone();
        let solution = json!({ "text": saying, "code": codes[0]["code"] });
        self.beto.post(&format!("/api/v1/tickets/{number}/resolve"), &solution).await.is(200);
    }

    pub(crate) async fn about(&self, number: u64) -> Value {
        self.beto.get(&format!("/api/v1/tickets/{number}/surveys")).await.is(200).json
    }

    /// Where the last invitation about a case stands, once that is so.
    pub(crate) async fn comes_to(&self, number: u64, state: &str) -> Value {
        let mut last = Value::Null;
        for _ in 0..LOOKS {
            last = self.about(number).await[0].clone();
            if last["state"] == state {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{number} is never {state}: {last}");
    }

    /// The mails with a survey to somebody, once there are so many.
    pub(super) async fn surveys_to(&self, name: &str, count: usize) -> Vec<Received> {
        let address = format!("{}@canelos.example", name.to_lowercase());
        for _ in 0..LOOKS {
            let mut mails = self.server.received();
            mails.retain(|mail| mail.to == address && mail.header("List-Unsubscribe").is_some());
            if mails.len() >= count {
                assert_eq!(mails.len(), count);
                return mails;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{name} is not asked {count} times");
    }

    /// Whoever opens a link of a mail.
    pub(super) async fn opens(&self, link: &str) -> Someone<'a> {
        let opened = self.desk.nobody().get(link).await.is(303);
        let cookie = opened.header("set-cookie").split(';').next().unwrap().to_owned();
        self.desk.nobody().with("cookie", &cookie).with("accept-language", "es-CL")
    }

    pub(crate) async fn results(&self, by: &str) -> Value {
        self.ana.get(&format!("{}/results?from=2026-11&to=2027-02&by={by}", self.survey)).await.is(200).json
    }
}

/// The link of a mail to its survey, as a path.
pub(super) fn link(mail: &Received) -> String {
    let words = mail.plain();
    let rest = words.split_once(&format!("{PUBLIC}/s/")).unwrap().1;
    let token: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    format!("/s/{token}")
}

pub(super) async fn sends(browser: &Someone<'_>, page: &str, answers: &str) -> Answer {
    let (seen, nonce) = (hidden(page, "seen"), hidden(page, "nonce"));
    let body = format!("{answers}&l=es&seen={seen}&nonce={nonce}");
    let own = browser.clone().with("sec-fetch-site", "same-origin");
    read(own.request(Method::POST, "/s").header("content-type", "application/x-www-form-urlencoded").body(body)).await
}

#[tokio::test]
async fn whoever_a_solved_case_concerns_is_asked_and_the_mark_stands_on_the_case() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    let planned = scene.about(number).await;
    assert_eq!((&planned[0]["state"], &planned[0]["person"]["name"]), (&json!("planned"), &json!("Rosa")));
    desk.pass(TimeDelta::minutes(59));
    assert_eq!(scene.about(number).await[0]["state"], "planned");
    desk.pass(TimeDelta::minutes(1));
    scene.comes_to(number, "sent").await;
    let mail = scene.surveys_to("Rosa", 1).await.remove(0);
    assert!(mail.header("Subject").unwrap().contains("¿Cómo le fue con su caso?"), "{:?}", mail.header("Subject"));
    assert!(mail.words().contains("Se puede responder hasta"), "{}", mail.words());
    assert_eq!(mail.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    let link = link(&mail);
    assert!(mail.html().contains(&format!("{link}?q=1&amp;m=4")), "{}", mail.html());

    // A mark in the mail chooses, and answers nothing.
    let opened = desk.nobody().get(&format!("{link}?q=1&m=4")).await.is(303);
    assert_eq!(opened.header("location"), "/s?q=1&m=4");
    let browser = scene.opens(&link).await;
    let page = browser.get("/s?q=1&m=4").await.is(200).text;
    assert!(page.contains("value=\"4\" checked"), "{page}");
    assert!(page.contains("Quienes leen las respuestas ven su nombre"), "{page}");
    assert_eq!(scene.about(number).await[0]["state"], "sent");
    desk.pass(TimeDelta::seconds(5));
    // What no person sends stands aside: the invitation waits on, and the page asks whether somebody is there.
    let bare = browser.clone().with("sec-fetch-site", "same-origin");
    let bare = bare.request(Method::POST, "/s").header("content-type", "application/x-www-form-urlencoded");
    assert!(read(bare.body("q1=1&seen=1,2")).await.is(200).text.contains("Confirmar y enviar"));
    assert_eq!(scene.about(number).await[0]["state"], "sent");
    let mut stream = Stream::of(&scene.beto, None).await;
    stream.expect("hello").await;
    let done = sends(&browser, &page, "q1=2&t2=Tarde").await.is(303);
    let told = stream.expect("changes").await.data;
    assert_eq!(told["tickets"][0]["number"], number, "whoever looks at the case hears of it: {told}");
    let answered = scene.about(number).await[0].clone();
    assert_eq!(
        (&answered["state"], &answered["marks"][0]["mark"], &answered["low"]),
        (&json!("answered"), &json!(2), &json!(true))
    );
    let told = scene.results("agent").await;
    assert_eq!((&told["asked"]["invited"], &told["asked"]["rate"]), (&json!(1), &json!(1.0)));
    assert_eq!((&told["parts"][0]["name"], &told["parts"][0]["answers"]), (&json!("Beto"), &json!(1)));

    // For a day another answer takes its place; then it stands.
    let cookie = done.header("set-cookie").split(';').next().unwrap().to_owned();
    let after = desk.nobody().with("cookie", &cookie).with("accept-language", "es-CL");
    assert!(after.get("/s").await.is(200).text.contains("/s?again=true"));
    let page = after.get("/s?again=true").await.is(200).text;
    assert!(page.contains("value=\"2\" checked") && page.contains("Tarde"), "{page}");
    sends(&after, &page, "q1=5&t2=Al+final+bien").await.is(303);
    assert_eq!(scene.about(number).await[0]["marks"][0]["mark"], 5);
    // Nor does it take the place of what a person answered.
    let bare = after.clone().with("sec-fetch-site", "same-origin");
    let bare = bare.request(Method::POST, "/s").header("content-type", "application/x-www-form-urlencoded");
    read(bare.body("q1=1&seen=1,2")).await.is(200);
    assert_eq!(scene.about(number).await[0]["marks"][0]["mark"], 5);
    let told = scene.results("group").await;
    assert_eq!((&told["answers"], &told["automatic"]), (&json!(1), &json!(2)));
    desk.pass(TimeDelta::hours(25));
    let late = desk.nobody().get(&link).await;
    assert_eq!((late.status, late.text), (404, desk.nobody().get("/s/never").await.text));
    desk.close().await;
}

#[tokio::test]
async fn nobody_is_asked_too_often_nor_about_what_is_open_again() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let first = scene.solved(rosa).await;
    // It comes back before anybody was asked; its second solution is asked about.
    scene.beto.post(&format!("/api/v1/tickets/{first}/reopen"), &json!({ "reason": "Sigue" })).await.is(200);
    scene.comes_to(first, "cancelled").await;
    scene.solve(first, "Se reinició.").await;
    desk.pass(TimeDelta::minutes(61));
    scene.comes_to(first, "sent").await;
    assert_eq!(scene.about(first).await.as_array().unwrap().len(), 2);
    // Within two weeks nobody is asked again.
    let second = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    assert_eq!(scene.comes_to(second, "left_out").await["left_out"], "asked_lately");
    // One reminder, three days after the invitation, and no more.
    scene.pass_days(3).await;
    let mails = scene.surveys_to("Rosa", 2).await;
    assert!(mails[1].header("Subject").unwrap().contains("Su opinión nos falta"));
    assert_ne!(link(&mails[0]), link(&mails[1]));
    scene.pass_days(4).await;
    scene.surveys_to("Rosa", 2).await;
    // Each of the links opens it; after two weeks none does.
    for mail in &mails {
        scene.opens(&link(mail)).await.get("/s").await.is(200);
    }
    scene.pass_days(8).await;
    assert_eq!(desk.nobody().get(&link(&mails[0])).await.status, 404);
    assert_eq!(scene.about(first).await[0]["state"], "expired");
    let told = scene.results("channel").await;
    let reach = &told["asked"];
    assert_eq!((&reach["invited"], &reach["cancelled"]), (&json!(1), &json!(1)));
    assert_eq!(reach["left_out"], json!([{ "why": "asked_lately", "count": 1 }]));
    assert_eq!((&told["parts"][0]["channel"], &told["parts"][0]["asked"]["invited"]), (&json!("mail"), &json!(1)));
    desk.close().await;
}

#[tokio::test]
async fn whoever_wants_no_surveys_says_so_with_one_click_and_gets_none() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    let mail = scene.surveys_to("Rosa", 1).await.remove(0);
    let leave = format!("{}/leave", link(&mail));
    assert_eq!(mail.header("List-Unsubscribe"), Some(format!("<{PUBLIC}{leave}>")));
    // To look is not to say so; a program for mail says so without having looked.
    assert!(desk.nobody().get(&leave).await.is(200).text.contains("No quiero más encuestas"));
    assert!(scene.beto.get(&format!("/api/v1/persons/{rosa}")).await.is(200).json["not_asked"].is_null());
    let click = desk.nobody().request(Method::POST, &leave).body("List-Unsubscribe=One-Click");
    assert!(read(click).await.is(200).text.contains("no le enviaremos más encuestas"));
    assert_eq!(scene.beto.get(&format!("/api/v1/persons/{rosa}")).await.is(200).json["not_asked"], "themselves");
    // No reminder, and nothing about the next case either.
    scene.pass_days(30).await;
    let next = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    assert_eq!(scene.comes_to(next, "left_out").await["left_out"], "opted_out");
    scene.surveys_to("Rosa", 1).await;
    // Changing the rest of a person changes nothing of it; the desk takes it back when they ask for that.
    let person = json!({ "name": "Rosa Núñez", "emails": ["rosa@canelos.example"] });
    let changed = scene.beto.put(&format!("/api/v1/persons/{rosa}"), &person).await.is(200).json;
    assert_eq!(changed["not_asked"], "themselves");
    let asked = scene.beto.put(&format!("/api/v1/persons/{rosa}/asked"), &json!({ "asked": true })).await.is(200).json;
    assert!(asked["not_asked"].is_null());
    assert_eq!(desk.nobody().get("/s/never/leave").await.status, 404);
    desk.close().await;
}

#[tokio::test]
async fn a_mailbox_that_takes_nothing_counts_as_such() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    server.wait_for(2).await;
    server.always(super::smtp::Manner::Refuses("550 5.1.1 no such user"));
    desk.pass(TimeDelta::minutes(61));
    scene.comes_to(number, "refused").await;
    let reach = scene.results("unit").await["asked"].clone();
    assert_eq!((&reach["invited"], &reach["refused"], &reach["rate"]), (&json!(1), &json!(1), &Value::Null));
    desk.close().await;
}

#[tokio::test]
async fn of_an_anonymous_answer_only_that_the_link_was_used_is_known() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "anonymous").await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    let link = link(&scene.surveys_to("Rosa", 1).await.remove(0));
    let browser = scene.opens(&link).await;
    let page = browser.get("/s").await.is(200).text;
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, "q1=1&t2=No+me+gusta").await.is(303);
    // It cannot be answered again, with the same visit nor with a new one; on the case nothing is told.
    assert_eq!(sends(&browser, &page, "q1=5").await.status, 404);
    assert_eq!(desk.nobody().get(&link).await.status, 404);
    let shown = scene.about(number).await[0].clone();
    assert_eq!((&shown["state"], &shown["marks"]), (&json!("sent"), &json!([])));
    // Whoever has answered is not reminded.
    scene.pass_days(4).await;
    scene.surveys_to("Rosa", 1).await;
    // A form that asks by the case would tell of whom.
    let mut form = scene.ana.get(&scene.survey).await.is(200).json["form"].clone();
    form["questions"][1]["shown_if"] = json!({ "case": { "channels": ["mail"] } });
    let faulty = scene.ana.put(&scene.survey, &json!({ "name": "Anónima", "form": form })).await.is(200).json;
    assert_eq!(faulty["faults"][0]["field"], "questions.1.shown_if.case", "{faulty}");
    desk.close().await;
}
