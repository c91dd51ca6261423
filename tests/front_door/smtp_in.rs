//! Mail that is brought: by SMTP and LMTP, as servers that forward do it, and as they should not.

use crate::http::desk::{Desk, Someone};
use crate::program::Running;
use lettre::address::Envelope;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde_json::{Value, json};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use ventanilla::channels::mail::incoming;

/// Somebody who brings mail.
struct Line(BufReader<TcpStream>);

impl Line {
    async fn new(port: u16) -> Self {
        let mut line = Self(BufReader::new(TcpStream::connect(("127.0.0.1", port)).await.unwrap()));
        assert!(line.hears().await.starts_with("220 [127.0.0.1]"));
        line
    }

    /// The next answer; of several lines the last.
    async fn hears(&mut self) -> String {
        loop {
            let mut line = String::new();
            let read = tokio::time::timeout(Duration::from_secs(30), self.0.read_line(&mut line)).await;
            read.unwrap().unwrap();
            if line.as_bytes().get(3) != Some(&b'-') {
                return line.trim_end().to_owned();
            }
        }
    }

    async fn says(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.get_mut().write_all(bytes.as_ref()).await.unwrap();
    }

    /// Says commands, one after the other, each of which is answered like this.
    async fn talks(&mut self, exchanges: &[(&str, &str)]) {
        for (said, answer) in exchanges {
            self.says(format!("{said}\r\n")).await;
            let heard = self.hears().await;
            assert!(heard.starts_with(answer), "{said}: {heard}");
        }
    }
}

/// A mail of Berta's.
fn mail(id: &str, subject: &str, text: &str) -> String {
    format!(
        "From: Berta Soto <berta@canelos.example>\r\nTo: mesa@mesa.example\r\nSubject: {subject}\r\n\
         Message-ID: <{id}@canelos.example>\r\n\r\n{text}\r\n"
    )
}

/// The subjects of the cases, the oldest first.
async fn subjects(ana: &Someone<'_>) -> Vec<String> {
    let list = ana.get("/api/v1/tickets?sort=number&limit=200").await.is(200).json;
    list["items"].as_array().unwrap().iter().map(|case| case["subject"].as_str().unwrap().to_owned()).collect()
}

async fn aside(ana: &Someone<'_>) -> Vec<(String, String)> {
    let list = ana.get("/api/v1/mails-aside").await.is(200).json;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    list["items"].as_array().unwrap().iter().map(|mail| (text(&mail["why"]), text(&mail["subject"]))).collect()
}

const TO_MESA: [(&str, &str); 4] = [
    ("EHLO mx.canelos.example", "250 "),
    ("MAIL FROM:<berta@canelos.example>", "250 2.1.0"),
    ("RCPT TO:<Mesa@Mesa.example>", "250 2.1.5"),
    ("DATA", "354 "),
];

