//! Copies of a file that is written to meanwhile: each is the file of the moment at which it was begun.

use super::desk::*;
use super::disk::OnDisk;
use super::fault_disk::{Disk, Operation};
use crate::desk::{Command, Facts, Ticket};
use crate::sample::dice::Dice;
use crate::store::backend::Backend;
use crate::store::copy::look_through;
use crate::store::draft::Draft;
use crate::store::image::Imaging;
use crate::store::{CheckReport, CopyError, Store, check};
use redb::StorageBackend;
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const PAGE: u64 = 4096;

fn page(dice: &mut Dice) -> Vec<u8> {
    let byte = if dice.happens(300) { 0 } else { dice.below(256) as u8 };
    vec![byte; PAGE as usize]
}

fn new_file(path: &Path) -> File {
    File::options().read(true).write(true).create(true).truncate(true).open(path).unwrap()
}

/// Writes, cuts off and lengthens.
fn change(backend: &Backend, dice: &mut Dice) {
    let pages = backend.len().unwrap() / PAGE;
    match dice.below(20) {
        0 => backend.set_len((1 + dice.below(pages)) * PAGE).unwrap(),
        1 => backend.set_len((pages + dice.below(400)) * PAGE).unwrap(),
        2 => backend.write(0, &[dice.below(256) as u8; 320]).unwrap(),
        _ => backend.write(dice.below(pages) * PAGE, &page(dice)).unwrap(),
    }
}

fn bytes_of(backend: &Backend) -> Vec<u8> {
    let mut bytes = vec![0; backend.len().unwrap() as usize];
    backend.read(0, &mut bytes).unwrap();
    bytes
}

/// A copy during which everything changes, on a backend of either kind.
fn copied_while_it_changes(backend: &Backend, to: &Path, dice: &mut Dice) {
    backend.set_len((1 + dice.below(1_500)) * PAGE).unwrap();
    (0..200).for_each(|_| change(backend, dice));
    let before = bytes_of(backend);
    let imaging = Imaging::begin(backend.clone(), new_file(to)).unwrap();
    let often = dice.below(300);
    let copied = imaging.copy(to, &mut |_| {
        (0..often).for_each(|_| change(backend, dice));
        ControlFlow::Continue(())
    });
    copied.unwrap();
    assert!(fs::read(to).unwrap() == before, "the copy is not the file of its beginning");
}

#[test]
fn a_copy_is_the_file_of_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..60 {
        let mut dice = Dice::new(seed, 1);
        let memory = Disk::new(Vec::new(), Dice::new(seed, 2));
        copied_while_it_changes(&Backend::over(memory.plug_in(), None), &folder.path().join("copy"), &mut dice);
        let file = Backend::new(new_file(&folder.path().join("file")), None).unwrap();
        copied_while_it_changes(&file, &folder.path().join("copy"), &mut dice);
    }
}

#[test]
fn a_copy_that_is_changed_from_another_thread_is_the_file_of_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..20 {
        let (mut dice, to) = (Dice::new(seed, 3), folder.path().join("copy"));
        let backend = Backend::new(new_file(&folder.path().join("file")), None).unwrap();
        backend.set_len(3_000 * PAGE).unwrap();
        (0..3_000).for_each(|n| backend.write(n * PAGE, &page(&mut dice)).unwrap());
        let before = bytes_of(&backend);
        let imaging = Imaging::begin(backend.clone(), new_file(&to)).unwrap();
        let ended = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    change(&backend, &mut dice);
                }
            });
            imaging.copy(&to, &mut |_| ControlFlow::Continue(())).unwrap();
            ended.store(true, Ordering::Relaxed);
        });
        assert!(fs::read(&to).unwrap() == before, "seed {seed}");
    }
}

/// Writes cases of all lengths until it is told to end.
fn write_on(store: &Store, ended: &AtomicBool, mut dice: Dice) {
    let mut n = 0;
    while !ended.load(Ordering::Relaxed) {
        n += 1;
        let mut new = new_ticket(&format!("case {n}"), 1.into());
        new.description = Some("palabra ".repeat(1 + dice.position(3_000)));
        store.submit_blocking(TestDesk::request(ADMIN, Command::OpenTicket(Box::new(new)))).unwrap();
    }
}

