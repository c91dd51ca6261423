//! TLS of the program's own: certificate files, their change, and who speaks something else.

use crate::LOOKS;
use crate::planted;
use crate::program::{Running, done, run, set_up};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A folder with a data file, a certificate and its key.
pub(super) struct Place {
    folder: TempDir,
}

impl Place {
    pub(super) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn data(&self) -> PathBuf {
        self.path("desk.redb")
    }

    /// Writes a new pair; gives the certificate.
    fn pair(&self) -> CertificateDer<'static> {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        std::fs::write(self.path("key.pem"), signing_key.serialize_pem()).unwrap();
        std::fs::write(self.path("cert.pem"), cert.pem()).unwrap();
        cert.der().clone()
    }

    fn flags(&self) -> Vec<String> {
        let text = |path: PathBuf| path.display().to_string();
        vec!["--tls-cert".into(), text(self.path("cert.pem")), "--tls-key".into(), text(self.path("key.pem"))]
    }

    fn start(&self) -> Running {
        let flags = self.flags();
        self.start_with("127.0.0.1:0", &flags.iter().map(String::as_str).collect::<Vec<_>>())
    }

    pub(super) fn start_with(&self, address: &str, flags: &[&str]) -> Running {
        Running::on(address, &self.data(), flags)
    }

    pub(super) fn check(&self) {
        assert!(done(&self.data(), &["check"], "").contains("The data file is whole"));
    }
}

fn address(desk: &Running) -> String {
    desk.url.strip_prefix("https://").unwrap().to_owned()
}

/// A connection by TLS to whoever has this certificate and no other.
pub(super) async fn connect(
    address: &str,
    trusted: &CertificateDer<'static>,
) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").unwrap();
    tokio_rustls::TlsConnector::from(Arc::new(config)).connect(name, stream).await
}

/// The answer to a request by TLS, from whoever has this certificate and no other.
async fn ask(desk: &Running, trusted: &CertificateDer<'static>, request: &str) -> std::io::Result<String> {
    say(connect(&address(desk), trusted).await?, request).await
}

/// What is answered to a request.
pub(super) async fn say(
    mut stream: tokio_rustls::client::TlsStream<TcpStream>,
    request: &str,
) -> std::io::Result<String> {
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    // That the other end says goodbye properly is not the point here.
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    planted::look_at_raw(&answer);
    Ok(answer)
}

