//! Each mailbox has somebody who reads it: at once when its server says that something came, else by looking again. Who
//! reads is told anew whenever an administrator changes a mailbox.

use super::imap::{self, Folder, Key, LONGEST, NotOpen, Waited, Waiting};
use super::intake::{Arrived, take_in};
use crate::channels::mail::sign_in::{NotLetIn, SignIns};
use crate::clock::Clock;
use crate::store::folder_look::{self, FolderLook};
use crate::store::{Room, Store, secret};
use rules::Moment;
use rules::desk::id::MailboxId;
use rules::desk::mail::{ImapPlace, Mailbox};
use rules::desk::{ActorRef, Fault, every_mailbox};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinHandle;

/// A server that tells by itself is asked again after so long: connections die without a word.
const TOLD_AT_LEAST: Duration = Duration::from_secs(9 * 60);
/// One that does not, is asked after so long.
const POLL: Duration = Duration::from_secs(30);
/// After trouble it is tried again after so long, then twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// Changes of the desk are looked at together.
const GATHER: Duration = Duration::from_millis(500);
/// So many mails are taken in together, unless they are long.
const TOGETHER: usize = 32;
const TOGETHER_BYTES: usize = 8 << 20;

/// How a mailbox fares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailboxState {
    /// When all that lay there was read the last time.
    pub last_success: Option<Moment>,
    /// What went wrong since, in the server's own words.
    pub trouble: Option<String>,
    /// Since when it cannot be read.
    pub trouble_since: Option<Moment>,
    /// Whether somebody has to sign in again before it can be read.
    pub sign_in_again: bool,
    /// How many mails wait there.
    pub backlog: u64,
    /// How many of them are too long to be fetched.
    pub too_long: u64,
}

/// Who reads the mailboxes, for those who stop it or want to know how it goes. Clones are the same.
#[derive(Clone, Default)]
pub struct Readers {
    states: Arc<Mutex<BTreeMap<MailboxId, MailboxState>>>,
    sign_ins: SignIns,
}

impl Readers {
    /// How a mailbox fares; nothing is known of one that nobody reads yet.
    pub fn state(&self, mailbox: MailboxId) -> MailboxState {
        self.states.lock().unwrap_or_else(PoisonError::into_inner).get(&mailbox).cloned().unwrap_or_default()
    }

    /// How a mailbox fared is of no interest any more: it is about to be read anew.
    pub fn forget(&self, mailbox: MailboxId) {
        self.change(mailbox, |state| *state = MailboxState::default());
    }

    fn change(&self, mailbox: MailboxId, change: impl FnOnce(&mut MailboxState)) {
        change(self.states.lock().unwrap_or_else(PoisonError::into_inner).entry(mailbox).or_default());
    }
}

/// Starts reading. The task reads until it is aborted; what is under way is on disk, or will be read again.
pub fn start(store: Store, clock: Clock) -> (Readers, JoinHandle<()>) {
    let readers = Readers::default();
    let house = House { store, clock, readers: readers.clone() };
    (readers, tokio::spawn(house.run()))
}

#[derive(Clone)]
struct House {
    store: Store,
    clock: Clock,
    readers: Readers,
}

