//! Files that cannot be opened, each with its own word, and files that must be brought up to date.

use super::desk::*;
use crate::desk::Command;
use crate::store::backend::Backend;
use crate::store::error::redb_fault;
use crate::store::meta::{Meta, SCHEMA};
use crate::store::migration::{Migration, keep_before, kept_at, migrate_to};
use crate::store::tables::Class;
use crate::store::typed;
use crate::store::{OpenError, Options, Scope, Store, Table, check, table_sizes};
use crate::words::State;
use redb::{Database, ReadableDatabase, TableDefinition};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn refused(path: &Path) -> OpenError {
    match Store::open(path, Options::default()) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => {
            assert!(!error.to_string().contains('\n'), "{error}");
            error
        }
    }
}

/// A desk of some size, closed.
fn closed_desk() -> (TempDir, PathBuf) {
    let desk = TestDesk::new();
    let caller = desk.person("Ana Rojas", "+56222345678");
    for n in 0..50 {
        desk.ticket(&format!("Sin red {n}"), caller);
    }
    desk.store.clone().close().unwrap();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("copy.redb");
    fs::copy(&desk.path, &path).unwrap();
    (folder, path)
}

/// The names of what lies in the folder of a file.
fn beside(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path.parent().unwrap()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn change(path: &Path, change: impl FnOnce(&redb::WriteTransaction)) {
    let database = Database::open(path).unwrap();
    let transaction = database.begin_write().unwrap();
    change(&transaction);
    transaction.commit().unwrap();
}

#[test]
fn what_is_no_data_file_is_said_so() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(matches!(refused(folder.path()), OpenError::IsAFolder { .. }));
    assert!(matches!(refused(&at("missing/desk.redb")), OpenError::NoFolder { .. }));
    fs::write(at("empty"), []).unwrap();
    assert!(matches!(refused(&at("empty")), OpenError::Empty { .. }));
    fs::write(at("short"), b"hello").unwrap();
    assert!(matches!(refused(&at("short")), OpenError::NotADesk { .. }), "{}", refused(&at("short")));
    fs::write(at("text"), "hello ".repeat(50_000)).unwrap();
    assert!(matches!(refused(&at("text")), OpenError::NotADesk { .. }), "{}", refused(&at("text")));
    fs::write(at("zeros"), vec![0; 100_000]).unwrap();
    assert!(matches!(refused(&at("zeros")), OpenError::NotADesk { .. }), "{}", refused(&at("zeros")));
    drop(Database::create(at("other.redb")).unwrap());
    assert!(matches!(refused(&at("other.redb")), OpenError::NotADesk { .. }));
    assert!(matches!(check(&at("nothing"), false, &mut |_| {}), Err(OpenError::Missing { .. })));
    assert!(!at("nothing").exists(), "a check creates nothing");
}

#[test]
fn a_truncated_or_damaged_file_is_said_to_be_damaged() {
    let (_folder, path) = closed_desk();
    let whole = fs::read(&path).unwrap();
    for keep in [200, 4_096, 5_000, 65_536, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..keep]).unwrap();
        assert!(matches!(refused(&path), OpenError::Damaged { .. } | OpenError::NotADesk { .. }), "{keep}");
    }
    // Garbage in the middle may stay unseen until a check reads it; it must not come out as a panic.
    let mut garbled = whole.clone();
    for byte in garbled.iter_mut().skip(8_192).step_by(7) {
        *byte ^= 0x5a;
    }
    fs::write(&path, &garbled).unwrap();
    assert!(matches!(refused(&path), OpenError::Damaged { .. }));
    let mut scratched = whole;
    let middle = scratched.len() / 3;
    scratched[middle..2 * middle].fill(0xff);
    fs::write(&path, &scratched).unwrap();
    match check(&path, true, &mut |_| {}) {
        Ok(report) => assert!(!report.is_clean()),
        Err(error) => assert!(matches!(error, OpenError::Damaged { .. }), "{error}"),
    }
}

#[test]
fn a_newer_file_is_left_alone() {
    let (_folder, path) = closed_desk();
    let meta = Meta::read(&Database::open(&path).unwrap()).unwrap().unwrap();
    change(&path, |transaction| Meta { schema: SCHEMA + 1, ..meta.clone() }.write(transaction).unwrap());
    let before = fs::read(&path).unwrap();
    match refused(&path) {
        OpenError::Newer { found, known, .. } => assert_eq!((found, known), (SCHEMA + 1, SCHEMA)),
        other => panic!("{other}"),
    }
    assert_eq!(fs::read(&path).unwrap().len(), before.len());
}

