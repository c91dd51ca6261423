//! Erasing what somebody wrote, what was written about them, and whom entries of the journal name.

use super::working::Working;
use super::{index, rows, write};
use crate::desk::id::ContentId;
use crate::desk::{ContentRow, Entry, Erasing, Fault, FileHash};
use std::collections::BTreeSet;

/// Erases what is to go, and gives the files that it referred to. What is gone already is no fault.
pub(super) fn erase(working: &mut Working<'_>, erasing: &Erasing) -> Result<Vec<FileHash>, Fault> {
    let mut ids: BTreeSet<ContentId> = erasing.contents.iter().copied().collect();
    for owner in &erasing.owners {
        ids.extend(index::content::of_owner(working, *owner, None, usize::MAX)?);
    }
    let mut files = Vec::new();
    for id in ids {
        let row = write::remove::<ContentRow>(working, &id.0.to_be_bytes())?;
        files.extend(row.as_ref().and_then(|row| row.content.as_file()).map(|file| file.hash));
    }
    for seq in &erasing.entries {
        if let Some(mut entry) = rows::get::<Entry>(working, &seq.0.to_be_bytes())? {
            entry.event.forget();
            write::put(working, &entry)?;
        }
    }
    Ok(files)
}
