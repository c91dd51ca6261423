//! The data file as it is at one moment, copied byte by byte while it is written to.
//!
//! Between two commits the file is what a power cut would leave: redb opens it with all that was committed. So a copy
//! that begins there goes through the file from front to back, and whoever overwrites a block that it has not come to
//! puts the old one into the copy first. Nothing is held in memory, and nothing in the data file waits for the copy.

use super::backend::Backend;
use super::copy::{CopyError, Step, Watch};
use super::error::{DiskTrouble, fault};
use redb::StorageBackend;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What is put into the copy before it is overwritten: a page of redb, which writes whole ones.
const BLOCK: u64 = 4 << 10;
/// How many bytes are copied at once.
const CHUNK: usize = 1 << 20;
/// How many bytes of the copy come to its disk at once. The commits of a desk on that disk wait for one such piece at the
/// most: with 8 MiB the slowest of them took 3.8 times as long as without a copy, with 2 MiB 2.3 times, and the copy is
/// no slower.
const PIECE: u64 = 2 << 20;

/// A copy under way, as those see it who write to the file.
#[derive(Debug)]
pub(super) struct Image {
    to: File,
    length: u64,
    progress: Mutex<Progress>,
}

#[derive(Debug)]
struct Progress {
    /// The copy holds all before this.
    passed: u64,
    /// Which blocks it holds already of those that come: a bit each.
    kept: Vec<u64>,
    broken: Option<Broken>,
}

/// Why a copy cannot be made any more.
#[derive(Debug)]
enum Broken {
    /// The data file was closed.
    Closed,
    /// It cannot be read.
    Reading(io::Error),
    /// The copy cannot be written.
    Writing(io::Error),
}

impl Image {
    fn new(length: u64, to: File) -> io::Result<Self> {
        to.set_len(length)?;
        let words = usize::try_from(length.div_ceil(BLOCK * 64)).map_err(io::Error::other)?;
        Ok(Self { to, length, progress: Mutex::new(Progress { passed: 0, kept: vec![0; words], broken: None }) })
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts what lies in this stretch of the file into the copy: it is about to be overwritten or cut off. A copy that
    /// cannot take it is broken; whoever writes goes on.
    pub(super) fn keep(&self, file: &dyn StorageBackend, stretch: Range<u64>) {
        let mut progress = self.progress();
        let first = stretch.start.max(progress.passed) / BLOCK;
        let after = stretch.end.min(self.length).div_ceil(BLOCK);
        for block in first..after {
            if progress.broken.is_some() {
                return;
            }
            if !progress.is_kept(block) {
                progress.mark(block);
                progress.broken = self.copy_block(file, block * BLOCK).err();
            }
        }
    }

    fn copy_block(&self, file: &dyn StorageBackend, from: u64) -> Result<(), Broken> {
        let mut bytes = [0; BLOCK as usize];
        let bytes = &mut bytes[..(self.length - from).min(BLOCK) as usize];
        file.read(from, bytes).map_err(Broken::Reading)?;
        self.put(from, bytes)
    }

    fn put(&self, at: u64, bytes: &[u8]) -> Result<(), Broken> {
        // The copy is all holes at first, and those of the file stay some.
        if bytes.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        self.to.write_all_at(bytes, at).map_err(Broken::Writing)
    }

    /// The file is closed: another one may write to it from now on.
    pub(super) fn close(&self) {
        self.progress().broken.get_or_insert(Broken::Closed);
    }

    /// Copies the next stretch, and says up to where the copy goes now.
    fn advance(&self, backend: &Backend, bytes: &mut [u8]) -> Result<u64, Broken> {
        let passed = self.progress().passed;
        let data = backend.next_data(passed).map_err(Broken::Reading)?.min(self.length);
        let from = passed.max(data / BLOCK * BLOCK);
        let to = (from + bytes.len() as u64).min(self.length);
        let place = |stretch: &Range<u64>| (stretch.start - from) as usize..(stretch.end - from) as usize;
        loop {
            let missing = self.progress().missing(from..to);
            let read = missing.iter().try_for_each(|stretch| backend.read(stretch.start, &mut bytes[place(stretch)]));
            match read {
                Ok(()) => break,
                // What cannot be read may have been cut off since, and be in the copy.
                Err(_) if self.progress().missing(from..to) != missing => {}
                Err(error) => return Err(Broken::Reading(error)),
            }
        }
        let missing = {
            let mut progress = self.progress();
            if let Some(broken) = progress.broken.take() {
                return Err(broken);
            }
            progress.passed = to;
            // What nobody has put there until now nobody had overwritten when it was read.
            progress.missing(from..to)
        };
        missing.iter().try_for_each(|stretch| self.put(stretch.start, &bytes[place(stretch)]))?;
        Ok(to)
    }
}

impl Progress {
    fn is_kept(&self, block: u64) -> bool {
        self.kept[(block / 64) as usize] >> (block % 64) & 1 == 1
    }

