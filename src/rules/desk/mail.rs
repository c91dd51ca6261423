//! Mailboxes that the desk reads, and what became of each mail that came.

use super::attachment::{FileHash, UploadId};
use super::concealed::Concealed;
use super::id::{ContentId, GroupId, InvitationId, MailId, MailboxId, PersonId, TicketNumber};
use super::notice::Recipient;
use super::oauth::{OAuthClient, OAuthDraft};
use super::record::{Record, RecordKind};
use crate::Moment;
use crate::mail::{Letter, MailAddress, MailKey, Meeting};
use crate::service_model::CategoryId;
use crate::words::{Language, MailSecurity, Vocabulary};
use serde::{Deserialize, Serialize};

/// A mailbox on a server, which the desk reads by IMAP. What opens it lies apart, among the secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    /// Its id.
    pub id: MailboxId,
    /// Counts every change.
    pub version: u64,
    /// What people call it.
    pub name: String,
    /// The address under which it is written to, in lower case; whoever answers a mail about its cases writes to it.
    pub address: String,
    /// The address that mails about its cases leave from, in lower case; else that of all mails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sends_from: Option<String>,
    /// Where it is read; nowhere when mail is only brought to it.
    pub server: Option<ImapServer>,
    /// As which program the desk signs in, with what somebody allowed it; else with a password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oauth: Option<OAuthClient>,
    /// When somebody last signed in there for the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in: Option<Moment>,
    /// What becomes of a mail there once the desk has it.
    pub then: AfterTaking,
    /// The group that gets its cases when no rule of the model says otherwise.
    pub group: Option<GroupId>,
    /// The category of its cases.
    pub category: Option<CategoryId>,
    /// The language of strangers who write to it; else the desk's own.
    pub language: Option<Language>,
    /// Whether it is read, and mail for it is taken.
    pub active: bool,
}

/// Where and how a mailbox is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImapServer {
    /// Host name or address of the IMAP server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// Who signs in.
    pub username: String,
    /// The folder that is read, as people or the server call it.
    pub folder: String,
    /// Certificates in PEM that the server's may be signed by, beside those of the public authorities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trusted_certificates: Option<String>,
}

impl ImapServer {
    /// Whether what opens `other` may be told to this one too: it is the same place, protected alike, for the same account.
    pub fn is_trusted_as(&self, other: &Self) -> bool {
        let place = |of: &Self| Self { folder: String::new(), ..of.clone() };
        place(self) == place(other)
    }
}

impl Mailbox {
    /// Whether it is opened where `before` was, and as which program.
    pub fn opens_as(&self, before: &Self) -> bool {
        let servers = self.server.as_ref().zip(before.server.as_ref());
        self.oauth == before.oauth && servers.is_some_and(|(now, before)| now.is_trusted_as(before))
    }
}

/// What becomes of a mail on its server once the desk has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterTaking {
    /// It stays, marked as read.
    Mark,
    /// It goes to this folder.
    Move(String),
}

/// Where a mail lies on its server (RFC 3501, section 2.3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ImapPlace {
    /// UIDVALIDITY of the folder.
    pub validity: u32,
    /// UID of the mail.
    pub uid: u32,
}

/// A mail that the desk sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentMail {
    /// About which case.
    pub ticket: Option<TicketNumber>,
    /// To whom.
    pub to: Recipient,
    /// The invitation to a survey that it brought.
    pub invitation: Option<InvitationId>,
}

/// A mail that came, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// When the desk took it in.
    pub at: Moment,
    /// By which mailbox; `None`: from a file.
    pub mailbox: Option<MailboxId>,
    /// Where it lay there.
    pub place: Option<ImapPlace>,
    /// The SHA-256 of its bytes.
    pub hash: FileHash,
    /// What it is known by.
    pub known_as: Vec<MailKey>,
    /// Under what its sender is counted.
    pub sender: Option<MailKey>,
    /// From whom, and what about: [`super::event::Content::MailHead`].
    pub head: ContentId,
    /// The mail as it came: a file.
    pub raw: ContentId,
    /// Its face in HTML, as it came: a file.
    pub html: Option<ContentId>,
    /// Its words in a case: the text of the message or note, or the description.
    pub said: Option<ContentId>,
    /// What became of it.
    pub fate: MailFate,
}

impl Mail {
    /// What lies apart of it. In a case its files are those of its words; of one that was set aside nothing else names
    /// them: one command kept them between the mail itself and its head.
    pub fn contents(&self) -> Vec<ContentId> {
        if matches!(self.fate, MailFate::Aside(_)) {
            (self.raw.0..=self.head.0).map(ContentId).collect()
        } else {
            [Some(self.raw), self.html, self.said, Some(self.head)].into_iter().flatten().collect()
        }
    }
}

