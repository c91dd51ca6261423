//! TLS of our own: a certificate and its key from files, taken up again when they change.

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// How often the files are looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(60);

/// A certificate with its chain, and its key, both in PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFiles {
    /// The certificate, and those that lead to its root.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

/// Why a certificate cannot be used. Each says in one line what to do.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read.
    #[error("{}: it cannot be read ({what}); name the file with {flag}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Which it is.
        flag: &'static str,
        /// What the system said.
        what: String,
    },
    /// There is no certificate in it.
    #[error("{}: there is no certificate in PEM in it; name the certificate with --tls-cert", .0.display())]
    NoCertificate(PathBuf),
    /// There is no key in it.
    #[error("{}: there is no private key in PEM in it; name the key with --tls-key", .0.display())]
    NoKey(PathBuf),
    /// They are not a pair, or of a kind that is not known.
    #[error("{} and {}: they cannot be used together ({what}); name a certificate and its own key",
        files.certificate.display(), files.key.display())]
    NoPair {
        /// The files.
        files: CertificateFiles,
        /// What is wrong.
        what: String,
    },
}

/// The bytes of both files.
type Pair = (Vec<u8>, Vec<u8>);

/// A certificate in use.
pub struct Certificate {
    files: CertificateFiles,
    /// What was read last, whether it could be used or not.
    seen: Mutex<Pair>,
    config: RwLock<Arc<ServerConfig>>,
}

impl Certificate {
    /// Reads a certificate and its key.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(files: CertificateFiles) -> Result<Self, CertificateError> {
        let pair = read(&files)?;
        let config = RwLock::new(Arc::new(configure(&files, &pair)?));
        Ok(Self { files, seen: Mutex::new(pair), config })
    }

    /// Looks at the files each minute, and whenever the system says so (`SIGHUP`). New connections get the new
    /// certificate; what cannot be used leaves the one before, and the log says so, once.
    pub async fn follow(&self) {
        let mut told = signal(SignalKind::hangup())
            .inspect_err(
                |error| tracing::warn!(%error, "SIGHUP is not heard: the certificate is looked at each minute"),
            )
            .ok();
        loop {
            let hangup = async {
                match &mut told {
                    Some(told) => told.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                _ = hangup => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
            match self.look_again() {
                Ok(false) => {}
                Ok(true) => tracing::info!("a new certificate is in use"),
                Err(error) => tracing::error!(%error, "the certificate stays as it was"),
            }
        }
    }

    /// Takes changed files up; says whether there was something new.
    fn look_again(&self) -> Result<bool, CertificateError> {
        let pair = read(&self.files)?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == pair {
            return Ok(false);
        }
        seen.clone_from(&pair);
        let config = Arc::new(configure(&self.files, &pair)?);
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(true)
    }

    /// What a new connection is told.
    pub(super) fn config(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.config.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn read(files: &CertificateFiles) -> Result<Pair, CertificateError> {
    let one = |path: &Path, flag| {
        std::fs::read(path).map_err(|error| CertificateError::Unreadable {
            path: path.to_owned(),
            flag,
            what: error.to_string(),
        })
    };
    Ok((one(&files.certificate, "--tls-cert")?, one(&files.key, "--tls-key")?))
}

fn configure(files: &CertificateFiles, (certificate, key): &Pair) -> Result<ServerConfig, CertificateError> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(certificate).collect();
    let chain = chain.ok().filter(|chain| !chain.is_empty());
    let chain = chain.ok_or_else(|| CertificateError::NoCertificate(files.certificate.clone()))?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| CertificateError::NoKey(files.key.clone()))?;
    let no_pair = |error: rustls::Error| CertificateError::NoPair { files: files.clone(), what: error.to_string() };
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().map_err(no_pair)?.with_no_client_auth();
    let mut config = config.with_single_cert(chain, key).map_err(no_pair)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
