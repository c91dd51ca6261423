//! Text as people search it: in lower case, without accents, words apart.

use crate::desk::text;

/// Words in lower case and without accents, one space between them; what is neither letter nor digit parts words.
/// `José Núñez-Pérez` becomes `jose nunez perez`.
pub fn fold(text: &str) -> String {
    let folded = text::fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The digits of a telephone number, the last one first, so that what people type from the end is a prefix.
pub fn reversed_digits(phone: &str) -> String {
    phone.chars().rev().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_case_accents_and_marks_away() {
        assert_eq!(fold("  José  NÚÑEZ-Pérez "), "jose nunez perez");
        assert_eq!(fold("O'Higgins, Bernardo"), "o higgins bernardo");
        assert_eq!(fold("İnci Çelik"), "inci celik");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn digits_are_turned_round() {
        assert_eq!(reversed_digits("+56 9 1234-5678"), "87654321965");
    }
}
