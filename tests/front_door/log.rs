//! The log: JSON when asked for, the id of its request in each line, and no secret and none of people's words in it.

use crate::LOOKS;
use crate::http::desk::{Answer, read};
use crate::program::{Running, done, set_up, token};
use crate::smtp::SmtpServer;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::time::Duration;
use tempfile::TempDir;

const PASSWORD: &str = "clave-plantada-de-ana";
const MAIL_PASSWORD: &str = "clave-plantada-del-correo";
const WORDS: &str = "palabras-plantadas-de-alguien";

struct Desk {
    running: Running,
    client: Client,
}

impl Desk {
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.running.url)).header("origin", &self.running.url)
    }
}

#[tokio::test]
async fn the_log_of_a_run_holds_every_request_and_no_secret() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, PASSWORD);
    let token = token(&data, "administrator");
    let server = SmtpServer::start().await;

    let running = Running::start_with(&data, |command| {
        command.args(["--log", "trace", "--log-format", "json"]);
    });
    let desk = Desk { running, client: Client::new() };
    let enter = |password: &str| {
        let body = json!({ "email": "ana@mesa.example", "password": password });
        desk.request(Method::POST, "/api/v1/session").json(&body)
    };
    read(enter("clave-plantada-errada")).await.is(401);
    let entered = read(enter(PASSWORD)).await.is(200);
    let cookie = entered.cookie();
    let session = cookie.split_once('=').unwrap().1;
    let mail = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "username": "mesa", "password": MAIL_PASSWORD,
        "from_address": "mesa@mesa.example",
    });
    read(desk.request(Method::PUT, "/api/v1/mail/settings").bearer_auth(&token).json(&mail)).await.is(200);
    let test = json!({ "to": "ana@mesa.example" });
    read(desk.request(Method::POST, "/api/v1/mail/test").bearer_auth(&token).json(&test)).await.is(200);
    let case = json!({
        "subject": WORDS, "description": WORDS, "channel": "phone",
        "requester": { "email": "rosa@canelos.example", "name": WORDS },
    });
    let made = desk.request(Method::POST, "/api/v1/tickets").header("cookie", &cookie);
    read(made.json(&case)).await.is(201);
    let asked = desk.request(Method::GET, &format!("/api/v1/persons?q={WORDS}")).bearer_auth(&token);
    let asked = read(asked.header("x-request-id", WORDS)).await.is(200);
    let page = read(desk.request(Method::GET, &format!("/{WORDS}?{WORDS}")).bearer_auth(&token)).await.is(200);
    let refused = read(desk.request(Method::GET, "/api/v1/tickets/1").bearer_auth(WORDS)).await.is(401);
    // The mail about the case leaves too.
    for _ in 0..LOOKS {
        if !server.received().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let log = desk.running.end();
    for planted in [PASSWORD, "clave-plantada-errada", MAIL_PASSWORD, WORDS, &token, session, "rosa@canelos"] {
        assert!(!log.contains(planted), "{planted} is in the log");
    }
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = |answer: &Answer| {
        let id = answer.header("x-request-id");
        let found: Vec<&Value> = lines.iter().filter(|line| line["span"]["id"] == id).collect();
        let [line] = found[..] else { panic!("{id}: {found:?}") };
        (line["method"].clone(), line["route"].clone(), line["status"].clone())
    };
    assert_eq!(line(&asked), (json!("GET"), json!("/api/v1/persons"), json!(200)));
    assert_eq!(line(&page), (json!("GET"), json!("/*page"), json!(200)));
    assert_eq!(line(&refused), (json!("GET"), json!("/api/v1/tickets/{number}"), json!(401)));
    assert_eq!(line(&entered).2, json!(200));
    assert!(lines.iter().all(|line| line["level"].is_string() && line["timestamp"].is_string()));
    done(&data, &["check", "--rebuild"], "");
}

#[test]
fn what_cannot_be_a_filter_of_the_log_is_refused() {
    let folder = TempDir::new().unwrap();
    let refused = crate::program::run(&folder.path().join("desk.redb"), &["serve", "--log", "ventanilla=loud"], "");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!((refused.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(said.contains("ventanilla=loud") && said.contains("info"), "{said}");
}
