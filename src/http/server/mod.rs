//! The server: takes connections, speaks HTTP/1.1 on them, with TLS or without, and ends in good order.
//!
//! A connection costs its place from the first moment to the last, so each step on it has a limit: the handshake, the
//! head of a request, the time in which the other end takes its answer. (A body's is in `body.rs`.)

mod places;
mod socket;

use super::entry::proxies::Proxies;
use super::outside::header_lines;
use super::tls::Certificate;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
pub(super) use places::Arrival;
use places::{Place, Places, Serving};
use poem::http::uri::Scheme;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Endpoint, Request, Response};
use rustix::net::sockopt::set_tcp_user_timeout;
use socket::Socket;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Bytes that a connection keeps of what comes in, and of what goes out. The head of a request must fit, with at most
/// 100 headers (what hyper takes when it is told nothing: told the same, it would take them slower).
const BUFFER: usize = 64 * 1024;
/// How long the end of a connection waits for the other end to read its last answer.
const LINGER: Duration = Duration::from_secs(1);
/// After the system refused a connection, for want of file handles perhaps.
const BREATHER: Duration = Duration::from_millis(100);
/// What somebody hears for whom there is no place, where no TLS has to be spoken first.
const NO_PLACE: &str =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n";

/// How many connections there are at the most, and how long each step on them may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Connections, in all.
    pub connections: usize,
    /// Connections of one address (of IPv6: of one network of 64 bits).
    pub of_one_address: usize,
    /// Streams of live events, in all.
    pub streams: usize,
    /// How long TLS may take to begin.
    pub handshake: Duration,
    /// How long a connection may be without the whole head of a request.
    pub head: Duration,
    /// How long a body of JSON may take to come in.
    pub body: Duration,
    /// How long the other end may take nothing of what was sent.
    pub untaken: Duration,
    /// The same, once all connections are taken and somebody else wants one.
    pub untaken_when_full: Duration,
    /// How long requests that are under way may take to finish when the desk closes.
    pub finish: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 12_000,
            of_one_address: 1_024,
            streams: 10_000,
            handshake: Duration::from_secs(10),
            head: Duration::from_secs(75),
            body: Duration::from_secs(30),
            untaken: Duration::from_secs(30),
            untaken_when_full: Duration::from_secs(2),
            finish: Duration::from_secs(5),
        }
    }
}

/// A server on its listener.
pub struct Server {
    listener: TcpListener,
    certificate: Option<Arc<Certificate>>,
    bounds: Bounds,
    proxies: Proxies,
}

impl Server {
    /// A server that speaks plain HTTP.
    pub fn new(listener: TcpListener, bounds: Bounds) -> Self {
        Self { listener, certificate: None, bounds, proxies: Proxies::default() }
    }

    /// The same by TLS, when there is a certificate.
    #[must_use]
    pub fn with_certificate(mut self, certificate: Option<Arc<Certificate>>) -> Self {
        self.certificate = certificate;
        self
    }

