//! What users of other desks complain about in their surveys, and that it is not so here. The numbers are those of a
//! list of such complaints.

use super::http::desk::{Answer, Desk, Someone, read};
use super::invitations::{PUBLIC, Scene, link, sends};
use super::smtp::{Manner, Received, SmtpServer};
use super::surveys::{hidden, question};
use crate::LOOKS;
use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// Every address of ours in the HTML face of a mail, as a path.
fn links(mail: &Received) -> Vec<String> {
    let (html, ours) = (mail.html(), format!("href=\"{PUBLIC}"));
    let addresses = html.split(&ours).skip(1);
    addresses.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&")).collect()
}

/// Those of them with which a mark is chosen.
fn marks(mail: &Received) -> Vec<String> {
    links(mail).into_iter().filter(|link| link.contains("&m=")).collect()
}

/// Whoever follows a link with all that comes with it: their browser, and the page that they come to.
async fn follows<'a>(desk: &'a Desk, link: &str) -> (Someone<'a>, String) {
    let opened = desk.nobody().get(link).await.is(303);
    let browser = desk.nobody().with("cookie", &opened.cookie()).with("accept-language", "es-CL");
    let page = browser.get(opened.header("location")).await.is(200).text;
    (browser, page)
}

/// Sends a body as a form of ours is sent.
async fn posts(browser: &Someone<'_>, body: String) -> Answer {
    let own = browser.clone().with("sec-fetch-site", "same-origin");
    read(own.request(Method::POST, "/s").header("content-type", "application/x-www-form-urlencoded").body(body)).await
}

/// Presses the button of the page that asks whether somebody is there.
async fn confirms(browser: &Someone<'_>, page: &str) -> Answer {
    assert!(page.contains("Confirmar y enviar"), "{page}");
    let (seen, nonce, mark) = (hidden(page, "seen"), hidden(page, "nonce"), hidden(page, "q1"));
    posts(browser, format!("q1={mark}&l=es&seen={seen}&nonce={nonce}")).await
}

/// How many mails with a survey somebody got, once the desk had time to send more.
async fn settled(scene: &Scene<'_>, name: &str) -> usize {
    tokio::time::sleep(Duration::from_millis(400)).await;
    let address = format!("{}@canelos.example", name.to_lowercase());
    let asks = |mail: &&Received| mail.to == address && mail.header("List-Unsubscribe").is_some();
    scene.server.received().iter().filter(asks).count()
}

/// Makes the address of the desk another one, or none.
async fn public_url(scene: &Scene<'_>, url: Value) {
    let ana = scene.desk.ana().await;
    let mut settings = ana.get("/api/v1/desk").await.is(200).json["settings"].clone();
    settings["public_url"] = url;
    settings.as_object_mut().unwrap().remove("version");
    ana.put("/api/v1/desk", &settings).await.is(200);
}

