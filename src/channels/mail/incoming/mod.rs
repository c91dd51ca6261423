//! Mail in: what lies in the mailboxes or in files is read, what is brought is listened to; it is kept as it came, and taken
//! in by one command each. Nothing is told to a server before the desk has it on disk.

mod files;
mod folder_name;
mod head;
mod imap;
mod intake;
mod listener;
mod read;
mod watch;
mod winmail;

pub use files::{Imported, import};
pub use intake::{Arrived, Glance, NotTaken, TakenIn, look_at, take_in};
pub use listener::{Listening, listen};
pub use watch::{MailboxProbe, MailboxState, Readers, probe, start};
