//! One message to another program: HTTP/1.1 by TLS, no redirects, ten seconds in all.

use super::reach::may_dial;
use super::signature::{HEADER, sign};
use crate::channels::names::addresses;
use crate::channels::worker::Trouble;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::client::conn::http1;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::rt::TokioIo;
use rules::Moment;
use rules::desk::text::clean_line;
use rules::desk::{Webhook, WebhookUrl};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// For all of it: name, connection, handshake, request and answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// So much of an answer is read; it tells people what is wrong.
const ANSWER_MAX: usize = 64 * 1024;
/// The most of what is kept of it.
const WORDS_MAX: usize = 300;

/// A message, ready to be signed and sent.
pub(super) struct Parcel {
    pub(super) webhook: Webhook,
    pub(super) secret: String,
    pub(super) delivery: String,
    pub(super) body: Vec<u8>,
}

/// Posts a message, and gives back what the receiver said for having taken it.
///
/// # Errors
/// Why it is not known to have been taken. Nobody but an administrator knows whether that is for good, so it is tried
/// again each time; but a receiver that says that it is gone is believed.
pub(super) async fn post(parcel: &Parcel, now: Moment) -> Result<String, Trouble> {
    let posted = tokio::time::timeout(PATIENCE, try_post(parcel, now)).await;
    let (status, words) = posted
        .unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs())))
        .map_err(|words| Trouble::Later(tidy(&words)))?;
    let said = tidy(&format!("{} {words}", status.as_u16()));
    match status {
        status if status.is_success() => Ok(said),
        StatusCode::GONE => Err(Trouble::Never(said)),
        status if status.is_redirection() => {
            Err(Trouble::Later(tidy(&format!("{} redirects are not followed: {words}", status.as_u16()))))
        }
        _ => Err(Trouble::Later(said)),
    }
}

async fn try_post(parcel: &Parcel, now: Moment) -> Result<(StatusCode, String), String> {
    let webhook = &parcel.webhook;
    let url = WebhookUrl::parse(&webhook.url).ok_or("the address is none that can be written to")?;
    let stream = connect(webhook, url).await?;
    let (mut sender, connection) =
        http1::Builder::new().max_buf_size(ANSWER_MAX).handshake(TokioIo::new(stream)).await.map_err(in_words)?;
    let request = Request::builder()
        .method(Method::POST)
        .uri(url.path)
        .header(header::HOST, format!("{}:{}", url.written_host(), url.port))
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, concat!("ventanilla/", env!("CARGO_PKG_VERSION")))
        .header("ventanilla-delivery", &parcel.delivery)
        .header(HEADER, sign(&parcel.secret, now, &parcel.body))
        .body(Whole(Some(Bytes::copy_from_slice(&parcel.body))))
        .map_err(in_words)?;
    let answering = async {
        let answer = sender.send_request(request).await.map_err(in_words)?;
        let status = answer.status();
        let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).map(str::to_owned);
        let body = read(answer.into_body()).await;
        Ok((status, place.unwrap_or(body)))
    };
    // The connection does what the request waits for; it ends when the answer is read, or is dropped with it.
    tokio::select! {
        answered = answering => answered,
        ended = async { connection.await.map_err(in_words).and(std::future::pending().await) } => ended,
    }
}

/// A protected connection to the first of the host's addresses that may be dialled and answers.
async fn connect(webhook: &Webhook, url: WebhookUrl<'_>) -> Result<TlsStream<TcpStream>, String> {
    let mut tried = Vec::new();
    for address in addresses(url.host).await? {
        if !may_dial(webhook, url, address) {
            tried.push(format!(
                "{address} lies inside the premises: an administrator has to allow {} by name",
                url.host
            ));
            continue;
        }
        match TcpStream::connect((address, url.port)).await {
            Ok(stream) => return shake_hands(webhook, url, stream).await,
            Err(cause) => tried.push(format!("{address}:{}: {cause}", url.port)),
        }
    }
    Err(tried.join("; "))
}

async fn shake_hands(
    webhook: &Webhook,
    url: WebhookUrl<'_>,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, String> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let trusted = webhook.trusted_certificates.as_deref().unwrap_or_default();
    for certificate in CertificateDer::pem_slice_iter(trusted.as_bytes()) {
        roots.add(certificate.map_err(in_words)?).map_err(in_words)?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(in_words)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(url.host.to_owned()).map_err(in_words)?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(in_words)
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

fn in_words(cause: impl std::error::Error) -> String {
    let mut words = cause.to_string();
    let mut deeper = cause.source();
    while let Some(cause) = deeper {
        words = format!("{words}: {cause}");
        deeper = cause.source();
    }
    words
}

/// One line, and not a long one: it is shown to people.
fn tidy(words: &str) -> String {
    clean_line(words).chars().take(WORDS_MAX).collect()
}
