//! The log, on the standard error: text for people, or JSON for programs that read it.

use super::Failure;
use crate::config::{Config, LogFormat};
use std::io::{self, IsTerminal};
use tracing_subscriber::EnvFilter;

/// Starts the log as the configuration says. A second start within one process keeps the first log.
pub(super) fn start(config: &Config) -> Result<(), Failure> {
    let filter = EnvFilter::builder().parse(&config.log).map_err(|error| {
        let advice = "write such as info, debug or ventanilla=debug,poem=warn";
        Failure::Usage(format!("{}: this does not say what to log ({error}); {advice}", config.log))
    })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    let _ = match config.log_format {
        LogFormat::Text => log.with_ansi(io::stderr().is_terminal()).try_init(),
        LogFormat::Json => log.json().flatten_event(true).with_span_list(false).try_init(),
    };
    // What breaks off is a line of the log like others: a program that reads JSON must not meet anything else.
    std::panic::set_hook(Box::new(|panicked| {
        let place = panicked.location().map(ToString::to_string);
        tracing::error!(place, words = panicked.payload_as_str(), "the program broke off at a place of its own");
    }));
    Ok(())
}
