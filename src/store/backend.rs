//! What lies between redb and its file.

use super::copy::Looking;
use super::image::Image;
use super::spare::Spare;
use redb::backends::FileBackend;
use redb::{BackendError, DatabaseError, StorageBackend};
use rustix::fs::SeekFrom;
use rustix::io::Errno;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The open data file. A write for which the disk has no room gets blocks that lie ready; what a copy under way has not
/// come to goes into it before it is overwritten.
/// Clones are the same file.
#[derive(Clone, Debug)]
pub(super) struct Backend {
    file: Arc<dyn StorageBackend>,
    /// The same file, to ask where its holes are.
    holes: Option<Arc<File>>,
    spare: Option<Arc<Spare>>,
    image: Arc<Mutex<Option<Arc<Image>>>>,
    looking: Arc<OnceLock<Looking>>,
}

impl Backend {
    pub(super) fn new(file: File, spare: Option<Arc<Spare>>) -> Result<Self, DatabaseError> {
        let holes = Some(Arc::new(file.try_clone()?));
        Ok(Self { holes, ..Self::over(FileBackend::new(file)?, spare) })
    }

    /// Over something that is no file.
    pub(super) fn over(file: impl StorageBackend, spare: Option<Arc<Spare>>) -> Self {
        Self { file: Arc::new(file), holes: None, spare, image: Arc::default(), looking: Arc::default() }
    }

    /// Whoever looks through it hears how far that is, and can end it.
    pub(super) fn look_through(&self) -> &Looking {
        self.looking.get_or_init(|| Looking::through(self.file.len().unwrap_or_default()))
    }

    /// From now on what is overwritten goes into this copy first.
    pub(super) fn watch_over(&self, image: Option<Arc<Image>>) {
        *self.image.lock().unwrap_or_else(PoisonError::into_inner) = image;
    }

    /// Where the next bytes lie that are no hole; far away when there are none.
    pub(super) fn next_data(&self, from: u64) -> io::Result<u64> {
        let Some(file) = &self.holes else { return Ok(from) };
        match rustix::fs::seek(&**file, SeekFrom::Data(from)) {
            Err(Errno::NXIO) => Ok(u64::MAX),
            // A file system that does not tell.
            Err(Errno::INVAL | Errno::OPNOTSUPP) => Ok(from),
            found => Ok(found?),
        }
    }

    fn image(&self) -> Option<Arc<Image>> {
        self.image.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        if let Some(looking) = self.looking.get() {
            looking.read(out.len())?;
        }
        self.file.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        if let Some(image) = self.image() {
            image.keep(&*self.file, len..u64::MAX);
        }
        self.with_room(0, || self.file.set_len(len))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        if let Some(image) = self.image() {
            image.keep(&*self.file, offset..offset + data.len() as u64);
        }
        self.with_room(data.len() as u64, || self.file.write(offset, data))
    }

    fn close(&self) -> io::Result<()> {
        if let Some(image) = self.image() {
            image.close();
        }
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
