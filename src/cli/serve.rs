//! `ventanilla serve`: the desk itself.

use super::{Failure, Place, ending, log, open_files, print, store_options, systemd};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, LogFormat, SECRET_KEY};
use crate::desk::id::UserId;
use crate::http::entry::setup_link;
use crate::http::metrics::Metrics;
use crate::http::state::Options;
use crate::http::tls::{Certificate, own};
use crate::sample::{self, SampleOptions};
use crate::store::{Store, search};
use clap::Args;
use clap::builder::FalseyValueParser;
use rustix::io::Errno;
use socket2::{Domain, Protocol, Socket, Type};
use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

/// How many connections wait in the system's queue; it cuts this down to what it allows.
const BACKLOG: i32 = 4096;
/// How many cases a demonstration has.
const DEMO_TICKETS: u64 = 1_500;
/// Over how many months they are spread: so few that the queues of a day are full.
const DEMO_MONTHS: u32 = 1;
/// The same demonstration each time.
const DEMO_SEED: u64 = 1;

/// What can be said about running the desk.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Arguments {
    /// The address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "VENTANILLA_LISTEN", value_name = "ADDR")]
    pub(super) listen: Option<String>,
    /// Tell figures for Prometheus to whoever reaches this address, such as 127.0.0.1:9464 [default: none]
    #[arg(long, env = "VENTANILLA_METRICS_LISTEN", value_name = "ADDR")]
    pub(super) metrics_listen: Option<String>,
    /// Take mail by SMTP and LMTP on this address, such as 127.0.0.1:2525, for the addresses of the desk's mailboxes: for mail
    /// servers that forward to it [default: none]
    #[arg(long, env = "VENTANILLA_SMTP_LISTEN", value_name = "ADDR")]
    pub(super) smtp_listen: Option<String>,
    /// A certificate in PEM, with those that lead to its root: the desk speaks TLS, and takes a changed one up by itself
    #[arg(long, env = "VENTANILLA_TLS_CERT", value_name = "FILE")]
    pub(super) tls_cert: Option<PathBuf>,
    /// The key of the certificate, in PEM
    #[arg(long, env = "VENTANILLA_TLS_KEY", value_name = "FILE")]
    pub(super) tls_key: Option<PathBuf>,
    /// The keys with which secrets (mail password, second steps) are encrypted in the data file, the one that encrypts
    /// first; see ventanilla secret-key. VENTANILLA_SECRET_KEY may hold them instead
    #[arg(long, env = "VENTANILLA_SECRET_KEY_FILE", value_name = "FILE")]
    pub(super) secret_key_file: Option<PathBuf>,
    /// When no certificate is given, make one beside the data file, and renew it: the desk speaks TLS from its first start
    /// on, and browsers warn of it, so that people compare its fingerprint
    #[arg(long, env = "VENTANILLA_TLS_SELF_SIGNED", value_parser = FalseyValueParser::new())]
    pub(super) tls_self_signed: bool,
    /// Speak plain HTTP to other machines too: everybody on the way can read passwords along
    #[arg(long, env = "VENTANILLA_INSECURE_HTTP", value_parser = FalseyValueParser::new())]
    pub(super) insecure_http: bool,
    /// An address or network, such as 10.0.0.7, of proxies before the desk, whose X-Forwarded-Proto and
    /// X-Forwarded-For are believed; may be given several times
    #[arg(long, env = "VENTANILLA_TRUSTED_PROXY", value_name = "NETWORK", value_delimiter = ',')]
    pub(super) trusted_proxy: Vec<String>,
    /// A proxy on this machine stands before the desk: the same as --trusted-proxy for its loopback addresses
    #[arg(long, env = "VENTANILLA_BEHIND_PROXY", value_parser = FalseyValueParser::new())]
    pub(super) behind_proxy: bool,
    /// What to log, such as debug or ventanilla=debug,poem=warn [default: info,poem=warn]
    #[arg(long, env = "VENTANILLA_LOG", value_name = "FILTER")]
    pub(super) log: Option<String>,
    /// How to write the log, which goes to the standard error [default: text]
    #[arg(long, env = "VENTANILLA_LOG_FORMAT", value_name = "FORMAT")]
    pub(super) log_format: Option<LogFormat>,
    /// Run a demonstration on a temporary data file, and let anybody enter as anybody
    #[arg(long)]
    pub(super) demo: bool,
}