    fn mark(&mut self, block: u64) {
        self.kept[(block / 64) as usize] |= 1 << (block % 64);
    }

    /// What the copy does not hold yet of a stretch that begins with a block.
    fn missing(&self, stretch: Range<u64>) -> Vec<Range<u64>> {
        let mut missing: Vec<Range<u64>> = Vec::new();
        for block in (stretch.start / BLOCK..stretch.end.div_ceil(BLOCK)).filter(|block| !self.is_kept(*block)) {
            let (from, to) = (block * BLOCK, (block * BLOCK + BLOCK).min(stretch.end));
            match missing.last_mut() {
                Some(last) if last.end == from => last.end = to,
                _ => missing.push(from..to),
            }
        }
        missing
    }
}

/// A copy under way, as whoever makes it has it. Dropped before its end it is given up.
pub(super) struct Imaging {
    backend: Backend,
    image: Arc<Image>,
}

impl Imaging {
    /// Begins the copy of a file to which nobody writes at the moment.
    pub(super) fn begin(backend: Backend, to: File) -> io::Result<Self> {
        let image = Arc::new(Image::new(backend.len()?, to)?);
        backend.watch_over(Some(Arc::clone(&image)));
        Ok(Self { backend, image })
    }

    /// Copies all of it. `to` is where the copy will lie.
    pub(super) fn copy(self, to: &Path, watch: &mut Watch<'_>) -> Result<(), CopyError> {
        let of = self.image.length;
        let file = &self.image.to;
        let (mut done, mut sent) = (0, 0);
        let mut bytes = vec![0; CHUNK];
        thread::scope(|scope| {
            // While one piece comes to the disk the next one is copied, and no other before that.
            let (pieces, incoming) = sync_channel(0);
            let syncing = scope.spawn(move || incoming.iter().try_for_each(|()| file.sync_data()));
            while done < of {
                if watch(Step::Copying { done, of }).is_break() {
                    return Err(CopyError::BrokenOff);
                }
                done = self.image.advance(&self.backend, &mut bytes).map_err(|broken| broken.said_of(to))?;
                if done - sent >= PIECE {
                    sent = done;
                    if pieces.send(()).is_err() {
                        break;
                    }
                }
            }
            drop(pieces);
            let synced = syncing.join().unwrap_or_else(|_| Err(io::Error::other("it broke off")));
            synced.map_err(|error| CopyError::io(to, &error))
        })
    }
}

impl Drop for Imaging {
    fn drop(&mut self) {
        self.backend.watch_over(None);
    }
}

impl Broken {
    fn said_of(self, to: &Path) -> CopyError {
        match self {
            Self::Closed => CopyError::Interrupted,
            Self::Reading(error) => CopyError::Fault(fault(DiskTrouble::OutOfReach(error.to_string()))),
            Self::Writing(error) => CopyError::io(to, &error),
        }
    }
}
