//! The open data file, as other rooms have it.

use super::accept::House;
use super::backup::Copying;
use super::bulk::Bulk;
use super::disk::{self, Room, Size, Space};
use super::error::{DiskTrouble, OpenError, OperateError, SubmitError, fault};
use super::file;
use super::guarded;
use super::image::Imaging;
use super::mailbox_secret;
use super::meter::Meter;
use super::operational::Operational;
use super::quiet;
use super::recorder::Recorder;
use super::request::{Committed, Request};
use super::snapshot::Snapshot;
use super::spare::Spare;
use super::transact::Desk;
use super::writer::{self, Job, Operated, Operation};
use crate::desk::Fault;
use crate::desk::id::{MailboxId, Seq};
use crate::secret::SecretKeys;
use crossbeam_channel::{Sender, TrySendError, bounded};
use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// How a data file is opened.
#[derive(Clone)]
pub struct Options {
    /// Bytes of pages that redb keeps in memory.
    pub cache_bytes: usize,
    /// How many commands may wait; more are answered [`SubmitError::Busy`].
    pub queue: usize,
    /// Whether notices become outbox rows; not for a sample, whose people do not exist.
    pub notices: bool,
    /// With which secrets are sealed, and opened.
    pub keys: Arc<SecretKeys>,
    /// Hears of every write: for the benchmark.
    pub recorder: Option<Recorder>,
    /// Counts and times commits: for those who watch over the desk.
    pub meter: Option<Meter>,
    /// The first pause before a file that an error of the disk has closed is tried again; the next ones are longer.
    pub pause: Duration,
    #[cfg(test)]
    pub(crate) sabotage: super::tests::Sabotage,
    /// The disk below, instead of that of the file's path.
    #[cfg(test)]
    pub(crate) disk: Option<super::tests::Disk>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            cache_bytes: 32 << 20,
            queue: 256,
            notices: true,
            keys: Arc::default(),
            recorder: None,
            meter: None,
            pause: Duration::from_secs(1),
            #[cfg(test)]
            sabotage: super::tests::Sabotage::default(),
            #[cfg(test)]
            disk: None,
        }
    }
}

impl Options {
    /// The room that is kept beside a file; a disk of the tests has none.
    fn spare(&self, path: &Path) -> Option<Arc<Spare>> {
        #[cfg(test)]
        if self.disk.is_some() {
            return None;
        }
        Some(Arc::new(Spare::of(path.to_owned())))
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("cache_bytes", &self.cache_bytes)
            .field("queue", &self.queue)
            .field("notices", &self.notices)
            .finish_non_exhaustive()
    }
}

/// An open data file. Clones are the same file; it is closed with the last one, or by [`Store::close`].
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    keys: Arc<SecretKeys>,
    desk: Mutex<Option<Arc<Desk>>>,
    head: watch::Receiver<Seq>,
    room: watch::Receiver<Room>,
    jobs: Sender<Job>,
    writer: Mutex<Option<JoinHandle<()>>>,
    copying: Copying,
}

