//! One conversation with an IMAP server (RFC 3501, IDLE of RFC 2177, MOVE of RFC 6851, SASL-IR of RFC 4959). Whatever the other side does,
//! each step ends in time, and takes no more memory than it may.

use super::folder_name::on_the_server;
use crate::channels::names::addresses;
use crate::channels::tls::{Wire, in_words, shake_hands};
use async_imap::error::Error;
use async_imap::imap_proto::{AttributeValue, MailboxDatum, Response, Status};
use async_imap::types::UnsolicitedResponse;
use async_imap::{Authenticator, Client, Session};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rules::desk::mail::{AfterTaking, ImapServer};
use rules::desk::text::clean_line;
use rules::words::MailSecurity;
use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;

/// For name, connection and handshake.
const CONNECT: Duration = Duration::from_secs(20);
/// For the answer to a command.
const COMMAND: Duration = Duration::from_secs(60);
/// So many bytes may answer one command.
const ANSWER_MAX: usize = 16 << 20;
/// So much of a mail is asked for at once.
const PIECE: usize = 512 << 10;
/// The longest mail that is fetched; servers take less.
pub(super) const LONGEST: u32 = 64 << 20;
/// The most of what is kept of a server's words.
const WORDS_MAX: usize = 300;
/// What is said of a server that says nothing.
const SILENT: &str = "the server closed the connection without a word";

/// A stream of which only so much is read before somebody allows more.
#[derive(Debug)]
struct Rationed {
    inner: Box<dyn Wire>,
    left: Arc<AtomicUsize>,
}

impl AsyncRead for Rationed {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.left.load(Ordering::Relaxed) == 0 {
            return Poll::Ready(Err(io::Error::other("the server says more than it was asked")));
        }
        let before = buf.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(cx, buf);
        let more = buf.filled().len() - before;
        self.left.store(self.left.load(Ordering::Relaxed).saturating_sub(more), Ordering::Relaxed);
        read
    }
}

impl AsyncWrite for Rationed {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(cx, bytes)
    }
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }
    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}

/// A folder that is open.
pub(super) struct Folder {
    session: Session<Rationed>,
    left: Arc<AtomicUsize>,
    /// Whether the server says by itself that something came.
    pub(super) tells: bool,
    moves: bool,
    expunges_by_uid: bool,
    /// UIDVALIDITY; `None`: UIDs mean nothing here.
    pub(super) validity: Option<u32>,
    /// Up to which UID it was looked through: what came later waits, also when somebody has read it. At first, the last
    /// mail that is here; `None`: the server does not say which that is, or UIDs mean nothing.
    pub(super) seen_up_to: Option<u32>,
    /// How many mails lie in it.
    pub(super) exists: u32,
    /// Whether the server said beside an answer that something came.
    came: bool,
    then: AfterTaking,
}

/// What the server did not want to do, in its own words. It can be asked for something else.
pub(super) struct Refused(pub(super) String);

/// The mails that wait in a folder.
pub(super) struct Waiting {
    /// Their UIDs, each with whether it has to be marked or moved once the desk has it.
    pub(super) uids: BTreeMap<u32, bool>,
    /// Why the server did not say which of those that people have read are new.
    pub(super) refused: Option<String>,
}

/// What came of waiting.
pub(super) enum Waited {
    /// The folder may have changed.
    Told(Box<Folder>),
    /// The server tells nothing by itself, whatever it announced.
    Refused,
}

