//! Mails that came, by what they are known by, where they lay, what became of them.

use crate::desk::id::{ContentId, MailId, MailboxId, PersonId, TicketNumber};
use crate::desk::mail::{Aside, ImapPlace, Mail, MailFate, Mailbox};
use crate::desk::{Facts, Fault, FileHash};
use crate::mail::MailKey;
use crate::moment::Moment;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, last_number};
use crate::store::operational::rows_behind;
use crate::store::rows::{self, Derived, Row, Rows};
use crate::store::snapshot::Snapshot;
use crate::store::tables::Table;
use crate::words::Vocabulary;
use sha2::{Digest, Sha256};
use std::ops::Bound;

/// So many mails with one Message-ID are looked at: whoever uses one again and again is not asked further.
const SAME_ID: usize = 8;
/// So many mails of a case are looked at for the mailbox by which it came: those before may have come from a file.
const FIRST_MAILS: usize = 8;

impl Row for Mail {
    const TABLE: Table = Table::Mail;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let id = self.id.0;
        derived.entry(Table::MailsByHash, KeyBuilder::new().bytes(&self.hash).number(id).done());
        for key in &self.known_as {
            derived.entry(Table::MailsByMessage, KeyBuilder::new().bytes(&key.0).number(id).done());
        }
        if let Some(sender) = &self.sender {
            derived.entry(Table::MailsBySender, KeyBuilder::new().bytes(&sender.0).moment(self.at).number(id).done());
        }
        if let Some(said) = self.said {
            derived.entry(Table::MailsByWords, KeyBuilder::new().number(said.0).number(id).done());
        }
        if let Some(ticket) = self.fate.ticket() {
            derived.entry(Table::MailsByTicket, KeyBuilder::new().number(ticket.0).number(id).done());
        }
        if let (Some(mailbox), Some(place)) = (self.mailbox, self.place) {
            derived.entry(Table::MailsByPlace, place_key(mailbox, place).number(id).done());
        }
        if let MailFate::Bounced { person, .. } = self.fate {
            derived.entry(Table::MailsBounced, KeyBuilder::new().number(person.0).number(id).done());
        }
        if let MailFate::Aside(why) = self.fate {
            derived.entry(Table::MailsAside, KeyBuilder::new().number(id).done());
            derived.entry(Table::MailsAsideByReason, reason_key(why).number(id).done());
            derived.count(Table::MailsAsideCount, reason_key(why).done());
        }
    }
}

fn place_key(mailbox: MailboxId, place: ImapPlace) -> KeyBuilder {
    KeyBuilder::new().number(mailbox.0).bytes(&place.validity.to_be_bytes()).bytes(&place.uid.to_be_bytes())
}

fn reason_key(why: Aside) -> KeyBuilder {
    KeyBuilder::new().text(why.as_str())
}

/// What a Message-ID is found under, with or without its angle brackets.
pub fn message_key(id: &str) -> MailKey {
    key_of(id.trim().trim_start_matches('<').trim_end_matches('>').as_bytes())
}

/// What a sender is counted under.
pub fn address_key(address: &str) -> MailKey {
    key_of(address.trim().to_lowercase().as_bytes())
}

fn key_of(bytes: &[u8]) -> MailKey {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    let mut key = [0; 16];
    key.copy_from_slice(&hash[..16]);
    MailKey(key)
}

/// The mail with these bytes.
pub(in crate::store) fn by_hash(rows: &dyn Rows, hash: &FileHash) -> Result<Option<MailId>, Fault> {
    Ok(behind(rows, Table::MailsByHash, hash, 1)?.pop())
}

/// The mails with this Message-ID.
pub(in crate::store) fn known_as(rows: &dyn Rows, key: &MailKey) -> Result<Vec<MailId>, Fault> {
    behind(rows, Table::MailsByMessage, &key.0, SAME_ID)
}

fn behind(rows: &dyn Rows, table: Table, prefix: &[u8], most: usize) -> Result<Vec<MailId>, Fault> {
    let keys = rows::keys(rows, table, &KeyRange::prefix(prefix), Direction::Ascending, most)?;
    Ok(keys.iter().filter_map(|key| last_number(key)).map(MailId).collect())
}

