//! A small SMTP server on loopback that does as it is told: takes mail, hangs, refuses, or dies at a chosen moment;
//! in the clear, by TLS, or by TLS after STARTTLS.

use crate::LOOKS;
use crate::authority::Identity;
use crate::planted;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// What a connection meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Everything is taken.
    Accepts,
    /// The connection is there, and nobody speaks.
    Hangs,
    /// Every recipient is refused for now, with this text.
    Defers(&'static str),
    /// Every recipient is refused for good, with this text.
    Refuses(&'static str),
    /// The message is refused for good after its last line.
    RefusesContent(&'static str),
    /// Dies while the message is on its way.
    DiesInTheMessage,
    /// Takes the whole message, and dies without a word.
    DiesBeforeTheAnswer,
    /// Takes the whole message, and never answers.
    HangsBeforeTheAnswer,
    /// Takes its time before every answer.
    Slow(Duration),
}

/// How the server protects its connections.
#[derive(Clone)]
enum Protection {
    None,
    Tls(TlsAcceptor),
    StartTls(TlsAcceptor),
}

/// What ends a conversation.
enum End {
    Over,
    StartTls,
}

/// A message as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// The envelope's recipient.
    pub(crate) to: String,
    /// Headers and body, with CR LF.
    pub(crate) raw: String,
    /// Whether the client was told that it was taken.
    pub(crate) acknowledged: bool,
}

#[derive(Default)]
struct State {
    script: VecDeque<Manner>,
    otherwise: Option<Manner>,
    received: Vec<Received>,
    connections: usize,
    sign_ins: Vec<String>,
    in_the_clear: Vec<String>,
}

/// The server. It lives as long as the runtime.
#[derive(Clone)]
pub(crate) struct SmtpServer {
    pub(crate) port: u16,
    protection: Protection,
    state: Arc<Mutex<State>>,
}

impl SmtpServer {
    /// Listens on a free port of loopback.
    pub(crate) async fn start() -> Self {
        Self::listen(Protection::None).await
    }

    /// Begins each connection with TLS.
    pub(crate) async fn start_tls(identity: &Identity) -> Self {
        Self::listen(Protection::Tls(identity.acceptor())).await
    }

    /// Offers STARTTLS.
    pub(crate) async fn start_starttls(identity: &Identity) -> Self {
        Self::listen(Protection::StartTls(identity.acceptor())).await
    }

    async fn listen(protection: Protection) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, protection, state: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                let manner = server.next_manner();
                tokio::spawn(async move {
                    // A client that goes away is no failure of the server.
                    let _ = server.serve(stream, manner).await;
                });
            }
        });
        server
    }

    /// The next connections meet these manners, one each; then what [`SmtpServer::always`] says.
    pub(crate) fn then(&self, manners: &[Manner]) {
        self.state().script.extend(manners);
    }

    /// What every other connection meets.
    pub(crate) fn always(&self, manner: Manner) {
        self.state().otherwise = Some(manner);
    }

    /// The messages whose last line came, in order.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> usize {
        self.state().connections
    }

    /// What clients signed in with, as `AUTH PLAIN` has it.
    pub(crate) fn sign_ins(&self) -> Vec<String> {
        self.state().sign_ins.clone()
    }

    /// The lines that came unprotected, but for messages.
    pub(crate) fn in_the_clear(&self) -> Vec<String> {
        self.state().in_the_clear.clone()
    }

    /// Waits until `count` messages have come.
    pub(crate) async fn wait_for(&self, count: usize) -> Vec<Received> {
        for _ in 0..LOOKS {
            let received = self.received();
            if received.len() >= count {
                return received;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} messages came, not {count}", self.received().len());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn next_manner(&self) -> Manner {
        let mut state = self.state();
        state.connections += 1;
        state.script.pop_front().or(state.otherwise).unwrap_or(Manner::Accepts)
    }

    async fn serve(&self, stream: TcpStream, manner: Manner) -> std::io::Result<()> {
        match &self.protection {
            Protection::Tls(acceptor) => {
                let mut lines = BufReader::new(acceptor.accept(stream).await?);
                self.greet(&mut lines, manner).await?;
                self.converse(&mut lines, manner, true).await?;
            }
            Protection::None | Protection::StartTls(_) => {
                let mut lines = BufReader::new(stream);
                self.greet(&mut lines, manner).await?;
                let end = self.converse(&mut lines, manner, false).await?;
                if let (Protection::StartTls(acceptor), End::StartTls) = (&self.protection, end) {
                    let mut lines = BufReader::new(acceptor.accept(lines.into_inner()).await?);
                    self.converse(&mut lines, manner, true).await?;
                }
            }
        }
        Ok(())
    }

    async fn greet<S: Stream>(&self, lines: &mut BufReader<S>, manner: Manner) -> std::io::Result<()> {
        if manner == Manner::Hangs {
            let mut rest = Vec::new();
            lines.read_to_end(&mut rest).await?;
        }
        say(lines, manner, "220 desk.test ESMTP").await
    }

    async fn converse<S: Stream>(
        &self,
        lines: &mut BufReader<S>,
        manner: Manner,
        protected: bool,
    ) -> std::io::Result<End> {
        let starttls = !protected && matches!(self.protection, Protection::StartTls(_));
        let mut to = String::new();
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line).await? == 0 {
                return Ok(End::Over);
            }
            let command = line.trim_end();
            if !protected {
                self.state().in_the_clear.push(command.to_owned());
            }
            let verb = command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    let offer = if starttls { "250-STARTTLS\r\n" } else { "" };
                    let answer = format!("250-desk.test\r\n250-8BITMIME\r\n{offer}250 AUTH PLAIN");
                    say(lines, manner, &answer).await?;
                }
                "STARTTLS" if starttls => {
                    say(lines, manner, "220 go ahead").await?;
                    return Ok(End::StartTls);
                }
                "AUTH" => {
                    self.state().sign_ins.push(command.to_owned());
                    say(lines, manner, "235 2.7.0 welcome").await?;
                }
                "MAIL" => say(lines, manner, "250 2.1.0 ok").await?,
                "RCPT" => {
                    to = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    match manner {
                        Manner::Defers(words) => say(lines, manner, &format!("451 {words}")).await?,
                        Manner::Refuses(words) => say(lines, manner, &format!("550 {words}")).await?,
                        _ => say(lines, manner, "250 2.1.5 ok").await?,
                    }
                }
                "DATA" => {
                    say(lines, manner, "354 go on").await?;
                    if manner == Manner::DiesInTheMessage {
                        let mut some = [0; 64];
                        let _ = lines.read(&mut some).await?;
                        return Ok(End::Over);
                    }
                    let raw = message(lines).await?;
                    planted::overhear(&raw);
                    let acknowledged = !matches!(
                        manner,
                        Manner::DiesBeforeTheAnswer | Manner::HangsBeforeTheAnswer | Manner::RefusesContent(_)
                    );
                    self.state().received.push(Received { to: to.clone(), raw, acknowledged });
                    match manner {
                        Manner::DiesBeforeTheAnswer => return Ok(End::Over),
                        Manner::HangsBeforeTheAnswer => {
                            let mut rest = Vec::new();
                            lines.read_to_end(&mut rest).await?;
                            return Ok(End::Over);
                        }
                        Manner::RefusesContent(words) => say(lines, manner, &format!("554 {words}")).await?,
                        _ => say(lines, manner, "250 2.0.0 queued as 42").await?,
                    }
                }
                "QUIT" => {
                    say(lines, manner, "221 bye").await?;
                    return Ok(End::Over);
                }
                _ => say(lines, manner, "500 what").await?,
            }
        }
    }
}

