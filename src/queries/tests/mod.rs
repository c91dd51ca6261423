//! Questions, asked of a desk in a temporary folder.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails says so by panicking")]

mod access;
mod cost;
mod desk;
mod people;
mod timelines;
