//! Everything that a desk knows, in files that any program reads, so that nobody is locked in: one file a kind, as JSON
//! Lines or CSV. The same desk gives the same bytes. What opens a desk (passwords, hashes, sessions) is in none of them.

mod attachments;
mod kinds;
pub mod personal_data;
pub mod row;
pub mod sheet;

use crate::desk::Fault;
use crate::store::Snapshot;
use crate::words::Vocabulary;
use kinds::KINDS;
use row::Columns;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A JSON object a line.
    Jsonl,
    /// Comma-separated values with a header (RFC 4180); what is not plain stands in its cell as JSON.
    Csv,
}

impl Vocabulary for Format {
    const TITLE: &'static str = "ExportFormat";
    const ALL: &'static [Self] = &[Self::Jsonl, Self::Csv];
    fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Files.
    pub files: u64,
    /// Rows in all of them.
    pub rows: u64,
}

/// Why nothing was exported. Each says in one line what to do; nothing is left of what was begun.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Nothing is overwritten.
    #[error("{}: this is there already; name a new folder, or take that one away first", path.display())]
    Exists {
        /// The place.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: it cannot be written: {what}", path.display())]
    Io {
        /// The place.
        path: PathBuf,
        /// What it said.
        what: io::Error,
    },
    /// Nobody wants it any more.
    #[error("it was broken off before its end")]
    BrokenOff,
    /// The desk's own file failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Writes everything into a new folder, which gets its name when it is whole. Rows are read and written one by one, so
/// the size of a desk costs time and no memory.
///
/// # Errors
/// Why not.
pub fn export(
    snapshot: &Snapshot,
    to: &Path,
    format: Format,
    progress: &mut dyn FnMut(&str) -> ControlFlow<()>,
) -> Result<Exported, ExportError> {
    if to.exists() {
        return Err(ExportError::Exists { path: to.to_owned() });
    }
    let draft = Draft::new(to)?;
    let mut exported = Exported::default();
    for kind in KINDS {
        if progress(&format!("exporting {}", kind.name)).is_break() {
            return Err(ExportError::BrokenOff);
        }
        let path = draft.path.join(format!("{}.{}", kind.name, format.as_str()));
        exported.rows += write(&path, |row| (kind.rows)(snapshot, row), format)?;
        exported.files += 1;
    }
    exported.files += attachments::write(snapshot, &draft.path, progress)?;
    draft.place(to)?;
    Ok(exported)
}

/// Takes the rows of a kind, one after the other.
type Take<'t> = dyn FnMut(Value) -> Result<(), ExportError> + 't;

/// Writes the file of a kind; gives its number of rows.
fn write(
    path: &Path,
    rows: impl Fn(&mut Take<'_>) -> Result<(), ExportError>,
    format: Format,
) -> Result<u64, ExportError> {
    let io = |what: io::Error| ExportError::Io { path: path.to_owned(), what };
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(io)?;
    let mut out = BufWriter::new(file);
    let mut written = 0;
    match format {
        Format::Jsonl => rows(&mut |row| {
            written += 1;
            writeln!(out, "{row}").map_err(io)
        })?,
        Format::Csv => {
            // A row may lack what another has, so all are looked at first.
            let mut columns = Columns::default();
            rows(&mut |row| {
                columns.see(&row);
                Ok(())
            })?;
            out.write_all(columns.header().as_bytes()).map_err(io)?;
            rows(&mut |row| {
                written += 1;
                out.write_all(columns.line(&row).as_bytes()).map_err(io)
            })?;
        }
    }
    out.into_inner().map_err(|error| io(error.into_error()))?.sync_all().map_err(io)?;
    Ok(written)
}

/// A folder that is filled under another name; gone when dropped before it got its own.
struct Draft {
    path: PathBuf,
}

impl Draft {
    fn new(to: &Path) -> Result<Self, ExportError> {
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let path = to.with_file_name(name);
        match fs::DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => Ok(Self { path }),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(ExportError::Exists { path }),
            Err(what) => Err(ExportError::Io { path, what }),
        }
    }

    fn place(self, to: &Path) -> Result<(), ExportError> {
        let io = |what| ExportError::Io { path: to.to_owned(), what };
        let sync = |folder: &Path| File::open(folder).and_then(|folder| folder.sync_all()).map_err(io);
        // First what is in it, then its name.
        sync(&self.path)?;
        fs::rename(&self.path, to).map_err(io)?;
        sync(to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Gone already when it got its name.
        let _ = fs::remove_dir_all(&self.path);
    }
}
