//! Charts as SVG, of numbers and words that are given: nothing here knows what they are about. A chart is drawn for a
//! width, so that its letters keep their size on a telephone; it is ink on whatever lies below, in the theme of whoever
//! looks or black in print; and each thing that is drawn says its value in words, so that nothing is told by colour or
//! length alone.

mod bars;
mod intervals;
mod trend;

pub use bars::{Bar, bars};
pub use intervals::{Interval, intervals};
pub use trend::{Point, trend};

use maud::{Markup, PreEscaped, html};

/// The narrowest and the widest chart, in pixels.
pub const WIDTHS: (u32, u32) = (240, 1_600);

/// What every chart has.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// What it is called.
    pub title: &'a str,
    /// How wide it is, in pixels; held within [`WIDTHS`].
    pub width: u32,
}

/// An axis of values, with what is written along it.
#[derive(Clone, Debug)]
pub struct Scale {
    /// The lowest value.
    pub low: f64,
    /// The highest one.
    pub high: f64,
    /// Where it is marked, and how.
    pub ticks: Vec<(f64, String)>,
}

/// Ink in both themes, and in print.
const STYLE: &str = "svg{color:#1b1f24;color-scheme:light dark;font:13px system-ui,sans-serif;fill:currentColor}\
    @media (prefers-color-scheme:dark){svg{color:#e7eaee}}@media print{svg{color:#000}}";
/// About as wide as a letter is on average, in pixels.
const LETTER: f64 = 6.9;
/// A line of letters, in pixels.
const LINE: f64 = 18.0;

impl Frame<'_> {
    fn width(&self) -> f64 {
        f64::from(self.width.clamp(WIDTHS.0, WIDTHS.1))
    }

    /// The whole picture. What is said is what stands in it, for whoever does not see it.
    fn around(&self, height: f64, said: &[String], inside: &Markup) -> String {
        let (width, height) = (pixels(self.width()), pixels(height));
        let picture = html! {
            svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) }
                role="img" aria-labelledby="t d" {
                title id="t" { (self.title) }
                desc id="d" { (said.join("; ")) }
                style { (PreEscaped(STYLE)) }
                (inside)
            }
        };
        picture.into_string()
    }
}

impl Scale {
    /// Where a value lies between two ends.
    fn at(&self, value: f64, (from, to): (f64, f64)) -> f64 {
        let span = self.high - self.low;
        let share = if span > 0.0 { (value - self.low) / span } else { 0.0 };
        from + share.clamp(0.0, 1.0) * (to - from)
    }
}

/// A length as it is written: tenths of a pixel, and never what is no number.
fn pixels(length: f64) -> String {
    let tenths = (if length.is_finite() { length } else { 0.0 } * 10.0).round() / 10.0;
    format!("{tenths}")
}

/// About how wide some words are.
fn wide(text: &str) -> f64 {
    // Counts of letters are small.
    f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)) * LETTER
}

/// As much of a text as has room.
fn fitting(text: &str, room: f64) -> String {
    if wide(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if wide(&kept) + 2.0 * LETTER > room {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// A line of words above what it speaks of: a name, and at the other end what is said of it.
fn heading(name: &str, said: &str, (top, width): (f64, f64)) -> Markup {
    let room = width - wide(said) - LETTER;
    html! {
        text x="0" y=(pixels(top + 13.0)) { (fitting(name, room)) }
        text x=(pixels(width)) y=(pixels(top + 13.0)) text-anchor="end" { (said) }
    }
}

/// A line.
fn line((x1, y1): (f64, f64), (x2, y2): (f64, f64), opacity: &str, thick: &str) -> Markup {
    html! {
        line x1=(pixels(x1)) y1=(pixels(y1)) x2=(pixels(x2)) y2=(pixels(y2)) stroke="currentColor"
            stroke-opacity=(opacity) stroke-width=(thick) {}
    }
}

#[cfg(test)]
mod tests;
