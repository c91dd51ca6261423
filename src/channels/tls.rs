//! A protected connection to another server: vouched for by the public authorities, which are built in, or by
//! certificates that an administrator gave. The machine's own list is never asked.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::fmt::Debug;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// A connection, protected or not.
pub(super) trait Wire: AsyncRead + AsyncWrite + Unpin + Send + Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + Debug> Wire for T {}

/// Protects a connection to `host`; `trusted` are certificates in PEM.
///
/// # Errors
/// Why it cannot be, in words.
pub(super) async fn shake_hands(
    host: &str,
    trusted: Option<&str>,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, String> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for certificate in CertificateDer::pem_slice_iter(trusted.unwrap_or_default().as_bytes()) {
        roots.add(certificate.map_err(in_words)?).map_err(in_words)?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(in_words)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(in_words)?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(in_words)
}

/// An error with what caused it, in one line.
pub(super) fn in_words(cause: impl std::error::Error) -> String {
    let mut words = cause.to_string();
    let mut source = cause.source();
    while let Some(cause) = source {
        let more = cause.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = cause.source();
    }
    words
}
