//! The one way in: a mail is kept as it came, then one command says what becomes of it.

use super::read::{self, Read};
use crate::clock::Clock;
use crate::store::kept_file::{CHUNK, begins_as_picture};
use crate::store::upload::{self, Step, Whole};
use crate::store::{OperateError, Request, Store, SubmitError};
use futures_util::future::join_all;
use rules::desk::id::{MailId, MailboxId};
use rules::desk::mail::ImapPlace;
use rules::desk::text::{clean_text, file_name};
use rules::desk::{ActorRef, Command, Facts, Fault, FileHash, IncomingMail, Outcome, Refusal, UploadId};
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What is written in one step: until it is over, all of it is in memory twice.
const STEP: usize = 4 * CHUNK;

/// So many characters of a mail are seen at a glance.
const GLANCE: usize = 10_000;

/// A mail that arrived.
pub struct Arrived {
    /// Its bytes.
    pub raw: Vec<u8>,
    /// By which mailbox; `None`: from a file, or brought to the address of the mail settings.
    pub mailbox: Option<MailboxId>,
    /// Where it lay there.
    pub place: Option<ImapPlace>,
    /// Whether it is taken in whatever speaks for setting it aside.
    pub all_the_same: bool,
}

/// That a mail is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenIn {
    /// It was taken in now.
    New(MailId),
    /// It was there already, byte for byte.
    Known(MailId),
}

