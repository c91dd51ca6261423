//! Twice the load that saturates the desk: how fast what is accepted is answered, how much is refused, and memory.
//!
//! A closed loop finds the rate that the desk can do: more and more clients, each asking again at once, until more do
//! not get more done. An open loop then asks twice as often, whether it is answered or not, as a crowd does.

use crate::measure::{Outcome, percentile, resident_memory};
use crate::program::{self, Running};
use reqwest::{Client, StatusCode};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const CASES: &str = "10000";
/// How long each step of the closed loop lasts.
const STEP: Duration = Duration::from_secs(3);
/// How long the open loop lasts, after it has been overloaded for a moment.
const SPAN: Duration = Duration::from_secs(15);
const ONSET: Duration = Duration::from_secs(2);
/// A client that waits longer for an answer counts as lost.
const LOST: Duration = Duration::from_secs(10);
/// How many requests may be without an answer in the open loop: a crowd has so many connections.
const OPEN: usize = 512;

/// What came of asking.
#[derive(Default)]
struct Answers {
    /// Milliseconds of each accepted one.
    accepted: Vec<f64>,
    refused: u64,
    lost: u64,
}

/// Prints the ratio and what belongs to it.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    program::run(&data, &["sample", "--tickets", CASES, "--months", "12", "--seed", "1"], "")?;
    let token = program::token(&data, "supervisor")?;
    let desk = Running::start(&data)?;
    let asker = Arc::new(Asker { client: Client::builder().timeout(LOST).build()?, url: desk.url.clone(), token });

    closed(&asker, 4).await?;
    let (_, unloaded) = closed(&asker, 1).await?;
    let (mut rate, mut clients) = (0.0, 2);
    loop {
        let (reached, _) = closed(&asker, clients).await?;
        let before = rate;
        rate = reached.max(rate);
        if reached < before * 1.05 {
            break;
        }
        clients *= 2;
    }
    let before = resident_memory(desk.process());
    open(&asker, 2.0 * rate, ONSET).await;
    let answers = open(&asker, 2.0 * rate, SPAN).await;
    let after = resident_memory(desk.process());
    let (of_one, of_many) = (percentile(unloaded, 99), percentile(answers.accepted.clone(), 99));
    let all = answers.accepted.len() as f64 + (answers.refused + answers.lost) as f64;
    println!(
        "overload      saturated at {rate:.0} requests a second by {clients} clients; asked {:.0} a second for {} s",
        all / SPAN.as_secs_f64(),
        SPAN.as_secs()
    );
    println!(
        "              accepted {:.0} a second, refused {:.0} %, lost {}; memory {before} MiB before, {after} after",
        answers.accepted.len() as f64 / SPAN.as_secs_f64(),
        answers.refused as f64 * 100.0 / all,
        answers.lost
    );
    println!(
        "              p99 of accepted ones: unloaded {of_one:.1} ms, overloaded {of_many:.1} ms, ratio {:.1} (at most 5)",
        of_many / of_one
    );
    Ok(())
}

struct Asker {
    client: Client,
    url: String,
    token: String,
}

impl Asker {
    /// Asks what a desk is asked all day, the n-th of it; what came of it, and in how many milliseconds.
    async fn ask(&self, n: u64) -> (Option<StatusCode>, f64) {
        let number = n * 7 % 10_000 + 1;
        let at = |path: &str| format!("{}/api/v1{path}", self.url);
        let request = match n % 10 {
            0 => self.client.post(at("/tickets")).json(&program::case(n)),
            1 | 2 => self.client.get(at("/tickets?status=open")),
            3 => self.client.get(at("/tickets/counts")),
            4 => self.client.get(at(&format!("/tickets/{number}/timeline"))),
            5 => self.client.get(at("/persons?q=mar")),
            _ => self.client.get(at(&format!("/tickets/{number}"))),
        };
        let begun = Instant::now();
        let answer = async {
            let answer = request.bearer_auth(&self.token).send().await?;
            let status = answer.status();
            answer.bytes().await.map(|_| status)
        };
        (answer.await.ok(), begun.elapsed().as_secs_f64() * 1e3)
    }
}

/// So many clients, each asking again at once; how many were accepted a second, and how long each took.
async fn closed(asker: &Arc<Asker>, clients: u64) -> Outcome<(f64, Vec<f64>)> {
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let asker = Arc::clone(asker);
            tokio::spawn(async move {
                let (mut times, mut n) = (Vec::new(), client);
                while begun.elapsed() < STEP {
                    let (status, took) = asker.ask(n).await;
                    if status.is_some_and(|status| status.is_success()) {
                        times.push(took);
                    }
                    n += clients;
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await?);
    }
    Ok((times.len() as f64 / begun.elapsed().as_secs_f64(), times))
}

/// So many requests a second, whatever becomes of them.
async fn open(asker: &Arc<Asker>, rate: f64, span: Duration) -> Answers {
    let (answers, next) = (Arc::new(Mutex::new(Answers::default())), AtomicU64::new(0));
    let places = Arc::new(tokio::sync::Semaphore::new(OPEN));
    let begun = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    let note = |answers: &Mutex<Answers>, (status, took): (Option<StatusCode>, f64)| {
        let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
        match status {
            Some(status) if status.is_success() => answers.accepted.push(took),
            Some(StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) => answers.refused += 1,
            _ => answers.lost += 1,
        }
    };
    while begun.elapsed() < span {
        let due = (begun.elapsed().as_secs_f64() * rate) as u64;
        while next.load(Ordering::Relaxed) < due {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
                answers.lock().unwrap_or_else(PoisonError::into_inner).lost += 1;
                continue;
            };
            let (asker, answers) = (Arc::clone(asker), Arc::clone(&answers));
            tasks.spawn(async move {
                note(&answers, asker.ask(n).await);
                drop(place);
            });
        }
        while tasks.try_join_next().is_some() {}
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    while tasks.join_next().await.is_some() {}
    std::mem::take(&mut *answers.lock().unwrap_or_else(PoisonError::into_inner))
}
