//! `ventanilla check`: whether the data file is what it should be.

use super::serve;
use super::{Failure, Place, print, tell};
use crate::admin;
use crate::store;
use clap::Args;
use std::time::Instant;

/// How far the check goes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Also fold the journal from its start into fresh tables, and compare
    #[arg(long)]
    rebuild: bool,
}

pub(super) fn run(place: &Place, arguments: &Arguments) -> Result<(), Failure> {
    let config = place.config(&serve::Arguments::default())?;
    let (begun, mut words) = (Instant::now(), admin::in_words(tell));
    let report = store::check(&config.data, arguments.rebuild, &mut |step| _ = words(step))?;
    let seconds = begun.elapsed().as_secs_f64();
    for problem in &report.problems {
        print(&format!("{problem}\n"))?;
    }
    if report.more_problems > 0 {
        print(&format!("and {} more\n", report.more_problems))?;
    }
    let folded = if arguments.rebuild { format!(", {} folded again", report.folded) } else { String::new() };
    let (rows, tables, entries) = (report.rows, report.tables, report.entries);
    let pace = rows as f64 / seconds.max(0.001);
    print(&format!(
        "{tables} tables, {rows} rows, {entries} journal entries{folded}, in {seconds:.1} s ({pace:.0} rows a second)\n"
    ))?;
    if report.is_clean() {
        print("The data file is whole.\n")
    } else {
        let path = config.data.display();
        Err(Failure::No(format!("{path}: the data file is not what it should be; restore the last backup")))
    }
}