/// A connection, protected or not.
trait Stream: AsyncRead + AsyncWrite + Unpin {}

impl<S: AsyncRead + AsyncWrite + Unpin> Stream for S {}

async fn say<S: Stream>(lines: &mut BufReader<S>, manner: Manner, answer: &str) -> std::io::Result<()> {
    if let Manner::Slow(pause) = manner {
        tokio::time::sleep(pause).await;
    }
    lines.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await?;
    lines.get_mut().flush().await
}

/// What comes up to the line with the dot, the dots that were added taken away.
async fn message<S: Stream>(lines: &mut BufReader<S>) -> std::io::Result<String> {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == ".\r\n" {
            return Ok(raw);
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

impl Received {
    /// A header's value, unfolded, with its encoded words read.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let head = self.raw.split("\r\n\r\n").next()?.replace("\r\n ", " ").replace("\r\n\t", " ");
        let prefix = format!("{}:", name.to_ascii_lowercase());
        let line = head.split("\r\n").find(|line| line.to_ascii_lowercase().starts_with(&prefix))?;
        Some(decoded_words(line[prefix.len()..].trim()))
    }

    /// The plain face, with `\n` line ends.
    pub(crate) fn plain(&self) -> String {
        self.part("text/plain")
    }

    /// The plain face in one line, however it is folded.
    pub(crate) fn words(&self) -> String {
        self.plain().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The HTML face.
    pub(crate) fn html(&self) -> String {
        self.part("text/html")
    }

    fn part(&self, kind: &str) -> String {
        let boundary = self.raw.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap();
        let part = self.raw.split(&format!("--{boundary}")).find(|part| part.contains(kind)).unwrap();
        let (head, body) = part.split_once("\r\n\r\n").unwrap();
        let head = head.to_ascii_lowercase();
        let bytes = if head.contains("quoted-printable") {
            quoted_printable(body)
        } else if head.contains("base64") {
            base64(&body.replace("\r\n", ""))
        } else {
            body.as_bytes().to_vec()
        };
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    }
}

fn base64(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text.trim()).unwrap()
}

fn quoted_printable(text: &str) -> Vec<u8> {
    let joined = text.replace("=\r\n", "");
    let bytes = joined.as_bytes();
    let mut read = Vec::new();
    let mut place = 0;
    while place < bytes.len() {
        if bytes[place] == b'=' {
            read.push(u8::from_str_radix(&joined[place + 1..place + 3], 16).unwrap());
            place += 3;
        } else {
            read.push(bytes[place]);
            place += 1;
        }
    }
    read
}

/// RFC 2047, as far as our own headers use it: base64 words in UTF-8.
fn decoded_words(value: &str) -> String {
    let mut read: Vec<u8> = Vec::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(start) = rest.find("=?utf-8?b?") {
        let between = &rest[..start];
        if !(after_word && between.trim().is_empty()) {
            read.extend(between.as_bytes());
        }
        let word = &rest[start + 10..];
        let end = word.find("?=").unwrap();
        read.extend(base64(&word[..end]));
        rest = &word[end + 2..];
        after_word = true;
    }
    read.extend(rest.as_bytes());
    String::from_utf8(read).unwrap()
}
