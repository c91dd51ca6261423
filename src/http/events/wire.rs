//! How live events are written.

use crate::desk::Viewer;
use crate::desk::id::Seq;
use crate::http::word::{Id, Word};
use crate::queries::live::{Audience, Changes, News, Other, Told};
use hyper::body::Bytes;
use poem_openapi::types::ToJSON;
use poem_openapi::{Enum, Object};
use std::sync::OnceLock;

/// What an event says: `hello` at the beginning, `changes`, `reset` (more than can be told: ask for everything again),
/// or nothing (`beat`: a sign of life that moves the id on).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub(super) enum EventKind {
    /// The stream begins.
    Hello,
    /// Something changed.
    Changes,
    /// More changed than is told.
    Reset,
    /// A sign of life.
    Beat,
}

/// A case that changed.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct LiveTicket {
    /// Its number.
    number: Id,
    /// Its version now; null when it is gone.
    version: Option<u64>,
    /// Whether it left the caller's sight.
    gone: bool,
}

/// What changed. Ask for what is shown; nothing here says what it is now.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct LiveChanges {
    /// Cases.
    tickets: Vec<LiveTicket>,
    /// Whether the numbers beside the queues may have changed.
    counts: bool,
    /// What else changed.
    others: Vec<Word<Other>>,
}

/// A server-sent event, with its fields `event`, `id` and `data`.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
pub(super) struct LiveEvent {
    /// What it says.
    event: EventKind,
    /// The journal's last entry that it covers; `Last-Event-ID` takes it.
    id: u64,
    /// What changed.
    data: Option<LiveChanges>,
}

/// An event as it is sent.
pub(super) fn event(kind: EventKind, id: Seq, data: Option<&LiveChanges>) -> Bytes {
    let id = id.0;
    Bytes::from(match kind {
        EventKind::Hello => format!("event: hello\nid: {id}\ndata: {{}}\n\n"),
        EventKind::Changes => {
            format!("event: changes\nid: {id}\ndata: {}\n\n", data.map(ToJSON::to_json_string).unwrap_or_default())
        }
        EventKind::Reset => format!("event: reset\nid: {id}\ndata: {{}}\n\n"),
        // Without data a browser takes the id and tells nobody.
        EventKind::Beat => format!("id: {id}\ndata: \n\n"),
    })
}

/// Changes on their way to the listeners. What those who see everything are told is written once for all of them.
pub(super) struct Message {
    pub(super) changes: Changes,
    shared: [OnceLock<Option<Bytes>>; Audience::ALL.len()],
}

impl Message {
    pub(super) fn of(changes: Changes) -> Self {
        Self { changes, shared: Default::default() }
    }

    /// What `viewer` is told; `None`: nothing.
    pub(super) fn to(&self, viewer: &Viewer) -> Option<Bytes> {
        let write = || match self.changes.weigh(viewer) {
            News::Nothing => None,
            News::Told(told) => Some(event(EventKind::Changes, self.changes.last, Some(&shape(&told)))),
            News::TooMuch => Some(event(EventKind::Reset, self.changes.last, None)),
        };
        match self.changes.audience(viewer) {
            Some(audience) => self.shared[audience as usize].get_or_init(write).clone(),
            None => write(),
        }
    }
}

fn shape(told: &Told) -> LiveChanges {
    let tickets = told.cases.iter().map(|case| LiveTicket {
        number: Id::of(case.number),
        version: case.version,
        gone: case.version.is_none(),
    });
    LiveChanges {
        tickets: tickets.collect(),
        counts: told.counts,
        others: told.others.iter().copied().map(Word).collect(),
    }
}
