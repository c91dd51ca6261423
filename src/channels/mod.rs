//! How people reach the desk and hear back.

pub mod mail;
