//! Several notices to one user as one letter: a line a case.

use super::compose::{Composed, Reader, case_address, no_longer_so, reader};
use super::letter::Letter;
use crate::messages::{Value, name_of, text};
use crate::store::outbox::Outgoing;
use rules::desk::{Facts, Fault, Ticket};

/// The letter, and the rows that it stands for; what is no longer so is left to be dropped by itself. Fewer than two: it
/// is no digest, and the row's own letter serves.
///
/// # Errors
/// A fault of the storage below.
pub(super) fn compose<F: Facts>(facts: &F, rows: &[Outgoing]) -> Result<Option<(Composed, Vec<Outgoing>)>, Fault> {
    let settings = facts.settings()?;
    let Some(first) = rows.first() else { return Ok(None) };
    let Ok(Reader { addressee, language, .. }) = reader(facts, first.to, &settings)? else { return Ok(None) };
    let mut told = Vec::new();
    let mut lines = Vec::new();
    for row in rows {
        let Some(ticket) = row.ticket.map(|number| facts.get::<Ticket>(number.0)).transpose()?.flatten() else {
            continue;
        };
        if no_longer_so(row, &ticket).is_some() {
            continue;
        }
        let subject = facts.content(ticket.subject)?.and_then(|row| row.content.as_text().map(str::to_owned));
        let link = settings.public_url.as_deref().map(|url| format!("\n{}", case_address(url, ticket.number)));
        let what = format!("[{}] {}", ticket.number, name_of(language, row.kind));
        lines.push((what, format!("{}{}", subject.unwrap_or_default(), link.unwrap_or_default())));
        told.push(row.clone());
    }
    if told.len() < 2 {
        return Ok(None);
    }
    let count = told.len().to_string();
    let say = |id: &str| text(language, id, &[("count", Value::Text(&count)), ("desk", (&*settings.name).into())]);
    let letter = Letter {
        language,
        subject: say("mail-digest-subject"),
        counter: None,
        desk: settings.name.clone(),
        heading: say("mail-digest-heading"),
        greeting: None,
        opening: vec![say("mail-digest-intro")],
        words: None,
        facts: lines,
        closing: Vec::new(),
        link: settings.public_url.clone().map(|url| (say("mail-digest-open"), url)),
        marks: None,
        footer: say("mail-footer"),
        leave: None,
    };
    Ok(Some((Composed::Letter(Box::new((letter, addressee))), told)))
}
