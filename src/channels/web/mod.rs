//! One request to another program on the web: HTTP/1.1 by TLS, no redirects, ten seconds in all. Where to is looked at
//! when the connection is made ([`reach`]), so that no name can lead to what lies inside the premises unless an
//! administrator allowed it.

mod reach;

use super::names::addresses;
use super::tls::{Wire, in_words, shake_hands};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::client::conn::http1;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use reach::may_dial;
use rules::desk::WebUrl;
use rules::desk::text::clean_line;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;

/// For all of it: name, connection, handshake, request and answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// So much of an answer is read.
const ANSWER_MAX: usize = 64 * 1024;
/// The most of what is kept of it.
const WORDS_MAX: usize = 300;

/// What is sent.
#[derive(Clone, Copy)]
pub(super) struct Post<'a> {
    /// Where to.
    pub(super) url: WebUrl<'a>,
    /// The host that may lie inside the premises.
    pub(super) inside_host: Option<&'a str>,
    /// Certificates in PEM that the other side's may be signed by, beside those of the public authorities.
    pub(super) trusted_certificates: Option<&'a str>,
    /// Beside what every request has.
    pub(super) headers: &'a [(&'static str, String)],
    /// What it says.
    pub(super) body: &'a [u8],
}

/// What came back.
pub(super) struct Answered {
    /// How it went.
    pub(super) status: StatusCode,
    /// Where a redirect leads.
    pub(super) location: Option<String>,
    /// As much as is read of what it says, as text.
    pub(super) body: String,
}

/// Sends a request and reads its answer.
///
/// # Errors
/// Why there is none, in words of one line.
pub(super) async fn post(post: Post<'_>) -> Result<Answered, String> {
    let posted = tokio::time::timeout(PATIENCE, try_post(post)).await;
    posted.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs()))).map_err(|words| tidy(&words))
}

async fn try_post(post: Post<'_>) -> Result<Answered, String> {
    let Post { url, headers, body, .. } = post;
    let stream = connect(post).await?;
    let (mut sender, connection) =
        http1::Builder::new().max_buf_size(ANSWER_MAX).handshake(TokioIo::new(stream)).await.map_err(in_words)?;
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(url.path)
        .header(header::HOST, format!("{}:{}", url.written_host(), url.port))
        .header(header::USER_AGENT, concat!("ventanilla/", env!("CARGO_PKG_VERSION")));
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let request = request.body(Whole(Some(Bytes::copy_from_slice(body)))).map_err(in_words)?;
    let answering = async {
        let answer = sender.send_request(request).await.map_err(in_words)?;
        let status = answer.status();
        let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).map(str::to_owned);
        Ok(Answered { status, location: place, body: read(answer.into_body()).await })
    };
    // The connection does what the request waits for; it ends when the answer is read, or is dropped with it.
    tokio::select! {
        answered = answering => answered,
        ended = async { connection.await.map_err(in_words).and(std::future::pending().await) } => ended,
    }
}

/// A connection to the first of the host's addresses that may be dialled and answers, protected as the address says.
async fn connect(post: Post<'_>) -> Result<Box<dyn Wire>, String> {
    let Post { url, inside_host, trusted_certificates, .. } = post;
    let mut tried = Vec::new();
    for address in addresses(url.host).await? {
        if !may_dial(url, inside_host, address) {
            tried.push(format!(
                "{address} lies inside the premises: an administrator has to allow {} by name",
                url.host
            ));
            continue;
        }
        match TcpStream::connect((address, url.port)).await {
            Ok(stream) if url.tls => return Ok(Box::new(shake_hands(url.host, trusted_certificates, stream).await?)),
            Ok(stream) => return Ok(Box::new(stream)),
            Err(cause) => tried.push(format!("{address}:{}: {cause}", url.port)),
        }
    }
    Err(tried.join("; "))
}

/// As much of an answer as is read, as text. What breaks off in the middle was still an answer.
async fn read(mut body: Incoming) -> String {
    let mut read = Vec::new();
    while let Some(Ok(frame)) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame.into_data() {
            let room = ANSWER_MAX - read.len();
            read.extend(data.iter().take(room));
        }
        if read.len() >= ANSWER_MAX {
            break;
        }
    }
    String::from_utf8_lossy(&read).into_owned()
}

/// A body in one piece.
struct Whole(Option<Bytes>);

impl Body for Whole {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}

/// One line, and not a long one: it is shown to people.
pub(super) fn tidy(words: &str) -> String {
    clean_line(words).chars().take(WORDS_MAX).collect()
}
