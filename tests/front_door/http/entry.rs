//! The first run, signing in and out, guessing, tokens.

use super::desk::{ADMIN, Desk, PASSWORD, read, with_ana};
use chrono::TimeDelta;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use std::time::{Duration, Instant};
use ventanilla::http::entry::proxies::Proxies;
use ventanilla::http::state::Options;

fn first_run(token: &str) -> serde_json::Value {
    json!({
        "token": token,
        "admin": { "name": "Ana Rojas", "email": ADMIN, "password": PASSWORD },
        "desk": { "name": "Mesa Norte", "language": "pt", "time_zone": "America/Sao_Paulo", "country": "BR" },
    })
}

#[tokio::test]
async fn the_first_administrator_comes_in_by_a_link_that_works_once() {
    let desk = Desk::new().await;
    let nobody = desk.nobody();
    assert_eq!(nobody.get("/api/v1/about").await.is(200).json["set_up"], false);
    let token = desk.setup_token.clone().unwrap();
    let check = |token: &str| json!({ "token": token });
    nobody.post("/api/v1/setup/check", &check("another")).await.fails(403, "forbidden");
    let place = nobody.post("/api/v1/setup/check", &check(&token)).await.is(200);
    assert!(place.json["data_bytes"].as_u64().unwrap() > 0);
    nobody.post("/api/v1/setup", &first_run("another")).await.fails(403, "forbidden");

    let mut bad = first_run(&token);
    bad["desk"]["time_zone"] = json!("Mars/Olympus");
    bad["admin"]["email"] = json!("nobody");
    bad["admin"]["password"] = json!("corta");
    let answer = nobody.post("/api/v1/setup", &bad).await.fails(422, "invalid");
    let faults = answer.faults();
    assert!(faults.contains(&("desk.time_zone".to_owned(), "unknown".to_owned())), "{faults:?}");
    assert!(faults.contains(&("admin.email".to_owned(), "not_an_email".to_owned())), "{faults:?}");
    assert!(faults.contains(&("admin.password".to_owned(), "too_short".to_owned())), "{faults:?}");
    assert_eq!(faults.len(), 3, "{faults:?}");

    let made = nobody.post("/api/v1/setup", &first_run(&token)).await.is(201);
    assert_eq!(made.json["roles"].as_array().unwrap().len(), 6);
    let ana = desk.with_cookie(&made.cookie());
    assert_eq!(ana.get("/api/v1/me").await.is(200).json["effective"]["language"], "pt");
    nobody.post("/api/v1/setup", &first_run(&token)).await.fails(409, "already_set_up");
    let about = nobody.get("/api/v1/about").await.is(200);
    assert_eq!((&about.json["set_up"], &about.json["name"]), (&json!(true), &json!("Mesa Norte")));
    desk.close().await;
}

#[tokio::test]
async fn a_desk_can_begin_with_an_example_that_writes_to_nobody() {
    let desk = Desk::new().await;
    let mut run = first_run(&desk.setup_token.clone().unwrap());
    run["start"] = json!("example");
    let made = desk.nobody().post("/api/v1/setup", &run).await.is(201);
    let ana = desk.with_cookie(&made.cookie());
    let tickets = ana.get("/api/v1/tickets?limit=5").await.is(200);
    assert_eq!(tickets.json["items"].as_array().unwrap().len(), 5);
    assert_eq!(ana.get("/api/v1/mail/outbox").await.is(200).json["counts"]["queued"], 0);
    desk.close().await;
}

