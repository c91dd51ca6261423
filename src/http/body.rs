//! A body on its way in: whole, and within its bounds of size, time and memory.

use super::problem::{Code, Problem};
use super::server::Arrival;
use super::state::State;
use futures_util::StreamExt;
use poem::http::header;
use poem::{Body, Request};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many bytes a body may have.
pub const MOST_BYTES: usize = 1024 * 1024;
/// How many KiB of bodies are in memory at the most.
const MOST_KIB_IN_ALL: usize = 64 * 1024;

/// The memory of all bodies.
#[derive(Clone, Debug)]
pub(super) struct Memory(Arc<Semaphore>);

impl Default for Memory {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(MOST_KIB_IN_ALL)))
    }
}

/// What a body takes of it, until it is dropped.
#[derive(Debug)]
pub(super) struct Kept(#[expect(dead_code, reason = "it is there to be dropped")] OwnedSemaphorePermit);

/// Refuses a body that would have to be unpacked: nobody knows how much comes out of it before it is out.
pub(super) fn must_be_plain(request: &Request) -> Result<(), Problem> {
    let encoded = request.headers().get_all(header::CONTENT_ENCODING).iter().any(|value| value != "identity");
    if encoded { Err(Problem::of(Code::UnsupportedMediaType)) } else { Ok(()) }
}

/// Reads the body of a request.
pub(super) async fn read(request: &mut Request, state: &State) -> Result<(Vec<u8>, Kept), Problem> {
    let said = request.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if said.is_some_and(|length| length > MOST_BYTES as u64) {
        return Err(too_large());
    }
    // Who sends it is not asked before it is whole, so nobody who comes meanwhile is kept out by it.
    let _awaited = request.data::<Arrival>().map(Arrival::awaited);
    let whole = take_in(request.take_body(), &state.bodies);
    let whole = tokio::time::timeout(state.options.bounds.body, whole).await;
    whole.unwrap_or_else(|_| Err(Problem::of(Code::TooSlow)))
}

async fn take_in(body: Body, memory: &Memory) -> Result<(Vec<u8>, Kept), Problem> {
    let more = |kib: usize| {
        let kib = u32::try_from(kib).map_err(|_| too_large())?;
        Arc::clone(&memory.0).try_acquire_many_owned(kib).map_err(|_| Problem::busy())
    };
    let mut pieces = body.into_bytes_stream();
    let (mut bytes, mut kept) = (Vec::new(), more(0)?);
    while let Some(piece) = pieces.next().await {
        let piece =
            piece.map_err(|error| Problem::new(Code::Malformed, format!("The body cannot be read: {error}.")))?;
        let length = bytes.len() + piece.len();
        if length > MOST_BYTES {
            return Err(too_large());
        }
        kept.merge(more(length.div_ceil(1024) - bytes.len().div_ceil(1024))?);
        bytes.extend_from_slice(&piece);
    }
    Ok((bytes, Kept(kept)))
}

fn too_large() -> Problem {
    let most = MOST_BYTES >> 20;
    Problem::new(Code::TooLarge, format!("The body of a request may have at most {most} MiB. Files go to /uploads."))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Code, Memory, Semaphore, take_in};
    use poem::Body;
    use std::sync::Arc;

    #[tokio::test]
    async fn bodies_share_their_memory() {
        let memory = Memory(Arc::new(Semaphore::new(3)));
        let (bytes, kept) = take_in(Body::from(vec![7; 2_000]), &memory).await.unwrap();
        assert_eq!((bytes.len(), memory.0.available_permits()), (2_000, 1));
        assert_eq!(take_in(Body::from(vec![7; 2_000]), &memory).await.unwrap_err().code(), Code::Busy);
        assert_eq!(memory.0.available_permits(), 1, "what was refused takes nothing");
        drop(kept);
        assert!(take_in(Body::from(vec![7; 3_000]), &memory).await.is_ok());
    }
}
