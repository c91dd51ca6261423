//! `ventanilla address`: where the desk that runs is opened.

use super::{Failure, Place, print};
use crate::admin::{Ask, Done};

pub(super) fn run(place: &Place) -> Result<(), Failure> {
    match place.ask_only_running(&Ask::Addresses)? {
        Done::Addresses(addresses) => addresses.iter().try_for_each(|address| print(&format!("{address}\n"))),
        _ => Err(Failure::another_version()),
    }
}
