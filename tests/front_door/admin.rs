//! Command-line tools on a desk that runs: through the socket beside its data file.

use crate::http::desk::read;
use crate::program::{Running, done, last_word, run, set_up, token};
use reqwest::Client;
use serde_json::json;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::{Path, PathBuf};

const EMAIL: &str = "ana@mesa.example";
const PASSWORD: &str = "una clave larga y propia";

fn socket_of(data: &Path) -> PathBuf {
    data.with_extension("redb.sock")
}

async fn sign_in(url: &str, password: &str) -> u16 {
    let body = json!({ "email": EMAIL, "password": password });
    read(Client::new().post(format!("{url}/api/v1/session")).json(&body)).await.status
}

async fn reads(url: &str, token: &str) -> u16 {
    read(Client::new().get(format!("{url}/api/v1/tokens")).bearer_auth(token)).await.status
}

#[tokio::test]
async fn a_desk_that_runs_is_reached_and_one_that_does_not_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, PASSWORD);
    let running = Running::start(&data);
    let socket = std::fs::metadata(socket_of(&data)).unwrap();
    assert!(socket.file_type().is_socket());
    assert_eq!(socket.permissions().mode() & 0o777, 0o600);
    let key = token(&data, "administrator");
    assert_eq!(reads(&running.url, &key).await, 200);
    let refused = run(&data, &["token", "create", "--name", "R", "--role", "requester"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("role (not_allowed)"), "{refused:?}");

    // Killed, it leaves its socket, and nobody is misled by it: neither a tool nor the next desk.
    running.kill();
    assert!(socket_of(&data).exists());
    let second = token(&data, "administrator");
    let running = Running::start(&data);
    assert_eq!(reads(&running.url, &second).await, 200);
    let third = token(&data, "administrator");
    assert_eq!(reads(&running.url, &third).await, 200);
    running.end();
    assert!(!socket_of(&data).exists(), "a desk that ends in good order takes its socket away");
    done(&data, &["check", "--rebuild"], "");
}

#[tokio::test]
async fn a_locked_out_administrator_is_let_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, PASSWORD);
    let running = Running::start(&data);
    let cookie = {
        let body = json!({ "email": EMAIL, "password": PASSWORD });
        let url = format!("{}/api/v1/session", running.url);
        read(Client::new().post(url).json(&body)).await.cookie()
    };
    let me = || {
        let request = Client::new().get(format!("{}/api/v1/me", running.url)).header("cookie", &cookie);
        async move { read(request).await.status }
    };
    assert_eq!(me().await, 200);
    while sign_in(&running.url, "no es esta clave").await != 429 {}
    assert_eq!(sign_in(&running.url, PASSWORD).await, 429);

    let said = done(&data, &["user", "reset", "Ana@Mesa.example"], "");
    assert_eq!(sign_in(&running.url, &last_word(&said)).await, 200);
    assert_eq!(sign_in(&running.url, PASSWORD).await, 401);
    assert_eq!(me().await, 401, "whoever came in before is out");
    let nobody = run(&data, &["user", "reset", "nadie@mesa.example"], "");
    assert_eq!(nobody.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("nobody has this address"), "{nobody:?}");
    running.end();

    // And without a desk that runs.
    let said = done(&data, &["user", "reset", EMAIL], "");
    let running = Running::start(&data);
    assert_eq!(sign_in(&running.url, &last_word(&said)).await, 200);
    running.end();
    done(&data, &["check", "--rebuild"], "");
    let missing = run(&folder.path().join("missing.redb"), &["user", "reset", EMAIL], "");
    assert_eq!(missing.status.code(), Some(1));
    assert!(!folder.path().join("missing.redb").exists(), "a tool makes no desk");
}

#[tokio::test]
async fn a_deep_folder_and_another_name_of_the_file_are_no_hindrance() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("una carpeta con un nombre bien largo/".repeat(4));
    std::fs::create_dir_all(&deep).unwrap();
    let data = deep.join("desk.redb");
    assert!(socket_of(&data).as_os_str().len() > 108);
    set_up(&data, PASSWORD);
    let running = Running::start(&data);
    let elsewhere = folder.path().join("link.redb");
    std::os::unix::fs::symlink(&data, &elsewhere).unwrap();
    let key = token(&elsewhere, "administrator");
    assert_eq!(reads(&running.url, &key).await, 200);
    running.end();
    done(&data, &["check", "--rebuild"], "");

    // A name that leaves no room for a socket: the desk runs all the same, and tools say that it does.
    let long = folder.path().join("x".repeat(200));
    set_up(&long, PASSWORD);
    let running = Running::start(&long);
    let refused = run(&long, &["token", "create", "--name", "R", "--role", "agent"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("another process"), "{refused:?}");
    running.end();
    done(&long, &["check"], "");
}
