//! A mail while it comes: a short one in memory, a long one in a file without a name, which is gone with its handle,
//! whatever happens.

use super::super::imap::LONGEST;
use std::io::{self, SeekFrom};
use std::path::Path;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};

/// So much of each mail is kept in memory.
const IN_MEMORY: usize = 256 << 10;

/// Why a mail cannot be had whole.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It is longer than any that the desk takes.
    TooLong,
    /// It could not be written down.
    Disk(io::Error),
}

/// What has come of a mail.
pub(super) struct Spool<'a> {
    folder: &'a Path,
    last: Vec<u8>,
    file: Option<File>,
    length: usize,
    trouble: Option<Trouble>,
}

impl<'a> Spool<'a> {
    pub(super) fn new(folder: &'a Path, head: Vec<u8>) -> Self {
        Self { folder, length: head.len(), last: head, file: None, trouble: None }
    }

    /// Adds what came. After trouble nothing is kept, and the sender hears of it in the end, as the protocol wants it.
    pub(super) async fn add(&mut self, octets: &[u8]) {
        if self.trouble.is_some() {
            return;
        }
        self.length += octets.len();
        if self.length > LONGEST as usize {
            self.trouble = Some(Trouble::TooLong);
        } else {
            self.last.extend_from_slice(octets);
            if self.last.len() > IN_MEMORY {
                self.trouble = self.write().await.err().map(Trouble::Disk);
            }
        }
        if self.trouble.is_some() {
            (self.last, self.file) = (Vec::new(), None);
        }
    }

    async fn write(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let folder = self.folder.to_owned();
                let made = tokio::task::spawn_blocking(move || tempfile::tempfile_in(folder));
                self.file.insert(File::from_std(made.await.map_err(io::Error::other)??))
            }
        };
        file.write_all(&self.last).await?;
        self.last.clear();
        Ok(())
    }

    /// Whether it does not lie in memory.
    pub(super) const fn is_long(&self) -> bool {
        self.file.is_some()
    }

    /// All of it.
    ///
    /// # Errors
    /// What kept it from being had.
    pub(super) async fn whole(mut self) -> Result<Vec<u8>, Trouble> {
        if let Some(trouble) = self.trouble {
            return Err(trouble);
        }
        let Some(mut file) = self.file.take() else { return Ok(self.last) };
        let mut mail = Vec::with_capacity(self.length);
        let read = async {
            file.flush().await?;
            file.seek(SeekFrom::Start(0)).await?;
            file.read_to_end(&mut mail).await
        };
        read.await.map_err(Trouble::Disk)?;
        mail.extend_from_slice(&self.last);
        Ok(mail)
    }
}
