//! Online backup: the data file as it is at one moment in a new file, which is looked through before it gets its name.
//! Writers go on.

use super::copy::{self, CopyError, Step, Watch};
use super::desk_file::Store;
use super::disk::{Room, Space};
use super::draft::{self, Draft};
use crate::desk::id::Seq;
use std::cell::Cell;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, TryLockError};
use std::time::{Duration, Instant};

/// What a backup holds, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// The last journal entry in it: it holds all that was answered until then.
    pub head: Seq,
    /// Rows of all tables.
    pub rows: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// How long the copying took.
    pub copied_in: Duration,
    /// How long it took to look through it.
    pub checked_in: Duration,
}

/// Sees to it that one copy of a desk is made at a time, and none when it closes.
#[derive(Default)]
pub(super) struct Copying {
    turn: Mutex<()>,
    ended: AtomicBool,
}

impl Copying {
    /// Ends the copy that is being made, and lets no other begin.
    pub(super) fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        drop(self.turn.lock());
    }
}

impl Store {
    /// Writes a backup to a new file. For a thread that may wait.
    ///
    /// # Errors
    /// Why there is none; then nothing is left of it.
    pub fn back_up(&self, to: &Path, watch: &mut Watch<'_>) -> Result<BackupReport, CopyError> {
        self.draft_backup(to, watch, Draft::place).map(|((), report)| report)
    }

    /// Writes a backup to a file without a name: it is gone when it is closed. `near` says on which disk.
    ///
    /// # Errors
    /// Why there is none; then nothing is left of it.
    pub fn back_up_unnamed(&self, near: &Path, watch: &mut Watch<'_>) -> Result<(File, BackupReport), CopyError> {
        self.draft_backup(near, watch, Draft::without_name)
    }

    /// Writes a backup, and lets `finish` take it: while nobody else may write one, or take this one for left over.
    fn draft_backup<T>(
        &self,
        to: &Path,
        watch: &mut Watch<'_>,
        finish: impl FnOnce(Draft) -> io::Result<T>,
    ) -> Result<(T, BackupReport), CopyError> {
        let copying = self.copying();
        let _turn = match copying.turn.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(CopyError::Busy),
            turn => turn,
        };
        let folder = draft::folder_of(to);
        // On the disk of the desk itself a backup takes no room that the desk needs.
        let beside = self.is_on_the_disk_of(folder);
        let starved = Cell::new(false);
        let mut watch = |step: Step| {
            starved.set(beside && self.room() != Room::Enough);
            match watch(step) {
                ControlFlow::Continue(()) if !copying.ended.load(Ordering::Relaxed) && !starved.get() => {
                    ControlFlow::Continue(())
                }
                _ => ControlFlow::Break(()),
            }
        };
        if !folder.is_dir() {
            return Err(CopyError::NoFolder { path: folder.to_owned() });
        }
        if to.exists() {
            return Err(CopyError::Exists { path: to.to_owned() });
        }
        // At the most: its holes stay holes.
        let needs = self.size().map_or(0, |size| size.allocated);
        let kept_free = self.space().filter(|_| beside).map_or(0, Space::kept_for_writes);
        let no_room = |error| match error {
            CopyError::BrokenOff if starved.get() => CopyError::NoRoom { path: to.to_owned(), needs: None },
            error => error,
        };
        let no_room = |error| no_room(error).that_needs(needs + kept_free);
        let at = |error: io::Error| no_room(CopyError::io(to, &error));
        let begun = Instant::now();
        let draft = Draft::new(to, "part").map_err(at)?;
        let (imaging, head) = self.image(draft.file().map_err(at)?)?;
        imaging.copy(to, &mut watch).map_err(no_room)?;
        let copied_in = begun.elapsed();
        let held = copy::look_through(&draft, &mut watch).map_err(no_room)?;
        if (Some(&held.meta.instance), held.head) != (self.instance().as_ref(), head.0) {
            return Err(CopyError::NotWhole { what: "it is of another moment".to_owned() });
        }
        let bytes = std::fs::metadata(draft.path()).map_err(at)?.len();
        let checked_in = begun.elapsed() - copied_in;
        let finished = finish(draft).map_err(at)?;
        Ok((finished, BackupReport { head, rows: held.rows, bytes, copied_in, checked_in }))
    }
}
