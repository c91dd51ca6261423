//! A letter as a message: addresses, headers, and its two faces.

use super::letter::{Addressee, Letter};
use super::{html, plain};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use rules::Moment;
use rules::desk::{MailSettings, Settings};
use std::time::{Duration, SystemTime};

/// What a message is known by, and what it follows.
pub(super) struct Thread<'a> {
    /// Its Message-ID, with the angle brackets.
    pub(super) id: &'a str,
    /// The Message-IDs of the case's earlier mails to the same recipient, the oldest first.
    pub(super) earlier: &'a [String],
    /// When its cause happened.
    pub(super) at: Moment,
}

/// So many earlier mails are named at most: the first, and the last ones.
const REFERENCES: usize = 20;

/// The message.
///
/// # Errors
/// Why it cannot be made (an address that is none), in words.
pub(super) fn build(
    letter: &Letter,
    to: &Addressee,
    thread: &Thread<'_>,
    (mail, desk): (&MailSettings, &Settings),
) -> Result<Message, String> {
    let from = mail.from_name.as_deref().unwrap_or(&desk.name);
    let millis = u64::try_from(thread.at.millis()).unwrap_or_default();
    let mut builder = Message::builder()
        .from(mailbox(from, &mail.from_address)?)
        .to(mailbox(&to.name, &to.address)?)
        .subject(one_line(&letter.subject))
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
        .message_id(Some(thread.id.to_owned()))
        // RFC 3834: nobody's absence notice should answer this.
        .raw_header(plain_header("Auto-Submitted", "auto-generated"))
        .raw_header(plain_header("X-Auto-Response-Suppress", "All"));
    if let Some(last) = thread.earlier.last() {
        builder = builder.in_reply_to(last.clone()).references(references(thread.earlier));
    }
    if let Some((_, address)) = &letter.leave {
        // RFC 8058: one click in the reader's own program.
        builder = builder
            .raw_header(plain_header("List-Unsubscribe", &format!("<{address}>")))
            .raw_header(plain_header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let faces = MultiPart::alternative_plain_html(plain::render(letter), html::render(letter));
    builder.multipart(faces).map_err(|cause| cause.to_string())
}

fn references(earlier: &[String]) -> String {
    let skipped = earlier.len().saturating_sub(REFERENCES);
    let named = earlier.iter().enumerate().filter(|(place, _)| *place == 0 || *place > skipped);
    let ids: Vec<&str> = named.map(|(_, id)| id.as_str()).collect();
    ids.join(" ")
}

/// A name with its address.
///
/// # Errors
/// When the address is none.
pub(super) fn mailbox(name: &str, address: &str) -> Result<Mailbox, String> {
    let parsed: Address = address.parse().map_err(|cause| format!("{address}: {cause}"))?;
    let name = one_line(name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), parsed))
}

/// Nothing but one line reaches a header, whatever the record holds: a line end would begin a header of its own.
fn one_line(text: &str) -> String {
    rules::desk::text::clean_line(text)
}

fn plain_header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests;
