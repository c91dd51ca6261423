//! What the writer does, told to whoever measures it.

use std::sync::Arc;
use std::time::Duration;

/// Something to count or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// A transaction came to the disk; the commit itself took so long.
    Commit(Duration),
    /// So many commands and operations shared a transaction.
    Batch(usize),
    /// The writer looked after the file: it does so about once a second, and at least once a minute while the disk fails.
    Alive,
}

/// Hears of it, on the writer's thread: it must be quick.
pub type Meter = Arc<dyn Fn(Measured) + Send + Sync>;
