//! A desk in this process, on a free port of its own, with a temporary file and a clock that is set by hand.

use crate::planted;
use chrono::TimeDelta;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Body, Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use std::path::Path;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use ventanilla::app::App;
use ventanilla::clock::Clock;
use ventanilla::desk::{ActorRef, Outcome, Settings};
use ventanilla::http::entry::password;
use ventanilla::http::setup::first_administrator;
use ventanilla::http::state::Options as Edge;
use ventanilla::moment::Moment;
use ventanilla::store::{self, Options, Request, Store};

/// Wednesday, 25 November 2026, 09:20 in Santiago.
pub(crate) const START: &str = "2026-11-25T12:20:00Z";
/// The first administrator's address.
pub(crate) const ADMIN: &str = "ana@mesa.example";
/// The password of everybody.
pub(crate) const PASSWORD: &str = "correcto caballo batería";

/// A running desk.
pub(crate) struct Desk {
    /// Where it is reached, such as `http://127.0.0.1:43210`.
    pub(crate) url: String,
    /// Its clock.
    pub(crate) clock: Clock,
    /// Its data file, from within.
    pub(crate) store: Store,
    /// The token of the one-time link, when it has no administrator.
    pub(crate) setup_token: Option<String>,
    client: Client,
    end: oneshot::Sender<()>,
    task: JoinHandle<std::io::Result<()>>,
    folder: TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body, when it is JSON; else null.
    pub(crate) json: Value,
    /// The body as text.
    pub(crate) text: String,
}

impl Answer {
    /// What was answered, read to its end.
    pub(crate) async fn of(answer: Response) -> reqwest::Result<Self> {
        let status = answer.status();
        let headers = answer.headers().clone();
        let text = answer.text().await?;
        let expected = [StatusCode::SERVICE_UNAVAILABLE, StatusCode::INSUFFICIENT_STORAGE];
        assert!(!status.is_server_error() || expected.contains(&status), "{status}: {text}");
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        let answer = Self { status: status.as_u16(), headers, json, text };
        planted::look(&answer.cookies().join("\n"), &answer.text, &answer.json);
        Ok(answer)
    }

    /// The answer, when it has this status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// The answer, when it is this problem, whole and with the status of the table.
    #[track_caller]
    pub(crate) fn fails(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status, self.json["code"].as_str()), (status, Some(code)), "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.json["status"], status);
        assert_eq!(self.json["type"], format!("/docs/problems#{code}"));
        assert!(self.json["title"].is_string() && self.json["detail"].is_string(), "{}", self.text);
        self
    }

    /// The fields that the problem names, with their codes.
    pub(crate) fn faults(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let faults = self.json["errors"].as_array().into_iter().flatten();
        faults.map(|fault| (text(&fault["field"]), text(&fault["code"]))).collect()
    }

    /// A header, empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The session that the answer gives a browser, as the browser sends it back.
    pub(crate) fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
    }

    /// What the answer lets the desk know the browser by, as the browser sends it back; empty when it is nothing.
    pub(crate) fn device(&self) -> String {
        let device = self.cookies().into_iter().find(|cookie| cookie.contains("ventanilla-device="));
        device.unwrap_or_default().split(';').next().unwrap_or_default().to_owned()
    }

    /// Every cookie that the answer gives, with all that is said of it.
    pub(crate) fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok()).collect()
    }
}

impl Desk {
    /// A desk that waits for its first administrator.
    pub(crate) async fn new() -> Self {
        Self::with(Edge::default(), |_, _| {}).await
    }

    /// A desk with an administrator, Ana.
    pub(crate) async fn set_up() -> Self {
        Self::with(Edge::default(), with_ana).await
    }

    /// A desk with this edge, whose store is prepared before it answers.
    pub(crate) async fn with(edge: Edge, prepare: impl FnOnce(&Store, Moment) + Send + 'static) -> Self {
        Self::open(TempDir::new().unwrap(), edge, Moment::parse(START).unwrap(), prepare).await
    }

    /// A desk at this moment, on the data file that another one left in this folder.
    pub(crate) async fn left_behind(folder: TempDir, now: Moment) -> Self {
        Self::open(folder, Edge::default(), now, |_, _| {}).await
    }

    async fn open(
        folder: TempDir,
        edge: Edge,
        now: Moment,
        prepare: impl FnOnce(&Store, Moment) + Send + 'static,
    ) -> Self {
        planted::listen();
        let path = folder.path().join("desk.redb");
        let options = Options { meter: Some(edge.metrics.meter()), ..Options::default() };
        let store = Store::open(&path, options).unwrap();
        let clock = Clock::settable(now);
        let prepared = store.clone();
        tokio::task::spawn_blocking(move || prepare(&prepared, now)).await.unwrap();
        let app = App::start(store.clone(), clock.clone(), Edge { data_file: path, ..edge });
        let setup_token = app.setup_token().unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (end, ended) = oneshot::channel::<()>();
        let task = tokio::spawn(app.serve(listener, async move { drop(ended.await) }));
        // Nobody is sent elsewhere.
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { url, clock, store, setup_token, client, end, task, folder }
    }

