//! SIGTERM under load: what is under way is answered, streams end, nobody holds the desk up, and nothing that was
//! acknowledged is lost.

use crate::crash::{Desk, Ledger, ask_again, check, everything_is_there_once, under_load};
use crate::planted;
use crate::program::{Running, set_up, token};
use reqwest::Client;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// How long the desk may take to end.
const SOON: Duration = Duration::from_secs(10);

/// A connection that says this.
async fn saying(address: SocketAddr, text: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    stream
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn told_to_end_under_load_the_desk_ends_soon_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, "una clave larga y propia");
    let token = token(&data, "agent");
    let running = Running::start(&data);
    let desk = Arc::new(Desk::new(&running, &token));
    let address: SocketAddr = running.url.strip_prefix("http://").unwrap().parse().unwrap();
    let head =
        |method, path| format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n");

    let events = format!("{}/api/v1/events", running.url);
    let mut streams = Vec::new();
    for _ in 0..20 {
        let stream = Client::new().get(&events).bearer_auth(&token).send().await.unwrap();
        assert_eq!(stream.status(), 200);
        streams.push(stream);
    }
    let silent = [
        saying(address, &(head("GET", "/api/v1/events") + "\r\n")).await,
        // More than the buffers of both systems take.
        saying(address, &(head("GET", "/openapi.json") + "\r\n").repeat(200)).await,
        saying(address, "GET /livez HT").await,
    ];
    let body =
        r#"{"subject":"Sin correo","channel":"mail","requester":{"email":"lenta@canelos.example","name":"Lenta"}}"#;
    let (first, rest) = body.split_at(20);
    let halves = format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{first}", body.len());
    let mut slow = saying(address, &(head("POST", "/api/v1/tickets") + &halves)).await;

    let finishes = async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        slow.write_all(rest.as_bytes()).await.unwrap();
        let mut answer = String::new();
        slow.read_to_string(&mut answer).await.unwrap();
        planted::look_at_raw(&answer);
        assert!(answer.starts_with("HTTP/1.1 201"), "what was under way is answered: {answer}");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        serde_json::from_str::<Value>(body).unwrap()["number"].as_u64().unwrap()
    };
    let mut slow_case = 0;
    let end = async {
        let (took, number) = tokio::join!(running.ends(), finishes);
        assert!(took < SOON, "{took:?}");
        slow_case = number;
    };
    let mut ledger = under_load(&desk, Ledger::default(), 0, Duration::from_secs(1), end).await;
    for mut stream in streams {
        while let Ok(Some(_)) = stream.chunk().await {}
    }
    drop(silent);
    check(&data);

    let running = Running::start(&data);
    let desk = Desk::new(&running, &token);
    ask_again(&desk, &mut ledger).await;
    ledger.cases.push((slow_case, "Sin correo".to_owned()));
    everything_is_there_once(&desk, &ledger).await;
    running.end();
    check(&data);
}
