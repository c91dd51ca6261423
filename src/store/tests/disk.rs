//! A disk that fails: what was answered stays, and the store says that it takes no more.

use super::desk::*;
use crate::desk::{Command, Facts, Ticket};
use crate::store::meta::Meta;
use crate::store::{Options, Store, SubmitError};
use redb::StorageBackend;
use redb::backends::FileBackend;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[derive(Debug)]
struct FailingDisk {
    disk: FileBackend,
    full: Arc<AtomicBool>,
}

impl FailingDisk {
    fn check(&self) -> io::Result<()> {
        if self.full.load(Ordering::SeqCst) { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl StorageBackend for FailingDisk {
    fn len(&self) -> io::Result<u64> {
        self.disk.len()
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.disk.read(offset, out)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.check()?;
        self.disk.set_len(len)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.check()?;
        self.disk.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.check()?;
        self.disk.write(offset, data)
    }
}

#[test]
fn a_full_disk_stops_the_writing_and_loses_nothing() {
    let desk = TestDesk::new();
    let caller = desk.person("Ana Rojas", "+56222345678");
    desk.store.clone().close().unwrap();

    let full = Arc::new(AtomicBool::new(false));
    let file = std::fs::OpenOptions::new().read(true).write(true).open(&desk.path).unwrap();
    let disk = FailingDisk { disk: FileBackend::new(file).unwrap(), full: Arc::clone(&full) };
    let database = redb::Builder::new().create_with_backend(disk).unwrap();
    let meta = Meta::read(&database).unwrap().unwrap();
    let store = Store::over(&desk.path, database, meta, Options::default()).unwrap();
    let open = |subject: &str| {
        store.submit_blocking(TestDesk::request(ADMIN, Command::OpenTicket(Box::new(new_ticket(subject, caller)))))
    };
    open("kept").unwrap();
    assert_eq!(store.stopped(), None);
    full.store(true, Ordering::SeqCst);
    assert!(matches!(open("lost"), Err(SubmitError::Fault(_))));
    assert!(store.stopped().is_some());
    full.store(false, Ordering::SeqCst);
    let Err(SubmitError::Fault(fault)) = open("lost too") else { panic!("it was accepted") };
    assert!(fault.to_string().contains("restart"), "{fault}");
    let operated = store.operate_blocking(|_| Ok(()));
    assert!(operated.is_err());
    drop(store);

    let again = Store::open(&desk.path, Options::default()).unwrap();
    let last = again.snapshot().unwrap().last::<Ticket>().unwrap();
    assert_eq!(last, Some(1));
    again.close().unwrap();
    desk.done();
}
