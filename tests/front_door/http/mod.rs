//! The edge: problems, the door, roles, what every route has in common.

pub(crate) mod desk;

mod administration;
mod browser_defences;
mod command_line;
mod description;
mod entry;
mod health;
mod hostile;
mod jobs;
mod keeping_out;
mod known_browser;
mod links;
mod metrics;
mod own_certificate;
mod problems;
mod repetition;
pub(crate) mod second_step;
mod tls;