/// The mails with a survey in a state of the outbox, once there are so many.
async fn outbox(scene: &Scene<'_>, state: &str, count: usize) -> Vec<Value> {
    let mut found = Vec::new();
    for _ in 0..LOOKS {
        let page = scene.ana.get(&format!("/api/v1/mail/outbox?state={state}")).await.is(200).json;
        found = page["items"].as_array().unwrap().clone();
        found.retain(|mail| mail["kind"].as_str().unwrap().starts_with("survey_"));
        if found.len() == count {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{} mails are {state}, not {count}: {found:?}", found.len());
}

/// The one mail with a survey that waits, once it was tried so often.
async fn tried(scene: &Scene<'_>, attempts: u64) -> Value {
    for _ in 0..LOOKS {
        let mail = outbox(scene, "queued", 1).await.remove(0);
        if mail["attempts"] == attempts {
            return mail;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it is not tried {attempts} times");
}

#[tokio::test]
async fn complaint_08_what_a_mail_scanner_opens_and_presses_is_no_rating() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    let mail = scene.surveys_to("Rosa", 1).await.remove(0);
    scene.comes_to(number, "sent").await;
    // It asks for the head of every link, then follows each, one a second.
    let (links, marks) = (links(&mail), marks(&mail));
    assert_eq!((links.len(), marks.len()), (7, 5), "the form, five marks, and the way out: {links:?}");
    for link in &links {
        read(desk.nobody().request(Method::HEAD, link)).await;
    }
    for link in links.iter().filter(|link| link.ends_with("/leave")) {
        desk.nobody().get(link).await.is(200);
    }
    let mut visits = Vec::new();
    for link in &marks {
        visits.push(follows(&desk, link).await);
        desk.pass(TimeDelta::seconds(1));
    }
    assert!(visits[0].1.contains("value=\"1\" checked"), "{}", visits[0].1);
    let told = scene.results("unit").await;
    assert_eq!((&told["answers"], &told["automatic"]), (&Value::Null, &json!(0)), "to look answers nothing");

    // It presses what it finds: at once, by itself without the form, and once the form could have been read. Then what
    // comes instead of thanks.
    let mut asides = 0;
    for (browser, page) in &visits {
        let asked = sends(browser, page, "q1=1").await.is(200).text;
        assert!(confirms(browser, &asked).await.is(200).text.contains("Confirmar y enviar"));
        posts(browser, "q1=1&seen=1,2".to_owned()).await.is(200);
        asides += 3;
    }
    let (browser, page) = follows(&desk, &link(&mail)).await;
    sends(&browser, &page, "q1=1").await.is(200);
    asides += 1;
    // Nothing of it counts, nobody is alarmed, nobody left; it is kept aside, and visible.
    assert_eq!(scene.about(number).await[0]["state"], "sent");
    let told = scene.results("unit").await;
    assert_eq!((&told["answers"], &told["automatic"]), (&Value::Null, &json!(asides)));
    assert_eq!(scene.ana.get("/api/v1/follow-ups").await.is(200).json["items"], json!([]));
    assert!(scene.ana.get(&format!("/api/v1/persons/{rosa}")).await.is(200).json["not_asked"].is_null());

    // Rosa reads it a day later, and what she says counts.
    scene.pass_days(1).await;
    let (browser, page) = follows(&desk, &marks[4]).await;
    desk.pass(TimeDelta::seconds(3));
    sends(&browser, &page, "q1=5").await.is(303);
    let shown = scene.comes_to(number, "answered").await;
    assert_eq!(shown["marks"][0]["mark"], 5);
    let told = scene.results("unit").await;
    assert_eq!((&told["answers"], &told["automatic"]), (&json!(1), &json!(asides)));
    desk.close().await;
}

#[tokio::test]
async fn complaint_08_whoever_changes_their_mind_is_heard_and_whoever_comes_with_a_scanner_too() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, luis) = (scene.person("Rosa").await, scene.person("Luis").await);
    let (of_rosa, of_luis) = (scene.solved(rosa).await, scene.solved(luis).await);
    desk.pass(TimeDelta::minutes(61));
    // Rosa opens one mark, and then another.
    let marks_of = |mail: &Received| marks(mail);
    let links = marks_of(&scene.surveys_to("Rosa", 1).await.remove(0));
    follows(&desk, &links[3]).await;
    desk.pass(TimeDelta::seconds(1));
    let (browser, page) = follows(&desk, &links[1]).await;
    desk.pass(TimeDelta::seconds(4));
    sends(&browser, &page, "q1=2").await.is(303);
    assert_eq!(scene.comes_to(of_rosa, "answered").await["marks"][0]["mark"], 2);
    // What Luis opens is looked through at that moment by a program; he confirms what he sends.
    let links = marks_of(&scene.surveys_to("Luis", 1).await.remove(0));
    for link in &links {
        follows(&desk, link).await;
    }
    let (browser, page) = follows(&desk, &links[3]).await;
    desk.pass(TimeDelta::seconds(8));
    let asked = sends(&browser, &page, "q1=4").await.is(200).text;
    assert_eq!(scene.about(of_luis).await[0]["state"], "sent");
    desk.pass(TimeDelta::seconds(3));
    confirms(&browser, &asked).await.is(303);
    assert_eq!(scene.comes_to(of_luis, "answered").await["marks"][0]["mark"], 4);
    desk.close().await;
}

#[tokio::test]
async fn complaint_09_from_the_mail_to_the_thanks_nobody_is_asked_to_sign_in() {
    for confidence in ["named", "anonymous"] {
        let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
        let scene = Scene::set_up(&desk, &server, confidence).await;
        let rosa = scene.person("Rosa").await;
        scene.solved(rosa).await;
        desk.pass(TimeDelta::minutes(61));
        let mail = scene.surveys_to("Rosa", 1).await.remove(0);
        // Every step with nothing but what the step before gave, by somebody who has no user.
        let opened = desk.nobody().get(&link(&mail)).await.is(303);
        assert_eq!((opened.header("location"), opened.cookies().len()), ("/s", 1));
        let browser = desk.nobody().with("cookie", &opened.cookie()).with("accept-language", "es-CL");
        let page = browser.get("/s").await.is(200).text;
        // What the page brings along asks for nothing either.
        for part in page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            if part.starts_with("/s") {
                browser.get(&part.replace("&amp;", "&")).await.is(200);
            }
        }
        desk.pass(TimeDelta::seconds(5));
        let done = sends(&browser, &page, "q1=5&t2=Bien").await.is(303);
        let after = desk.nobody().with("cookie", &done.cookie());
        let thanks = after.get(done.header("location")).await.is(200).text;
        assert!(thanks.contains("Gracias por su respuesta"), "{thanks}");
        for page in [&page, &thanks] {
            assert!(!page.contains("type=\"password\"") && !page.contains("/login"), "{page}");
        }
        desk.close().await;
    }
}

