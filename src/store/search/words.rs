//! Words as they are searched: folded, with their stems, and with the ends of whatever has digits.
//!
//! One field has them all at once, under the same place: the word, what Spanish, Portuguese and English make of it, and
//! the rest of a number from each digit on. A text of a desk is rarely in one language, and nobody says in which; a field
//! for each would ask every word three times and hold the word itself three times.

use crate::desk::text;
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::HashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// What is beyond so many letters of a word is not looked at.
const LONGEST: usize = 40;
/// The fewest signs of the end of a number that it is found by.
const SHORTEST_END: usize = 3;
/// The fewest letters of a word in which a typing error is forgiven.
pub(super) const FORGIVEN_FROM: usize = 5;

/// A word of a text, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The first byte of it.
    pub(super) from: usize,
    /// The byte behind it.
    pub(super) to: usize,
    /// In lower case, without accents.
    pub(super) folded: String,
}

/// The words of a text: letters and digits; everything else parts them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let from = rest + text.get(rest..)?.find(char::is_alphanumeric)?;
            let tail = text.get(from..)?;
            let to = from + tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
            rest = to;
            let folded = text::fold(text.get(from..to)?);
            let folded: String = folded.chars().filter(|c| c.is_alphanumeric()).take(LONGEST).collect();
            if !folded.is_empty() {
                return Some(Word { from, to, folded });
            }
        }
    })
}

/// The stems of a folded word in the three languages, each once, without the word itself.
pub(super) struct Stems([Stemmer; 3]);

impl Stems {
    pub(super) fn new() -> Self {
        Self([Algorithm::Spanish, Algorithm::Portuguese, Algorithm::English].map(Stemmer::create))
    }

    pub(super) fn of(&self, folded: &str) -> Vec<String> {
        let mut stems: Vec<String> = Vec::new();
        // A short word is its own stem, and what has digits is no word.
        if folded.len() < SHORTEST_END || has_digits(folded) {
            return stems;
        }
        // The Portuguese plural of what ends in -ão, which no stemmer takes back: impressões.
        let singular = folded.strip_suffix("oes").map(|stem| format!("{stem}ao"));
        let words = [Some(folded), singular.as_deref()].into_iter().flatten();
        for stem in words.flat_map(|word| self.0.iter().map(move |stemmer| stemmer.stem(word))) {
            if stem != folded && !stems.iter().any(|known| *known == stem) {
                stems.push(stem.into_owned());
            }
        }
        stems
    }
}

/// Whether it is a number, or has one in it.
pub(super) fn has_digits(folded: &str) -> bool {
    folded.bytes().any(|byte| byte.is_ascii_digit())
}

/// What a number is found by besides its beginning: the rest of it from each sign on.
fn ends(folded: &str) -> impl Iterator<Item = &str> {
    let ends = folded.char_indices().skip(1).filter_map(|(at, _)| folded.get(at..));
    ends.filter(|end| end.len() >= SHORTEST_END)
}

/// Whether one word becomes the other by one letter more, less, other, or by two letters that changed their places.
pub(super) fn is_close(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => match (short, long) {
            ([], []) => true,
            ([a, b, rest @ ..], [c, d, others @ ..]) if a == d && b == c && rest == others => true,
            ([_, rest @ ..], [_, others @ ..]) => rest == others,
            _ => false,
        },
        1 => long.get(1..) == Some(short),
        _ => false,
    }
}

/// How many words are kept with their other forms.
const MOST_KNOWN: usize = 8_192;

/// Takes a text apart for the index. Most words of a text were in those before it: what they become is kept.
#[derive(Clone, Default)]
pub(super) struct Analysis {
    known: HashMap<String, Vec<String>>,
}

impl Tokenizer for Analysis {
    type TokenStream<'a> = Forms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Forms<'a> {
        Forms {
            words: Box::new(words(text)),
            stems: Stems::new(),
            known: &mut self.known,
            waiting: Vec::new(),
            token: Token::default(),
            place: 0,
        }
    }
}

/// The words of a text, each with its other forms behind it.
pub(super) struct Forms<'a> {
    words: Box<dyn Iterator<Item = Word> + 'a>,
    stems: Stems,
    known: &'a mut HashMap<String, Vec<String>>,
    /// Forms of the last word that were not given yet.
    waiting: Vec<String>,
    token: Token,
    place: usize,
}

impl Forms<'_> {
    fn forms_of(&mut self, folded: &str) -> Vec<String> {
        // There is no end of numbers.
        if has_digits(folded) {
            return ends(folded).map(str::to_owned).collect();
        }
        if let Some(forms) = self.known.get(folded) {
            return forms.clone();
        }
        let forms = self.stems.of(folded);
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.known.insert(folded.to_owned(), forms.clone());
        forms
    }
}

impl TokenStream for Forms<'_> {
    fn advance(&mut self) -> bool {
        if let Some(form) = self.waiting.pop() {
            self.token.text = form;
            return true;
        }
        let Some(word) = self.words.next() else { return false };
        self.waiting = self.forms_of(&word.folded);
        (self.token.offset_from, self.token.offset_to) = (word.from, word.to);
        self.token.position = self.place;
        self.token.text = word.folded;
        self.place += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|word| word.folded).collect()
    }

    fn forms(text: &str) -> Vec<String> {
        let mut analysis = Analysis::default();
        let mut stream = analysis.token_stream(text);
        let mut forms = Vec::new();
        while stream.advance() {
            forms.push(stream.token().text.clone());
        }
        forms
    }

    #[test]
    fn words_are_folded_and_know_where_they_stand() {
        let text = "«Señal» de la impresora: ¡débil!";
        assert_eq!(folded(text), ["senal", "de", "la", "impresora", "debil"]);
        let last = words(text).last().unwrap();
        assert_eq!(&text[last.from..last.to], "débil");
        for nothing in ["", "´ ¨ ~", "-:\"()*", "\u{301}\u{301}"] {
            assert_eq!(folded(nothing), Vec::<String>::new(), "{nothing:?}");
        }
        assert_eq!(folded("Принтер 打印机 طابعة"), ["принтер", "打印机", "طابعة"]);
        assert_eq!(folded(&"ñ".repeat(100_000)), ["n".repeat(LONGEST)]);
    }

    #[test]
    fn a_word_is_found_by_its_other_forms_in_three_languages() {
        for (one, other) in [
            ("impresoras", "impresora"),
            ("conexiones", "conexión"),
            ("printers", "printer"),
            ("impressões", "impressão"),
        ] {
            let (one, other) = (forms(one), forms(other));
            assert!(one.iter().any(|form| other.contains(form)), "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_number_is_found_by_each_of_its_ends() {
        assert_eq!(forms("+56955500147").len(), 1 + "56955500147".len() - SHORTEST_END);
        assert!(forms("PC-00123").contains(&"123".to_owned()));
        assert_eq!(forms("red"), ["red"]);
    }

    #[test]
    fn one_typing_error_is_close() {
        for close in ["impresora", "imprsora", "imprresora", "impresoda", "ipmresora", "impresor"] {
            assert!(is_close("impresora", close) && is_close(close, "impresora"), "{close}");
        }
        for far in ["impresiva", "empresa", "mipersora", "impre", ""] {
            assert!(!is_close("impresora", far), "{far}");
        }
    }
}
