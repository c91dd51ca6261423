//! A small HTTP server on loopback where tokens of OAuth 2 are had, which answers as it is told.

use crate::receiver;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

#[derive(Default)]
struct State {
    script: VecDeque<(u16, String)>,
    asked: Vec<BTreeMap<String, String>>,
}

/// The server. It lives as long as the runtime.
#[derive(Clone)]
pub(crate) struct TokenEndpoint {
    /// Where it is.
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl TokenEndpoint {
    /// Listens on a free port of loopback.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://127.0.0.1:{}/token", listener.local_addr().unwrap().port());
        let endpoint = Self { url, state: Arc::default() };
        let serving = endpoint.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let endpoint = serving.clone();
                tokio::spawn(async move {
                    let mut stream = BufReader::new(stream);
                    let Some(posted) = receiver::read(&mut stream).await else { return };
                    assert_eq!(posted.header("content-type"), "application/x-www-form-urlencoded");
                    let answer = endpoint.answer(form(&posted.body));
                    // A client that goes away is no failure of the server.
                    let _ = stream.get_mut().write_all(answer.as_bytes()).await;
                    let _ = stream.get_mut().shutdown().await;
                });
            }
        });
        endpoint
    }

    /// The next who ask are answered so, one each; those after them are told that what they bring is worth nothing.
    pub(crate) fn then(&self, answers: &[(u16, Value)]) {
        self.state().script.extend(answers.iter().map(|(status, body)| (*status, body.to_string())));
    }

    /// What was asked, in order.
    pub(crate) fn asked(&self) -> Vec<BTreeMap<String, String>> {
        self.state().asked.clone()
    }

    fn answer(&self, asked: BTreeMap<String, String>) -> String {
        let mut state = self.state();
        state.asked.push(asked);
        let expired =
            json!({ "error": "invalid_grant", "error_description": "AADSTS700082: it has expired.\r\nTrace: 1" });
        let (status, body) = state.script.pop_front().unwrap_or_else(|| (400, expired.to_string()));
        format!("HTTP/1.1 {status} So\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

/// The fields of a form, or of the query of an address.
pub(crate) fn form(text: &str) -> BTreeMap<String, String> {
    form_urlencoded::parse(text.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}
