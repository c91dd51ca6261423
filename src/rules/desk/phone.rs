//! Telephone numbers: typed in any form, kept in E.164.

use phonenumber::country::Id as Country;
use phonenumber::{Mode, PhoneNumber};

/// The longest typed number that is looked at, in characters.
const TYPED_MAX: usize = 40;
/// Numbers of up to so many digits are internal extensions.
const EXTENSION_MAX: usize = 5;

/// The number in E.164 (`+56955500147`), or an internal extension as its digits; `None` when it is neither.
/// `country` (ISO 3166) says how a number without a country code is read.
pub fn normalise(typed: &str, country: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.len() > TYPED_MAX {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let signs_only = typed.chars().all(|c| c.is_ascii_digit() || " +-().#/".contains(c));
    if !signs_only || digits.len() < 2 {
        return None;
    }
    if digits.len() <= EXTENSION_MAX && !typed.starts_with('+') {
        return Some(digits);
    }
    let number = phonenumber::parse(parse_country(country), typed).ok()?;
    if number.is_valid() {
        return Some(e164(&number));
    }
    // A zero in front is how people once dialled out of their town; where that is history, it is still written.
    let bare = digits.trim_start_matches('0');
    if let Ok(without) = phonenumber::parse(parse_country(country), bare)
        && bare.len() < digits.len()
        && without.is_valid()
    {
        return Some(e164(&without));
    }
    looks_possible(&number).then(|| e164(&number))
}

/// Reads the numbering plans of all countries, which takes some 0.2 s once: else whoever asks for the first number
/// waits for it.
pub fn prepare() {
    display("+56955500147");
}

fn e164(number: &PhoneNumber) -> String {
    number.format().mode(Mode::E164).to_string()
}

/// The number as people read it (`+56 9 5550 0147`); an extension stays as it is.
pub fn display(kept: &str) -> String {
    match kept.starts_with('+').then(|| phonenumber::parse(None, kept)) {
        Some(Ok(number)) => number.format().mode(Mode::International).to_string(),
        _ => kept.to_owned(),
    }
}

/// Whether `country` is the ISO 3166 code of a country whose numbers we can read.
pub fn is_country(country: &str) -> bool {
    country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()) && parse_country(country).is_some()
}

fn parse_country(country: &str) -> Option<Country> {
    country.parse().ok()
}

/// Numbering plans change faster than programs: a number of a plausible length is taken although the plan that we
/// know of has no such range.
fn looks_possible(number: &PhoneNumber) -> bool {
    (6..=14).contains(&number.national().value().to_string().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_one_number() {
        for typed in ["+56 9 5550 0147", "9 5550 0147", "955500147", "(9) 5550-0147", "+56955500147"] {
            assert_eq!(normalise(typed, "CL").as_deref(), Some("+56955500147"), "{typed}");
        }
        assert_eq!(normalise("(02) 2555 0199", "CL").as_deref(), Some("+56225550199"));
        assert_eq!(normalise("+55 11 91234-5678", "CL").as_deref(), Some("+5511912345678"));
    }

    #[test]
    fn extensions_stay_short() {
        assert_eq!(normalise("214", "CL").as_deref(), Some("214"));
        assert_eq!(display("214"), "214");
        assert_eq!(display("+56955500147"), "+56 9 5550 0147");
    }

    #[test]
    fn nonsense_is_refused() {
        for typed in ["", "1", "hola", "+", &"9".repeat(500), "12345678901234567890123", "<b>123456</b>"] {
            assert_eq!(normalise(typed, "CL"), None, "{typed}");
        }
        assert!(is_country("CL") && !is_country("XX") && !is_country("cl"));
    }
}
