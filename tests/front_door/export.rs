//! Everything that the desk knows, in files that any program reads.

use crate::program::{Running, done, run, set_up, token};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn sample(data: &Path, seed: &str) {
    done(data, &["sample", "--tickets", "150", "--months", "1", "--seed", seed], "");
}

/// The files of an export, by name.
fn exported(data: &Path, to: &Path, format: &str) -> BTreeMap<String, String> {
    done(data, &["export", to.to_str().unwrap(), "--format", format], "");
    let entries = fs::read_dir(to).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

#[test]
fn the_same_seed_gives_the_same_desk_to_the_byte_of_its_export() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for (name, seed) in [("one", "7"), ("two", "7"), ("other", "8")] {
        sample(&at(&format!("{name}.redb")), seed);
    }
    for format in ["jsonl", "csv"] {
        // That it was exported stands in the journal: each export is of a desk that never was.
        let of = |name: &str| {
            let copy = at(&format!("{name}-{format}.redb"));
            fs::copy(at(&format!("{name}.redb")), &copy).unwrap();
            exported(&copy, &at(&format!("{name}.{format}")), format)
        };
        let (one, two, other) = (of("one"), of("two"), of("other"));
        assert_eq!(one.len(), 33, "{:?}", one.keys());
        assert!(one == two, "two desks of one seed differ");
        assert_ne!(one[&format!("cases.{format}")], other[&format!("cases.{format}")]);
        assert_ne!(one[&format!("journal.{format}")], other[&format!("journal.{format}")]);
    }
    done(&at("one.redb"), &["check", "--rebuild"], "");
}

#[test]
fn everything_is_there_in_words_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    sample(&data, "1");
    let password = "una clave larga y propia";
    set_up(&data, password);
    let token = &token(&data, "agent");

    let running = Running::start(&data);
    let files = exported(&data, &folder.path().join("lines"), "jsonl");
    let lines = |name: &str| -> Vec<Value> {
        let text = &files[&format!("{name}.jsonl")];
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let cases = lines("cases");
    assert_eq!(cases.len(), 150);
    for case in &cases {
        assert!(case["subject"].as_str().is_some_and(|subject| !subject.is_empty()), "{case}");
        assert!(case["opened_at"].as_str().is_some_and(|at| at.ends_with('Z')), "{case}");
    }
    let journal = lines("journal");
    assert!(journal.iter().enumerate().all(|(place, entry)| entry["seq"] == place + 1), "the journal has gaps");
    let opened = journal.iter().find(|entry| entry["event"] == "opened").unwrap();
    assert_eq!(opened["data"]["ticket"]["subject"], cases[0]["subject"]);
    assert!(lines("people").iter().all(|person| person["name"].is_string()), "people have names");
    assert!(lines("users").iter().any(|user| user["email"] == "ana@mesa.example"));
    assert!(lines("messages").iter().any(|message| message["text"].is_string() && message["kind"] == "reply"));
    assert!(lines("tokens").iter().any(|token| token["name"] == "Robot"));
    assert_eq!(lines("settings").len(), 1);

    let csv = exported(&data, &folder.path().join("tables"), "csv");
    let header = csv["cases.csv"].lines().next().unwrap();
    for column in ["number", "subject", "priority", "state", "opened_at"] {
        assert!(header.split(',').any(|name| name == column), "{header}");
    }
    for text in files.values().chain(csv.values()) {
        for secret in [password, token, "argon2id", "\"hash\""] {
            assert!(!text.contains(secret), "{secret} is in the export");
        }
    }

    let again = run(&data, &["export", folder.path().join("lines").to_str().unwrap()], "");
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("this is there already"), "{again:?}");
    running.end();
    done(&data, &["check", "--rebuild"], "");
}
