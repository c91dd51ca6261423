//! One redb file: the only room that knows redb.
//!
//! Commands go in ([`Store::submit`]), read snapshots come out ([`Store::snapshot`]), and journal entries from a
//! position on.

mod accept;
pub mod answer_pool;
mod backend;
mod backup;
pub mod backup_log;
mod bulk;
mod cached;
pub mod case_link;
mod check;
mod codec;
mod compact;
mod copy;
pub mod credential;
mod decoded;
mod derive;
mod desk_file;
pub mod device;
mod digest;
mod disk;
mod draft;
mod erase;
mod error;
mod file;
pub mod fold;
pub mod folder_look;
pub mod guarded;
pub mod guest_session;
pub mod idempotency;
mod image;
pub mod index;
pub mod invitation_link;
pub mod job;
mod keeper;
pub mod kept_file;
mod keys;
mod mailbox_secret;
mod meta;
mod meter;
mod migration;
mod operational;
pub mod outbox;
pub mod password_link;
mod quiet;
pub mod reader;
mod recorder;
pub mod replay;
mod request;
mod restore;
pub mod review_link;
mod rows;
pub mod screen_notice;
pub mod search;
pub mod second_step;
pub mod secret;
pub mod session;
pub mod sign_in_code;
mod snapshot;
mod spare;
mod stats;
pub mod survey_link;
mod tables;
pub mod throttle;
mod transact;
mod typed;
pub mod upload;
mod working;
mod write;
mod writer;

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by breaking off")]
mod tests;

pub use backup::BackupReport;
pub use bulk::{Bulk, Report};
pub use check::{CheckReport, check};
pub use compact::{CompactError, Compacted, Outlook, compact};
pub use copy::{CopyError, Step, Watch};
pub use desk_file::{Options, Store};
pub use disk::{Room, Size, Space};
pub(crate) use draft::Draft;
pub use error::{DiskTrouble, OpenError, OperateError, SubmitError};
pub use index::ticket::{DueTimer, GroupCount, Lane, LanePlace, LaneScan, Scope};
pub use keys::{Direction, KeyRange};
pub use meter::{Measured, Meter};
pub use operational::Operational;
pub use recorder::{Recorder, Write};
pub use request::{Committed, IdempotencyKey, Request};
pub use restore::{Drill, RestoreError, Restored, drill, restore};
pub use rows::{Rows, Visit, Visitor};
pub use snapshot::{Scan, Snapshot};
pub use stats::{TableSize, table_sizes};
pub use tables::{Class, Table};
