//! What was said about a case and what happened to it, read from its journal entries.
//!
//! What the desk reads and what the requester reads are two types. [`PublicItem`] has no place for an internal note,
//! nor for the words that pass between agents: what cannot be held cannot leak.

use super::Unanswered;
use super::attachment::Attached;
use super::cursor::{Page, Question};
use super::letters::{self, Letter};
use super::markdown::{plain_to_html, to_html};
use super::names::{NamedActor, Names};
use crate::desk::id::{ContentId, GroupId, Seq, TicketNumber};
use crate::desk::{ActorRef, Author, Entry, Event, Fault, NoticeKind, Routing};
use crate::moment::Moment;
use crate::store::outbox::{self, OutboxId, OutboxState, Outgoing};
use crate::store::{Direction, Snapshot};
use crate::words::{Channel, WaitingFor};
use std::cell::RefCell;
use std::collections::HashMap;

/// Something on the timeline of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<T> {
    /// Its journal entry.
    pub seq: Seq,
    /// When.
    pub at: Moment,
    /// Who did it.
    pub actor: NamedActor,
    /// What.
    pub what: T,
}

/// What the desk reads.
#[derive(Clone, Debug, PartialEq)]
pub enum DeskItem {
    /// What both sides read.
    Message(Message),
    /// What only the desk reads.
    Note(Note),
    /// What happened, with everything that is known of it.
    Fact(Box<Event>),
}

/// What a requester reads.
#[derive(Clone, Debug, PartialEq)]
pub enum PublicItem {
    /// What both sides read.
    Message(Message),
    /// What happened, as far as it concerns them.
    Fact(PublicFact),
}

/// Which side of the counter wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The requester's.
    Requester,
    /// The desk's.
    Desk,
}

/// What somebody wrote for both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// On which side the author stands.
    pub side: Side,
    /// Who wrote it.
    pub author: NamedActor,
    /// How it came or goes.
    pub channel: Channel,
    /// What, in Markdown.
    pub text: String,
    /// The same as clean HTML.
    pub html: String,
    /// Files that came with it.
    pub attachments: Vec<Attached>,
    /// What became of the mail that carries it, while that is known.
    pub mail: Option<MailState>,
    /// The mail that it came by.
    pub letter: Option<Box<Letter>>,
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailState {
    /// Its number in the outbox.
    pub id: OutboxId,
    /// Where it stands.
    pub state: OutboxState,
    /// What the server said last.
    pub error: Option<String>,
}

/// What an agent wrote for the desk alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Who wrote it.
    pub author: NamedActor,
    /// What, in Markdown.
    pub text: String,
    /// The same as clean HTML.
    pub html: String,
    /// Files that came with it.
    pub attachments: Vec<Attached>,
    /// The mail that it came by.
    pub letter: Option<Box<Letter>>,
}

/// What happened, as far as it concerns the requester.
#[derive(Clone, Debug, PartialEq)]
pub enum PublicFact {
    /// The case was registered.
    Opened {
        /// How it came.
        channel: Channel,
    },
    /// It is with this group now.
    Routed {
        /// The group.
        group: Option<GroupId>,
    },
    /// It waits.
    Waiting {
        /// For whom or what.
        on: WaitingFor,
        /// Until when.
        until: Option<Moment>,
        /// What the requester is asked, when it waits for them.
        question: Option<String>,
    },
    /// Somebody took it and began.
    Started,
    /// It goes on.
    Resumed,
    /// It was solved.
    Resolved {
        /// What was done.
        text: String,
        /// The code.
        code: String,
    },
    /// It is open again.
    Reopened {
        /// Why, unless a message said it.
        reason: Option<String>,
    },
    /// It was closed.
    Closed,
    /// It was ended without a solution.
    Cancelled,
}

/// Which end of a timeline comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The newest page first. Within a page time runs forward.
    NewestPage,
    /// From the opening on.
    OldestPage,
}