pub(super) const LIVE: &str = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn a_certificate_makes_it_tls_and_nothing_else() {
    let place = Place::new();
    let certificate = place.pair();
    set_up(&place.data(), "una clave larga y propia");
    let desk = place.start();
    // Hundreds who never begin their handshake.
    let most = getrlimit(Resource::Nofile).maximum;
    setrlimit(Resource::Nofile, Rlimit { current: most, maximum: most }).unwrap();
    let mut stuck = Vec::new();
    for _ in 0..600 {
        stuck.push(TcpStream::connect(address(&desk)).await.unwrap());
    }
    let begun = Instant::now();
    let answer = ask(&desk, &certificate, LIVE).await.unwrap();
    // Before the time of the others, ten seconds, is over.
    assert!(answer.starts_with("HTTP/1.1 200") && begun.elapsed() < Duration::from_secs(9), "{answer}");
    assert!(!answer.contains("strict-transport-security"), "nobody vouches for this certificate yet: {answer}");

    let body = r#"{"email":"ana@mesa.example","password":"una clave larga y propia"}"#;
    let enter = format!(
        "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nOrigin: https://localhost\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let entered = ask(&desk, &certificate, &enter).await.unwrap();
    let cookie = entered.lines().find(|line| line.starts_with("set-cookie:")).unwrap_or_default();
    assert!(cookie.contains("__Host-ventanilla=") && cookie.contains("Secure"), "{entered}");
    // A page that came without TLS is another site's.
    let plain_page =
        ask(&desk, &certificate, &enter.replace("https://localhost", "http://localhost:80")).await.unwrap();
    assert!(plain_page.starts_with("HTTP/1.1 403"), "{plain_page}");

    let mut plain = TcpStream::connect(address(&desk)).await.unwrap();
    plain.write_all(LIVE.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP"), "plain HTTP is not spoken on this port");
    drop(desk);
    place.check();
}

#[tokio::test]
async fn a_changed_certificate_is_taken_up_and_a_bad_one_is_not() {
    let place = Place::new();
    let first = place.pair();
    let desk = place.start();
    assert!(ask(&desk, &first, LIVE).await.is_ok());
    let hang_up = || {
        let told = Command::new("kill").args(["-HUP", &desk.id().to_string()]).status().unwrap();
        assert!(told.success());
    };
    let second = place.pair();
    assert!(ask(&desk, &first, LIVE).await.is_ok(), "it is not read on every connection");
    hang_up();
    let mut taken = false;
    for _ in 0..LOOKS {
        tokio::time::sleep(Duration::from_millis(20)).await;
        taken = ask(&desk, &second, LIVE).await.is_ok();
        if taken {
            break;
        }
    }
    assert!(taken && ask(&desk, &first, LIVE).await.is_err());

    std::fs::write(place.path("key.pem"), "nonsense").unwrap();
    hang_up();
    let mut log = String::new();
    for _ in 0..LOOKS {
        tokio::time::sleep(Duration::from_millis(20)).await;
        log = desk.log();
        if log.contains("stays as it was") {
            break;
        }
    }
    assert!(log.contains("the certificate stays as it was") && log.contains("key.pem"), "{log}");
    assert!(ask(&desk, &second, LIVE).await.is_ok());
    drop(desk);
    place.check();
}

/// Whether it refuses to start, with one line that has these words.
#[track_caller]
fn refuses(place: &Place, flags: &[&str], words: &[&str]) {
    let output = run(&place.data(), &[&["serve"], flags].concat(), "");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.trim_end().lines().count()), (Some(2), 1), "{flags:?}: {said}");
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!place.data().exists(), "nothing is made before it is clear that the desk can start");
}

#[test]
fn what_cannot_be_used_is_said_in_one_line_before_anything_begins() {
    let place = Place::new();
    let text = |path: &Path| path.display().to_string();
    let (cert, key) = (text(&place.path("cert.pem")), text(&place.path("key.pem")));
    place.pair();
    let (other_key, old_key) = (text(&place.path("other.pem")), std::fs::read(&key).unwrap());
    std::fs::write(&other_key, old_key).unwrap();
    place.pair();
    std::fs::write(place.path("empty.pem"), "").unwrap();
    let empty = text(&place.path("empty.pem"));
    refuses(&place, &["--tls-cert", &cert], &["--tls-key"]);
    refuses(&place, &["--tls-key", &key], &["--tls-cert"]);
    refuses(&place, &["--tls-cert", &cert, "--tls-key", &other_key], &["cannot be used together", "cert.pem"]);
    refuses(&place, &["--tls-cert", &cert, "--tls-key", "nowhere.pem"], &["nowhere.pem", "cannot be read"]);
    refuses(&place, &["--tls-cert", &empty, "--tls-key", &key], &["no certificate", "empty.pem"]);
    refuses(&place, &["--tls-cert", &key, "--tls-key", &key], &["no certificate", "key.pem"]);
    refuses(&place, &["--tls-cert", &cert, "--tls-key", &cert], &["no private key", "cert.pem"]);
    refuses(&place, &["--listen", "0.0.0.0:0"], &["without TLS", "--tls-cert", "--insecure-http"]);
    refuses(&place, &["--trusted-proxy", "proxy.example"], &["proxy.example", "10.0.0.0/8"]);
}

#[test]
fn plain_http_to_other_machines_is_spoken_when_told_so() {
    let place = Place::new();
    let desk = Running::on("0.0.0.0:0", &place.data(), &["--insecure-http"]);
    assert!(desk.url.starts_with("http://0.0.0.0:"));
    drop(desk);
    place.check();
}
