//! The id that a request goes by: in each line of the log that it causes, in its answer, and in the problem document
//! when the desk failed, so that whoever asked can quote it. It is made here and taken from nobody.

use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use tracing::Instrument;

/// The header of the answer that tells it.
pub(super) const HEADER: &str = "x-request-id";

tokio::task_local! {
    static CURRENT: RequestId;
}

/// 64 bits, counted from a random beginning. It opens nothing, so it need not be hard to guess; it must only not come
/// twice, also not after another start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RequestId(u64);

impl RequestId {
    /// A new one.
    pub(super) fn new() -> Self {
        static NEXT: LazyLock<AtomicU64> = LazyLock::new(|| AtomicU64::new(RandomState::new().hash_one(())));
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// That of the request which is being answered by this task.
    pub(super) fn current() -> Option<Self> {
        CURRENT.try_with(|id| *id).ok()
    }

    /// Answers the request that goes by it.
    pub(super) async fn answering<T>(self, work: impl Future<Output = T>) -> T {
        // At the level that is never switched off: whatever is logged has the id.
        let span = tracing::error_span!("request", id = %self);
        CURRENT.scope(self, work.instrument(span)).await
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
