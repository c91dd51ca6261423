//! Instead of a flood: beyond a few, mails to whoever works at the desk are told as one.

use super::{open, queued, until, with_beto};
use crate::LOOKS;
use crate::http::desk::{Desk, PASSWORD, read};
use crate::program::{Running, set_up, token};
use crate::smtp::{Manner, SmtpServer};
use chrono::TimeDelta;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use std::time::Duration;
use ventanilla::clock::Clock;

#[tokio::test]
async fn beyond_a_few_mails_leave_as_one_and_requesters_are_never_kept_waiting() {
    let desk = Desk::set_up().await;
    let (ana, beto, id) = with_beto(&desk).await;
    let server = SmtpServer::start().await;
    let settings = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
    });
    ana.put("/api/v1/mail/settings", &settings).await.is(200);
    let digest = json!({ "notices": [], "digest": { "after": 2, "minutes": 15 } });
    ana.put("/api/v1/model/draft/notices", &digest).await.is(200);
    ana.publish_model().await;
    let group = ana.get("/api/v1/groups").await.json["items"][1]["id"].clone();
    let mut numbers = Vec::new();
    for n in 1..=5 {
        let number = open(&ana, &format!("Asunto {n}")).await;
        let pass = json!({ "group": group, "assignee": id });
        ana.post(&format!("/api/v1/tickets/{number}/pass"), &pass).await.is(200);
        numbers.push(number);
    }
    // Five for Luis, two for Beto.
    until(&ana, "/api/v1/mail/outbox?state=sent", |page| page["counts"]["sent"] == 7).await;
    assert_eq!(queued(&ana).await.len(), 3);
    // One of them is no longer so when its time comes, and a server that cannot now is asked again for all the rest.
    ana.post(&format!("/api/v1/tickets/{}/cancel", numbers[2]), &json!({ "reason": "Doble" })).await.is(200);
    server.then(&[Manner::Defers("4.2.0 later")]);
    desk.pass(TimeDelta::minutes(15));
    until(&ana, "/api/v1/mail/outbox?state=queued", |page| {
        page["items"].as_array().unwrap().iter().filter(|mail| mail["attempts"] == 1).count() == 2
    })
    .await;
    desk.pass(TimeDelta::minutes(1));
    until(&ana, "/api/v1/mail/outbox?state=sent", |page| page["counts"]["sent"] == 9).await;
    until(&ana, "/api/v1/mail/outbox?state=cancelled", |page| page["counts"]["cancelled"] == 1).await;
    let to_beto: Vec<_> = server.received().into_iter().filter(|mail| mail.to.contains("beto@")).collect();
    assert_eq!(to_beto.len(), 3);
    let digest = to_beto.last().unwrap();
    assert_eq!(digest.header("Subject").as_deref(), Some("2 avisos de casos"));
    for (n, number) in [(4, numbers[3]), (5, numbers[4])] {
        assert!(digest.words().contains(&format!("[{number}] Caso asignado")), "{}", digest.plain());
        assert!(digest.words().contains(&format!("Asunto {n}")));
    }
    assert!(!digest.words().contains("Asunto 3"));
    drop(beto);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_gathered_before_the_desk_was_killed_leaves_once_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, PASSWORD);
    let (administrator, agent) = (token(&data, "administrator"), token(&data, "agent"));
    let server = SmtpServer::start().await;
    let running = Running::start(&data);
    let (client, url) = (Client::new(), format!("{}/api/v1", running.url));
    let ask = async |token: &str, method: Method, path: &str, body: Value| {
        let request = client.request(method, format!("{url}{path}")).bearer_auth(token);
        read(if body.is_null() { request } else { request.json(&body) }).await
    };
    let settings = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "from_address": "mesa@mesa.example",
    });
    ask(&administrator, Method::PUT, "/mail/settings", settings).await.is(200);
    let beto = json!({ "name": "Beto", "email": "beto@mesa.example", "roles": ["agent"], "password": PASSWORD });
    let beto = ask(&administrator, Method::POST, "/users", beto).await.is(201).json["id"].clone();
    let group = json!({ "name": "Redes", "level": "second", "members": [beto] });
    let group = ask(&administrator, Method::POST, "/groups", group).await.is(201).json["id"].clone();
    let digest = json!({ "notices": [], "digest": { "after": 0, "minutes": 15 } });
    let draft = ask(&administrator, Method::PUT, "/model/draft/notices", digest).await.is(200).json;
    let over = json!({ "over": draft["in_force"] });
    ask(&administrator, Method::POST, "/model/draft/publish", over).await.is(200);
    for n in 1..=3 {
        let new = json!({
            "subject": format!("Asunto {n}"), "channel": "mail", "requester": { "email": "luis@canelos.example" },
            "group": group, "assignee": beto,
        });
        ask(&agent, Method::POST, "/tickets", new).await.is(201);
    }
    // Three leave for Luis at once, three are kept for Beto.
    server.wait_for(3).await;
    let mut counts = Value::Null;
    for _ in 0..LOOKS {
        counts = ask(&administrator, Method::GET, "/mail/outbox", Value::Null).await.is(200).json["counts"].clone();
        if counts["sent"] == 3 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!((&counts["sent"], &counts["queued"]), (&json!(3), &json!(3)), "{counts}");
    running.kill();

    let desk = Desk::left_behind(folder, Clock::system().now().plus(TimeDelta::minutes(20))).await;
    let ana = desk.ana().await;
    until(&ana, "/api/v1/mail/outbox", |page| page["counts"]["sent"] == 6).await;
    desk.pass(TimeDelta::hours(1));
    let counts = ana.get("/api/v1/mail/outbox").await.is(200).json["counts"].clone();
    assert_eq!((&counts["sent"], &counts["queued"]), (&json!(6), &json!(0)), "{counts}");
    desk.close().await;
    let received = server.received();
    let to_beto: Vec<_> = received.iter().filter(|mail| mail.to.contains("beto@")).collect();
    assert_eq!((received.len(), to_beto.len()), (4, 1));
    assert_eq!(to_beto[0].header("Subject").as_deref(), Some("3 avisos de casos"));
    for n in 1..=3 {
        assert!(to_beto[0].words().contains(&format!("Asunto {n}")), "{}", to_beto[0].plain());
    }
}
