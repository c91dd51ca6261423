//! What is said before the desk starts: by flag, by environment, by a TOML file, in this order of weight. Settings that
//! people change while it runs live in the data file.

use crate::http::entry::proxies::{Network, Proxies};
use crate::http::tls::CertificateFiles;
use crate::secret::SecretKeys;
use clap::ValueEnum;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// The data file when nobody names one.
const DATA: &str = "ventanilla.redb";
/// The address when nobody names one: this machine only.
const LISTEN: &str = "127.0.0.1:8080";
/// MiB of pages that the store keeps in memory when nobody says.
const CACHE_MIB: usize = 32;
/// What is logged when nobody says.
const LOG: &str = "info,poem=warn";

/// The environment variable that holds keys of secrets. There is no flag for it: everybody on a machine sees those.
pub const SECRET_KEY: &str = "VENTANILLA_SECRET_KEY";

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// A line of text for people.
    #[default]
    Text,
    /// A JSON object a line, for programs.
    Json,
}

/// The keys of the configuration file.
pub const KEYS: &str = "data, listen, metrics_listen, smtp_listen, tls_cert, tls_key, tls_self_signed, secret_key_file, insecure_http, \
    trusted_proxies, behind_proxy, cache_mib, log and log_format";

/// What a configuration file may say. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The data file.
    pub data: Option<PathBuf>,
    /// The address to listen on, such as `0.0.0.0:8080`.
    pub listen: Option<String>,
    /// The address of a listener for `/metrics` alone, such as `127.0.0.1:9464`.
    pub metrics_listen: Option<String>,
    /// The address on which mail is taken by SMTP and LMTP, such as `127.0.0.1:2525`.
    pub smtp_listen: Option<String>,
    /// The certificate, in PEM, with which the desk speaks TLS.
    pub tls_cert: Option<PathBuf>,
    /// Its key.
    pub tls_key: Option<PathBuf>,
    /// The keys with which secrets in the data file are encrypted.
    pub secret_key_file: Option<PathBuf>,
    /// Whether the desk makes a certificate for itself, when it is given none.
    pub tls_self_signed: Option<bool>,
    /// Whether plain HTTP is spoken to other machines as well.
    pub insecure_http: Option<bool>,
    /// Addresses and networks of proxies, whose `X-Forwarded-Proto` and `X-Forwarded-For` are believed.
    pub trusted_proxies: Option<Vec<String>>,
    /// Whether proxies on this machine are believed.
    pub behind_proxy: Option<bool>,
    /// MiB of pages that the store keeps in memory.
    pub cache_mib: Option<usize>,
    /// What is logged, such as `debug` or `ventanilla=debug,poem=warn`.
    pub log: Option<String>,
    /// How the log is written.
    pub log_format: Option<LogFormat>,
}

/// Everything said and decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The data file.
    pub data: PathBuf,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// The address of the listener for `/metrics` alone.
    pub metrics_listen: Option<SocketAddr>,
    /// The address on which mail is taken by SMTP and LMTP.
    pub smtp_listen: Option<SocketAddr>,
    /// The certificate that the desk is given.
    pub certificate: Option<CertificateFiles>,
    /// The file with the keys of secrets.
    pub secret_key_file: Option<PathBuf>,
    /// Whether it makes one for itself when it is given none. With neither it speaks plain HTTP.
    pub self_signed: bool,
    /// Whether plain HTTP is spoken to other machines as well.
    pub insecure_http: bool,
    /// The proxies that are believed.
    pub proxies: Proxies,
    /// Bytes of pages that the store keeps in memory.
    pub cache_bytes: usize,
    /// What is logged.
    pub log: String,
    /// How the log is written.
    pub log_format: LogFormat,
}

/// Why the configuration cannot be used. Each says in one line what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: the configuration file cannot be read ({what}); name another with --config", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// The file says something that nobody knows, or not in TOML.
    #[error("{}: {what}; known keys are {KEYS}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, with its line.
        what: String,
    },
    /// The address is none.
    #[error("{0}: this is no address to listen on; write one such as 127.0.0.1:8080 or [::1]:8080")]
    NoAddress(String),
    /// A certificate without its key, or the other way round.
    #[error("a certificate and its key go together; give {missing} too")]
    HalfACertificate {
        /// The flag of what is missing.
        missing: &'static str,
    },
    /// What should be keys of secrets is none.
    #[error("{place}: {what}")]
    SecretKey {
        /// The file, or the environment variable.
        place: String,
        /// What is wrong, with what to do.
        what: String,
    },
    /// The network is none.
    #[error("{0}; write one with --trusted-proxy")]
    NoNetwork(String),
}

impl File {
    /// Reads a configuration file.
    ///
    /// # Errors
    /// It cannot be read, is no TOML, or has a key that nobody knows.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Unreadable { path: path.to_owned(), what: error.to_string() })?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
            let what = error.message().replace('\n', " ");
            let what = line.map_or(what.clone(), |line| format!("line {line}: {what}"));
            ConfigError::Malformed { path: path.to_owned(), what }
        })
    }
}

