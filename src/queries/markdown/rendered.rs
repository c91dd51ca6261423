//! Texts that were shown a short while ago, with their HTML. Making it takes as long as all else that reading a case
//! takes, and who works on a case reads it many times.
//!
//! Kept by the text itself: the HTML follows from nothing else, so what is kept here cannot become wrong, whatever is
//! changed or erased, and whichever desk asks.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// How many bytes of texts and HTML a generation has; two are kept.
const GENERATION: usize = 1 << 20;
/// Longer texts are made anew each time, so that one of them does not drive out many.
const LONGEST: usize = 16 << 10;

static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

/// The HTML that is kept of `text`, else what `render` makes of it.
pub(super) fn once(text: &str, render: impl FnOnce(&str) -> String) -> String {
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if text.len() > LONGEST {
        return render(text);
    }
    if let Some(html) = kept().find(text) {
        return html;
    }
    // Nobody else has to wait meanwhile.
    let html = render(text);
    kept().keep(text.to_owned(), html.clone());
    html
}

/// Two generations: when the younger one is full it becomes the older one, and what nobody asked for since goes.
#[derive(Default)]
struct Kept {
    young: HashMap<String, String>,
    old: HashMap<String, String>,
    /// The bytes of the young ones.
    bytes: usize,
}

impl Kept {
    fn find(&mut self, text: &str) -> Option<String> {
        if let Some(html) = self.young.get(text) {
            return Some(html.clone());
        }
        let (text, html) = self.old.remove_entry(text)?;
        self.keep(text, html.clone());
        Some(html)
    }

    fn keep(&mut self, text: String, html: String) {
        let bytes = text.len() + html.len();
        if bytes > GENERATION {
            return;
        }
        if self.bytes + bytes > GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        if self.young.insert(text, html).is_none() {
            self.bytes += bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GENERATION, Kept};

    fn text(n: usize) -> String {
        format!("{n:0100}")
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let mut kept = Kept::default();
        for n in 0..5 * GENERATION / 200 {
            kept.keep(text(n), text(n));
            assert_eq!(kept.find(&text(0)), Some(text(0)));
            let bytes: usize = kept.young.iter().chain(&kept.old).map(|(text, html)| text.len() + html.len()).sum();
            assert!(bytes <= 2 * GENERATION);
        }
        assert_eq!(kept.find(&text(1)), None);
    }
}
