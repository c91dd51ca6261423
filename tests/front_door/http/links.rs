//! Invitations and resets: links that work once, end in time, and end with the next one.

use super::desk::{ADMIN, Answer, Desk, PASSWORD, Someone};
use crate::LOOKS;
use crate::smtp::SmtpServer;
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::time::Duration;
use ventanilla::desk::NoticeWay;
use ventanilla::store::outbox::{self, OutboxState};

const CAMILA: &str = "camila@mesa.example";
const CHOSEN: &str = "una clave que elegí yo";

/// A user without a password.
async fn camila(ana: &Someone<'_>) -> u64 {
    let body = json!({ "name": "Camila Vergara", "email": CAMILA, "roles": ["agent"] });
    ana.post("/api/v1/users", &body).await.is(201).json["id"].as_u64().unwrap()
}

async fn ask(ana: &Someone<'_>, user: u64, delivery: &str) -> Answer {
    ana.post(&format!("/api/v1/users/{user}/password-link"), &json!({ "delivery": delivery })).await
}

/// What stands behind `#token=` in a link.
fn token(text: &str) -> String {
    let (_, rest) = text.split_once("/password#token=").unwrap();
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || ".-_".contains(*c)).collect()
}

async fn shown(ana: &Someone<'_>, user: u64) -> String {
    token(ask(ana, user, "shown").await.is(200).json["link"].as_str().unwrap())
}

async fn check(desk: &Desk, token: &str) -> Answer {
    desk.nobody().post("/api/v1/password/check", &json!({ "token": token })).await
}

async fn set(desk: &Desk, token: &str, password: &str) -> Answer {
    desk.nobody().post("/api/v1/password", &json!({ "token": token, "password": password })).await
}

/// A desk with a public address and a mail server.
async fn with_mail(ana: &Someone<'_>, server: &SmtpServer) {
    let desk = ana.get("/api/v1/desk").await.is(200).json;
    let mut settings = desk["settings"].clone();
    settings["public_url"] = json!("https://mesa.example");
    settings.as_object_mut().unwrap().remove("version");
    ana.put("/api/v1/desk", &settings).await.is(200);
    let mail = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
    });
    ana.put("/api/v1/mail/settings", &mail).await.is(200);
}

#[tokio::test]
async fn a_shown_link_sets_the_first_password_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let id = camila(&ana).await;
    let made = ask(&ana, id, "shown").await.is(200);
    assert_eq!(
        (&made.json["purpose"], &made.json["expires_at"]),
        (&json!("invitation"), &json!("2026-12-02T12:20:00.000Z"))
    );
    assert!(made.json["link"].as_str().unwrap().starts_with(&format!("{}/password#token=", desk.url)));
    let link = token(&made.text);

    let owner = check(&desk, &link).await.is(200).json;
    assert_eq!((&owner["email"], &owner["purpose"]), (&json!(CAMILA), &json!("invitation")));
    let short = set(&desk, &link, "corta").await.fails(422, "invalid");
    assert_eq!(short.faults(), [("password".to_owned(), "too_short".to_owned())]);
    let done = set(&desk, &link, CHOSEN).await.is(204);
    assert!(done.header("set-cookie").is_empty(), "the link opens no session: a second step may be due");
    let camila = desk.with_cookie(&desk.enter(CAMILA, CHOSEN).await.is(200).cookie());

    // Whoever lost the answer may repeat the request, which changes nothing; with another password it is another one.
    set(&desk, &link, CHOSEN).await.is(204);
    camila.get("/api/v1/me").await.is(200);
    for _ in 0..4 {
        set(&desk, &link, "otra clave cualquiera").await.fails(410, "link_expired");
    }
    set(&desk, &link, CHOSEN).await.fails(429, "rate_limited");
    desk.pass(TimeDelta::seconds(3));
    check(&desk, &link).await.fails(410, "link_expired");
    desk.enter(CAMILA, CHOSEN).await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn a_link_ends_in_time_with_the_next_one_and_with_a_new_password() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let id = camila(&ana).await;
    let first = shown(&ana, id).await;
    let second = shown(&ana, id).await;
    check(&desk, &first).await.fails(410, "link_expired");
    check(&desk, &second).await.is(200);
    for guess in ["", "2", "2.", "x.y", &format!("1.{}", second.split_once('.').unwrap().1), &format!("{second}x")] {
        check(&desk, guess).await.fails(410, "link_expired");
        set(&desk, guess, CHOSEN).await.fails(410, "link_expired");
    }
    desk.pass(TimeDelta::days(7) - TimeDelta::seconds(1));
    check(&desk, &second).await.is(200);
    desk.pass(TimeDelta::seconds(1));
    check(&desk, &second).await.fails(410, "link_expired");

    // Once there is a password, a link is for a new one: an hour.
    let ana = desk.ana().await;
    set(&desk, &shown(&ana, id).await, CHOSEN).await.is(204);
    let reset = ask(&ana, id, "shown").await.is(200);
    assert_eq!(reset.json["purpose"], "reset");
    let reset = token(&reset.text);
    desk.pass(TimeDelta::minutes(59));
    check(&desk, &reset).await.is(200);
    let camila = desk.with_cookie(&desk.enter(CAMILA, CHOSEN).await.is(200).cookie());
    camila.put("/api/v1/me/password", &json!({ "current": CHOSEN, "new": PASSWORD })).await.is(204);
    check(&desk, &reset).await.fails(410, "link_expired");
    desk.close().await;
}