#[test]
fn a_second_process_is_told_that_the_file_is_open() {
    let desk = TestDesk::new();
    assert!(matches!(refused(&desk.path), OpenError::Locked { .. }));
    desk.done();
}

#[test]
fn the_file_holds_the_tables_of_the_list_and_no_other() {
    let desk = TestDesk::new();
    let names: Vec<String> = desk.store.snapshot().unwrap().table_names().unwrap();
    let listed: BTreeSet<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    assert_eq!(names.iter().map(String::as_str).collect::<BTreeSet<_>>(), listed);
    assert_eq!(listed.len(), Table::ALL.len(), "two tables have one name");
    let sizes = table_sizes(&desk.store.snapshot().unwrap()).unwrap();
    assert!(sizes.iter().map(|size| &size.table).eq(Table::ALL));
    assert!(sizes.iter().any(|size| size.table == Table::User && size.rows == 1 && size.stored_bytes > 50));
    for (place, table) in Table::ALL.iter().enumerate() {
        assert_eq!(table.place(), place);
        assert_eq!(table.class() == Class::Derived, table.source().is_some(), "{}", table.name());
        assert_eq!(table.class() == Class::Derived, table.revision() > 0, "{}", table.name());
        assert!(table.name().contains('→') || table.class() == Class::Derived, "{}", table.name());
    }
    desk.done();
}

#[test]
fn every_table_with_rows_of_its_own_has_its_type() {
    // The bytes of files are nothing but bytes.
    let typed = |table: &&Table| table.class() != Class::Derived && **table != Table::FileChunk;
    for table in Table::ALL.iter().filter(typed) {
        assert!(typed::read(*table, b"key", &[1, 0xc1]).is_err(), "{} is unknown to typed.rs", table.name());
        assert!(typed::as_written_now(*table, &[1, 0xc1]).is_err(), "{}", table.name());
    }
}

#[test]
fn migrations_run_in_order_each_with_the_word_of_it() {
    const NOTES: TableDefinition<u64, &str> = TableDefinition::new("notes");
    let steps = [
        Migration {
            from: SCHEMA + 1,
            what: "the second",
            run: |transaction| {
                transaction.open_table(NOTES).map_err(redb_fault)?.insert(2, "second").map_err(redb_fault)?;
                Ok(())
            },
        },
        Migration {
            from: SCHEMA,
            what: "the first",
            run: |transaction| {
                transaction.open_table(NOTES).map_err(redb_fault)?.insert(1, "first").map_err(redb_fault)?;
                Ok(())
            },
        },
        Migration {
            from: SCHEMA + 2,
            what: "one that fails half-way",
            run: |transaction| {
                transaction.open_table(NOTES).map_err(redb_fault)?.insert(3, "third").map_err(redb_fault)?;
                Err(crate::store::error::fault("no"))
            },
        },
    ];
    let (_folder, path) = closed_desk();
    let backend = Backend::new(fs::OpenOptions::new().read(true).write(true).open(&path).unwrap(), None).unwrap();
    let database = Database::builder().create_with_backend(backend.clone()).unwrap();
    let mut meta = Meta::read(&database).unwrap().unwrap();
    let kept = kept_at(&path, SCHEMA, 4 + 1 + 50);
    let mut keep = |database: &Database, meta: &Meta| {
        assert!(database.begin_read().unwrap().open_table(NOTES).is_err(), "it is kept before the first step");
        keep_before(&path, database, &backend, meta)
    };
    migrate_to(&database, &mut meta, SCHEMA + 2, &steps, &mut keep).unwrap();
    assert!(kept.exists(), "{:?}", beside(&path));
    let rows = check(&kept, true, &mut |_| {}).unwrap();
    assert!(rows.is_clean(), "{:?}", rows.problems);
    assert_eq!(Meta::read(&Database::open(&kept).unwrap()).unwrap().unwrap().schema, SCHEMA);
    migrate_to(&database, &mut meta, SCHEMA + 2, &steps, &mut |_, _| panic!("nothing is kept of what is up to date"))
        .unwrap();
    assert_eq!(Meta::read(&database).unwrap().unwrap().schema, SCHEMA + 2);
    // Without a copy of the file as it is there is no migration.
    let mut full = |_: &Database, _: &Meta| Err(crate::store::error::fault("the disk is full"));
    assert!(migrate_to(&database, &mut meta, SCHEMA + 3, &steps, &mut full).is_err());
    assert!(migrate_to(&database, &mut meta, SCHEMA + 3, &steps, &mut |_, _| Ok(())).is_err());
    assert_eq!(Meta::read(&database).unwrap().unwrap(), meta);
    assert_eq!(meta.schema, SCHEMA + 2);
    let notes = database.begin_read().unwrap().open_table(NOTES).unwrap();
    assert_eq!(notes.get(1).unwrap().unwrap().value(), "first");
    assert_eq!(notes.get(2).unwrap().unwrap().value(), "second");
    assert!(notes.get(3).unwrap().is_none());
}

