//! `ventanilla setup-link`: the one-time link of the first administrator, anew.

use super::{Failure, Place, print};
use crate::admin::{Ask, Done};
use crate::http::entry::setup_link;
use crate::secret;

pub(super) fn run(place: &Place) -> Result<(), Failure> {
    let token = secret::new_secret()?;
    match place.ask_only_running(&Ask::RenewSetupLink { hash: secret::hash(&token) })? {
        Done::SetupLinkRenewed { addresses } => {
            addresses.iter().try_for_each(|address| print(&format!("{}\n", setup_link::at(address, &token))))
        }
        _ => Err(Failure::another_version()),
    }
}