#[tokio::test]
async fn complaint_10_nobody_rates_their_own_work_and_whoever_it_concerns_is_asked() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, luis) = (scene.person("Rosa").await, scene.person("Luis").await);
    // Luis reports it for Rosa: she is asked.
    let new = json!({
        "subject": "Sin correo", "channel": "phone", "requester": { "id": luis }, "affected": rosa,
        "group": scene.group,
    });
    let made = scene.beto.post("/api/v1/tickets", &new).await.is(201).json;
    let number = made["number"].as_u64().unwrap();
    scene.solve(number, "Se reinició.").await;
    assert_eq!(scene.about(number).await[0]["person"]["name"], "Rosa");
    // Beto's own case, that Beto solves.
    let users = scene.ana.get("/api/v1/users").await.is(200).json;
    let beto = users["items"].as_array().unwrap().iter().find(|user| user["name"] == "Beto").unwrap().clone();
    let own = scene.person("Betito").await;
    let mut user = beto.clone();
    user["person"] = json!(own);
    let body = json!({
        "name": user["name"], "email": user["email"], "roles": ["agent", "requester"], "person": own,
    });
    scene.ana.put(&format!("/api/v1/users/{}", beto["id"]), &body).await.is(200);
    let mine = scene.solved(own).await;
    assert_eq!(scene.about(mine).await[0]["left_out"], "own_work");
    desk.close().await;
}

#[tokio::test]
async fn complaint_11_a_reminder_goes_out_once_and_only_to_whoever_it_is_for() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let mut cases = Vec::new();
    for name in ["Rosa", "Luis", "Nora", "Hugo"] {
        let person = scene.person(name).await;
        cases.push(scene.solved(person).await);
    }
    desk.pass(TimeDelta::minutes(61));
    for number in &cases {
        scene.comes_to(*number, "sent").await;
    }
    // Luis answers, Nora wants no more surveys, and the case of Hugo is open again.
    let (browser, page) = follows(&desk, &link(&scene.surveys_to("Luis", 1).await.remove(0))).await;
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, "q1=4").await.is(303);
    let leave = format!("{}/leave", link(&scene.surveys_to("Nora", 1).await.remove(0)));
    read(desk.nobody().request(Method::POST, &leave).body("List-Unsubscribe=One-Click")).await.is(200);
    let reopens = json!({ "reason": "Sigue" });
    scene.beto.post(&format!("/api/v1/tickets/{}/reopen", cases[3]), &reopens).await.is(200);
    scene.pass_days(2).await;
    assert_eq!(settled(&scene, "Rosa").await, 1, "three days were set");
    // On the day that was set the mail server takes nothing for a while: it is tried again, until it does.
    server.then(&[Manner::Defers("4.2.0 greylisted"), Manner::Defers("4.2.0 greylisted")]);
    scene.pass_days(1).await;
    assert_eq!(tried(&scene, 1).await["kind"], "survey_reminder");
    desk.pass(TimeDelta::minutes(1));
    tried(&scene, 2).await;
    assert_eq!(settled(&scene, "Rosa").await, 1);
    desk.pass(TimeDelta::minutes(5));
    let reminder = scene.surveys_to("Rosa", 2).await.remove(1);
    assert!(reminder.header("Subject").unwrap().contains("Su opinión nos falta"));
    follows(&desk, &link(&reminder)).await;
    // No other reminder, and none to the others.
    for days in [1, 3, 5] {
        scene.pass_days(days).await;
        for (name, mails) in [("Rosa", 2), ("Luis", 1), ("Nora", 1), ("Hugo", 1)] {
            assert_eq!(settled(&scene, name).await, mails, "{name}");
        }
    }
    desk.close().await;
}

