//! A disk for tests, in memory. It forgets what was not synced when the power goes (wholly, partly, torn at a sector, in
//! another order), and fails the n-th operation of a kind. Everything follows from a seed.

use crate::sample::dice::Dice;
use redb::StorageBackend;
use std::fmt;
use std::io;
use std::ops::Bound;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a disk writes as a whole.
const SECTOR: usize = 512;

/// A kind of operation that can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Read,
    Write,
    Sync,
    Resize,
}

/// What fails, and for how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Failure {
    pub(super) operation: Operation,
    /// The first of its kind to fail, from now on.
    pub(super) nth: u32,
    /// How many of its kind fail; `None`: from then on the disk does nothing at all.
    pub(super) times: Option<u32>,
}

/// A disk. Clones are the same one, and outlive whoever has it open.
#[derive(Clone)]
pub(crate) struct Disk(Arc<Mutex<State>>);

struct State {
    dice: Dice,
    /// What reading shows: all that was written, as an operating system keeps it in memory.
    shown: Vec<u8>,
    /// What a sync has put on the disk.
    synced: Vec<u8>,
    /// What was done since.
    since: Vec<Change>,
    failure: Option<Failure>,
    dead: bool,
    /// How many operations have failed.
    failed: u32,
    /// How often what was written was put on the disk.
    syncs: u64,
    quick_repair: bool,
    /// Whether somebody has it open.
    held: bool,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Length(usize),
}

