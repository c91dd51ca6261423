//! What is exported: one file each.

use super::{ExportError, Take, row};
use crate::desk::id::Seq;
use crate::desk::record::Record;
use crate::desk::{
    BackupSettings, Event, Fault, Group, MailSettings, NoticeWay, Person, ProcedureRun, Settings, Stay, Ticket, Token,
    Unit, User, Wait, Webhook,
};
use crate::service_model::ServiceModel;
use crate::store::Snapshot;
use crate::store::outbox::{self, OutboxState};
use serde_json::{Value, json};

/// A kind of rows.
pub(super) struct Kind {
    /// What its file is called, without its ending.
    pub(super) name: &'static str,
    /// Gives its rows.
    pub(super) rows: fn(&Snapshot, &mut Take<'_>) -> Result<(), ExportError>,
}

/// Every kind; README.md says what each is.
pub(super) const KINDS: &[Kind] = &[
    Kind { name: "settings", rows: records::<Settings> },
    Kind { name: "mail_settings", rows: records::<MailSettings> },
    Kind { name: "backup_settings", rows: records::<BackupSettings> },
    Kind { name: "models", rows: records::<ServiceModel> },
    Kind { name: "units", rows: records::<Unit> },
    Kind { name: "groups", rows: records::<Group> },
    Kind { name: "users", rows: records::<User> },
    Kind { name: "people", rows: records::<Person> },
    Kind { name: "tokens", rows: records::<Token> },
    Kind { name: "webhooks", rows: records::<Webhook> },
    Kind { name: "cases", rows: records::<Ticket> },
    Kind { name: "stays", rows: records::<Stay> },
    Kind { name: "waits", rows: records::<Wait> },
    Kind { name: "procedures", rows: records::<ProcedureRun> },
    Kind { name: "messages", rows: messages },
    Kind { name: "mails", rows: mails },
    Kind { name: "deliveries", rows: deliveries },
    Kind { name: "journal", rows: journal },
];

/// How many mails are read at once.
const PAGE: usize = 500;

fn records<R: Record>(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    for record in snapshot.records::<R>(None)? {
        take(row::of(snapshot, &record?)?)?;
    }
    Ok(())
}

/// What was written in cases, in the order in which it was.
fn messages(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    for entry in snapshot.entries_from(Seq(1))? {
        let entry = entry?;
        let (kind, author, channel, text) = match &entry.event {
            Event::Replied { author, channel, text, .. } => ("reply", author, Some(channel), text),
            Event::Noted { author, text, .. } => ("note", author, None, text),
            _ => continue,
        };
        let message = json!({
            "seq": entry.seq, "ticket": entry.event.ticket(), "at": entry.at, "kind": kind, "author": author,
            "channel": channel, "text": text, "attachments": entry.event.attachments(),
        });
        take(row::of(snapshot, &message)?)?;
    }
    Ok(())
}

/// What left the desk by mail.
fn mails(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    outgoing(snapshot, NoticeWay::Mail, take)
}

/// What left the desk for other programs.
fn deliveries(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    outgoing(snapshot, NoticeWay::Webhook, take)
}

/// What left the desk, state by state.
fn outgoing(snapshot: &Snapshot, way: NoticeWay, take: &mut Take<'_>) -> Result<(), ExportError> {
    for state in OutboxState::ALL {
        let mut after = None;
        loop {
            let page = outbox::list(snapshot, (way, *state), after, PAGE)?;
            let Some(last) = page.last() else { break };
            after = Some((last.when, last.id));
            for outgoing in &page {
                take(row::of(snapshot, outgoing)?)?;
            }
        }
    }
    Ok(())
}

/// All that happened, with who and when.
fn journal(snapshot: &Snapshot, take: &mut Take<'_>) -> Result<(), ExportError> {
    for entry in snapshot.entries_from(Seq(1))? {
        let entry = entry?;
        let event = serde_json::to_value(&entry.event).map_err(|error| Fault(Box::new(error)))?;
        let data = match entry.event {
            Event::Door(_) => inner(inner(event)),
            _ => inner(event),
        };
        let line = json!({
            "seq": entry.seq, "at": entry.at, "actor": entry.actor, "from": entry.from,
            "area": entry.event.area(), "event": entry.event.kind(), "ticket": entry.event.ticket(), "data": data,
        });
        take(row::of(snapshot, &line)?)?;
    }
    Ok(())
}

/// What stands behind the one name of an event.
fn inner(event: Value) -> Value {
    match event {
        Value::Object(event) => event.into_iter().next().map(|(_, data)| data).unwrap_or_default(),
        _ => Value::Null,
    }
}
