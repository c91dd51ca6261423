//! The browser in which somebody signed in: guesses elsewhere keep nobody waiting there, and it opens nothing.

use super::desk::{ADMIN, Answer, Desk, PASSWORD, Someone, read};
use super::second_step::{code, enrol};
use crate::program::{Running, done, set_up};
use chrono::TimeDelta;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;
use ventanilla::desk::id::UserId;
use ventanilla::desk::{ActorRef, Command};
use ventanilla::http::entry::password;
use ventanilla::store::{Request, Table};

/// An attempt with a browser that brings this cookie.
async fn enter_with(desk: &Desk, cookie: &str, body: &Value) -> Answer {
    let browser = desk.nobody().with("cookie", cookie).with("origin", &desk.url);
    browser.post("/api/v1/session", body).await
}

async fn enter(desk: &Desk, cookie: &str, email: &str, password: &str) -> Answer {
    enter_with(desk, cookie, &json!({ "email": email, "password": password })).await
}

/// Somebody without any cookie guesses at an account until it has to wait.
async fn besiege(desk: &Desk, email: &str) {
    for _ in 0..4 {
        desk.enter(email, "a guess").await.fails(401, "unauthenticated");
    }
    desk.enter(email, PASSWORD).await.fails(429, "rate_limited");
}

/// In how many browsers users are known.
fn known(desk: &Desk) -> u64 {
    desk.store.snapshot().unwrap().rows_in(Table::Device).unwrap()
}

fn seconds(answer: &Answer) -> TimeDelta {
    TimeDelta::seconds(answer.header("retry-after").parse().unwrap())
}

#[tokio::test]
async fn whoever_guesses_keeps_the_owner_waiting_in_no_browser_that_is_known() {
    let desk = Desk::set_up().await;
    let entered = desk.enter(ADMIN, PASSWORD).await.is(200);
    let [_, device] = entered.cookies()[..] else { panic!("{:?}", entered.cookies()) };
    for part in ["ventanilla-device=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=31536000"] {
        assert!(device.contains(part), "{device}");
    }
    let device = entered.device();
    let ana = desk.with_cookie(&entered.cookie());
    desk.new_user(&ana, "Beto", &["agent"]).await;
    let of_beto = desk.enter("beto@mesa.example", PASSWORD).await.is(200).device();

    besiege(&desk, ADMIN).await;
    enter(&desk, &device, ADMIN, PASSWORD).await.is(200);
    // Everybody else waits: with the cookie of another user, with one that was made up or that is a session's.
    let session = entered.cookie().replace("ventanilla=", "ventanilla-device=");
    for other in ["ventanilla-device=made-up", "ventanilla-device=", "other=1", &of_beto, &session] {
        enter(&desk, other, ADMIN, PASSWORD).await.fails(429, "rate_limited");
    }
    // The owner's coming in forgives the guesses of nobody else.
    desk.enter(ADMIN, PASSWORD).await.fails(429, "rate_limited");
    // And alone it opens nothing.
    desk.with_cookie(&device).get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.with_cookie(&session).get("/api/v1/me").await.fails(401, "unauthenticated");

    let token = device.split_once('=').unwrap().1;
    let file = std::fs::read(desk.data_file()).unwrap();
    assert!(!file.windows(token.len()).any(|bytes| bytes == token.as_bytes()), "it lies in the data file");
    desk.close().await;
}

