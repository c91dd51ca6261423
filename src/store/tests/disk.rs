//! A disk that fails: what was answered stays, and the store goes on by itself when the disk does.

use super::desk::*;
use super::fault_disk::{Disk, Failure, Operation};
use crate::desk::{Command, Facts, Ticket};
use crate::sample::dice::Dice;
use crate::store::check::check_with;
use crate::store::{DiskTrouble, Options, Store, SubmitError};
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A desk on a disk of the test's own.
pub(super) struct OnDisk {
    pub(super) disk: Disk,
    pub(super) store: Store,
    options: Options,
    path: PathBuf,
    _folder: TempDir,
}

impl OnDisk {
    pub(super) fn new() -> Self {
        let desk = TestDesk::new();
        desk.person("Ana Rojas", "+56222345678");
        desk.store.clone().close().unwrap();
        let disk = Disk::new(fs::read(&desk.path).unwrap(), Dice::new(1, 1));
        desk.done();
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("desk.redb");
        fs::write(&path, "a file in memory stands for this one").unwrap();
        let (pause, cache_bytes) = (Duration::from_millis(20), 0);
        let options = Options { disk: Some(disk.clone()), pause, cache_bytes, ..Options::default() };
        let store = Store::open(&path, options.clone()).unwrap();
        Self { disk, store, options, path, _folder: folder }
    }

    fn open(&self, subject: &str) -> Result<u64, SubmitError> {
        let command = Command::OpenTicket(Box::new(new_ticket(subject, 1.into())));
        self.store.submit_blocking(TestDesk::request(ADMIN, command)).map(|committed| committed.seq.0)
    }

    pub(super) fn fail(&self, operation: Operation, times: Option<u32>) {
        self.disk.fail(Some(Failure { operation, nth: 1, times }));
    }

    pub(super) fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "not within 20 seconds: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub(super) fn done(self, tickets: u64) {
        self.store.close().unwrap();
        let report = check_with(&self.path, &self.options, true, &mut |_| {}).unwrap();
        assert_eq!(report.problems, Vec::<String>::new());
        let again = Store::open(&self.path, self.options).unwrap();
        assert_eq!(again.snapshot().unwrap().last::<Ticket>().unwrap(), Some(tickets));
        again.close().unwrap();
    }
}

#[track_caller]
fn trouble(result: Result<u64, SubmitError>) -> DiskTrouble {
    match result {
        Err(SubmitError::Fault(fault)) => DiskTrouble::of(&fault).unwrap_or_else(|| panic!("{fault}")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_disk_that_fails_once_costs_one_answer() {
    let desk = OnDisk::new();
    desk.open("kept").unwrap();
    let mut head = desk.store.head();
    head.borrow_and_update();
    desk.fail(Operation::Sync, Some(1));
    assert!(matches!(trouble(desk.open("in flight")), DiskTrouble::Unconfirmed(_)));
    OnDisk::until("it is open again", || desk.store.trouble().is_none().then_some(()));
    let seq = desk.open("kept too").unwrap();
    // Readers of the journal hear of it by what they had in hand before.
    assert_eq!(head.borrow_and_update().0, seq);
    assert_eq!(desk.store.snapshot().unwrap().head().0, seq);
    desk.done(2);
}

#[test]
fn a_disk_that_is_gone_is_waited_for_and_nobody_waits_with_it() {
    let desk = OnDisk::new();
    desk.open("kept").unwrap();
    let before = desk.store.snapshot().unwrap();
    desk.fail(Operation::Write, None);
    assert!(desk.open("in flight").is_err());
    for _ in 0..20 {
        assert!(matches!(trouble(desk.open("refused")), DiskTrouble::OutOfReach(_)));
        assert!(desk.store.operate_blocking(|_| Ok(())).is_err());
        assert!(desk.store.snapshot().is_err());
        std::thread::sleep(Duration::from_millis(2));
    }
    // What was begun before the fault cannot be read to its end; it says why.
    let read = before.records::<Ticket>(None).and_then(|tickets| tickets.collect::<Result<Vec<_>, _>>());
    if let Err(fault) = read {
        assert!(matches!(DiskTrouble::of(&fault), Some(DiskTrouble::OutOfReach(_))), "{fault}");
    }
    let why = OnDisk::until("the reason of the last try", || {
        desk.store.trouble().map(|trouble| trouble.to_string()).filter(|why| why.contains("cannot be opened"))
    });
    assert!(!why.contains("desk.redb"), "{why}");
    desk.disk.revive();
    OnDisk::until("it is open again", || desk.open("kept too").ok());
    drop(before);
    desk.done(2);
}

#[test]
fn a_fault_that_only_a_reader_meets_is_seen_too() {
    let desk = OnDisk::new();
    desk.open("kept").unwrap();
    desk.fail(Operation::Read, Some(1));
    // Without a cache every look goes to the disk.
    let look = || desk.store.snapshot().and_then(|snapshot| snapshot.get::<Ticket>(1));
    OnDisk::until("a reader meets the fault", || look().is_err().then_some(()));
    OnDisk::until("reading goes on", || look().ok().flatten());
    desk.open("kept too").unwrap();
    desk.done(2);
}

#[test]
fn another_file_in_its_place_is_not_taken() {
    let desk = OnDisk::new();
    desk.open("kept").unwrap();
    let older = {
        let other = TestDesk::new();
        other.store.clone().close().unwrap();
        let bytes = fs::read(&other.path).unwrap();
        other.done();
        bytes
    };
    desk.fail(Operation::Write, None);
    assert!(desk.open("in flight").is_err());
    let mine = desk.disk.swap(older);
    desk.disk.revive();
    OnDisk::until("it says so", || desk.store.trouble().filter(|why| why.to_string().contains("not the data file")));
    assert!(matches!(trouble(desk.open("refused")), DiskTrouble::OutOfReach(_)));
    desk.disk.swap(mine);
    OnDisk::until("it is open again", || desk.open("kept too").ok());
    desk.done(2);
}

#[test]
fn a_desk_that_lost_its_disk_closes_all_the_same() {
    let desk = OnDisk::new();
    desk.open("kept").unwrap();
    desk.fail(Operation::Sync, None);
    assert!(desk.open("in flight").is_err());
    desk.store.clone().close().unwrap();
    assert!(matches!(desk.open("too late"), Err(SubmitError::Closed)));
    desk.disk.recover();
    let report = check_with(&desk.path, &desk.options, true, &mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
}