impl Store {
    /// Opens a data file, and makes a missing one.
    ///
    /// # Errors
    /// Why it cannot be opened, with what to do.
    pub fn open(path: &Path, options: Options) -> Result<Self, OpenError> {
        let spare = options.spare(path);
        let opened = file::open_or_create(path, &options, spare.clone())?;
        let instance = opened.meta.instance.clone();
        let (open, at) = file::look(path, opened)?;
        let (head, watched) = watch::channel(at);
        let (room, watched_room) = watch::channel(Room::Enough);
        let house = House {
            notices: options.notices,
            instance,
            keys: Arc::clone(&options.keys),
            room,
            #[cfg(test)]
            sabotage: options.sabotage.clone(),
        };
        let keys = Arc::clone(&options.keys);
        let (jobs, incoming) = bounded(options.queue.max(1));
        let desk = Arc::new(Desk::new(path.to_owned(), options, house, spare, head, open));
        let writing = Arc::clone(&desk);
        let writer = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || writer::run(&writing, &incoming))
            .map_err(|error| OpenError::Io { path: path.to_owned(), what: error.to_string() })?;
        Ok(Self(Arc::new(Inner {
            keys,
            desk: Mutex::new(Some(desk)),
            head: watched,
            room: watched_room,
            jobs,
            writer: Mutex::new(Some(writer)),
            copying: Copying::default(),
        })))
    }

    /// Decides and applies a command; returns when it is on disk.
    ///
    /// # Errors
    /// A refusal; a fault; busy; closed.
    pub async fn submit(&self, request: Request) -> Result<Committed, SubmitError> {
        let (reply, answer) = oneshot::channel();
        // Whoever asked may have gone: then nobody wants the answer.
        let job = Job::Command(Box::new(request), Box::new(move |result| drop(reply.send(result))));
        self.0.jobs.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => SubmitError::Busy,
            TrySendError::Disconnected(_) => SubmitError::Closed,
        })?;
        answer.await.unwrap_or(Err(SubmitError::Closed))
    }

    /// The same for a thread that may wait. While the queue is full it waits too.
    ///
    /// # Errors
    /// As [`Store::submit`], without busy.
    pub fn submit_blocking(&self, request: Request) -> Result<Committed, SubmitError> {
        let (reply, answer) = sync_channel(1);
        let job = Job::Command(Box::new(request), Box::new(move |result| drop(reply.send(result))));
        self.0.jobs.send(job).map_err(|_| SubmitError::Closed)?;
        answer.recv().unwrap_or(Err(SubmitError::Closed))
    }

    /// A writer of very many commands in large transactions. Other writers wait for its transactions.
    ///
    /// # Errors
    /// A fault; closed.
    pub fn bulk(&self) -> Result<Bulk, SubmitError> {
        Bulk::new(self.desk().ok_or(SubmitError::Closed)?)
    }

    /// The desk as it is now.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn snapshot(&self) -> Result<Snapshot, Fault> {
        self.desk().ok_or_else(|| fault("the data file is closed"))?.snapshot()
    }

    /// The last committed journal entry: what journal readers wait on.
    pub fn head(&self) -> watch::Receiver<Seq> {
        self.0.head.clone()
    }

    /// Changes operational rows, in the same group commit as commands; returns when that is on disk. It is called at
    /// most once, on the writer's thread: what takes long is prepared before.
    ///
    /// # Errors
    /// A fault of the storage or of the operation, which then changed nothing; busy; closed.
    pub async fn operate<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&mut Operational<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, OperateError> {
        let (reply, answer) = oneshot::channel();
        let operation = prepare(operation, move |result| drop(reply.send(result)));
        self.0.jobs.try_send(Job::Operation(operation)).map_err(|error| match error {
            TrySendError::Full(_) => OperateError::Busy,
            TrySendError::Disconnected(_) => OperateError::Closed,
        })?;
        Ok(answer.await.map_err(|_| OperateError::Closed)??)
    }

    /// The same for a thread that may wait. While the queue is full it waits too.
    ///
    /// # Errors
    /// As [`Store::operate`], without busy.
    pub fn operate_blocking<T: Send + 'static>(
        &self,
        operation: impl FnOnce(&mut Operational<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, OperateError> {
        let (reply, answer) = sync_channel(1);
        let operation = prepare(operation, move |result| drop(reply.send(result)));
        self.0.jobs.send(Job::Operation(operation)).map_err(|_| OperateError::Closed)?;
        Ok(answer.recv().map_err(|_| OperateError::Closed)??)
    }

    /// Keeps what the desk comes back to a mailbox with, in the place of what it came with (`used`), unless that was
    /// replaced meanwhile.
    ///
    /// # Errors
    /// As [`Store::operate`].
    pub async fn renew_sign_in(&self, mailbox: MailboxId, used: String, next: String) -> Result<(), OperateError> {
        let keys = Arc::clone(&self.0.keys);
        self.operate(move |operational| mailbox_secret::renew(operational, &keys, mailbox, (&used, &next))).await
    }

    /// With which its secrets are opened.
    pub fn keys(&self) -> &SecretKeys {
        &self.0.keys
    }

    /// Seals every secret that is not sealed with the key that seals now, such as those from before there was one; says
    /// how many stay locked, for want of their key.
    ///
    /// # Errors
    /// As [`Store::operate_blocking`].
    pub fn seal_secrets(&self) -> Result<usize, OperateError> {
        let keys = Arc::clone(&self.0.keys);
        self.operate_blocking(move |operational| {
            guarded::seal_all(operational, &keys)?;
            guarded::locked(operational, &keys)
        })
    }

    /// Why the file can be neither read nor written, when it cannot: after an error of the disk, until it is open again.
    pub fn trouble(&self) -> Option<DiskTrouble> {
        self.desk().and_then(|desk| desk.trouble())
    }

    /// What there is room for on the disk of the file. It is looked at every second; asking costs nothing.
    pub fn room(&self) -> Room {
        *self.0.room.borrow()
    }

    /// The same, for whoever waits for it to change.
    pub fn room_changes(&self) -> watch::Receiver<Room> {
        self.0.room.clone()
    }

    /// How many commands and operations wait for the writer.
    pub fn queued(&self) -> usize {
        self.0.jobs.len()
    }

    /// The space of the disk of the file, when it can be asked.
    pub fn space(&self) -> Option<Space> {
        self.desk().and_then(|desk| Space::around(&desk.path))
    }

    /// Whether this folder lies on the disk of the data file.
    pub(super) fn is_on_the_disk_of(&self, folder: &Path) -> bool {
        self.desk().is_some_and(|desk| disk::are_on_one_disk(&desk.path, folder))
    }

    /// Where the file lies; nothing once it is closed.
    pub(super) fn path(&self) -> Option<PathBuf> {
        self.desk().map(|desk| desk.path.clone())
    }

    /// What the file takes, when it can be asked.
    pub fn size(&self) -> Option<Size> {
        self.desk().and_then(|desk| Size::of(&desk.path))
    }

    /// The random name of this data file; its copies have it too.
    pub fn instance(&self) -> Option<String> {
        self.desk().map(|desk| desk.house.instance.clone())
    }

    /// Finishes what waits and closes the file, for all clones.
    ///
    /// # Errors
    /// What redb says at closing.
    pub fn close(self) -> Result<(), Fault> {
        self.0.close()
    }

    /// Whose turn it is to copy the desk.
    pub(super) fn copying(&self) -> &Copying {
        &self.0.copying
    }

    /// Begins a copy of the file as it is after the last commit; gives that one's last entry.
    pub(super) fn image(&self, to: File) -> Result<(Imaging, Seq), Fault> {
        self.desk().ok_or_else(|| fault("the data file is closed"))?.image(to)
    }

    fn desk(&self) -> Option<Arc<Desk>> {
        self.0.desk.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Inner {
    fn close(&self) -> Result<(), Fault> {
        self.copying.end();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // It has ended already when this cannot be sent.
            let _ = self.jobs.send(Job::Close);
            if writer.join().is_err() {
                tracing::error!("the writer broke off");
            }
        }
        let desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner).take();
        desk.map_or(Ok(()), |desk| desk.close())
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let Err(fault) = self.close() {
            tracing::error!(%fault, "the data file did not close well");
        }
    }
}

/// An operation as the writer calls it: a panic inside is its own failure.
fn prepare<T: Send + 'static>(
    operation: impl FnOnce(&mut Operational<'_>) -> Result<T, Fault> + Send + 'static,
    reply: impl FnOnce(Result<T, Fault>) + Send + 'static,
) -> Operation {
    Box::new(move |operational| {
        let result = operational.and_then(|operational| {
            let called = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| operation(operational)));
            called.unwrap_or_else(|panic| Err(fault(quiet::message(panic.as_ref()))))
        });
        Operated {
            failed: result.is_err(),
            answer: Box::new(move |broken: Option<Fault>| reply(broken.map_or(result, Err))),
        }
    })
}
