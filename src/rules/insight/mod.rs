//! What the numbers say: one formula a file, each with its source.

mod difference;
mod ranks;
mod recommendation;
mod share;
mod withheld;

pub use difference::{Difference, Moved, difference};
pub use ranks::ranks;
pub use recommendation::{Promoters, recommendation};
pub use share::{Estimate, is_finite, share};
pub use withheld::{ANSWERS_MIN, withheld};

/// The deviate of the normal distribution within which 95 % lie.
const Z: f64 = 1.959_963_984_540_054;
