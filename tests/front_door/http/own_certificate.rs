//! The certificate that the desk makes for itself, from the first start on.

use super::tls::{LIVE, Place, connect, say};
use crate::LOOKS;
use crate::authority::Authority;
use crate::program::{Running, done, run};
use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const OWN: [&str; 1] = ["--tls-self-signed"];
const CERTIFICATE: &str = "desk.redb.crt";
const KEY: &str = "desk.redb.key";

fn in_place(place: &Place) -> CertificateDer<'static> {
    CertificateDer::from_pem_file(place.path(CERTIFICATE)).unwrap()
}

/// The port on which a desk listens everywhere, at this machine's address.
fn here(desk: &Running) -> String {
    format!("127.0.0.1:{}", desk.url.rsplit_once(':').unwrap().1)
}

/// The fingerprint of what is shown on the wire.
async fn shown(address: &str, trusted: &CertificateDer<'static>) -> String {
    let stream = connect(address, trusted).await.unwrap();
    let chain = stream.get_ref().1.peer_certificates().unwrap();
    let pairs: Vec<String> = Sha256::digest(&chain[0]).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

fn post(path: &str, host: &str, body: &Value) -> String {
    let body = body.to_string();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: https://{host}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn first_run(token: &str) -> Value {
    json!({
        "token": token,
        "admin": { "name": "Ana Rojas", "email": "ana@mesa.example", "password": "una clave larga y propia" },
        "desk": { "name": "Mesa", "language": "es", "time_zone": "America/Santiago" },
    })
}

#[tokio::test]
async fn a_new_desk_is_set_up_by_tls_from_anywhere() {
    let place = Place::new();
    // Everywhere: a machine without IPv6 has IPv4 alone.
    let desk = place.start_with("[::]:0", &OWN);
    let address = here(&desk);
    let trusted = in_place(&place);
    for name in [CERTIFICATE, KEY] {
        let mode = std::fs::metadata(place.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let fingerprint = desk.says("Its certificate has the SHA-256 fingerprint ");
    assert_eq!(fingerprint, shown(&address, &trusted).await);
    assert_eq!(done(&place.data(), &["certificate"], "").lines().next(), Some(fingerprint.as_str()));
    let live = say(connect(&address, &trusted).await.unwrap(), LIVE).await.unwrap();
    assert!(live.starts_with("HTTP/1.1 200"), "{live}");
    assert!(
        !live.contains("strict-transport-security"),
        "who only compared a fingerprint must not be locked out: {live}"
    );

    // The link that was printed first ends with the one that is asked for. Both name every address of this machine.
    let printed = desk.says("  ").split_once("/setup#token=").unwrap().1.to_owned();
    let links = done(&place.data(), &["setup-link"], "");
    let addresses = done(&place.data(), &["address"], "");
    let tokens: Vec<&str> = links.lines().map(|link| link.split_once("/setup#token=").unwrap().1).collect();
    let named: Vec<&str> = links.lines().map(|link| link.split_once("/setup#").unwrap().0).collect();
    assert_eq!(named, addresses.lines().collect::<Vec<_>>());
    assert!(named.iter().all(|address| address.starts_with("https://")), "{named:?}");
    assert!(tokens.iter().all(|token| *token == tokens[0] && *token != printed), "{links}");
    let set_up = async |token: &str| {
        let asked = post("/api/v1/setup", &address, &first_run(token));
        say(connect(&address, &trusted).await.unwrap(), &asked).await.unwrap()
    };
    assert!(set_up(&printed).await.starts_with("HTTP/1.1 403"));
    let made = set_up(tokens[0]).await;
    assert!(made.starts_with("HTTP/1.1 201") && made.contains("__Host-ventanilla="), "{made}");

    let late = run(&place.data(), &["setup-link"], "");
    let said = String::from_utf8_lossy(&late.stderr);
    assert_eq!(late.status.code(), Some(1));
    assert!(said.contains("set up already") && said.contains(named[0]), "{said}");

    // In words for those who look after it.
    let cookie = made.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap().split(';').next().unwrap();
    let asked =
        format!("GET /api/v1/health HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n");
    let health = say(connect(&address, &trusted).await.unwrap(), &asked).await.unwrap();
    assert!(health.contains("\"certificate_self_made\"") && health.contains(&fingerprint), "{health}");

    desk.end();
    let again = place.start_with("127.0.0.1:0", &OWN);
    assert_eq!(again.says("Its certificate has the SHA-256 fingerprint "), fingerprint, "a restart keeps it");
    again.end();
    let nobody = run(&place.data(), &["setup-link"], "");
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("no desk runs"), "{nobody:?}");
    place.check();
}

/// A certificate that the desk could have made, for this key, and that ends in the year 2000.
fn ended(key: &KeyPair, organization: &str) -> String {
    let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    params.distinguished_name.push(DnType::OrganizationName, organization);
    (params.not_before, params.not_after) = (date_time_ymd(1999, 1, 1), date_time_ymd(2000, 1, 1));
    params.self_signed(key).unwrap().pem()
}

#[tokio::test]
async fn its_own_is_renewed_with_the_same_key_before_it_ends() {
    let place = Place::new();
    let key = KeyPair::generate().unwrap();
    std::fs::write(place.path(KEY), key.serialize_pem()).unwrap();
    std::fs::write(place.path(CERTIFICATE), ended(&key, "Ventanilla")).unwrap();
    let desk = place.start_with("127.0.0.1:0", &["--tls-self-signed", "--log", "warn"]);
    let first = desk.says("Its certificate has the SHA-256 fingerprint ");
    assert_eq!(shown(&here(&desk), &in_place(&place)).await, first);
    assert_eq!(std::fs::read_to_string(place.path(KEY)).unwrap(), key.serialize_pem());

    // And while it runs.
    std::fs::write(place.path(CERTIFICATE), ended(&key, "Ventanilla")).unwrap();
    assert!(Command::new("kill").args(["-HUP", &desk.id().to_string()]).status().unwrap().success());
    let mut log = String::new();
    for _ in 0..LOOKS {
        tokio::time::sleep(Duration::from_millis(20)).await;
        log = desk.log();
        if log.contains("a new certificate is in use") {
            break;
        }
    }
    let second = shown(&here(&desk), &in_place(&place)).await;
    assert!(second != first && log.contains(&second), "{second}: {log}");
    desk.end();
    place.check();
}

#[tokio::test]
async fn what_an_administrator_put_in_its_place_is_left_alone() {
    let place = Place::new();
    let authority = Authority::new("Raíz");
    let (certificate, key) = authority.vouch_in_pem("localhost");
    std::fs::write(place.path(CERTIFICATE), &certificate).unwrap();
    std::fs::write(place.path(KEY), &key).unwrap();
    let desk = place.start_with("127.0.0.1:0", &OWN);
    let root = CertificateDer::from_pem_slice(authority.pem().as_bytes()).unwrap();
    let live = say(connect(&here(&desk), &root).await.unwrap(), LIVE).await.unwrap();
    assert!(live.contains("strict-transport-security: max-age=31536000\r\n"), "{live}");
    desk.end();
    assert_eq!(std::fs::read_to_string(place.path(CERTIFICATE)).unwrap(), certificate);

    // Another's own, long ended, is not ours to renew either.
    let key = KeyPair::generate().unwrap();
    let theirs = ended(&key, "Canelos");
    std::fs::write(place.path(KEY), key.serialize_pem()).unwrap();
    std::fs::write(place.path(CERTIFICATE), &theirs).unwrap();
    place.start_with("127.0.0.1:0", &OWN).end();
    assert_eq!(std::fs::read_to_string(place.path(CERTIFICATE)).unwrap(), theirs);

    // One that is named weighs more than one that could be made.
    let elsewhere = Place::new();
    let text = |path: &Path| path.display().to_string();
    let (named, its_key) = (text(&place.path(CERTIFICATE)), text(&place.path(KEY)));
    elsewhere.start_with("127.0.0.1:0", &["--tls-self-signed", "--tls-cert", &named, "--tls-key", &its_key]).end();
    assert!(!elsewhere.path(CERTIFICATE).exists());

    std::fs::remove_file(place.path(KEY)).unwrap();
    let refused = run(&place.data(), &["serve", "--listen", "127.0.0.1:0", "--tls-self-signed"], "");
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(refused.status.code() == Some(2) && said.contains("is missing; put it back"), "{said}");
    place.check();
    elsewhere.check();
}

#[test]
fn by_plain_http_there_is_no_certificate_to_speak_of() {
    let place = Place::new();
    let desk = Running::on("127.0.0.1:0", &place.data(), &[]);
    let none = run(&place.data(), &["certificate"], "");
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("--tls-self-signed"), "{none:?}");
    desk.end();
    place.check();
}
