//! Mail that is brought: by SMTP (RFC 5321) or LMTP (RFC 2033) on one port, for those who forward. It takes mail for the
//! desk's own addresses and for nobody else, and says that it has a mail only once it is on disk.

mod command;
mod conversation;
mod spool;
mod unstuff;

use crate::clock::Clock;
use crate::store::Store;
use conversation::Conversation;
use rules::desk::id::MailboxId;
use rules::desk::text::email;
use rules::desk::{Facts, Fault, MailSettings, every_mailbox};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, watch};
use tokio::task::{JoinHandle, JoinSet};

/// So many may be on the line at once.
const CONNECTIONS_MAX: usize = 20;
/// Nobody stays longer: whoever says a little now and then would keep others out.
const LIFETIME: Duration = Duration::from_secs(3600);
/// After the system refused a connection.
const PAUSE: Duration = Duration::from_millis(200);

/// The listener, for those who stop it.
pub struct Listening {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Listening {
    /// Takes leave of whoever is on the line. A mail that is being kept is kept; one that is not whole stays with its sender.
    pub async fn close(self, patience: Duration) {
        let Self { stop, mut task } = self;
        stop.send_replace(true);
        if tokio::time::timeout(patience, &mut task).await.is_err() {
            task.abort();
        }
    }
}

/// Starts to listen. What is long is written down in `folder` while it comes, in files without a name.
pub fn listen(listener: TcpListener, store: Store, clock: Clock, folder: PathBuf) -> Listening {
    let (stop, stopped) = watch::channel(false);
    let house = Arc::new(House { store, clock, folder, turn: Mutex::new(()) });
    Listening { stop, task: tokio::spawn(house.run(listener, stopped)) }
}

/// What everybody on the line shares.
struct House {
    store: Store,
    clock: Clock,
    folder: PathBuf,
    /// Long mails are read in one after the other, so that only one of them is in memory.
    turn: Mutex<()>,
}

impl House {
    async fn run(self: Arc<Self>, listener: TcpListener, mut stopped: watch::Receiver<bool>) {
        let mut on_the_line = JoinSet::new();
        let unmoved = stopped.clone();
        loop {
            let accepted = tokio::select! {
                _ = stopped.changed() => break,
                accepted = listener.accept() => accepted,
            };
            while on_the_line.try_join_next().is_some() {}
            match accepted {
                Ok((stream, _)) if on_the_line.len() >= CONNECTIONS_MAX => turn_away(stream).await,
                Ok((stream, _)) => {
                    let (house, stopped) = (Arc::clone(&self), unmoved.clone());
                    on_the_line.spawn(async move {
                        let Ok(conversation) = Conversation::new(house, stream, stopped) else { return };
                        let _ = tokio::time::timeout(LIFETIME, conversation.hold()).await;
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection that brings mail could not be taken");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
        drop(listener);
        while on_the_line.join_next().await.is_some() {}
    }

    /// Where mail for an address goes: to a mailbox, or to that of the mail settings, which is none. The outer `None`: it is
    /// not the desk's.
    fn place_of(&self, address: &str) -> Result<Option<Option<MailboxId>>, Fault> {
        let Some(address) = email(address) else { return Ok(None) };
        let snapshot = self.store.snapshot()?;
        let is_here = |one: &&String| **one == address;
        for mailbox in every_mailbox(&snapshot)?.into_iter().filter(|mailbox| mailbox.active) {
            if [Some(&mailbox.address), mailbox.sends_from.as_ref()].into_iter().flatten().any(|one| is_here(&one)) {
                return Ok(Some(Some(mailbox.id)));
            }
        }
        let from = snapshot.get::<MailSettings>(())?.and_then(|mail| email(&mail.from_address));
        Ok(from.filter(|from| *from == address).map(|_| None))
    }
}

/// Tells one too many to come again. The line is new, so that this waits for nobody.
async fn turn_away(mut stream: TcpStream) {
    let said = stream.write_all(b"421 4.7.0 too many connections, try again later\r\n");
    let _ = tokio::time::timeout(PAUSE, said).await;
}