#[tokio::test]
async fn a_link_ends_when_the_address_is_corrected_that_it_was_mailed_to() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let id = camila(&ana).await;
    let link = shown(&ana, id).await;
    let as_with = |name: &str, email: &str| json!({ "name": name, "email": email, "roles": ["agent"] });
    ana.put(&format!("/api/v1/users/{id}"), &as_with("Camila V.", CAMILA)).await.is(200);
    check(&desk, &link).await.is(200);
    ana.put(&format!("/api/v1/users/{id}"), &as_with("Camila V.", "camila.vergara@mesa.example")).await.is(200);
    check(&desk, &link).await.fails(410, "link_expired");
    set(&desk, &link, CHOSEN).await.fails(410, "link_expired");
    desk.close().await;
}

#[tokio::test]
async fn two_who_use_the_same_link_at_once_set_one_password() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let id = camila(&ana).await;
    let link = shown(&ana, id).await;
    let (one, other) = tokio::join!(set(&desk, &link, CHOSEN), set(&desk, &link, PASSWORD));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 410]);
    let (kept, lost) = if one.status == 204 { (CHOSEN, PASSWORD) } else { (PASSWORD, CHOSEN) };
    desk.enter(CAMILA, kept).await.is(200);
    desk.enter(CAMILA, lost).await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn only_administrators_make_links_and_whoever_is_switched_off_has_none() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let id = camila(&ana).await;
    let (_, pedro) = desk.new_user(&ana, "Pedro", &["agent", "supervisor", "analyst"]).await;
    ask(&pedro, id, "shown").await.fails(403, "forbidden");
    ask(&ana, 99, "shown").await.fails(404, "not_found");
    // Without a public address and a server no mail can bring it.
    let refused = ask(&ana, id, "mail").await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("delivery".to_owned(), "not_allowed".to_owned())]);

    let link = shown(&ana, id).await;
    let off = json!({ "name": "Camila Vergara", "email": CAMILA, "roles": ["agent"], "active": false });
    ana.put(&format!("/api/v1/users/{id}"), &off).await.is(200);
    check(&desk, &link).await.fails(410, "link_expired");
    ask(&ana, id, "shown").await.fails(422, "invalid");
    desk.close().await;
}

#[tokio::test]
async fn a_mailed_link_is_made_for_its_mail_and_lies_nowhere_else() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let server = SmtpServer::start().await;
    with_mail(&ana, &server).await;
    let id = camila(&ana).await;
    let asked = ask(&ana, id, "mail").await.is(200);
    assert_eq!((&asked.json["link"], &asked.json["purpose"]), (&Value::Null, &json!("invitation")));
    let mail = server.wait_for(1).await.remove(0);
    assert_eq!(mail.to, CAMILA);
    assert!(mail.plain().contains("https://mesa.example/password#token="), "{}", mail.plain());
    let link = token(&mail.plain());
    assert!(mail.html().contains(&link));

    // A second mail brings another link, and ends the first.
    ask(&ana, id, "mail").await.is(200);
    let again = token(&server.wait_for(2).await[1].plain());
    assert_ne!(link, again);
    check(&desk, &link).await.fails(410, "link_expired");
    set(&desk, &again, CHOSEN).await.is(204);

    let secret = again.split_once('.').unwrap().1.to_owned();
    let outbox = ana.get("/api/v1/mail/outbox?state=sent").await.is(200);
    assert_eq!(outbox.json["items"][0]["kind"], "invited");
    assert!(outbox.json["items"][0]["ticket"].is_null() && !outbox.text.contains(&secret));
    let file = std::fs::read(desk.data_file()).unwrap();
    assert!(!file.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "it lies in the data file");
    desk.close().await;
}

