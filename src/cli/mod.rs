//! The command line. Exit status 0 when done, 1 when the answer is no, 2 for wrong usage; each failure is one line that
//! says what to do.

mod address;
mod backup;
mod certificate;
mod check;
mod compact;
mod ending;
mod export;
mod holidays;
mod log;
mod mail;
mod man;
mod model;
mod open_files;
mod restore;
mod sample;
mod secret_key;
mod serve;
mod setup;
mod setup_link;
mod systemd;
mod token;
mod user;

use crate::admin::{self, Ask, Done, No, socket};
use crate::clock::Clock;
use crate::config::{Config, ConfigError, File};
use crate::desk::Fault;
use crate::http;
use crate::http::problem::Problem;
use crate::http::tls::CertificateError;
use crate::moment::Moment;
use crate::sample::SampleError;
use crate::store::{CompactError, OpenError, Options, RestoreError, Step, Store, SubmitError};
use crate::words::Vocabulary;
use clap::{Args, Parser, Subcommand};
use std::io::{ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;

/// What stands below the options.
const AFTER_HELP: &str = "\
An option weighs more than its environment variable, and that more than the line of the same name in the file that \
--config names.
What people change while the desk runs (name, language, mail server, backups ...) is set in the browser.

Exit status: 0 done, 1 the answer is no, 2 wrong usage.

  ventanilla serve --demo                        a desk to try things on
  ventanilla serve --data desk.redb              a desk of one's own; prints a link that sets it up
  ventanilla setup-link --data desk.redb         that link anew, while it runs
  ventanilla backup --data desk.redb today.redb  the whole desk in one file, while it runs";

/// A complete service desk in one binary with one data file.
#[derive(Debug, Parser)]
#[command(name = "ventanilla", version, about, disable_help_subcommand = true, after_long_help = AFTER_HELP)]
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
    /// The data file [default: ventanilla.redb]
    #[arg(long, global = true, env = "VENTANILLA_DATA", value_name = "FILE")]
    data: Option<PathBuf>,
    /// A configuration file (TOML), whose keys are called like these options, with _ for -
    #[arg(long, global = true, env = "VENTANILLA_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// MiB of the data file that are kept in memory [default: 32]
    #[arg(long, global = true, env = "VENTANILLA_CACHE_MIB", value_name = "MIB")]
    cache_mib: Option<usize>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the desk (the default); a missing data file is made
    Serve(serve::Arguments),
    /// Make the first administrator without a browser; a missing data file is made
    Setup(setup::Arguments),
    /// Print a new one-time link to set up the desk that runs; the one before ends
    SetupLink,
    /// Print where the desk that runs is opened, an address a line
    Address,
    /// Print the fingerprint of the certificate, as browsers show it
    Certificate,
    /// API tokens
    #[command(subcommand)]
    Token(token::Command),
    /// Users
    #[command(subcommand)]
    User(user::Command),
    /// The service model as a file
    #[command(subcommand)]
    Model(model::Command),
    /// Mails from files
    #[command(subcommand)]
    Mail(mail::Command),
    /// Keys with which secrets in the data file are encrypted
    #[command(subcommand)]
    SecretKey(secret_key::Command),
    /// Write the whole desk to a new file, while it runs
    Backup(backup::Arguments),
    /// Write everything that the desk knows into a new folder, one file a kind, while it runs
    Export(export::Arguments),
    /// Put a backup in the place of the data file, or try out whether one could be
    Restore(restore::Arguments),
    /// Give back the room that the data file does not need, while no desk runs
    Compact,
    /// Check the data file and every index
    Check(check::Arguments),
    /// Print the holidays that are built in for a country
    Holidays(holidays::Arguments),
    /// Print the description of the API
    Openapi,
    /// Write the manual pages into a folder
    #[command(hide = true)]
    Man(man::Arguments),
    /// Fill a new data file with a believable desk
    Sample(sample::Arguments),
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Sample(#[from] SampleError),
    #[error(transparent)]
    Refused(#[from] No),
    #[error(transparent)]
    Restore(#[from] RestoreError),
    #[error(transparent)]
    Compact(#[from] CompactError),
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
    /// The desk that runs did something else than was asked.
    fn another_version() -> Self {
        Self::No("the desk that runs is of another version; use the program that it runs from".to_owned())
    }

    fn status(&self) -> u8 {
        match self {
            Self::Config(_) | Self::Certificate(_) | Self::Usage(_) => 2,
            Self::Open(_)
            | Self::Fault(_)
            | Self::Sample(_)
            | Self::Refused(_)
            | Self::Restore(_)
            | Self::Compact(_)
            | Self::No(_) => 1,
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
            let options = "--listen, --metrics-listen, --smtp-listen, --tls-cert, --tls-key, --tls-self-signed, --secret-key-file, --insecure-http, \
                 --trusted-proxy, --behind-proxy, --log, --log-format and --demo";
            Err(Failure::Usage(format!("{options} go with serve")))
        }
        Some(Command::Setup(arguments)) => setup::run(&cli.place, arguments),
        Some(Command::SetupLink) => setup_link::run(&cli.place),
        Some(Command::Address) => address::run(&cli.place),
        Some(Command::Certificate) => certificate::run(&cli.place),
        Some(Command::Token(command)) => token::run(&cli.place, command),
        Some(Command::User(command)) => user::run(&cli.place, command),
        Some(Command::Model(command)) => model::run(&cli.place, &command),
        Some(Command::Mail(command)) => mail::run(&cli.place, &command),
        Some(Command::SecretKey(command)) => secret_key::run(&command),
        Some(Command::Backup(arguments)) => backup::run(&cli.place, arguments),
        Some(Command::Export(arguments)) => export::run(&cli.place, arguments),
        Some(Command::Restore(arguments)) => restore::run(&cli.place, &arguments),
        Some(Command::Compact) => compact::run(&cli.place),
        Some(Command::Check(arguments)) => check::run(&cli.place, &arguments),
        Some(Command::Holidays(arguments)) => holidays::run(&arguments),
        Some(Command::Openapi) => print(&http::description()),
        Some(Command::Man(arguments)) => man::run(&arguments),
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
            metrics_listen: serve.metrics_listen.clone(),
            smtp_listen: serve.smtp_listen.clone(),
            tls_cert: serve.tls_cert.clone(),
            tls_key: serve.tls_key.clone(),
            secret_key_file: serve.secret_key_file.clone(),
            tls_self_signed: serve.tls_self_signed.then_some(true),
            insecure_http: serve.insecure_http.then_some(true),
            trusted_proxies: Some(serve.trusted_proxy.clone()).filter(|proxies| !proxies.is_empty()),
            behind_proxy: serve.behind_proxy.then_some(true),
            cache_mib: self.cache_mib,
            log: serve.log.clone(),
            log_format: serve.log_format,
        };
        Ok(Config::of(said, file)?)
    }

    /// The data file, opened.
    fn open(&self) -> Result<Store, Failure> {
        let config = self.config(&serve::Arguments::default())?;
        Ok(Store::open(&config.data, store_options(config.cache_bytes, true))?)
    }

    /// Asks the desk that runs on the data file; when none does, opens the file and does it here.
    fn ask(&self, ask: Ask) -> Result<Done, Failure> {
        self.ask_telling(ask, |words| eprintln!("{words}"))
    }

    /// The same, and tells `told` how far it is.
    fn ask_telling(&self, ask: Ask, told: impl Fn(&str)) -> Result<Done, Failure> {
        let data = self.config(&serve::Arguments::default())?.data;
        if let Some(answer) = Self::ask_running(&data, &ask, &told)? {
            return Ok(answer);
        }
        if !data.exists() {
            return Err(OpenError::Missing { path: data }.into());
        }
        let store = self.open()?;
        let mut progress = |words: &str| {
            told(words);
            ControlFlow::Continue(())
        };
        let done = admin::perform(&store, ask, &Clock::system(), &mut progress);
        store.close()?;
        Ok(done?)
    }

    /// Asks what only a desk that runs can tell.
    fn ask_only_running(&self, ask: &Ask) -> Result<Done, Failure> {
        let data = self.config(&serve::Arguments::default())?.data;
        Self::ask_running(&data, ask, &|words| eprintln!("{words}"))?
            .ok_or_else(|| Failure::No(format!("{}: no desk runs on this file; start it first", data.display())))
    }

    /// Asks the desk that runs on this data file; `None` when none does.
    fn ask_running(data: &Path, ask: &Ask, told: &dyn Fn(&str)) -> Result<Option<Done>, Failure> {
        let asked = socket::ask(data, ask, &mut |words| told(words));
        let asked = asked.map_err(|error| {
            Failure::No(match error.kind() {
                ErrorKind::PermissionDenied => {
                    format!("{}: a desk runs on this file; run as its user, or as root", data.display())
                }
                ErrorKind::UnexpectedEof => {
                    "the desk ended before it answered; see what it logged, and ask again".to_owned()
                }
                _ => format!("the desk that runs on {} cannot be asked: {error}", data.display()),
            })
        })?;
        Ok(asked.transpose()?)
    }
}

/// How a data file is opened: with this much memory for its pages, and whether anybody is told anything by mail.
fn store_options(cache_bytes: usize, notices: bool) -> Options {
    let mut options = Options::default();
    (options.cache_bytes, options.notices) = (cache_bytes, notices);
    options
}

/// Whether what the desk made can be seen from here. A desk that runs as a service may have folders of its own in the
/// place of some that everybody knows, such as /tmp.
fn seen_from_here(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let advice = "name a folder that it shares with you, such as that of its data file";
    Err(Failure::No(format!("{}: the desk has another folder under this name; {advice}", path.display())))
}

/// Tells how far something is, on the standard error.
fn tell(words: &str) -> ControlFlow<()> {
    eprintln!("{words}");
    ControlFlow::Continue(())
}

/// The same of the steps of a copy, which Ctrl+C breaks off.
fn watch() -> Result<impl FnMut(Step) -> ControlFlow<()>, Failure> {
    let mut words = admin::in_words(tell);
    let ended = ending::wanted().map_err(|error| Failure::No(format!("no signals: {error}")))?;
    Ok(move |step| if ended.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { words(step) })
}

/// Prints to the standard output. That nobody reads on is no failure.
fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::No(format!("cannot print: {error}"))),
        _ => Ok(()),
    }
}

/// A moment, as an argument.
fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "expected a moment such as 2026-11-25T14:30:00Z".to_owned())
}

/// A word of a vocabulary, as an argument.
fn word<V: Vocabulary>(text: &str) -> Result<V, String> {
    V::parse(text).ok_or_else(|| {
        let all: Vec<&str> = V::ALL.iter().map(|word| word.as_str()).collect();
        format!("expected one of {}", all.join(", "))
    })
}
