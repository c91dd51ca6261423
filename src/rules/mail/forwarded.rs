//! For whom a mail was forwarded: the head that mail programs write above what they forward.

use super::MailAddress;
use crate::desk::text::{clean_line, email};

/// What programs write before the sender, in the languages of the desk and a few of its neighbours.
const FROM: &[&str] = &["de:", "from:", "von:", "da:", "desde:", "remitente:", "expéditeur:"];
/// A head has its lines together; another line of it must follow within so many.
const HEAD: usize = 6;
/// Other lines of such a head.
const OTHERS: &[&str] = &[
    "enviado", "enviada", "para:", "asunto:", "fecha:", "sent:", "to:", "subject:", "date:", "data:", "assunto:", "cc:",
];

/// Who wrote what is forwarded, by the first head in the text.
pub fn forwarded_for(text: &str) -> Option<MailAddress> {
    let lines: Vec<&str> = text.lines().map(bare).collect();
    lines.iter().enumerate().find_map(|(n, line)| {
        let from = FROM.iter().find_map(|word| behind(line, word))?;
        let mut head = lines.iter().skip(n + 1).take(HEAD);
        head.any(|line| is_of_head(line)).then(|| address_in(from)).flatten()
    })
}

/// Whether a line says who wrote what is forwarded or quoted below.
pub(super) fn begins_head(line: &str) -> bool {
    FROM.iter().any(|word| behind(bare(line), word).is_some())
}

/// Whether a line says something else of it.
pub(super) fn is_of_head(line: &str) -> bool {
    OTHERS.iter().any(|word| behind(bare(line), word).is_some())
}

/// A line without the marks of a quotation, and without the stars that stand for bold letters.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t', '*']).trim_end()
}

/// What stands behind `word`, whatever its letters are like.
fn behind<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = line.split_at_checked(word.len())?;
    (first.to_lowercase() == word).then_some(rest)
}

/// The address in `Ana Rojas <ana@x.cl>`, `ana@x.cl` or `Ana Rojas [mailto:ana@x.cl]`.
fn address_in(said: &str) -> Option<MailAddress> {
    let brackets = |c: char| matches!(c, '<' | '>' | '[' | ']' | '(' | ')' | '"' | '\'' | ',' | ';' | ' ' | '*');
    let address = said.split(brackets).map(|part| part.trim_start_matches("mailto:")).find_map(email)?;
    let before = said.split(['<', '[', '(']).next().unwrap_or_default();
    let name = clean_line(before.trim_matches(|c: char| brackets(c)));
    let name = if name.contains('@') { String::new() } else { name };
    Some(MailAddress { name, address })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::forwarded_for;

    #[test]
    fn whom_it_is_forwarded_for() {
        for (text, name, address) in [
            (
                "Ver abajo.\n\n---------- Forwarded message ---------\nDe: Ana Rojas <ana@x.cl>\nDate: lun, 3 nov\nSubject: Sin correo\nTo: <mesa@x.cl>\n\nHola",
                "Ana Rojas",
                "ana@x.cl",
            ),
            (
                "________________________________\nDe: Rojas, Ana <Ana@X.cl>\nEnviado: lunes\nPara: Mesa\n",
                "Rojas, Ana",
                "ana@x.cl",
            ),
            ("From: ana@x.cl [mailto:ana@x.cl]\nSent: Monday\n", "", "ana@x.cl"),
            ("> *De:* \"Ana\" <ana@x.cl>\n> *Enviada em:* segunda\n", "Ana", "ana@x.cl"),
        ] {
            let found = forwarded_for(text).unwrap();
            assert_eq!((found.name.as_str(), found.address.as_str()), (name, address), "{text}");
        }
        for nothing in ["", "De: nadie", "De: Ana <ana@x.cl>\nHola, la impresora no anda", "de:\nde:\nde:"] {
            assert_eq!(forwarded_for(nothing), None, "{nothing}");
        }
    }
}
