//! `kill -9` under load: sixteen writers in a process of their own, against a ledger of what they were answered.
//!
//! More rounds: `CRASH_ROUNDS=200 cargo test --lib store::tests::crash`.

use super::desk::*;
use crate::desk::id::{PersonId, TicketNumber};
use crate::desk::{Command, Facts, Outcome, Ticket};
use crate::store::{Options, Store, check};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command as Process, Stdio};
use std::time::Duration;

const FILE: &str = "CRASH_FILE";
const WRITERS: u64 = 16;

/// The process that is killed. It runs only when a round starts it.
#[test]
#[ignore = "a round of the crash test starts it"]
fn victim() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else { return };
    let store = Store::open(&path, Options::default()).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || {
                for n in 0.. {
                    let subject = format!("case {n} of writer {writer}");
                    let open = Command::OpenTicket(Box::new(new_ticket(&subject, PersonId(1))));
                    let committed = store.submit_blocking(TestDesk::request(ADMIN, open)).unwrap();
                    let Outcome::Ticket(number) = committed.outcome else { panic!("{committed:?}") };
                    writeln!(std::io::stdout(), "ANSWERED {number} {subject}").unwrap();
                }
            });
        }
    });
}

#[test]
fn nothing_that_was_answered_is_lost() {
    let rounds = std::env::var("CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(20);
    let desk = TestDesk::new();
    desk.person("Ana Rojas", "+56222345678");
    desk.store.clone().close().unwrap();
    let mut ledger: BTreeMap<TicketNumber, String> = BTreeMap::new();
    for round in 0..rounds {
        let mut victim = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "store::tests::crash::victim", "--ignored", "--nocapture"])
            .env(FILE, &desk.path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(victim.stdout.take().unwrap());
        let reader = std::thread::spawn(move || lines.lines().map_while(Result::ok).collect::<Vec<_>>());
        // Now in the middle of opening, now of a commit.
        std::thread::sleep(Duration::from_millis(15 + 37 * round % 250));
        victim.kill().unwrap();
        victim.wait().unwrap();
        let before = ledger.len();
        for line in reader.join().unwrap() {
            let answered = line.split_once("ANSWERED ").and_then(|(_, rest)| rest.split_once(' '));
            if let Some((number, subject)) = answered {
                let known = ledger.insert(TicketNumber(number.parse().unwrap()), subject.to_owned());
                assert_eq!(known, None, "two got one number");
            }
        }
        let answered = ledger.len() - before;
        let report = check(&desk.path, false, &mut |_| {}).unwrap();
        assert_eq!(report.problems, Vec::<String>::new(), "round {round}, {answered} answered");
        let store = Store::open(&desk.path, Options::default()).unwrap();
        let snapshot = store.snapshot().unwrap();
        for (number, subject) in &ledger {
            let ticket = snapshot.get::<Ticket>(number.0).unwrap().unwrap();
            let kept = snapshot.content(ticket.subject).unwrap().unwrap().content;
            assert_eq!(kept.as_text(), Some(subject.as_str()));
        }
        drop(snapshot);
        store.close().unwrap();
    }
    assert!(ledger.len() as u64 > 20 * rounds, "{} answers in {rounds} rounds", ledger.len());
    desk.done();
}
