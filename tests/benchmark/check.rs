//! `ventanilla check`, and with its journal folded again: rows a second.

use crate::measure::Outcome;
use std::path::Path;
use std::time::Instant;
use ventanilla::store::check;

/// Prints both for a data file of so many cases.
pub(crate) fn measure(data: &Path, cases: u64) -> Outcome<()> {
    let (plain, rebuild) = (pace(data, false)?, pace(data, true)?);
    println!("check         {cases} cases: {plain:.0} rows a second (at least 100,000)");
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
