//! What somebody looks for, as the index is asked for it, and where it stands in a text.

use super::document::Mark;
use super::words::{self, FORGIVEN_FROM, Stems, Word, has_digits, is_close};

/// More words than these are not looked for.
const MOST_WORDS: usize = 12;
/// The fewest letters of a beginning: of one that is shorter there are too many words.
const SHORTEST_BEGINNING: usize = 2;

/// A word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WantedWord {
    pub(super) folded: String,
    pub(super) stems: Vec<String>,
    /// Whether longer words that begin with it count: the last one may not be typed to its end, and of a number any part
    /// may be known.
    pub(super) begins: bool,
    /// Whether a typing error in it is forgiven.
    pub(super) forgiven: bool,
}

impl WantedWord {
    /// Whether this word of a text is what is looked for.
    pub(super) fn is(&self, stems: &Stems, word: &str, forgiving: bool) -> bool {
        word == self.folded
            || (self.begins
                && if has_digits(&self.folded) { word.contains(&self.folded) } else { word.starts_with(&self.folded) })
            || self.stems.iter().any(|stem| stem == word)
            || (may_share_a_stem(word, &self.folded)
                && stems.of(word).iter().any(|stem| *stem == self.folded || self.stems.contains(stem)))
            || (forgiving && self.forgiven && is_close(&self.folded, word))
    }
}

/// Whether two words begin alike: no stemmer changes where a word begins, and most words of a text are told apart by it.
fn may_share_a_stem(one: &str, other: &str) -> bool {
    one.chars().next() == other.chars().next()
}

/// A part of what somebody may see, by marks as filters have them; and whether its notes are looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Of each of these groups of marks one; no group: every document.
    pub marks: Vec<Vec<Mark>>,
    /// Whether what only the desk reads counts.
    pub notes: bool,
}

/// What somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub(super) words: Vec<WantedWord>,
    /// Words that are one too many, as they were typed.
    left_out: Vec<String>,
    /// Of each of these groups of marks one.
    pub(super) filters: Vec<Vec<Mark>>,
    /// What they see: what no lens shows does not exist.
    pub(super) lenses: Vec<Lens>,
}

impl Wanted {
    /// The words of what was typed, of documents that pass these filters, seen through these lenses.
    pub fn new(typed_text: &str, filters: Vec<Vec<Mark>>, lenses: Vec<Lens>) -> Self {
        let stems = Stems::new();
        let mut typed: Vec<(Word, &str)> = Vec::new();
        let mut unfinished = None;
        for word in words::words(typed_text) {
            unfinished = Some(word.folded.clone()).filter(|folded| folded.chars().count() >= SHORTEST_BEGINNING);
            if typed.iter().all(|(known, _)| known.folded != word.folded) {
                let as_typed = typed_text.get(word.from..word.to).unwrap_or_default();
                typed.push((word, as_typed));
            }
        }
        let left_out = typed.split_off(MOST_WORDS.min(typed.len()));
        let words = typed.into_iter().map(|(Word { folded, .. }, _)| {
            let numeric = has_digits(&folded);
            WantedWord {
                stems: stems.of(&folded),
                begins: numeric || unfinished.as_ref() == Some(&folded),
                forgiven: !numeric && folded.chars().count() >= FORGIVEN_FROM,
                folded,
            }
        });
        let left_out = left_out.into_iter().map(|(_, as_typed)| as_typed.to_owned()).collect();
        Self { words: words.collect(), left_out, filters, lenses }
    }

    /// Words that are not looked for, since there are too many, as they were typed.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// What is seen.
    pub fn lenses(&self) -> &[Lens] {
        &self.lenses
    }

    /// Whether any word is looked for.
    pub fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    /// How many letters and digits the words have.
    pub fn letters(&self) -> usize {
        self.words.iter().map(|word| word.folded.chars().count()).sum()
    }

    /// Whether it is a number and nothing else.
    pub fn is_number(&self) -> bool {
        self.words.iter().all(|word| word.folded.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beyond_the_twelfth_are_named() {
        let many: Vec<String> = (0..14).map(|n| format!("Palabra{}", char::from(b'a' + n))).collect();
        let wanted = Wanted::new(&many.join(" "), Vec::new(), Vec::new());
        assert_eq!((wanted.words.len(), wanted.left_out()), (MOST_WORDS, &many[12..]));
        // What is said twice is one word; the last one may be a beginning all the same.
        let wanted = Wanted::new(&format!("{} red ser re", "red ".repeat(20)), Vec::new(), Vec::new());
        let begins: Vec<bool> = wanted.words.iter().map(|word| word.begins).collect();
        assert_eq!((begins, wanted.left_out().len()), (vec![false, false, true], 0));
    }

    #[test]
    fn anything_may_be_typed() {
        for typed in ["", "\"*()", "´´´", &"a".repeat(1_000), &"ab ".repeat(10_000), "打印机", "\u{202e}x"] {
            assert!(Wanted::new(typed, Vec::new(), Vec::new()).words.len() <= MOST_WORDS);
        }
    }
}
