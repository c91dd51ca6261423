//! What is uploaded, until a message or a case claims it. An upload belongs to whoever began it; what nobody claims
//! vanishes.

use super::kept_file::{self, KeptFile};
use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::{Operational, all, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::{ActorRef, Attachment, Fault, FileHash, Unclaimed, UploadId};
use crate::moment::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Bound;

/// How many unclaimed uploads an owner may have.
pub const MOST_UNCLAIMED: usize = 100;
/// How many bytes the unclaimed uploads of an owner may come to.
pub const MOST_UNCLAIMED_BYTES: u64 = 512 << 20;

/// An upload that nobody has claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Upload {
    id: UploadId,
    owner: ActorRef,
    begun: Moment,
    /// What the file is called; cleaned.
    name: String,
    /// How many bytes it has; as many as it may become while it is on its way.
    size: u64,
    /// The file, once it is whole.
    hash: Option<FileHash>,
    picture: bool,
}

impl Row for Upload {
    const TABLE: Table = Table::Upload;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::UploadsByOwner, owner_key(self.owner).bytes(&self.id.0).done());
        derived.entry(Table::UploadsByAge, KeyBuilder::new().moment(self.begun).bytes(&self.id.0).done());
        if let Some(hash) = &self.hash {
            derived.entry(Table::UploadsByFile, KeyBuilder::new().bytes(hash).bytes(&self.id.0).done());
        }
    }
}

fn owner_key(owner: ActorRef) -> KeyBuilder {
    match owner {
        ActorRef::User(id) => KeyBuilder::new().byte(1).number(id.0),
        ActorRef::Token(id) => KeyBuilder::new().byte(2).number(id.0),
        ActorRef::Person(id) => KeyBuilder::new().byte(3).number(id.0),
        ActorRef::System | ActorRef::Setup | ActorRef::Nobody => KeyBuilder::new().byte(4).number(0),
    }
}

/// The whole file that this upload is, until it is claimed.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, id: UploadId) -> Result<Option<Unclaimed>, Fault> {
    let Some(Upload { owner, name, size, hash: Some(hash), picture, .. }) = rows::get(rows, &id.0)? else {
        return Ok(None);
    };
    Ok(Some(Unclaimed { owner, file: Attachment { name, hash, size, picture } }))
}

/// Begins an upload of at most `size` bytes; false: its owner has too much that nobody claims.
///
/// # Errors
/// A fault of the storage below; so for every change here.
pub fn begin(
    operational: &mut Operational<'_>,
    id: UploadId,
    owner: ActorRef,
    (name, size): (&str, u64),
    now: Moment,
) -> Result<bool, Fault> {
    // What the desk itself takes in is claimed or given up at once.
    if owner != ActorRef::System && has_too_much(operational, owner, size)? {
        return Ok(false);
    }
    operational.put(&Upload { id, owner, begun: now, name: name.to_owned(), size, hash: None, picture: false })?;
    Ok(true)
}

fn has_too_much(rows: &dyn Rows, owner: ActorRef, more: u64) -> Result<bool, Fault> {
    let range = KeyRange::prefix(&owner_key(owner).done());
    let theirs: Vec<Upload> =
        rows_behind(rows, Table::UploadsByOwner, &range, Direction::Ascending, MOST_UNCLAIMED, 16)?;
    let bytes: u64 = theirs.iter().map(|upload| upload.size).sum();
    Ok(theirs.len() >= MOST_UNCLAIMED || bytes.saturating_add(more) > MOST_UNCLAIMED_BYTES)
}

/// Keeps the n-th chunk of an upload on its way; false: the upload was given up meanwhile.
///
/// # Errors
/// See [`begin`].
pub fn add(operational: &mut Operational<'_>, id: UploadId, n: u32, bytes: &[u8]) -> Result<bool, Fault> {
    if !is_on_its_way(operational, id)? {
        return Ok(false);
    }
    kept_file::keep_chunk(operational, id, n, bytes)?;
    Ok(true)
}

fn is_on_its_way(rows: &dyn Rows, id: UploadId) -> Result<bool, Fault> {
    Ok(rows::get::<Upload>(rows, &id.0)?.is_some_and(|upload| upload.hash.is_none()))
}