    /// Closes the desk in good order, and checks its data file, the fold of its journal included.
    pub(crate) async fn close(self) {
        self.closed().await;
    }

    /// The same; gives the folder of the data file, which is gone when that is let go.
    pub(crate) async fn closed(self) -> TempDir {
        let Self { end, task, folder, store, client, .. } = self;
        drop((store, client));
        end.send(()).unwrap();
        task.await.unwrap().unwrap();
        let path = folder.path().join("desk.redb");
        let report =
            tokio::task::spawn_blocking(move || store::check(&path, true, &mut |_| {})).await.unwrap().unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
        planted::is_clean();
        folder
    }

    /// Where its data lie.
    pub(crate) fn data_file(&self) -> std::path::PathBuf {
        self.folder.path().join("desk.redb")
    }

    /// The folder of its data file.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, span: TimeDelta) {
        self.clock.set(self.clock.now().plus(span));
    }

    /// A request to a path below the address.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    /// Signs in, and gives who can ask in that name.
    pub(crate) async fn sign_in(&self, email: &str) -> Someone<'_> {
        let answer = self.enter(email, PASSWORD).await.is(200);
        self.with_cookie(&answer.cookie())
    }

    /// An attempt to sign in.
    pub(crate) async fn enter(&self, email: &str, password: &str) -> Answer {
        let body = json!({ "email": email, "password": password });
        read(self.request(Method::POST, "/api/v1/session").json(&body)).await
    }

    /// Ana, the administrator.
    pub(crate) async fn ana(&self) -> Someone<'_> {
        self.sign_in(ADMIN).await
    }

    /// Nobody.
    pub(crate) fn nobody(&self) -> Someone<'_> {
        Someone { desk: self, headers: HeaderMap::new() }
    }

    /// Whoever has this session, in a browser on the desk's own pages.
    pub(crate) fn with_cookie(&self, cookie: &str) -> Someone<'_> {
        self.nobody().with("cookie", cookie).with("origin", &self.url)
    }

    /// Whoever has this token.
    pub(crate) fn with_token(&self, token: &str) -> Someone<'_> {
        self.nobody().with("authorization", &format!("Bearer {token}"))
    }

    /// A new user with these roles, signed in.
    pub(crate) async fn new_user(&self, ana: &Someone<'_>, name: &str, roles: &[&str]) -> (u64, Someone<'_>) {
        let email = format!("{}@mesa.example", name.to_lowercase());
        let body = json!({ "name": name, "email": email, "roles": roles, "password": PASSWORD });
        let made = ana.post("/api/v1/users", &body).await.is(201);
        (made.json["id"].as_u64().unwrap(), self.sign_in(&email).await)
    }
}

/// Makes Ana the first administrator.
pub(crate) fn with_ana(store: &Store, now: Moment) {
    let hash = password::hash(PASSWORD).unwrap();
    let command = first_administrator("Ana Rojas".to_owned(), ADMIN.to_owned(), Ok(hash), Settings::default());
    let done = store.submit_blocking(Request::new(ActorRef::Setup, command, now)).unwrap();
    assert!(matches!(done.outcome, Outcome::User(_)));
}

/// Somebody who asks.
#[derive(Clone)]
pub(crate) struct Someone<'a> {
    desk: &'a Desk,
    headers: HeaderMap,
}

impl Someone<'_> {
    /// The same, sending a header more.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, HeaderValue::from_str(value).unwrap());
        self
    }

    /// A request in their name.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.desk.request(method, path).headers(self.headers.clone())
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        read(self.request(Method::GET, path)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        read(self.request(Method::DELETE, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        read(self.request(Method::POST, path).json(body)).await
    }

    /// Puts the draft of the service model in force, and answers with the model.
    pub(crate) async fn publish_model(&self) -> Value {
        let draft = self.get("/api/v1/model/draft").await.is(200).json;
        let over = serde_json::json!({ "over": draft["in_force"] });
        self.post("/api/v1/model/draft/publish", &over).await.is(200).json
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        read(self.request(Method::PUT, path).json(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        read(self.request(Method::PATCH, path).json(body)).await
    }
}

/// Sends a request and reads the answer to its end.
pub(crate) async fn read(request: RequestBuilder) -> Answer {
    try_read(request).await.unwrap()
}

/// The same with a desk that may break off meanwhile.
pub(crate) async fn try_read(request: RequestBuilder) -> reqwest::Result<Answer> {
    let (client, request) = request.build_split();
    let request = request?;
    let body = request.body().and_then(Body::as_bytes).unwrap_or_default();
    let typed = serde_json::from_slice(body).unwrap_or(Value::Null);
    let answer = Answer::of(client.execute(request).await?).await?;
    // What was refused may be no secret at all.
    if answer.status < 300 {
        planted::typed(&typed);
    }
    Ok(answer)
}