#[tokio::test]
async fn complaint_11_an_invitation_that_was_refused_is_sent_again_and_counts_as_delivered() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    server.wait_for(2).await;
    // A server that is not there comes back within two days, and loses nothing.
    server.always(Manner::Defers("4.3.2 system not accepting network messages"));
    desk.pass(TimeDelta::minutes(61));
    for attempts in 1..=4 {
        tried(&scene, attempts).await;
        desk.pass(TimeDelta::minutes(if attempts < 4 { 15 } else { 0 }));
    }
    assert_eq!(scene.about(number).await[0]["state"], "sent");
    // Then it says that there is nobody: it is told apart, until the address is mended and somebody sends it again.
    server.always(Manner::Refuses("5.1.1 no such user"));
    scene.pass_days(1).await;
    scene.comes_to(number, "refused").await;
    let failed = outbox(&scene, "failed", 1).await.remove(0);
    assert!(failed["last_error"].as_str().unwrap().contains("no such user"), "{failed}");
    server.always(Manner::Accepts);
    let again = format!("/api/v1/mail/outbox/{}/send-again", failed["id"]);
    scene.ana.post(&again, &Value::Null).await.is(200);
    scene.comes_to(number, "sent").await;
    let reach = scene.results("unit").await["asked"].clone();
    assert_eq!((&reach["invited"], &reach["refused"]), (&json!(1), &json!(0)));
    let (browser, page) = follows(&desk, &link(&scene.surveys_to("Rosa", 1).await.remove(0))).await;
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, "q1=4").await.is(303);
    assert_eq!(scene.results("unit").await["asked"]["rate"], 1.0);
    desk.close().await;
}

#[tokio::test]
async fn complaint_12_every_invitation_has_a_link_in_both_faces_that_opens_the_form() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    scene.surveys_to("Rosa", 1).await;
    scene.pass_days(3).await;
    // The invitation, and the reminder.
    for mail in scene.surveys_to("Rosa", 2).await {
        let (plain, html) = (link(&mail), links(&mail));
        assert_eq!(html.iter().filter(|link| **link == plain).count(), 1, "{html:?}");
        assert!(mail.plain().contains(&format!("{PUBLIC}{plain}/leave")), "{}", mail.plain());
        for link in html {
            match link.strip_suffix("/leave") {
                Some(_) => assert!(desk.nobody().get(&link).await.is(200).text.contains("No quiero más encuestas")),
                None => assert!(follows(&desk, &link).await.1.contains("¿Cómo fue?"), "{link}"),
            }
        }
    }
    desk.close().await;
}

