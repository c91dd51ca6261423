//! The one-time link with which the first administrator comes in. Its hash lives in memory only: a new start makes a
//! new link.

use crate::desk::Fault;
use crate::secret;
use std::sync::{Mutex, PoisonError};

/// The link, while there is one.
#[derive(Debug, Default)]
pub struct SetupLink {
    hash: Mutex<Option<[u8; 32]>>,
}

impl SetupLink {
    /// Makes a new link in the place of the one before, and gives its token; it is kept nowhere.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn renew(&self) -> Result<String, Fault> {
        let token = secret::new_secret()?;
        *self.lock() = Some(secret::hash(&token));
        Ok(token)
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

    #[test]
    fn a_link_fits_once() {
        let link = SetupLink::default();
        assert!(!link.fits(""));
        let token = link.renew().unwrap_or_default();
        assert!(link.fits(&token));
        assert!(!link.fits("another"));
        link.use_up();
        assert!(!link.fits(&token));
    }
}