#[tokio::test]
async fn a_browser_that_guesses_is_slowed_down_by_itself_and_alone() {
    let desk = Desk::set_up().await;
    let stolen = desk.enter(ADMIN, PASSWORD).await.is(200).device();
    let own = desk.enter(ADMIN, PASSWORD).await.is(200).device();
    let guess = || enter(&desk, &stolen, ADMIN, "a guess");
    let (mut guesses, mut wait) = (0, TimeDelta::zero());
    let end = desk.clock.now().plus(TimeDelta::minutes(30));
    while desk.clock.now() < end {
        let answer = guess().await;
        if answer.status == 429 {
            assert!(seconds(&answer) >= wait.min(TimeDelta::seconds(300)), "{}", answer.text);
            wait = seconds(&answer);
            desk.pass(wait);
        } else {
            answer.fails(401, "unauthenticated");
            guesses += 1;
        }
    }
    // As many as without it: four, then after 2, 4, 8 … 256 seconds, then one in five minutes.
    assert!((12..=17).contains(&guesses), "{guesses}");
    guess().await;
    enter(&desk, &stolen, ADMIN, PASSWORD).await.fails(429, "rate_limited");
    // Nobody else is kept waiting by it.
    enter(&desk, &own, ADMIN, PASSWORD).await.is(200);
    desk.enter(ADMIN, PASSWORD).await.is(200);

    // Coming in forgives the guesses there.
    desk.pass(TimeDelta::seconds(300));
    enter(&desk, &stolen, ADMIN, PASSWORD).await.is(200);
    guess().await.fails(401, "unauthenticated");
    guess().await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn a_guest_in_the_office_keeps_nobody_waiting_there_who_is_known() {
    let desk = Desk::set_up().await;
    let entered = desk.enter(ADMIN, PASSWORD).await.is(200);
    let (device, ana) = (entered.device(), desk.with_cookie(&entered.cookie()));
    for n in 0..20 {
        desk.enter(&format!("user{n}@mesa.example"), "a guess").await.fails(401, "unauthenticated");
    }
    desk.enter(ADMIN, PASSWORD).await.fails(429, "rate_limited");
    enter(&desk, &device, ADMIN, PASSWORD).await.is(200);
    // Nor who is in already.
    ana.post("/api/v1/session/proof", &json!({ "password": PASSWORD })).await.is(204);
    desk.close().await;
}

#[tokio::test]
async fn codes_are_guessed_apart_too() {
    let desk = Desk::set_up().await;
    let entered = desk.enter(ADMIN, PASSWORD).await.is(200);
    let device = entered.device();
    let (key, recovery) = enrol(&desk, &desk.with_cookie(&entered.cookie())).await;
    let with = |code: &str| json!({ "email": ADMIN, "password": PASSWORD, "code": code });
    // Only a password is no sign-in: the browser is not known by it.
    assert_eq!(desk.enter(ADMIN, PASSWORD).await.fails(401, "code_required").device(), "");
    // Somebody knows the password, and guesses codes.
    for _ in 0..4 {
        enter_with(&desk, "", &with("000000")).await.fails(401, "code_required");
    }
    enter_with(&desk, "", &with(&code(&desk, &key, 1))).await.fails(429, "rate_limited");
    enter_with(&desk, &device, &with(&code(&desk, &key, 1))).await.is(200);
    for _ in 0..4 {
        enter_with(&desk, &device, &with("000000")).await.fails(401, "code_required");
    }
    let slowed = enter_with(&desk, &device, &with(&recovery[0])).await.fails(429, "rate_limited");
    desk.pass(seconds(&slowed));
    enter_with(&desk, &device, &with(&recovery[0])).await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn one_browser_knows_whoever_signed_in_there_for_a_year() {
    let desk = Desk::set_up().await;
    let entered = desk.enter(ADMIN, PASSWORD).await.is(200);
    let ana = desk.with_cookie(&entered.cookie());
    desk.new_user(&ana, "Beto", &["agent"]).await;
    let before = known(&desk);
    // Two take turns at one machine: it stays the same for the first.
    let shared = enter(&desk, &entered.device(), "beto@mesa.example", PASSWORD).await.is(200);
    assert_eq!((shared.device(), known(&desk)), (entered.device(), before + 1));
    assert_eq!(enter(&desk, &shared.device(), ADMIN, PASSWORD).await.is(200).device(), entered.device());
    assert_eq!(known(&desk), before + 1);
    // Nobody chooses what a browser is known by.
    assert_ne!(
        enter(&desk, "ventanilla-device=mine", ADMIN, PASSWORD).await.is(200).device(),
        "ventanilla-device=mine"
    );

    desk.pass(TimeDelta::days(364));
    besiege(&desk, ADMIN).await;
    let renewed = enter(&desk, &shared.device(), ADMIN, PASSWORD).await.is(200);
    desk.pass(TimeDelta::days(1));
    besiege(&desk, "beto@mesa.example").await;
    enter(&desk, &renewed.device(), "beto@mesa.example", PASSWORD).await.fails(429, "rate_limited");
    desk.pass(TimeDelta::days(363));
    besiege(&desk, ADMIN).await;
    enter(&desk, &renewed.device(), ADMIN, PASSWORD).await.is(200);
    desk.close().await;
}

/// Changes Camila, who has this id.
async fn save(ana: &Someone<'_>, id: u64, active: bool, password: Option<&str>) {
    let user = json!({
        "name": "Camila", "email": "camila@mesa.example", "roles": ["agent"], "active": active, "password": password,
    });
    ana.put(&format!("/api/v1/users/{id}"), &user).await.is(200);
}

#[tokio::test]
async fn a_new_password_leaves_browsers_known_and_being_switched_off_does_not() {
    const CAMILA: &str = "camila@mesa.example";
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (id, _) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let device = desk.enter(CAMILA, PASSWORD).await.is(200).device();
    let new = "otra clave bien larga";
    save(&ana, id, true, Some(new)).await;
    besiege(&desk, CAMILA).await;
    enter(&desk, &device, CAMILA, new).await.is(200);

    save(&ana, id, false, None).await;
    assert_eq!(known(&desk), 1, "Ana's is left");
    save(&ana, id, true, None).await;
    enter(&desk, &device, CAMILA, new).await.fails(429, "rate_limited");
    desk.close().await;
}

#[tokio::test]
async fn whoever_ends_all_sessions_is_known_where_they_ask_and_nowhere_else() {
    let desk = Desk::set_up().await;
    let (here, there) = (desk.enter(ADMIN, PASSWORD).await.is(200), desk.enter(ADMIN, PASSWORD).await.is(200));
    let ana = desk.with_cookie(&format!("{}; {}", here.cookie(), here.device()));
    ana.delete("/api/v1/users/1/sessions").await.is(204);
    besiege(&desk, ADMIN).await;
    enter(&desk, &there.device(), ADMIN, PASSWORD).await.fails(429, "rate_limited");
    enter(&desk, &here.device(), ADMIN, PASSWORD).await.is(200);

    // Of others an administrator ends all, in this browser too.
    let (id, _) = desk.new_user(&ana, "Camila", &["agent"]).await;
    let camila = enter(&desk, &here.device(), "camila@mesa.example", PASSWORD).await.is(200).device();
    assert_eq!(camila, here.device());
    ana.delete(&format!("/api/v1/users/{id}/sessions")).await.is(204);
    besiege(&desk, "camila@mesa.example").await;
    enter(&desk, &camila, "camila@mesa.example", PASSWORD).await.fails(429, "rate_limited");
    desk.close().await;
}

#[tokio::test]
async fn whoever_is_let_in_again_does_not_wait_in_a_browser_that_guessed_too_much() {
    let desk = Desk::set_up().await;
    let entered = desk.enter(ADMIN, PASSWORD).await.is(200);
    let (ana, device) = (desk.with_cookie(&entered.cookie()), entered.device());
    let forget = async || {
        for _ in 0..4 {
            enter(&desk, &device, ADMIN, "a guess").await.fails(401, "unauthenticated");
        }
        enter(&desk, &device, ADMIN, PASSWORD).await.fails(429, "rate_limited");
    };
    // With a link of an administrator, which they open there.
    forget().await;
    let link = ana.post("/api/v1/users/1/password-link", &json!({ "delivery": "shown" })).await.is(200).json;
    let token = link["link"].as_str().unwrap().split_once("#token=").unwrap().1.to_owned();
    let browser = desk.nobody().with("cookie", &device).with("origin", &desk.url);
    browser.post("/api/v1/password", &json!({ "token": token, "password": PASSWORD })).await.is(204);
    enter(&desk, &device, ADMIN, PASSWORD).await.is(200);

    // Or by whoever has the machine.
    forget().await;
    let let_in = Command::LetIn { user: UserId(1), password_hash: password::hash(PASSWORD).unwrap() };
    desk.store.submit(Request::new(ActorRef::Setup, let_in, desk.clock.now())).await.unwrap();
    enter(&desk, &device, ADMIN, PASSWORD).await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn a_browser_is_known_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, PASSWORD);
    let enter = async |running: &Running, device: &str, password: &str| {
        let request = Client::new().request(Method::POST, format!("{}/api/v1/session", running.url));
        let request = request.header("cookie", device).header("origin", &running.url);
        read(request.json(&json!({ "email": ADMIN, "password": password }))).await
    };
    let running = Running::start(&data);
    let device = enter(&running, "", PASSWORD).await.is(200).device();
    running.end();
    let running = Running::start(&data);
    while enter(&running, "", "a guess").await.status != 429 {}
    enter(&running, "", PASSWORD).await.fails(429, "rate_limited");
    enter(&running, &device, PASSWORD).await.is(200);
    running.end();
    done(&data, &["check", "--rebuild"], "");
}
