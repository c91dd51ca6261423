//! `ventanilla export`: everything that the desk knows, in files that any program reads.

use super::{Failure, Place, print, seen_from_here, word};
use crate::admin::{Ask, Done};
use crate::export::Format;
use clap::Args;
use std::path::PathBuf;

/// Where the files go, and how they are written.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The new folder
    dest: PathBuf,
    /// How rows are written: jsonl or csv
    #[arg(long, value_parser = word::<Format>, default_value = "jsonl")]
    format: Format,
}

pub(super) fn run(place: &Place, arguments: Arguments) -> Result<(), Failure> {
    let to = std::path::absolute(&arguments.dest)
        .map_err(|error| Failure::Usage(format!("{}: {error}", arguments.dest.display())))?;
    let Done::Exported { files, rows } = place.ask(Ask::Export { to: to.clone(), format: arguments.format })? else {
        return Err(Failure::another_version());
    };
    seen_from_here(&to)?;
    print(&format!("{}: {rows} rows in {files} files\n", to.display()))
}
