//! A file that is made under another name, and comes to its place when it is whole: a crash leaves no half-made one.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A file beside the place that it is meant for; gone when dropped before it came there.
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
}

impl Draft {
    /// A new file for `target`, for its owner's eyes only: it holds people's words and secrets. It is called as the
    /// target, with an ending more.
    ///
    /// # Errors
    /// What the system says; `AlreadyExists` while somebody else writes this draft.
    pub(crate) fn new(target: &Path, ending: &str) -> io::Result<(Self, File)> {
        let mut name: OsString = target.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(ending);
        let draft = Self { path: target.with_file_name(name), target: target.to_owned() };
        remove_left_over(&draft.path)?;
        let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&draft.path)?;
        Ok((draft, file))
    }

    /// Where it lies until then.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Brings it to its place. Nothing that is there is touched: `AlreadyExists`.
    pub(super) fn place(self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()?;
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

    /// Brings it to its place, in one step with taking away what is there.
    pub(crate) fn replace(self) -> io::Result<()> {
        File::open(&self.path)?.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        sync_folder(&self.target)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
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
        Err(TryLockError::WouldBlock) => Err(ErrorKind::AlreadyExists.into()),
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
