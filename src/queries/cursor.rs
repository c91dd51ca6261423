//! Where a page ends, for whoever asks for the next one.

use super::Unanswered;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// How many bytes of the question's hash a cursor carries.
const MARK: usize = 8;

/// The longest position in bytes: more than any key of an index has.
const LONGEST: usize = 1_024;

/// A part of a list, and where the next part begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What is shown.
    pub items: Vec<T>,
    /// Asks for the next page; `None`: this was the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// The same page with something else made of each item.
    ///
    /// # Errors
    /// The first error of `make`.
    pub fn try_map<U, E>(self, make: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        Ok(Page { items: self.items.into_iter().map(make).collect::<Result<_, E>>()?, next: self.next })
    }
}

/// The mark of a question: cursors of another question have another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Question([u8; MARK]);

impl Question {
    /// The mark of a question that is written out as `text`, the order and the kind of sight included.
    pub(super) fn new(text: &str) -> Self {
        let mut mark = [0; MARK];
        for (to, from) in mark.iter_mut().zip(Sha256::digest(text)) {
            *to = from;
        }
        Self(mark)
    }

    /// A cursor to `position`, the sorting part of the last key shown.
    pub(super) fn cursor(self, position: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode([&self.0, position].concat())
    }

    /// The position in a cursor of this question. It says where to go on and nothing else: what a viewer sees there
    /// follows from the viewer, so that a forged one shows no more than an honest one.
    ///
    /// # Errors
    /// [`Unanswered::Cursor`] when it is no cursor, or another question's.
    pub(super) fn position(self, cursor: &str) -> Result<Vec<u8>, Unanswered> {
        if cursor.len() > LONGEST * 2 {
            return Err(Unanswered::Cursor);
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| Unanswered::Cursor)?;
        match bytes.split_first_chunk::<MARK>() {
            Some((mark, position)) if *mark == self.0 && position.len() <= LONGEST => Ok(position.to_vec()),
            _ => Err(Unanswered::Cursor),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::Question;

    #[test]
    fn a_cursor_is_good_for_its_own_question_only() {
        let question = Question::new("tickets status=new sort=-updated");
        let cursor = question.cursor(b"position");
        assert_eq!(question.position(&cursor).unwrap(), b"position");
        assert!(Question::new("tickets status=new sort=updated").position(&cursor).is_err());
        for bad in ["", "x", "====", "AAAAAAAAAAAAAAAA", &"A".repeat(5_000), "ñ"] {
            assert!(question.position(bad).is_err(), "{bad}");
        }
    }
}