/// How much is on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// So many items.
    pub items: usize,
    /// A page ends early when its texts come to this many bytes, as they were written and as they are shown: nobody waits
    /// for megabytes of quoted mail. One item is there whatever it has.
    pub text: usize,
}

impl From<usize> for Most {
    /// So many items, and as much text as anybody reads at once.
    fn from(items: usize) -> Self {
        Self { items, text: 256 * 1_024 }
    }
}

/// How many entries are read at once.
const BATCH: usize = 64;

/// How many entries a page reads at the most, those that its reader does not see included.
const WALK: usize = 2_000;

/// A page of what the desk reads. The caller knows that the viewer sees the case and is on the desk's side.
///
/// # Errors
/// [`Unanswered::Cursor`], or a fault of the storage.
pub fn desk(
    snapshot: &Snapshot,
    ticket: TicketNumber,
    order: Order,
    cursor: Option<&str>,
    most: impl Into<Most>,
) -> Result<Page<Item<DeskItem>>, Unanswered> {
    let reader = Reader::new(snapshot, ticket);
    reader.page("desk", order, cursor, most.into(), |entry| {
        let item = if is_news(&entry.event) { Some(reader.desk_item(entry)?) } else { None };
        Ok(item.map(|item| (item.weight(), item)))
    })
}

/// A page of what the requester reads. The caller knows that the viewer sees the case.
///
/// # Errors
/// [`Unanswered::Cursor`], or a fault of the storage.
pub fn public(
    snapshot: &Snapshot,
    ticket: TicketNumber,
    order: Order,
    cursor: Option<&str>,
    most: impl Into<Most>,
) -> Result<Page<Item<PublicItem>>, Unanswered> {
    let reader = Reader::new(snapshot, ticket);
    reader.page("public", order, cursor, most.into(), |entry| {
        let Some(item) = reader.public_item(entry)? else { return Ok(None) };
        // With what a case began stands at its beginning.
        let opening = match &entry.event {
            Event::Opened { ticket, .. } => ticket.description.map(|text| reader.said(text)).transpose()?,
            _ => None,
        };
        Ok(Some((item.weight() + opening.map_or(0, |said| said.weight()), item)))
    })
}

/// What this actor wrote on a case with the command whose last entry is `seq`, as the desk reads it: the answer to
/// writing it.
///
/// # Errors
/// A fault of the storage below.
pub fn written(
    snapshot: &Snapshot,
    ticket: TicketNumber,
    actor: ActorRef,
    seq: Seq,
) -> Result<Option<Item<DeskItem>>, Unanswered> {
    let reader = Reader::new(snapshot, ticket);
    let entries = snapshot.entries_of(ticket, Some(Seq(seq.0 + 1)), Direction::Descending, BATCH)?;
    reader.learn_of_mails(&entries)?;
    let written =
        |entry: &&Entry| entry.actor == actor && matches!(entry.event, Event::Replied { .. } | Event::Noted { .. });
    let Some(entry) = entries.iter().find(written) else { return Ok(None) };
    Ok(Some(reader.item(entry, reader.desk_item(entry)?)?))
}

/// Whether the desk reads of it: a clock that merely runs on is no news, nor is a reminder that quiet hours put off.
fn is_news(event: &Event) -> bool {
    match event {
        Event::ClocksMoved { reached, .. } => !reached.is_empty(),
        Event::Reminded { told, .. } => !told.is_empty(),
        Event::WatchMoved { .. } | Event::MailTaken(_) => false,
        _ => true,
    }
}

struct Reader<'a> {
    snapshot: &'a Snapshot,
    ticket: TicketNumber,
    names: Names<'a, Snapshot>,
    /// The mails that carry the texts of the entries read so far.
    mails: RefCell<HashMap<ContentId, Outgoing>>,
}

/// The most entries that follow a reply in its command: the last of them is what its mail is caused by.
const AFTER_A_REPLY: u64 = 8;

impl<'a> Reader<'a> {
    fn new(snapshot: &'a Snapshot, ticket: TicketNumber) -> Self {
        Self { snapshot, ticket, names: Names::new(snapshot), mails: RefCell::default() }
    }

