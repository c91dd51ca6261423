//! A letter as a message: addresses, headers, and its two faces.

use super::letter::{Addressee, Letter};
use super::{html, plain};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use rules::Moment;
use rules::desk::{self, MailSettings, Settings};
use std::time::{Duration, SystemTime};

/// Whom a message comes from.
pub(super) struct Origin<'a> {
    /// The name that readers see.
    pub(super) name: &'a str,
    /// The address that it leaves from.
    pub(super) address: &'a str,
    /// Where answers go, when not there.
    pub(super) answers: Option<&'a str>,
}

/// Where a mail is answered.
#[derive(Default)]
pub(super) struct Answered {
    /// At the mailbox by which the case came.
    pub(super) came_by: Option<desk::Mailbox>,
    /// At this address, instead of the one that the mail leaves from.
    pub(super) instead: Option<String>,
}

impl<'a> Origin<'a> {
    /// As the settings say; of a case that came by a mailbox, as the mailbox does.
    pub(super) fn new(mail: &'a MailSettings, desk: &'a Settings, answered: &'a Answered) -> Self {
        let mailbox = answered.came_by.as_ref();
        let address = mailbox.and_then(|mailbox| mailbox.sends_from.as_deref()).unwrap_or(&mail.from_address);
        let own = mailbox.map(|mailbox| &*mailbox.address).or(answered.instead.as_deref());
        let answers = own.filter(|own| !own.eq_ignore_ascii_case(address));
        Self { name: mail.from_name.as_deref().unwrap_or(&desk.name), address, answers }
    }
}

/// What a message is known by, and what it follows.
pub(super) struct Thread<'a> {
    /// Its Message-ID, with the angle brackets.
    pub(super) id: &'a str,
    /// The Message-IDs of the recipient's mail that the case began with and of its earlier mails to them, the oldest first.
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
    from: &Origin<'_>,
) -> Result<Message, String> {
    let millis = u64::try_from(thread.at.millis()).unwrap_or_default();
    let mut builder = Message::builder()
        .from(mailbox(from.name, from.address)?)
        .to(mailbox(&to.name, &to.address)?)
        .subject(one_line(&letter.subject))
        .date(SystemTime::UNIX_EPOCH + Duration::from_millis(millis))
        .message_id(Some(thread.id.to_owned()))
        // RFC 3834: nobody's absence notice should answer this.
        .raw_header(plain_header("Auto-Submitted", "auto-generated"))
        .raw_header(plain_header("X-Auto-Response-Suppress", "All"));
    if let Some(answers) = from.answers {
        builder = builder.reply_to(mailbox(from.name, answers)?);
    }
    builder = match thread.earlier.last() {
        Some(last) => builder.in_reply_to(last.clone()).references(references(thread.earlier)),
        // Some servers give a mail another Message-ID on its way: an answer names the one that we gave it all the same.
        None => builder.references(thread.id.to_owned()),
    };
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
