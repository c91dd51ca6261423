//! What the writer writes, told to whoever measures it: the benchmark replays the same puts and deletes on bare redb.

use super::tables::Table;
use std::sync::Arc;

/// A write, as it goes to redb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write<'a> {
    /// A value was put.
    Put {
        /// Where.
        table: Table,
        /// Its key.
        key: &'a [u8],
        /// The value.
        value: &'a [u8],
    },
    /// A key was deleted.
    Delete {
        /// Where.
        table: Table,
        /// The key.
        key: &'a [u8],
    },
    /// All since the last time was committed.
    Commit,
}

/// Hears of every write.
pub type Recorder = Arc<dyn Fn(Write<'_>) + Send + Sync>;
