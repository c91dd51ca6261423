//! The one-time link with which the first administrator comes in. Its hash lives in memory only: a new start makes a
//! new link.

use crate::secret;
use std::sync::{Mutex, PoisonError};

/// The link with this token, at this address of the desk.
pub fn at(address: &str, token: &str) -> String {
    format!("{address}/setup#token={token}")
}

/// The link, while there is one.
#[derive(Debug, Default)]
pub struct SetupLink {
    hash: Mutex<Option<[u8; 32]>>,
}

impl SetupLink {
    /// A new link in the place of the one before, whose token has this hash.
    pub fn renew(&self, hash: [u8; 32]) {
        *self.lock() = Some(hash);
    }

    /// Whether `token` is the one of the link. (Hashes are compared, so the time tells nothing of the token.)
    pub fn fits(&self, token: &str) -> bool {
        self.lock().is_some_and(|hash| hash == secret::hash(token))
    }

    /// The link is used up.
    pub fn use_up(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<[u8; 32]>> {
        self.hash.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::SetupLink;
    use crate::secret;

    #[test]
    fn a_link_fits_once() {
        let link = SetupLink::default();
        assert!(!link.fits(""));
        link.renew(secret::hash("the first"));
        assert!(link.fits("the first"));
        link.renew(secret::hash("a token"));
        assert!(link.fits("a token") && !link.fits("the first"));
        assert!(!link.fits("another"));
        link.use_up();
        assert!(!link.fits("a token"));
    }
}
