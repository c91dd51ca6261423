//! Whether a data file is what it should be: redb's own pages, every row, every index and counter, the journal without
//! gaps; and, folding that journal again from its start, whether the tables are what it tells.

use super::cached::Cached;
use super::copy::{Step, Watch};
use super::draft::Draft;
use super::error::{OpenError, fault, redb_fault};
use super::file::Opened;
use super::keys::{Direction, KeyRange, first_number, last_number};
use super::rows::{Rows, Visit};
use super::snapshot::Snapshot;
use super::tables::{Class, Table};
use super::working::Working;
use super::write::RawWrites;
use super::{Options, file, kept_file, quiet, typed};
use crate::desk::Fault;
use crate::desk::id::Seq;
use redb::Database;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Problems beyond this many are counted, not told: a torn index would tell millions.
const TOLD: usize = 100;

/// How many journal entries are folded in a transaction.
const FOLDED: usize = 50_000;

/// After how many rows somebody hears how far it is.
const ROWS_BETWEEN_LOOKS: u64 = 10_000;

/// Bytes of pages that a check keeps in memory for each file.
const CACHE_BYTES: usize = 64 << 20;

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Tables that were read.
    pub tables: u64,
    /// Rows that were read.
    pub rows: u64,
    /// Journal entries, which have no gaps unless a problem says so.
    pub entries: u64,
    /// Entries that were folded again.
    pub folded: u64,
    /// What is wrong, a line each; the first of them.
    pub problems: Vec<String>,
    /// How many problems are not told.
    pub more_problems: u64,
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    fn problem(&mut self, text: String) {
        if self.problems.len() < TOLD {
            self.problems.push(text);
        } else {
            self.more_problems += 1;
        }
    }
}

/// Checks a data file that no desk has open. With `rebuild` it also folds the journal into a temporary file beside it,
/// about as large.
///
/// # Errors
/// Why it cannot be opened. What is wrong inside is in the report.
pub fn check(path: &Path, rebuild: bool, progress: &mut dyn FnMut(Step)) -> Result<CheckReport, OpenError> {
    check_with(path, &options(), rebuild, progress)
}

/// The same for a file that is opened in this way.
pub(super) fn check_with(
    path: &Path,
    options: &Options,
    rebuild: bool,
    progress: &mut dyn FnMut(Step),
) -> Result<CheckReport, OpenError> {
    examine(path, file::open(path, options, None)?, rebuild, &mut |step| {
        progress(step);
        ControlFlow::Continue(())
    })
}

/// The same for a copy that was just made, which nobody needs as it was. An error also when `watch` has enough.
pub(super) fn check_copy(draft: &Draft, rebuild: bool, watch: &mut Watch<'_>) -> Result<CheckReport, OpenError> {
    examine(draft.path(), file::open_copy(draft, CACHE_BYTES)?, rebuild, watch)
}

fn options() -> Options {
    Options { cache_bytes: CACHE_BYTES, ..Options::default() }
}

fn examine(path: &Path, opened: Opened, rebuild: bool, watch: &mut Watch<'_>) -> Result<CheckReport, OpenError> {
    let damaged = |what: String| OpenError::Damaged { path: path.to_owned(), what };
    let mut report = CheckReport::default();
    let Opened { mut database, backend, meta: _ } = opened;
    let pages = || quiet::quietly(|| database.check_integrity());
    match backend.look_through().meanwhile(watch, pages) {
        Ok(Ok(true)) => {}
        Ok(Ok(false)) => report.problem("pages were damaged, and could be repaired from what is whole".to_owned()),
        Ok(Err(error)) => return Err(damaged(error.to_string())),
        Err(panic) => return Err(damaged(panic)),
    }
    let checked = quiet::quietly(|| -> Result<(), Fault> {
        let snapshot = file::first_snapshot(&database)?;
        rows(&snapshot, &mut report, watch)?;
        kept_file::check(&snapshot, &mut |problem| report.problem(problem))?;
        journal(&snapshot, &mut report)?;
        if rebuild {
            fold_again(path, &snapshot, &mut report, watch)?;
        }
        Ok(())
    });
    checked.unwrap_or_else(|panic| Err(fault(panic))).map_err(|fault| damaged(fault.to_string()))?;
    Ok(report)
}

