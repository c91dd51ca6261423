//! Laws under faults of the disk: whatever fails, and whenever the power goes, the desk that is opened again holds every
//! command that was acknowledged, none that was said not to be done, and of those in flight either all or nothing; its
//! tables are what the journal tells; and nothing panicked.
//!
//! More seeds: `tests/faults --seeds N`. One seed again: `VENTANILLA_FAULT_SEED=N`.

use super::desk::*;
use super::fault_disk::{Disk, Failure, Operation};
use crate::desk::id::{PersonId, UserId};
use crate::desk::{Command, Facts, Fault, Outcome, Ticket};
use crate::sample::dice::Dice;
use crate::store::check::check_with;
use crate::store::session::{self, Session};
use crate::store::{DiskTrouble, IdempotencyKey, OperateError, Options, Request, Store, SubmitError};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

const SEEDS: u64 = 2_000;

/// What somebody asked for, and what they were told.
#[derive(Debug)]
struct Asked {
    what: What,
    told: Told,
}

#[derive(Clone, Debug)]
enum What {
    /// A case, under an idempotency key that is its subject.
    Case(Box<Request>, String),
    Session([u8; 32]),
}

#[derive(Debug, PartialEq, Eq)]
enum Told {
    /// Done; a case with this number.
    Done(u64),
    /// Not done.
    NotDone,
    /// It may be done or not.
    Unknown,
}

fn told(fault: &Fault) -> Told {
    let text = fault.to_string();
    assert!(!text.contains("broke off"), "{text}");
    match DiskTrouble::of(fault) {
        Some(DiskTrouble::Unconfirmed(_)) => Told::Unknown,
        Some(DiskTrouble::OutOfReach(_)) => Told::NotDone,
        Some(DiskTrouble::Full) | None => panic!("another fault than the disk's: {text}"),
    }
}

fn ask(store: &Store, what: &What) -> Told {
    match what {
        What::Case(request, _) => match store.submit_blocking((**request).clone()) {
            Ok(committed) => match committed.outcome {
                Outcome::Ticket(number) => Told::Done(number.0),
                other => panic!("{other:?}"),
            },
            Err(SubmitError::Fault(fault)) => told(&fault),
            Err(other) => panic!("{other:?}"),
        },
        What::Session(hash) => {
            let session = session_of(*hash);
            match store.operate_blocking(move |rows| session::keep(rows, &session)) {
                Ok(()) => Told::Done(0),
                Err(OperateError::Fault(fault)) => told(&fault),
                // The operation was in a transaction that fell with another one's.
                Err(OperateError::Closed) => Told::NotDone,
                Err(other) => panic!("{other:?}"),
            }
        }
    }
}

fn session_of(hash: [u8; 32]) -> Session {
    Session { hash, user: UserId(1), created: START, expires: START, last_seen: START, proved: START, user_agent: None }
}

fn something(dice: &mut Dice, client: u8, n: u8) -> What {
    if dice.happens(250) {
        let mut hash = [client; 32];
        hash[0] = n;
        return What::Session(hash);
    }
    let subject = format!("case {n} of client {client}");
    let mut new = new_ticket(&subject, PersonId(1));
    if dice.happens(300) {
        // Long enough for the file to grow.
        new.description = Some("palabra ".repeat(1 + dice.position(2_000)));
    }
    new.note = dice.happens(300).then(|| "A second event".to_owned());
    let mut request = TestDesk::request(ADMIN, Command::OpenTicket(Box::new(new)));
    let (operation, key) = ("open".to_owned(), subject.clone());
    request.idempotency = Some(IdempotencyKey { operation, key, body_hash: [0; 32] });
    What::Case(Box::new(request), subject)
}

/// One after the other; what was acknowledged is seen by whoever looks, if they can look.
fn client(store: &Store, mut dice: Dice, client: u8) -> Vec<Asked> {
    let mut asked = Vec::new();
    for n in 0..2 + dice.below(6) as u8 {
        let what = something(&mut dice, client, n);
        let told = ask(store, &what);
        if let (What::Case(_, subject), Told::Done(number)) = (&what, &told) {
            match store.snapshot().and_then(|snapshot| subject_of(&snapshot, *number)) {
                Ok(kept) => assert_eq!(kept.as_ref(), Some(subject)),
                Err(fault) => assert_eq!(self::told(&fault), Told::NotDone),
            }
        }
        if told != Told::Done(0) && dice.happens(300) {
            std::thread::sleep(Duration::from_millis(dice.below(4)));
        }
        asked.push(Asked { what, told });
    }
    asked
}

fn subject_of(snapshot: &crate::store::Snapshot, number: u64) -> Result<Option<String>, Fault> {
    let Some(ticket) = snapshot.get::<Ticket>(number)? else { return Ok(None) };
    Ok(snapshot.content(ticket.subject)?.and_then(|row| row.content.as_text().map(str::to_owned)))
}

fn failure(dice: &mut Dice) -> Failure {
    let (operation, most) = [
        (Operation::Read, 30),
        (Operation::Write, 150),
        (Operation::Write, 20),
        (Operation::Sync, 24),
        (Operation::Resize, 3),
    ][dice.position(5)];
    let nth = 1 + dice.below(most) as u32;
    let times = dice.happens(600).then(|| 1 + dice.below(3) as u32);
    Failure { operation, nth, times }
}

