//! How soon a desk answers after a clean stop and after it was killed under load, the memory that it has after ten
//! thousand requests, and how long its file takes to be checked.

use crate::check;
use crate::measure::{Outcome, resident_memory};
use crate::program::{self, Caller, Running, case};
use crate::reading::mixed_requests;
use std::time::{Duration, Instant};

/// How many clients write when it is killed.
const WRITERS: u64 = 16;
/// How long they have written then.
const LOAD: Duration = Duration::from_secs(5);
const REQUESTS: u64 = 10_000;

/// Prints the figures for a desk of so many cases.
pub(crate) async fn measure(cases: u64) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    let sample = ["sample", "--tickets", &cases.to_string(), "--months", "60", "--seed", "1"];
    program::run(&data, &sample, "")?;
    let token = program::token(&data, "supervisor")?;

    let (desk, clean) = started(&data)?;
    mixed_requests(&Caller::new(&desk.url, &token), REQUESTS, cases).await?;
    let memory = resident_memory(desk.process());
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let caller = Caller::new(&desk.url, &token);
            tokio::spawn(async move {
                let mut n = writer;
                // Until the desk is gone.
                while caller.write("/tickets", &case(n)).await.is_ok() {
                    n += WRITERS;
                }
            })
        })
        .collect();
    tokio::time::sleep(LOAD).await;
    drop(desk);
    for writer in writers {
        writer.await?;
    }
    let (desk, killed) = started(&data)?;
    drop(desk);
    println!(
        "ready         {cases} cases: {clean:.2} s after a clean stop (under 0.5), {killed:.2} s after kill -9 under load (under 2)"
    );
    println!("memory        {cases} cases: after {REQUESTS} mixed requests {memory} MiB (under 160)");
    check::measure(&data, cases)
}

/// Starts a desk, and says how many seconds it took until it listens.
fn started(data: &std::path::Path) -> Outcome<(Running, f64)> {
    let begun = Instant::now();
    let desk = Running::start(data)?;
    Ok((desk, begun.elapsed().as_secs_f64()))
}
