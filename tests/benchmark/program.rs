//! The program itself, as a process of its own, and a client that speaks to it.

use crate::measure::Outcome;
use reqwest::{Body, Client, RequestBuilder, Response};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ventanilla");

/// Where the program lies.
pub(crate) fn path() -> &'static Path {
    Path::new(PROGRAM)
}

/// Runs a command of the program on a data file; gives what it prints.
pub(crate) fn run(data: &Path, words: &[&str], input: &str) -> Outcome<String> {
    let mut child = Command::new(PROGRAM)
        .args(words)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("ventanilla {}: {}", words.join(" "), output.status).into())
    }
}

/// An API token of this role, made in a file that nobody has open.
pub(crate) fn token(data: &Path, role: &str) -> Outcome<String> {
    let said = run(data, &["token", "create", "--name", "benchmark", "--role", role], "")?;
    Ok(said.split_whitespace().last().unwrap_or_default().to_owned())
}

/// A running desk, or the bare handler that it is held against.
pub(crate) struct Running {
    child: Child,
    pub(crate) url: String,
}

impl Running {
    /// Starts a desk on this data file and waits until it listens.
    pub(crate) fn start(data: &Path) -> Outcome<Self> {
        let mut command = Command::new(PROGRAM);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).env("VENTANILLA_LOG", "error");
        Self::of(&mut command, &[])
    }

    /// Starts the bare handler, which answers these bytes.
    pub(crate) fn start_bare(bytes: &[u8]) -> Outcome<Self> {
        Self::of(Command::new(std::env::current_exe()?).arg("bare"), bytes)
    }

    fn of(command: &mut Command, input: &[u8]) -> Outcome<Self> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input)?;
        }
        let out = child.stdout.take().ok_or("the program says nothing")?;
        let mut lines = BufReader::new(out).lines();
        let listens = lines.by_ref().map_while(Result::ok).find(|line| line.contains("listens on "));
        let url = listens.as_deref().and_then(|line| line.split_once("listens on ")).ok_or("the desk did not start")?;
        let url = url.1.trim().to_owned();
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, url })
    }

    /// Its process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who speaks to a desk with a token.
#[derive(Clone)]
pub(crate) struct Caller {
    client: Client,
    url: String,
    token: String,
}

impl Caller {
    /// A caller with connections of its own.
    pub(crate) fn new(url: &str, token: &str) -> Self {
        Self { client: Client::new(), url: format!("{url}/api/v1"), token: token.to_owned() }
    }

    /// Reads; the answer's bytes.
    pub(crate) async fn read(&self, path: &str) -> Outcome<Vec<u8>> {
        said(self.client.get(format!("{}{path}", self.url)), &self.token).await
    }

    /// Reads what is larger than memory should hold: the answer, to be read on.
    pub(crate) async fn open(&self, path: &str) -> Outcome<Response> {
        let request = self.client.get(format!("{}{path}", self.url));
        Ok(request.bearer_auth(&self.token).send().await?.error_for_status()?)
    }

    /// Sends bytes; the answer's.
    pub(crate) async fn send(&self, path: &str, body: Body) -> Outcome<Vec<u8>> {
        said(self.client.post(format!("{}{path}", self.url)).body(body), &self.token).await
    }

    /// Writes; the answer's bytes.
    pub(crate) async fn write(&self, path: &str, body: &Value) -> Outcome<Vec<u8>> {
        said(self.client.post(format!("{}{path}", self.url)).json(body), &self.token).await
    }
}

async fn said(request: RequestBuilder, token: &str) -> Outcome<Vec<u8>> {
    let answer = request.bearer_auth(token).send().await?;
    let status = answer.status();
    let bytes = answer.bytes().await?.to_vec();
    if status.is_success() { Ok(bytes) } else { Err(format!("{status}: {}", String::from_utf8_lossy(&bytes)).into()) }
}

/// A case to register, the n-th.
pub(crate) fn case(n: u64) -> Value {
    json!({
        "subject": format!("Sin correo en el piso {}", n % 9 + 1),
        "description": "Desde la mañana Outlook aparece desconectado en varios equipos del piso.",
        "channel": "mail",
        "requester": { "email": format!("persona{}@canelos.example", n % 200), "name": "Ana Rojas Fuentes" },
    })
}
