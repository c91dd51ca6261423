//! What is shown of a text: the parts in which the words that are looked for stand.

use super::query::{MISSING_FROM, Stage};
use super::wanted::Wanted;
use super::words::{self, Stems};
use std::ops::Range;

/// How many letters stand before the first hit of a fragment.
const BEFORE: usize = 40;

/// A piece of a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// Looks for the words in the texts of a hit, one text after another. A word that was shown once is not looked for again,
/// so that of most hits one text or two are read.
pub struct Shown<'a> {
    wanted: &'a Wanted,
    stems: Stems,
    forgiving: bool,
    /// Of each word, whether it was shown.
    shown: Vec<bool>,
    /// How many of the words a hit has at least.
    needed: usize,
}

/// A part of a text, with the hits in it.
struct Window {
    range: Range<usize>,
    hits: Vec<Range<usize>>,
}

impl<'a> Shown<'a> {
    /// Of what is wanted, as it was found at this stage.
    pub fn of(wanted: &'a Wanted, stage: Stage) -> Self {
        let count = wanted.words.len();
        let missing = usize::from(stage == Stage::AllButOne && count >= MISSING_FROM);
        Self {
            wanted,
            stems: Stems::new(),
            forgiving: stage.forgives(),
            shown: vec![false; count],
            needed: count - missing,
        }
    }

    /// Whether all there is to show was shown.
    pub fn is_complete(&self) -> bool {
        self.shown.iter().filter(|shown| **shown).count() >= self.needed
    }

    /// Takes what is shown anyhow, such as the number of a case, as shown.
    pub fn beside(&mut self, text: &str) {
        for word in words::words(text) {
            self.look(&word.folded);
        }
    }

    /// Whether this word of a text is a hit, and whether it had not been shown yet.
    fn look(&mut self, word: &str) -> Option<bool> {
        let (mut hit, mut new) = (false, false);
        for (wanted, shown) in self.wanted.words.iter().zip(&mut self.shown) {
            if wanted.is(&self.stems, word, self.forgiving) {
                hit = true;
                new |= !std::mem::replace(shown, true);
            }
        }
        hit.then_some(new)
    }

    /// The parts of a text in which words stand that were not shown yet, at most so many, each of about so many bytes.
    pub fn fragments(&mut self, text: &str, most: usize, bytes: usize) -> Vec<Vec<Piece>> {
        let mut windows: Vec<Window> = Vec::new();
        for word in words::words(text) {
            let inside = windows.last().is_some_and(|window| word.to <= window.range.end);
            if !inside && (windows.len() == most || self.is_complete()) {
                break;
            }
            match self.look(&word.folded) {
                Some(_) if inside => {}
                Some(true) => {
                    let after = windows.last().map_or(0, |window| window.range.end);
                    windows.push(Window { range: around(text, after, word.from..word.to, bytes), hits: Vec::new() });
                }
                _ => continue,
            }
            if let Some(window) = windows.last_mut() {
                window.hits.push(word.from..word.to);
            }
        }
        windows.into_iter().map(|window| pieces(text, window)).collect()
    }
}

/// The part of a text around its first hit, behind what is shown already.
fn around(text: &str, after: usize, hit: Range<usize>, bytes: usize) -> Range<usize> {
    if text.len() <= bytes {
        return 0..text.len();
    }
    let mut from = text.floor_char_boundary(hit.start.saturating_sub(BEFORE)).max(after);
    // It begins with a word.
    if from > 0
        && let Some(space) = text.get(from..hit.start).and_then(|before| before.find(char::is_whitespace))
    {
        from += space + 1;
    }
    from..text.floor_char_boundary((from + bytes).min(text.len())).max(hit.end)
}

fn pieces(text: &str, Window { range, hits }: Window) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut add = |text: &str, hit| {
        if !text.is_empty() {
            pieces.push(Piece { text: text.to_owned(), hit });
        }
    };
    add(if range.start > 0 { "…" } else { "" }, false);
    let mut at = range.start;
    for hit in hits {
        add(text.get(at..hit.start).unwrap_or_default(), false);
        at = hit.end;
        add(text.get(hit).unwrap_or_default(), true);
    }
    add(text.get(at..range.end).unwrap_or_default(), false);
    add(if range.end < text.len() { "…" } else { "" }, false);
    pieces
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn written(pieces: Vec<Piece>) -> String {
        pieces.into_iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text }).collect()
    }

    fn marked(typed: &str, text: &str, stage: Stage) -> Option<String> {
        let wanted = Wanted::new(typed, Vec::new(), Vec::new());
        Shown::of(&wanted, stage).fragments(text, 1, 80).pop().map(written)
    }

    #[test]
    fn what_was_looked_for_is_marked_in_the_text() {
        for (typed, text, expected) in [
            ("impresora", "Las impresoras del piso 3", "Las [impresoras] del piso 3"),
            ("CONEXION", "Sin conexión", "Sin [conexión]"),
            ("sin cone", "Sin conexión", "[Sin] [conexión]"),
            ("cone sin", "Sin conexión", "[Sin] conexión"),
            ("5550", "+56955500147", "+[56955500147]"),
            ("rojas@canelos", "ana.rojas@canelos.example", "ana.[rojas]@[canelos].example"),
        ] {
            assert_eq!(marked(typed, text, Stage::Exact).unwrap(), expected, "{typed}");
        }
        assert_eq!(marked("impresoda", "La impresora", Stage::Exact), None);
        assert_eq!(marked("impresoda", "La impresora", Stage::Forgiving).unwrap(), "La [impresora]");
    }

    #[test]
    fn of_a_long_text_the_part_with_the_hit_is_shown() {
        let text = format!("{} la impresora no responde {}", "uno dos tres ".repeat(40), "cuatro cinco ".repeat(40));
        let shown = marked("impresora", &text, Stage::Exact).unwrap();
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("[impresora]"), "{shown}");
        assert!(shown.len() < 100, "{shown}");
    }

    #[test]
    fn each_word_is_shown_once_and_then_there_is_nothing_more_to_read() {
        let wanted = Wanted::new("rodillo impresora", Vec::new(), Vec::new());
        let mut shown = Shown::of(&wanted, Stage::Exact);
        assert!(shown.fragments("Nada de eso", 3, 80).is_empty());
        assert_eq!(shown.fragments("La impresora", 3, 80).len(), 1);
        assert!(shown.fragments("Otra vez la impresora", 3, 80).is_empty() && !shown.is_complete());
        shown.beside("rodillo");
        assert!(shown.is_complete());
        // Two parts of one text.
        let text = format!("impresora {} rodillo", "uno dos tres ".repeat(40));
        let parts = Shown::of(&wanted, Stage::Exact).fragments(&text, 3, 80);
        assert!(parts.len() == 2 && written(parts[1].clone()).ends_with("[rodillo]"));
        assert_eq!(Shown::of(&wanted, Stage::Exact).fragments(&text, 1, 80).len(), 1);
        // One of three may be missing, where it was found without.
        let wanted = Wanted::new("rodillo impresora elefante", Vec::new(), Vec::new());
        let mut shown = Shown::of(&wanted, Stage::AllButOne);
        shown.beside("rodillo impresora");
        assert!(shown.is_complete());
    }
}
