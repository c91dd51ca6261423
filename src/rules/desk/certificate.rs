//! Certificates that an administrator trusts beside the public authorities, as they are pasted: PEM (RFC 7468).

use super::text::clean_line;
use crate::Moment;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::{PemObject, SectionKind};
use x509_cert::der::Decode;
use x509_cert::der::pem::{LineEnding, encode_string};

/// A certificate, and what people know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whose it is, such as `CN=Autoridad,O=Los Canelos` (RFC 4514).
    pub subject: String,
    /// From when on it is no longer valid.
    pub expires: Moment,
    /// The certificate alone, in PEM.
    pub pem: String,
}

/// The certificates in a PEM text, in order; what stands around them is passed over. `None` when there is none, when
/// one of them cannot be trusted, or when a key or something else lies among them: it would be shown to people.
pub fn read(text: &str) -> Option<Vec<Certificate>> {
    let sections = <(SectionKind, Vec<u8>)>::pem_slice_iter(text.as_bytes());
    let certificates: Option<Vec<Certificate>> = sections
        .map(|section| match section {
            Ok((SectionKind::Certificate, der)) => certificate(&der),
            _ => None,
        })
        .collect();
    certificates.filter(|found| !found.is_empty())
}

fn certificate(der: &[u8]) -> Option<Certificate> {
    // What the handshake will make of it decides.
    webpki::anchor_from_trusted_cert(&CertificateDer::from(der)).ok()?;
    let certificate = x509_cert::Certificate::from_der(der).ok()?;
    let about = certificate.tbs_certificate();
    let expires = about.validity().not_after.to_unix_duration().as_millis();
    Some(Certificate {
        subject: clean_line(&about.subject().to_string()),
        expires: Moment::from_millis(i64::try_from(expires).ok()?),
        pem: encode_string("CERTIFICATE", LineEnding::LF, der).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Certificate, read};
    use crate::Moment;

    const AUTHORITY: &str = "\
-----BEGIN CERTIFICATE-----
MIIByDCCAW+gAwIBAgIUSSrnAYoQBO4o7GP7SyfF9WPXmEAwCgYIKoZIzj0EAwIw
OTEUMBIGA1UECgwLTG9zIENhbmVsb3MxITAfBgNVBAMMGEF1dG9yaWRhZCBkZSBM
b3MgQ2FuZWxvczAgFw0yNjExMjYwOTUyNDhaGA8yMTI2MTEwMjA5NTI0OFowOTEU
MBIGA1UECgwLTG9zIENhbmVsb3MxITAfBgNVBAMMGEF1dG9yaWRhZCBkZSBMb3Mg
Q2FuZWxvczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABA1nKu2wD7N+qYJQlEu4
9Zomrqgxs04UTzxlk5JK1M3zN/Npzv57NSQ/CT958U85Rcil5ZAZYIk4tkoAJXKg
WA2jUzBRMB0GA1UdDgQWBBT4VOu+S++9qBx9zdpiqFYK/wNLlzAfBgNVHSMEGDAW
gBT4VOu+S++9qBx9zdpiqFYK/wNLlzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49
BAMCA0cAMEQCIBnEuC6aiG8hw25+V0Hk3uGqM1GOycpN6zztW6t7bFU2AiButVwq
2En18zRbVTwurTGCq/fv5DhbAoCO0OPVNoaPzw==
-----END CERTIFICATE-----
";

    #[test]
    fn certificates_are_found_in_what_was_pasted() {
        let authority = Certificate {
            subject: "CN=Autoridad de Los Canelos,O=Los Canelos".to_owned(),
            expires: Moment::parse("2126-11-02T09:52:48Z").unwrap_or_default(),
            pem: AUTHORITY.to_owned(),
        };
        assert_eq!(read(AUTHORITY), Some(vec![authority.clone()]));
        let pasted = format!("subject=CN = Autoridad\n{}\n# again\n{AUTHORITY}", AUTHORITY.replace('\n', "\r\n"));
        assert_eq!(read(&pasted), Some(vec![authority.clone(), authority]));
    }

    #[test]
    fn what_is_no_certificate_is_none() {
        let key = AUTHORITY.replace("CERTIFICATE", "PRIVATE KEY");
        let damaged = AUTHORITY.replace("MIIByDCCAW", "MIIByDCCAX");
        let half = &AUTHORITY[..AUTHORITY.len() / 2];
        let unknown = "-----BEGIN CERTIFICATE-----\nTm90IGEgY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n";
        for text in ["", "autoridad", &key, &damaged, half, unknown, &format!("{AUTHORITY}{key}")] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
