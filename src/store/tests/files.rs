//! Files: their way through the store, and what `check` sees of them.

use super::desk::*;
use crate::desk::{ActorRef, Command, FileHash, UploadId};
use crate::store::upload::{MOST_UNCLAIMED, MOST_UNCLAIMED_BYTES, Step, Whole};
use crate::store::{Store, Table, check, kept_file, upload};
use redb::{Database, ReadableTable};
use sha2::{Digest, Sha256};
use std::path::Path;

/// Uploads these chunks, and ends the upload.
fn send(store: &Store, id: UploadId, chunks: &'static [&'static [u8]]) -> FileHash {
    let bytes = chunks.concat();
    let hash = Sha256::digest(&bytes).into();
    let whole = Whole { hash, size: bytes.len() as u64, chunks: chunks.len() as u32, picture: false };
    let begun = store.operate_blocking(move |rows| upload::begin(rows, id, ADMIN, ("a.txt", whole.size), START));
    assert!(begun.unwrap());
    for (n, chunk) in chunks.iter().enumerate() {
        assert!(store.operate_blocking(move |rows| upload::add(rows, id, n as u32, chunk)).unwrap());
    }
    assert_eq!(store.operate_blocking(move |rows| upload::finish(rows, id, &whole)).unwrap(), Step::Done);
    hash
}

fn give_up(store: &Store, id: UploadId, owner: ActorRef) -> Step {
    store.operate_blocking(move |rows| upload::give_up(rows, id, owner)).unwrap()
}

#[test]
fn an_upload_that_was_given_up_takes_no_more_and_leaves_nothing() {
    let desk = TestDesk::new();
    let (id, other) = (UploadId([1; 16]), ActorRef::Token(1.into()));
    assert!(desk.store.operate_blocking(move |rows| upload::begin(rows, id, ADMIN, ("a", 9), START)).unwrap());
    for n in 0..20 {
        assert!(desk.store.operate_blocking(move |rows| upload::add(rows, id, n, b"bytes")).unwrap());
    }
    assert_eq!(upload::find(&desk.store.snapshot().unwrap(), id).unwrap(), None, "it is not whole");
    assert_eq!(give_up(&desk.store, id, other), Step::Gone);
    // Eight chunks a step.
    assert_eq!([(); 4].map(|()| give_up(&desk.store, id, ADMIN)), [Step::More, Step::More, Step::Done, Step::Gone]);
    assert!(!desk.store.operate_blocking(move |rows| upload::add(rows, id, 20, b"late")).unwrap());
    let whole = Whole { hash: [0; 32], size: 0, chunks: 0, picture: false };
    assert_eq!(desk.store.operate_blocking(move |rows| upload::finish(rows, id, &whole)).unwrap(), Step::Gone);
    assert_eq!(desk.store.snapshot().unwrap().rows_in(Table::FileChunk).unwrap(), 0);
    desk.done();
}

#[test]
fn an_owner_has_so_much_unclaimed_and_no_more() {
    let desk = TestDesk::new();
    let begin = |n: u8, owner, size| {
        let id = UploadId([n; 16]);
        desk.store.operate_blocking(move |rows| upload::begin(rows, id, owner, ("a", size), START)).unwrap()
    };
    let other = ActorRef::Token(1.into());
    assert!(begin(200, other, MOST_UNCLAIMED_BYTES));
    assert!(!begin(201, other, 1));
    for n in 0..MOST_UNCLAIMED as u8 {
        assert!(begin(n, ADMIN, 1));
    }
    assert!(!begin(202, ADMIN, 0));
    desk.done();
}

#[test]
fn a_file_lives_as_long_as_something_refers_to_it() {
    let desk = TestDesk::new();
    let person = desk.person("Ana Rojas", "+56222345678");
    let ticket = desk.ticket("Sin red", person);
    let [first, second, third] = [1, 2, 3].map(|n| UploadId([n; 16]));
    let hash = send(&desk.store, first, &[b"uno", b"dos"]);
    assert_eq!(send(&desk.store, second, &[b"unodos"]), hash);
    assert_eq!(send(&desk.store, third, &[b"uno", b"dos"]), hash);
    let chunks = || desk.store.snapshot().unwrap().rows_in(Table::FileChunk).unwrap();
    assert_eq!(chunks(), 2);
    desk.run(Command::Note { ticket, text: "Va".to_owned(), attachments: vec![second] });
    assert_eq!([first, third].map(|id| give_up(&desk.store, id, ADMIN)), [Step::Done, Step::Done]);
    let snapshot = desk.store.snapshot().unwrap();
    let file = kept_file::find(&snapshot, &hash).unwrap().unwrap();
    let bytes = [0, 1].map(|n| kept_file::chunk(&snapshot, &file, n).unwrap());
    assert_eq!(bytes, [b"uno", b"dos"]);
    drop(snapshot);
    desk.done();
}

/// Changes a closed file by hand; gives what `check` says of it.
fn told(path: &Path, table: Table, change: impl Fn(&mut redb::Table<'_, &'static [u8], &'static [u8]>)) -> String {
    let database = Database::open(path).unwrap();
    let transaction = database.begin_write().unwrap();
    change(&mut transaction.open_table(table.definition()).unwrap());
    transaction.commit().unwrap();
    drop(database);
    check(path, false, &mut |_| {}).unwrap().problems.join("\n")
}

#[test]
fn check_tells_of_bytes_that_are_missing_changed_or_nobodys() {
    let desk = TestDesk::new();
    send(&desk.store, UploadId([1; 16]), &[b"uno", b"dos"]);
    let TestDesk { store, path, folder } = desk;
    store.close().unwrap();
    let first = [[1; 16].as_slice(), &0_u32.to_be_bytes()].concat();
    let changed = told(&path, Table::FileChunk, |chunks| drop(chunks.insert(first.as_slice(), b"unx".as_slice())));
    assert!(changed.contains("is not whole"), "{changed}");
    let missing = told(&path, Table::FileChunk, |chunks| drop(chunks.remove(first.as_slice())));
    assert!(missing.contains("is not whole"), "{missing}");
    let nobodys = told(&path, Table::FileChunk, |chunks| {
        drop(chunks.insert(first.as_slice(), b"uno".as_slice()));
        drop(chunks.insert([9; 20].as_slice(), b"x".as_slice()));
    });
    assert!(nobodys.contains("belongs to no file") && !nobodys.contains("not whole"), "{nobodys}");
    let gone = told(&path, Table::KeptFile, |files| {
        let key = files.first().unwrap().unwrap().0.value().to_vec();
        drop(files.remove(key.as_slice()));
    });
    assert!(gone.contains("is missing"), "{gone}");
    drop(folder);
}
