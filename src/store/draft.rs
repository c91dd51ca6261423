//! A file that is made under another name, and comes to its place when it is whole: a crash leaves no half-made one.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

/// A file beside the place that it is meant for; gone when dropped before it came there. It is held, so that nobody else
/// takes it for left over.
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
    file: File,
}

impl Draft {
    /// A new file for `target`, for its owner's eyes only: it holds people's words and secrets. It is called as the
    /// target, with an ending more.
    ///
    /// # Errors
    /// What the system says; `ResourceBusy` while somebody else writes this draft.
    pub(crate) fn new(target: &Path, ending: &str) -> io::Result<Self> {
        let mut name: OsString = target.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(ending);
        let path = target.with_file_name(name);
        remove_left_over(&path)?;
        let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
        let draft = Self { path, target: target.to_owned(), file };
        draft.hold()?;
        Ok(draft)
    }

    /// Where it lies until then.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What it is meant for.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// The file, to write to. Whoever closes a database on it lets go of it: then it is to be held again.
    pub(crate) fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Holds it, so that nobody else takes it for left over.
    ///
    /// # Errors
    /// `ResourceBusy` when somebody did.
    pub(super) fn hold(&self) -> io::Result<()> {
        match self.file.try_lock() {
            Ok(()) if self.is_there() => Ok(()),
            Ok(()) | Err(TryLockError::WouldBlock) => Err(ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Brings it to its place. Nothing that is there is touched: `AlreadyExists`.
    pub(super) fn place(self) -> io::Result<()> {
        self.hold()?;
        self.file.sync_all()?;
        // Not `rename`: it would replace what another process made meanwhile.
        match fs::hard_link(&self.path, &self.target) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists && !self.target.exists() => {
                fs::rename(&self.path, &self.target)?;
            }
            linked => linked?,
        }
        // Gone already when it was renamed.
        let _ = fs::remove_file(&self.path);
        sync_folder(&self.target)
    }

    /// Brings it to its place, in one step with taking away what is there; it belongs to whom that belonged to, and is
    /// read and written by whoever could.
    pub(crate) fn replace(self) -> io::Result<()> {
        self.hold()?;
        if let Ok(before) = fs::metadata(&self.target) {
            self.be_as(&before)?;
        }
        self.file.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        sync_folder(&self.target)
    }

    fn be_as(&self, before: &Metadata) -> io::Result<()> {
        let now = self.file.metadata()?;
        if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
            fchown(&self.file, Some(before.uid()), Some(before.gid()))?;
        }
        self.file.set_permissions(before.permissions())
    }

    /// Gives the file without its name: it is gone when it is closed.
    pub(super) fn without_name(self) -> io::Result<File> {
        self.file()
    }

    /// Whether the file of its path is this one.
    fn is_there(&self) -> bool {
        let same = |one: &Metadata, other: &Metadata| (one.dev(), one.ino()) == (other.dev(), other.ino());
        matches!((fs::metadata(&self.path), self.file.metadata()), (Ok(there), Ok(mine)) if same(&there, &mine))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if self.is_there() {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A process that was killed leaves its draft; one that still writes to it holds its lock.
fn remove_left_over(path: &Path) -> io::Result<()> {
    let left = match File::open(path) {
        Ok(left) => left,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    match left.try_lock() {
        Err(TryLockError::WouldBlock) => Err(ErrorKind::ResourceBusy.into()),
        _ => fs::remove_file(path),
    }
}

/// The folder that a path lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that what came to or left the folder of `path` is so on disk too.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}
