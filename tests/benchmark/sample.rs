//! How long a large sample takes, and whether its file is whole.

use crate::measure::{Outcome, peak_memory};
use std::time::Instant;
use ventanilla::moment::Moment;
use ventanilla::sample::{DEFAULT_UNTIL, SampleOptions, fill_store};
use ventanilla::store::{Options, Store, check};

/// Makes `tickets` cases in 24 months, checks the file, and prints what each took.
pub(crate) fn run(tickets: u64) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sample.redb");
    let until = Moment::parse(DEFAULT_UNTIL).ok_or("the default end is no moment")?;
    let options = SampleOptions { tickets, months: 24, seed: 1, until, people: None, administrator: false };

    let begun = Instant::now();
    let quiet = Options { notices: false, ..Options::default() };
    let store = Store::open(&path, quiet)?;
    let summary = fill_store(&store, &options, |_| {})?;
    let entries = store.snapshot()?.head().0;
    store.close()?;
    let made = begun.elapsed();
    let peak = peak_memory();
    let bytes = std::fs::metadata(&path)?.len();

    let begun = Instant::now();
    let report = check(&path, false, &mut |_| {})?;
    let checked = begun.elapsed();
    let begun = Instant::now();
    let rebuilt = check(&path, true, &mut |_| {})?;
    println!("sample        {tickets} cases, {} people, {entries} journal entries", summary.people);
    println!("              made in {:.1} s, peak resident {peak} MiB, file {} MiB", made.as_secs_f64(), bytes >> 20);
    println!("              check {:.1} s: {}", checked.as_secs_f64(), verdict(report.is_clean()));
    println!("              check --rebuild {:.1} s: {}", begun.elapsed().as_secs_f64(), verdict(rebuilt.is_clean()));
    Ok(())
}

fn verdict(clean: bool) -> &'static str {
    if clean { "clean" } else { "NOT CLEAN" }
}