#[test]
fn a_backup_under_writers_is_the_desk_as_of_one_commit() {
    let desk = TestDesk::new();
    desk.person("Ana Rojas", "+56222345678");
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for n in 0..3 {
            let (store, ended) = (&desk.store, &ended);
            scope.spawn(move || write_on(store, ended, Dice::new(n, 1)));
        }
        for n in 0..12 {
            let to = desk.folder.path().join(format!("backup{n}.redb"));
            let asked = *desk.store.head().borrow();
            let report = desk.store.back_up(&to, &mut |_| {
                // Somebody writes before the next stretch is copied.
                let mut head = desk.store.head();
                let at = *head.borrow_and_update();
                while *head.borrow() < crate::desk::id::Seq(at.0 + 2) {
                    std::thread::yield_now();
                }
                ControlFlow::Continue(())
            });
            let (report, now) = (report.unwrap(), *desk.store.head().borrow());
            assert!(asked <= report.head && report.head <= now, "{asked} {} {now}", report.head);
            // It was closed well, and what its journal tells is what its tables hold.
            let checked = check(&to, true, &mut |_| {}).unwrap();
            assert_eq!(checked.problems, Vec::<String>::new());
            assert_eq!((checked.entries, checked.rows), (report.head.0, report.rows));
            fs::remove_file(&to).unwrap();
        }
        ended.store(true, Ordering::Relaxed);
    });
    desk.done();
}

#[test]
fn a_backup_ends_when_the_data_file_is_opened_again_under_it() {
    let desk = OnDisk::new();
    let open = |subject| {
        let command = Command::OpenTicket(Box::new(new_ticket(subject, 1.into())));
        desk.store.submit_blocking(TestDesk::request(ADMIN, command))
    };
    open("kept").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("backup.redb");
    let mut failed = false;
    let made = desk.store.back_up(&to, &mut |_| {
        if !std::mem::replace(&mut failed, true) {
            desk.fail(Operation::Sync, Some(1));
            open("in flight").unwrap_err();
        }
        ControlFlow::Continue(())
    });
    assert!(matches!(made, Err(CopyError::Interrupted)), "{made:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    OnDisk::until("another one is made", || desk.store.back_up(&to, &mut |_| ControlFlow::Continue(())).ok());
    let tickets = desk.store.snapshot().unwrap().last::<Ticket>().unwrap().unwrap();
    assert_eq!(check(&to, true, &mut |_| {}).unwrap().problems, Vec::<String>::new());
    desk.done(tickets);
}

#[test]
fn a_backup_is_broken_off_at_each_step_and_leaves_nothing() {
    let desk = TestDesk::new();
    let to = desk.folder.path().join("backup.redb");
    let mut steps = 0;
    loop {
        let mut left = steps;
        let made = desk.store.back_up(&to, &mut |_| {
            left -= i32::from(left > 0);
            if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if made.is_ok() {
            break;
        }
        assert!(matches!(made, Err(CopyError::BrokenOff)), "{made:?}");
        assert!(!to.exists() && !to.with_extension("redb.part").exists());
        steps += 1;
    }
    assert!(steps > 1);
    desk.done();
}

#[test]
fn a_wrong_byte_in_a_copy_is_found_wherever_something_lies() {
    let desk = TestDesk::new();
    let person = desk.person("Ana Rojas", "+56222345678");
    (0..30).for_each(|n| _ = desk.ticket(&format!("case {n}"), person));
    let to = desk.folder.path().join("copy.redb");
    let rows = desk.store.back_up(&to, &mut |_| ControlFlow::Continue(())).unwrap().rows;
    let whole = fs::read(&to).unwrap();
    let mut found = 0;
    for page in 1..whole.len() as u64 / PAGE {
        let draft = Draft::new(&to, "part").unwrap();
        draft.file().unwrap().write_all_at(&whole, 0).unwrap();
        draft.file().unwrap().write_all_at(&[whole[(page * PAGE + 40) as usize] ^ 1], page * PAGE + 40).unwrap();
        match look_through(&draft, &mut |_| ControlFlow::Continue(())) {
            Err(CopyError::NotWhole { .. }) => found += 1,
            // Nothing lies there.
            held => assert_eq!((held.unwrap().rows, check_copy(&draft).problems), (rows, Vec::<String>::new())),
        }
    }
    assert!(found > 30, "{found} of {}", whole.len() as u64 / PAGE);
    desk.done();
}

fn check_copy(draft: &Draft) -> CheckReport {
    crate::store::check::check_copy(draft, true, &mut |_| ControlFlow::Continue(())).unwrap()
}
