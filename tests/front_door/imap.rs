//! A small IMAP server on loopback that does as it is told: keeps mails, says when one comes, moves them, or dies at a
//! chosen moment.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What the next connection meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Everything goes well.
    Serves,
    /// The login is refused, with these words.
    Refuses(&'static str),
    /// Dies in the middle of a literal.
    DiesInALiteral,
    /// Answers rubbish.
    Babbles,
    /// Says nothing more once it is asked what there is, and keeps the line.
    Hangs,
    /// Knows neither IDLE nor MOVE nor UIDPLUS, nor an answer within AUTHENTICATE itself.
    IsOld,
    /// Announces IDLE, and answers it so.
    RefusesIdle(&'static str),
    /// Does not want to do what begins so, and says these words.
    RefusesTo(&'static str, &'static str),
}

#[derive(Default)]
struct State {
    script: Vec<Manner>,
    folders: BTreeMap<String, BTreeMap<u32, Stored>>,
    next_uid: u32,
    validity: u32,
    sign_ins: Vec<String>,
    /// The access tokens of OAuth 2 that open it.
    opens_with: BTreeSet<String>,
    connections: usize,
    /// A mail that arrives with the next marking of another.
    in_between: Option<String>,
    /// How long it says that every mail is.
    claims: Option<u64>,
}

#[derive(Clone)]
struct Stored {
    raw: Vec<u8>,
    seen: bool,
    deleted: bool,
}

/// The server. It lives as long as the runtime.
#[derive(Clone)]
pub(crate) struct ImapServer {
    pub(crate) port: u16,
    state: Arc<Mutex<State>>,
    came: watch::Sender<usize>,
}

impl ImapServer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let folders = BTreeMap::from([("INBOX".to_owned(), BTreeMap::new())]);
        let state = State { folders, next_uid: 1, validity: 7, ..State::default() };
        let port = listener.local_addr().unwrap().port();
        let server = Self { port, state: Arc::new(Mutex::new(state)), came: watch::Sender::new(0) };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { drop(serving.converse(stream).await) });
            }
        });
        server
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The next connections meet this, one after the other; those after them are served.
    pub(crate) fn will(&self, script: &[Manner]) {
        self.state().script = script.iter().rev().copied().collect();
    }

    /// From now on these access tokens open it, and no others.
    pub(crate) fn opens_with(&self, tokens: &[&str]) {
        self.state().opens_with = tokens.iter().map(|token| (*token).to_owned()).collect();
    }

    /// A mail arrives.
    pub(crate) fn deliver(&self, raw: &str) -> u32 {
        self.put(raw, false)
    }

    /// A mail arrives, and somebody reads it before it is told of.
    pub(crate) fn deliver_read(&self, raw: &str) -> u32 {
        self.put(raw, true)
    }

    fn put(&self, raw: &str, seen: bool) -> u32 {
        let mut state = self.state();
        let uid = state.next_uid;
        state.next_uid += 1;
        let raw = raw.replace("\r\n", "\n").replace('\n', "\r\n").into_bytes();
        let mail = Stored { raw, seen, deleted: false };
        state.folders.get_mut("INBOX").unwrap().insert(uid, mail);
        drop(state);
        self.came.send_modify(|count| *count += 1);
        uid
    }

    /// What is said beside the answer to a marking.
    fn comes_in_between(&self, came: &mut watch::Receiver<usize>) -> Option<String> {
        let raw = self.state().in_between.take()?;
        self.deliver(&raw);
        came.mark_unchanged();
        Some(format!("* {} EXISTS\r\n", self.lie_in("INBOX").0))
    }

    /// A mail arrives while the next one is marked as read: that is told with the answer to it, and never again.
    pub(crate) fn deliver_in_between(&self, raw: &str) {
        self.state().in_between = Some(raw.to_owned());
    }

    /// From now on it says of every mail that it is so long.
    pub(crate) fn claims(&self, size: u64) {
        self.state().claims = Some(size);
    }

    /// How many mails lie in a folder; of those in the inbox, how many are unread.
    pub(crate) fn lie_in(&self, folder: &str) -> (usize, usize) {
        let state = self.state();
        let mails = state.folders.get(folder);
        (mails.map_or(0, BTreeMap::len), mails.map_or(0, |mails| mails.values().filter(|mail| !mail.seen).count()))
    }

    /// The folder is another one from now on, with the same mails.
    pub(crate) fn change_validity(&self, validity: u32) {
        self.state().validity = validity;
    }

    /// Everything is unread again.
    pub(crate) fn forget_what_was_read(&self) {
        self.state().folders.get_mut("INBOX").unwrap().values_mut().for_each(|mail| mail.seen = false);
        self.came.send_modify(|count| *count += 1);
    }

    /// How often somebody connected.
    pub(crate) fn connections(&self) -> usize {
        self.state().connections
    }

    /// Who signed in, and with what.
    pub(crate) fn sign_ins(&self) -> Vec<String> {
        self.state().sign_ins.clone()
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        let manner = {
            let mut state = self.state();
            state.connections += 1;
            state.script.pop().unwrap_or(Manner::Serves)
        };
        stream.set_nodelay(true)?;
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading);
        writing.write_all(b"* OK ready\r\n").await?;
        let mut came = self.came.subscribe();
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let (tag, command) = line.trim_end().split_once(' ').unwrap_or(("*", ""));
            let (tag, command) = (tag.to_owned(), command.to_owned());
            if manner == Manner::Babbles {
                writing.write_all(b"{{{ \x00\xff (((\r\n").await?;
                continue;
            }
            if manner == Manner::Hangs && command.starts_with("UID SEARCH") {
                std::future::pending::<()>().await;
            }
            if let Manner::RefusesIdle(answer) = manner
                && command == "IDLE"
            {
                writing.write_all(format!("{tag} {answer}\r\n").as_bytes()).await?;
                continue;
            }
            if command == "IDLE" {
                self.idle(&mut lines, &mut writing, &mut came, &tag).await?;
                continue;
            }
            if let Some(answer) = command.strip_prefix("AUTHENTICATE XOAUTH2") {
                self.xoauth2(&mut lines, &mut writing, &tag, answer.trim()).await?;
                continue;
            }
            if let Manner::RefusesTo(what, words) = manner
                && command.starts_with(what)
            {
                writing.write_all(format!("{tag} NO {words}\r\n").as_bytes()).await?;
                continue;
            }
            let answer = self.answer(&command, manner);
            if manner == Manner::DiesInALiteral && command.contains("BODY.PEEK") {
                let half = answer.len() / 2;
                writing.write_all(&answer[..half]).await?;
                return Ok(());
            }
            writing.write_all(&answer).await?;
            if command.starts_with("UID STORE")
                && let Some(told) = self.comes_in_between(&mut came)
            {
                writing.write_all(told.as_bytes()).await?;
            }
            let end = match manner {
                Manner::Refuses(words) if command.starts_with("LOGIN") => format!("{tag} NO {words}\r\n"),
                _ if (command.contains("MOVE") || command.contains("COPY")) && !self.has_folder(&command) => {
                    format!("{tag} NO [TRYCREATE] no such folder\r\n")
                }
                _ => format!("{tag} OK done\r\n"),
            };
            writing.write_all(end.as_bytes()).await?;
            if command == "LOGOUT" {
                return Ok(());
            }
        }
    }

    /// The first answer may be in the command or not; whoever is not let in is told why, and says nothing to that.
    async fn xoauth2(
        &self,
        lines: &mut BufReader<OwnedReadHalf>,
        writing: &mut OwnedWriteHalf,
        tag: &str,
        answer: &str,
    ) -> std::io::Result<()> {
        let mut line = answer.to_owned();
        if line.is_empty() {
            writing.write_all(b"+ \r\n").await?;
            lines.read_line(&mut line).await?;
        }
        let said = String::from_utf8(STANDARD.decode(line.trim_end()).unwrap()).unwrap();
        let token = said.split("auth=Bearer ").nth(1).unwrap().trim_end_matches('\u{1}').to_owned();
        let opens = self.state().opens_with.contains(&token);
        self.state().sign_ins.push(format!("{} {said}", if answer.is_empty() { "asked" } else { "at once" }));
        if opens {
            return writing.write_all(format!("{tag} OK done\r\n").as_bytes()).await;
        }
        let why = STANDARD.encode(r#"{"status":"401","schemes":"bearer"}"#);
        writing.write_all(format!("+ {why}\r\n").as_bytes()).await?;
        let mut nothing = String::new();
        lines.read_line(&mut nothing).await?;
        assert_eq!(nothing, "\r\n");
        writing.write_all(format!("{tag} NO AUTHENTICATE failed.\r\n").as_bytes()).await
    }

    fn has_folder(&self, command: &str) -> bool {
        let folder = command.rsplit(' ').next().unwrap_or_default().trim_matches('"');
        self.state().folders.contains_key(folder)
    }

    async fn idle(
        &self,
        lines: &mut BufReader<OwnedReadHalf>,
        writing: &mut OwnedWriteHalf,
        came: &mut watch::Receiver<usize>,
        tag: &str,
    ) -> std::io::Result<()> {
        writing.write_all(b"+ idling\r\n").await?;
        let mut done = String::new();
        loop {
            tokio::select! {
                read = lines.read_line(&mut done) => {
                    read?;
                    writing.write_all(format!("{tag} OK done\r\n").as_bytes()).await?;
                    return Ok(());
                }
                _ = came.changed() => {
                    let exists = self.lie_in("INBOX").0;
                    writing.write_all(format!("* {exists} EXISTS\r\n").as_bytes()).await?;
                }
                () = tokio::time::sleep(Duration::from_secs(60)) => return Ok(()),
            }
        }
    }

    /// What is said before the last line.
    fn answer(&self, command: &str, manner: Manner) -> Vec<u8> {
        let mut state = self.state();
        let words: Vec<&str> = command.split(' ').collect();
        match words.as_slice() {
            ["CAPABILITY"] => {
                let more = if manner == Manner::IsOld { "" } else { " IDLE MOVE UIDPLUS SASL-IR AUTH=XOAUTH2" };
                format!("* CAPABILITY IMAP4rev1{more}\r\n").into_bytes()
            }
            ["LOGIN", rest @ ..] => {
                state.sign_ins.push(rest.join(" "));
                Vec::new()
            }
            ["SELECT", ..] => {
                let exists = state.folders["INBOX"].len();
                let validity = match state.validity {
                    0 => String::new(),
                    validity => format!("* OK [UIDVALIDITY {validity}] ok\r\n"),
                };
                let next = match manner {
                    Manner::IsOld => String::new(),
                    _ => format!("* OK [UIDNEXT {}] ok\r\n", state.next_uid),
                };
                format!("* {exists} EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen \\Deleted)\r\n{validity}{next}")
                    .into_bytes()
            }
            ["UID", "SEARCH", which @ ..] => {
                let inbox = &state.folders["INBOX"];
                let last = inbox.keys().next_back().copied().unwrap_or_default();
                let waits = |uid: u32, mail: &Stored| match *which {
                    ["UNDELETED"] => !mail.deleted,
                    ["UNSEEN"] => !mail.seen,
                    ["UID", "*"] => uid == last,
                    ["UID", range, "UNDELETED", "UNDRAFT"] => {
                        let from: u32 = range.strip_suffix(":*").unwrap().parse().unwrap();
                        // Whichever of both is the greater one.
                        uid >= from.min(last) && !mail.deleted
                    }
                    _ => false,
                };
                let found = inbox.iter().filter(|(uid, mail)| waits(**uid, mail));
                let uids: Vec<String> = found.map(|(uid, _)| uid.to_string()).collect();
                format!("* SEARCH {}\r\n", uids.join(" ")).into_bytes()
            }
            ["UID", "FETCH", uid, what @ ..] => {
                let uid: u32 = uid.parse().unwrap();
                let Some(mail) = state.folders["INBOX"].get(&uid) else { return Vec::new() };
                let what = what.join(" ");
                match what.split_once("BODY.PEEK[]<") {
                    Some((_, range)) => {
                        let (from, rest) = range.split_once('.').unwrap();
                        let (from, most): (usize, usize) =
                            (from.parse().unwrap(), rest.trim_end_matches(">)").parse().unwrap());
                        let piece = mail.raw.get(from..mail.raw.len().min(from + most)).unwrap_or_default();
                        // Somebody else has just looked at it.
                        let mut answer = format!("* 1 FETCH (UID {uid} FLAGS (\\Seen))\r\n").into_bytes();
                        answer.extend(
                            format!("* 1 FETCH (UID {uid} BODY[]<{from}> {{{}}}\r\n", piece.len()).into_bytes(),
                        );
                        answer.extend_from_slice(piece);
                        answer.extend_from_slice(b")\r\n");
                        answer
                    }
                    None => {
                        let size = state.claims.unwrap_or(mail.raw.len() as u64);
                        format!("* 1 FETCH (UID {uid} RFC822.SIZE {size})\r\n").into_bytes()
                    }
                }
            }
            ["UID", "STORE", uid, ..] => {
                let uid: u32 = uid.parse().unwrap();
                if let Some(mail) = state.folders.get_mut("INBOX").unwrap().get_mut(&uid) {
                    mail.seen = true;
                    mail.deleted |= command.contains("Deleted");
                }
                Vec::new()
            }
            ["UID", verb @ ("MOVE" | "COPY"), uid, folder] => {
                let (uid, folder): (u32, _) = (uid.parse().unwrap(), folder.trim_matches('"').to_owned());
                if state.folders.contains_key(&folder)
                    && let Some(mail) = state.folders["INBOX"].get(&uid).cloned()
                {
                    if *verb == "MOVE" {
                        state.folders.get_mut("INBOX").unwrap().remove(&uid);
                    }
                    let new_uid = state.next_uid;
                    state.next_uid += 1;
                    state.folders.get_mut(&folder).unwrap().insert(new_uid, mail);
                }
                Vec::new()
            }
            ["CREATE", folder] => {
                state.folders.entry(folder.trim_matches('"').to_owned()).or_default();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