#[test]
fn an_index_of_another_revision_is_made_anew() {
    let (_folder, path) = closed_desk();
    let mut meta = Meta::read(&Database::open(&path).unwrap()).unwrap().unwrap();
    meta.revisions.insert(Table::TicketsByNumber.name().to_owned(), 0);
    meta.revisions.insert(Table::TicketCounts.name().to_owned(), 0);
    meta.revisions.remove(Table::PersonsByWord.name());
    change(&path, |transaction| {
        meta.write(transaction).unwrap();
        let mut stale = transaction.open_table(Table::TicketsByNumber.definition()).unwrap();
        stale.insert(b"of an older kind".as_slice(), [].as_slice()).unwrap();
        drop(stale);
        transaction.delete_table(Table::PersonsByWord.definition()).unwrap();
    });
    let store = Store::open(&path, Options::default()).unwrap();
    assert_eq!(store.snapshot().unwrap().count(Scope::All, true, State::InProgress).unwrap(), 50);
    store.close().unwrap();
    let report = check(&path, true, &mut |_| {}).unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
}

#[test]
fn a_check_finds_what_is_wrong() {
    let find = |spoil: fn(&redb::WriteTransaction)| {
        let (_folder, path) = closed_desk();
        change(&path, spoil);
        check(&path, true, &mut |_| {}).unwrap().problems.join("\n")
    };
    fn drop_first(transaction: &redb::WriteTransaction, table: Table) {
        let mut open = transaction.open_table(table.definition()).unwrap();
        open.pop_first().unwrap().unwrap();
    }
    let missing = find(|transaction| drop_first(transaction, Table::TicketsByUpdated));
    assert!(missing.contains("scope,state,updated_at,ticket_number: the entry"), "{missing}");
    let extra = find(|transaction| {
        let mut open = transaction.open_table(Table::PersonsByName.definition()).unwrap();
        open.insert(b"nobody".as_slice(), [].as_slice()).unwrap();
    });
    assert!(extra.contains("folded_name,person_id: 1 entries too many"), "{extra}");
    assert!(extra.contains("the journal tells nothing of row"), "{extra}");
    let counter = find(|transaction| {
        let mut open = transaction.open_table(Table::TicketCounts.definition()).unwrap();
        open.pop_last().unwrap().unwrap();
    });
    assert!(counter.contains("scope,group,state→count"), "{counter}");
    let gap = find(|transaction| {
        let mut open = transaction.open_table(Table::Journal.definition()).unwrap();
        open.remove(7_u64.to_be_bytes().as_slice()).unwrap().unwrap();
    });
    assert!(gap.contains("the journal goes on with 8 where 7 should be"), "{gap}");
    let lost = find(|transaction| drop_first(transaction, Table::Ticket));
    assert!(lost.contains("ticket_number→ticket: row 0000000000000001, which the journal tells, is missing"), "{lost}");
    let garbage = find(|transaction| {
        let mut open = transaction.open_table(Table::Person.definition()).unwrap();
        open.insert(1_u64.to_be_bytes().as_slice(), [1_u8, 0xc1].as_slice()).unwrap();
    });
    assert!(garbage.contains("person_id→person: row 0000000000000001"), "{garbage}");
    let text = find(|transaction| drop_first(transaction, Table::Content));
    assert!(text.contains("owner,content_id"), "{text}");
}

#[test]
fn a_new_file_is_for_its_owner_only_and_leaves_nothing_beside_it() {
    use std::os::unix::fs::PermissionsExt;
    let desk = TestDesk::new();
    let mode = fs::metadata(&desk.path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let beside: Vec<_> = fs::read_dir(desk.path.parent().unwrap()).unwrap().collect();
    assert_eq!(beside.len(), 1);
    desk.run(Command::SetAway { user: 1.into(), away: None });
    desk.done();
}
