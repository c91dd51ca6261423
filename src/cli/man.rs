//! `ventanilla man`: the manual pages, made of the command line itself, for whoever makes a package.

use super::{Cli, Failure};
use clap::CommandFactory;
use std::path::PathBuf;

/// Where they go.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A folder that is there
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let written = clap_mangen::generate_to(Cli::command(), &arguments.folder);
    written.map_err(|error| Failure::No(format!("{}: cannot write here ({error})", arguments.folder.display())))
}
