//! The whole desk as one file, for whoever takes it away.

use super::Tag;
use super::caller::Caller;
use super::problem::{Code, Problem};
use super::reply::Answer;
use crate::desk::{DoorEvent, Fault, Taken};
use crate::messages::file_size;
use crate::store::{CopyError, DiskTrouble};
use crate::words::Language;
use futures_util::stream::{self, BoxStream, StreamExt};
use poem::Body;
use poem_openapi::OpenApi;
use poem_openapi::payload::{Attachment, AttachmentType};
use std::io;
use std::sync::Arc;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use tokio::sync::OwnedSemaphorePermit;

/// How many bytes are read and sent at once.
const CHUNK: usize = 256 << 10;

/// The resource.
pub(super) struct Backup;

#[OpenApi(prefix_path = "/backup", tag = "Tag::Administration")]
impl Backup {
    /// Take a backup away
    ///
    /// The whole desk of one moment as one data file. It is written and looked through before the first byte is sent,
    /// so that whatever arrives is known to be whole; that takes as long as its disk takes to write it and to read it
    /// again, and `GET /backups` says meanwhile how far it is. A proxy in front must wait so long; a desk too large for
    /// that is backed up on its own machine, by schedule or by `ventanilla backup`. `ventanilla restore` takes the file.
    /// It holds everything, secrets included. For administrators, one at a time.
    #[oai(path = "/", method = "post")]
    async fn take(&self, caller: Caller) -> Answer<Attachment<Body>> {
        caller.must_write()?;
        caller.must(|viewer| viewer.administers())?;
        // Every secret of the desk is in it.
        caller.must_have_proved()?;
        let state = Arc::clone(caller.state());
        let turn = Arc::clone(&state.takes_away).try_acquire_owned().map_err(|_| busy())?;
        let making = state.backups.begin(caller.now())?;
        let made = tokio::task::spawn_blocking(move || {
            let near = state.options.data_file.with_extension("taken-away");
            state.store.back_up_unnamed(&near, &mut |step| making.is_at(step))
        });
        let (file, _) = made.await.map_err(|error| Problem::internal(&error))??;
        caller.witness(DoorEvent::TakenAway { what: Taken::Backup }).await?;
        let stream = stream::unfold((File::from_std(file), turn), next_chunk).boxed();
        let name = format!("ventanilla-{}.redb", caller.now().to_string().replace(':', "-"));
        let body = Body::from_bytes_stream::<BoxStream<'static, io::Result<Vec<u8>>>, _, _>(stream);
        Ok(Attachment::new(body).attachment_type(AttachmentType::Attachment).filename(name))
    }
}

/// The next bytes of the file. It has no name any more: whoever goes away early leaves nothing behind.
async fn next_chunk(
    (mut file, turn): (File, OwnedSemaphorePermit),
) -> Option<(io::Result<Vec<u8>>, (File, OwnedSemaphorePermit))> {
    let mut chunk = Vec::with_capacity(CHUNK);
    match file.read_buf(&mut chunk).await {
        Ok(0) => None,
        Ok(_) => Some((Ok(chunk), (file, turn))),
        Err(error) => Some((Err(error), (file, turn))),
    }
}

/// One at a time.
pub(super) fn busy() -> Problem {
    Problem::new(Code::Busy, "Another backup is being made; try again when it is done.").retry_after(30)
}

/// On the disk of the desk.
fn no_room(needs: Option<u64>) -> Problem {
    let needs = needs.map(|bytes| format!(": it needs {} free", file_size(Language::En, bytes))).unwrap_or_default();
    let advice =
        "Make room there, or have backups made in a folder on another disk: by schedule, or by `ventanilla backup`.";
    Problem::new(Code::DiskFull, format!("There is no room for a backup on the disk of the desk{needs}. {advice}"))
}

impl From<CopyError> for Problem {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Busy => busy(),
            CopyError::NoRoom { needs, .. } => no_room(needs),
            CopyError::BrokenOff => Self::busy(),
            CopyError::Interrupted => Fault(Box::new(DiskTrouble::OutOfReach(error.to_string()))).into(),
            CopyError::Fault(fault) => fault.into(),
            other => Self::internal(&other),
        }
    }
}