/// What opens a mailbox.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    /// A password.
    Password(&'a str),
    /// An access token of OAuth 2.
    Token(&'a str),
}

/// Why a folder is not open.
pub(super) struct NotOpen {
    /// What went wrong, with the server's own words.
    pub(super) words: String,
    /// Whether the server let nobody in with this key.
    pub(super) refused: bool,
}

impl From<String> for NotOpen {
    fn from(words: String) -> Self {
        Self { words, refused: false }
    }
}

/// Connects, protects the connection, signs in and opens the folder.
///
/// # Errors
/// Why not.
pub(super) async fn open(server: &ImapServer, then: &AfterTaking, key: Key<'_>) -> Result<Folder, NotOpen> {
    let left = Arc::new(AtomicUsize::new(ANSWER_MAX));
    let mut client = within(CONNECT, connect(server, &left)).await??;
    allow(&left);
    if server.security != MailSecurity::StartTls {
        let greeting = within(COMMAND, client.read_response()).await?.map_err(in_words)?;
        greeting.ok_or_else(|| SILENT.to_owned())?;
    }
    let mut session = within(COMMAND, sign_in(client, &server.username, key)).await??;
    allow(&left);
    let can = within(COMMAND, session.capabilities()).await?.map_err(words)?;
    let (tells, moves, expunges_by_uid) = (can.has_str("IDLE"), can.has_str("MOVE"), can.has_str("UIDPLUS"));
    allow(&left);
    let opened = within(COMMAND, session.select(on_the_server(&server.folder))).await?;
    let opened = opened.map_err(|error| format!("{}: {}", server.folder, words(error)))?;
    let validity = opened.uid_validity.filter(|validity| *validity > 0);
    let mut folder = Folder {
        session,
        left,
        tells,
        moves,
        expunges_by_uid,
        validity,
        seen_up_to: opened.uid_next.map(|next| next.saturating_sub(1)).filter(|_| validity.is_some()),
        exists: opened.exists,
        came: false,
        then: then.clone(),
    };
    if validity.is_some() && folder.seen_up_to.is_none() {
        folder.seen_up_to = match folder.exists {
            0 => Some(0),
            _ => folder.search("UID *").await?.ok().and_then(|found| found.into_iter().max()),
        };
    }
    Ok(folder)
}

async fn connect(server: &ImapServer, left: &Arc<AtomicUsize>) -> Result<Client<Rationed>, String> {
    let mut tried = Vec::new();
    for address in addresses(&server.host).await? {
        match TcpStream::connect((address, server.port)).await {
            Ok(stream) => {
                // Each command waits for the answer to the one before it.
                stream.set_nodelay(true).map_err(in_words)?;
                return protect(server, stream, left).await;
            }
            Err(cause) => tried.push(format!("{address}:{}: {cause}", server.port)),
        }
    }
    Err(tried.join("; "))
}

async fn protect(server: &ImapServer, stream: TcpStream, left: &Arc<AtomicUsize>) -> Result<Client<Rationed>, String> {
    let trusted = server.trusted_certificates.as_deref();
    let rationed = |inner: Box<dyn Wire>| Client::new(Rationed { inner, left: Arc::clone(left) });
    Ok(match server.security {
        MailSecurity::None => rationed(Box::new(stream)),
        MailSecurity::Tls => rationed(Box::new(shake_hands(&server.host, trusted, stream).await?)),
        MailSecurity::StartTls => {
            let mut plain = Client::new(stream);
            plain.read_response().await.map_err(in_words)?.ok_or(SILENT)?;
            plain.run_command_and_check_ok("STARTTLS", None).await.map_err(words)?;
            rationed(Box::new(shake_hands(&server.host, trusted, plain.into_inner()).await?))
        }
    })
}

/// Signs in.
async fn sign_in(client: Client<Rationed>, username: &str, key: Key<'_>) -> Result<Session<Rationed>, NotOpen> {
    let token = match key {
        Key::Password(password) => {
            let signed_in = client.login(username, password).await;
            return signed_in.map_err(|(error, _)| refusal(error, ""));
        }
        Key::Token(token) => token,
    };
    let answer = format!("user={username}\x01auth=Bearer {token}\x01\x01");
    let mut bearer = Bearer { answer: None, said: String::new() };
    let mut stream = client.into_inner();
    let how = if takes_an_answer_at_once(&mut stream).await.map_err(in_words)? {
        format!("XOAUTH2 {}", STANDARD.encode(&answer))
    } else {
        bearer.answer = Some(answer);
        "XOAUTH2".to_owned()
    };
    let signed_in = Client::new(stream).authenticate(how, &mut bearer).await;
    signed_in.map_err(|(error, _)| refusal(error, &bearer.said))
}

/// Why a server lets nobody in; `said` is what it said before.
fn refusal(error: Error, said: &str) -> NotOpen {
    let refused = matches!(error, Error::No(_));
    let words = clean_line(&format!("{} {said}", words(error))).chars().take(WORDS_MAX).collect();
    NotOpen { words, refused }
}

/// Whether the first answer may stand in the command itself (SASL-IR). The library asks that only once somebody is in.
async fn takes_an_answer_at_once(stream: &mut Rationed) -> io::Result<bool> {
    stream.write_all(b"C CAPABILITY\r\n").await?;
    stream.flush().await?;
    let (mut line, mut at_once) = (Vec::new(), false);
    loop {
        match stream.read_u8().await? {
            b'\n' => {
                let said = String::from_utf8_lossy(&line).to_ascii_uppercase();
                if said.starts_with("C ") {
                    return Ok(at_once);
                }
                at_once |= said.starts_with("* CAPABILITY ") && said.split_whitespace().any(|word| word == "SASL-IR");
                line.clear();
            }
            byte => line.push(byte),
        }
    }
}

/// XOAUTH2 (developers.google.com/workspace/gmail/imap/xoauth2-protocol): a server that refuses says why in a challenge, and
/// wants an empty answer before it says no.
struct Bearer {
    /// What it has not said yet.
    answer: Option<String>,
    /// What the server said to it.
    said: String,
}

impl Authenticator for &mut Bearer {
    type Response = String;

    fn process(&mut self, challenge: &[u8]) -> String {
        self.said = String::from_utf8_lossy(challenge).into_owned();
        self.answer.take().unwrap_or_default()
    }
}

impl Folder {
    /// The mails that wait here, the oldest first.
    pub(super) async fn waiting(&mut self) -> Result<Waiting, String> {
        // What came before is found by looking.
        while self.session.unsolicited_responses.try_recv().is_ok() {}
        self.came = false;
        // What is moved away when the desk has it, waits while it is here; else it waits until it is marked. A server that
        // knows no better leaves here, marked, what it copied away.
        let which = match self.then {
            AfterTaking::Move(_) => "UNDELETED",
            AfterTaking::Mark => "UNSEEN",
        };
        let unread = self.search(which).await?.map_err(|refused| refused.0)?;
        let mut waiting = Waiting { uids: unread.into_iter().map(|uid| (uid, true)).collect(), refused: None };
        if let (AfterTaking::Mark, Some(before)) = (&self.then, self.seen_up_to) {
            match self.search(&format!("UID {}:* UNDELETED UNDRAFT", u64::from(before) + 1)).await? {
                // Without anything new the range is that of the last mail (RFC 3501, section 6.4.8).
                Ok(new) => new.into_iter().filter(|uid| *uid > before).for_each(|uid| {
                    waiting.uids.entry(uid).or_insert(false);
                }),
                Err(refused) => waiting.refused = Some(refused.0),
            }
        }
        Ok(waiting)
    }

    async fn search(&mut self, which: &str) -> Result<Result<Vec<u32>, Refused>, String> {
        let mut uids = Vec::new();
        let found = self.exchange(format!("UID SEARCH {which}"), |line| {
            if let Response::MailboxData(MailboxDatum::Search(found)) = line {
                uids.extend(found);
            }
        });
        Ok(found.await?.map(|()| uids))
    }

    /// How many bytes a mail has; `None`: it is gone.
    pub(super) async fn size(&mut self, uid: u32) -> Result<Result<Option<u32>, Refused>, String> {
        let mut size = None;
        let asked = self.exchange(format!("UID FETCH {uid} (UID RFC822.SIZE)"), |line| {
            size = attributes(line, uid)
                .find_map(|one| if let AttributeValue::Rfc822Size(size) = one { Some(*size) } else { None })
                .or(size);
        });
        Ok(asked.await?.map(|()| size))
    }

    /// A mail as it lies there, piece by piece; it is not marked by that. `None`: it is gone.
    pub(super) async fn fetch(&mut self, uid: u32) -> Result<Result<Option<Vec<u8>>, Refused>, String> {
        let mut mail = Vec::new();
        loop {
            let wanted = format!("UID FETCH {uid} (UID BODY.PEEK[]<{}.{PIECE}>)", mail.len());
            // Of several lines about it the one counts that has something of it: others tell of its flags.
            let mut piece = None;
            let asked = self.exchange(wanted, |line| {
                let body = attributes(line, uid).find_map(|one| match one {
                    AttributeValue::BodySection { data: Some(data), .. } => Some(data.to_vec()),
                    _ => None,
                });
                piece = piece.take().or(body);
            });
            if let Err(refused) = asked.await? {
                return Ok(Err(refused));
            }
            // Somebody took it away meanwhile, or it is not whole: nothing of it is kept.
            let Some(piece) = piece else { return Ok(Ok(None)) };
            mail.extend_from_slice(&piece);
            if piece.len() < PIECE || mail.len() > LONGEST as usize {
                return Ok(Ok(Some(mail)));
            }
        }
    }

    /// Sends a command and reads its answer to the end, line by line. (The library takes the refusal of a search or of a
    /// mail for an answer in which there is nothing.)
    async fn exchange(
        &mut self,
        command: String,
        mut heard: impl FnMut(&Response<'_>),
    ) -> Result<Result<(), Refused>, String> {
        allow(&self.left);
        let Self { session, came, .. } = self;
        let asked = async {
            let id = session.run_command(command).await?;
            loop {
                let line = session.read_response().await?.ok_or(Error::ConnectionLost)?;
                match line.parsed() {
                    Response::Done { tag, status, outcome } if *tag == id => {
                        if *status == Status::Ok {
                            return Ok(());
                        }
                        let said = outcome.information.as_deref().unwrap_or("the server refuses without a word");
                        return Err(Error::No(said.to_owned()));
                    }
                    Response::MailboxData(MailboxDatum::Exists(_)) => *came = true,
                    other => heard(other),
                }
            }
        };
        refusal_apart(within(COMMAND, asked).await?)
    }

    /// The desk has a mail: it is marked as read, or goes to another folder.
    pub(super) async fn done_with(&mut self, uid: u32) -> Result<Result<(), Refused>, String> {
        let AfterTaking::Move(folder) = self.then.clone() else {
            return self.run(&format!("UID STORE {uid} +FLAGS.SILENT (\\Seen)")).await;
        };
        let on_server = quoted(&on_the_server(&folder));
        let named = |refused: Refused| Refused(format!("{folder}: {}", refused.0));
        if self.moves {
            return Ok(self.run_there("MOVE", uid, &on_server).await?.map_err(named));
        }
        // What cannot be marked would be copied at every look.
        for step in ["+FLAGS.SILENT (\\Seen)", "COPY", "+FLAGS.SILENT (\\Deleted)"] {
            let done = match step {
                "COPY" => self.run_there(step, uid, &on_server).await?.map_err(named),
                how => self.run(&format!("UID STORE {uid} {how}")).await?,
            };
            if done.is_err() {
                return Ok(done);
            }
        }
        if self.expunges_by_uid { self.run(&format!("UID EXPUNGE {uid}")).await } else { Ok(Ok(())) }
    }

    /// Moves or copies a mail to a folder. Should it not go, most often the folder is not there yet.
    async fn run_there(&mut self, how: &str, uid: u32, folder: &str) -> Result<Result<(), Refused>, String> {
        let command = format!("UID {how} {uid} {folder}");
        if self.run(&command).await?.is_ok() {
            return Ok(Ok(()));
        }
        let _ = self.run(&format!("CREATE {folder}")).await?;
        self.run(&command).await
    }

    async fn run(&mut self, command: &str) -> Result<Result<(), Refused>, String> {
        allow(&self.left);
        refusal_apart(within(COMMAND, self.session.run_command_and_check_ok(command)).await?)
    }

    /// Waits until the server says that something happened, or `longest` is over. What it said since the folder was looked
    /// at, beside its answers to something else, counts too: it says nothing twice. One that announces it and then does not
    /// want to is not spoken to any further.
    pub(super) async fn wait(self, longest: Duration) -> Result<Waited, String> {
        let Self { session, left, tells, moves, expunges_by_uid, validity, seen_up_to, exists, came, then } = self;
        allow(&left);
        let said = session.unsolicited_responses.clone();
        let mut idle = session.idle();
        let mut came = came;
        let refused = async {
            // A plain no is handed on, and something better waited for.
            while let Ok(said) = said.recv().await {
                match said {
                    UnsolicitedResponse::Exists(_) => came = true,
                    UnsolicitedResponse::Other(said) if said.request_id().is_some() => return,
                    _ => {}
                }
            }
            std::future::pending().await
        };
        tokio::select! {
            begun = within(COMMAND, idle.init()) => match begun? {
                Err(Error::Io(no)) if no.kind() == io::ErrorKind::ConnectionRefused => return Ok(Waited::Refused),
                begun => begun.map_err(words)?,
            },
            () = refused => return Ok(Waited::Refused),
        }
        let mut said = std::iter::from_fn(|| said.try_recv().ok());
        if !came && !said.any(|said| matches!(said, UnsolicitedResponse::Exists(_))) {
            let (told, _interrupt) = idle.wait_with_timeout(longest);
            // Its own time begins anew with each word of the server's that it is still there.
            if let Ok(told) = tokio::time::timeout(longest, told).await {
                told.map_err(words)?;
            }
        }
        allow(&left);
        let session = within(COMMAND, idle.done()).await?.map_err(words)?;
        let folder =
            Self { session, left, tells, moves, expunges_by_uid, validity, seen_up_to, exists, came: false, then };
        Ok(Waited::Told(Box::new(folder)))
    }

    /// Asks the server whether it is still there, which makes it say what came.
    pub(super) async fn look(&mut self) -> Result<(), String> {
        allow(&self.left);
        within(COMMAND, self.session.noop()).await?.map_err(words)
    }

    /// Takes leave. A matter of manners.
    pub(super) async fn leave(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(2), self.session.logout()).await;
    }
}

/// What a line tells of a mail.
fn attributes<'a>(line: &'a Response<'_>, uid: u32) -> impl Iterator<Item = &'a AttributeValue<'a>> {
    let told = match line {
        Response::Fetch(_, told) if told.iter().any(|one| matches!(one, AttributeValue::Uid(id) if *id == uid)) => told,
        _ => [].as_slice(),
    };
    told.iter()
}

