//! The log: JSON when asked for, the id of its request in each line, and no secret and none of people's words in it.

use crate::program::{Running, done};
use crate::smtp::SmtpServer;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use std::fs::{self, File};
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

    async fn send(&self, request: RequestBuilder, status: u16) -> Response {
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{answer:?}");
        answer
    }
}

fn request_id(answer: &Response) -> String {
    answer.headers()["x-request-id"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_log_of_a_run_holds_every_request_and_no_secret() {
    let folder = TempDir::new().unwrap();
    let (data, log) = (folder.path().join("desk.redb"), folder.path().join("log"));
    let setup = ["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin"];
    done(&data, &setup, &format!("{PASSWORD}\n"));
    let said = done(&data, &["token", "create", "--name", "Robot", "--role", "administrator"], "");
    let token = said.split_whitespace().last().unwrap().to_owned();
    let server = SmtpServer::start().await;

    let running = Running::start_with(&data, |command| {
        command.args(["--log", "trace", "--log-format", "json"]).stderr(File::create(&log).unwrap());
    });
    let desk = Desk { running, client: Client::new() };
    let enter = |password: &str| {
        let body = json!({ "email": "ana@mesa.example", "password": password });
        desk.request(Method::POST, "/api/v1/session").json(&body)
    };
    desk.send(enter("clave-plantada-errada"), 401).await;
    let entered = desk.send(enter(PASSWORD), 200).await;
    let cookie = entered.headers()["set-cookie"].to_str().unwrap().to_owned();
    let session = cookie.split(';').next().and_then(|pair| pair.split_once('=')).unwrap().1.to_owned();
    let mail = json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "username": "mesa", "password": MAIL_PASSWORD,
        "from_address": "mesa@mesa.example",
    });
    desk.send(desk.request(Method::PUT, "/api/v1/mail/settings").bearer_auth(&token).json(&mail), 200).await;
    let test = json!({ "to": "ana@mesa.example" });
    desk.send(desk.request(Method::POST, "/api/v1/mail/test").bearer_auth(&token).json(&test), 200).await;
    let case = json!({
        "subject": WORDS, "description": WORDS, "channel": "phone",
        "requester": { "email": "rosa@canelos.example", "name": WORDS },
    });
    let made = desk.request(Method::POST, "/api/v1/tickets").header("cookie", format!("ventanilla={session}"));
    desk.send(made.json(&case), 201).await;
    let asked = desk.request(Method::GET, &format!("/api/v1/persons?q={WORDS}")).bearer_auth(&token);
    let asked = desk.send(asked.header("x-request-id", WORDS), 200).await;
    let page = desk.send(desk.request(Method::GET, &format!("/{WORDS}?{WORDS}")).bearer_auth(&token), 200).await;
    let refused = desk.send(desk.request(Method::GET, "/api/v1/tickets/1").bearer_auth(WORDS), 401).await;
    // The mail about the case leaves too.
    for _ in 0..100 {
        if !server.received().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    desk.running.end();

    let log = fs::read_to_string(&log).unwrap();
    for planted in [PASSWORD, "clave-plantada-errada", MAIL_PASSWORD, WORDS, &token, &session, "rosa@canelos"] {
        assert!(!log.contains(planted), "{planted} is in the log");
    }
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let line = |answer: &Response| {
        let id = request_id(answer);
        let found: Vec<&Value> = lines.iter().filter(|line| line["span"]["id"] == *id).collect();
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
