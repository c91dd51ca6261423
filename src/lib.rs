//! Ventanilla: a complete service desk in one binary with one data file.
//!
//! The rooms, in reading order. Each may only know those above it.

/// By the C library's allocator a replay takes a sixth more time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a service desk is and decides: pure rules.
pub use rules::desk;
/// What was agreed with the client: pure rules.
pub use rules::service_model;

pub use rules::{insight, mail, survey};
/// Points in time, and closed vocabularies.
pub use rules::{moment, words};

/// What time it is.
pub mod clock;

/// Random secrets, and the hashes that are kept of them.
pub mod secret;

/// What people read, in every language.
pub mod messages;

/// Charts as SVG, of numbers and words that are given.
pub mod chart;

/// One redb file with everything in it.
pub mod store;

/// What people and programs ask of a read snapshot: one file a question.
pub mod queries;

/// A past period through a model on trial.
pub mod replay;

/// Everything that the desk knows, in files that any program reads.
pub mod export;

/// How people reach the desk and hear back.
pub mod channels;

/// What happens because time passes: timers and jobs.
pub mod clockwork;

/// A believable desk to try things on.
pub mod sample;

/// The edge towards people and programs: the REST resources, the door, the embedded web UI.
pub mod http;

/// What is asked of a desk on its own machine: the commands of the command line, and the socket by which they reach a
/// desk that runs.
pub mod admin;

/// What is said before the desk starts: flags, environment, a file.
pub mod config;

/// The rooms wired together, from start to an orderly end.
pub mod app;

/// The command line.
pub mod cli;