/// What is known of an upload when its last byte is there.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    /// The hash of its bytes.
    pub hash: FileHash,
    /// How many there are.
    pub size: u64,
    /// In how many chunks.
    pub chunks: u32,
    /// Whether it begins as a picture does.
    pub picture: bool,
}

/// How far a change of an upload has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is done.
    Done,
    /// There is more to do: ask again.
    More,
    /// There is no such upload, or no longer.
    Gone,
}

/// Ends an upload, perhaps in several steps: bytes that are kept already go again.
///
/// # Errors
/// See [`begin`].
pub fn finish(operational: &mut Operational<'_>, id: UploadId, whole: &Whole) -> Result<Step, Fault> {
    let Some(mut upload) = rows::get::<Upload>(operational, &id.0)?.filter(|upload| upload.hash.is_none()) else {
        return Ok(Step::Gone);
    };
    let Whole { hash, size, chunks, picture } = *whole;
    if kept_file::find(operational, &hash)?.is_none() {
        kept_file::keep(operational, &KeptFile { hash, size, chunks, brought_by: id })?;
    } else if !kept_file::drop_chunks(operational, id)? {
        return Ok(Step::More);
    }
    (upload.hash, upload.size, upload.picture) = (Some(hash), size, picture);
    operational.put(&upload)?;
    Ok(Step::Done)
}

/// Gives an upload of `owner`'s up, perhaps in several steps.
///
/// # Errors
/// See [`begin`].
pub fn give_up(operational: &mut Operational<'_>, id: UploadId, owner: ActorRef) -> Result<Step, Fault> {
    match rows::get::<Upload>(operational, &id.0)?.filter(|upload| upload.owner == owner) {
        Some(upload) => remove(operational, upload),
        None => Ok(Step::Gone),
    }
}

/// An upload became part of something, which refers to its file from now on.
pub(super) fn claim(operational: &mut Operational<'_>, id: UploadId) -> Result<(), Fault> {
    operational.remove::<Upload>(&id.0).map(drop)
}

/// Deletes an upload that was begun before `before`, perhaps in several steps; [`Step::Gone`] when there is none.
///
/// # Errors
/// See [`begin`].
pub fn clear_old(operational: &mut Operational<'_>, before: Moment) -> Result<Step, Fault> {
    let upper = Bound::Excluded(KeyBuilder::new().moment(before).done());
    let range = KeyRange { upper, ..KeyRange::all() };
    let mut old = rows_behind(operational, Table::UploadsByAge, &range, Direction::Ascending, 1, 16)?;
    old.pop().map_or(Ok(Step::Gone), |upload| remove(operational, upload))
}

/// Deletes some of what an upload brought, and the upload with the last of it. A file stays while something else
/// refers to it.
fn remove(operational: &mut Operational<'_>, mut upload: Upload) -> Result<Step, Fault> {
    if let Some(hash) = upload.hash.take() {
        operational.remove::<Upload>(&upload.id.0)?;
        let Some(file) = kept_file::release(operational, &hash)? else { return Ok(Step::Done) };
        // Its chunks belong to the upload that brought them, until they are gone too.
        upload.id = file.brought_by;
        operational.put(&upload)?;
    }
    if !kept_file::drop_chunks(operational, upload.id)? {
        return Ok(Step::More);
    }
    operational.remove::<Upload>(&upload.id.0)?;
    Ok(Step::Done)
}

/// Something that referred to a file is gone. The last reference gives it up: its chunks, which may be many, go with the
/// old uploads, as if it had been begun and left.
pub(super) fn let_go(operational: &mut Operational<'_>, hash: &FileHash) -> Result<(), Fault> {
    let Some(file) = kept_file::release(operational, hash)? else { return Ok(()) };
    operational.put(&Upload {
        id: file.brought_by,
        owner: ActorRef::System,
        begun: Moment::from_millis(0),
        name: String::new(),
        size: file.size,
        hash: None,
        picture: false,
    })
}

/// The uploads that are on their way.
pub(super) fn unfinished(rows: &dyn Rows) -> Result<BTreeSet<UploadId>, Fault> {
    let uploads = all::<Upload>(rows)?.into_iter().filter(|upload| upload.hash.is_none());
    Ok(uploads.map(|upload| upload.id).collect())
}
