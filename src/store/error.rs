//! What can go wrong with the data file, for those who act on it.

use crate::desk::{Fault, Refusal};
use std::path::PathBuf;

/// Why a data file could not be opened. Each says in one line what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process holds it.
    #[error("{}: another process has this data file open; stop that one, or name another file with --data", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// It is no redb file.
    #[error("{}: this is not a data file of Ventanilla; name another file with --data", path.display())]
    NotADesk {
        /// The file.
        path: PathBuf,
    },
    /// It has no bytes: a desk never looks like that, so something emptied it.
    #[error("{}: the file is empty; restore a backup over it, or remove it to begin a new desk", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// It is cut off or damaged.
    #[error("{}: the data file is damaged ({what}); restore the last backup", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// A newer version of this program wrote it.
    #[error(
        "{}: a newer Ventanilla wrote this data file (schema {found}, this one knows up to {known}); install that version",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema that this program knows.
        known: u32,
    },
    /// There is no such folder.
    #[error("{}: there is no such folder; create it, or name another file with --data", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// It is a folder.
    #[error("{}: this is a folder; name a file in it with --data", path.display())]
    IsAFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The file or its folder may not be written.
    #[error("{}: no permission to write here; run as the user who owns it, or name another file with --data", path.display())]
    NotWritable {
        /// The file.
        path: PathBuf,
    },
    /// The file is missing, and was expected.
    #[error("{}: there is no such file", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// While the desk ran, another file took its place, or an older copy of it.
    #[error("{}: this is not the data file that the desk had open; put that one back, or restart the desk", path.display())]
    Replaced {
        /// The file.
        path: PathBuf,
    },
    /// The operating system refused otherwise.
    #[error("{}: the data file cannot be opened: {what}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        what: String,
    },
}

impl OpenError {
    /// The same without its first words: for those who need not know where the file lies.
    pub(super) fn without_path(&self) -> String {
        let text = self.to_string();
        text.split_once(": ").map_or(text.clone(), |(_, what)| what.to_owned())
    }
}

/// What an error of the disk means for whoever asked. It lies inside the [`Fault`] that they get.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiskTrouble {
    /// Nothing was changed. The file is being opened again, and works from then on.
    #[error("the data file is out of reach, and is being opened again ({0})")]
    OutOfReach(String),
    /// The commit broke off: whether it is on disk shows when the file is open again.
    #[error("the disk failed while this was written, so it may be there or not ({0})")]
    Unconfirmed(String),
    /// Nothing was changed: there is no room for a commit. Reading goes on.
    #[error("the disk is full; make room on it, and the desk goes on by itself")]
    Full,
}

impl DiskTrouble {
    /// The trouble inside a fault; nothing when the disk is not to blame.
    pub fn of(fault: &Fault) -> Option<Self> {
        if let Some(trouble) = fault.0.downcast_ref::<Self>() {
            return Some(trouble.clone());
        }
        match fault.0.downcast_ref::<redb::Error>()? {
            error @ (redb::Error::Io(_) | redb::Error::PreviousIo | redb::Error::DatabaseClosed) => {
                Some(Self::OutOfReach(error.to_string()))
            }
            _ => None,
        }
    }
}

/// Why a command was not accepted by the store.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// The desk said no; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The storage failed; nothing of this command was answered as done.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The disk is full, as far as the reserve for reading and signing in goes; nothing was changed.
    #[error("the disk is full; make room on it, and the desk goes on by itself")]
    NoRoom,
    /// More commands wait than the queue holds; nothing was changed. Trying again shortly helps.
    #[error("the desk is busy; try again shortly")]
    Busy,
    /// The store is closing; nothing was changed.
    #[error("the desk is shutting down")]
    Closed,
}

/// Why an operational change was not made.
#[derive(Debug, thiserror::Error)]
pub enum OperateError {
    /// The storage failed, or the operation itself did.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// More work waits than the queue holds; nothing was changed.
    #[error("the desk is busy; try again shortly")]
    Busy,
    /// The store is closing; nothing was changed.
    #[error("the desk is shutting down")]
    Closed,
}

/// A fault with this cause.
pub(super) fn fault(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault(cause.into())
}

/// The same fault for another one whom it concerns.
pub(super) fn again(cause: &Fault) -> Fault {
    DiskTrouble::of(cause).map_or_else(|| fault(cause.0.to_string()), fault)
}

/// A fault of redb; its own error stays inside, so that the writer can see whether it latches.
pub(super) fn redb_fault(cause: impl Into<redb::Error>) -> Fault {
    Fault(Box::new(cause.into()))
}
