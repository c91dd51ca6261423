//! One conversation with somebody who brings mail.

use super::super::imap::LONGEST;
use super::super::intake::{Arrived, take_in};
use super::House;
use super::command::{Command, Protocol, understand};
use super::spool::{Spool, Trouble};
use super::unstuff::Unstuffer;
use crate::store::Room;
use rules::desk::ActorRef;
use rules::desk::id::MailboxId;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::watch;

/// The longest command, with its end.
const LINE_MAX: usize = 1_000;
/// So many recipients a mail may have.
const RECIPIENTS_MAX: usize = 100;
/// Whoever says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(300);
/// After so many wrong commands the other side does not speak SMTP.
const WRONG_MAX: usize = 10;
/// So much is read at once.
const PIECE: usize = 64 << 10;

/// Why a conversation ends.
enum End {
    /// The other side is gone.
    Gone,
    /// It is told why, and the line is closed.
    Told(&'static str),
}

impl From<io::Error> for End {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

/// What was said of a mail before it comes.
struct Envelope {
    from: String,
    /// Each with the mailbox that it is the address of.
    to: Vec<(String, Option<MailboxId>)>,
}

pub(super) struct Conversation {
    house: Arc<House>,
    stream: BufReader<TcpStream>,
    stopped: watch::Receiver<bool>,
    peer: IpAddr,
    here: IpAddr,
    hello: Option<(Protocol, String)>,
    envelope: Option<Envelope>,
    wrong: usize,
}

impl Conversation {
    pub(super) fn new(house: Arc<House>, stream: TcpStream, stopped: watch::Receiver<bool>) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        let (peer, here) = (stream.peer_addr()?.ip().to_canonical(), stream.local_addr()?.ip().to_canonical());
        let stream = BufReader::with_capacity(PIECE, stream);
        Ok(Self { house, stream, stopped, peer, here, hello: None, envelope: None, wrong: 0 })
    }

    /// Speaks until one of the two leaves.
    pub(super) async fn hold(mut self) {
        if let Err(End::Told(why)) = self.speak().await {
            let _ = self.say(why).await;
        }
        let _ = tokio::time::timeout(SILENCE, self.stream.shutdown()).await;
    }

    async fn speak(&mut self) -> Result<(), End> {
        let greeting = format!("220 {} ESMTP and LMTP, mail for this desk only", literal(self.here));
        self.say(&greeting).await?;
        loop {
            let line = self.line().await?;
            match line.and_then(|line| understand(&line)) {
                Ok(Command::Quit) => {
                    self.say("221 2.0.0 until next time").await?;
                    return Ok(());
                }
                Ok(Command::Data) => self.data().await?,
                Ok(command) => {
                    let answer = self.answer(command);
                    self.say(&answer).await?;
                }
                Err(answer) => self.refuse(answer).await?,
            }
        }
    }

    /// A wrong command; not many of them.
    async fn refuse(&mut self, answer: &'static str) -> Result<(), End> {
        self.say(answer).await?;
        self.wrong += 1;
        if self.wrong < WRONG_MAX { Ok(()) } else { Err(End::Told("421 4.7.0 too many wrong commands")) }
    }

    fn answer(&mut self, command: Command) -> String {
        let answer = match command {
            Command::Hello(protocol, name) => return self.greet(protocol, name),
            Command::Mail(from, size) => self.begin(from, size),
            Command::Recipient(to) => self.add(to),
            Command::Reset => {
                self.envelope = None;
                "250 2.0.0 forgotten"
            }
            Command::Nothing | Command::Data | Command::Quit => "250 2.0.0 here",
        };
        answer.to_owned()
    }

    fn greet(&mut self, protocol: Protocol, name: String) -> String {
        self.envelope = None;
        self.hello = Some((protocol, name));
        let here = literal(self.here);
        if protocol == Protocol::Smtp {
            return format!("250 {here}");
        }
        format!(
            "250-{here}\r\n250-PIPELINING\r\n250-SIZE {LONGEST}\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SMTPUTF8"
        )
    }

    fn begin(&mut self, from: String, size: u64) -> &'static str {
        if self.hello.is_none() {
            return "503 5.5.1 say who calls first: EHLO, HELO or LHLO";
        }
        if self.envelope.is_some() {
            return "503 5.5.1 one mail after the other";
        }
        if size > u64::from(LONGEST) {
            return TOO_LONG;
        }
        if self.house.store.room() != Room::Enough {
            return "452 4.3.1 there is no room on the desk's disk";
        }
        self.envelope = Some(Envelope { from, to: Vec::new() });
        "250 2.1.0 from them"
    }

