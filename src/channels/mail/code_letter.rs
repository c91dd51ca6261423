//! The letter with a code for coming in to one's own pages. It is sent at once, and nothing of it waits in the outbox: a
//! code is worth nothing an hour later, and whoever misses it asks for another one.

use super::carrier::{Means, means};
use super::delivery::{Patience, Server, deliver};
use super::letter::{Addressee, Letter};
use super::message::{Answered, Origin, Thread, build};
use crate::channels::worker::Trouble;
use crate::messages::{Value, text};
use crate::secret::{hex, random};
use crate::store::Store;
use rules::Moment;
use rules::desk::Facts;
use rules::words::Language;
use std::time::Duration;

/// Somebody waits for it.
const PATIENCE: Patience =
    Patience { connect: Duration::from_secs(20), command: Duration::from_secs(20), last: Duration::from_secs(60) };

/// Sends a code to an address.
///
/// # Errors
/// Why it could not be sent, in words.
pub async fn send_code(store: &Store, to: &str, code: &str, language: Language, now: Moment) -> Result<(), String> {
    let in_words = |fault: rules::desk::Fault| fault.to_string();
    let (message, server) = {
        let snapshot = store.snapshot().map_err(in_words)?;
        let Means { settings: mail, password } =
            means(store, &snapshot).map_err(in_words)?.ok_or("no mail is set up")?;
        let settings = snapshot.settings().map_err(in_words)?;
        let args = [("desk", Value::Text(&settings.name)), ("code", Value::Text(code))];
        let say = |id: &str| text(language, id, &args);
        let letter = Letter {
            language,
            subject: say("mail-code-subject"),
            counter: None,
            desk: settings.name.clone(),
            heading: say("mail-code-heading"),
            greeting: None,
            opening: vec![say("mail-code-text")],
            words: None,
            facts: Vec::new(),
            closing: vec![say("mail-code-after")],
            link: None,
            marks: None,
            footer: say("mail-footer"),
            leave: None,
        };
        let domain = mail.from_address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        let id = format!("<code.{}@{domain}>", hex(&random::<16>().map_err(in_words)?));
        let to = Addressee { name: String::new(), address: to.to_owned() };
        let thread = Thread { id: &id, earlier: &[], at: now };
        let message = build(&letter, &to, &thread, &Origin::new(&mail, &settings, &Answered::default()))?;
        (message, Server::new(&mail, password.as_deref(), &settings))
    };
    deliver(&server, &message, PATIENCE, async { Ok(()) }).await.map(drop).map_err(Trouble::words)
}
