//! One redb file: the only room that knows redb.
//!
//! Commands go in ([`Store::submit`]), read snapshots come out ([`Store::snapshot`]), and journal entries from a
//! position on.

mod cached;
mod codec;
pub mod credential;
mod desk_file;
mod error;
pub mod fold;
pub mod index;
pub mod job;
mod keys;
mod operational;
pub mod outbox;
pub mod reader;
mod request;
mod rows;
pub mod secret;
pub mod session;
mod snapshot;
mod tables;
pub mod throttle;
mod write;

pub use desk_file::{Options, Store};
pub use error::{OpenError, OperateError, SubmitError};
pub use index::ticket::{DueTimer, GroupCount, Lane, LanePlace, LaneScan, Scope};
pub use keys::{Direction, KeyRange};
pub use operational::Operational;
pub use request::{Committed, IdempotencyKey, Request};
pub use rows::{Rows, Visit};
pub use snapshot::{Scan, Snapshot};
pub use tables::{Class, Table};
