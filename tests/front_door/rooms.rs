//! The direction of imports: a room may only know those above it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, from the rules to the machinery.
const ROOMS: [&str; 23] = [
    "moment",
    "words",
    "desk",
    "service_model",
    "survey",
    "insight",
    "clock",
    "secret",
    "messages",
    "chart",
    "store",
    "queries",
    "replay",
    "export",
    "channels",
    "clockwork",
    "report",
    "sample",
    "http",
    "admin",
    "config",
    "app",
    "cli",
];

fn place(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

/// The rust files below a folder, without the package of the rules, which has no crate to import from, and without
/// tests, which may look at what others make of their room.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("src/rules") || path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

/// The rooms that a text names behind `crate::`, groups in braces included.
fn named(text: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            rooms.insert(word(rest));
            continue;
        };
        let mut depth = 1;
        let mut first = true;
        for (at, c) in group.char_indices() {
            if first && c.is_alphabetic() && depth == 1 {
                rooms.insert(word(&group[at..]));
                first = false;
            }
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => first = true,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    rooms
}

#[test]
fn a_room_knows_only_those_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for file in files(&src) {
        let inside = file.strip_prefix(&src).unwrap();
        let room = inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if room == "lib" || room == "main" {
            continue;
        }
        let own = place(room).unwrap_or_else(|| panic!("{}: no room is called {room}", inside.display()));
        for other in named(&fs::read_to_string(&file).unwrap()) {
            if place(&other).is_some_and(|other| other > own) {
                wrong.push(format!("{}: {room} may not know {other}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rules_know_no_machinery() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/Cargo.toml")).unwrap();
    for machinery in ["redb", "poem", "tokio", "getrandom", "lettre"] {
        assert!(!manifest.contains(machinery), "{machinery}");
    }
}

#[test]
fn names_are_found_in_groups_too() {
    let rooms = named("use crate::{store::{A, B}, http};\nuse crate::desk::C; // crate::cli\n");
    assert_eq!(rooms, ["desk", "http", "store"].map(str::to_owned).into());
}