#[tokio::test]
async fn signing_in_and_out() {
    let desk = Desk::set_up().await;
    let wrong = desk.enter(ADMIN, "not the password").await.fails(401, "unauthenticated");
    let unknown = desk.enter("who@mesa.example", "not the password").await.fails(401, "unauthenticated");
    assert_eq!(wrong.text, unknown.text, "whether the address is known cannot be told");
    assert!(wrong.header("set-cookie").is_empty());

    let entered = desk.enter("  ANA@Mesa.Example ", PASSWORD).await.is(200);
    let set = entered.header("set-cookie");
    for part in ["ventanilla=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Secure") && !set.contains("__Host-"), "there is no TLS here: {set}");
    let ana = desk.with_cookie(&entered.cookie());
    let sessions = ana.get("/api/v1/sessions").await.is(200);
    assert_eq!(sessions.json.as_array().unwrap().len(), 1);
    assert_eq!(sessions.json[0]["current"], true);
    let left = ana.delete("/api/v1/session").await.is(204);
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    ana.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.with_cookie("ventanilla=guess").get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn a_session_ends_without_use_and_after_thirty_days_with_it() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    desk.pass(TimeDelta::hours(11));
    ana.get("/api/v1/me").await.is(200);
    // The last use is written down in the background.
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        if ana.get("/api/v1/sessions").await.json[0]["last_seen_at"] == "2026-11-25T23:20:00.000Z" {
            break;
        }
    }
    desk.pass(TimeDelta::hours(11));
    ana.get("/api/v1/me").await.is(200);
    desk.pass(TimeDelta::hours(13));
    ana.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn guessing_has_to_wait_longer_each_time() {
    let desk = Desk::set_up().await;
    for _ in 0..4 {
        desk.enter(ADMIN, "a guess").await.fails(401, "unauthenticated");
    }
    let answer = desk.enter(ADMIN, PASSWORD).await.fails(429, "rate_limited");
    let wait: i64 = answer.header("retry-after").parse().unwrap();
    desk.pass(TimeDelta::seconds(wait));
    desk.enter(ADMIN, "a guess").await.fails(401, "unauthenticated");
    let longer: i64 =
        desk.enter(ADMIN, "a guess").await.fails(429, "rate_limited").header("retry-after").parse().unwrap();
    assert!(longer > wait, "{longer} > {wait}");
    desk.pass(TimeDelta::seconds(longer));
    desk.enter(ADMIN, PASSWORD).await.is(200);
    desk.enter(ADMIN, "a guess").await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let desk = Desk::set_up().await;
    let (here, there) = (desk.ana().await, desk.ana().await);
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    let answer = here.put("/api/v1/me/password", &change("wrong", "otra clave bien larga")).await;
    assert_eq!(answer.fails(422, "invalid").faults(), [("current".to_owned(), "not_allowed".to_owned())]);
    here.put("/api/v1/me/password", &change(PASSWORD, "corta")).await.fails(422, "invalid");
    let changed = here.put("/api/v1/me/password", &change(PASSWORD, "otra clave bien larga")).await.is(204);
    let here = desk.with_cookie(&changed.cookie());
    here.get("/api/v1/me").await.is(200);
    there.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.enter(ADMIN, PASSWORD).await.fails(401, "unauthenticated");
    desk.enter(ADMIN, "otra clave bien larga").await.is(200);
    desk.close().await;
}

#[tokio::test]
async fn a_user_who_is_switched_off_is_out_at_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let (id, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    beto.get("/api/v1/me").await.is(200);
    let off = json!({ "name": "Beto", "email": "beto@mesa.example", "roles": ["agent"], "active": false });
    ana.put(&format!("/api/v1/users/{id}"), &off).await.is(200);
    beto.get("/api/v1/me").await.fails(401, "unauthenticated");
    desk.enter("beto@mesa.example", PASSWORD).await.fails(401, "unauthenticated");
    desk.close().await;
}

#[tokio::test]
async fn tokens_have_a_scope_an_end_and_are_shown_once() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let token = |scope: &str, end: Option<&str>| json!({ "name": "Robot", "role": "administrator", "scope": scope, "expires_at": end });
    let made = ana.post("/api/v1/tokens", &token("write", Some("2026-11-26T12:00:00Z"))).await.is(201);
    let secret = made.json["secret"].as_str().unwrap().to_owned();
    let writer = desk.with_token(&secret);
    writer.get("/api/v1/users").await.is(200);
    let group = json!({ "name": "Redes", "level": "second" });
    writer.post("/api/v1/groups", &group).await.is(201);
    writer.get("/api/v1/me").await.fails(403, "forbidden");
    let list = ana.get("/api/v1/tokens").await.is(200);
    assert!(!list.text.contains(&secret) && !list.text.contains("hash"), "{}", list.text);

    let made = ana.post("/api/v1/tokens", &token("read", None)).await.is(201);
    let reader = desk.with_token(made.json["secret"].as_str().unwrap());
    reader.get("/api/v1/users").await.is(200);
    reader.post("/api/v1/groups", &json!({ "name": "Otro", "level": "second" })).await.fails(403, "forbidden");
    ana.delete(&format!("/api/v1/tokens/{}", made.json["token"]["id"])).await.is(204);
    reader.get("/api/v1/users").await.fails(401, "unauthenticated");

    // A list like any other: found by a part of the name, page by page, the newest first.
    for n in 0..3 {
        ana.post("/api/v1/tokens", &json!({ "name": format!("Vigía {n}"), "role": "agent", "scope": "read" }))
            .await
            .is(201);
    }
    let page = ana.get("/api/v1/tokens?q=VIGIA&limit=2").await.is(200).json;
    assert_eq!([&page["items"][0]["name"], &page["items"][1]["name"]], ["Vigía 2", "Vigía 1"]);
    let next = format!("/api/v1/tokens?q=vigia&limit=2&cursor={}", page["next"].as_str().unwrap());
    let page = ana.get(&next).await.is(200).json;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["items"][0]["name"]), (1, &json!("Vigía 0")));
    assert!(page["next"].is_null());
    ana.get(&next.replace("q=vigia", "q=otro")).await.fails(400, "malformed");

    desk.pass(TimeDelta::hours(24));
    writer.get("/api/v1/users").await.fails(401, "unauthenticated");
    desk.with_token("guess").get("/api/v1/users").await.fails(401, "unauthenticated");
    desk.nobody().with("authorization", "Basic YTpi").get("/api/v1/users").await.fails(401, "unauthenticated");
    let ana = desk.ana().await;
    ana.post("/api/v1/tokens", &token("write", Some("2020-01-01T00:00:00Z"))).await.fails(422, "invalid");
    desk.close().await;
}

