//! Index entries: pure functions from a record to its keys, and the look-ups that read them. Each key is made in one
//! place, which both sides use.

mod audience;
pub mod content;
pub mod follow_up;
pub mod invitation;
pub mod journal;
pub mod mail;
pub mod model;
pub mod person;
mod plain;
mod round;
pub mod survey;
pub mod ticket;
pub mod unit;
pub mod user;
