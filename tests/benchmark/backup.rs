//! Backups: their speed against `cp` of the same bytes, and what other writers feel of them.

use crate::measure::{Outcome, load, median};
use crate::program::{Caller, Running, case, path, token};
use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use ventanilla::moment::Moment;
use ventanilla::sample::{DEFAULT_UNTIL, SampleOptions, fill_store};
use ventanilla::store::{Options, Store};

/// How large the desk is.
const TICKETS: u64 = 100_000;
/// How often each side is measured; the medians count.
const TURNS: usize = 3;
/// How many write at the same time, each the next one after its answer.
const WRITERS: u64 = 4;
/// How long their answers are timed without a backup.
const SPAN: Duration = Duration::from_secs(8);

/// Prints the ratios.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    fill(&data, TICKETS)?;
    let token = token(&data, "agent")?;
    speed(&data, folder.path())?;
    writers(&data, &token, folder.path()).await
}

/// Makes a desk of so many cases.
pub(crate) fn fill(data: &Path, tickets: u64) -> Outcome<()> {
    let until = Moment::parse(DEFAULT_UNTIL).ok_or("the default end is no moment")?;
    let options = SampleOptions { tickets, months: 24, seed: 1, until, people: None, administrator: false };
    let store = Store::open(data, Options { notices: false, ..Options::default() })?;
    fill_store(&store, &options, |_| {})?;
    Ok(store.close()?)
}

/// A backup of a desk on which nobody works, against `cp` of the backup with an fsync at its end.
fn speed(data: &Path, folder: &Path) -> Outcome<()> {
    let store = Store::open(data, Options::default())?;
    let (backup, copy) = (folder.join("backup.redb"), folder.join("copy.redb"));
    let (mut copied, mut verified, mut plain, mut rows, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0, 0);
    let (mut to_copied, mut to_whole) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let begun = Instant::now();
        let report = store.back_up(&backup, &mut |_| ControlFlow::Continue(()))?;
        let whole = begun.elapsed().as_secs_f64();
        (rows, bytes) = (report.rows, report.bytes);
        let begun = Instant::now();
        if !Command::new("cp").arg(&backup).arg(&copy).status()?.success() {
            return Err("cp failed".into());
        }
        File::open(&copy)?.sync_all()?;
        let cp = begun.elapsed().as_secs_f64();
        let only = report.copied_in.as_secs_f64();
        to_copied.push(cp / only);
        to_whole.push(cp / whole);
        plain.push(cp);
        copied.push(only);
        verified.push(report.checked_in.as_secs_f64());
        fs::remove_file(&backup)?;
        fs::remove_file(&copy)?;
    }
    store.close()?;
    println!(
        "backup        {TICKETS} cases, {rows} rows, {} MiB: copied in {:.2} s, verified in {:.2} s, cp {:.2} s (load {})",
        bytes >> 20,
        median(copied),
        median(verified),
        median(plain),
        load()
    );
    println!("              speed of copying alone against cp with fsync: {:.2}", median(to_copied));
    println!("              speed of the whole against cp with fsync: {:.2} (at least 0.25)", median(to_whole));
    Ok(())
}

/// The p99 of creations while backups are made one after the other, against none.
async fn writers(data: &Path, token: &str, folder: &Path) -> Outcome<()> {
    let running = Running::start(data)?;
    let (mut without, mut with) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        without.push(
            p99(&running.url, token, || async {
                tokio::time::sleep(SPAN).await;
                Ok(())
            })
            .await?,
        );
        let to = folder.join(format!("while{turn}.redb"));
        with.push(p99(&running.url, token, || backup_of(data, &to)).await?);
        fs::remove_file(&to)?;
    }
    let ratios = with.iter().zip(&without).map(|(with, without)| with / without).collect();
    println!(
        "              p99 of {WRITERS} writers: {:.1} ms with none, {:.1} ms while one is made",
        median(without) * 1e3,
        median(with) * 1e3
    );
    println!("              while a backup is made against none: {:.2} (at most 3)", median(ratios));
    Ok(())
}

async fn backup_of(data: &Path, to: &Path) -> Outcome<()> {
    let mut tool = Command::new(path());
    tool.arg("backup").arg(to).arg("--data").arg(data).stdout(Stdio::null()).stderr(Stdio::null());
    let ended = tokio::task::spawn_blocking(move || tool.status()).await??;
    if ended.success() { Ok(()) } else { Err("the backup failed".into()) }
}

/// The p99 in seconds of the answers to writers, for as long as `meanwhile` takes.
async fn p99<F: Future<Output = Outcome<()>>>(url: &str, token: &str, meanwhile: impl FnOnce() -> F) -> Outcome<f64> {
    let end = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (caller, end) = (Caller::new(url, token), Arc::clone(&end));
            tokio::spawn(async move {
                let mut times = Vec::new();
                let mut n = writer;
                while !end.load(Ordering::Relaxed) {
                    let begun = Instant::now();
                    caller.write("/tickets", &case(n)).await.map_err(|error| error.to_string())?;
                    times.push(begun.elapsed().as_secs_f64());
                    n += WRITERS;
                }
                Ok::<_, String>(times)
            })
        })
        .collect();
    let done = meanwhile().await;
    end.store(true, Ordering::Relaxed);
    let mut times = Vec::new();
    for writer in writers {
        times.extend(writer.await??);
    }
    done?;
    times.sort_by(f64::total_cmp);
    Ok(times.get(times.len() * 99 / 100).copied().unwrap_or_default())
}