#[tokio::test]
async fn only_a_demonstration_is_entered_with_one_click() {
    let desk = Desk::set_up().await;
    desk.nobody().post("/api/v1/demo/enter", &json!({ "user": 1 })).await.fails(404, "not_found");
    desk.close().await;

    let options = Options { demo: Some(vec![ventanilla::desk::id::UserId(1)]), ..Options::default() };
    let desk = Desk::with(options, |store, now| {
        let settings = ventanilla::desk::Settings::default();
        let command = ventanilla::http::setup::first_administrator("Ana".into(), ADMIN.into(), Ok("".into()), settings);
        store
            .submit_blocking(ventanilla::store::Request::new(ventanilla::desk::ActorRef::Setup, command, now))
            .unwrap();
    })
    .await;
    let about = desk.nobody().get("/api/v1/about").await.is(200);
    assert_eq!(about.json["demo_users"][0]["id"], 1);
    let entered = desk.nobody().post("/api/v1/demo/enter", &json!({ "user": 1 })).await.is(200);
    assert_eq!(entered.device(), "", "nobody is known again where anybody enters");
    desk.with_cookie(&entered.cookie()).get("/api/v1/me").await.is(200);
    desk.nobody().post("/api/v1/demo/enter", &json!({ "user": 2 })).await.fails(404, "not_found");
    let foreign = desk.nobody().with("origin", "https://evil.example");
    read(foreign.request(Method::POST, "/api/v1/demo/enter").json(&json!({ "user": 1 })))
        .await
        .fails(403, "cross_origin");
    desk.close().await;
}

#[tokio::test]
async fn of_very_many_who_sign_in_at_once_some_are_told_to_come_back_and_whoever_works_is_served() {
    let desk = Desk::with(Options { proxies: Proxies::here(), ..Options::default() }, with_ana).await;
    let ana = desk.ana().await;
    // Each from another address, so that no delay of guessing counts.
    let sign_in = |n: u32| {
        let there = desk.nobody().with("origin", &desk.url).with("x-forwarded-for", &format!("198.51.100.{n}"));
        let body = json!({ "email": format!("nadie.{n}@mesa.example"), "password": "una clave cualquiera" });
        async move { there.post("/api/v1/session", &body).await }
    };
    // Whoever comes in the very moment of the rush may be told to come back as well, but not for long.
    let work = async {
        for _ in 0..10 {
            while ana.get("/api/v1/tickets?status=open").await.status == 503 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        Instant::now()
    };
    let sign_ins = async { (join_all((1..=200).map(sign_in)).await, Instant::now()) };
    let ((answers, checked), served) = tokio::join!(sign_ins, work);
    assert!(served < checked, "the work waited for the passwords of others");
    let mut busy = 0;
    for answer in answers {
        if answer.status == 503 {
            assert_ne!(answer.header("retry-after"), "");
            answer.fails(503, "busy");
            busy += 1;
        } else {
            answer.fails(401, "unauthenticated");
        }
    }
    assert!((1..=136).contains(&busy), "{busy} of 200 were told to come back, and 64 can wait");
    ana.get("/api/v1/me").await.is(200);
    desk.close().await;
}
