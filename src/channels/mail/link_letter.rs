//! The letter with a link for setting a password. What opens the link is made for this letter and lies in no row.

use super::compose::{Composed, reader};
use super::letter::Letter;
use crate::messages::{Value, day_and_time, text};
use crate::store::outbox::Outgoing;
use rules::Moment;
use rules::desk::{Facts, Fault};
use rules::words::Vocabulary;

/// The page on which a password is set, for whoever has this token. Behind the `#`, so that it reaches no server and
/// no log on its way.
pub fn password_address(base: &str, token: &str) -> String {
    format!("{}/password#token={token}", base.trim_end_matches('/'))
}

/// Writes the letter for a link that works until `expires`.
///
/// # Errors
/// A fault of the storage below.
pub(super) fn compose<F: Facts>(
    facts: &F,
    notice: &Outgoing,
    (token, expires): (&str, Moment),
    now: Moment,
) -> Result<Composed, Fault> {
    let settings = facts.settings()?;
    let reader = match reader(facts, notice.to, &settings)? {
        Ok(reader) => reader,
        Err(reason) => return Ok(Composed::Dropped(reason)),
    };
    let until = day_and_time(reader.language, expires, now, reader.zone);
    let args: [(&str, Value<'_>); 3] = [
        ("desk", (&*settings.name).into()),
        ("email", (&*reader.addressee.address).into()),
        ("until", (&*until).into()),
    ];
    let say = |id: &str, args: &[(&str, Value<'_>)]| text(reader.language, id, args);
    let part = |part: &str| say(&format!("{part}-{}", notice.kind.as_str().replace('_', "-")), &args);
    let base = settings.public_url.as_deref().unwrap_or_default();
    let letter = Letter {
        language: reader.language,
        subject: part("mail-subject"),
        counter: None,
        desk: settings.name.clone(),
        heading: part("mail-heading"),
        greeting: Some(say("mail-greeting", &[("name", (&*reader.addressee.name).into())])),
        opening: vec![part("mail-intro")],
        words: None,
        facts: Vec::new(),
        closing: vec![part("mail-after")],
        link: Some((say("mail-set-password", &[]), password_address(base, token))),
        marks: None,
        footer: say("mail-footer", &[]),
        leave: None,
    };
    Ok(Composed::Letter(Box::new((letter, reader.addressee))))
}
