//! TLS of our own: a certificate and its key from files, taken up again when they change (or made by the desk
//! itself).

mod certificate;
mod identity;
pub mod own;

pub use certificate::{Certificate, CertificateError, CertificateFiles};
pub use identity::Identity;
