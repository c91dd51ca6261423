//! How many of something there may be at once: in all, and of each.

use super::problem::{Code, Problem};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// So many in all, and so many of each.
#[derive(Clone, Debug)]
pub(super) struct Bound<K>(Arc<Inner<K>>);

#[derive(Debug)]
struct Inner<K> {
    most: usize,
    most_of_each: usize,
    inside: Mutex<(usize, HashMap<K, usize>)>,
}

/// Why one more is too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TooMany {
    /// There are as many as may be.
    InAll,
    /// There are as many of this one as may be.
    OfThis,
}

/// When it is worth asking again after too many of one's own, in seconds.
const OWN_SECONDS: u32 = 5;

impl TooMany {
    /// What is answered; `advice` tells whoever has too many what to do.
    pub(super) fn problem(self, advice: &str) -> Problem {
        match self {
            Self::InAll => Problem::busy(),
            Self::OfThis => Problem::new(Code::RateLimited, advice).retry_after(OWN_SECONDS),
        }
    }
}

/// One of them, until it is dropped.
#[derive(Debug)]
pub(super) struct Inside<K: Eq + Hash> {
    bound: Bound<K>,
    which: K,
}

impl<K: Copy + Eq + Hash> Bound<K> {
    /// At most so many in all, and so many of each.
    pub(super) fn new(most: usize, most_of_each: usize) -> Self {
        Self(Arc::new(Inner { most, most_of_each, inside: Mutex::default() }))
    }

    /// One more of this.
    pub(super) fn enter(&self, which: K) -> Result<Inside<K>, TooMany> {
        let mut inside = self.0.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, each) = &mut *inside;
        if each.get(&which).is_some_and(|these| *these >= self.0.most_of_each) {
            return Err(TooMany::OfThis);
        }
        if *all >= self.0.most {
            return Err(TooMany::InAll);
        }
        *all += 1;
        *each.entry(which).or_default() += 1;
        Ok(Inside { bound: self.clone(), which })
    }
}

impl<K: Eq + Hash> Drop for Inside<K> {
    fn drop(&mut self) {
        let mut inside = self.bound.0.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, each) = &mut *inside;
        *all -= 1;
        if let Some(these) = each.get_mut(&self.which) {
            *these -= 1;
            if *these == 0 {
                each.remove(&self.which);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Bound, TooMany};

    #[test]
    fn so_many_of_each_and_so_many_in_all() {
        let bound = Bound::new(3, 2);
        let inside = [bound.enter('a').unwrap(), bound.enter('a').unwrap()];
        assert_eq!(bound.enter('a').unwrap_err(), TooMany::OfThis);
        let other = bound.enter('b').unwrap();
        assert_eq!(bound.enter('b').unwrap_err(), TooMany::InAll);
        drop(inside);
        assert!(bound.enter('b').is_ok());
        drop(other);
        assert!(bound.0.inside.lock().unwrap().1.is_empty(), "nobody is remembered who is not inside");
    }
}