#[tokio::test]
async fn complaint_12_without_an_address_for_the_link_the_mail_waits_and_is_not_sent_once_it_is_over() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, luis) = (scene.person("Rosa").await, scene.person("Luis").await);
    public_url(&scene, Value::Null).await;
    scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    let waits = outbox(&scene, "queued", 1).await.remove(0);
    assert_eq!(settled(&scene, "Rosa").await, 0);
    assert_eq!(waits["attempts"], 0, "{waits}");
    let told = outbox(&scene, "queued", 1).await[0]["last_error"].as_str().unwrap().to_owned();
    assert_eq!(told, "the desk has no public address for the link");
    public_url(&scene, json!(PUBLIC)).await;
    desk.pass(TimeDelta::minutes(5));
    let mail = scene.surveys_to("Rosa", 1).await.remove(0);
    assert!(follows(&desk, &link(&mail)).await.1.contains("¿Cómo fue?"));
    // What waits until nobody can answer it leads nowhere, and does not leave.
    public_url(&scene, Value::Null).await;
    let number = scene.solved(luis).await;
    desk.pass(TimeDelta::minutes(61));
    scene.comes_to(number, "sent").await;
    scene.pass_days(15).await;
    public_url(&scene, json!(PUBLIC)).await;
    desk.pass(TimeDelta::minutes(5));
    let over = outbox(&scene, "cancelled", 1).await.remove(0);
    assert_eq!((&over["kind"], &over["last_error"]), (&json!("survey_invitation"), &json!("survey-over")));
    assert_eq!(settled(&scene, "Luis").await, 0);
    desk.close().await;
}

#[tokio::test]
async fn complaint_13_an_expired_survey_is_not_answered_and_a_second_rating_takes_the_place_of_the_first() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, luis) = (scene.person("Rosa").await, scene.person("Luis").await);
    let (of_rosa, of_luis) = (scene.solved(rosa).await, scene.solved(luis).await);
    desk.pass(TimeDelta::minutes(61));
    let to_luis = link(&scene.surveys_to("Luis", 1).await.remove(0));
    let (late, form) = follows(&desk, &to_luis).await;
    // Rosa rates, thinks it over, and rates again by the same link: that one counts, once.
    let to_rosa = link(&scene.surveys_to("Rosa", 1).await.remove(0));
    for (mark, before) in [(2, None), (4, Some(2)), (5, Some(4))] {
        let (browser, page) = follows(&desk, &to_rosa).await;
        if let Some(before) = before {
            assert!(page.contains(&format!("value=\"{before}\" checked")), "{page}");
        }
        desk.pass(TimeDelta::hours(7));
        sends(&browser, &page, &format!("q1={mark}")).await.is(303);
        assert_eq!(scene.about(of_rosa).await[0]["marks"][0]["mark"], mark);
    }
    let mark_of = |told: &Value| (told["answers"].clone(), told["questions"][0]["figures"]["mean"].clone());
    scene.ana = desk.ana().await;
    assert_eq!(mark_of(&scene.results("unit").await), (json!(1), json!(5.0)));
    // A day after the first rating it stands, and the link leads no more to it.
    let (browser, page) = follows(&desk, &to_rosa).await;
    desk.pass(TimeDelta::hours(11));
    let never = desk.nobody().with("accept-language", "es-CL").get("/s/never").await.is(404).text;
    assert_eq!(sends(&browser, &page, "q1=1").await.is(404).text, never);
    // The time that the mail told of is over: for whoever had the form open, and for whoever comes now. It says so kindly,
    // and not which it is.
    scene.pass_days(14).await;
    assert_eq!(scene.about(of_luis).await[0]["state"], "expired");
    for link in [&to_luis, &to_rosa] {
        let page = desk.nobody().with("accept-language", "es-CL").get(link).await.is(404).text;
        assert_eq!(page, never);
    }
    assert!(never.contains("<h1>") && !never.contains("Error"), "{never}");
    late.get("/s").await.is(404);
    assert_eq!(sends(&late, &form, "q1=1").await.is(404).text, never);
    assert_eq!(mark_of(&scene.results("unit").await), (json!(1), json!(5.0)));
    desk.close().await;
}

#[tokio::test]
async fn complaint_13_who_has_the_form_open_at_the_end_is_told_and_answers_nothing() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let mut scene = Scene::set_up(&desk, &server, "named").await;
    let rosa = scene.person("Rosa").await;
    let number = scene.solved(rosa).await;
    desk.pass(TimeDelta::minutes(61));
    let mail = scene.surveys_to("Rosa", 1).await.remove(0);
    assert!(mail.words().contains("Se puede responder hasta el"), "{}", mail.words());
    scene.pass_days(13).await;
    desk.pass(TimeDelta::hours(23));
    let (browser, page) = follows(&desk, &link(&mail)).await;
    desk.pass(TimeDelta::hours(2));
    sends(&browser, &page, "q1=1").await.is(404);
    scene.pass_days(0).await;
    assert_eq!(scene.comes_to(number, "expired").await["marks"], json!([]));
    desk.close().await;
}

