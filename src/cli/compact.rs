//! `ventanilla compact`: gives back the room that the data file does not need.

use super::{Failure, Place, print, serve, watch};
use crate::store::{self, Compacted};

pub(super) fn run(place: &Place) -> Result<(), Failure> {
    let data = place.config(&serve::Arguments::default())?.data;
    let mut tell = |outlook: store::Outlook| {
        eprintln!("{} bytes on the disk, about {} of them to be freed", outlook.bytes, outlook.free);
    };
    let Compacted { before, after } = store::compact(&data, &mut tell, &mut watch()?)?;
    let (path, freed) = (data.display(), before.saturating_sub(after));
    print(&format!("{path}: {freed} bytes freed, {after} bytes on the disk now\n"))
}
