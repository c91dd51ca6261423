//! Tests through the front door.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by breaking off")]

mod access;
mod admin;
mod anonymity;
mod authority;
mod backup;
mod campaigns;
mod cases;
mod clockwork;
mod complaints;
mod crash;
mod ending;
mod export;
mod follow_ups;
mod full_disk;
mod http;
mod imap;
mod incoming;
mod invitations;
mod log;
mod mail;
mod mailbox_sign_in;
mod model;
mod notices;
mod personal_data;
mod planted;
mod portal;
mod program;
mod receiver;
mod retention;
mod rooms;
mod secrets;
mod smtp;
mod smtp_in;
mod survey_bad_input;
mod survey_files;
mod survey_results;
mod survey_review;
mod surveys;
mod systemd;
mod token_endpoint;

/// How often a test looks for what is to come, some milliseconds apart: it costs nothing to be patient with a machine that is
/// busy, and whoever asks for what never comes hears of it.
const LOOKS: usize = 3_000;
