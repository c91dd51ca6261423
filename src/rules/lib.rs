//! What a service desk is and decides: rules over plain data.
//!
//! Nothing in this package reads a clock, a file or a socket: its `Cargo.toml` has no crate that could.
//! `desk::decide(facts, actor, command, now)` says which events follow from a command, `desk::apply` folds an
//! event into the tables. Both see the tables through two small traits, [`desk::Facts`] and [`desk::Tables`].

pub mod moment;
pub mod schedule;
mod thousandths;
pub mod zone;
#[macro_use]
pub mod words;

pub mod service_model;

pub mod mail;

pub mod desk;

pub mod survey;

pub mod insight;

pub use moment::{Day, Moment};
pub use thousandths::Thousandths;
