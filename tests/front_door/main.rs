//! Tests through the front door.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by breaking off")]

mod cases;
mod clockwork;
mod crash;
mod full_disk;
mod http;
mod mail;
mod program;
mod rooms;
mod smtp;