#[tokio::test]
async fn mail_that_is_brought_is_taken_for_the_desks_own_addresses() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let me = ana.get("/api/v1/me").await.is(200).json["id"].clone();
    let roles = ["administrator", "supervisor", "agent"];
    let user = json!({ "name": "Ana Rojas", "email": "ana@mesa.example", "roles": roles });
    ana.put(&format!("/api/v1/users/{me}"), &user).await.is(200);
    ana.post("/api/v1/groups", &json!({ "name": "Mesa central", "level": "first", "members": [me] })).await.is(201);
    let read = json!({
        "name": "Mesa", "address": "mesa@mesa.example", "sends_from": "respuestas@mesa.example",
        "host": "127.0.0.1", "port": 1, "security": "none", "password": "clave",
    });
    ana.post("/api/v1/mailboxes", &read).await.is(201);
    for (address, active) in [("redes@mesa.example", true), ("cerrado@mesa.example", false)] {
        ana.post("/api/v1/mailboxes", &json!({ "name": address, "address": address, "active": active })).await.is(201);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let listening = incoming::listen(listener, desk.store.clone(), desk.clock.clone(), desk.folder().to_owned());

    // By a client that others made.
    let client = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(port)
        .hello_name(ClientId::Domain("mx.canelos.example".to_owned()))
        .build();
    let address = |address: &str| address.parse().unwrap();
    let envelope = Envelope::new(Some(address("berta@canelos.example")), vec![address("respuestas@mesa.example")]);
    client.send_raw(&envelope.unwrap(), mail("1", "Por un cliente", ".\r\n..punto").as_bytes()).await.unwrap();
    let list = ana.get("/api/v1/tickets").await.is(200).json;
    let number = &list["items"][0]["number"];
    let begun = ana.get(&format!("/api/v1/tickets/{number}")).await.is(200).json;
    assert_eq!((&begun["description"], &begun["channel"]), (&json!(".\n..punto"), &json!("mail")));
    let raw = ana.get(&format!("/api/v1/tickets/{number}/mails/{}/raw", begun["letter"]["id"])).await.is(200).text;
    let head = "Return-Path: <berta@canelos.example>\r\nReceived: from mx.canelos.example ([127.0.0.1])\r\n\
        \tby [127.0.0.1] with ESMTP\r\n\tfor <respuestas@mesa.example>;\r\n\tWed, 25 Nov 2026 12:20:00 +0000\r\nFrom: Berta";
    assert!(raw.starts_with(head), "{raw}");

    // Everything else is refused, and never passed on.
    let mut line = Line::new(port).await;
    line.talks(&[
        ("MAIL FROM:<a@b.example>", "503"),
        ("EHLO mx.canelos.example", "250 SMTPUTF8"),
        ("RCPT TO:<mesa@mesa.example>", "503"),
        ("MAIL FROM:<a@b.example> SIZE=99999999", "552 5.3.4"),
        ("MAIL FROM:<a@b.example> SIZE=100 BODY=8BITMIME SMTPUTF8", "250"),
        ("MAIL FROM:<a@b.example>", "503"),
        ("RCPT TO:<otro@canelos.example>", "550 5.1.1"),
        ("RCPT TO:<cerrado@mesa.example>", "550 5.1.1"),
        ("RCPT TO:<mesa%otro.example@mesa.example>", "550 5.1.1"),
        ("RCPT TO:<ñandú@mesa.example>", "550 5.1.1"),
        ("DATA", "503 5.5.1"),
        ("NOOP", "250"),
        ("VRFY mesa", "502"),
        (&format!("NOOP {}", "x".repeat(2_000)), "500 5.5.6"),
    ])
    .await;
    line.says("NOOP\n").await;
    assert!(line.hears().await.starts_with("500 5.5.2"));
    for _ in 0..5 {
        line.talks(&[("GET / HTTP/1.1", "500")]).await;
    }
    line.talks(&[("STARTTLS", "502")]).await;
    assert!(line.hears().await.starts_with("421 4.7.0"), "ten wrong commands are enough");
    assert_eq!(line.hears().await, "");

    // At most a hundred recipients; a mail to several of our mailboxes is taken in once; all of it said in one breath.
    let mut line = Line::new(port).await;
    line.talks(&TO_MESA[..3]).await;
    for n in 1..=100 {
        line.talks(&[("RCPT TO:<redes@mesa.example>", if n < 100 { "250" } else { "452 4.5.3" })]).await;
    }
    line.talks(&[("RSET", "250"), ("DATA", "503")]).await;
    let both = "MAIL FROM:<berta@canelos.example>\r\nRCPT TO:<redes@mesa.example>\r\nRCPT TO:<mesa@mesa.example>\r\n";
    line.says(format!("{both}DATA\r\n{}.\r\nQUIT\r\n", mail("2", "A dos", "Hola"))).await;
    for code in ["250", "250", "250", "354", "250 2.6.0", "221"] {
        assert!(line.hears().await.starts_with(code));
    }

    // By LMTP each recipient has an answer.
    let mut line = Line::new(port).await;
    line.says(format!("LHLO here\r\n{both}RCPT TO:<x@y.example>\r\nDATA\r\n{}.\r\n", mail("3", "Por LMTP", "Hola")))
        .await;
    for code in ["250 SMTPUTF8", "250", "250", "250", "550", "354", "250 2.6.0", "250 2.6.0"] {
        let heard = line.hears().await;
        assert!(heard.starts_with(code), "{code}: {heard}");
    }
    // The same again, as after an answer that was lost: it is there already.
    line.says(format!("MAIL FROM:<>\r\nRCPT TO:<mesa@mesa.example>\r\nDATA\r\n{}.\r\n", mail("3", "Por LMTP", "Hola")))
        .await;
    for code in ["250", "250", "354", "250 2.6.0"] {
        assert!(line.hears().await.starts_with(code));
    }
    line.talks(&[("QUIT", "221")]).await;
    assert_eq!(aside(&ana).await, [("again".to_owned(), "Por LMTP".to_owned())]);
    let all = ["Por un cliente", "A dos", "Por LMTP"];
    assert_eq!(subjects(&ana).await, all);

    // A second mail cannot be hidden in a first; and one that comes octet by octet ends where it ends.
    for (n, hidden) in ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r.\r\n"].iter().enumerate() {
        let mut line = Line::new(port).await;
        line.talks(&TO_MESA).await;
        let text = format!(
            "Uno{hidden}MAIL FROM:<x@y.example>\r\nRCPT TO:<mesa@mesa.example>\r\nDATA\r\n{}",
            mail("x", "Escondido", "No")
        );
        line.says(mail(&format!("h{n}"), "Uno", &text)).await;
        for octet in b".\r\n" {
            line.says([*octet]).await;
        }
        assert!(line.hears().await.starts_with("250 2.6.0"));
        line.talks(&[("NOOP", "250"), ("QUIT", "221")]).await;
    }
    assert!(!subjects(&ana).await.contains(&"Escondido".to_owned()));
    assert_eq!(subjects(&ana).await.len(), all.len() + 5);

    // A long one is written down while it comes. A line that breaks leaves nothing behind; a mail that is too long is refused.
    let files = || std::fs::read_dir(desk.folder()).unwrap().count();
    let before = files();
    let long = format!("{}\r\n", "x".repeat(998)).repeat(1_000);
    let mut line = Line::new(port).await;
    line.talks(&TO_MESA).await;
    line.says(mail("roto", "Roto", &long)).await;
    assert_eq!(files(), before, "what comes has no name");
    drop(line);
    let mut line = Line::new(port).await;
    line.talks(&TO_MESA).await;
    line.says(mail("largo", "Largo", &long)).await;
    line.talks(&[(".", "250 2.6.0"), TO_MESA[1], TO_MESA[2], TO_MESA[3]]).await;
    for _ in 0..68 {
        line.says(&long).await;
    }
    line.talks(&[(".", "552 5.3.4"), ("NOOP", "250")]).await;
    let found = subjects(&ana).await;
    assert!(found.contains(&"Largo".to_owned()) && !found.contains(&"Roto".to_owned()), "{found:?}");

    // Twenty at once; the next hears so.
    let mut lines = Vec::new();
    for _ in 0..19 {
        lines.push(Line::new(port).await);
    }
    let mut one_more = Line(BufReader::new(TcpStream::connect(("127.0.0.1", port)).await.unwrap()));
    assert!(one_more.hears().await.starts_with("421 4.7.0"));
    lines.pop();
    listening.close(Duration::from_secs(5)).await;
    assert!(line.hears().await.starts_with("421 4.3.2"));
    desk.close().await;
}