impl Disk {
    pub(super) fn new(image: Vec<u8>, mut dice: Dice) -> Self {
        let quick_repair = dice.happens(300);
        Self(Arc::new(Mutex::new(State {
            dice,
            synced: image.clone(),
            shown: image,
            since: Vec::new(),
            failure: None,
            dead: false,
            failed: 0,
            syncs: 0,
            quick_repair,
            held: false,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn fail(&self, failure: Option<Failure>) {
        self.state().failure = failure;
    }

    pub(super) fn failed(&self) -> u32 {
        self.state().failed
    }

    /// How often what was written was put on the disk so far.
    pub(super) fn syncs(&self) -> u64 {
        self.state().syncs
    }

    /// Nothing goes any more, as when the power is cut.
    pub(super) fn die(&self) {
        self.state().dead = true;
    }

    /// Nothing fails any more.
    pub(super) fn revive(&self) {
        let mut state = self.state();
        (state.failure, state.dead) = (None, false);
    }

    /// The power comes back: of what was not synced the disk has what chance left of it.
    pub(super) fn recover(&self) {
        let state = &mut *self.state();
        state.forget();
        (state.failure, state.dead) = (None, false);
    }

    /// Puts another file in its place, and gives what was there.
    pub(super) fn swap(&self, image: Vec<u8>) -> Vec<u8> {
        let mut state = self.state();
        state.since.clear();
        state.synced.clone_from(&image);
        std::mem::replace(&mut state.shown, image)
    }

    pub(crate) fn wants_quick_repair(&self) -> bool {
        self.state().quick_repair
    }

    /// The backend for one opening of it.
    pub(crate) fn plug_in(&self) -> Plug {
        Plug { disk: self.clone(), holds: AtomicBool::new(false) }
    }
}

impl State {
    /// Whether this operation goes through.
    fn attempt(&mut self, operation: Operation) -> io::Result<()> {
        let mut fails = self.dead;
        if let Some(failure) = self.failure.as_mut().filter(|failure| failure.operation == operation) {
            failure.nth = failure.nth.saturating_sub(1);
            if failure.nth == 0 {
                failure.nth = 1;
                fails = true;
                match failure.times.as_mut() {
                    None => self.dead = true,
                    Some(0 | 1) => self.failure = None,
                    Some(times) => *times -= 1,
                }
            }
        }
        if fails {
            self.failed += 1;
            return Err(io::Error::other("the test's disk fails"));
        }
        Ok(())
    }

    fn change(&mut self, change: Change) {
        make(&mut self.shown, &change);
        self.since.push(change);
    }

    /// A write that fails may have come some way all the same.
    fn write_in_part(&mut self, offset: usize, data: &[u8]) {
        let sectors = self.dice.below(data.len().div_ceil(SECTOR) as u64 + 1) as usize;
        let part = data[..data.len().min(sectors * SECTOR)].to_vec();
        if !part.is_empty() {
            self.change(Change::Write(offset, part));
        }
    }

    /// After a failed sync some systems take what they could not write for written: it is shown, and never gets to the
    /// disk unless somebody writes it again.
    fn sync_in_part(&mut self) {
        let forgets = self.dice.happens(500);
        for change in std::mem::take(&mut self.since) {
            if self.dice.happens(500) {
                make(&mut self.synced, &change);
            } else if !forgets {
                self.since.push(change);
            }
        }
    }

    fn forget(&mut self) {
        let changes = std::mem::take(&mut self.since);
        match self.dice.below(4) {
            0 => {}
            1 => changes.iter().for_each(|change| make(&mut self.synced, change)),
            2 => {
                let until = self.dice.position(changes.len() + 1);
                changes[..until].iter().for_each(|change| make(&mut self.synced, change));
            }
            // Each sector on its own: that is torn writes, and writes that came before earlier ones.
            _ => {
                let kept = self.dice.between(1, 999) as u32;
                for change in &changes {
                    match change {
                        Change::Length(_) if self.dice.happens(kept) => make(&mut self.synced, change),
                        Change::Length(_) => {}
                        Change::Write(offset, data) => {
                            for (n, sector) in data.chunks(SECTOR).enumerate() {
                                if self.dice.happens(kept) {
                                    make(&mut self.synced, &Change::Write(offset + n * SECTOR, sector.to_vec()));
                                }
                            }
                        }
                    }
                }
            }
        }
        self.shown.clone_from(&self.synced);
    }
}

fn make(image: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Length(length) => image.resize(*length, 0),
        Change::Write(offset, data) => {
            if image.len() < offset + data.len() {
                image.resize(offset + data.len(), 0);
            }
            image[*offset..offset + data.len()].copy_from_slice(data);
        }
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Disk")
    }
}

/// A disk that somebody has open.
#[derive(Debug)]
pub(crate) struct Plug {
    disk: Disk,
    holds: AtomicBool,
}

impl StorageBackend for Plug {
    fn len(&self) -> io::Result<u64> {
        Ok(self.disk.state().shown.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let mut state = self.disk.state();
        state.attempt(Operation::Read)?;
        let offset = offset as usize;
        let shown = state.shown.get(offset..offset + out.len());
        out.copy_from_slice(shown.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.disk.state();
        state.attempt(Operation::Resize)?;
        state.change(Change::Length(len as usize));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut state = self.disk.state();
        if let Err(error) = state.attempt(Operation::Sync) {
            state.sync_in_part();
            return Err(error);
        }
        let state = &mut *state;
        state.syncs += 1;
        for change in state.since.drain(..) {
            make(&mut state.synced, &change);
        }
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut state = self.disk.state();
        let dead = state.dead;
        if let Err(error) = state.attempt(Operation::Write) {
            if !dead {
                state.write_in_part(offset as usize, data);
            }
            return Err(error);
        }
        state.change(Change::Write(offset as usize, data.to_vec()));
        Ok(())
    }

    fn close(&self) -> io::Result<()> {
        if self.holds.swap(false, Ordering::Relaxed) {
            self.disk.state().held = false;
        }
        Ok(())
    }

    // As with a file: a desk that did not let go of it could not open it again.
    fn try_lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, redb::BackendError> {
        if !matches!((from, to), (Bound::Unbounded | Bound::Included(0), Bound::Unbounded)) {
            return Err(redb::BackendError::Unsupported);
        }
        let free = !std::mem::replace(&mut self.disk.state().held, true);
        self.holds.fetch_or(free, Ordering::Relaxed);
        Ok(free)
    }
}
