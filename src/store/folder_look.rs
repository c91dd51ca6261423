//! How far the folder of a mailbox was looked through: what came later is new, also when somebody has read it.

use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::MailboxId;
use crate::desk::mail::ImapServer;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// How far a folder was looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderLook {
    /// The mailbox whose folder it is.
    pub mailbox: MailboxId,
    host: String,
    username: String,
    folder: String,
    validity: u32,
    /// When it was looked at for the first time: what was taken in before lay elsewhere, whatever its number.
    pub since: Moment,
    /// Up to which UID.
    pub up_to: u32,
}

impl FolderLook {
    /// The first look at a folder with this UIDVALIDITY, of which nothing up to `up_to` is new.
    pub fn first(mailbox: MailboxId, server: &ImapServer, validity: u32, up_to: u32, now: Moment) -> Self {
        let ImapServer { host, username, folder, .. } = server.clone();
        Self { mailbox, host, username, folder, validity, since: now, up_to }
    }

    /// Whether it is this folder that was looked at.
    pub fn is_of(&self, server: &ImapServer, validity: u32) -> bool {
        let same = Self::first(self.mailbox, server, validity, self.up_to, self.since);
        *self == same
    }
}

impl Row for FolderLook {
    const TABLE: Table = Table::FolderLook;

    fn row_key(&self) -> Vec<u8> {
        self.mailbox.0.to_be_bytes().to_vec()
    }
}

/// How far the folder of a mailbox was looked through; none when it never was.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, mailbox: MailboxId) -> Result<Option<FolderLook>, Fault> {
    rows::get(rows, &mailbox.0.to_be_bytes())
}

/// Keeps it.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, look: &FolderLook) -> Result<(), Fault> {
    operational.put(look)
}
