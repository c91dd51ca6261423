//! The certificate that the desk makes for itself, so that nobody speaks to it in the clear before there is a better one.
//!
//! Browsers do not know who vouches for it: they warn, and people compare its fingerprint once. It counts no longer than
//! browsers allow (825 days), so the desk renews it, a month before its end and with the same key: only one file changes.
//! Whatever else lies in its place is an administrator's, and left alone.

use super::{CertificateError, CertificateFiles, Identity};
use crate::http::machine;
use crate::moment::Moment;
use crate::secret;
use crate::store::Draft;
use chrono::{Datelike, TimeDelta};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, date_time_ymd};
use std::io::{self, Write};
use std::path::Path;

/// How long it counts. Some browsers refuse more than 825 days.
const COUNTS: TimeDelta = TimeDelta::days(820);
/// The clocks of others may be behind ours.
const BEFORE: TimeDelta = TimeDelta::days(1);
/// How long before its end it is renewed.
const RENEWED: TimeDelta = TimeDelta::days(30);
/// Whose it is. By this name the desk knows its own again.
const ORGANIZATION: &str = "Ventanilla";

/// The files of the own certificate of a desk: beside its data file, and called like it.
pub fn beside(data_file: &Path) -> CertificateFiles {
    // By whatever name it was reached, as its socket.
    let data_file = std::fs::canonicalize(data_file).unwrap_or_else(|_| data_file.to_owned());
    let with = |ending: &str| {
        let mut name = data_file.file_name().unwrap_or_default().to_owned();
        name.push(ending);
        data_file.with_file_name(name)
    };
    CertificateFiles { certificate: with(".crt"), key: with(".key") }
}

/// Whether the desk is what a certificate names, in the words of RFC 4514.
pub(super) fn is_named_by(subject: &str) -> bool {
    subject.split(',').any(|part| part.strip_prefix("O=") == Some(ORGANIZATION))
}

/// Makes the certificate when it is missing, and anew when it is the desk's own and ends soon. Says whether it did.
///
/// # Errors
/// Why it cannot.
pub(super) fn see_to(files: &CertificateFiles, now: Moment) -> Result<bool, CertificateError> {
    let there = |path: &Path| path.try_exists().map_err(|error| not_made(path, &error));
    let has_key = there(&files.key)?;
    if there(&files.certificate)? {
        if !has_key {
            return Err(CertificateError::KeyGone(files.clone()));
        }
        if !Identity::read(&files.certificate).is_ok_and(|identity| is_due(&identity, now)) {
            return Ok(false);
        }
    }
    let key = if has_key { read_key(&files.key)? } else { make_key(&files.key)? };
    let certificate = issue(&key, now).map_err(|error| not_made(&files.certificate, &error))?;
    write(&files.certificate, &certificate)?;
    Ok(true)
}

/// Whether it is the desk's own, and to be made anew.
fn is_due(identity: &Identity, now: Moment) -> bool {
    // One that begins in the future was made by a clock that was wrong.
    identity.self_made && (now < identity.from || identity.until <= now.plus(RENEWED))
}

fn read_key(path: &Path) -> Result<KeyPair, CertificateError> {
    let pem = std::fs::read_to_string(path).map_err(|error| not_made(path, &error))?;
    KeyPair::from_pem(&pem).map_err(|_| CertificateError::NoKey(path.to_owned()))
}

fn make_key(path: &Path) -> Result<KeyPair, CertificateError> {
    let key = KeyPair::generate().map_err(|error| not_made(path, &error))?;
    write(path, &key.serialize_pem())?;
    Ok(key)
}

/// The certificate of this key, in PEM, for all names and addresses that this machine has now.
fn issue(key: &KeyPair, now: Moment) -> Result<String, Box<dyn std::error::Error>> {
    let host = machine::host_name();
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    names.extend(host.clone());
    names.extend(machine::addresses().iter().map(ToString::to_string));
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name.push(DnType::OrganizationName, ORGANIZATION);
    params.distinguished_name.push(DnType::CommonName, host.unwrap_or_else(|| "localhost".to_owned()));
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // A browser refuses two certificates of one issuer that bear the same number; a positive one has no first bit.
    let mut serial = secret::random::<16>()?;
    serial[0] &= 0x7f;
    params.serial_number = Some(serial.to_vec().into());
    let from = now.plus(-BEFORE);
    let midnight = |at: Moment| {
        let day = at.to_utc().date_naive();
        // Months and days fit.
        date_time_ymd(day.year(), day.month() as u8, day.day() as u8)
    };
    (params.not_before, params.not_after) = (midnight(from), midnight(from.plus(COUNTS)));
    Ok(params.self_signed(key)?.pem())
}

fn write(path: &Path, pem: &str) -> Result<(), CertificateError> {
    let written = || -> io::Result<()> {
        let draft = Draft::new(path, "new")?;
        draft.file()?.write_all(pem.as_bytes())?;
        draft.replace()
    };
    written().map_err(|error| not_made(path, &error))
}

fn not_made(path: &Path, error: &dyn std::fmt::Display) -> CertificateError {
    CertificateError::NotMade { path: path.to_owned(), what: error.to_string() }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Identity, is_due, is_named_by, issue};
    use crate::moment::Moment;
    use chrono::TimeDelta;
    use rcgen::KeyPair;
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject;

    #[test]
    fn it_counts_no_longer_than_browsers_allow_and_is_renewed_a_month_before_its_end() {
        let key = KeyPair::generate().unwrap();
        for text in ["2026-11-26T14:00:00Z", "2028-02-29T23:59:59Z", "2049-12-31T00:00:00Z"] {
            let now = Moment::parse(text).unwrap();
            let pem = issue(&key, now).unwrap();
            let identity = Identity::of(&CertificateDer::from_pem_slice(pem.as_bytes()).unwrap()).unwrap();
            assert!(identity.self_signed && identity.self_made);
            let days = identity.until.since(identity.from).num_days();
            assert!((800..=825).contains(&days), "{days} days");
            let due_at = identity.until.plus(TimeDelta::days(-30));
            assert!(!is_due(&identity, now) && !is_due(&identity, due_at.plus(TimeDelta::milliseconds(-1))));
            assert!(is_due(&identity, due_at), "{text}");
            assert!(
                is_due(&identity, identity.from.plus(TimeDelta::milliseconds(-1))),
                "made by a clock that was wrong"
            );
            let theirs = Identity { self_made: false, ..identity };
            assert!(!is_due(&theirs, theirs.until));
        }
    }

    #[test]
    fn its_own_is_known_by_the_name_in_it() {
        assert!(is_named_by("CN=mesa,O=Ventanilla"));
        assert!(!is_named_by("CN=Ventanilla,O=Canelos") && !is_named_by("O=Ventanilla SA"));
    }
}