/// Where desks of these tests pretend to lie: the disk is the test's, but a check folds into a file beside it.
struct Place {
    path: PathBuf,
    _folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| TempDir::new()).unwrap();
        let path = folder.path().join("desk.redb");
        fs::write(&path, "a file in memory stands for this one").unwrap();
        Self { path, _folder: folder }
    }
}

/// The file of a desk that was set up and knows one person.
fn image() -> Vec<u8> {
    let desk = TestDesk::new();
    desk.person("Ana Rojas", "+56222345678");
    desk.store.clone().close().unwrap();
    fs::read(&desk.path).unwrap()
}

/// One life of a desk under faults. Says whether any came.
fn live_through(seed: u64, image: &[u8], path: &Path) -> bool {
    let mut dice = Dice::new(seed, 0);
    let disk = Disk::new(image.to_vec(), Dice::new(seed, 1));
    let options = Options {
        cache_bytes: if dice.happens(500) { 0 } else { 1 << 20 },
        pause: Duration::from_millis(1),
        disk: Some(disk.clone()),
        ..Options::default()
    };
    if dice.happens(150) {
        // It fails while it is opened, or a little later.
        disk.fail(Some(failure(&mut dice)));
    }
    let mut asked = Vec::new();
    if let Ok(store) = Store::open(path, options.clone()) {
        disk.fail(Some(failure(&mut dice)));
        let clients = 1 + dice.below(3) as u8;
        std::thread::scope(|scope| {
            let running: Vec<_> = (0..clients)
                .map(|n| (n, &store))
                .map(|(n, store)| scope.spawn(move || client(store, Dice::new(seed, 2 + u64::from(n)), n)))
                .collect();
            for client in running {
                asked.extend(client.join().unwrap());
            }
        });
        if dice.happens(400) {
            // The disk works again, and so must the desk, by itself.
            disk.revive();
            let last = something(&mut dice, 200, 0);
            let told = (0..2_000).map(|_| ask(&store, &last)).find(|told| {
                std::thread::sleep(Duration::from_millis(1));
                matches!(told, Told::Done(_))
            });
            asked.push(Asked { what: last, told: told.unwrap_or_else(|| panic!("seed {seed}: it did not go on")) });
        }
        if let Some(trouble) = store.trouble() {
            assert!(!trouble.to_string().contains("broke off"), "seed {seed}: {trouble}");
        }
        match dice.below(3) {
            0 => drop(store.close()),
            _ => {
                disk.die();
                drop(store);
            }
        }
    }
    let came = disk.failed() > 0;
    disk.recover();
    holds(seed, path, &options, &asked);
    came
}

/// The desk on the disk is what its clients were told.
fn holds(seed: u64, path: &Path, options: &Options, asked: &[Asked]) {
    let report = check_with(path, options, true, &mut |_| {}).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
    assert_eq!(report.problems, Vec::<String>::new(), "seed {seed}");
    let store = Store::open(path, options.clone()).unwrap();
    let snapshot = store.snapshot().unwrap();
    let mut cases: BTreeMap<String, u64> = BTreeMap::new();
    for ticket in snapshot.records::<Ticket>(None).unwrap() {
        let number = ticket.unwrap().number.0;
        let subject = subject_of(&snapshot, number).unwrap().unwrap();
        assert_eq!(cases.insert(subject, number), None, "seed {seed}: a case is there twice");
    }
    let mut sessions = session::of_user(&snapshot, UserId(1)).unwrap().len();
    for Asked { what, told } in asked {
        let there = match what {
            What::Case(_, subject) => cases.remove(subject),
            What::Session(hash) => {
                session::find(&snapshot, hash, START.plus(-chrono::TimeDelta::hours(1))).unwrap().map(|_| 0)
            }
        };
        sessions -= usize::from(there.is_some() && matches!(what, What::Session(_)));
        match told {
            Told::Done(number) => assert_eq!(there, Some(*number), "seed {seed}: {what:?} was acknowledged"),
            Told::NotDone => assert_eq!(there, None, "seed {seed}: {what:?} was refused"),
            Told::Unknown => {
                // Whoever repeats it under its key gets it once.
                let Told::Done(number) = ask(&store, what) else { panic!("seed {seed}: {what:?} again") };
                assert!(there.is_none_or(|there| there == number), "seed {seed}: {what:?} came twice");
            }
        }
    }
    assert_eq!(cases, BTreeMap::new(), "seed {seed}: nobody asked for these");
    assert_eq!(sessions, 0, "seed {seed}: nobody asked for a session");
    drop(snapshot);
    store.close().unwrap();
}

#[test]
fn whatever_fails_nothing_that_was_acknowledged_is_lost() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let image = image();
    if let Some(seed) = number("VENTANILLA_FAULT_SEED") {
        live_through(seed, &image, &Place::new().path);
        return;
    }
    let seeds = number("VENTANILLA_FAULT_SEEDS").unwrap_or(SEEDS);
    let (next, came) = (AtomicU64::new(0), AtomicU64::new(0));
    let threads = std::thread::available_parallelism().map_or(2, |threads| threads.get() * 2);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let place = Place::new();
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        return;
                    }
                    came.fetch_add(u64::from(live_through(seed, &image, &place.path)), Ordering::Relaxed);
                }
            });
        }
    });
    let came = came.into_inner();
    println!("{seeds} seeds, {came} of them with a fault before the end");
    assert!(came > seeds / 2, "only {came} of {seeds} seeds came to a fault");
}