    fn add(&mut self, to: String) -> &'static str {
        let Some(envelope) = &mut self.envelope else { return "503 5.5.1 say from whom first: MAIL FROM" };
        if envelope.to.len() >= RECIPIENTS_MAX {
            return "452 4.5.3 too many recipients";
        }
        match self.house.place_of(&to) {
            Ok(Some(mailbox)) => {
                envelope.to.push((to, mailbox));
                "250 2.1.5 for them"
            }
            Ok(None) => "550 5.1.1 no such address here",
            Err(error) => {
                tracing::warn!(%error, "the desk's addresses cannot be looked up for a mail");
                LATER
            }
        }
    }

    /// Takes the mail itself. It was said to be there only when it is on disk.
    async fn data(&mut self) -> Result<(), End> {
        let Some(envelope) = self.envelope.take() else {
            return self.refuse("503 5.5.1 say from whom first: MAIL FROM").await;
        };
        if envelope.to.is_empty() {
            return self.refuse("503 5.5.1 nobody is there to get it").await;
        }
        self.say("354 end with a line of a dot").await?;
        let house = Arc::clone(&self.house);
        let mut spool = Spool::new(&house.folder, self.head(&envelope));
        let (mut unstuffer, mut mail) = (Unstuffer::default(), Vec::new());
        loop {
            let octets = more(&mut self.stream, &mut self.stopped).await?;
            mail.clear();
            let (read, ended) = unstuffer.feed(octets, &mut mail);
            self.stream.consume(read);
            spool.add(&mail).await;
            if ended {
                break;
            }
        }
        let mailbox = envelope.to.iter().find_map(|(_, mailbox)| *mailbox);
        let answer = self.keep(spool, mailbox).await;
        let each = if self.protocol() == Protocol::Lmtp { envelope.to.len() } else { 1 };
        for _ in 0..each {
            self.say(answer).await?;
        }
        Ok(())
    }

    async fn keep(&self, spool: Spool<'_>, mailbox: Option<MailboxId>) -> &'static str {
        let turn = if spool.is_long() { Some(self.house.turn.lock().await) } else { None };
        let raw = match spool.whole().await {
            Ok(raw) => raw,
            Err(Trouble::TooLong) => return TOO_LONG,
            Err(Trouble::Disk(error)) => {
                tracing::warn!(%error, "a mail that was brought could not be written down");
                return LATER;
            }
        };
        let arrived = Arrived { raw, mailbox, place: None, all_the_same: false };
        let taken = take_in(&self.house.store, &self.house.clock, ActorRef::System, vec![arrived]).await;
        drop(turn);
        match taken.into_iter().next() {
            Some(Ok(_)) => "250 2.6.0 the desk has it",
            Some(Err(error)) => {
                tracing::warn!(%error, "a mail that was brought could not be kept");
                LATER
            }
            None => LATER,
        }
    }

    /// What a server that receives a mail writes above it (RFC 5321, section 4.4).
    fn head(&self, envelope: &Envelope) -> Vec<u8> {
        let protocol = match self.protocol() {
            Protocol::Smtp => "SMTP",
            Protocol::Esmtp => "ESMTP",
            Protocol::Lmtp => "LMTP",
        };
        let name = self.hello.as_ref().map_or("unknown", |(_, name)| name);
        let (peer, here) = (literal(self.peer), literal(self.here));
        // Of several nobody is named: it might be a blind copy.
        let one = match envelope.to.as_slice() {
            [(to, _)] => format!("\r\n\tfor <{to}>"),
            _ => String::new(),
        };
        let at = self.house.clock.now().to_utc().to_rfc2822();
        let from = &envelope.from;
        format!(
            "Return-Path: <{from}>\r\nReceived: from {name} ({peer})\r\n\tby {here} with {protocol}{one};\r\n\t{at}\r\n"
        )
        .into_bytes()
    }

    fn protocol(&self) -> Protocol {
        self.hello.as_ref().map_or(Protocol::Smtp, |(protocol, _)| *protocol)
    }

    /// The next line without its end; the inner error is what is answered to one that is none.
    async fn line(&mut self) -> Result<Result<Vec<u8>, &'static str>, End> {
        let (mut line, mut length) = (Vec::new(), 0);
        loop {
            let octets = more(&mut self.stream, &mut self.stopped).await?;
            let end = octets.iter().position(|octet| *octet == b'\n').map(|at| at + 1);
            let piece = octets.get(..end.unwrap_or(octets.len())).unwrap_or_default();
            let read = piece.len();
            length += read;
            if length <= LINE_MAX {
                line.extend_from_slice(piece);
            }
            self.stream.consume(read);
            if length > LINE_MAX && end.is_some() {
                return Ok(Err("500 5.5.6 the line is too long"));
            }
            if end.is_some() {
                let whole = line.strip_suffix(b"\r\n").map(<[u8]>::to_vec);
                return Ok(whole.ok_or("500 5.5.2 a line ends with CR LF"));
            }
        }
    }

    async fn say(&mut self, answer: &str) -> Result<(), End> {
        let line = format!("{answer}\r\n");
        let said = tokio::time::timeout(SILENCE, self.stream.write_all(line.as_bytes())).await;
        Ok(said.map_err(|_| End::Gone)??)
    }
}

const TOO_LONG: &str = "552 5.3.4 longer than 64 MiB";
const LATER: &str = "451 4.3.0 the desk cannot keep it now, try again later";

/// What came; never nothing.
async fn more<'s>(stream: &'s mut BufReader<TcpStream>, stopped: &mut watch::Receiver<bool>) -> Result<&'s [u8], End> {
    let octets = tokio::select! {
        biased;
        _ = stopped.changed() => return Err(End::Told("421 4.3.2 the desk is closing")),
        read = tokio::time::timeout(SILENCE, stream.fill_buf()) => {
            read.map_err(|_| End::Told("421 4.4.2 nothing was said for five minutes"))??
        }
    };
    if octets.is_empty() { Err(End::Gone) } else { Ok(octets) }
}

/// An address in the place of a name (RFC 5321, section 4.1.3).
fn literal(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => format!("[{address}]"),
        IpAddr::V6(address) => format!("[IPv6:{address}]"),
    }
}
