//! What lies between redb and its file.

use super::spare::Spare;
use redb::{BackendError, StorageBackend};
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::sync::Arc;

/// The open data file, as redb has it: a write for which the disk has no room gets blocks that lie ready.
#[derive(Debug)]
pub(super) struct Backend {
    file: Box<dyn StorageBackend>,
    spare: Option<Arc<Spare>>,
}

impl Backend {
    pub(super) fn new(file: impl StorageBackend, spare: Option<Arc<Spare>>) -> Self {
        Self { file: Box::new(file), spare }
    }

    /// Does it again while the spare blocks may help.
    fn with_room(&self, bytes: u64, write: impl Fn() -> io::Result<()>) -> io::Result<()> {
        loop {
            match write() {
                Err(error) if error.kind() == ErrorKind::StorageFull => {
                    if !self.spare.as_ref().is_some_and(|spare| spare.give(bytes)) {
                        return Err(error);
                    }
                }
                written => return written,
            }
        }
    }
}

impl StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.with_room(0, || self.file.set_len(len))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.with_room(data.len() as u64, || self.file.write(offset, data))
    }

    fn close(&self) -> io::Result<()> {
        self.file.close()
    }

    fn try_lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_range(from, to)
    }

    fn try_lock_shared_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, BackendError> {
        self.file.try_lock_shared_range(from, to)
    }

    fn lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_range(from, to)
    }

    fn lock_shared_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.file.lock_shared_range(from, to)
    }

    fn unlock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<(), BackendError> {
        self.file.unlock_range(from, to)
    }

    fn query_lock_range(&self, from: Bound<u64>, to: Bound<u64>) -> Result<bool, BackendError> {
        self.file.query_lock_range(from, to)
    }
}