    /// Looks up what became of the mails of these entries.
    fn learn_of_mails(&self, entries: &[Entry]) -> Result<(), Fault> {
        let seqs = || entries.iter().map(|entry| entry.seq.0);
        let (Some(first), Some(last)) = (seqs().min(), seqs().max()) else { return Ok(()) };
        let mails =
            outbox::of_ticket_between(self.snapshot, self.ticket, Seq(first), Seq(last.saturating_add(AFTER_A_REPLY)))?;
        let replies = mails.into_iter().filter(|mail| mail.kind == NoticeKind::Replied);
        self.mails.borrow_mut().extend(replies.filter_map(|mail| Some((mail.text?, mail))));
        Ok(())
    }

    /// A page of what `make` makes of the entries, each with its weight; what it makes nothing of is passed over.
    fn page<T>(
        &self,
        reader: &str,
        order: Order,
        cursor: Option<&str>,
        most: Most,
        make: impl Fn(&Entry) -> Result<Option<(usize, T)>, Fault>,
    ) -> Result<Page<Item<T>>, Unanswered> {
        let question = Question::new(&format!("timeline {} {reader} {order:?}", self.ticket));
        let mut after = match cursor {
            Some(cursor) => {
                let position = question.position(cursor)?;
                let seq = <[u8; 8]>::try_from(position).map_err(|_| Unanswered::Cursor)?;
                Some(Seq(u64::from_be_bytes(seq)))
            }
            None => None,
        };
        let direction = match order {
            Order::NewestPage => Direction::Descending,
            Order::OldestPage => Direction::Ascending,
        };
        let mut page = Page { items: Vec::new(), next: None };
        let (mut weight, mut walked) = (0, 0);
        'entries: loop {
            let entries = self.snapshot.entries_of(self.ticket, after, direction, BATCH)?;
            self.learn_of_mails(&entries)?;
            let end = entries.len() < BATCH;
            for entry in &entries {
                if walked >= WALK {
                    page.next = after.map(|seq| question.cursor(&seq.0.to_be_bytes()));
                    break 'entries;
                }
                if let Some((bytes, what)) = make(entry)? {
                    let full = page.items.len() == most.items || weight + bytes > most.text;
                    if full && !page.items.is_empty() {
                        page.next = after.map(|seq| question.cursor(&seq.0.to_be_bytes()));
                        break 'entries;
                    }
                    weight += bytes;
                    page.items.push(self.item(entry, what)?);
                }
                after = Some(entry.seq);
                walked += 1;
            }
            if end {
                break;
            }
        }
        if order == Order::NewestPage {
            page.items.reverse();
        }
        Ok(page)
    }

    fn item<T>(&self, entry: &Entry, what: T) -> Result<Item<T>, Fault> {
        Ok(Item { seq: entry.seq, at: entry.at, actor: self.names.actor(entry.actor)?, what })
    }

    fn desk_item(&self, entry: &Entry) -> Result<DeskItem, Fault> {
        Ok(match &entry.event {
            Event::Replied { author, channel, text, attachments, .. } => {
                DeskItem::Message(self.message(*author, *channel, *text, attachments)?)
            }
            Event::Noted { author, text, attachments, .. } => {
                let said = self.said(*text)?;
                DeskItem::Note(Note {
                    author: self.names.author(*author)?,
                    text: said.text,
                    html: said.html,
                    attachments: self.names.attached(attachments)?,
                    letter: said.letter.map(Box::new),
                })
            }
            event => DeskItem::Fact(Box::new(event.clone())),
        })
    }

    fn public_item(&self, entry: &Entry) -> Result<Option<PublicItem>, Fault> {
        let text = |id: Option<ContentId>| id.map(|id| self.names.text(id)).transpose();
        let fact = match &entry.event {
            Event::Replied { author, channel, text, attachments, .. } => {
                let mut message = self.message(*author, *channel, *text, attachments)?;
                // How the desk's mail server fares is the desk's own affair.
                message.mail = None;
                return Ok(Some(PublicItem::Message(message)));
            }
            Event::Opened { ticket, .. } => PublicFact::Opened { channel: ticket.channel },
            Event::Routed { group, from_group, .. } if group != from_group => PublicFact::Routed { group: *group },
            Event::Routed { how: Routing::Taken, .. } => PublicFact::Started,
            Event::Waited { on, until, reason, .. } => {
                let question = reason.filter(|_| *on == WaitingFor::Requester);
                PublicFact::Waiting { on: *on, until: *until, question: text(question)? }
            }
            Event::Started { .. } => PublicFact::Started,
            Event::Resumed { .. } => PublicFact::Resumed,
            Event::Resolved { text, code, .. } => {
                PublicFact::Resolved { text: self.names.text(*text)?, code: code.clone() }
            }
            Event::Reopened { reason, .. } => PublicFact::Reopened { reason: text(*reason)? },
            Event::Closed { .. } => PublicFact::Closed,
            Event::Cancelled { .. } => PublicFact::Cancelled,
            _ => return Ok(None),
        };
        Ok(Some(PublicItem::Fact(fact)))
    }

    fn message(
        &self,
        author: Author,
        channel: Channel,
        text: ContentId,
        attachments: &[ContentId],
    ) -> Result<Message, Fault> {
        let said = self.said(text)?;
        let side = match author {
            Author::Person(_) => Side::Requester,
            Author::User(_) | Author::Token(_) => Side::Desk,
        };
        let mails = self.mails.borrow();
        let mail =
            mails.get(&text).map(|mail| MailState { id: mail.id, state: mail.state, error: mail.last_error.clone() });
        Ok(Message {
            side,
            author: self.names.author(author)?,
            channel,
            text: said.text,
            html: said.html,
            attachments: self.names.attached(attachments)?,
            mail,
            letter: said.letter.map(Box::new),
        })
    }

    /// What somebody wrote: in Markdown, or in a mail, of which only what is new is shown.
    fn said(&self, id: ContentId) -> Result<Said, Fault> {
        Said::of(self.snapshot, id, self.names.text(id)?)
    }
}

