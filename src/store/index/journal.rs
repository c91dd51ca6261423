//! The entries of a case.

use crate::desk::Entry;
use crate::store::keys::KeyBuilder;
use crate::store::rows::{Derived, Row};
use crate::store::tables::Table;

impl Row for Entry {
    const TABLE: Table = Table::Journal;

    fn row_key(&self) -> Vec<u8> {
        self.seq.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        if let Some(ticket) = self.event.ticket() {
            derived.entry(Table::JournalByTicket, KeyBuilder::new().number(ticket.0).number(self.seq.0).done());
        }
    }
}