    /// The same behind these proxies: they speak for many, so only the bound of all connections holds for them.
    #[must_use]
    pub fn behind(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Answers until `end` comes; then finishes what is under way, as long as it may take.
    ///
    /// # Errors
    /// The listener has no address.
    pub async fn run<E>(self, endpoint: E, end: impl Future<Output = ()>) -> io::Result<()>
    where
        E: Endpoint<Output = Response> + 'static,
    {
        let Self { listener, certificate, bounds, proxies } = self;
        let local = LocalAddr(listener.local_addr()?.into());
        let endpoint = Arc::new(endpoint);
        let places = Places::new(bounds.connections, bounds.of_one_address, bounds.untaken_when_full);
        let no_place = format!("{NO_PLACE}{}\r\n", header_lines());
        let (closing, closes) = watch::channel(false);
        let mut connections = JoinSet::new();
        let mut end = std::pin::pin!(end);
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                Some(_) = connections.join_next() => continue,
                () = &mut end => break,
            };
            let (stream, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(BREATHER).await;
                    continue;
                }
            };
            let Some(place) = places.take(peer.ip(), proxies.include(peer.ip())) else {
                if certificate.is_none() {
                    // Whoever does not hear it sees the end of the connection.
                    let _ = stream.try_write(no_place.as_bytes());
                }
                continue;
            };
            prepare(&stream, bounds);
            let config = certificate.as_ref().map(|certificate| certificate.config());
            let scheme = if config.is_some() { Scheme::HTTPS } else { Scheme::HTTP };
            let guest = Guest { endpoint: Arc::clone(&endpoint), local: local.clone(), peer, scheme };
            let closes = closes.clone();
            connections.spawn(async move {
                match config {
                    None => serve(stream, guest, place, bounds, closes).await,
                    Some(config) => {
                        let acceptor = tokio_rustls::TlsAcceptor::from(config);
                        let handshake = tokio::time::timeout(bounds.handshake, acceptor.accept(stream));
                        let shaken = tokio::select! {
                            shaken = handshake => shaken,
                            () = place.is_given_up() => return,
                        };
                        match shaken {
                            Ok(Ok(stream)) => serve(stream, guest, place, bounds, closes).await,
                            // Somebody who speaks no TLS, or does not trust the certificate: theirs to see.
                            Ok(Err(error)) => tracing::debug!(%error, %peer, "no handshake"),
                            Err(_) => tracing::debug!(%peer, "a handshake did not come to its end"),
                        }
                    }
                }
            });
        }
        drop(listener);
        closing.send_replace(true);
        let finished = async { while connections.join_next().await.is_some() {} };
        if tokio::time::timeout(bounds.finish, finished).await.is_err() {
            tracing::info!(connections = connections.len(), "connections were cut off that did not come to their end");
        }
        Ok(())
    }
}

/// What is sent leaves at once; and the system gives a connection up whose other end takes nothing any more, even when
/// little waits for it.
fn prepare(stream: &TcpStream, bounds: Bounds) {
    let set = stream.set_nodelay(true);
    let milliseconds = u32::try_from(bounds.untaken.as_millis()).unwrap_or(u32::MAX);
    let set = set.and_then(|()| Ok(set_tcp_user_timeout(stream, milliseconds)?));
    if let Err(error) = set {
        tracing::debug!(%error, "a connection was gone before it began");
    }
}

/// Who is at the other end, and what answers them.
struct Guest<E> {
    endpoint: Arc<E>,
    local: LocalAddr,
    peer: SocketAddr,
    scheme: Scheme,
}

async fn serve<E>(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    guest: Guest<E>,
    place: Place,
    bounds: Bounds,
    mut closes: watch::Receiver<bool>,
) where
    E: Endpoint<Output = Response> + 'static,
{
    let peer = guest.peer;
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let serving = place.serve();
        let Guest { endpoint, local, peer, scheme } = &guest;
        let has_body = !request.body().is_end_stream();
        let mut request: Request = (request, local.clone(), RemoteAddr((*peer).into()), scheme.clone()).into();
        if has_body {
            request.set_data(serving.arrival());
        }
        let endpoint = Arc::clone(endpoint);
        async move {
            let answer: hyper::Response<_> = endpoint.get_response(request).await.into();
            Ok::<_, Infallible>(answer.map(|body| Answer { body, _serving: serving }))
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(bounds.head).max_buf_size(BUFFER);
    let io = TokioIo::new(Socket::new(stream, bounds.untaken, LINGER, place.taking()));
    let mut connection = std::pin::pin!(http.serve_connection(io, service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = place.is_given_up() => return,
        () = async { drop(closes.wait_for(|closes| *closes).await) } => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, %peer, "a connection ended early");
    }
}

/// The body of an answer; its connection serves until it is gone.
struct Answer<B> {
    body: B,
    _serving: Serving,
}

impl<B: Body<Data = Bytes> + Unpin> Body for Answer<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
