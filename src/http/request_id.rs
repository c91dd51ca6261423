//! The id that a request goes by: in each line of the log that it causes, in its answer, and in the problem document
//! when the desk failed, so that whoever asked can quote it. It is made here and taken from nobody.

use std::fmt;
use std::future::Future;
use tracing::Instrument;

/// The header of the answer that tells it.
pub(super) const HEADER: &str = "x-request-id";

tokio::task_local! {
    static CURRENT: RequestId;
}

/// 64 random bits. It opens nothing, so it need not be hard to guess; it must only not come twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RequestId(u64);

impl RequestId {
    /// A new one. (Without randomness many requests go by the same id: that is no reason not to answer them.)
    pub(super) fn new() -> Self {
        Self(getrandom::u64().unwrap_or_default())
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
