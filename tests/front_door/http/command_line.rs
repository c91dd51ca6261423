//! The command line: each failure is one line that says what to do, with status 1 or 2, and no panic.

use crate::program::{ended, program};
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};
use tempfile::TempDir;

struct Ended {
    status: i32,
    out: String,
    err: String,
}

fn ventanilla(folder: &Path, arguments: &[&str], input: &str) -> Ended {
    let mut child = program()
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that does not read its input closes it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let Output { status, stdout, stderr } = ended(child);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { status: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
}

/// Whether it failed with this status and one line that has these words.
#[track_caller]
fn fails(ended: &Ended, status: i32, words: &[&str]) {
    assert_eq!(ended.status, status, "{} {}", ended.out, ended.err);
    assert_eq!(ended.err.trim_end().lines().count(), 1, "{}", ended.err);
    for word in words {
        assert!(ended.err.contains(word), "{word}: {}", ended.err);
    }
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
}

#[test]
fn a_desk_is_set_up_and_checked_without_a_browser() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let setup = ["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin", "--name", "Mesa Norte"];
    fails(&ventanilla(folder, &setup, "corta\n"), 2, &["password", "10"]);
    let done = ventanilla(folder, &setup, "una clave larga y propia\n");
    assert_eq!(done.status, 0, "{}", done.err);
    fails(&ventanilla(folder, &setup, "una clave larga y propia\n"), 1, &["set up already"]);
    let zone = ["setup", "--admin-email", "no address", "--admin-password-stdin", "--data", "other.redb"];
    fails(&ventanilla(folder, &zone, "una clave larga y propia\n"), 1, &["admin.email"]);

    let token = ["token", "create", "--name", "Robot", "--role", "agent", "--scope", "read", "--expires-days", "30"];
    let made = ventanilla(folder, &token, "");
    assert_eq!(made.status, 0, "{}", made.err);
    assert_eq!(made.out.split_whitespace().next_back().unwrap().len(), 43);
    assert_eq!(ventanilla(folder, &["token", "create", "--name", "X", "--role", "boss"], "").status, 2);

    let checked = ventanilla(folder, &["check", "--rebuild"], "");
    assert_eq!(checked.status, 0, "{} {}", checked.out, checked.err);
    assert!(checked.out.contains("whole"), "{}", checked.out);
}

#[test]
fn wrong_usage_is_two() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    assert_eq!(ventanilla(folder, &["--nonsense"], "").status, 2);
    assert_eq!(ventanilla(folder, &["dance"], "").status, 2);
    fails(&ventanilla(folder, &["--demo", "check"], ""), 2, &["serve"]);
    fails(&ventanilla(folder, &["--listen", "here"], ""), 2, &["here", "127.0.0.1:8080"]);
    fails(&ventanilla(folder, &["--config", "missing.toml"], ""), 2, &["missing.toml", "--config"]);
    std::fs::write(folder.join("desk.toml"), "data = \"a.redb\"\nlisten_on = \"x\"\n").unwrap();
    fails(&ventanilla(folder, &["--config", "desk.toml"], ""), 2, &["desk.toml", "line 2", "listen_on", "listen"]);
    std::fs::write(folder.join("desk.toml"), "data = \n").unwrap();
    fails(&ventanilla(folder, &["--config", "desk.toml"], ""), 2, &["desk.toml"]);
}

#[test]
fn what_is_in_the_way_of_a_start_is_said_in_one_line() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    fails(&ventanilla(folder, &["--listen", &address], ""), 1, &[&address, "--listen"]);
    assert!(!folder.join("ventanilla.redb").exists(), "nothing was made");

    let free = ["--listen", "127.0.0.1:0"];
    let with = |data: &str| ventanilla(folder, &[&free[..], &["--data", data]].concat(), "");
    std::fs::write(folder.join("text.redb"), "this is no data file ".repeat(1_000)).unwrap();
    fails(&with("text.redb"), 1, &["text.redb", "--data"]);
    std::fs::write(folder.join("empty.redb"), "").unwrap();
    fails(&with("empty.redb"), 1, &["empty.redb"]);
    fails(&with("no/such/folder/desk.redb"), 1, &["folder"]);
    fails(&with("."), 1, &["folder"]);
    fails(&ventanilla(folder, &["check", "--data", "missing.redb"], ""), 1, &["missing.redb"]);

    let sample = ["sample", "--tickets", "20", "--months", "1", "--data", "sample.redb"];
    assert_eq!(ventanilla(folder, &sample, "").status, 0);
    fails(&ventanilla(folder, &sample, ""), 1, &["sample.redb", "--data"]);
    let whole = std::fs::read(folder.join("sample.redb")).unwrap();
    std::fs::write(folder.join("cut.redb"), whole.get(..whole.len() / 3).unwrap()).unwrap();
    fails(&with("cut.redb"), 1, &["cut.redb"]);

    let held =
        ventanilla::store::Store::open(&folder.join("sample.redb"), ventanilla::store::Options::default()).unwrap();
    fails(&with("sample.redb"), 1, &["sample.redb", "another process"]);
    fails(
        &ventanilla(folder, &["token", "create", "--name", "X", "--role", "agent", "--data", "sample.redb"], ""),
        1,
        &["another process"],
    );
    held.close().unwrap();
}

#[test]
fn the_description_is_printed() {
    let folder = TempDir::new().unwrap();
    let printed = ventanilla(folder.path(), &["openapi"], "");
    assert_eq!((printed.status, printed.out == ventanilla::http::description()), (0, true));
}

#[test]
fn help_and_a_manual_page_are_there_for_every_command() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let help = ventanilla(folder, &["--help"], "");
    assert_eq!(help.status, 0, "{}", help.err);
    let commands = help.out.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let commands: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"serve") && commands.contains(&"restore"), "{commands:?}");
    fails(&ventanilla(folder, &["man", "missing"], ""), 1, &["missing"]);
    let written = ventanilla(folder, &["man", "."], "");
    assert_eq!(written.status, 0, "{}", written.err);
    for command in commands {
        let help = ventanilla(folder, &[command, "--help"], "");
        assert!(help.status == 0 && help.out.contains("Usage: ventanilla"), "{command}: {}{}", help.out, help.err);
        let page = std::fs::read_to_string(folder.join(format!("ventanilla-{command}.1"))).unwrap();
        for part in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION"] {
            assert!(page.contains(part), "{command} has no {part}");
        }
    }
    assert!(folder.join("ventanilla.1").exists() && !folder.join("ventanilla.redb").exists());
}

#[test]
fn built_in_holidays_are_printed() {
    let folder = TempDir::new().unwrap();
    let ask = |arguments: &[&str]| ventanilla(folder.path(), &[&["holidays"], arguments].concat(), "");
    let one_year = ask(&["uy", "2026"]);
    assert_eq!(one_year.status, 0, "{}", one_year.err);
    assert!(
        one_year.out.starts_with("2026-01-01\tAño Nuevo\n2026-05-01\tDía de los Trabajadores\n"),
        "{}",
        one_year.out
    );
    assert_eq!(ask(&["uy", "2021", "2024"]).out.lines().count(), 20);
    fails(&ask(&["uy", "2027", "2026"]), 2, &["2027 comes after 2026"]);
    // Wrong words are told of by clap, in several lines.
    assert_eq!(ask(&["xx", "2026"]).status, 2);
    assert_eq!(ask(&["cl", "1969"]).status, 2);
    // It needs no desk, and makes none.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
