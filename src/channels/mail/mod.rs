//! Mail out: what waits in the outbox is written, sent, and its fate kept; and mail in, by [`incoming`].
//!
//! A notice becomes a [`letter`], the letter a message with a plain and an HTML face, the message goes to the server
//! by [`delivery`], and the worker keeps what came of it. Nothing here can hold up the desk: the store's writer only
//! queues rows.

mod carrier;
mod code_letter;
mod compose;
mod delivery;
mod digest_letter;
mod drop_reason;
mod gaps;
mod html;
pub mod incoming;
mod invitation_letter;
mod letter;
mod link_letter;
mod message;
mod plain;
mod preview;
mod probe;
pub mod sign_in;

pub use code_letter::send_code;
pub use compose::{case_address, own_case_address};
pub use delivery::Patience;
pub use drop_reason::DropReason;
pub use gaps::Gaps;
pub use invitation_letter::{answer_address, leave_address};
pub use link_letter::password_address;
pub use preview::{NoticePreview, preview};
pub use probe::{Probe, probe};

use super::worker::{self, Courier};
use crate::clock::Clock;
use crate::store::Store;
use carrier::MailCarrier;
use rules::desk::MailSettings;
use tokio::task::JoinHandle;

/// Starts the worker for mail.
pub fn start(store: Store, clock: Clock, patience: Patience) -> (Courier, JoinHandle<()>) {
    worker::start(MailCarrier(patience), store, clock)
}

/// The fields of the mail settings without which no mail can leave; empty when it can. `None`: never set.
pub fn missing(settings: Option<&MailSettings>) -> Vec<&'static str> {
    let Some(settings) = settings else { return vec!["host", "from_address"] };
    let fields = [("host", settings.host.is_empty()), ("from_address", settings.from_address.is_empty())];
    fields.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| field).collect()
}