impl Config {
    /// What follows from what was said on the command line or in the environment (`said`) and in a file.
    ///
    /// # Errors
    /// The address is none.
    pub fn of(said: File, file: File) -> Result<Self, ConfigError> {
        let listen = said.listen.or(file.listen).unwrap_or_else(|| LISTEN.to_owned());
        let certificate = match (said.tls_cert.or(file.tls_cert), said.tls_key.or(file.tls_key)) {
            (Some(certificate), Some(key)) => Some(CertificateFiles { certificate, key }),
            (Some(_), None) => return Err(ConfigError::HalfACertificate { missing: "--tls-key" }),
            (None, Some(_)) => return Err(ConfigError::HalfACertificate { missing: "--tls-cert" }),
            (None, None) => None,
        };
        let networks = said.trusted_proxies.or(file.trusted_proxies).unwrap_or_default();
        let networks: Result<Vec<Network>, String> = networks.iter().map(|text| text.parse()).collect();
        let mut proxies = Proxies(networks.map_err(ConfigError::NoNetwork)?);
        if said.behind_proxy.or(file.behind_proxy).unwrap_or(false) {
            proxies.0.extend(Proxies::here().0);
        }
        Ok(Self {
            data: said.data.or(file.data).unwrap_or_else(|| DATA.into()),
            listen: address(listen)?,
            metrics_listen: said.metrics_listen.or(file.metrics_listen).map(address).transpose()?,
            smtp_listen: said.smtp_listen.or(file.smtp_listen).map(address).transpose()?,
            certificate,
            secret_key_file: said.secret_key_file.or(file.secret_key_file),
            self_signed: said.tls_self_signed.or(file.tls_self_signed).unwrap_or(false),
            insecure_http: said.insecure_http.or(file.insecure_http).unwrap_or(false),
            proxies,
            cache_bytes: said.cache_mib.or(file.cache_mib).unwrap_or(CACHE_MIB).max(1) << 20,
            log: said.log.or(file.log).unwrap_or_else(|| LOG.to_owned()),
            log_format: said.log_format.or(file.log_format).unwrap_or_default(),
        })
    }
}

impl Config {
    /// The keys of secrets: those of the file, else `variable`, the value of [`SECRET_KEY`]; none when nobody gives any.
    ///
    /// # Errors
    /// The file cannot be read; what is in it, or in the variable, is no key.
    pub fn secret_keys(&self, variable: Option<String>) -> Result<SecretKeys, ConfigError> {
        let (place, text) = match (&self.secret_key_file, variable) {
            (Some(path), _) => {
                let place = path.display().to_string();
                let unreadable = |error: std::io::Error| ConfigError::SecretKey {
                    what: format!("the key of secrets cannot be read ({error}); name another with --secret-key-file"),
                    place: place.clone(),
                };
                let text = std::fs::read_to_string(path).map_err(unreadable)?;
                (place, text)
            }
            (None, Some(text)) => (SECRET_KEY.to_owned(), text),
            (None, None) => return Ok(SecretKeys::default()),
        };
        SecretKeys::parse(&text).map_err(|error| ConfigError::SecretKey { place, what: error.to_string() })
    }
}

fn address(text: String) -> Result<SocketAddr, ConfigError> {
    text.parse().map_err(|_| ConfigError::NoAddress(text))
}

#[cfg(test)]
mod tests {
    use super::{Config, File};
    use std::path::Path;

    #[test]
    fn an_unknown_key_is_refused_in_one_line_that_names_it() {
        let error = File::parse(Path::new("desk.toml"), "listen = \"[::]:80\"\nlisen = 1\n").map_err(|e| e.to_string());
        let said = error.err().unwrap_or_default();
        assert!(said.contains("desk.toml: line 2") && said.contains("lisen") && !said.contains('\n'), "{said}");
    }

    #[test]
    fn the_command_line_weighs_more_than_the_file() {
        let said = File { listen: Some("[::1]:9000".to_owned()), ..File::default() };
        let file = File { listen: Some("x".to_owned()), data: Some("a.redb".into()), ..File::default() };
        let config = Config::of(said, file);
        assert!(config.is_ok_and(|c| c.listen.port() == 9000 && c.data == Path::new("a.redb")));
        let half = Config::of(File { tls_cert: Some("cert.pem".into()), ..File::default() }, File::default());
        assert!(half.is_err_and(|error| error.to_string().contains("--tls-key")));
        let proxy = File { trusted_proxies: Some(vec!["here".to_owned()]), ..File::default() };
        assert!(Config::of(proxy, File::default()).is_err());
        assert!(Config::of(File::default(), File { listen: Some("here".to_owned()), ..File::default() }).is_err());
    }
}
