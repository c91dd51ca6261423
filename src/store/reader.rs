//! How far each reader of the journal has come. The outbox is no reader: no rebuild sends anything again.

use super::operational::{self, Operational};
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::Seq;
use serde::{Deserialize, Serialize};

/// A reader's position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Which reader.
    pub reader: String,
    /// The last entry that it has dealt with.
    pub seq: Seq,
}

impl Row for Position {
    const TABLE: Table = Table::Reader;

    fn row_key(&self) -> Vec<u8> {
        self.reader.as_bytes().to_vec()
    }
}

/// The last entry that a reader has dealt with; 0 before the first.
///
/// # Errors
/// A fault of the storage below.
pub fn position(rows: &dyn Rows, reader: &str) -> Result<Seq, Fault> {
    Ok(rows::get::<Position>(rows, reader.as_bytes())?.map_or(Seq(0), |position| position.seq))
}

/// Every reader that ever kept a position.
///
/// # Errors
/// A fault of the storage below.
pub fn all(rows: &dyn Rows) -> Result<Vec<Position>, Fault> {
    operational::all(rows)
}

/// Keeps a reader's position.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, reader: &str, seq: Seq) -> Result<(), Fault> {
    operational.put(&Position { reader: reader.to_owned(), seq })
}
