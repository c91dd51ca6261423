//! Slow and hostile clients, each by a connection of its own: what they are told, when they are left, and that everybody
//! else is answered as ever meanwhile and afterwards.

use super::desk::{Desk, Someone, read};
use crate::planted;
use futures_util::StreamExt;
use futures_util::future::join_all;
use reqwest::{Body, Method};
use serde_json::{Value, json};
use std::env;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};
use ventanilla::desk::{ActorRef, Command, NewTicket, RequesterRef};
use ventanilla::http::server::Bounds;
use ventanilla::http::state::Options as Edge;
use ventanilla::store::{Request, Store, Table};
use ventanilla::words::Channel;

/// How long anybody may wait who does nothing wrong: a debug build on a busy machine.
const USUAL: Duration = Duration::from_secs(2);
/// How long a client is watched that should have been left by then.
const LEFT: Duration = Duration::from_secs(8);

/// A desk that is as strict as ever, and less patient.
async fn impatient(prepare: impl FnOnce(&mut Bounds)) -> Desk {
    let mut bounds = Bounds {
        head: Duration::from_millis(1_500),
        body: Duration::from_secs(1),
        untaken: Duration::from_secs(1),
        ..Bounds::default()
    };
    prepare(&mut bounds);
    let edge = Edge { bounds, ..Edge::default() };
    Desk::with(edge, super::desk::with_ana).await
}

/// A connection on which anything is said.
struct Raw(TcpStream);

impl Raw {
    async fn to(desk: &Desk) -> Self {
        Self(TcpStream::connect(address(desk)).await.unwrap())
    }

