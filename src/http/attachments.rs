//! Files on their way out: to be saved, never to be opened here; and pictures, drawn anew, to be shown.

use super::Tag;
use super::bound::Inside;
use super::caller::Caller;
use super::range::{self, Part};
use super::reply::Answer;
use super::state::State;
use super::streamed::{File, PictureFile};
use super::word::Id;
use crate::desk::id::{ContentId, TicketNumber};
use crate::desk::{ActorRef, Attachment, Fault, Viewer};
use crate::queries::attachment;
use crate::secret::hex;
use crate::store::kept_file::{self, CHUNK, KeptFile};
use crate::store::{Snapshot, Store};
use futures_util::{StreamExt, stream};
use hyper::body::Bytes;
use poem::http::{HeaderMap, HeaderName, StatusCode, header};
use poem::{Body, Request, Response};
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use std::fmt::Write;
use std::io;
use std::ops::Range;

/// How many files go out at the same time: each has a chunk in memory.
pub(super) const MOST: usize = 128;
/// How many of them to one caller.
pub(super) const MOST_OF_ONE: usize = 16;

/// A browser that opens the answer all the same runs nothing in it.
const SANDBOX: (HeaderName, &str) = (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox");

/// The resource.
pub(super) struct Attachments;

#[OpenApi(prefix_path = "/tickets", tag = "Tag::Tickets")]
impl Attachments {
    /// A file that came with a case
    ///
    /// Whoever sees the message, note or case that it came with may have it. It is sent to be saved; with `Range`, the
    /// part of it that is asked for.
    #[oai(path = "/:number/attachments/:id", method = "get")]
    async fn download(
        &self,
        request: &Request,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        /// The number of the file.
        id: Path<Id>,
    ) -> Answer<File> {
        let snapshot = caller.snapshot()?;
        Ok(File(download(caller.state(), &snapshot, caller.viewer(), (number.0.to(), id.0.to()), request.headers())?))
    }

    /// A picture that came with a case
    ///
    /// Drawn anew by the desk, at most 1,600 pixels wide and high. What is no picture (PNG, JPEG, GIF, WebP), or has
    /// more than 40 million pixels, is not found.
    #[oai(path = "/:number/attachments/:id/preview", method = "get")]
    async fn preview(
        &self,
        caller: Caller,
        /// The number of the case.
        number: Path<Id>,
        /// The number of the file.
        id: Path<Id>,
    ) -> Answer<PictureFile> {
        Ok(PictureFile(preview(caller.state(), caller.snapshot()?, caller.viewer(), (number.0.to(), id.0.to())).await?))
    }
}

/// A file of a case, or the part of it that the headers ask for, for whoever may have it.
pub(super) fn download(
    state: &State,
    snapshot: &Snapshot,
    viewer: &Viewer,
    which: (TicketNumber, ContentId),
    headers: &HeaderMap,
) -> Answer<Response> {
    let (attached, _) = find(snapshot, viewer, which)?;
    as_file(state, snapshot, viewer, &attached, headers)
}

/// A file to be saved, whole or the part that the headers ask for, to a viewer who may have it.
pub(super) fn as_file(
    state: &State,
    snapshot: &Snapshot,
    viewer: &Viewer,
    attached: &Attachment,
    headers: &HeaderMap,
) -> Answer<Response> {
    let file = kept(snapshot, attached)?;
    let inside = state.downloaders.enter(viewer.actor).map_err(|many| {
        many.problem("As many files as may be go out to you at this moment. Ask for the next one when one is there.")
    })?;
    let tag = format!("\"{}\"", hex(&file.hash));
    let response = Response::builder()
        .content_type("application/octet-stream")
        .header(header::CONTENT_DISPOSITION, disposition(&attached.name))
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::ETAG, &tag)
        .header(SANDBOX.0, SANDBOX.1);
    let (response, part) = match Part::of(headers, file.size, &tag) {
        Part::Beyond => return Ok(range::beyond(file.size)),
        Part::Whole => (response, 0..file.size),
        Part::Bytes(part) => {
            let of = format!("bytes {}-{}/{}", part.start, part.end - 1, file.size);
            (response.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, of), part)
        }
    };
    let response = response.header(header::CONTENT_LENGTH, part.end - part.start);
    Ok(response.body(send(state.store.clone(), file, part, inside)))
}

/// A picture of a case, drawn anew, for whoever may have it.
pub(super) async fn preview(
    state: &State,
    snapshot: Snapshot,
    viewer: &Viewer,
    which: (TicketNumber, ContentId),
) -> Answer<Response> {
    let (_, file) = find(&snapshot, viewer, which)?;
    drop(snapshot);
    let store = state.store.clone();
    let whole = move || kept_file::whole(&store.snapshot()?, &file.hash);
    let picture = state.drawing.draw(whole).await?;
    // Its bytes never change, but who may see it does: for an hour, and for this session alone.
    let response = Response::builder()
        .content_type(picture.media_type)
        .header(header::CACHE_CONTROL, "private, max-age=3600, immutable")
        .header(header::VARY, "Cookie, Authorization")
        .header(SANDBOX.0, SANDBOX.1);
    Ok(response.body(picture.bytes))
}

/// The file, when the viewer may have it.
fn find(
    snapshot: &Snapshot,
    viewer: &Viewer,
    (number, id): (TicketNumber, ContentId),
) -> Answer<(Attachment, KeptFile)> {
    let attached = attachment::find(snapshot, viewer, number, id)?;
    let file = kept(snapshot, &attached)?;
    Ok((attached, file))
}

fn kept(snapshot: &Snapshot, attached: &Attachment) -> Answer<KeptFile> {
    let file = kept_file::find(snapshot, &attached.hash)?;
    file.ok_or_else(|| super::problem::Problem::internal(&"the bytes of a file are missing"))
}

/// These bytes of a file. Each chunk is read when the one before it has left: no snapshot waits for the network.
/// Whoever takes it has their place until it is through.
fn send(store: Store, file: KeptFile, part: Range<u64>, inside: Inside<ActorRef>) -> Body {
    let chunk = CHUNK as u64;
    let numbers = part.start / chunk..part.end.div_ceil(chunk);
    let bytes = stream::iter(numbers).map(move |n| {
        let _inside = &inside;
        let bytes = Bytes::from(read(&store, &file, u32::try_from(n).unwrap_or(u32::MAX)).map_err(io::Error::other)?);
        let within = |at: u64| usize::try_from(at.saturating_sub(n * chunk)).unwrap_or(usize::MAX).min(bytes.len());
        Ok::<_, io::Error>(bytes.slice(within(part.start)..within(part.end)))
    });
    Body::from_bytes_stream(bytes)
}

fn read(store: &Store, file: &KeptFile, n: u32) -> Result<Vec<u8>, Fault> {
    kept_file::chunk(&store.snapshot()?, file, n)
}

/// To be saved under this name: once for everybody, and once as it is (RFC 6266, RFC 8187).
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' })
        .collect();
    let mut value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            value.push(byte.into());
        } else {
            // Writing to a string cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_is_said_once_for_everybody_and_once_as_it_is() {
        assert_eq!(
            disposition("señal 50% \"x\".png"),
            "attachment; filename=\"se_al 50_ _x_.png\"; filename*=UTF-8''se%C3%B1al%2050%25%20%22x%22.png"
        );
    }
}
