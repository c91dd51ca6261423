//! A distribution: how often each thing was said.

use super::{Frame, LINE, heading, pixels};
use maud::html;

/// A bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What was said.
    pub name: String,
    /// Its part of the whole, 0 to 1: as long is the bar.
    pub share: f64,
    /// The same in words.
    pub said: String,
}

const BAR: f64 = 12.0;
const ROW: f64 = LINE + BAR + 8.0;

/// A bar below each name.
pub fn bars(frame: &Frame<'_>, bars: &[Bar]) -> String {
    let width = frame.width();
    let rows = bars.iter().scan(0.0, |next, bar| Some((std::mem::replace(next, *next + ROW), bar)));
    let height = ROW * f64::from(u32::try_from(bars.len()).unwrap_or(u32::MAX));
    let inside = html! {
        @for (top, bar) in rows {
            g {
                title { (bar.name) ": " (bar.said) }
                (heading(&bar.name, &bar.said, (top, width)))
                rect x="0.5" y=(pixels(top + LINE + 0.5)) width=(pixels(width - 1.0)) height=(pixels(BAR - 1.0)) fill="none"
                    stroke="currentColor" stroke-opacity="0.35" {}
                rect x="0" y=(pixels(top + LINE)) width=(pixels(width * bar.share.clamp(0.0, 1.0))) height=(pixels(BAR))
                    fill-opacity="0.75" {}
            }
        }
    };
    let said: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.name, bar.said)).collect();
    frame.around(height, &said, &inside)
}
