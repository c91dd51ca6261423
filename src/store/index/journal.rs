//! The entries of a case; and all others by what they are filed under, for whoever looks through them.
//!
//! What happens to cases is found by case, and in order of time with all else: filing each of their entries would make
//! every case dearer, and they are nearly all there is.

use crate::desk::id::{Seq, TicketNumber};
use crate::desk::{ActorRef, Area, Entry, Fault, Subject};
use crate::store::Snapshot;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, actor_code, last_number};
use crate::store::rows::{Derived, Row};
use crate::store::tables::Table;
use crate::words::Vocabulary;
use std::net::IpAddr;
use std::ops::{Bound, Range};

impl Row for Entry {
    const TABLE: Table = Table::Journal;

    fn row_key(&self) -> Vec<u8> {
        self.seq.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let filed: Vec<Shelf> = match self.event.ticket() {
            Some(ticket) => vec![Shelf::Ticket(ticket)],
            None => [
                Some(Shelf::NotCases),
                Some(Shelf::Area(self.event.area())),
                Some(Shelf::Actor(self.actor)),
                self.event.subject().map(Shelf::Subject),
                self.from.and_then(|from| from.address).map(Shelf::Address),
            ]
            .into_iter()
            .flatten()
            .collect(),
        };
        for shelf in filed {
            derived.entry(shelf.table(), shelf.key().number(self.seq.0).done());
        }
    }
}

/// Where entries stand together, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// All there are.
    Journal,
    /// What happened to a case.
    Ticket(TicketNumber),
    /// All that happened to no case; so for the others below.
    NotCases,
    /// What is about this.
    Area(Area),
    /// What they did.
    Actor(ActorRef),
    /// What is about this one thing.
    Subject(Subject),
    /// What came from this network address.
    Address(IpAddr),
}

impl Shelf {
    const fn table(self) -> Table {
        match self {
            Self::Journal => Table::Journal,
            Self::Ticket(_) => Table::JournalByTicket,
            _ => Table::JournalByShelf,
        }
    }

    /// What the keys of its entries begin with. Fixed: stored keys hold these bytes.
    fn key(self) -> KeyBuilder {
        let key = KeyBuilder::new();
        match self {
            Self::Journal => key,
            Self::Ticket(number) => key.number(number.0),
            Self::NotCases => key.byte(1),
            Self::Area(area) => key.byte(2).text(area.as_str()),
            Self::Actor(actor) => {
                let (kind, id) = actor_code(actor);
                key.byte(3).byte(kind).number(id)
            }
            Self::Subject(subject) => {
                let (kind, id) = subject_code(subject);
                key.byte(4).byte(kind).number(id)
            }
            Self::Address(address) => {
                let address = match address {
                    IpAddr::V4(address) => address.to_ipv6_mapped(),
                    IpAddr::V6(address) => address,
                };
                key.byte(5).bytes(&address.octets())
            }
        }
    }

    /// The numbers of its entries among `seqs`, the latest first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn latest_first(
        self,
        snapshot: &Snapshot,
        seqs: Range<Seq>,
    ) -> Result<impl Iterator<Item = Result<Seq, Fault>> + use<>, Fault> {
        let at = |seq: Seq| self.key().number(seq.0).done();
        let range = KeyRange { lower: Bound::Included(at(seqs.start)), upper: Bound::Excluded(at(seqs.end)) };
        let keys = snapshot.scan(self.table(), &range, Direction::Descending)?;
        Ok(keys.filter_map(|key| key.map(|key| last_number(&key).map(Seq)).transpose()))
    }
}

const fn subject_code(subject: Subject) -> (u8, u64) {
    match subject {
        Subject::Ticket(id) => (1, id.0),
        Subject::User(id) => (2, id.0),
        Subject::Person(id) => (3, id.0),
        Subject::Group(id) => (4, id.0),
        Subject::Unit(id) => (5, id.0),
        Subject::Token(id) => (6, id.0),
        Subject::Settings => (7, 0),
        Subject::MailSettings => (8, 0),
        Subject::BackupSettings => (9, 0),
        Subject::Model => (10, 0),
        Subject::Webhook(id) => (11, id.0),
    }
}