impl Arguments {
    /// Whether the command line says any of it. (The environment is for all commands.)
    pub(super) fn is_said(&self) -> bool {
        let said = [
            (self.tls_cert.is_some(), "VENTANILLA_TLS_CERT"),
            (self.tls_key.is_some(), "VENTANILLA_TLS_KEY"),
            (self.secret_key_file.is_some(), "VENTANILLA_SECRET_KEY_FILE"),
            (self.tls_self_signed, "VENTANILLA_TLS_SELF_SIGNED"),
            (self.insecure_http, "VENTANILLA_INSECURE_HTTP"),
            (!self.trusted_proxy.is_empty(), "VENTANILLA_TRUSTED_PROXY"),
            (self.behind_proxy, "VENTANILLA_BEHIND_PROXY"),
            (self.listen.is_some(), "VENTANILLA_LISTEN"),
            (self.metrics_listen.is_some(), "VENTANILLA_METRICS_LISTEN"),
            (self.smtp_listen.is_some(), "VENTANILLA_SMTP_LISTEN"),
            (self.log.is_some(), "VENTANILLA_LOG"),
            (self.log_format.is_some(), "VENTANILLA_LOG_FORMAT"),
        ];
        self.demo || said.iter().any(|(said, variable)| *said && std::env::var_os(variable).is_none())
    }

    /// This, and what was said before the word `serve`.
    pub(super) fn or(self, before: Self) -> Self {
        Self {
            listen: self.listen.or(before.listen),
            metrics_listen: self.metrics_listen.or(before.metrics_listen),
            smtp_listen: self.smtp_listen.or(before.smtp_listen),
            tls_cert: self.tls_cert.or(before.tls_cert),
            tls_key: self.tls_key.or(before.tls_key),
            secret_key_file: self.secret_key_file.or(before.secret_key_file),
            tls_self_signed: self.tls_self_signed || before.tls_self_signed,
            insecure_http: self.insecure_http || before.insecure_http,
            trusted_proxy: if self.trusted_proxy.is_empty() { before.trusted_proxy } else { self.trusted_proxy },
            behind_proxy: self.behind_proxy || before.behind_proxy,
            log: self.log.or(before.log),
            log_format: self.log_format.or(before.log_format),
            demo: self.demo || before.demo,
        }
    }
}

pub(super) fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let mut config = place.config(arguments)?;
    let given = config.certificate.clone().map(Certificate::read).transpose()?;
    let has_tls = given.is_some() || config.self_signed;
    if !has_tls && !config.listen.ip().is_loopback() && !config.insecure_http {
        return Err(Failure::Usage(format!(
            "{}: without TLS everybody on the network could read passwords along; give --tls-cert and --tls-key, or \
             --tls-self-signed, or listen on 127.0.0.1 behind a proxy that has TLS, or allow it with --insecure-http",
            config.listen
        )));
    }
    let keys = Arc::new(config.secret_keys(std::env::var(SECRET_KEY).ok())?);
    log::start(&config)?;
    let temporary = arguments.demo.then(DemoFile::new);
    if let Some(demo) = &temporary {
        config.data.clone_from(&demo.path);
    }
    // Before the data file is touched: nothing is made when the port is in use.
    let listeners = Listeners {
        desk: listen(config.listen, "--listen")?,
        metrics: config.metrics_listen.map(|address| listen(address, "--metrics-listen")).transpose()?,
        mail: config.smtp_listen.map(|address| listen(address, "--smtp-listen")).transpose()?,
    };
    let clock = Clock::system();
    let faces = if arguments.demo { Some(fill_demo(&config, &clock)?) } else { None };
    let metrics = Metrics::default();
    let mut opening = store_options(config.cache_bytes, true);
    opening.meter = Some(systemd::watched(metrics.meter()));
    opening.keys = keys;
    let store = Store::open(&config.data, opening)?;
    seal_secrets(&store)?;
    let certificate = match given {
        // Now that the data file is ours, so is what lies beside it.
        None if config.self_signed => Some(Certificate::own(own::beside(&config.data), clock.now())?),
        given => given,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed("no runtime"))?;
    let options = Options {
        data_file: std::path::absolute(&config.data).unwrap_or_else(|_| config.data.clone()),
        proxies: config.proxies.clone(),
        demo: faces,
        listens: Some(listeners.desk.local_addr().map_err(failed("no address"))?),
        certificate: certificate.map(Arc::new),
        metrics,
        bounds: open_files::raise(),
    };
    runtime.block_on(answer(options, store, clock, listeners))
}

/// Encrypts what was kept before there was a key, or with an older one.
fn seal_secrets(store: &Store) -> Result<(), Failure> {
    let locked = store.seal_secrets().map_err(|error| Failure::No(error.to_string()))?;
    if locked > 0 {
        tracing::warn!(
            locked,
            "secrets are encrypted with a key that was not given: mail waits, and codes of second steps do not open; give \
             the key with --secret-key-file"
        );
    }
    Ok(())
}

/// Fills the data file of a demonstration up to this moment; gives the users whom one can enter as.
fn fill_demo(config: &Config, clock: &Clock) -> Result<Vec<UserId>, Failure> {
    print("Making a desk to try things on …\n")?;
    let store = Store::open(&config.data, store_options(config.cache_bytes, false))?;
    let sample = SampleOptions {
        tickets: DEMO_TICKETS,
        months: DEMO_MONTHS,
        seed: DEMO_SEED,
        until: clock.now(),
        people: None,
        administrator: true,
    };
    let filled = sample::fill_store(&store, &sample, |_| ());
    store.close()?;
    Ok(filled?.faces)
}