/// Words, and how they are shown.
pub struct Said {
    /// The words.
    pub text: String,
    /// The same as clean HTML.
    pub html: String,
    /// The mail that they came by.
    pub letter: Option<Letter>,
}

impl Said {
    /// The words of this content, as they stand there.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn of(snapshot: &Snapshot, id: ContentId, words: String) -> Result<Self, Fault> {
        Ok(match letters::of_words(snapshot, id, &words)? {
            Some((letter, new)) => Self { html: plain_to_html(&new), text: new, letter: Some(letter) },
            None => Self { html: to_html(&words), text: words, letter: None },
        })
    }
}

/// How many bytes of people's words something carries.
trait Weight {
    fn weight(&self) -> usize;
}

impl Weight for Message {
    fn weight(&self) -> usize {
        self.text.len() + self.html.len() + quoted(self.letter.as_deref())
    }
}

impl Weight for Said {
    fn weight(&self) -> usize {
        self.text.len() + self.html.len() + quoted(self.letter.as_ref())
    }
}

/// How many bytes a mail quotes.
fn quoted(letter: Option<&Letter>) -> usize {
    letter.and_then(|letter| letter.quoted.as_ref()).map_or(0, String::len)
}

impl Weight for DeskItem {
    fn weight(&self) -> usize {
        match self {
            Self::Message(message) => message.weight(),
            Self::Note(note) => note.text.len() + note.html.len() + quoted(note.letter.as_deref()),
            Self::Fact(_) => 0,
        }
    }
}

impl Weight for PublicItem {
    fn weight(&self) -> usize {
        match self {
            Self::Message(message) => message.weight(),
            Self::Fact(
                PublicFact::Resolved { text, .. }
                | PublicFact::Waiting { question: Some(text), .. }
                | PublicFact::Reopened { reason: Some(text) },
            ) => 2 * text.len(),
            Self::Fact(_) => 0,
        }
    }
}
