//! The files that people send along: a row by the hash of the bytes, and the bytes in chunks. The same bytes are kept
//! once, however often they are sent.

use super::error::fault;
use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::Operational;
use super::rows::{self, Row, Rows, Visit};
use super::tables::Table;
use super::write::RawWrites;
use crate::desk::{Fault, FileHash, UploadId};
use crate::secret::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes of a chunk; the last one of a file may have fewer. A page of redb holds a power of two: with key and header a
/// chunk comes to just under 256 KiB, not just over.
pub const CHUNK: usize = 256 * 1024 - 128;

/// How many chunks are deleted in one step: until it is over, all of them are in memory, to be taken back.
const DROPPED: usize = 8;

/// What kind of picture bytes begin as, of those that could be shown: its media type.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    use image::ImageFormat::{Gif, Jpeg, Png, WebP};
    let format = image::guess_format(bytes).ok().filter(|format| matches!(format, Gif | Jpeg | Png | WebP));
    format.map(|format| format.to_mime_type())
}

/// Whether bytes begin as a picture does that could be shown.
pub fn begins_as_picture(bytes: &[u8]) -> bool {
    picture_type(bytes).is_some()
}

/// A whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The SHA-256 of its bytes.
    pub hash: FileHash,
    /// How many bytes it has.
    pub size: u64,
    /// How many chunks they lie in.
    pub chunks: u32,
    /// The upload that brought the bytes, under which they still lie: the hash is known only when all are there.
    pub(super) brought_by: UploadId,
}

impl Row for KeptFile {
    const TABLE: Table = Table::KeptFile;

    fn row_key(&self) -> Vec<u8> {
        self.hash.to_vec()
    }
}

/// The file with this hash.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, hash: &FileHash) -> Result<Option<KeptFile>, Fault> {
    rows::get(rows, hash)
}

/// The n-th chunk of a file. Whoever sends a file reads each from a snapshot of its own: a file that somebody refers to
/// never changes, and no snapshot waits for the network.
///
/// # Errors
/// A fault of the storage below, also when the chunk is missing.
pub fn chunk(rows: &dyn Rows, file: &KeptFile, n: u32) -> Result<Vec<u8>, Fault> {
    let bytes = rows.get_raw(Table::FileChunk, &chunk_key(file.brought_by, n))?;
    bytes.ok_or_else(|| fault(format!("chunk {n} of a file is missing")))
}

/// The hashes of the files that messages and cases refer to, in order.
///
/// # Errors
/// A fault of the storage below.
pub fn claimed(rows: &dyn Rows) -> Result<Vec<FileHash>, Fault> {
    let mut hashes: Vec<FileHash> = Vec::new();
    rows.visit(Table::ContentByFile, &KeyRange::all(), Direction::Ascending, &mut |key, _| {
        hashes.extend(key.first_chunk().filter(|hash| hashes.last() != Some(*hash)));
        Ok(Visit::On)
    })?;
    Ok(hashes)
}

/// All bytes of a file that is not long.
///
/// # Errors
/// A fault of the storage below, also when there is no such file.
pub fn whole(rows: &dyn Rows, hash: &FileHash) -> Result<Vec<u8>, Fault> {
    let file = find(rows, hash)?.ok_or_else(|| fault("the bytes of a file are missing"))?;
    let mut bytes = Vec::new();
    for n in 0..file.chunks {
        bytes.extend(chunk(rows, &file, n)?);
    }
    Ok(bytes)
}

fn chunk_key(upload: UploadId, n: u32) -> Vec<u8> {
    KeyBuilder::new().bytes(&upload.0).bytes(&n.to_be_bytes()).done()
}

/// Keeps the n-th chunk of what is being uploaded.
pub(super) fn keep_chunk(
    operational: &mut Operational<'_>,
    upload: UploadId,
    n: u32,
    bytes: &[u8],
) -> Result<(), Fault> {
    operational.put_raw(Table::FileChunk, &chunk_key(upload, n), bytes).map(drop)
}

/// Keeps a whole file, whose chunks are there.
pub(super) fn keep(operational: &mut Operational<'_>, file: &KeptFile) -> Result<(), Fault> {
    operational.put(file)
}

/// Deletes the row of a file that nobody refers to any more, and gives it back: its chunks are left to delete.
pub(super) fn release(operational: &mut Operational<'_>, hash: &FileHash) -> Result<Option<KeptFile>, Fault> {
    if is_referred_to(operational, hash)? { Ok(None) } else { operational.remove::<KeptFile>(hash) }
}

/// Deletes some of the chunks that an upload brought; says whether none is left.
pub(super) fn drop_chunks(operational: &mut Operational<'_>, upload: UploadId) -> Result<bool, Fault> {
    let range = KeyRange::prefix(&upload.0);
    let keys = rows::keys(operational, Table::FileChunk, &range, Direction::Ascending, DROPPED)?;
    for key in &keys {
        operational.delete_raw(Table::FileChunk, key)?;
    }
    Ok(keys.len() < DROPPED)
}

/// Whether a message, a case or an upload refers to the file.
fn is_referred_to(rows: &dyn Rows, hash: &FileHash) -> Result<bool, Fault> {
    for index in [Table::ContentByFile, Table::UploadsByFile] {
        if !rows::keys(rows, index, &KeyRange::prefix(hash), Direction::Ascending, 1)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells what is wrong with the files: each must be whole, and referred to; each reference must have its file; and no
/// chunk may belong to nothing.
pub(super) fn check(rows: &dyn Rows, told: &mut dyn FnMut(String)) -> Result<(), Fault> {
    let mut bringers = super::upload::unfinished(rows)?;
    rows.visit(Table::KeptFile, &KeyRange::all(), Direction::Ascending, &mut |_, value| {
        // One that cannot be read was told already.
        let Ok(file) = super::codec::decode::<KeptFile>(value) else { return Ok(Visit::On) };
        bringers.insert(file.brought_by);
        if !is_whole(rows, &file)? {
            told(format!("the file {} is not whole", hex(&file.hash)));
        }
        if !is_referred_to(rows, &file.hash)? {
            told(format!("nothing refers to the file {}", hex(&file.hash)));
        }
        Ok(Visit::On)
    })?;
    for index in [Table::ContentByFile, Table::UploadsByFile] {
        rows.visit(index, &KeyRange::all(), Direction::Ascending, &mut |key, _| {
            let hash = key.get(..32).unwrap_or_default();
            if rows.get_raw(Table::KeptFile, hash)?.is_none() {
                told(format!("{}: the file {} is missing", index.name(), hex(hash)));
            }
            Ok(Visit::On)
        })?;
    }
    rows.visit(Table::FileChunk, &KeyRange::all(), Direction::Ascending, &mut |key, _| {
        let upload = key.first_chunk().map(|id| UploadId(*id));
        if !upload.is_some_and(|upload| bringers.contains(&upload)) {
            told(format!("the chunk {} belongs to no file", hex(key)));
        }
        Ok(Visit::On)
    })
}

fn is_whole(rows: &dyn Rows, file: &KeptFile) -> Result<bool, Fault> {
    let (mut hash, mut size) = (Sha256::new(), 0_u64);
    for n in 0..file.chunks {
        let Some(bytes) = rows.get_raw(Table::FileChunk, &chunk_key(file.brought_by, n))? else { return Ok(false) };
        size += bytes.len() as u64;
        hash.update(&bytes);
    }
    let found: FileHash = hash.finalize().into();
    Ok(size == file.size && found == file.hash)
}
