//! `ventanilla check`, and with its journal folded again: rows a second.

use crate::backup::fill;
use crate::measure::{Outcome, load};
use std::path::Path;
use std::time::Instant;
use ventanilla::store::check;

/// How large the desk is.
const TICKETS: u64 = 50_000;

/// Prints both.
pub(crate) fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    fill(&data, TICKETS)?;
    let (plain, rebuild) = (pace(&data, false)?, pace(&data, true)?);
    println!("check         {TICKETS} cases: {plain:.0} rows a second (at least 100,000) (load {})", load());
    println!("              with --rebuild: {rebuild:.0} rows a second (at least 30,000)");
    Ok(())
}

fn pace(data: &Path, rebuild: bool) -> Outcome<f64> {
    let begun = Instant::now();
    let report = check(data, rebuild, &mut |_| {})?;
    if !report.is_clean() {
        return Err(format!("the desk is not whole: {:?}", report.problems).into());
    }
    Ok(report.rows as f64 / begun.elapsed().as_secs_f64())
}