/// Tells how far it is; a fault when nobody wants the rest.
fn look(watch: &mut Watch<'_>, step: Step) -> Result<(), Fault> {
    if watch(step).is_break() { Err(fault("the check was broken off")) } else { Ok(()) }
}

/// Reads every row; what it gives must be in the indexes, and nothing else may be.
fn rows(snapshot: &Snapshot, report: &mut CheckReport, watch: &mut Watch<'_>) -> Result<(), Fault> {
    let told = || Table::ALL.iter().copied().filter(|table| table.class() != Class::Derived);
    let of = told().map(|table| snapshot.rows_in(table)).sum::<Result<u64, Fault>>()?;
    let mut entries: BTreeMap<Table, u64> = BTreeMap::new();
    let mut counts: BTreeMap<(Table, Vec<u8>), u64> = BTreeMap::new();
    for table in told() {
        report.tables += 1;
        snapshot.visit(table, &KeyRange::all(), Direction::Ascending, &mut |key, value| {
            report.rows += 1;
            if report.rows.is_multiple_of(ROWS_BETWEEN_LOOKS) {
                look(watch, Step::Checking { done: report.rows, of })?;
            }
            match typed::read(table, key, value) {
                Err(fault) => report.problem(format!("{}: row {}: {}", table.name(), hex(key), fault.0)),
                Ok(derived) => {
                    for (index, entry) in derived.entries {
                        *entries.entry(index).or_default() += 1;
                        if snapshot.get_raw(index, &entry)?.is_none() {
                            report.problem(format!("{}: the entry {} is missing", index.name(), hex(&entry)));
                        }
                    }
                    for count in derived.counts {
                        *counts.entry(count).or_default() += 1;
                    }
                }
            }
            Ok(Visit::On)
        })?;
    }
    let mut counted: BTreeMap<Table, u64> = BTreeMap::new();
    for ((table, key), count) in counts {
        *counted.entry(table).or_default() += 1;
        let stored = snapshot.get_raw(table, &key)?.as_deref().and_then(last_number);
        if stored != Some(count) {
            let stored = stored.unwrap_or(0);
            report.problem(format!("{}: {} should be {count}, and is {stored}", table.name(), hex(&key)));
        }
    }
    // Every entry that should be there is: when there are as many as should be, there are no others.
    for table in Table::ALL.iter().copied().filter(|table| table.class() == Class::Derived) {
        report.tables += 1;
        let expected = entries.get(&table).or(counted.get(&table)).copied().unwrap_or(0);
        let stored = snapshot.rows_in(table)?;
        report.rows += stored;
        if stored > expected {
            report.problem(format!("{}: {} entries too many", table.name(), stored - expected));
        }
    }
    Ok(())
}

/// The journal has no gaps, and begins with 1.
fn journal(snapshot: &Snapshot, report: &mut CheckReport) -> Result<(), Fault> {
    let mut next = 1;
    snapshot.visit(Table::Journal, &KeyRange::all(), Direction::Ascending, &mut |key, _| {
        let seq = first_number(key).unwrap_or(0);
        if seq != next {
            report.problem(format!("the journal goes on with {seq} where {next} should be"));
        }
        next = seq + 1;
        report.entries += 1;
        Ok(Visit::On)
    })
}

/// Folds the journal into fresh tables, and compares them with those that the file has.
fn fold_again(path: &Path, snapshot: &Snapshot, report: &mut CheckReport, watch: &mut Watch<'_>) -> Result<(), Fault> {
    let beside = Beside::new(path);
    let fresh = redb::Builder::new().set_cache_size(CACHE_BYTES).create(&beside.0).map_err(redb_fault)?;
    fold(snapshot, &fresh, report, watch)?;
    let folded = file::first_snapshot(&fresh)?;
    let told = || Table::ALL.iter().copied().filter(|table| is_told(*table));
    let of = told().map(|table| snapshot.rows_in(table)).sum::<Result<u64, Fault>>()?;
    let mut done = 0;
    for table in told() {
        compare(table, snapshot, &folded, report)?;
        done += snapshot.rows_in(table)?;
        look(watch, Step::Comparing { done, of })?;
    }
    Ok(())
}

