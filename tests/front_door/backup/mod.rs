//! One file, backed up: while the desk runs, by schedule, and from one file to the next.

mod offline;
mod online;
mod schedule;

use crate::program::{done, token};
use std::collections::BTreeSet;
use std::path::Path;

/// A desk with so many cases; gives the token of an agent's.
fn desk_with(data: &Path, tickets: &str) -> String {
    done(data, &["sample", "--tickets", tickets, "--months", "2"], "");
    token(data, "agent")
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // What search finds things by is in no backup.
    names.filter(|name| !name.ends_with(".search")).collect()
}