#[tokio::test]
async fn a_mailbox_that_is_only_forwarded_to_says_nothing_of_how_it_is_read() {
    let desk = Desk::set_up().await;
    let ana = desk.ana().await;
    let forwarded = json!({ "name": "Redes", "address": "redes@mesa.example" });
    let with = |more: Value| {
        let mut mailbox = forwarded.clone();
        mailbox.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        mailbox
    };
    let oauth = json!({ "provider": "google", "client_id": "mesa" });
    for said in [
        json!({ "host": " " }),
        json!({ "password": "clave" }),
        json!({ "move_to": "Atendidos" }),
        json!({ "oauth": oauth }),
    ] {
        let refused = ana.post("/api/v1/mailboxes", &with(said.clone())).await.is(422).json;
        let fields: Vec<&str> =
            refused["errors"].as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
        assert!(fields.contains(&"host"), "{said}: {fields:?}");
    }
    let made = ana.post("/api/v1/mailboxes", &forwarded).await.is(201).json;
    let path = format!("/api/v1/mailboxes/{}", made["id"]);
    for nothing in ["host", "port", "security", "username", "folder", "move_to", "trouble"] {
        assert_eq!(made[nothing], Value::Null, "{nothing}");
    }
    // Tried, it says why nothing was looked into; and that is no trouble of the desk's.
    let tried = ana.post(&format!("{path}/test"), &Value::Null).await.is(200).json;
    assert_eq!((&tried["ok"], &tried["trouble"]), (&json!(false), &json!("mail is only brought to it")));
    // Read from now on, it needs what opens it; and forgets that when it is not read any more.
    let read = with(json!({ "host": "127.0.0.1", "port": 1, "security": "none" }));
    ana.put(&path, &read).await.is(422);
    let opened = with(json!({ "host": "127.0.0.1", "port": 1, "security": "none", "password": "clave" }));
    assert_eq!(ana.put(&path, &opened).await.is(200).json["has_password"], true);
    assert_eq!(ana.put(&path, &read).await.is(200).json["has_password"], true);
    // What was typed in for one server is told to no other; another folder of it is all the same.
    let elsewhere = with(json!({ "host": "127.0.0.2", "port": 1, "security": "none" }));
    let refused = ana.put(&path, &elsewhere).await.fails(422, "invalid");
    assert_eq!(refused.faults(), [("password".to_owned(), "required".to_owned())]);
    let folder = with(json!({ "host": "127.0.0.1", "port": 1, "security": "none", "folder": "Otra" }));
    assert_eq!(ana.put(&path, &folder).await.is(200).json["has_password"], true);
    assert_eq!(ana.put(&path, &forwarded).await.is(200).json["has_password"], false);
    ana.put(&path, &read).await.is(422);
    desk.close().await;
}

#[tokio::test]
async fn the_desk_listens_for_mail_when_it_is_told_to() {
    let folder = TempDir::new().unwrap();
    let running = Running::start_with(&folder.path().join("desk.redb"), |command| {
        command.env("VENTANILLA_SMTP_LISTEN", "127.0.0.1:0");
    });
    let address = running.says("Mail is taken by SMTP and LMTP on 127.0.0.1:");
    let mut line = Line::new(address.parse().unwrap()).await;
    let took = running.ends().await;
    assert!(line.hears().await.starts_with("421 4.3.2") && took < Duration::from_secs(3), "{took:?}");
}
