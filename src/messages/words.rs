//! The names of the words of the closed vocabularies.

use super::text;
use rules::survey::Asked;
use rules::words::{Language, Vocabulary};

/// What people read for this word, as it stands alone on a label.
pub fn name_of<V: Vocabulary>(language: Language, word: V) -> String {
    text(language, &id_of(word), &[])
}

/// These words in the middle of a sentence: with a small first letter.
pub fn mid_sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// The message that names a word: its vocabulary and the word, in lower case, with hyphens only.
pub(super) fn id_of<V: Vocabulary>(word: V) -> String {
    let mut id = String::new();
    for (place, letter) in V::TITLE.chars().enumerate() {
        if letter.is_ascii_uppercase() && place > 0 {
            id.push('-');
        }
        id.push(letter.to_ascii_lowercase());
    }
    id.push('-');
    id.push_str(&word.as_str().replace('_', "-"));
    id
}

/// What the lowest and the highest mark of a scale mean.
pub fn ends_of_scale(language: Language, asked: &Asked) -> [String; 2] {
    let ends = match asked {
        Asked::Satisfaction => ["form-unsatisfied", "form-satisfied"],
        Asked::Effort => ["form-difficult", "form-easy"],
        _ => ["form-unlikely", "form-likely"],
    };
    ends.map(|end| text(language, end, &[]))
}
