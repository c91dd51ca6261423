//! Figures beside each other, each with its interval.

use super::{Frame, LINE, Scale, heading, line, pixels};
use maud::html;

/// A figure.
#[derive(Clone, Debug)]
pub struct Interval {
    /// Whose it is.
    pub name: String,
    /// The figure and the ends of its interval; nothing where there is none to tell.
    pub figure: Option<[f64; 3]>,
    /// The same in words.
    pub said: String,
}

const TRACK: f64 = 16.0;
const ROW: f64 = LINE + TRACK + 6.0;
/// Room for half a dot.
const EDGE: f64 = 6.0;

/// A line from one end of each interval to the other, and a dot where the figure is, over one scale.
pub fn intervals(frame: &Frame<'_>, scale: &Scale, intervals: &[Interval]) -> String {
    let width = frame.width();
    let ends = (EDGE, width - EDGE);
    let rows = intervals.iter().scan(0.0, |next, row| Some((std::mem::replace(next, *next + ROW), row)));
    let below = ROW * f64::from(u32::try_from(intervals.len()).unwrap_or(u32::MAX));
    let inside = html! {
        @for (top, row) in rows {
            @let middle = top + LINE + TRACK / 2.0;
            g {
                title { (row.name) ": " (row.said) }
                (heading(&row.name, &row.said, (top, width)))
                @for (at, _) in &scale.ticks {
                    @let x = scale.at(*at, ends);
                    (line((x, top + LINE), (x, top + LINE + TRACK), "0.25", "1"))
                }
                @if let Some([value, low, high]) = row.figure {
                    @let [value, low, high] = [value, low, high].map(|it| scale.at(it, ends));
                    (line((low, middle), (high, middle), "1", "2"))
                    @for end in [low, high] { (line((end, middle - 4.0), (end, middle + 4.0), "1", "2")) }
                    circle cx=(pixels(value)) cy=(pixels(middle)) r="5" {}
                }
            }
        }
        @for (n, (at, name)) in scale.ticks.iter().enumerate() {
            @let anchor = if n == 0 { "start" } else if n + 1 == scale.ticks.len() { "end" } else { "middle" };
            @let x = match anchor { "start" => 0.0, "end" => width, _ => scale.at(*at, ends) };
            text x=(pixels(x)) y=(pixels(below + 13.0)) text-anchor=(anchor) fill-opacity="0.8" { (name) }
        }
    };
    let said: Vec<String> = intervals.iter().map(|row| format!("{}: {}", row.name, row.said)).collect();
    frame.around(below + LINE, &said, &inside)
}
