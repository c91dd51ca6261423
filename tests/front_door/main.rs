//! Tests through the front door.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by breaking off")]

mod clockwork;
mod http;
mod mail;
mod rooms;
mod smtp;