/// Where the desk answers.
struct Listeners {
    desk: TcpListener,
    metrics: Option<TcpListener>,
    mail: Option<TcpListener>,
}

async fn answer(options: Options, store: Store, clock: Clock, listeners: Listeners) -> Result<(), Failure> {
    let demo = options.demo.is_some();
    let certificate = options.certificate.clone();
    let address = listeners.desk.local_addr().map_err(failed("no address"))?;
    let asynchronous = |listener| tokio::net::TcpListener::from_std(listener).map_err(failed("no listener"));
    let listener = asynchronous(listeners.desk)?;
    let metrics = listeners.metrics.map(asynchronous).transpose()?;
    let figures = metrics.as_ref().and_then(|listener| listener.local_addr().ok());
    let mail = listeners.mail.map(asynchronous).transpose()?;
    let brought = mail.as_ref().and_then(|listener| listener.local_addr().ok());
    let app = App::start(store, clock, options).with_metrics_on(metrics).with_mail_on(mail);
    let end = told_to_end().map_err(failed("no signals"))?;
    let scheme = if certificate.is_some() { "https" } else { "http" };
    print(&format!("Ventanilla {} listens on {scheme}://{address}\n", env!("CARGO_PKG_VERSION")))?;
    if let Some(address) = figures {
        print(&format!("Figures for Prometheus are on http://{address}/metrics\n"))?;
    }
    if let Some(address) = brought {
        print(&format!("Mail is taken by SMTP and LMTP on {address}\n"))?;
    }
    if let Some(identity) = certificate.and_then(|certificate| certificate.identity()) {
        print(&format!("Its certificate has the SHA-256 fingerprint {}\n", identity.fingerprint))?;
    }
    let addresses = app.addresses()?;
    if let Some(token) = app.setup_token()? {
        print("To set the desk up, open this link, which works once:\n")?;
        addresses.iter().try_for_each(|address| print(&format!("  {}\n", setup_link::at(address, &token))))?;
    } else if demo {
        let addresses = addresses.join(" or ");
        print(&format!("A demonstration: open {addresses} and enter as anybody. It ends with this program.\n"))?;
    }
    systemd::ready();
    app.serve(listener, end).await.map_err(failed("the desk did not close well"))
}

/// Binds the address, so that it is known before anything else is done whether it is free.
fn listen(address: SocketAddr, option: &str) -> Result<TcpListener, Failure> {
    let listener = bind(address).map_err(|error| {
        Failure::No(match error.kind() {
            io::ErrorKind::AddrInUse => {
                format!("{address}: another program listens here; stop it, or choose another address with {option}")
            }
            io::ErrorKind::PermissionDenied => {
                format!("{address}: no permission to listen here; choose a port from 1024 up with {option}")
            }
            io::ErrorKind::AddrNotAvailable => {
                format!("{address}: this machine does not have this address; choose another with {option}")
            }
            _ => format!("{address}: cannot listen here ({error}); choose another address with {option}"),
        })
    })?;
    listener.set_nonblocking(true).map_err(failed("cannot listen"))?;
    Ok(listener)
}

/// Where everything of IPv6 is asked for, everything of IPv4 is meant too; and that alone, on a machine without IPv6.
fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let everything = address.ip() == IpAddr::V6(Ipv6Addr::UNSPECIFIED);
    match bind_one(address, everything) {
        Err(error) if everything && error.raw_os_error() == Some(Errno::AFNOSUPPORT.raw_os_error()) => {
            bind_one((Ipv4Addr::UNSPECIFIED, address.port()).into(), false)
        }
        bound => bound,
    }
}

/// With a queue for many who come at once, as after a start: who finds it full tries again after seconds only.
fn bind_one(address: SocketAddr, also_ipv4: bool) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    if also_ipv4 {
        socket.set_only_v6(false)?;
    }
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Comes back when somebody wants the desk to end. It listens from this call on, so that nobody who has read that the
/// desk is there can end it in bad order.
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    let told = ending::told()?;
    Ok(async move {
        told.await;
        systemd::stopping();
    })
}

fn failed(what: &'static str) -> impl Fn(io::Error) -> Failure {
    move |error| Failure::No(format!("{what}: {error}"))
}

/// The data file of a demonstration; gone with the program.
struct DemoFile {
    path: PathBuf,
}

impl DemoFile {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("ventanilla-demo-{}.redb", std::process::id()));
        let demo = Self { path };
        demo.remove();
        demo
    }

    fn remove(&self) {
        let own = own::beside(&self.path);
        let files = [&self.path, &own.certificate, &own.key].map(|path| (path.clone(), std::fs::remove_file(path)));
        let folder = search::folder_beside(&self.path);
        let removed = std::fs::remove_dir_all(&folder);
        for (path, removed) in files.into_iter().chain([(folder, removed)]) {
            match removed {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(%error, path = %path.display(), "a temporary file stays");
                }
                _ => {}
            }
        }
    }
}

impl Drop for DemoFile {
    fn drop(&mut self) {
        self.remove();
    }
}
