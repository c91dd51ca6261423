//! Forms that were sent by a link for everybody: a button that is pressed twice sends one answer. (Whoever was invited may
//! send as often as they like: each answer of theirs takes the place of the one before.)
//!
//! It is kept in memory: the data file says nothing of who sent an answer.

use crate::secret;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many forms are remembered; beyond, the oldest are forgotten. Nobody presses twice with so many others between.
const MOST: usize = 4_096;

/// The forms that were sent lately, as hashes of what they hold.
#[derive(Debug, Default)]
pub(in crate::http) struct SentForms(Mutex<VecDeque<[u8; 32]>>);

impl SentForms {
    /// Whether the form with this nonce comes for the first time; from now on it does not.
    pub(super) fn is_first(&self, nonce: &str) -> bool {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = secret::hash(nonce);
        if sent.contains(&hash) {
            return false;
        }
        if sent.len() >= MOST {
            sent.pop_front();
        }
        sent.push_back(hash);
        true
    }

    /// What came with this form could not be kept: it may come again.
    pub(super) fn forget(&self, nonce: &str) {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let hash = secret::hash(nonce);
        sent.retain(|other| *other != hash);
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, SentForms};

    #[test]
    fn a_form_is_sent_once_unless_it_could_not_be_kept() {
        let sent = SentForms::default();
        assert!(sent.is_first("a") && sent.is_first("b") && !sent.is_first("a"));
        sent.forget("a");
        assert!(sent.is_first("a") && !sent.is_first("b"));
    }

    #[test]
    fn the_memory_has_an_end() {
        let sent = SentForms::default();
        for n in 0..=MOST {
            assert!(sent.is_first(&n.to_string()));
        }
        assert!(sent.0.lock().is_ok_and(|sent| sent.len() == MOST));
        assert!(sent.is_first("0") && !sent.is_first(&MOST.to_string()));
    }
}
