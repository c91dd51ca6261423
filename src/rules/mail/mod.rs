//! A mail that came in, taken apart as far as the desk has to know it, and what its text says beside its words: whether a
//! program wrote it, what of it is quoted, whom it was forwarded for.

mod automatic;
mod flowed;
mod forwarded;
mod meeting;
mod quoted;
mod report;

pub use automatic::{Automatic, Marks};
pub use flowed::unflow;
pub use forwarded::forwarded_for;
pub use meeting::{Meeting, MeetingKind, MeetingTime, read_meeting};
pub use quoted::{Parts, parts};
pub use report::{Delivery, Report};

use serde::{Deserialize, Serialize};

/// So many earlier mails that a mail says it follows are looked for.
pub const FOLLOWED_MAX: usize = 40;
/// So many files of a mail are kept one by one; the others are in the mail as it came. With it and its face they are fewer than
/// the uploads that anybody may have: an administrator takes in what was set aside.
pub const FILES_MAX: usize = 90;

/// What a Message-ID or an address is found under: the first half of the SHA-256 of what it says, in lower case where
/// that is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MailKey(pub [u8; 16]);

/// Somebody's address, as a mail has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailAddress {
    /// The name beside it; may be empty.
    pub name: String,
    /// The address, in lower case.
    pub address: String,
}

/// A mail that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Who wrote it.
    pub from: Option<MailAddress>,
    /// Under what the sender is counted.
    pub sender: Option<MailKey>,
    /// Where they want to be answered.
    pub reply_to: Vec<MailAddress>,
    /// To whom it went, copies included.
    pub to: Vec<MailAddress>,
    /// The subject; may be empty.
    pub subject: String,
    /// What it says; may be empty.
    pub text: String,
    /// What it is known by: usually one Message-ID.
    pub known_as: Vec<MailKey>,
    /// The Message-ID by which an answer names it, without the angle brackets; none that would break out of a line.
    pub message_id: Option<String>,
    /// The mails that it follows, the nearest first.
    pub follows: Vec<MailKey>,
    /// What tells that a program wrote it.
    pub marks: Marks,
    /// Who wrote the first mail that is enclosed in it.
    pub encloses: Option<MailAddress>,
    /// Whether the server that received it takes it for spam.
    pub spam: bool,
    /// What it reports of another mail, when a mail server wrote it.
    pub report: Option<Report>,
    /// Which checks of the receiving server it failed: `spf`, `dkim`, `dmarc`.
    pub failed_checks: Vec<String>,
    /// How many files there are beyond those that are kept one by one.
    pub left_out: usize,
    /// Whether its text or its face is so long that only the beginning is kept apart.
    pub shortened: bool,
    /// The meeting that it is about.
    pub meeting: Option<Meeting>,
    /// Whether what it says lies in an envelope that cannot be opened here: it is encrypted, or within its signature.
    pub sealed: bool,
}
