//! A figure through the months, with the band in which the true one lies.

use super::{Frame, LETTER, LINE, Scale, line, pixels, wide};
use maud::{Markup, html};

/// A figure of a month.
#[derive(Clone, Debug)]
pub struct Point {
    /// Which month, as it is written below.
    pub name: String,
    /// The figure and the ends of its interval; nothing where there is none to tell.
    pub figure: Option<[f64; 3]>,
    /// The figure as it is written above it.
    pub short: String,
    /// All of it in words.
    pub said: String,
}

const HEIGHT: f64 = 200.0;
/// Room above the highest value, for what is written there.
const TOP: f64 = 20.0;

/// A line through the figures of the months that have one, with a band of their intervals. Nothing joins months that others
/// without a figure lie between: nobody knows what was then.
pub fn trend(frame: &Frame<'_>, scale: &Scale, points: &[Point]) -> String {
    let width = frame.width();
    // Figures and "%" are wider than most letters.
    let left = scale.ticks.iter().map(|(_, name)| wide(name)).fold(0.0, f64::max) + LETTER * 3.0;
    let half = points.iter().map(|point| wide(&point.name)).fold(0.0, f64::max) / 2.0;
    let (from, to) = (left + half, width - half);
    let gaps = f64::from(u32::try_from(points.len().saturating_sub(1)).unwrap_or(u32::MAX));
    let step = if gaps > 0.0 { (to - from) / gaps } else { 0.0 };
    let xs = points.iter().scan(if gaps > 0.0 { from } else { from.midpoint(to) }, |next, point| {
        Some((std::mem::replace(next, *next + step), point))
    });
    let xs: Vec<(f64, &Point)> = xs.collect();
    let y = |value: f64| scale.at(value, (TOP + HEIGHT, TOP));
    // So many months are passed over that what is written has room.
    let each = |room: f64| if step > 0.0 { every(room / step) } else { 1 };
    let (names, shorts) =
        (each(half * 2.0 + LETTER), each(points.iter().map(|p| wide(&p.short)).fold(0.0, f64::max) + 4.0));
    let last = points.len().saturating_sub(1);
    let inside = html! {
        @for (at, name) in &scale.ticks {
            (line((left, y(*at)), (width, y(*at)), "0.25", "1"))
            text x=(pixels(left - LETTER)) y=(pixels(y(*at) + 4.0)) text-anchor="end" fill-opacity="0.8" { (name) }
        }
        @for run in xs.chunk_by(|(_, one), (_, other)| one.figure.is_some() && other.figure.is_some()) { (piece(run, y)) }
        @for (n, (x, point)) in xs.iter().enumerate() {
            @let from_last = last - n;
            @if let Some([value, low, high]) = point.figure {
                g {
                    title { (point.name) ": " (point.said) }
                    (line((*x, y(low)), (*x, y(high)), "0.6", "1"))
                    circle cx=(pixels(*x)) cy=(pixels(y(value))) r="3.5" {}
                    @if from_last.is_multiple_of(shorts) {
                        text x=(pixels(*x)) y=(pixels(y(high) - 5.0)) text-anchor="middle" { (point.short) }
                    }
                }
            }
            @if from_last.is_multiple_of(names) {
                text x=(pixels(*x)) y=(pixels(TOP + HEIGHT + LINE)) text-anchor="middle" fill-opacity="0.8" { (point.name) }
            }
        }
    };
    let told = points.iter().filter(|point| point.figure.is_some());
    let said: Vec<String> = told.map(|point| format!("{}: {}", point.name, point.said)).collect();
    frame.around(TOP + HEIGHT + LINE + 6.0, &said, &inside)
}

/// The band and the line of months that follow each other.
fn piece(run: &[(f64, &Point)], y: impl Fn(f64) -> f64) -> Markup {
    let corners: Vec<(f64, [f64; 3])> = run.iter().filter_map(|(x, point)| Some((*x, point.figure?))).collect();
    let at = |x: f64, value: f64| format!("{},{}", pixels(x), pixels(y(value)));
    let above = corners.iter().map(|(x, [_, _, high])| at(*x, *high));
    let below = corners.iter().rev().map(|(x, [_, low, _])| at(*x, *low));
    let band: Vec<String> = above.chain(below).collect();
    let through: Vec<String> = corners.iter().map(|(x, [value, _, _])| at(*x, *value)).collect();
    html! {
        @if corners.len() > 1 {
            polygon points=(band.join(" ")) fill-opacity="0.16" {}
            polyline points=(through.join(" ")) fill="none" stroke="currentColor" stroke-width="2" {}
        }
    }
}

/// Every how many there is room for one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred at the most")]
fn every(room: f64) -> usize {
    (room.ceil().clamp(1.0, 1_000.0)) as usize
}
