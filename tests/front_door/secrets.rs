//! Secrets in the data file: encrypted once there is a key, and without it nobody is let in and nothing is lost.

use crate::http::desk::{Answer, read};
use crate::program::{Running, done, run, set_up};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use totp_rs::{Builder, Secret};

const EMAIL: &str = "ana@mesa.example";
const PASSWORD: &str = "correcto caballo batería";
const MAIL_PASSWORD: &str = "clave-plantada-del-correo";
const HOOK_SECRET: &str = "secreto-plantado-del-webhook";
/// Of a second step.
pub(crate) const SEED: &str = "KVKFKRCPNZQUYRKTKVKFKRCPNZQUYRKT";

/// The code of the app now, or some steps later: each opens once.
pub(crate) fn code(later: u64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(SEED).unwrap()).build().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    totp.generate(now + later * 30).to_string()
}

fn contains(file: &Path, secret: &[u8]) -> bool {
    fs::read(file).unwrap().windows(secret.len()).any(|bytes| bytes == secret)
}

struct Desk {
    running: Running,
    client: Client,
}

impl Desk {
    /// The desk on this data file, with these keys.
    fn start(data: &Path, keys: Option<&Path>) -> Self {
        let running = Running::start_with(data, |command| {
            command.args(keys.iter().flat_map(|file| [Path::new("--secret-key-file"), file]));
        });
        Self { running, client: Client::new() }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}/api/v1{path}", self.running.url)).header("origin", &self.running.url)
    }

    async fn enter(&self, code: Option<&str>) -> Answer {
        let body = json!({ "email": EMAIL, "password": PASSWORD, "code": code });
        read(self.request(Method::POST, "/session").json(&body)).await
    }

    /// Whether there is a password for the mail server, as the desk says.
    async fn mail_password(&self, cookie: &str) -> String {
        let settings = read(self.request(Method::GET, "/mail/settings").header("cookie", cookie)).await.json;
        assert!(!settings.to_string().contains(MAIL_PASSWORD));
        let missing = settings["missing"].as_array().unwrap().contains(&json!("password"));
        assert_eq!(settings["password_state"] != "kept", missing, "{settings}");
        settings["password_state"].as_str().unwrap().to_owned()
    }

    /// Whether the webhook's secret cannot be opened, as the desk says.
    async fn hook_is_locked(&self, cookie: &str) -> bool {
        let hook = read(self.request(Method::GET, "/webhooks/1").header("cookie", cookie)).await.is(200).json;
        assert!(!hook.to_string().contains(HOOK_SECRET));
        hook["secret_locked"].as_bool().unwrap()
    }

    /// Whether those who look after the desk are told that it lacks a key.
    async fn is_said_to_lack_a_key(&self, cookie: &str) -> bool {
        let health = read(self.request(Method::GET, "/health").header("cookie", cookie)).await.is(200).json;
        let found = health["findings"].as_array().unwrap().iter().find(|found| found["kind"] == "secrets_locked");
        assert!(found.is_none_or(|found| found["urgent"] == true), "{health}");
        found.is_some()
    }
}

/// A new key in a file of its own.
fn new_key(folder: &Path, name: &str) -> PathBuf {
    let file = folder.join(name);
    done(&folder.join("desk.redb"), &["secret-key", "new", file.to_str().unwrap()], "");
    file
}

