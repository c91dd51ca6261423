//! stub
use super::error::fault;
use super::{Committed, OpenError, OperateError, Operational, Request, Snapshot, SubmitError};
use crate::desk::Fault;
use crate::desk::id::Seq;
use std::path::Path;
use tokio::sync::watch;

/// How a data file is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bytes of pages that redb keeps in memory.
    pub cache_bytes: usize,
    /// How many commands may wait; more are answered [`SubmitError::Busy`].
    pub queue: usize,
    /// Whether notices become outbox rows; not for a sample, whose people do not exist.
    pub notices: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { cache_bytes: 32 << 20, queue: 1024, notices: true }
    }
}

/// An open data file. Clones are the same file.
#[derive(Clone)]
pub struct Store;

impl Store {
    /// Opens a data file, and creates a missing one.
    ///
    /// # Errors
    /// Why it cannot be opened, with what to do.
    pub fn open(path: &Path, options: Options) -> Result<Self, OpenError> {
        let _ = options;
        Err(OpenError::Missing { path: path.to_owned() })
    }

    /// Decides and applies a command; returns when it is on disk.
    ///
    /// # Errors
    /// A refusal; a fault; busy; closed.
    pub async fn submit(&self, request: Request) -> Result<Committed, SubmitError> {
        let _ = request;
        Err(SubmitError::Closed)
    }

    /// The same for a thread that may wait. While the queue is full it waits too.
    ///
    /// # Errors
    /// As [`Store::submit`].
    pub fn submit_blocking(&self, request: Request) -> Result<Committed, SubmitError> {
        let _ = request;
        Err(SubmitError::Closed)
    }

    /// The desk as it is now.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn snapshot(&self) -> Result<Snapshot, Fault> {
        Err(fault("not open"))
    }

    /// The last committed journal entry: what journal readers wait on.
    pub fn head(&self) -> watch::Receiver<Seq> {
        watch::channel(Seq(0)).1
    }

    /// Changes operational rows, in the same group commit as commands.
    ///
    /// # Errors
    /// A fault of the storage or of the operation, which then changed nothing; busy; closed.
    pub async fn operate<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&mut Operational<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, OperateError> {
        let _ = operation;
        Err(OperateError::Closed)
    }

    /// The same for a thread that may wait.
    ///
    /// # Errors
    /// As [`Store::operate`].
    pub fn operate_blocking<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&mut Operational<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, OperateError> {
        let _ = operation;
        Err(OperateError::Closed)
    }

    /// Finishes what waits and closes the file.
    ///
    /// # Errors
    /// What redb says at closing.
    pub fn close(self) -> Result<(), Fault> {
        Ok(())
    }
}
