//! `ventanilla secret-key`: keys with which a desk encrypts the secrets in its data file.

use super::{Failure, print};
use crate::secret;
use clap::Subcommand;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a key, and write it to a new file that only you can read, for --secret-key-file
    New {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub(super) fn run(Command::New { file }: &Command) -> Result<(), Failure> {
    let key = secret::new_secret()?;
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    let written = made.and_then(|mut made| {
        made.write_all(format!("{key}\n").as_bytes())?;
        made.sync_all()
    });
    let path = file.display();
    written.map_err(|error| Failure::No(format!("{path}: the key cannot be written ({error}); name a new file")))?;
    print(&format!("{path}: a key of secrets. Keep a copy of it, and keep it apart from the backups of the desk.\n"))
}