/// Why a mail is not on disk: nothing of it was told to anybody, and it may come again.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// The store could not be read.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Its files could not be kept.
    #[error(transparent)]
    Keep(#[from] OperateError),
    /// It was not accepted.
    #[error(transparent)]
    Submit(#[from] SubmitError),
    /// Whoever read it broke off.
    #[error("the mail could not be read: {0}")]
    Read(#[from] tokio::task::JoinError),
}

/// Takes mails in, in their order: an answer may follow what it answers. By `actor`, whose uploads they become.
pub async fn take_in(
    store: &Store,
    clock: &Clock,
    actor: ActorRef,
    arrived: Vec<Arrived>,
) -> Vec<Result<TakenIn, NotTaken>> {
    let kept = join_all(arrived.into_iter().map(|mail| keep(store, clock, actor, mail))).await;
    // Each is handed to the writer in turn, and all of them share its commits.
    join_all(kept.into_iter().map(|kept| async move {
        match kept? {
            Kept::Known(id) => Ok(TakenIn::Known(id)),
            Kept::New(mail, hash) => submit(store, clock, actor, *mail, hash).await,
        }
    }))
    .await
}

enum Kept {
    Known(MailId),
    New(Box<IncomingMail>, FileHash),
}

/// Keeps a mail and its files, as uploads that nobody has claimed.
async fn keep(store: &Store, clock: &Clock, actor: ActorRef, arrived: Arrived) -> Result<Kept, NotTaken> {
    let Arrived { raw, mailbox, place, all_the_same } = arrived;
    let (raw, hash, read) = tokio::task::spawn_blocking(move || {
        let hash: FileHash = Sha256::digest(&raw).into();
        let read = read_safely(&raw);
        (Arc::new(raw), hash, read)
    })
    .await?;
    if let Some(id) = store.snapshot()?.mail_by_hash(&hash)?
        && !all_the_same
    {
        return Ok(Kept::Known(id));
    }
    let mut uploads = vec![upload_whole(store, clock, actor, "mail.eml", Arc::clone(&raw)).await?];
    let readable = read.is_some();
    let Read { letter, html, files, pictures } = read.unwrap_or_else(|| Read::of_what_nobody_understands(&raw));
    // What of it is taken in from here on is in memory once.
    drop(raw);
    let has_html = html.is_some();
    if let Some(html) = html {
        uploads.push(upload_whole(store, clock, actor, "mail.html", Arc::new(html.into_bytes())).await?);
    }
    for file in files {
        uploads.push(upload_whole(store, clock, actor, &file_name(&file.name), Arc::new(file.bytes)).await?);
    }
    let mail = IncomingMail { mailbox, place, letter, readable, uploads, has_html, pictures, all_the_same };
    Ok(Kept::New(Box::new(mail), hash))
}

/// Whatever a stranger's bytes do to whoever reads them, the mail is kept, as one that nobody understands.
fn read_safely(raw: &[u8]) -> Option<Read> {
    catch_unwind(AssertUnwindSafe(|| read::read(raw))).ok().flatten()
}

/// What somebody sees of a mail before it is taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// The beginning of its text; how it begins, when nobody understands it.
    pub text: String,
    /// Whether the text goes on.
    pub more: bool,
    /// What its files are called.
    pub files: Vec<String>,
}

/// Looks at a mail, and changes nothing.
///
/// # Errors
/// Whoever read it broke off.
pub async fn look_at(raw: Vec<u8>) -> Result<Glance, tokio::task::JoinError> {
    tokio::task::spawn_blocking(move || {
        let Read { letter, files, .. } = read_safely(&raw).unwrap_or_else(|| Read::of_what_nobody_understands(&raw));
        let all = clean_text(&letter.text);
        let text: String = all.chars().take(GLANCE).collect();
        let more = text.len() < all.len();
        Glance { text, more, files: files.iter().map(|file| file_name(&file.name)).collect() }
    })
    .await
}

async fn submit(
    store: &Store,
    clock: &Clock,
    actor: ActorRef,
    mail: IncomingMail,
    hash: FileHash,
) -> Result<TakenIn, NotTaken> {
    let uploads = mail.uploads.clone();
    let request = Request::new(actor, Command::TakeMail(Box::new(mail)), clock.now());
    match store.submit(request).await {
        Ok(committed) => match committed.outcome {
            Outcome::Mail(id) => Ok(TakenIn::New(id)),
            _ => Err(Fault("a mail became something else".into()).into()),
        },
        Err(error) => {
            for id in uploads {
                give_up(store, actor, id).await?;
            }
            let known = store.snapshot()?.mail_by_hash(&hash)?;
            match (known, &error) {
                // Somebody else was faster.
                (Some(id), SubmitError::Refused(Refusal::Invalid(_))) => Ok(TakenIn::Known(id)),
                _ => Err(error.into()),
            }
        }
    }
}

/// Keeps bytes as an upload: a small one in one step, a large one piece by piece.
async fn upload_whole(
    store: &Store,
    clock: &Clock,
    actor: ActorRef,
    name: &str,
    bytes: Arc<Vec<u8>>,
) -> Result<UploadId, NotTaken> {
    let id = UploadId(crate::secret::random()?);
    let (name, now) = (name.to_owned(), clock.now());
    let whole = Whole {
        hash: Sha256::digest(bytes.as_slice()).into(),
        size: bytes.len() as u64,
        chunks: bytes.len().div_ceil(CHUNK) as u32,
        picture: begins_as_picture(&bytes),
    };
    let mut from = 0;
    loop {
        let (bytes, name, first) = (Arc::clone(&bytes), name.clone(), from == 0);
        let to = bytes.len().min(from + STEP);
        let step = store.operate(move |operational| {
            if first && !upload::begin(operational, id, actor, (&name, whole.size), now)? {
                return Ok(Step::Gone);
            }
            for (n, chunk) in bytes.get(from..to).unwrap_or_default().chunks(CHUNK).enumerate() {
                upload::add(operational, id, (from / CHUNK + n) as u32, chunk)?;
            }
            if to < bytes.len() { Ok(Step::More) } else { upload::finish(operational, id, &whole) }
        });
        match step.await? {
            Step::Done => return Ok(id),
            Step::Gone => return Err(Fault("there is no room for more uploads".into()).into()),
            Step::More => from = to,
        }
    }
}

async fn give_up(store: &Store, actor: ActorRef, id: UploadId) -> Result<(), NotTaken> {
    while store.operate(move |operational| upload::give_up(operational, id, actor)).await? == Step::More {}
    Ok(())
}
