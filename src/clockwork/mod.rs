//! What happens because time passes.

mod schedule;

pub use schedule::{Due, NotASchedule, Period, Schedule};
