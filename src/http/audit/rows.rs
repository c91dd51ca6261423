//! The audit trail as a file, a page after the other: no snapshot waits for the network, and none is ever whole in
//! memory.

use super::shape::{AuditEntry, COLUMNS};
use crate::desk::Viewer;
use crate::export::Format;
use crate::export::row::Columns;
use crate::http::caller::Caller;
use crate::http::streamed::Lines;
use crate::queries::Unanswered;
use crate::queries::audit::{self, Asked};
use crate::queries::names::Names;
use crate::store::Store;
use crate::words::Vocabulary;
use futures_util::stream;
use poem::http::header;
use poem::{Body, Response};
use std::io;

/// How many entries are read and sent at once.
const PAGE: usize = 200;

/// What is left to send.
struct Left {
    store: Store,
    viewer: Viewer,
    asked: Asked,
    format: Format,
    place: Place,
}

enum Place {
    Beginning,
    After(String),
    End,
}

/// The answer, as a file to be saved.
pub(super) fn answer(caller: &Caller, asked: Asked, format: Format) -> Lines {
    let left = Left {
        store: caller.state().store.clone(),
        viewer: caller.viewer().clone(),
        asked,
        format,
        place: Place::Beginning,
    };
    let chunks = stream::unfold(left, |mut left| async move {
        let chunk = left.next().transpose()?;
        Some((chunk.map_err(io::Error::other), left))
    });
    let day = caller.now().to_string().replace(':', "-");
    let media = if format == Format::Csv { "text/csv; charset=utf-8" } else { "application/jsonl" };
    let name = format!("attachment; filename=\"audit-{day}.{}\"", format.as_str());
    let response = Response::builder().content_type(media).header(header::CONTENT_DISPOSITION, name);
    Lines(response.body(Body::from_bytes_stream(chunks)))
}

impl Left {
    fn next(&mut self) -> Result<Option<Vec<u8>>, Unanswered> {
        let cursor = match &self.place {
            Place::Beginning => None,
            Place::After(cursor) => Some(cursor.as_str()),
            Place::End => return Ok(None),
        };
        let snapshot = self.store.snapshot()?;
        let page = audit::list(&snapshot, &self.viewer, &self.asked, cursor, PAGE)?;
        let columns = Columns::of(&COLUMNS);
        let mut text = String::new();
        if self.format == Format::Csv && matches!(self.place, Place::Beginning) {
            text.push_str(&columns.header());
        }
        let names = Names::new(&snapshot);
        for entry in &page.items {
            let row = AuditEntry::of(&names, entry)?.row();
            match self.format {
                Format::Csv => text.push_str(&columns.line(&row)),
                Format::Jsonl => {
                    text.push_str(&row.to_string());
                    text.push('\n');
                }
            }
        }
        self.place = page.next.map_or(Place::End, Place::After);
        Ok(Some(text.into_bytes()))
    }
}
