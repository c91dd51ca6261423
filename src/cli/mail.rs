//! `ventanilla mail`: mails from files.

use super::{Failure, Place, print};
use crate::admin::{Ask, Done};
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take mails in from an .eml file, an mbox, a Maildir or a folder, as if they had arrived; also while the desk runs
    Import(Import),
}

/// What is taken in.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file or folder; the desk itself reads it
    path: PathBuf,
}

pub(super) fn run(place: &Place, command: &Command) -> Result<(), Failure> {
    let Command::Import(Import { path }) = command;
    let from = std::path::absolute(path).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
    match place.ask_telling(Ask::TakeMails { from }, |words| println!("{words}"))? {
        Done::MailsTaken { new, known, failed: 0 } => print(&format!("{new} taken in, {known} were there already\n")),
        Done::MailsTaken { new, known, failed } => {
            Err(Failure::No(format!("{failed} not taken in; {new} taken in, {known} were there already")))
        }
        _ => Err(Failure::another_version()),
    }
}