/// A name as a command says it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What was refused, apart from what broke.
fn refusal_apart(done: Result<(), Error>) -> Result<Result<(), Refused>, String> {
    match done {
        Ok(()) => Ok(Ok(())),
        Err(error @ (Error::No(_) | Error::Bad(_))) => Ok(Err(Refused(words(error)))),
        Err(error) => Err(words(error)),
    }
}

fn allow(left: &AtomicUsize) {
    left.store(ANSWER_MAX, Ordering::Relaxed);
}

async fn within<T>(time: Duration, step: impl Future<Output = T>) -> Result<T, String> {
    tokio::time::timeout(time, step).await.map_err(|_| format!("no answer within {} s", time.as_secs()))
}

/// The server's own words, in one line that is not a long one.
fn words(error: Error) -> String {
    let said = match error {
        Error::No(said) | Error::Bad(said) => plain(&said),
        other => in_words(other),
    };
    clean_line(&said).chars().take(WORDS_MAX).collect()
}

/// What the server said, out of how the library writes it down: `code: None, info: Some("no such user")`.
fn plain(said: &str) -> String {
    let inside = said.split_once("info: Some(\"").and_then(|(_, rest)| rest.strip_suffix("\")"));
    inside.map_or_else(|| said.to_owned(), |words| words.replace("\\\"", "\"").replace("\\\\", "\\"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_server_is_told_of_in_its_own_words() {
        let noted = format!("code: {:?}, info: {:?}", Some(7), Some(r#"[X] no "such" user\"#));
        assert_eq!(plain(&noted), r#"[X] no "such" user\"#);
        assert_eq!(plain("code: None, info: None"), "code: None, info: None");
        assert_eq!(plain("no"), "no");
    }
}
