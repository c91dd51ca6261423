//! How people and programs hear from the desk.

pub mod mail;
pub mod webhook;

mod names;
mod retry;
mod worker;

pub use worker::Courier;
