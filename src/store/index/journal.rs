//! The entries of a case; and all others by what they are filed under, for whoever looks through them.
//!
//! What happens to cases is found by case, and in order of time with all else: filing each of their entries would make
//! every case dearer, and they are nearly all there is.

use super::model::derive_publication;
use crate::desk::id::{Seq, TicketNumber};
use crate::desk::{ActorRef, Area, Entry, Fault, Step, Subject};
use crate::store::Snapshot;
use crate::store::error::fault;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, actor_code, first_number};
use crate::store::rows::{Derived, Row, Rows, Visit};
use crate::store::tables::Table;
use crate::words::Vocabulary;
use std::net::IpAddr;
use std::ops::{Bound, Range};

/// Who is told the stories of cases.
type Listener<'a> = dyn FnMut(TicketNumber, &[Step]) -> Result<(), Fault> + 'a;

/// How long a number is in a key.
const NUMBER: usize = 8;

impl Row for Entry {
    const TABLE: Table = Table::Journal;

    fn row_key(&self) -> Vec<u8> {
        self.seq.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        derive_publication(self, derived);
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
            let key = shelf.key().number(self.seq.0);
            // A case's story stands in the key: so it is read in one go, without the journal.
            let step = if let Shelf::Ticket(_) = shelf { Step::of(self) } else { None };
            let step = step.and_then(|step| postcard::to_allocvec(&step).ok()).unwrap_or_default();
            derived.entry(shelf.table(), key.bytes(&step).done());
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

    /// The numbers of its entries among `seqs`.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn entries(
        self,
        snapshot: &Snapshot,
        seqs: Range<Seq>,
        direction: Direction,
    ) -> Result<impl Iterator<Item = Result<Seq, Fault>> + use<>, Fault> {
        let at = |seq: Seq| self.key().number(seq.0).done();
        let range = KeyRange { lower: Bound::Included(at(seqs.start)), upper: Bound::Excluded(at(seqs.end)) };
        let keys = snapshot.scan(self.table(), &range, direction)?;
        let place = self.key().done().len();
        Ok(keys.filter_map(move |key| key.map(|key| key.get(place..).and_then(first_number).map(Seq)).transpose()))
    }
}

impl Snapshot {
    /// The journal entries of a case after `after`: its history.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn entries_of(
        &self,
        ticket: TicketNumber,
        after: Option<Seq>,
        direction: Direction,
        limit: usize,
    ) -> Result<Vec<Entry>, Fault> {
        let key = |seq: u64| KeyBuilder::new().number(ticket.0).number(seq).done();
        let mut range = KeyRange::prefix(&ticket.0.to_be_bytes());
        match (after, direction) {
            (Some(after), Direction::Ascending) => range.lower = Bound::Included(key(after.0.saturating_add(1))),
            (Some(after), Direction::Descending) => range.upper = Bound::Excluded(key(after.0)),
            (None, _) => {}
        }
        let mut entries = Vec::new();
        for key in self.scan(Table::JournalByTicket, &range, direction)?.take(limit) {
            if let Some(seq) = key?.get(NUMBER..).and_then(first_number)
                && let Some(entry) = self.entry(Seq(seq))?
            {
                entries.push(entry);
            }
        }
        Ok(entries)
    }

    /// The stories of these cases, one after the other.
    ///
    /// # Errors
    /// A fault of the storage below, or one of `told`.
    pub fn stories(&self, cases: Range<TicketNumber>, told: &mut Listener<'_>) -> Result<(), Fault> {
        let at = |number: TicketNumber| number.0.to_be_bytes().to_vec();
        let range = KeyRange { lower: Bound::Included(at(cases.start)), upper: Bound::Excluded(at(cases.end)) };
        let (mut current, mut story) = (None, Vec::new());
        self.visit(Table::JournalByTicket, &range, Direction::Ascending, &mut |key, _| {
            let number = first_number(key).map(TicketNumber);
            if let Some(before) = current.filter(|_| current != number) {
                told(before, &story)?;
                story.clear();
            }
            current = number;
            if let Some(step) = key.get(2 * NUMBER..).filter(|step| !step.is_empty()) {
                story.push(postcard::from_bytes(step).map_err(fault)?);
            }
            Ok(Visit::On)
        })?;
        match current {
            Some(last) => told(last, &story),
            None => Ok(()),
        }
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
        Subject::Survey(id) => (12, id.0),
        Subject::Mailbox(id) => (13, id.0),
    }
}
