//! Files that people send along: uploaded first, then claimed by what they belong to.

use super::event::ActorRef;
use super::facts::{Facts, Fault};
use super::id::ContentId;
use crate::mail::FILES_MAX;
use serde::{Deserialize, Serialize};

/// How many files may go with one message.
pub const ATTACHMENTS_MAX: usize = 20;

/// The SHA-256 of a file's bytes: what it is kept and found under.
pub type FileHash = [u8; 32];

/// An upload: random, so that nobody guesses another's, and bound to its owner all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UploadId(pub [u8; 16]);

impl UploadId {
    /// The id that these 32 hexadecimal digits write.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 32 || !digits.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|id| Self(id.to_be_bytes()))
    }
}

impl std::fmt::Display for UploadId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// A file with the name that it was sent under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is called; cleaned.
    pub name: String,
    /// Its bytes, by their hash.
    pub hash: FileHash,
    /// How many bytes it has.
    pub size: u64,
    /// Whether it begins as a picture does that could be shown. Whether it is one is seen when it is drawn.
    pub picture: bool,
}

/// A whole file that nobody has claimed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclaimed {
    /// Who may claim it.
    pub owner: ActorRef,
    /// What they claim.
    pub file: Attachment,
}

/// The files that a message came with, found by its text: they are kept right behind it.
///
/// # Errors
/// A fault of the storage below.
pub fn sent_with<F: Facts>(facts: &F, text: ContentId) -> Result<Vec<Attachment>, Fault> {
    let mut files = Vec::new();
    while files.len() < FILES_MAX {
        let next = ContentId(text.0 + 1 + files.len() as u64);
        let Some(file) = facts.content(next)?.and_then(|row| row.content.as_file().cloned()) else { break };
        files.push(file);
    }
    Ok(files)
}
