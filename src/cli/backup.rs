//! `ventanilla backup`: the whole desk in one new file, while it runs.

use super::{Failure, Place, print, seen_from_here};
use crate::admin::{Ask, Done};
use clap::Args;
use std::path::PathBuf;

/// Where the backup goes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The new file; one that is there is not overwritten
    dest: PathBuf,
}

pub(super) fn run(place: &Place, arguments: Arguments) -> Result<(), Failure> {
    let to = std::path::absolute(&arguments.dest)
        .map_err(|error| Failure::Usage(format!("{}: {error}", arguments.dest.display())))?;
    let Done::BackedUp { entries, rows, bytes, millis } = place.ask(Ask::Backup { to: to.clone() })? else {
        return Err(Failure::another_version());
    };
    seen_from_here(&to)?;
    let path = to.display();
    let seconds = millis as f64 / 1_000.0;
    print(&format!("{path}: {rows} rows, {entries} journal entries, {bytes} bytes, checked, in {seconds:.1} s\n"))
}