/// Whether the journal and the contents tell all of this table.
fn is_told(table: Table) -> bool {
    match table.class() {
        Class::Folded => true,
        Class::Derived => table.source().is_some_and(|source| source.class() != Class::Operational),
        Class::Journal | Class::Operational | Class::Content => false,
    }
}

fn fold(snapshot: &Snapshot, fresh: &Database, report: &mut CheckReport, watch: &mut Watch<'_>) -> Result<(), Fault> {
    let mut entries = snapshot.entries_from(Seq(1))?.peekable();
    let mut contents = snapshot.scan(Table::Content, &KeyRange::all(), Direction::Ascending)?.pairs().peekable();
    let mut cached = Cached::default();
    loop {
        let transaction = fresh.begin_write().map_err(redb_fault)?;
        for table in Table::ALL {
            transaction.open_table(table.definition()).map_err(redb_fault)?;
        }
        let mut working = Working::new(&transaction, cached).with_contents(snapshot);
        for entry in entries.by_ref().take(FOLDED) {
            let entry = entry?;
            if let Err(fault) = working.refold(&entry) {
                report.problem(format!("entry {} cannot be folded: {}", entry.seq, fault.0));
            }
            report.folded += 1;
        }
        for content in contents.by_ref().take(FOLDED) {
            let (key, value) = content?;
            // One that cannot be read was told already.
            for (table, entry) in typed::read(Table::Content, &key, &value).unwrap_or_default().entries {
                working.put_raw(table, &entry, &[])?;
            }
        }
        cached = working.finish()?.cached;
        transaction.commit().map_err(redb_fault)?;
        look(watch, Step::Folding { done: report.folded, of: report.entries })?;
        if entries.peek().is_none() && contents.peek().is_none() {
            return Ok(());
        }
    }
}

/// Walks a table of both files side by side.
fn compare(table: Table, file: &Snapshot, folded: &Snapshot, report: &mut CheckReport) -> Result<(), Fault> {
    let pairs = |snapshot: &Snapshot| -> Result<_, Fault> {
        Ok(snapshot.scan(table, &KeyRange::all(), Direction::Ascending)?.pairs())
    };
    let (mut in_file, mut in_fold) = (pairs(file)?, pairs(folded)?);
    let (mut left, mut right) = (in_file.next().transpose()?, in_fold.next().transpose()?);
    loop {
        let order = match (&left, &right) {
            (None, None) => return Ok(()),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((left, _)), Some((right, _))) => left.cmp(right),
        };
        match (order, &left, &right) {
            (std::cmp::Ordering::Equal, Some((key, value)), Some((_, told))) => {
                let same = value == told || typed::as_written_now(table, value).is_ok_and(|value| value == *told);
                if !same {
                    report.problem(format!("{}: row {} is not what the journal tells", table.name(), hex(key)));
                }
            }
            (std::cmp::Ordering::Less, Some((key, _)), _) => {
                report.problem(format!("{}: the journal tells nothing of row {}", table.name(), hex(key)));
            }
            (_, _, Some((key, _))) => {
                report.problem(format!("{}: row {}, which the journal tells, is missing", table.name(), hex(key)));
            }
            _ => {}
        }
        if order.is_le() {
            left = in_file.next().transpose()?;
        }
        if order.is_ge() {
            right = in_fold.next().transpose()?;
        }
    }
}

/// A temporary file beside the data file, where there is as much room; gone when dropped.
struct Beside(PathBuf);

impl Beside {
    fn new(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".check-{}", std::process::id()));
        let path = path.with_file_name(name);
        // What an earlier process with this number left.
        let _ = std::fs::remove_file(&path);
        Self(path)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn hex(key: &[u8]) -> String {
    key.iter().map(|byte| format!("{byte:02x}")).collect()
}
