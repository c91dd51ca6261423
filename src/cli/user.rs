//! `ventanilla user`: lets somebody in again who cannot come in any more.

use super::{Failure, Place, print};
use crate::admin::Ask;
use crate::http::entry::password;
use crate::secret;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Let a user in again: end their sessions and delays, and print a new password as the last word
    Reset {
        /// The address that they sign in with
        email: String,
    },
}

pub(super) fn run(place: &Place, Command::Reset { email }: Command) -> Result<(), Failure> {
    let new = secret::new_secret()?;
    let password_hash = password::hash(&new)?;
    place.ask(Ask::LetIn { email: email.clone(), password_hash })?;
    print(&format!("The password of {email} until they choose another, shown once: {new}\n"))
}
