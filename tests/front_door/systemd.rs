//! What the desk tells systemd, which listens on a socket that it names.

use crate::program::{Running, done};
use std::os::unix::net::UnixDatagram;
use std::time::Duration;
use tempfile::TempDir;

#[test]
fn systemd_hears_that_the_desk_is_ready_lives_and_ends() {
    let folder = TempDir::new().unwrap();
    let (data, path) = (folder.path().join("desk.redb"), folder.path().join("notify"));
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let heard = || {
        let mut bytes = [0; 256];
        let length = socket.recv(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..length]).trim().to_owned()
    };
    let running = Running::start_with(&data, |command| {
        command.env("NOTIFY_SOCKET", &path);
    });
    let mut said = vec![heard()];
    // The writer looks around from the first moment on, and goes on to.
    while !said.contains(&"READY=1".to_owned()) || said.last().is_none_or(|last| last != "WATCHDOG=1") {
        said.push(heard());
    }
    for _ in 0..2 {
        assert_eq!(heard(), "WATCHDOG=1");
    }
    running.end();
    said.clear();
    socket.set_nonblocking(true).unwrap();
    let mut bytes = [0; 256];
    while let Ok(length) = socket.recv(&mut bytes) {
        said.push(String::from_utf8_lossy(&bytes[..length]).trim().to_owned());
    }
    assert!(said.contains(&"STOPPING=1".to_owned()), "{said:?}");
    done(&data, &["check", "--rebuild"], "");
}
