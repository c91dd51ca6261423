//! Versions of the service model: how each came into force, and how many open cases still run by it.

use crate::desk::id::Seq;
use crate::desk::{Entry, Event, Fault, Ticket};
use crate::service_model::ModelVersion;
use crate::store::Snapshot;
use crate::store::keys::{KeyBuilder, KeyRange, last_number};
use crate::store::rows::{self, Derived, Rows};
use crate::store::tables::Table;

/// What an entry gives that put a version in force.
pub(super) fn derive_publication(entry: &Entry, derived: &mut Derived) {
    if let Event::ModelPublished(model) = &entry.event {
        derived.entry(Table::Publications, KeyBuilder::new().number(model.version.0).number(entry.seq.0).done());
    }
}

/// What an open case gives.
pub(super) fn derive_followed(ticket: &Ticket, derived: &mut Derived) {
    if ticket.state.is_open() {
        derived.count(Table::TicketsByModel, key(ticket.model));
    }
}

fn key(version: ModelVersion) -> Vec<u8> {
    version.0.to_be_bytes().to_vec()
}

impl Snapshot {
    /// The entry with which a version of the service model came into force.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn publication(&self, version: ModelVersion) -> Result<Option<Entry>, Fault> {
        let last = rows::last_key(self, Table::Publications, &KeyRange::prefix(&key(version)))?;
        last.as_deref().and_then(last_number).map_or(Ok(None), |seq| self.entry(Seq(seq)))
    }

    /// How many open cases run by a version of the service model.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn open_cases_by(&self, version: ModelVersion) -> Result<u64, Fault> {
        let value = self.get_raw(Table::TicketsByModel, &key(version))?;
        Ok(value.as_deref().and_then(last_number).unwrap_or(0))
    }
}
