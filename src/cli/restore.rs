//! `ventanilla restore`: from a backup to the data file, or to nothing but the certainty that it could be.

use super::{Failure, Place, print, serve, watch};
use crate::admin::HERE;
use crate::clock::Clock;
use crate::desk::{ActorRef, Command, DoorEvent};
use crate::store::{self, Options, Request, Store};
use clap::Args;
use std::path::{Path, PathBuf};

/// Which backup.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only try it out: restore to a temporary file, check it whole, tell how long it took and what it held
    #[arg(long)]
    drill: bool,
    /// The backup
    src: PathBuf,
}

pub(super) fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let data = place.config(&serve::Arguments::default())?.data;
    if arguments.drill { drill(&arguments.src, &data) } else { restore(&arguments.src, &data) }
}

fn restore(src: &Path, data: &Path) -> Result<(), Failure> {
    let restored = store::restore(src, data, Clock::system().now(), &mut watch()?)?;
    let (path, rows, entries) = (data.display(), restored.report.rows, restored.report.entries);
    print(&format!("{path}: restored from {}, {rows} rows, {entries} journal entries, checked\n", src.display()))?;
    if let Some(kept) = restored.kept {
        print(&format!("The file that was there is kept as {}\n", kept.display()))?;
    }
    write_down(data)
}

/// That it was restored stands in its own journal.
fn write_down(data: &Path) -> Result<(), Failure> {
    let store = Store::open(data, Options::default())?;
    let restored = Command::Witness(DoorEvent::Restored);
    store.submit_blocking(Request::new(ActorRef::Setup, restored, Clock::system().now()).from(HERE))?;
    store.close()?;
    Ok(())
}

fn drill(src: &Path, data: &Path) -> Result<(), Failure> {
    let drill = store::drill(src, data, &mut watch()?)?;
    let (copied, checked) = (drill.copied_in.as_secs_f64(), drill.checked_in.as_secs_f64());
    let last = drill.last.map(|last| format!(", the last of {last}")).unwrap_or_default();
    print(&format!(
        "{}: it can be restored. Copied in {copied:.1} s, checked with its journal folded again in {checked:.1} s.\n\
         It held {} cases, {} people, {} users, {} journal entries{last}.\n",
        src.display(),
        drill.tickets,
        drill.persons,
        drill.users,
        drill.report.entries,
    ))
}