    async fn says(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    async fn hears(&mut self) -> String {
        hears(&mut self.0).await
    }

    /// Says a piece every tenth of a second; gives what the other end says until it closes.
    async fn drips(self, pieces: impl Iterator<Item = String>) -> String {
        let (from, mut to) = self.0.into_split();
        let drips = async {
            for piece in pieces {
                // Whoever has closed hears nothing more.
                let _ = to.write_all(piece.as_bytes()).await;
                sleep(Duration::from_millis(100)).await;
            }
        };
        tokio::select! {
            heard = hears(from) => heard,
            () = drips => panic!("it is still listened to"),
        }
    }
}

/// Everything that comes until the other end closes, which it does in time. (Cut off is closed too.)
async fn hears(mut from: impl AsyncRead + Unpin) -> String {
    let mut heard = Vec::new();
    let _ = timeout(LEFT, from.read_to_end(&mut heard)).await.unwrap();
    let heard = String::from_utf8_lossy(&heard).into_owned();
    planted::look_at_raw(&heard);
    heard
}

fn address(desk: &Desk) -> SocketAddr {
    desk.url.strip_prefix("http://").unwrap().parse().unwrap()
}

/// Everybody else is answered as ever.
async fn answers_as_ever(desk: &Desk) {
    let begun = Instant::now();
    desk.nobody().get("/livez").await.is(200);
    desk.nobody().get("/api/v1/me").await.fails(401, "unauthenticated");
    assert!(begun.elapsed() < USUAL, "{:?}", begun.elapsed());
}

/// The status and the code of an answer that may have a problem document.
fn told(answer: &str) -> (u16, String) {
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
    let problem: Value = serde_json::from_str(body).unwrap_or_default();
    (status, problem["code"].as_str().unwrap_or_default().to_owned())
}

const ENTER: &str = "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

#[tokio::test]
async fn a_head_and_a_body_that_come_byte_by_byte_are_not_waited_for() {
    let desk = impatient(|_| ()).await;
    let heads = (0..20).map(|_| async {
        let head = "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".chars().chain(std::iter::repeat('a'));
        Raw::to(&desk).await.drips(head.take(100).map(String::from)).await
    });
    let bodies = (0..20).map(|_| async {
        let mut raw = Raw::to(&desk).await;
        raw.says(&format!("{ENTER}Content-Length: 1000\r\n\r\n")).await;
        raw.drips(std::iter::repeat_n("x".to_owned(), 40)).await
    });
    let others = async {
        for _ in 0..5 {
            answers_as_ever(&desk).await;
            sleep(Duration::from_millis(300)).await;
        }
    };
    let begun = Instant::now();
    let (heads, bodies, ()) = tokio::join!(join_all(heads), join_all(bodies), others);
    assert!(begun.elapsed() < LEFT + USUAL, "{:?}", begun.elapsed());
    assert!(heads.iter().all(|heard| heard.is_empty() || heard.starts_with("HTTP/1.1 408")), "{heads:?}");
    for heard in bodies {
        assert_eq!(told(&heard), (408, "too_slow".to_owned()), "{heard}");
    }
    answers_as_ever(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn half_closed_connections_are_let_go() {
    let desk = impatient(|bounds| bounds.head = Duration::from_secs(60)).await;
    for text in
        ["", "GET /livez HT", &format!("{ENTER}Content-Length: 100\r\n\r\n{{"), "GET /api/v1/events HTTP/1.1\r\n\r\n"]
    {
        let mut raw = Raw::to(&desk).await;
        raw.says(text).await;
        raw.0.shutdown().await.unwrap();
        let begun = Instant::now();
        raw.hears().await;
        assert!(begun.elapsed() < USUAL, "{text}: {:?}", begun.elapsed());
    }
    answers_as_ever(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn floods_of_headers_and_bodies_without_end_are_refused() {
    let desk = impatient(|bounds| bounds.body = Duration::from_secs(30)).await;
    let many: String = (0..200).map(|n| format!("X-{n}: a\r\n")).collect();
    let vast = format!("X-Vast: {}\r\n", "a".repeat(200_000));
    for flood in [many, vast] {
        let mut raw = Raw::to(&desk).await;
        // The answer may come while it is still talking.
        let _ = raw.0.write_all(format!("GET /livez HTTP/1.1\r\nHost: localhost\r\n{flood}\r\n").as_bytes()).await;
        let heard = raw.hears().await;
        assert_eq!(told(&heard).0, 431, "{heard}");
    }
    let mut lengthy = Raw::to(&desk).await;
    let address = format!("GET /api/v1/search?q={} HTTP/1.1\r\nHost: localhost\r\n\r\n", "x".repeat(100_000));
    let _ = lengthy.0.write_all(address.as_bytes()).await;
    let heard = lengthy.hears().await;
    assert_eq!(told(&heard).0, 414, "{heard}");
    let mut endless = Raw::to(&desk).await;
    endless.says(&format!("{ENTER}Transfer-Encoding: chunked\r\n\r\n")).await;
    let (from, mut to) = endless.0.split();
    let talks = async {
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x1_0000));
        let mut said = 0;
        while to.write_all(chunk.as_bytes()).await.is_ok() {
            said += 1;
        }
        said
    };
    let (said, heard) = tokio::join!(timeout(LEFT, talks), hears(from));
    let said = said.unwrap();
    assert_eq!(told(&heard), (413, "too_large".to_owned()));
    assert!(said >= 16, "{said} chunks");
    answers_as_ever(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn packed_bodies_are_not_unpacked() {
    let desk = impatient(|_| ()).await;
    let ana = desk.ana().await;
    // What would be a gigabyte of zeros, unpacked.
    let bomb = vec![0x1f_u8; 4_000];
    for (path, encoding) in
        [("/api/v1/tickets", "gzip"), ("/api/v1/uploads?name=a.txt", "br"), ("/api/v1/tickets", "identity, gzip")]
    {
        let sent = ana.request(Method::POST, path).header("content-type", "application/json");
        let refused = read(sent.header("content-encoding", encoding).body(bomb.clone())).await;
        let refused = refused.fails(415, "unsupported_media_type");
        assert!(refused.text.contains("Content-Encoding"), "{}", refused.text);
    }
    let plain = ana.request(Method::POST, "/api/v1/uploads?name=a.txt").header("content-encoding", "identity");
    read(plain.body("a")).await.is(201);
    desk.close().await;
}

#[tokio::test]
async fn many_requests_in_one_breath_are_answered_in_their_order() {
    let desk = impatient(|_| ()).await;
    let mut raw = Raw::to(&desk).await;
    let paths = ["/livez", "/api/v1/nothing", "/api/v1/me"];
    let requests: String =
        (0..300).map(|n| format!("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", paths[n % 3])).collect();
    raw.says(&format!("{requests}GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).await;
    let heard = raw.hears().await;
    let statuses: Vec<&str> = heard.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
    assert_eq!(statuses.len(), 301);
    assert!(statuses[..300].chunks(3).all(|three| three == ["200", "404", "401"]), "{statuses:?}");
    answers_as_ever(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn whoever_never_reads_is_left_and_the_others_are_not_delayed() {
    let desk = impatient(|_| ()).await;
    let mut raw = Raw::to(&desk).await;
    // More than the buffers of both systems take.
    let request = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let length = desk.nobody().get("/openapi.json").await.text.len();
    let wanted = 40_000_000 / length;
    raw.says(&request.repeat(wanted)).await;
    for _ in 0..6 {
        answers_as_ever(&desk).await;
        sleep(Duration::from_millis(500)).await;
    }
    assert!(raw.hears().await.len() < wanted * length, "it was left in the middle");
    answers_as_ever(&desk).await;
    desk.close().await;
}

/// The token of a screen on the wall.
async fn screen_token(ana: &Someone<'_>) -> String {
    let token = json!({ "name": "Pantalla", "role": "supervisor", "scope": "read" });
    ana.post("/api/v1/tokens", &token).await.is(201).json["secret"].as_str().unwrap().to_owned()
}

/// A request by token.
fn get(path: &str, token: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n")
}

/// A connection on which this is asked, and next to nothing of the answer taken; it has begun.
async fn asks_and_takes_little(desk: &Desk, requests: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut socket = socket.connect(address(desk)).await.unwrap();
    // Nor does the desk take all that is asked while nothing of it is taken.
    let _ = timeout(Duration::from_millis(500), socket.write_all(requests.as_bytes())).await;
    socket.readable().await.unwrap();
    socket
}

/// Whether the other end has closed it: nothing more comes once what was sent is taken.
async fn is_closed(mut socket: TcpStream) -> bool {
    let mut heard = Vec::new();
    timeout(USUAL, socket.read_to_end(&mut heard)).await.is_ok()
}

/// So many cases at once: one message for whoever listens.
async fn open_cases(store: &Store, desk: &Desk, cases: usize) {
    let now = desk.clock.now();
    let opened = (0..cases).map(|n| {
        let rosa = RequesterRef::Email { email: "rosa@canelos.example".to_owned(), name: Some("Rosa".to_owned()) };
        let new = NewTicket::new(format!("Sin correo {n}"), Channel::Mail, rosa);
        store.submit(Request::new(ActorRef::Setup, Command::OpenTicket(Box::new(new)), now))
    });
    assert!(join_all(opened).await.iter().all(Result::is_ok));
}

/// How many streams are open, as the figures say.
async fn listeners(ana: &Someone<'_>) -> u64 {
    let figures = ana.get("/metrics").await.is(200).text;
    let line = figures.lines().find_map(|line| line.strip_prefix("ventanilla_live_listeners ")).unwrap();
    line.parse().unwrap()
}

#[tokio::test]
async fn a_listener_who_never_reads_is_left_and_the_others_hear_everything() {
    let desk = impatient(|_| ()).await;
    let ana = desk.ana().await;
    let token = screen_token(&ana).await;
    let mut attentive = ana.request(Method::GET, "/api/v1/events").send().await.unwrap();
    let silent = asks_and_takes_little(&desk, &get("/api/v1/events", &token)).await;
    assert_eq!(listeners(&ana).await, 2);

    let (mut heard, mut number) = (String::new(), 0);
    for _ in 0..4 {
        open_cases(&desk.store, &desk, 250).await;
        number += 250;
        let begun = Instant::now();
        while !heard.contains(&format!("\"number\":{number},")) {
            let piece = timeout(USUAL, attentive.chunk()).await.unwrap().unwrap().unwrap();
            let piece = std::str::from_utf8(&piece).unwrap();
            planted::search(piece);
            heard.push_str(piece);
        }
        assert!(begun.elapsed() < USUAL, "{:?}", begun.elapsed());
    }
    for n in 1..=number {
        assert!(heard.contains(&format!("\"number\":{n},")), "case {n}");
    }
    let begun = Instant::now();
    while listeners(&ana).await != 1 {
        assert!(begun.elapsed() < LEFT, "the silent one is still there");
        sleep(Duration::from_millis(50)).await;
    }
    drop((silent, attentive));
    desk.close().await;
}

#[tokio::test]
async fn silent_connections_give_way_to_whoever_says_something() {
    let desk = impatient(|bounds| {
        (bounds.connections, bounds.of_one_address) = (40, 30);
        bounds.head = Duration::from_secs(60);
    })
    .await;
    let mut silent = Vec::new();
    for n in 0..100 {
        let mut raw = Raw::to(&desk).await;
        // Some begin to say something.
        if n % 2 == 0 {
            raw.says("GET /livez HTTP/1.1\r\nX-").await;
        }
        silent.push(raw);
        if n % 10 == 9 {
            answers_as_ever(&desk).await;
        }
    }
    // The oldest are gone, the newest are there, and finish what they began to say.
    assert_eq!(silent[0].hears().await, "");
    let mut newest = silent.swap_remove(98);
    newest.says("Late: yes\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
    assert_eq!(told(&newest.hears().await).0, 200);
    desk.close().await;
}

#[tokio::test]
async fn bodies_that_come_in_slowly_give_way_to_whoever_comes() {
    let desk = impatient(|bounds| {
        (bounds.connections, bounds.of_one_address) = (40, 30);
        bounds.body = Duration::from_secs(60);
    })
    .await;
    let mut slow = Vec::new();
    for n in 0..100 {
        let mut raw = Raw::to(&desk).await;
        raw.says(&format!("{ENTER}Content-Length: 2\r\nConnection: close\r\n\r\n{{")).await;
        slow.push(raw);
        if n % 10 == 9 {
            answers_as_ever(&desk).await;
        }
    }
    assert_eq!(slow[0].hears().await, "");
    let newest = slow.last_mut().unwrap();
    newest.says("}").await;
    assert_eq!(told(&newest.hears().await), (422, "invalid".to_owned()));
    drop(slow);
    desk.close().await;
}

#[tokio::test]
async fn who_is_served_keeps_their_connection_and_the_next_hears_that_there_is_no_place() {
    let desk = impatient(|bounds| (bounds.connections, bounds.of_one_address) = (5, 4)).await;
    let ana = desk.ana().await;
    let request = get("/api/v1/events", &screen_token(&ana).await);
    let mut streams = Vec::new();
    for _ in 0..4 {
        let mut raw = Raw::to(&desk).await;
        raw.says(&request).await;
        raw.0.readable().await.unwrap();
        streams.push(raw);
    }
    let heard = Raw::to(&desk).await.hears().await;
    assert!(heard.starts_with("HTTP/1.1 503 ") && heard.contains("\r\nRetry-After: "), "{heard}");
    for header in
        ["content-security-policy: default-src 'self'", "x-content-type-options: nosniff", "cache-control: no-store"]
    {
        assert!(heard.contains(&format!("\r\n{header}")), "{heard}");
    }
    streams.pop();
    let begun = Instant::now();
    loop {
        let mut raw = Raw::to(&desk).await;
        raw.says("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await;
        if told(&raw.hears().await).0 == 200 {
            break;
        }
        assert!(begun.elapsed() < USUAL);
    }
    drop(streams);
    desk.close().await;
}

#[tokio::test]
async fn answers_that_nobody_takes_give_way_to_whoever_comes_and_those_of_strangers_first() {
    let desk = impatient(|bounds| {
        (bounds.connections, bounds.of_one_address) = (8, 6);
        (bounds.untaken, bounds.untaken_when_full) = (Duration::from_secs(60), Duration::from_millis(500));
    })
    .await;
    let ana = desk.ana().await;
    let token = screen_token(&ana).await;
    let file = read(ana.request(Method::POST, "/api/v1/uploads?name=a.txt").body(vec![b'a'; 1_000_000])).await;
    let case = json!({
        "subject": "Va un archivo", "channel": "web", "requester": { "email": "rosa@canelos.example" },
        "attachments": [file.is(201).json["id"]],
    });
    let case = ana.post("/api/v1/tickets", &case).await.is(201).json;
    let file = format!("/api/v1/tickets/{}/attachments/{}", case["number"], case["attachments"][0]["id"]);
    let mut attentive = ana.request(Method::GET, "/api/v1/events").send().await.unwrap();
    // More than the buffers of both systems take.
    let known = asks_and_takes_little(&desk, &get(&file, &token).repeat(30)).await;
    let stranger = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(300);
    let mut strangers = Vec::new();
    for _ in 0..4 {
        strangers.push(asks_and_takes_little(&desk, &stranger).await);
    }

    // All places of this address are taken. Four come, and stay.
    let mut newcomers = Vec::new();
    for _ in 0..4 {
        let begun = Instant::now();
        let stream = loop {
            let mut raw = Raw::to(&desk).await;
            raw.says(&get("/api/v1/events", &token)).await;
            let mut status = [0; 12];
            // Whoever finds no place may hear nothing but the end.
            if raw.0.read_exact(&mut status).await.is_ok() && &status == b"HTTP/1.1 200" {
                break raw;
            }
            assert!(begun.elapsed() < 2 * USUAL, "nobody gives way");
            sleep(Duration::from_millis(50)).await;
        };
        newcomers.push(stream);
    }
    for stranger in strangers {
        assert!(is_closed(stranger).await);
    }
    // Who is known gave way to none of them, and the screen on the wall hears what happens.
    open_cases(&desk.store, &desk, 1).await;
    let heard = async {
        let mut heard = String::new();
        while !heard.contains("\"number\":2,") {
            heard.push_str(std::str::from_utf8(&attentive.chunk().await.unwrap().unwrap()).unwrap());
        }
    };
    timeout(USUAL, heard).await.unwrap();
    // Nobody else is left to give way.
    let begun = Instant::now();
    while Raw::to(&desk).await.hears().await.starts_with("HTTP/1.1 503") {
        assert!(begun.elapsed() < USUAL, "nobody gives way");
    }
    assert!(is_closed(known).await);
    drop((attentive, newcomers));
    desk.close().await;
}

#[tokio::test]
async fn all_callers_together_have_so_many_streams_and_the_next_is_told_to_come_again() {
    let desk = impatient(|bounds| bounds.streams = 3).await;
    let ana = desk.ana().await;
    let (_, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let mut streams = Vec::new();
    for who in [&ana, &ana, &beto] {
        let stream = who.request(Method::GET, "/api/v1/events").send().await.unwrap();
        assert_eq!(stream.status(), 200);
        streams.push(stream);
    }
    for who in [&ana, &beto] {
        let refused = who.get("/api/v1/events").await.fails(503, "busy");
        assert!(!refused.header("retry-after").is_empty());
        who.get("/api/v1/tickets").await.is(200);
    }
    // Whoever leaves makes room.
    drop(streams.pop());
    let begun = Instant::now();
    while beto.request(Method::GET, "/api/v1/events").send().await.unwrap().status() != 200 {
        assert!(begun.elapsed() < LEFT, "the place stays taken");
        sleep(Duration::from_millis(20)).await;
    }
    answers_as_ever(&desk).await;
    desk.close().await;
}

#[tokio::test]
async fn one_caller_has_so_many_streams_and_so_many_uploads_and_the_others_have_theirs() {
    let desk = impatient(|_| ()).await;
    let ana = desk.ana().await;
    let (_, beto) = desk.new_user(&ana, "Beto", &["agent"]).await;
    let mut streams = Vec::new();
    for _ in 0..32 {
        let stream = beto.request(Method::GET, "/api/v1/events").send().await.unwrap();
        assert_eq!(stream.status(), 200);
        streams.push(stream);
    }
    let refused = beto.get("/api/v1/events").await.fails(429, "rate_limited");
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(ana.request(Method::GET, "/api/v1/events").send().await.unwrap().status(), 200);
    beto.get("/api/v1/tickets").await.is(200);

    let upload = |who: &Someone<'_>, body: Body| who.request(Method::POST, "/api/v1/uploads?name=a.txt").body(body);
    let mut slow = Vec::new();
    for _ in 0..8 {
        let (sender, pieces) = tokio::sync::mpsc::channel::<std::io::Result<Vec<u8>>>(1);
        let pieces = futures_util::stream::unfold(pieces, |mut pieces| async {
            pieces.recv().await.map(|piece| (piece, pieces))
        });
        let sent = tokio::spawn(upload(&beto, Body::wrap_stream(pieces)).send());
        sender.send(Ok(vec![b'a'; 10])).await.unwrap();
        slow.push((sender, sent));
    }
    let kept = || desk.store.snapshot().unwrap().rows_in(Table::Upload).unwrap();
    let begun = Instant::now();
    while kept() < 8 {
        assert!(begun.elapsed() < USUAL, "they do not begin");
        sleep(Duration::from_millis(20)).await;
    }
    read(upload(&beto, Body::from("a"))).await.fails(429, "rate_limited");
    read(upload(&ana, Body::from("a"))).await.is(201);
    for (sender, sent) in slow {
        drop(sender);
        assert_eq!(sent.await.unwrap().unwrap().status(), 201);
    }

    // What is not claimed is bounded too: however many somebody sends, nothing fills up. `tests/uploads` sends 100,000.
    let many = env::var("VENTANILLA_SMALL_UPLOADS").map_or(300, |number| number.parse().unwrap());
    let sent = futures_util::stream::iter(0..many)
        .map(|n| read(upload(&beto, Body::from(format!("{n}")))))
        .buffered(4)
        .fold([0; 2], async |[taken, refused], answer| match answer.status {
            201 => [taken + 1, refused],
            429 => [taken, refused + 1],
            other => panic!("{other}"),
        })
        .await;
    assert_eq!(sent.iter().sum::<u32>(), many);
    assert!(sent[0] <= 93, "{sent:?}");
    assert!(kept() <= 101, "{}", kept());
    answers_as_ever(&desk).await;
    desk.close().await;
}
