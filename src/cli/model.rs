//! `ventanilla model`: the service model as a file.

use super::{Failure, Place, print};
use crate::admin::{Ask, Done};
use clap::{Args, Subcommand};
use std::io::Read;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the model in force (TOML), while the desk runs
    Export(Export),
    /// Take a model in as the draft, and say what is wrong with it, while the desk runs
    Import(Import),
}

/// What is printed.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What is being worked on, instead of what is in force
    #[arg(long)]
    draft: bool,
}

/// What is taken in.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The file; - for the standard input
    file: PathBuf,
    /// Put it in force at once; nothing may be wrong with it
    #[arg(long)]
    publish: bool,
}

pub(super) fn run(place: &Place, command: &Command) -> Result<(), Failure> {
    match command {
        Command::Export(Export { draft }) => match place.ask(Ask::ExportModel { draft: *draft })? {
            Done::Model(text) => print(&text),
            _ => Err(Failure::another_version()),
        },
        Command::Import(Import { file, publish }) => {
            let text = read(file).map_err(|error| Failure::Usage(format!("{}: {error}", file.display())))?;
            match place.ask(Ask::ImportModel { text, publish: *publish })? {
                Done::ModelImported { version: Some(version), .. } => {
                    print(&format!("version {version} is in force\n"))
                }
                Done::ModelImported { version: None, faults } => {
                    faults.iter().for_each(|fault| eprintln!("{fault}"));
                    print(&match faults.len() {
                        0 => "the draft is ready to be published\n".to_owned(),
                        n => format!("the draft is there; {n} to correct before it can be published\n"),
                    })
                }
                _ => Err(Failure::another_version()),
            }
        }
    }
}

fn read(file: &Path) -> std::io::Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(file)
}
