//! What a certificate says of itself, for people who compare it with what their browser shows.

use super::certificate::read_one;
use super::{CertificateError, own};
use crate::moment::Moment;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use sha2::{Digest, Sha256};
use std::path::Path;
use x509_cert::der::Decode;
use x509_cert::time::Time;

/// What a certificate says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// SHA-256 of it, as browsers show it: pairs of hexadecimal digits with colons between them.
    pub fingerprint: String,
    /// From when on it counts.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// Whether nobody but itself vouches for it.
    pub self_signed: bool,
    /// Whether it is one that the desk made.
    pub self_made: bool,
}

impl Identity {
    /// Of a certificate in DER; none when it is none that we know how to read.
    pub fn of(der: &[u8]) -> Option<Self> {
        let certificate = x509_cert::Certificate::from_der(der).ok()?;
        let signed = certificate.tbs_certificate();
        let self_signed = signed.issuer() == signed.subject();
        Some(Self {
            fingerprint: fingerprint(der),
            from: moment(signed.validity().not_before),
            until: moment(signed.validity().not_after),
            self_signed,
            self_made: self_signed && own::is_named_by(&signed.subject().to_string()),
        })
    }

    /// Of the first certificate in a file.
    ///
    /// # Errors
    /// It cannot be read, or there is none in it.
    pub fn read(path: &Path) -> Result<Self, CertificateError> {
        let bytes = read_one(path, "--tls-cert")?;
        let first = CertificateDer::from_pem_slice(&bytes).ok();
        first.and_then(|der| Self::of(&der)).ok_or_else(|| CertificateError::NoCertificate(path.to_owned()))
    }
}

fn fingerprint(der: &[u8]) -> String {
    let pairs: Vec<String> = Sha256::digest(der).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

fn moment(time: Time) -> Moment {
    Moment::from_millis(i64::try_from(time.to_unix_duration().as_millis()).unwrap_or(i64::MAX))
}
