//! One conversation with the mail server, step by step, so that at each moment it is known whether the server may
//! have taken the mail. It may have from the final dot on (RFC 5321, section 6.1), and at no moment before.

use crate::channels::names::addresses;
use crate::channels::worker::Trouble;
use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use rules::desk::{MailSettings, Settings};
use rules::words::MailSecurity;
use std::error::Error as _;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long each step may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For resolving the name, and for a connection with its greeting.
    pub connect: Duration,
    /// For the answer to a command.
    pub command: Duration,
    /// For the answer to the final dot. Whoever gives up early does not know whether the mail arrived: RFC 5321,
    /// section 4.5.3.2.6 asks for ten minutes.
    pub last: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(30), command: Duration::from_secs(60), last: Duration::from_secs(600) }
    }
}

/// A server to hand mail to.
#[derive(Clone)]
pub(super) struct Server {
    host: String,
    port: u16,
    security: MailSecurity,
    /// In PEM, beside the public authorities.
    trusted_certificates: Option<String>,
    credentials: Option<Credentials>,
    hello: ClientId,
}

impl Server {
    /// The server of these settings.
    pub(super) fn new(mail: &MailSettings, password: Option<&str>, desk: &Settings) -> Self {
        let credentials = mail
            .username
            .as_ref()
            .filter(|name| !name.is_empty())
            .map(|name| Credentials::new(name.clone(), password.unwrap_or_default().to_owned()));
        let own_name = desk.public_url.as_deref().and_then(host_of).map(|name| ClientId::Domain(name.to_owned()));
        Self {
            host: mail.host.clone(),
            port: mail.port,
            security: mail.security,
            trusted_certificates: mail.trusted_certificates.clone(),
            credentials,
            hello: own_name.unwrap_or_default(),
        }
    }

    /// How a connection is protected; `None`: not at all. The certificate is the host's, whatever address it has.
    fn tls(&self) -> Result<Option<TlsParameters>, Error> {
        if self.security == MailSecurity::None {
            return Ok(None);
        }
        let mut tls = TlsParameters::builder(self.host.clone());
        if let Some(pem) = &self.trusted_certificates {
            tls = tls.add_root_certificate(Certificate::from_pem(pem.as_bytes())?);
        }
        tls.build().map(Some)
    }

    /// Where a connection leads, for people: `mail.example:587 (192.0.2.1)`.
    fn place(&self, address: IpAddr) -> String {
        if self.host.parse() == Ok(address) {
            SocketAddr::new(address, self.port).to_string()
        } else {
            format!("{}:{} ({address})", self.host, self.port)
        }
    }
}

/// The host name of an address such as `https://mesa.example/`, when it is a name.
fn host_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', ':', '?', '#']).next()?;
    (rules::desk::text::is_host_name(host) && host.contains(|c: char| c.is_ascii_alphabetic())).then_some(host)
}

/// Hands a message over, and gives back the server's word for having taken it. `before_body` is waited for when the
/// server is ready for the message and nothing of it has been sent; what it cannot keep, is not sent.
///
/// # Errors
/// What happened instead.
pub(super) async fn deliver(
    server: &Server,
    message: &Message,
    patience: Patience,
    before_body: impl Future<Output = Result<(), String>>,
) -> Result<String, Trouble> {
    let mut connection = open(server, patience).await.map_err(Trouble::Later)?;
    let outcome = hand_over(&mut connection, message, patience, before_body).await;
    // A matter of manners: the outcome stands, whatever the server says to it.
    let _ = tokio::time::timeout(Duration::from_secs(1), connection.command(Quit)).await;
    outcome
}

/// Connects, protects the connection and signs in. Whatever fails here says nothing about a mail; the words name each
/// address that was tried.
async fn open(server: &Server, patience: Patience) -> Result<AsyncSmtpConnection, String> {
    let tls = server.tls().map_err(|error| in_words(&error))?;
    let look_up = format!("looking up {}", server.host);
    let found = within(patience.connect, &look_up, addresses(&server.host)).await??;
    let mut tried = Vec::new();
    for address in found {
        match connect(server, address, tls.as_ref(), patience).await {
            Ok(connection) => return Ok(connection),
            Err(words) => tried.push(format!("{}: {words}", server.place(address))),
        }
    }
    Err(tidy(&tried.join("; ")))
}