/// Somebody who reads a mailbox; dropped, they stop.
struct Reader {
    version: u64,
    task: JoinHandle<()>,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl House {
    async fn run(self) {
        let mut head = self.store.head();
        let mut reading: BTreeMap<MailboxId, Reader> = BTreeMap::new();
        loop {
            head.mark_unchanged();
            match self.store.snapshot().and_then(|snapshot| every_mailbox(&snapshot)) {
                Ok(mailboxes) => self.assign(&mut reading, mailboxes),
                Err(error) => tracing::warn!(%error, "the mailboxes cannot be looked up"),
            }
            if head.changed().await.is_err() {
                return;
            }
            tokio::time::sleep(GATHER).await;
        }
    }

    /// Every mailbox that is read has one reader, who knows how it is set up now.
    fn assign(&self, reading: &mut BTreeMap<MailboxId, Reader>, mailboxes: Vec<Mailbox>) {
        let active: BTreeMap<MailboxId, Mailbox> = mailboxes
            .into_iter()
            .filter(|mailbox| mailbox.active && mailbox.server.is_some())
            .map(|mailbox| (mailbox.id, mailbox))
            .collect();
        reading.retain(|id, reader| {
            active.get(id).is_some_and(|mailbox| mailbox.version == reader.version) && !reader.task.is_finished()
        });
        for (id, mailbox) in active {
            reading.entry(id).or_insert_with(|| {
                self.readers.forget(id);
                let version = mailbox.version;
                Reader { version, task: tokio::spawn(self.clone().read(mailbox)) }
            });
        }
    }

    async fn read(self, mailbox: Mailbox) {
        let mut pause = FIRST_PAUSE;
        let mut tells = true;
        loop {
            let before = self.readers.state(mailbox.id).last_success;
            let Err(NotLetIn { words, sign_in_again }) = self.visit(&mailbox, &mut tells).await else { continue };
            tracing::warn!(mailbox = %mailbox.name, trouble = %words, "a mailbox cannot be read");
            let now = self.clock.now();
            self.readers.change(mailbox.id, |state| {
                state.trouble = Some(words);
                state.sign_in_again = sign_in_again;
                state.trouble_since.get_or_insert(now);
            });
            if self.readers.state(mailbox.id).last_success != before {
                pause = FIRST_PAUSE;
            }
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    /// Reads as long as the connection holds. A server that refused to tell by itself is not asked to again.
    async fn visit(&self, mailbox: &Mailbox, tells: &mut bool) -> Result<(), NotLetIn> {
        let (mut folder, mut look) = open(&self.store, &self.clock, &self.readers, mailbox).await?;
        self.keep(look.as_ref()).await?;
        loop {
            self.empty(mailbox, &mut folder, &mut look).await?;
            if folder.tells && *tells {
                match folder.wait(TOLD_AT_LEAST).await? {
                    Waited::Told(again) => folder = *again,
                    Waited::Refused => {
                        *tells = false;
                        return Ok(());
                    }
                }
            } else {
                tokio::time::sleep(POLL).await;
                folder.look().await?;
            }
        }
    }

    /// Takes in all that waits in the folder.
    async fn empty(&self, mailbox: &Mailbox, folder: &mut Folder, look: &mut Option<FolderLook>) -> Result<(), String> {
        let waiting = folder.waiting().await?;
        let last = waiting.uids.keys().next_back().copied();
        let mut left = waiting.uids.len() as u64;
        let mut too_long = 0;
        self.readers.change(mailbox.id, |state| state.backlog = left);
        let mut together: Vec<(u32, Arrived)> = Vec::new();
        // What the server or the desk does not want to do with one mail keeps none of the others waiting.
        let (mut bytes, mut trouble) = (0, waiting.refused.clone());
        // Those that are to be looked at again.
        let mut again: Vec<u32> = Vec::new();
        for (uid, unread) in waiting.uids {
            let place = folder.validity.map(|validity| ImapPlace { validity, uid });
            if is_known(&self.store, mailbox.id, place, look.as_ref())? {
                left = left.saturating_sub(1);
                if unread {
                    trouble = trouble.or(folder.done_with(uid).await?.err().map(|refused| refused.0));
                }
                continue;
            }
            let fetched = match folder.size(uid).await? {
                Ok(Some(size)) if size > LONGEST => {
                    too_long += 1;
                    again.push(uid);
                    continue;
                }
                Ok(Some(_)) => folder.fetch(uid).await?,
                // Gone, or it is found again.
                Ok(None) => Ok(None),
                Err(refused) => Err(refused),
            };
            match fetched {
                Ok(Some(raw)) => {
                    bytes += raw.len();
                    together.push((uid, Arrived { raw, mailbox: Some(mailbox.id), place, all_the_same: false }));
                }
                not_had => {
                    again.push(uid);
                    trouble = trouble.or(not_had.err().map(|refused| refused.0));
                }
            }
            if together.len() >= TOGETHER || bytes >= TOGETHER_BYTES {
                bytes = 0;
                let taken = self.take(folder, std::mem::take(&mut together)).await?;
                left = left.saturating_sub(taken.done);
                again.extend(taken.failed);
                trouble = trouble.or(taken.trouble);
                self.readers.change(mailbox.id, |state| state.backlog = left);
            }
        }
        let taken = self.take(folder, together).await?;
        left = left.saturating_sub(taken.done);
        again.extend(taken.failed);
        trouble = trouble.or(taken.trouble);
        self.readers.change(mailbox.id, |state| state.backlog = left);
        if let Some(look) = look.as_mut().filter(|_| waiting.refused.is_none()) {
            // Those that were there before are found as long as they are unread.
            let first_again = again.into_iter().filter(|uid| *uid > look.up_to).min();
            let through = first_again.map_or(last.unwrap_or_default(), |uid| uid - 1);
            if through > look.up_to {
                (look.up_to, folder.seen_up_to) = (through, Some(through));
                self.keep(Some(look)).await?;
            }
        }
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        let now = self.clock.now();
        self.readers.change(mailbox.id, |state| {
            *state = MailboxState {
                last_success: Some(now),
                trouble: None,
                trouble_since: None,
                sign_in_again: false,
                backlog: too_long,
                too_long,
            };
        });
        Ok(())
    }

    /// Keeps how far a folder was looked through.
    async fn keep(&self, look: Option<&FolderLook>) -> Result<(), String> {
        let Some(look) = look.cloned() else { return Ok(()) };
        let kept = self.store.operate(move |operational| folder_look::keep(operational, &look)).await;
        kept.map_err(|error| error.to_string())
    }

    /// Takes some mails in; only of those that are on disk the server is told.
    async fn take(&self, folder: &mut Folder, mails: Vec<(u32, Arrived)>) -> Result<Taken, String> {
        let mut all = Taken::default();
        if mails.is_empty() {
            return Ok(all);
        }
        if self.store.room() != Room::Enough {
            return Err("there is no room on the desk's disk; mails stay on their server".to_owned());
        }
        let (uids, arrived): (Vec<u32>, Vec<Arrived>) = mails.into_iter().unzip();
        let taken = take_in(&self.store, &self.clock, ActorRef::System, arrived).await;
        for (uid, taken) in uids.into_iter().zip(taken) {
            match taken {
                Ok(_) => {
                    let marked = folder.done_with(uid).await?;
                    all.trouble = all.trouble.or(marked.err().map(|refused| refused.0));
                    all.done += 1;
                }
                Err(error) => {
                    all.trouble = Some(error.to_string());
                    all.failed.push(uid);
                }
            }
        }
        Ok(all)
    }
}

/// Whether a mail that lies there was taken in since it is this folder that is looked at.
fn is_known(
    store: &Store,
    mailbox: MailboxId,
    place: Option<ImapPlace>,
    look: Option<&FolderLook>,
) -> Result<bool, String> {
    let (Some(place), Some(look)) = (place, look) else { return Ok(false) };
    let known = store.snapshot().and_then(|snapshot| snapshot.has_mail_at(mailbox, place, look.since));
    known.map_err(|fault| fault.to_string())
}

/// What came of taking mails in.
#[derive(Default)]
struct Taken {
    /// How many are on disk.
    done: u64,
    /// What was wrong with another.
    trouble: Option<String>,
    /// Those that are not on disk.
    failed: Vec<u32>,
}

/// Signs in to a mailbox, and opens its folder; and says how far that was looked through, where UIDs mean something.
async fn open(
    store: &Store,
    clock: &Clock,
    readers: &Readers,
    mailbox: &Mailbox,
) -> Result<(Folder, Option<FolderLook>), NotLetIn> {
    let Some(server) = &mailbox.server else { return Err("mail is only brought to it".to_owned().into()) };
    let with = |key| imap::open(server, &mailbox.then, key);
    let mut folder = match &mailbox.oauth {
        None => {
            let password = password(store, mailbox.id).map_err(|fault| fault.to_string())??;
            with(Key::Password(&password)).await?
        }
        Some(client) => {
            let token = |refused| readers.sign_ins.access(store, (mailbox, client), refused, clock.now());
            let first = token(None).await?;
            match with(Key::Token(first.as_str())).await {
                // It may have ended before its time; another is asked for, once.
                Err(NotOpen { refused: true, .. }) => with(Key::Token(token(Some(&first)).await?.as_str())).await?,
                opened => opened?,
            }
        }
    };
    let (Some(validity), Some(last)) = (folder.validity, folder.seen_up_to) else { return Ok((folder, None)) };
    let before = store.snapshot().and_then(|snapshot| folder_look::find(&snapshot, mailbox.id));
    let before = before.map_err(|fault| fault.to_string())?.filter(|look| look.is_of(server, validity));
    let look = before.unwrap_or_else(|| FolderLook::first(mailbox.id, server, validity, last, clock.now()));
    folder.seen_up_to = Some(look.up_to);
    Ok((folder, Some(look)))
}

impl From<NotOpen> for NotLetIn {
    fn from(why: NotOpen) -> Self {
        why.words.into()
    }
}

/// The password of a mailbox; the inner error says why it cannot be had.
fn password(store: &Store, mailbox: MailboxId) -> Result<Result<String, String>, Fault> {
    Ok(match secret::find(&store.snapshot()?, store.keys(), &secret::of_mailbox(mailbox))? {
        Some(Ok(password)) => Ok(password),
        Some(Err(_)) => Err("its password is sealed with a key that the desk does not have".to_owned()),
        None => Err("it has no password".to_owned()),
    })
}

/// What came of trying a mailbox out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxProbe {
    /// What went wrong, in the server's own words; `None`: it opens.
    pub trouble: Option<String>,
    /// How many mails lie in the folder.
    pub mails: u32,
    /// How many of them wait for the desk.
    pub waiting: u64,
    /// Whether the server tells by itself that something came.
    pub tells: bool,
}

/// Opens a mailbox and looks into it, and changes nothing there.
pub async fn probe(store: &Store, clock: &Clock, readers: &Readers, mailbox: &Mailbox) -> MailboxProbe {
    let opened = async {
        let (mut folder, look) = open(store, clock, readers, mailbox).await?;
        let Waiting { uids, refused } = folder.waiting().await?;
        let mut waiting = 0;
        for uid in uids.into_keys() {
            let place = folder.validity.map(|validity| ImapPlace { validity, uid });
            waiting += u64::from(!is_known(store, mailbox.id, place, look.as_ref())?);
        }
        let found = MailboxProbe { trouble: refused, mails: folder.exists, waiting, tells: folder.tells };
        folder.leave().await;
        Ok(found)
    };
    let failed = |why: NotLetIn| MailboxProbe { trouble: Some(why.words), mails: 0, waiting: 0, tells: false };
    opened.await.unwrap_or_else(failed)
}