#[tokio::test]
async fn a_mail_that_was_overtaken_is_not_sent() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let server = SmtpServer::start().await;
    let settings = json!({
        "host": "127.0.0.1", "port": 1, "security": "none", "from_address": "mesa@mesa.example",
    });
    with_mail(&ana, &server).await;
    // Nobody listens there: the mail waits.
    ana.put("/api/v1/mail/settings", &settings).await.is(200);
    let id = camila(&ana).await;
    ask(&ana, id, "mail").await.is(200);
    let link = shown(&ana, id).await;
    with_mail(&ana, &server).await;
    for _ in 0..LOOKS {
        if outbox::count(&desk.store.snapshot().unwrap(), NoticeWay::Mail, OutboxState::Cancelled).unwrap() == 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let dropped = ana.get("/api/v1/mail/outbox?state=cancelled").await.is(200).json;
    assert_eq!(dropped["items"][0]["last_error"], "link-replaced");
    assert!(server.received().is_empty());
    check(&desk, &link).await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn whoever_forgot_their_password_gets_a_link_and_nobody_learns_who_has_an_account() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let nobody = desk.nobody();
    assert_eq!(nobody.get("/api/v1/about").await.json["password_by_mail"], false);
    let server = SmtpServer::start().await;
    with_mail(&ana, &server).await;
    assert_eq!(nobody.get("/api/v1/about").await.json["password_by_mail"], true);
    let forgotten = |email: &str| {
        let body = json!({ "email": email });
        let nobody = desk.nobody();
        async move { nobody.post("/api/v1/password/forgotten", &body).await }
    };
    let known = forgotten(" ANA@mesa.example").await.is(204);
    let unknown = forgotten("who@mesa.example").await.is(204);
    let names = |answer: &Answer| answer.headers.keys().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!((known.text.as_str(), names(&known)), (unknown.text.as_str(), names(&unknown)));
    let mail = server.wait_for(1).await.remove(0);
    assert_eq!(mail.to, ADMIN);
    let link = token(&mail.plain());
    assert_eq!(check(&desk, &link).await.is(200).json["purpose"], "reset");

    // Guesses have slowed the account down; its owner, who reads the mail, comes in at once.
    for _ in 0..4 {
        desk.enter(ADMIN, "a guess").await.fails(401, "unauthenticated");
    }
    desk.enter(ADMIN, PASSWORD).await.fails(429, "rate_limited");
    set(&desk, &link, CHOSEN).await.is(204);
    ana.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.enter(ADMIN, CHOSEN).await.is(200);

    // Each request of a network address counts, whatever account it names.
    for n in 2..20 {
        forgotten(&format!("user{}@mesa.example", n % 5)).await.is(204);
    }
    forgotten(ADMIN).await.fails(429, "rate_limited");
    assert_eq!(server.received().len(), 1);
    nobody
        .with("origin", "https://evil.example")
        .post("/api/v1/password/forgotten", &json!({ "email": ADMIN }))
        .await
        .fails(403, "cross_origin");
    desk.close().await;
}

#[tokio::test]
async fn whoever_asks_in_somebody_elses_name_keeps_no_link_from_them() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let server = SmtpServer::start().await;
    with_mail(&ana, &server).await;
    let id = camila(&ana).await;
    let invitation = shown(&ana, id).await;
    let forgotten = || async { desk.nobody().post("/api/v1/password/forgotten", &json!({ "email": CAMILA })).await };

    // Neither the administrator's link ends, nor the one that is on its way; and its owner may ask too.
    for _ in 0..6 {
        forgotten().await.is(204);
    }
    let mailed = token(&server.wait_for(1).await[0].plain());
    check(&desk, &invitation).await.is(200);
    check(&desk, &mailed).await.is(200);

    // A mail that got lost can be asked for again.
    desk.pass(TimeDelta::minutes(10));
    forgotten().await.is(204);
    let again = token(&server.wait_for(2).await[1].plain());
    forgotten().await.is(204);
    check(&desk, &mailed).await.fails(410, "link_expired");
    check(&desk, &invitation).await.is(200);
    assert_eq!(check(&desk, &again).await.is(200).json["purpose"], "reset");

    // With the password every link ends, and so does the wait for another.
    set(&desk, &again, CHOSEN).await.is(204);
    check(&desk, &invitation).await.fails(410, "link_expired");
    forgotten().await.is(204);
    let last = token(&server.wait_for(3).await[2].plain());
    // An administrator's ends all before it.
    let ana = desk.ana().await;
    shown(&ana, id).await;
    check(&desk, &last).await.fails(410, "link_expired");
    assert_eq!(server.received().len(), 3);
    desk.close().await;
}
