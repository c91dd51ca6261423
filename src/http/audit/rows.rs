//! The audit trail as a file.

use super::shape::{AuditEntry, COLUMNS};
use crate::export::Format;
use crate::export::row::Columns;
use crate::http::caller::Caller;
use crate::http::streamed::Lines;
use crate::queries::Unanswered;
use crate::queries::audit::{self, Asked};
use crate::queries::names::Names;
use crate::words::Vocabulary;

/// How many entries are read and sent at once.
const PAGE: usize = 200;

/// The answer, as a file to be saved.
pub(super) fn answer(caller: &Caller, asked: Asked, format: Format) -> Result<Lines, Unanswered> {
    let (store, viewer) = (caller.state().store.clone(), caller.viewer().clone());
    let day = caller.now().to_string().replace(':', "-");
    let media = if format == Format::Csv { "text/csv; charset=utf-8" } else { "application/jsonl" };
    Lines::paged(media, &format!("audit-{day}.{}", format.as_str()), move |cursor| {
        let snapshot = store.snapshot()?;
        let page = audit::list(&snapshot, &viewer, &asked, cursor, PAGE)?;
        let columns = Columns::of(&COLUMNS);
        let mut text = String::new();
        if format == Format::Csv && cursor.is_none() {
            text.push_str(&columns.header());
        }
        let names = Names::new(&snapshot);
        for entry in &page.items {
            let row = AuditEntry::of(&names, entry)?.row();
            match format {
                Format::Csv => text.push_str(&columns.line(&row)),
                Format::Jsonl => {
                    text.push_str(&row.to_string());
                    text.push('\n');
                }
            }
        }
        Ok((text, page.next))
    })
}
