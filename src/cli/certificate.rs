//! `ventanilla certificate`: what a browser should show of the desk's certificate.

use super::{Failure, Place, print, serve};
use crate::http::tls::{Identity, own};

pub(super) fn run(place: &Place) -> Result<(), Failure> {
    let config = place.config(&serve::Arguments::default())?;
    let files = config.certificate.unwrap_or_else(|| own::beside(&config.data));
    let path = files.certificate;
    if !path.exists() {
        return Err(Failure::No(format!(
            "{}: there is no certificate; the desk makes one when it starts with --tls-self-signed, or name another \
             in the file of --config",
            path.display()
        )));
    }
    let identity = Identity::read(&path)?;
    let (from, until) = (identity.from.to_utc().date_naive(), identity.until.to_utc().date_naive());
    print(&format!("{}\nSHA-256, from {from} until {until}: {}\n", identity.fingerprint, path.display()))
}