/// What people see of a mail without opening it, and what its face needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailHead {
    /// Who wrote it.
    pub from: Option<MailAddress>,
    /// What about.
    pub subject: String,
    /// The Message-ID by which an answer names it, without the angle brackets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// Which checks of the receiving server it failed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed_checks: Vec<String>,
    /// The pictures that its face shows: what it calls them, and which of its files they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<(String, ContentId)>,
    /// Which address a mail of ours did not reach, and why, in the server's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounced: Option<(String, String)>,
    /// How many of its files are only in the mail as it came.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: usize,
    /// Whether the end of its text or of its face is only in the mail as it came.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shortened: bool,
    /// The meeting that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// Whether what it says lies in an envelope that cannot be opened here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sealed: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailFate {
    /// A case began with it.
    Opened {
        /// The case.
        ticket: TicketNumber,
        /// An earlier case that it answered, which cannot come back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<TicketNumber>,
    },
    /// It is a message of the requester's in a case.
    Answered(TicketNumber),
    /// It is a note in a case: by somebody of the desk, or by a program.
    Noted(TicketNumber),
    /// It is a note in a case by somebody whom the case is none of: whoever sees to the case may let it in.
    Waits {
        /// The case.
        ticket: TicketNumber,
        /// Who wrote it.
        person: PersonId,
    },
    /// It reports that a mail of ours to somebody did not arrive; of a case, it is a note there.
    Bounced {
        /// What that mail was about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ticket: Option<TicketNumber>,
        /// To whom it went.
        person: PersonId,
    },
    /// It was set aside.
    Aside(Aside),
}

impl MailFate {
    /// The case that it is in.
    pub const fn ticket(self) -> Option<TicketNumber> {
        match self {
            Self::Opened { ticket, .. } | Self::Answered(ticket) | Self::Noted(ticket) | Self::Waits { ticket, .. } => {
                Some(ticket)
            }
            Self::Bounced { ticket, .. } => ticket,
            Self::Aside(_) => None,
        }
    }
}

vocabulary! {
    /// Why a mail was set aside.
    Aside {
        /// The desk sent it itself, or one of its mailboxes did.
        Own = "own",
        /// It came already, by another mailbox or twice.
        Again = "again",
        /// A program answered for somebody: of no case that is known, or for somebody of the desk.
        Answer = "answer",
        /// It came by a list, or is a mass mail.
        Bulk = "bulk",
        /// A mail server reports of a mail that is not known.
        Report = "report",
        /// Its sender wrote too much in a short time, or there was too much in its case.
        TooMuch = "too_much",
        /// Nobody can be told to have sent it.
        NoSender = "no_sender",
        /// The server that received it takes it for spam.
        Spam = "spam",
    }
}

/// A mail that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingMail {
    /// By which mailbox; `None`: from a file.
    pub mailbox: Option<MailboxId>,
    /// Where it lay there.
    pub place: Option<ImapPlace>,
    /// What it says; of one that cannot be understood, how it begins.
    pub letter: Letter,
    /// Whether it could be understood.
    pub readable: bool,
    /// What of it was uploaded: the mail as it came, its face in HTML when it has one, then its files.
    pub uploads: Vec<UploadId>,
    /// Whether the second upload is its face in HTML.
    pub has_html: bool,
    /// What its face calls a file, by the place of the file among its files.
    pub pictures: Vec<(String, usize)>,
    /// Whether it is taken in whatever speaks for setting it aside: somebody looked at it.
    pub all_the_same: bool,
}

/// A mailbox, as it is being set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxDraft {
    /// What people call it.
    pub name: String,
    /// Its address.
    pub address: String,
    /// The address that mails about its cases leave from.
    pub sends_from: Option<String>,
    /// Where it is read; nowhere when mail is only brought to it.
    pub server: Option<ImapServer>,
    /// What opens it; nothing: as before.
    pub password: Option<Concealed>,
    /// As which program the desk signs in, instead of with a password.
    pub oauth: Option<OAuthDraft>,
    /// What becomes of a mail there.
    pub then: AfterTaking,
    /// The group of its cases.
    pub group: Option<GroupId>,
    /// The category of its cases.
    pub category: Option<CategoryId>,
    /// The language of strangers.
    pub language: Option<Language>,
    /// Whether it is read, and mail for it is taken.
    pub active: bool,
}

impl Record for Mailbox {
    const KIND: RecordKind = RecordKind::Mailbox;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for Mail {
    const KIND: RecordKind = RecordKind::Mail;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}
