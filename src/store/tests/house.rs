//! The rest of the house while the disk fails, and after it: the edge says so, and live events, timers and mail go on.

use super::desk::*;
use super::disk::OnDisk;
use super::fault_disk::Operation;
use crate::app::App;
use crate::clock::Clock;
use crate::desk::{Command, Facts, Ticket, TokenDraft};
use crate::http::state::Options as Edge;
use crate::words::{MailSecurity, Role, State, TokenScope, WaitingFor};
use chrono::TimeDelta;
use reqwest::{Client, Response};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::future::Future;
use std::time::Duration;
use tokio::net::TcpListener;

const TOKEN: &str = "a token of the test";

fn run(desk: &OnDisk, command: Command) {
    desk.store.submit_blocking(TestDesk::request(ADMIN, command)).unwrap();
}

/// What is to come does, within a while.
async fn within<T>(what: &str, coming: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), coming).await.unwrap_or_else(|_| panic!("not in time: {what}"))
}

async fn heard(stream: &mut Response, event: &str) {
    let mut text = String::new();
    while !text.contains(event) {
        text += std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_edge_says_so_and_everybody_goes_on() {
    let desk = OnDisk::new();
    let hash = Sha256::digest(TOKEN).iter().map(|byte| format!("{byte:02x}")).collect();
    let (name, role, scope) = ("Pantalla".to_owned(), Role::Agent, TokenScope::Write);
    run(&desk, Command::CreateToken(TokenDraft { name, hash, role, scope, expires_at: None }));
    let mail = TcpListener::bind("127.0.0.1:0").await.unwrap();
    run(
        &desk,
        Command::ChangeMailSettings {
            host: "127.0.0.1".to_owned(),
            port: mail.local_addr().unwrap().port(),
            security: MailSecurity::None,
            username: None,
            password: None,
            from_address: "mesa@client.example".to_owned(),
            from_name: None,
            trusted_certificates: None,
        },
    );
    run(&desk, Command::OpenTicket(Box::new(new_ticket("waits", 1.into()))));
    let until = START.plus(TimeDelta::hours(1));
    let (on, until, reason) = (WaitingFor::Moment, Some(until), None);
    run(&desk, Command::Wait { ticket: 1.into(), on, until, reason });

    let clock = Clock::settable(START);
    let app = App::start(desk.store.clone(), clock.clone(), Edge::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let served = tokio::spawn(app.serve(listener, async move { drop(ended.await) }));
    let client = Client::new();
    let get = |path: &str| client.get(format!("{url}{path}")).bearer_auth(TOKEN).send();
    let open = |subject: &str| {
        let body = json!({ "subject": subject, "channel": "phone", "requester": { "id": 1 } });
        client.post(format!("{url}/api/v1/tickets")).bearer_auth(TOKEN).json(&body).send()
    };
    within("the mail of the first case", mail.accept()).await.unwrap();
    let mut stream = get("/api/v1/events").await.unwrap();
    within("the stream", heard(&mut stream, "hello")).await;

    // What a start brings with it is written: the next commit is the one that is in flight below.
    within("the desk is at rest", async {
        loop {
            let before = desk.disk.syncs();
            tokio::time::sleep(Duration::from_millis(500)).await;
            if desk.disk.syncs() == before {
                break;
            }
        }
    })
    .await;

    // The disk is gone: whoever writes or reads is told when to come again.
    desk.fail(Operation::Sync, None);
    let in_flight = open("in flight").await.unwrap();
    assert_eq!((in_flight.status().as_u16(), in_flight.headers()["retry-after"].to_str().unwrap()), (503, "5"));
    assert_eq!(in_flight.json::<Value>().await.unwrap()["code"], "unconfirmed");
    for answer in [open("refused").await.unwrap(), get("/api/v1/tickets").await.unwrap()] {
        assert_eq!((answer.status().as_u16(), answer.headers().contains_key("retry-after")), (503, true));
        assert_eq!(answer.json::<Value>().await.unwrap()["code"], "out_of_reach");
    }
    let ready = get("/readyz").await.unwrap();
    assert_eq!(ready.status().as_u16(), 503);
    let why = ready.text().await.unwrap();
    assert!(why.starts_with("not ready: the data file is out of reach") && !why.contains("desk.redb"), "{why}");
    assert_eq!(get("/livez").await.unwrap().status().as_u16(), 200);
    // Its time comes while nobody can write it down.
    clock.set(START.plus(TimeDelta::hours(2)));
    tokio::time::sleep(Duration::from_millis(300)).await;

    desk.disk.revive();
    within("the desk is ready", async {
        while get("/readyz").await.unwrap().status().as_u16() != 200 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let opened = open("after it").await.unwrap();
    assert_eq!(opened.status().as_u16(), 201);
    let number = opened.json::<Value>().await.unwrap()["number"].as_u64().unwrap();
    within("the case on the stream", heard(&mut stream, &format!("\"number\":{number}"))).await;
    within("a mail", mail.accept()).await.unwrap();
    within("the timer", async {
        while desk.store.snapshot().unwrap().get::<Ticket>(1).unwrap().unwrap().state != State::InProgress {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    end.send(()).unwrap();
    drop((client, stream));
    served.await.unwrap().unwrap();
    desk.done(number);
}
