//! How people reach the desk, and how they and other programs hear from it.

pub mod mail;
pub mod webhook;

mod names;
mod retry;
mod tls;
mod web;
mod worker;

pub use worker::Courier;
