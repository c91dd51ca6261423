//! The command line. Exit status 0 when done, 1 when the answer is no, 2 for wrong usage; each failure is one line that
//! says what to do.

mod check;
mod sample;
mod serve;
mod setup;
mod token;

use crate::config::{Config, ConfigError, File};
use crate::desk::Fault;
use crate::http;
use crate::http::problem::Problem;
use crate::sample::SampleError;
use crate::store::{OpenError, Options, Store, SubmitError};
use crate::words::Vocabulary;
use clap::{Args, Parser, Subcommand};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// A complete service desk in one binary with one data file.
#[derive(Debug, Parser)]
#[command(name = "ventanilla", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    serve: serve::Arguments,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Where the desk lies.
#[derive(Debug, Args)]
struct Place {
    /// The data file; a missing one is made [default: ventanilla.redb]
    #[arg(long, global = true, env = "VENTANILLA_DATA", value_name = "FILE")]
    data: Option<PathBuf>,
    /// A configuration file (TOML) with data, listen, behind_proxy, cache_mib
    #[arg(long, global = true, env = "VENTANILLA_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// MiB of the data file that are kept in memory [default: 32]
    #[arg(long, global = true, env = "VENTANILLA_CACHE_MIB", value_name = "MIB")]
    cache_mib: Option<usize>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the desk (the default)
    Serve(serve::Arguments),
    /// Make the first administrator without a browser
    Setup(setup::Arguments),
    /// API tokens
    #[command(subcommand)]
    Token(token::Command),
    /// Check the data file and every index
    Check(check::Arguments),
    /// Print the description of the API
    Openapi,
    /// Fill a new data file with a believable desk
    Sample(sample::Arguments),
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// The answer is no.
    #[error("{0}")]
    No(String),
    /// It was not asked as it should be.
    #[error("{0}")]
    Usage(String),
}

impl From<SubmitError> for Failure {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Refused(refusal) => Self::No(Problem::from(refusal).in_one_line()),
            SubmitError::Fault(fault) => fault.into(),
            SubmitError::NoRoom | SubmitError::Busy | SubmitError::Closed => Self::No(error.to_string()),
        }
    }
}

impl Failure {
    fn status(&self) -> u8 {
        match self {
            Self::Config(_) | Self::Usage(_) => 2,
            Self::Open(_) | Self::Fault(_) | Self::Sample(_) | Self::No(_) => 1,
        }
    }
}

/// Does what the command line asks for.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match obey(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("ventanilla: {}", failure.to_string().replace('\n', " "));
            ExitCode::from(failure.status())
        }
    }
}

fn obey(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        None => serve::run(&cli.place, &cli.serve),
        Some(Command::Serve(arguments)) => serve::run(&cli.place, &arguments.or(cli.serve)),
        Some(_) if cli.serve.is_said() => {
            Err(Failure::Usage("--listen, --demo and --behind-proxy go with serve".to_owned()))
        }
        Some(Command::Setup(arguments)) => setup::run(&cli.place, arguments),
        Some(Command::Token(command)) => token::run(&cli.place, command),
        Some(Command::Check(arguments)) => check::run(&cli.place, &arguments),
        Some(Command::Openapi) => print(&http::description()),
        Some(Command::Sample(arguments)) => sample::run(&cli.place, &arguments),
    }
}

impl Place {
    /// What follows from the flags, the environment and the configuration file.
    fn config(&self, serve: &serve::Arguments) -> Result<Config, Failure> {
        let file = self.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let said = File {
            data: self.data.clone(),
            listen: serve.listen.clone(),
            behind_proxy: serve.behind_proxy.then_some(true),
            cache_mib: self.cache_mib,
        };
        Ok(Config::of(said, file)?)
    }

    /// The data file, opened.
    fn open(&self) -> Result<Store, Failure> {
        let config = self.config(&serve::Arguments::default())?;
        Ok(Store::open(&config.data, store_options(config.cache_bytes, true))?)
    }
}

/// How a data file is opened: with this much memory for its pages, and whether anybody is told anything by mail.
fn store_options(cache_bytes: usize, notices: bool) -> Options {
    let mut options = Options::default();
    (options.cache_bytes, options.notices) = (cache_bytes, notices);
    options
}

/// Prints to the standard output. That nobody reads on is no failure.
fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::No(format!("cannot print: {error}")))
        }
        _ => Ok(()),
    }
}

/// A word of a vocabulary, as an argument.
fn word<V: Vocabulary>(text: &str) -> Result<V, String> {
    V::parse(text).ok_or_else(|| {
        let all: Vec<&str> = V::ALL.iter().map(|word| word.as_str()).collect();
        format!("expected one of {}", all.join(", "))
    })
}
