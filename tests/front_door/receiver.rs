//! A small HTTPS server on loopback that takes the messages of webhooks, and answers as it is told.

use crate::LOOKS;
use crate::authority::Identity;
use crate::planted;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// A message as it came.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    /// Its path.
    pub(crate) path: String,
    /// Its headers, in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// Its body.
    pub(crate) body: String,
}

impl Posted {
    /// A header, empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The body.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Default)]
struct State {
    script: VecDeque<String>,
    posted: Vec<Posted>,
}

/// The server. It lives as long as the runtime.
#[derive(Clone)]
pub(crate) struct Receiver {
    pub(crate) port: u16,
    state: Arc<Mutex<State>>,
}

impl Receiver {
    /// Listens on a free port of loopback.
    pub(crate) async fn start(identity: &Identity) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let receiver = Self { port: listener.local_addr().unwrap().port(), state: Arc::default() };
        let (serving, acceptor) = (receiver.clone(), identity.acceptor());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (receiver, acceptor) = (serving.clone(), acceptor.clone());
                tokio::spawn(async move {
                    let Ok(stream) = acceptor.accept(stream).await else { return };
                    let mut stream = BufReader::new(stream);
                    let Some(posted) = read(&mut stream).await else { return };
                    planted::search(&posted.body);
                    let answer = receiver.take(posted);
                    // A client that goes away is no failure of the server.
                    let _ = stream.get_mut().write_all(answer.as_bytes()).await;
                    let _ = stream.get_mut().shutdown().await;
                });
            }
        });
        receiver
    }

    /// The next messages are answered with these statuses and headers, one each; then all are taken.
    pub(crate) fn then(&self, answers: &[&str]) {
        let answer = |head: &&str| format!("HTTP/1.1 {head}\r\ncontent-length: 3\r\nconnection: close\r\n\r\nbah");
        self.state().script.extend(answers.iter().map(answer));
    }

    /// All that came, in order, once there are so many.
    pub(crate) async fn wait_for(&self, count: usize) -> Vec<Posted> {
        for _ in 0..LOOKS {
            if self.state().posted.len() >= count {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let posted = self.state().posted.clone();
        assert_eq!(posted.len(), count, "{posted:?}");
        posted
    }

    fn take(&self, posted: Posted) -> String {
        let mut state = self.state();
        state.posted.push(posted);
        state.script.pop_front().unwrap_or_else(|| "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_owned())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

/// Reads a request.
pub(crate) async fn read<S: tokio::io::AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<Posted> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let path = lines.first()?.split(' ').nth(1)?.to_owned();
    let split = |line: &String| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let headers: Vec<(String, String)> = lines.iter().skip(1).filter_map(split).collect();
    let length = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(Posted { path, headers, body: String::from_utf8(body).ok()? })
}
