//! Files on their way in: uploaded first, then named by a message, a note or a new case.

use super::Tag;
use super::caller::Caller;
use super::problem::{Code, FieldCode, Problem};
use super::reply::{Answer, Done, Made};
use super::state::State;
use super::streamed::Incoming;
use super::word::Id;
use crate::desk::text::file_name;
use crate::desk::{ActorRef, Attachment, UploadId};
use crate::moment::Moment;
use crate::queries::attachment::Attached;
use crate::secret;
use crate::store::Room;
use crate::store::kept_file::{CHUNK, begins_as_picture};
use crate::store::upload::{self, Step, Whole};
use poem_openapi::param::{Path, Query};
use poem_openapi::{Object, OpenApi};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};

/// How many bytes a file may have.
pub(super) const MOST_BYTES: u64 = 25 * 1024 * 1024;
/// How many files come in at the same time: each has a chunk in memory.
pub(super) const AT_ONCE: usize = 16;
/// How many come in or wait for their turn.
pub(super) const MOST: usize = 64;
/// How many of them are one caller's.
pub(super) const MOST_OF_ONE: usize = 8;
/// How long an upload waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the next chunk may take.
const CHUNK_WITHIN: Duration = Duration::from_secs(60);
/// When it is worth asking again after too much was uploaded and not used, in seconds.
const FULL_SECONDS: u32 = 600;

/// The resource.
pub(super) struct Uploads;

/// A file that was uploaded, and is kept for a day until something claims it.
#[derive(Clone, Debug, Object)]
struct Upload {
    /// What `attachments` takes.
    id: String,
    /// What it is called: without folders, and without what cannot be seen or has a meaning to some system.
    name: String,
    /// How many bytes it has.
    size: u64,
    /// Whether it begins as a picture does that can be shown.
    picture: bool,
}

/// A file that came with a message, a note or a case: under `/tickets/{number}/attachments/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Object, Serialize)]
pub(super) struct AttachedFile {
    /// Its number.
    id: Id,
    /// What it is called.
    name: String,
    /// How many bytes it has.
    size: u64,
    /// Whether it begins as a picture does: then there is probably a `/preview`.
    picture: bool,
}

impl AttachedFile {
    /// Files as they are shown.
    pub(super) fn list(files: Vec<Attached>) -> Vec<Self> {
        let shown = |Attached { id, file: Attachment { name, size, picture, .. } }| Self {
            id: Id::of(id),
            name,
            size,
            picture,
        };
        files.into_iter().map(shown).collect()
    }
}

/// The uploads that `attachments` names.
pub(super) fn named(attachments: Option<Vec<String>>) -> Answer<Vec<UploadId>> {
    let ids = attachments.unwrap_or_default().into_iter().enumerate().map(|(n, id)| {
        // What cannot be an id is no upload of anybody's.
        UploadId::parse(&id).ok_or_else(|| Problem::field(format!("attachments.{n}"), FieldCode::Unknown))
    });
    ids.collect()
}

#[OpenApi(prefix_path = "/uploads", tag = "Tag::Tickets")]
impl Uploads {
    /// Upload a file
    ///
    /// The body is the file itself, of at most 25 MiB. A message, a note or a new case of the same caller takes its `id`
    /// in `attachments`; what is not taken within a day vanishes. At most 100 uploads, and 512 MiB, wait for that.
    #[oai(path = "/", method = "post")]
    async fn upload(
        &self,
        caller: Caller,
        /// What the file is called.
        name: Query<String>,
        file: Incoming,
    ) -> Answer<Made<Upload>> {
        caller.must_write()?;
        let (state, owner, name) = (caller.state(), caller.viewer().actor, file_name(&name.0));
        let Incoming { body, length } = file;
        let (id, whole) = take_in(state, owner, (&name, length), body.into_async_read(), caller.now()).await?;
        let upload = Upload { id: id.to_string(), name, size: whole.size, picture: whole.picture };
        Ok(Made::new(upload).location(&format!("/api/v1/uploads/{id}")))
    }

    /// Give an upload up
    ///
    /// What nothing has claimed is deleted.
    #[oai(path = "/:id", method = "delete")]
    async fn give_up(
        &self,
        caller: Caller,
        /// Its id.
        id: Path<String>,
    ) -> Answer<Done> {
        caller.must_write()?;
        let nothing = || Problem::of(Code::NotFound);
        let id = UploadId::parse(&id.0).ok_or_else(nothing)?;
        match give_up(caller.state(), id, caller.viewer().actor).await? {
            true => Ok(Done::default()),
            false => Err(nothing()),
        }
    }
}

