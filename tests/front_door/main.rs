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
mod invitations;
mod log;
mod mail;
mod model;
mod notices;
mod personal_data;
mod planted;
mod program;
mod receiver;
mod retention;
mod rooms;
mod secrets;
mod smtp;
mod survey_bad_input;
mod survey_files;
mod survey_results;
mod survey_review;
mod surveys;
mod systemd;
