//! Live events: what changed, told as it happens, to whoever may know of it.
//!
//! One hub reads the journal and gathers what changed; each listener weighs it against their own sight. A listener who
//! reads too slowly loses messages, never holds anybody up, and is told so (`reset`); one who reads nothing is left.

mod hub;
mod listener;
#[cfg(test)]
mod tests;
mod wire;

use super::Tag;
use super::caller::Onlooker;
use super::reply::Answer;
use futures_util::stream::{self, BoxStream, StreamExt};
use hyper::body::Bytes;
use listener::Listener;
use poem::http::{HeaderName, header};
use poem::{Body, IntoResponse, Response};
use poem_openapi::param::Header;
use poem_openapi::payload::EventStream;
use poem_openapi::registry::{MetaResponses, Registry};
use poem_openapi::{ApiResponse, OpenApi};
use wire::LiveEvent;

pub(super) use hub::Hub;

/// How many streams are one caller's at the most. (One serves all tabs of a browser.)
pub(super) const MOST_OF_ONE: usize = 32;

/// The resource.
pub(super) struct Events;

#[OpenApi(prefix_path = "/events", tag = "Tag::Live")]
impl Events {
    /// Live events
    ///
    /// A stream of server-sent events (`text/event-stream`): `hello` first, then `changes` as they happen, gathered for
    /// up to 100 ms. A case that left the caller's sight is told as gone. With `Last-Event-ID` the stream begins after
    /// that entry, when it is not more than 10,000 entries ago; else, and whenever the listener cannot keep up or what
    /// they may see has changed, `reset` says to ask for everything again. The stream ends with the session or token, or
    /// when nothing of it is taken for 30 seconds. A caller may listen to 32 at once. A
    /// wall hears that something changed (`counts`), not what.
    #[oai(path = "/", method = "get")]
    async fn listen(
        &self,
        caller: Onlooker,
        /// The `id` of the last event that was seen.
        #[oai(name = "Last-Event-ID")]
        last_event_id: Header<Option<String>>,
    ) -> Answer<Live> {
        let caller = caller.0;
        let listener =
            Listener::begin(caller.state(), caller.viewer().actor, caller.session(), last_event_id.0.as_deref())?;
        Ok(Live(stream::unfold(listener, Listener::next).boxed()))
    }
}

/// A stream of events that are written already; described as the events that they are.
struct Live(BoxStream<'static, Bytes>);

/// A proxy passes each event on at once.
const UNBUFFERED: (HeaderName, &str) = (HeaderName::from_static("x-accel-buffering"), "no");

impl IntoResponse for Live {
    fn into_response(self) -> Response {
        Response::builder()
            .content_type("text/event-stream")
            .header(header::CACHE_CONTROL, "no-cache")
            .header(UNBUFFERED.0, UNBUFFERED.1)
            .body(Body::from_bytes_stream(self.0.map(Ok::<_, std::io::Error>)))
    }
}

impl ApiResponse for Live {
    fn meta() -> MetaResponses {
        EventStream::<BoxStream<'static, LiveEvent>>::meta()
    }

    fn register(registry: &mut Registry) {
        EventStream::<BoxStream<'static, LiveEvent>>::register(registry);
    }
}