/// Takes a file in, when its turn comes: the one place that lets files in. `length`, where it is known before.
pub(super) async fn take_in(
    state: &Arc<State>,
    owner: ActorRef,
    (name, length): (&str, Option<u64>),
    bytes: impl AsyncRead + Send,
    now: Moment,
) -> Answer<(UploadId, Whole)> {
    if length.is_some_and(|length| length > MOST_BYTES) {
        return Err(too_large());
    }
    let _inside = state.uploaders.enter(owner).map_err(|many| {
        many.problem("As many of your files as may be come in at this moment. Send the next one when one is done.")
    })?;
    let turn = tokio::time::timeout(PATIENCE, Arc::clone(&state.uploads).acquire_owned()).await;
    let _turn = turn.map_err(|_| Problem::busy())?;
    let arriving = Arriving::begin(state, owner, (name, length.unwrap_or(MOST_BYTES)), now).await?;
    Ok((arriving.id, arriving.take_in(bytes).await?))
}

/// Gives an upload up; says whether there was one.
pub(super) async fn give_up(state: &State, id: UploadId, owner: ActorRef) -> Answer<bool> {
    loop {
        match state.store.operate(move |operational| upload::give_up(operational, id, owner)).await? {
            Step::More => {}
            step => return Ok(step == Step::Done),
        }
    }
}

/// An upload on its way. One that does not arrive is given up.
struct Arriving {
    state: Arc<State>,
    id: UploadId,
    owner: ActorRef,
    arrived: bool,
}

impl Arriving {
    /// Begins an upload of at most `size` bytes.
    async fn begin(state: &Arc<State>, owner: ActorRef, (name, size): (&str, u64), now: Moment) -> Answer<Self> {
        if state.store.room() != Room::Enough {
            return Err(Problem::of(Code::DiskFull));
        }
        let id = UploadId(secret::random()?);
        let name = name.to_owned();
        let begun = state.store.operate(move |operational| upload::begin(operational, id, owner, (&name, size), now));
        if !begun.await? {
            let why =
                "Too many files were uploaded and not used. Use or delete some, or wait: they vanish after a day.";
            return Err(Problem::new(Code::RateLimited, why).retry_after(FULL_SECONDS));
        }
        Ok(Self { state: Arc::clone(state), id, owner, arrived: false })
    }

    /// Takes the bytes in, a chunk after the other.
    async fn take_in(mut self, bytes: impl AsyncRead + Send) -> Answer<Whole> {
        let mut bytes = pin!(bytes);
        let mut whole = Whole { hash: [0; 32], size: 0, chunks: 0, picture: false };
        let mut hash = Sha256::new();
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            let mut part = (&mut bytes).take(CHUNK as u64);
            let reading = tokio::time::timeout(CHUNK_WITHIN, part.read_to_end(&mut chunk));
            reading.await.map_err(|_| stopped())?.map_err(|_| stopped())?;
            if chunk.is_empty() {
                break;
            }
            whole.size += chunk.len() as u64;
            if whole.size > MOST_BYTES {
                return Err(too_large());
            }
            hash.update(&chunk);
            self.keep(&mut whole, chunk).await?;
        }
        whole.hash = hash.finalize().into();
        let id = self.id;
        loop {
            match self.state.store.operate(move |operational| upload::finish(operational, id, &whole)).await? {
                Step::Done => break,
                Step::More => {}
                Step::Gone => return Err(stopped()),
            }
        }
        self.arrived = true;
        Ok(whole)
    }

    /// Keeps the next chunk.
    async fn keep(&self, whole: &mut Whole, chunk: Vec<u8>) -> Answer<()> {
        if whole.chunks == 0 {
            whole.picture = begins_as_picture(&chunk);
        }
        let (id, n) = (self.id, whole.chunks);
        whole.chunks += 1;
        let kept = self.state.store.operate(move |operational| upload::add(operational, id, n, &chunk)).await?;
        if kept { Ok(()) } else { Err(stopped()) }
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if !self.arrived {
            let (state, id, owner) = (Arc::clone(&self.state), self.id, self.owner);
            tokio::spawn(async move {
                // Should this fail, it vanishes after a day.
                let _ = give_up(&state, id, owner).await;
            });
        }
    }
}

fn too_large() -> Problem {
    let most = MOST_BYTES >> 20;
    let advice = "Send a smaller one, or put it where it can be fetched and send the link.";
    Problem::new(Code::TooLarge, format!("A file may have at most {most} MiB. {advice}"))
}

/// The bytes stopped coming.
fn stopped() -> Problem {
    Problem::new(Code::Malformed, "The file did not arrive whole. Upload it again.")
}
