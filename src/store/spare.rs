//! Room that a desk keeps for itself on the disk of its data file, so that a commit that was begun comes to its end when
//! another program fills the disk.
//!
//! redb's file is sparse: a write into one of its holes meets a full disk in the middle of a commit, and then redb
//! answers nobody, readers neither, until the file is opened again. So some blocks lie ready in a file without a name.
//! Such a write gets them; and no commit is begun before there are enough again, so that redb never meets a full disk.

use super::disk::Space;
use super::draft::Draft;
use rustix::fs::{FallocateFlags, fallocate};
use rustix::io::Errno;
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// So much is kept: more than some commits need that are not made of attachments, such as those of who signs in while
/// the disk is full.
const WHOLE: u64 = 8 << 20;
/// So much is enough to begin a commit: one of few commands writes a part of it, and most of that to blocks that the
/// file has.
const ENOUGH: u64 = 1 << 20;
/// It is taken and given in pieces of this size.
const PIECE: u64 = 1 << 20;

/// How much lies ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Supply {
    /// All of it: the disk has room.
    Whole,
    /// Enough for a commit, and the disk has no more.
    Enough,
    /// Not even that.
    TooLittle,
}

/// The blocks that lie ready.
#[derive(Debug)]
pub(super) struct Spare {
    data_file: PathBuf,
    blocks: Mutex<Blocks>,
}

#[derive(Debug)]
enum Blocks {
    /// In this file, so many bytes.
    Held(Option<File>, u64),
    /// This disk knows no reserving.
    Unknown,
}

impl Spare {
    /// For this data file. Nothing is taken yet.
    pub(super) fn of(data_file: PathBuf) -> Self {
        Self { data_file, blocks: Mutex::new(Blocks::Held(None, 0)) }
    }

    /// Takes what is missing, as far as the disk has it.
    pub(super) fn fill(&self) -> Supply {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Blocks::Held(file, held) = &mut *blocks {
            match self.take(file, held) {
                Ok(()) => return Supply::Whole,
                Err(Errno::OPNOTSUPP | Errno::NOSYS) => *blocks = Blocks::Unknown,
                Err(_) if *held >= ENOUGH => return Supply::Enough,
                Err(_) => return Supply::TooLittle,
            }
        }
        let is_short = Space::around(&self.data_file).is_some_and(|space| space.free < ENOUGH);
        if is_short { Supply::TooLittle } else { Supply::Whole }
    }

    fn take(&self, file: &mut Option<File>, held: &mut u64) -> rustix::io::Result<()> {
        while *held < WHOLE {
            let file = match file {
                Some(file) => &*file,
                None => {
                    // On the disk of the file itself, by whatever name that was reached.
                    let beside = fs::canonicalize(&self.data_file);
                    let made = beside.and_then(|path| Draft::new(&path, "spare")).and_then(Draft::without_name);
                    file.insert(made.map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))?)
                }
            };
            fallocate(file, FallocateFlags::empty(), *held, PIECE)?;
            *held += PIECE;
        }
        Ok(())
    }

    /// Gives at least so many bytes back to the disk; false when there is nothing to give.
    pub(super) fn give(&self, bytes: u64) -> bool {
        let mut blocks = self.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        let Blocks::Held(Some(file), held) = &mut *blocks else { return false };
        let left = held.saturating_sub(bytes.next_multiple_of(PIECE));
        if *held == 0 || file.set_len(left).is_err() {
            return false;
        }
        *held = left;
        true
    }
}
