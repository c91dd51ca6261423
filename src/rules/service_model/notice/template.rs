//! Words with gaps: `Su caso {número} vence {plazo}.`
//!
//! A gap is a known word between braces and nothing else: there are no conditions, no loops and no expressions, so a
//! template can neither fail nor look at what it should not. `{{` stands for a brace.

use crate::desk::text::fold;
use crate::words::Vocabulary;

vocabulary! {
    /// What a template may name.
    Placeholder {
        /// The number of the case.
        Number = "number",
        /// Its subject.
        Subject = "subject",
        /// The name of whoever asks.
        Requester = "requester",
        /// The name of whoever reads it.
        Name = "name",
        /// The group that has it.
        Group = "group",
        /// Who has it.
        Assignee = "assignee",
        /// Its priority.
        Priority = "priority",
        /// Where it stands.
        State = "state",
        /// What is promised and not done yet, with the moment at which it is due.
        Deadline = "deadline",
        /// What somebody wrote on this occasion: an answer, a solution, a reason.
        Words = "words",
        /// The page of the case.
        Link = "link",
        /// The name of the desk.
        Desk = "desk",
    }
}

impl Placeholder {
    /// What people write for it, in Spanish and in Portuguese; in English it is the word itself.
    const fn names(self) -> [&'static str; 2] {
        match self {
            Self::Number => ["numero", "numero"],
            Self::Subject => ["asunto", "assunto"],
            Self::Requester => ["solicitante", "solicitante"],
            Self::Name => ["nombre", "nome"],
            Self::Group => ["grupo", "grupo"],
            Self::Assignee => ["responsable", "responsavel"],
            Self::Priority => ["prioridad", "prioridade"],
            Self::State => ["estado", "estado"],
            Self::Deadline => ["plazo", "prazo"],
            Self::Words => ["texto", "texto"],
            Self::Link => ["enlace", "link"],
            Self::Desk => ["mesa", "central"],
        }
    }

    /// The one that people call so, in any of the languages, whatever its case and accents.
    fn called(name: &str) -> Option<Self> {
        let name = fold(name);
        let called = |known: &&Self| known.as_str() == name || known.names().contains(&name.as_str());
        Self::ALL.iter().find(called).copied()
    }
}

/// A piece of a template.
enum Piece<'a> {
    Text(&'a str),
    Gap(Placeholder),
    /// Between braces, and no placeholder.
    Unknown(&'a str),
}

/// The pieces of a template, in order.
fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, behind)) = rest.split_once('{') {
        pieces.push(Piece::Text(text));
        if let Some(behind) = behind.strip_prefix('{') {
            pieces.push(Piece::Text("{"));
            rest = behind;
            continue;
        }
        let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
        pieces.push(Placeholder::called(name).map_or(Piece::Unknown(name), Piece::Gap));
        rest = behind;
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// The first gap of a template that is none, as somebody wrote it.
pub fn unknown_placeholder(template: &str) -> Option<&str> {
    pieces(template).into_iter().find_map(|piece| match piece {
        Piece::Unknown(name) => Some(name),
        Piece::Text(_) | Piece::Gap(_) => None,
    })
}

/// The template with its gaps filled. What is filled in is text, and is not looked into again.
pub fn fill(template: &str, mut with: impl FnMut(Placeholder) -> String) -> String {
    pieces(template).into_iter().fold(String::new(), |mut filled, piece| {
        match piece {
            Piece::Text(text) | Piece::Unknown(text) => filled.push_str(text),
            Piece::Gap(placeholder) => filled.push_str(&with(placeholder)),
        }
        filled
    })
}

#[cfg(test)]
mod tests {
    use super::{Placeholder, fill, unknown_placeholder};
    use crate::words::Vocabulary;
    use proptest::prelude::*;

    fn filled(template: &str) -> String {
        fill(template, |placeholder| format!("<{placeholder}>"))
    }

    #[test]
    fn gaps_are_filled_in_any_language() {
        assert_eq!(filled("Caso {número}: {Asunto}."), "Caso <number>: <subject>.");
        assert_eq!(filled("{prazo}{deadline}{plazo}"), "<deadline><deadline><deadline>");
        assert_eq!(filled("sin nada"), "sin nada");
        assert_eq!(filled("{{número} y }"), "{número} y }");
    }

    #[test]
    fn what_is_filled_in_is_not_looked_into() {
        assert_eq!(fill("{subject}", |_| "{number}".to_owned()), "{number}");
    }

    #[test]
    fn what_is_no_placeholder_is_told() {
        assert_eq!(unknown_placeholder("{number} {clave}"), Some("clave"));
        assert_eq!(unknown_placeholder("{number} {"), Some(""));
        assert_eq!(unknown_placeholder("{{clave} {número}"), None);
    }

    #[test]
    fn names_mean_one_thing() {
        for placeholder in Placeholder::ALL {
            for name in placeholder.names() {
                assert_eq!(Placeholder::called(name), Some(*placeholder), "{name}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_without_braces_stays(text in "[^{]{0,40}") {
            prop_assert_eq!(filled(&text), text);
        }

        #[test]
        fn no_template_breaks(template in "[{}a-z ñ]{0,40}") {
            let _ = filled(&template);
        }
    }
}