async fn connect(
    server: &Server,
    address: IpAddr,
    tls: Option<&TlsParameters>,
    patience: Patience,
) -> Result<AsyncSmtpConnection, String> {
    let for_the = |security: MailSecurity| tls.filter(|_| server.security == security).cloned();
    let connecting = AsyncSmtpConnection::connect_tokio1(
        (address, server.port),
        Some(patience.connect),
        &server.hello,
        for_the(MailSecurity::Tls),
        None,
    );
    let mut connection = within(patience.connect, "connecting", connecting).await?.map_err(|error| in_words(&error))?;
    if let Some(tls) = for_the(MailSecurity::StartTls) {
        let upgrade = connection.starttls(tls, &server.hello);
        within(patience.command, "STARTTLS", upgrade).await?.map_err(|error| in_words(&error))?;
    }
    if let Some(credentials) = &server.credentials {
        let signing_in = connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials);
        within(patience.command, "signing in", signing_in).await?.map_err(|error| in_words(&error))?;
    }
    Ok(connection)
}

async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    message: &Message,
    patience: Patience,
    before_body: impl Future<Output = Result<(), String>>,
) -> Result<String, Trouble> {
    let envelope = message.envelope();
    // A sender that is refused is a matter of the settings, not of this mail.
    let from = connection.command(Mail::new(envelope.from().cloned(), vec![]));
    step(patience, "MAIL", from).await.map_err(|trouble| Trouble::Later(trouble.words()))?;
    for to in envelope.to() {
        step(patience, "RCPT", connection.command(Rcpt::new(to.clone(), vec![]))).await?;
    }
    step(patience, "DATA", connection.command(Data)).await?;
    before_body.await.map_err(Trouble::Later)?;

    let body = message.formatted();
    let whole = AtomicBool::new(false);
    let parts = body.chunks(16 * 1024);
    // The iterator is asked once more after the last part was written; what follows is the final dot.
    let watched = parts.map(Some).chain([None]).map_while(|part| {
        whole.store(part.is_none(), Ordering::Relaxed);
        part
    });
    let sending = connection.message_iter(watched);
    match tokio::time::timeout(patience.last, sending).await {
        Ok(Ok(response)) => Ok(response_words(&response)),
        Ok(Err(error)) if error.status().is_some() => Err(said_no(&error)),
        Ok(Err(error)) if whole.load(Ordering::Relaxed) => Err(Trouble::Unknown(in_words(&error))),
        Ok(Err(error)) => Err(Trouble::Later(in_words(&error))),
        Err(_) if whole.load(Ordering::Relaxed) => {
            Err(Trouble::Unknown(no_answer("the end of the message", patience.last)))
        }
        Err(_) => Err(Trouble::Later(no_answer("the message", patience.last))),
    }
}

/// A command and its answer.
async fn step(
    patience: Patience,
    what: &str,
    command: impl Future<Output = Result<Response, Error>>,
) -> Result<(), Trouble> {
    match within(patience.command, what, command).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(said_no(&error)),
        Err(words) => Err(Trouble::Later(words)),
    }
}

/// What a refusal or a broken connection means before the final dot, or a refusal after it.
fn said_no(error: &Error) -> Trouble {
    if error.is_permanent() { Trouble::Never(in_words(error)) } else { Trouble::Later(in_words(error)) }
}

async fn within<T>(patience: Duration, what: &str, doing: impl Future<Output = T>) -> Result<T, String> {
    tokio::time::timeout(patience, doing).await.map_err(|_| no_answer(what, patience))
}

fn no_answer(what: &str, patience: Duration) -> String {
    format!("no answer to {what} within {} s", patience.as_secs_f32())
}

fn response_words(response: &Response) -> String {
    let lines: Vec<&str> = response.message().collect();
    tidy(&format!("{} {}", response.code(), lines.join(" ")))
}

/// The server's own words with their code, or what broke on the way.
fn in_words(error: &Error) -> String {
    match (error.status(), error.source()) {
        (Some(code), Some(words)) => tidy(&format!("{code} {words}")),
        (Some(code), None) => code.to_string(),
        (None, Some(cause)) => {
            // The last cause is the one that says something.
            let mut cause = cause;
            while let Some(deeper) = cause.source() {
                cause = deeper;
            }
            tidy(&cause.to_string())
        }
        (None, None) => tidy(&error.to_string()),
    }
}

/// One line, and not a long one: it is shown to people.
fn tidy(words: &str) -> String {
    rules::desk::text::clean_line(words).chars().take(500).collect()
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn the_own_name_is_that_of_the_public_address() {
        assert_eq!(host_of("https://mesa.canelos.example/"), Some("mesa.canelos.example"));
        assert_eq!(host_of("http://mesa:8080"), Some("mesa"));
        assert_eq!(host_of("http://10.0.0.7:8080"), None);
        assert_eq!(host_of("http://[::1]/"), None);
    }
}
