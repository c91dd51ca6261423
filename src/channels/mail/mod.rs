//! Mail out: what waits in the outbox is written, sent, and its fate kept.
//!
//! A notice becomes a [`letter`], the letter a message with a plain and an HTML face, the message goes to the server
//! by [`delivery`], and the [`worker`] keeps what came of it. Nothing here can hold up the desk: the store's writer
//! only queues rows.

mod compose;
mod delivery;
mod drop_reason;
mod html;
mod letter;
mod link_letter;
mod message;
mod names;
mod plain;
mod probe;
mod retry;
mod worker;

pub use compose::case_address;
pub use delivery::Patience;
pub use drop_reason::DropReason;
pub use link_letter::password_address;
pub use probe::{Probe, probe};
pub use worker::{Mailer, start};

use rules::desk::MailSettings;

/// The fields of the mail settings without which no mail can leave; empty when it can. `None`: never set.
pub fn missing(settings: Option<&MailSettings>) -> Vec<&'static str> {
    let Some(settings) = settings else { return vec!["host", "from_address"] };
    let fields = [("host", settings.host.is_empty()), ("from_address", settings.from_address.is_empty())];
    fields.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| field).collect()
}