#[tokio::test]
async fn with_a_key_secrets_lie_encrypted_in_the_file_and_without_it_nobody_is_let_in() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, PASSWORD);

    // Kept before there was a key.
    let desk = Desk::start(&data, None);
    let ana = desk.enter(None).await.is(200).cookie();
    let mail = json!({
        "host": "127.0.0.1", "port": 1, "security": "none", "username": "mesa", "password": MAIL_PASSWORD,
        "from_address": "mesa@mesa.example",
    });
    let put = |path: &str, body: &Value| desk.request(Method::PUT, path).header("cookie", &ana).json(body);
    read(put("/mail/settings", &mail)).await.is(200);
    let hook = json!({ "name": "ERP", "url": "https://erp.canelos.example/mesa", "secret": HOOK_SECRET });
    read(desk.request(Method::POST, "/webhooks").header("cookie", &ana).json(&hook)).await.is(201);
    let begun = read(put("/me/second-step", &json!({ "key": SEED, "code": code(0) }))).await.is(200).json;
    let recovery: Vec<String> = serde_json::from_value(begun["codes"].clone()).unwrap();
    desk.running.end();
    assert!(contains(&data, MAIL_PASSWORD.as_bytes()) && contains(&data, HOOK_SECRET.as_bytes()));

    // The next start with a key encrypts them; what was there before goes with the pages it lay in.
    let old = new_key(folder.path(), "old.key");
    assert_eq!(fs::metadata(&old).unwrap().permissions().mode() & 0o777, 0o600);
    let desk = Desk::start(&data, Some(&old));
    let used = code(1);
    let ana = desk.enter(Some(&used)).await.is(200).cookie();
    assert_eq!(desk.mail_password(&ana).await, "kept");
    assert!(!desk.hook_is_locked(&ana).await && !desk.is_said_to_lack_a_key(&ana).await);
    let backup = folder.path().join("backup.redb");
    done(&data, &["backup", backup.to_str().unwrap()], "");
    desk.running.end();
    done(&data, &["compact"], "");
    let seed = Secret::try_from_base32(SEED).unwrap();
    for file in [&data, &backup] {
        for secret in [MAIL_PASSWORD.as_bytes(), HOOK_SECRET.as_bytes(), seed.as_bytes()] {
            assert!(!contains(file, secret), "{}", file.display());
        }
    }

    // Without the key: everything else goes on, and what needs a secret says so.
    let desk = Desk::start(&data, None);
    read(desk.request(Method::GET, "/about")).await.is(200);
    let refused = desk.enter(Some(&code(1))).await;
    assert_eq!(refused.header("set-cookie"), "");
    refused.fails(503, "secret_locked");
    let ana = desk.enter(Some(&recovery[0])).await.is(200).cookie();
    assert_eq!(desk.mail_password(&ana).await, "locked");
    assert!(desk.hook_is_locked(&ana).await);
    assert!(desk.is_said_to_lack_a_key(&ana).await);
    desk.running.end();

    // A new key before the old one takes over, and then stands alone.
    let new = new_key(folder.path(), "new.key");
    let both = folder.path().join("both.key");
    fs::write(&both, [fs::read(&new).unwrap(), fs::read(&old).unwrap()].concat()).unwrap();
    for (keys, code) in [(&both, &recovery[1]), (&new, &recovery[2])] {
        let desk = Desk::start(&data, Some(keys));
        let ana = desk.enter(Some(code)).await.is(200).cookie();
        assert_eq!(desk.mail_password(&ana).await, "kept", "{}", keys.display());
        assert!(!desk.hook_is_locked(&ana).await, "{}", keys.display());
        // The seed opens too: a code that was used before is wrong, not locked.
        assert_eq!(desk.enter(Some(&used)).await.status, 401);
        desk.running.end();
    }
    done(&data, &["check", "--rebuild"], "");
}

#[test]
fn what_is_no_key_is_one_line_and_no_start() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    let file = folder.path().join("no.key");
    fs::write(&file, "no key\n").unwrap();
    for (path, says) in [(file.clone(), "secret-key new"), (folder.path().join("none.key"), "--secret-key-file")] {
        let refused = run(&data, &["serve", "--secret-key-file", path.to_str().unwrap()], "");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!((refused.status.code(), said.lines().count()), (Some(2), 1), "{said}");
        assert!(said.contains(says) && said.contains(path.to_str().unwrap()), "{said}");
    }
    let refused = run(&data, &["secret-key", "new", file.to_str().unwrap()], "");
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(fs::read_to_string(&file).unwrap(), "no key\n", "what is there stays");
    assert!(!data.exists());
}