/// How many mails a sender has sent since a moment.
pub(in crate::store) fn from_since(
    rows: &dyn Rows,
    sender: &MailKey,
    since: Moment,
    most: usize,
) -> Result<usize, Fault> {
    let upper = KeyRange::prefix(&sender.0).upper;
    let lower = Bound::Excluded(KeyBuilder::new().bytes(&sender.0).moment(since).number(u64::MAX).done());
    Ok(rows::keys(rows, Table::MailsBySender, &KeyRange { lower, upper }, Direction::Ascending, most)?.len())
}

/// The mail of a case after which `later` others came.
pub(in crate::store) fn before_last(
    rows: &dyn Rows,
    ticket: TicketNumber,
    later: usize,
) -> Result<Option<MailId>, Fault> {
    let range = KeyRange::prefix(&ticket.0.to_be_bytes());
    let last = rows::keys(rows, Table::MailsByTicket, &range, Direction::Descending, later + 1)?;
    Ok(last.get(later).and_then(|key| last_number(key)).map(MailId))
}

impl Snapshot {
    /// The mail whose words these are.
    ///
    /// # Errors
    /// A fault of the storage below; so for everything here.
    pub fn mail_of_words(&self, said: ContentId) -> Result<Option<Mail>, Fault> {
        let range = KeyRange::prefix(&said.0.to_be_bytes());
        Ok(rows_behind(self, Table::MailsByWords, &range, Direction::Descending, 1, 8)?.pop())
    }

    /// Every mail of a sender, the oldest first.
    pub fn mails_of(&self, sender: &MailKey) -> Result<Vec<Mail>, Fault> {
        let range = KeyRange::prefix(&sender.0);
        rows_behind(self, Table::MailsBySender, &range, Direction::Ascending, usize::MAX, 8)
    }

    /// The mailbox by which the mails of a case come: that of the first one.
    pub fn mailbox_of(&self, ticket: TicketNumber) -> Result<Option<Mailbox>, Fault> {
        let range = KeyRange::prefix(&ticket.0.to_be_bytes());
        let first: Vec<Mail> = rows_behind(self, Table::MailsByTicket, &range, Direction::Ascending, FIRST_MAILS, 8)?;
        let Some(mailbox) = first.into_iter().find_map(|mail| mail.mailbox) else { return Ok(None) };
        self.get::<Mailbox>(mailbox.0)
    }

    /// The last reports of mails that did not reach a person, the newest first.
    pub fn bounces_of(&self, person: PersonId, most: usize) -> Result<Vec<Mail>, Fault> {
        let range = KeyRange::prefix(&person.0.to_be_bytes());
        rows_behind(self, Table::MailsBounced, &range, Direction::Descending, most, 8)
    }

    /// Whether a mail that lies there was taken in, at this moment or later.
    pub fn has_mail_at(&self, mailbox: MailboxId, place: ImapPlace, since: Moment) -> Result<bool, Fault> {
        let range = KeyRange::prefix(&place_key(mailbox, place).done());
        let last: Vec<Mail> = rows_behind(self, Table::MailsByPlace, &range, Direction::Descending, 1, 8)?;
        Ok(last.iter().any(|mail| mail.at >= since))
    }

    /// Mails that were set aside before `before`, for this reason or for any, the newest first.
    pub fn mails_aside(&self, why: Option<Aside>, before: Option<MailId>, most: usize) -> Result<Vec<Mail>, Fault> {
        let (table, key) = match why {
            Some(why) => (Table::MailsAsideByReason, reason_key(why)),
            None => (Table::MailsAside, KeyBuilder::new()),
        };
        let all = KeyRange::prefix(&key.clone().done());
        let range = match before {
            Some(before) => all.after(key.number(before.0).done(), Direction::Descending),
            None => all,
        };
        rows_behind(self, table, &range, Direction::Descending, most, 8)
    }

    /// How many mails are set aside for this reason.
    pub fn mails_aside_count(&self, why: Aside) -> Result<u64, Fault> {
        let count = self.get_raw(Table::MailsAsideCount, &reason_key(why).done())?;
        Ok(count.as_deref().and_then(last_number).unwrap_or(0))
    }
}
