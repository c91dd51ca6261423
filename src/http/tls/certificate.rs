//! A certificate in use: read from its files, and taken up again when they change.

use super::{Identity, own};
use crate::clock::Clock;
use crate::moment::Moment;
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
    /// The key of the desk's own certificate is gone.
    #[error("{}: its key, {}, is missing; put it back, or delete the certificate and the desk makes a new pair",
        .0.certificate.display(), .0.key.display())]
    KeyGone(CertificateFiles),
    /// The desk's own certificate cannot be made.
    #[error("{}: the desk's own certificate cannot be made ({what}); see to its folder, or give --tls-cert and --tls-key",
        path.display())]
    NotMade {
        /// The file.
        path: PathBuf,
        /// Why not.
        what: String,
    },
}

/// The bytes of both files.
type Pair = (Vec<u8>, Vec<u8>);

/// A certificate in use.
pub struct Certificate {
    files: CertificateFiles,
    /// Whether the desk makes it and renews it.
    own: bool,
    /// What was read last, whether it could be used or not.
    seen: Mutex<Pair>,
    in_use: RwLock<InUse>,
}

#[derive(Clone)]
struct InUse {
    config: Arc<ServerConfig>,
    identity: Option<Identity>,
}

impl Certificate {
    /// Reads a certificate and its key.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(files: CertificateFiles) -> Result<Self, CertificateError> {
        let pair = read(&files)?;
        let in_use = RwLock::new(InUse::of(&files, &pair)?);
        Ok(Self { files, own: false, seen: Mutex::new(pair), in_use })
    }

    /// Reads the desk's own, which is made first when it is missing or about to end.
    ///
    /// # Errors
    /// What is wrong with it, or why it cannot be made.
    pub fn own(files: CertificateFiles, now: Moment) -> Result<Self, CertificateError> {
        own::see_to(&files, now)?;
        Ok(Self { own: true, ..Self::read(files)? })
    }

    /// What the certificate in use says of itself; none when it says it in a way that we do not know.
    pub fn identity(&self) -> Option<Identity> {
        self.in_use().identity
    }

    /// Whether nobody but the certificate itself vouches for it.
    pub(in crate::http) fn is_self_signed(&self) -> bool {
        let in_use = self.in_use.read().unwrap_or_else(PoisonError::into_inner);
        in_use.identity.as_ref().is_some_and(|identity| identity.self_signed)
    }

    /// Looks at the files each minute, and whenever the system says so (`SIGHUP`). New connections get the new
    /// certificate; what cannot be used leaves the one before, and the log says so, once.
    pub async fn follow(&self, clock: &Clock) {
        let mut told = signal(SignalKind::hangup())
            .inspect_err(
                |error| tracing::warn!(%error, "SIGHUP is not heard: the certificate is looked at each minute"),
            )
            .ok();
        let mut troubled = false;
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
            let renewed = if self.own { own::see_to(&self.files, clock.now()) } else { Ok(false) };
            match renewed.and_then(|_| self.look_again()) {
                Ok(new) => {
                    troubled = false;
                    if new {
                        let fingerprint = self.identity().map(|identity| identity.fingerprint).unwrap_or_default();
                        tracing::warn!(fingerprint, "a new certificate is in use");
                    }
                }
                Err(error) if !troubled => {
                    troubled = true;
                    tracing::error!(%error, "the certificate stays as it was");
                }
                Err(_) => {}
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
        let in_use = InUse::of(&self.files, &pair)?;
        *self.in_use.write().unwrap_or_else(PoisonError::into_inner) = in_use;
        Ok(true)
    }

    /// What a new connection is told.
    pub(in crate::http) fn config(&self) -> Arc<ServerConfig> {
        self.in_use().config
    }

    fn in_use(&self) -> InUse {
        self.in_use.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl InUse {
    fn of(files: &CertificateFiles, (certificate, key): &Pair) -> Result<Self, CertificateError> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(certificate).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty());
        let chain = chain.ok_or_else(|| CertificateError::NoCertificate(files.certificate.clone()))?;
        let identity = chain.first().and_then(|first| Identity::of(first));
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| CertificateError::NoKey(files.key.clone()))?;
        let no_pair = |error: rustls::Error| CertificateError::NoPair { files: files.clone(), what: error.to_string() };
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = config.with_safe_default_protocol_versions().map_err(no_pair)?.with_no_client_auth();
        let mut config = config.with_single_cert(chain, key).map_err(no_pair)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { config: Arc::new(config), identity })
    }
}

fn read(files: &CertificateFiles) -> Result<Pair, CertificateError> {
    Ok((read_one(&files.certificate, "--tls-cert")?, read_one(&files.key, "--tls-key")?))
}

pub(super) fn read_one(path: &Path, flag: &'static str) -> Result<Vec<u8>, CertificateError> {
    std::fs::read(path).map_err(|error| CertificateError::Unreadable {
        path: path.to_owned(),
        flag,
        what: error.to_string(),
    })
}