#[tokio::test]
async fn complaint_14_another_version_keeps_the_answers_their_texts_and_what_joins_them() {
    let (server, desk) = (SmtpServer::start().await, Desk::set_up().await);
    let scene = Scene::set_up(&desk, &server, "named").await;
    let (rosa, luis, nora) = (scene.person("Rosa").await, scene.person("Luis").await, scene.person("Nora").await);
    let mut pages = Vec::new();
    for (name, person) in [("Rosa", rosa), ("Luis", luis), ("Nora", nora)] {
        scene.solved(person).await;
        desk.pass(TimeDelta::minutes(61));
        pages.push(follows(&desk, &link(&scene.surveys_to(name, 1).await.remove(0))).await);
    }
    desk.pass(TimeDelta::seconds(5));
    sends(&pages[0].0, &pages[0].1, "q1=4&t2=Muy+amables").await.is(303);
    // The first question has other words, the second goes, and a third comes.
    let mut form = scene.ana.get(&scene.survey).await.is(200).json["form"].clone();
    form["questions"][0]["text"] = json!({ "es": "¿Qué tal le fue?", "en": "How did it go?" });
    form["questions"][1] = question(3, "yes_no");
    let renamed = json!({ "name": "Después de un caso", "form": form });
    scene.ana.put(&scene.survey, &renamed).await.is(200);
    scene.ana.post(&format!("{}/publish", scene.survey), &Value::Null).await.is(200);
    // Whoever has the old form open answers that one; whoever comes now, the new one.
    assert!(pages[1].0.get("/s").await.is(200).text.contains("¿Cómo fue?"));
    sends(&pages[1].0, &pages[1].1, "q1=2&t2=Tarde").await.is(303);
    let (browser, page) = follows(&desk, &link(&scene.surveys_to("Nora", 1).await.remove(0))).await;
    assert!(page.contains("¿Qué tal le fue?"), "{page}");
    desk.pass(TimeDelta::seconds(5));
    sends(&browser, &page, "q1=5&q3=yes").await.is(303);

    let told = scene.results("unit").await;
    assert_eq!(told["answers"], 3);
    let questions = told["questions"].as_array().unwrap();
    let shown = |id: u32| questions.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{id}: {told}"));
    let of = |id: u32| (shown(id)["figures"]["answered"].clone(), shown(id)["reworded"].clone());
    assert_eq!(of(1), (json!(3), json!(true)), "joined by its id, and told that it had other words");
    assert_eq!((of(2), of(3)), ((json!(2), json!(false)), (json!(1), json!(false))));
    assert_eq!(shown(1)["text"]["es"], "¿Qué tal le fue?");
    // The answers stand as they were given, with the words that were shown.
    let texts = scene.ana.get(&format!("{}/texts?question=2", scene.survey)).await.is(200).json;
    assert!(texts["items"].to_string().contains("Muy amables"), "{texts}");
    let file = scene.ana.get(&format!("{}/answers/export", scene.survey)).await.is(200).text;
    assert!(file.contains("Muy amables") && file.contains("Tarde"), "{file}");
    let versions = scene.ana.get(&format!("{}/versions", scene.survey)).await.is(200).json;
    let first = versions.as_array().unwrap().iter().find(|version| version["n"] == 1).unwrap();
    assert_eq!(first["form"]["questions"][0]["text"]["es"], "¿Cómo fue?");
    assert_eq!(first["form"]["questions"].as_array().unwrap().len(), 2);
    // The ids of what was asked are never asked of anything else.
    let mut other = scene.ana.get(&scene.survey).await.is(200).json["form"].clone();
    other["questions"].as_array_mut().unwrap().push(question(2, "effort"));
    let taken = scene.ana.put(&scene.survey, &json!({ "name": "Una", "form": other })).await;
    assert_eq!(taken.status, 422, "{}", taken.text);
    desk.close().await;
}
