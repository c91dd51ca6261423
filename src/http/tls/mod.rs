//! TLS of our own: a certificate and its key from files, taken up again when they change (or made by the desk itself),
//! and an acceptor in which a handshake that does not come to its end holds nobody up.

mod certificate;
mod identity;
pub mod own;

pub use certificate::{Certificate, CertificateError, CertificateFiles};
pub use identity::Identity;

use poem::http::uri::Scheme;
use poem::listener::Acceptor;
use poem::web::{LocalAddr, RemoteAddr};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::server::TlsStream;

/// How long a handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// How many handshakes are under way at once; further connections wait in the system's queue.
const AT_ONCE: usize = 512;
/// After the system refused a connection, for want of file handles perhaps.
const BREATHER: Duration = Duration::from_millis(100);

/// Connections whose handshake is done.
type Arrival = (TlsStream<TcpStream>, LocalAddr, RemoteAddr, Scheme);

/// Accepts connections, and gives those on whose end TLS was spoken.
pub struct TlsAcceptor {
    local: LocalAddr,
    arrivals: mpsc::Receiver<Arrival>,
}

impl TlsAcceptor {
    /// Begins to accept, within a tokio runtime. It ends with what is given back.
    ///
    /// # Errors
    /// The listener has no address.
    pub fn new(listener: TcpListener, certificate: Arc<Certificate>) -> io::Result<Self> {
        let local = LocalAddr(listener.local_addr()?.into());
        let (arrived, arrivals) = mpsc::channel(AT_ONCE);
        tokio::spawn(receive(listener, certificate, local.clone(), arrived));
        Ok(Self { local, arrivals })
    }
}

impl Acceptor for TlsAcceptor {
    type Io = TlsStream<TcpStream>;

    fn local_addr(&self) -> Vec<LocalAddr> {
        vec![self.local.clone()]
    }

    async fn accept(&mut self) -> io::Result<Arrival> {
        match self.arrivals.recv().await {
            Some(arrival) => Ok(arrival),
            // It ends only with this acceptor; should it break off, nobody must spin here.
            None => std::future::pending().await,
        }
    }
}

async fn receive(
    listener: TcpListener,
    certificate: Arc<Certificate>,
    local: LocalAddr,
    arrived: mpsc::Sender<Arrival>,
) {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let Ok(turn) = Arc::clone(&turns).acquire_owned().await else { return };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = arrived.closed() => return,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(BREATHER).await;
                continue;
            }
        };
        let acceptor = tokio_rustls::TlsAcceptor::from(certificate.config());
        let (arrived, local) = (arrived.clone(), local.clone());
        tokio::spawn(async move {
            match tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => {
                    // Nobody takes it when the desk closes.
                    let _ = arrived.send((stream, local, RemoteAddr(peer.into()), Scheme::HTTPS)).await;
                }
                // Somebody who speaks no TLS, or does not trust the certificate: theirs to see.
                Ok(Err(error)) => tracing::debug!(%error, %peer, "no handshake"),
                Err(_) => tracing::debug!(%peer, "a handshake did not come to its end"),
            }
            drop(turn);
        });
    }
}
