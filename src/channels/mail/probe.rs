//! Trying the mail settings out, at once and with the server's own words.

use super::delivery::{Patience, Server, deliver};
use super::message::mailbox;
use crate::channels::worker::Trouble;
use crate::messages::{Value, text};
use lettre::Message;
use rules::desk::{MailSettings, Settings};
use std::time::Duration;

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Whether the server took the mail.
    pub ok: bool,
    /// What it said; where it said nothing, what broke.
    pub reply: String,
}

/// Somebody waits for the answer.
const PATIENCE: Patience =
    Patience { connect: Duration::from_secs(10), command: Duration::from_secs(10), last: Duration::from_secs(20) };

/// Sends a small mail to `to` with these settings, now. Takes at most about a minute.
pub async fn probe(mail: &MailSettings, password: Option<&str>, desk: &Settings, to: &str) -> Probe {
    match try_out(mail, password, desk, to).await {
        Ok(reply) => Probe { ok: true, reply },
        Err(reply) => Probe { ok: false, reply },
    }
}

async fn try_out(mail: &MailSettings, password: Option<&str>, desk: &Settings, to: &str) -> Result<String, String> {
    let args = [("desk", Value::Text(&desk.name))];
    let message = Message::builder()
        .from(mailbox(mail.from_name.as_deref().unwrap_or(&desk.name), &mail.from_address)?)
        .to(mailbox("", to)?)
        .message_id(None)
        .subject(text(desk.language, "mail-probe-subject", &args))
        .body(format!("{}\n", text(desk.language, "mail-probe-text", &args)))
        .map_err(|cause| cause.to_string())?;
    let server = Server::new(mail, password, desk);
    deliver(&server, &message, PATIENCE, async { Ok(()) }).await.map_err(Trouble::words)
}
