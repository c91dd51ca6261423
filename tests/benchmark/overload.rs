//! Twice the load that saturates the desk: how fast what is accepted is answered, how much is refused, and memory.
//!
//! A closed loop finds the rate that the desk can do: more and more clients, each asking again at once, until more do
//! not get more done. An open loop then asks twice as often, whether it is answered or not, as a crowd does. The desk has
//! one processor and the clients another, and these speak no more HTTP than they must: else their own queue is measured.

use crate::measure::{Outcome, percentile, resident_memory};
use crate::program::{self, Running};
use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CASES: &str = "10000";
/// How long each step of the closed loop lasts.
const STEP: Duration = Duration::from_secs(3);
/// How long the open loop lasts, after it has been overloaded for a moment.
const SPAN: Duration = Duration::from_secs(15);
const ONSET: Duration = Duration::from_secs(2);
/// How many connections the crowd has.
const CROWD: usize = 256;

/// What came of asking.
#[derive(Default)]
struct Answers {
    /// Milliseconds of each accepted one that reads.
    read: Vec<f64>,
    /// Milliseconds of each accepted one that writes.
    written: Vec<f64>,
    refused: u64,
    /// Answered otherwise, or due while every connection still waited.
    lost: u64,
}

impl Answers {
    /// The n-th request was accepted, so many milliseconds after it was asked.
    fn accept(&mut self, n: u64, asked: Instant) {
        let times = if is_change(n) { &mut self.written } else { &mut self.read };
        times.push(asked.elapsed().as_secs_f64() * 1e3);
    }

    fn add(&mut self, other: Self) {
        self.read.extend(other.read);
        self.written.extend(other.written);
        (self.refused, self.lost) = (self.refused + other.refused, self.lost + other.lost);
    }

    fn accepted(&self) -> Vec<f64> {
        [self.read.as_slice(), self.written.as_slice()].concat()
    }
}

/// Whether the n-th request writes.
fn is_change(n: u64) -> bool {
    n.is_multiple_of(10)
}

/// Prints the ratio and what belongs to it.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    program::run(&data, &["sample", "--tickets", CASES, "--months", "12", "--seed", "1"], "")?;
    let token = program::token(&data, "supervisor")?;
    // What it starts begins where it is, and reckons with one processor.
    keep_to("0")?;
    let desk = Running::start(&data)?;
    keep_to("1")?;
    let asker = Arc::new(Asker { desk: desk.url.strip_prefix("http://").ok_or("no address")?.parse()?, token });

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
    open(&asker, 2.0 * rate, ONSET).await?;
    let before = resident_memory(desk.process());
    let answers = open(&asker, 2.0 * rate, SPAN).await?;
    let after = resident_memory(desk.process());
    let accepted = answers.accepted();
    let (of_one, of_many) = (percentile(unloaded.accepted(), 99), percentile(accepted.clone(), 99));
    let all = (accepted.len() as u64 + answers.refused + answers.lost) as f64;
    let (span, share) = (SPAN.as_secs_f64(), |number: u64| number as f64 * 100.0 / all);
    println!(
        "overload      one processor: saturated at {rate:.0} requests a second by {clients} clients; asked {:.0} a second for {span} s",
        all / span,
    );
    println!(
        "              accepted {:.0} a second, refused {:.0} %, not asked in time {:.0} %; memory {before} MiB at its beginning, {after} at its end",
        accepted.len() as f64 / span,
        share(answers.refused),
        share(answers.lost)
    );
    println!(
        "              p99 of accepted ones: unloaded {of_one:.1} ms, overloaded {of_many:.1} ms, ratio {:.1} (at most 5)",
        of_many / of_one
    );
    println!(
        "              median and p99: reading {:.1} and {:.1} ms, unloaded {:.1} and {:.1}; writing {:.1} and {:.1} ms, unloaded {:.1} and {:.1}",
        percentile(answers.read.clone(), 50),
        percentile(answers.read, 99),
        percentile(unloaded.read.clone(), 50),
        percentile(unloaded.read, 99),
        percentile(answers.written.clone(), 50),
        percentile(answers.written, 99),
        percentile(unloaded.written.clone(), 50),
        percentile(unloaded.written, 99),
    );
    Ok(())
}

/// Keeps all threads of this process to a processor.
fn keep_to(processor: &str) -> Outcome<()> {
    let process = std::process::id().to_string();
    let kept = Command::new("taskset").args(["-acp", processor, &process]).output()?;
    if kept.status.success() { Ok(()) } else { Err("two processors are needed".into()) }
}

struct Asker {
    desk: SocketAddr,
    token: String,
}

impl Asker {
    /// What a desk is asked all day, the n-th of it.
    fn request(&self, n: u64) -> String {
        let number = n * 7 % 10_000 + 1;
        let path = match n % 10 {
            0 => "/tickets".to_owned(),
            1 | 2 => "/tickets?status=open".to_owned(),
            3 => "/tickets/counts".to_owned(),
            4 => format!("/tickets/{number}/timeline"),
            5 => "/persons?q=mar".to_owned(),
            _ => format!("/tickets/{number}"),
        };
        let (method, body) = if is_change(n) { ("POST", program::case(n).to_string()) } else { ("GET", String::new()) };
        format!(
            "{method} /api/v1{path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.desk,
            self.token,
            body.len()
        )
    }

    /// Asks on a connection, and reads the answer to its end; its status.
    async fn ask(&self, stream: &mut TcpStream, n: u64) -> Outcome<u16> {
        stream.write_all(self.request(n).as_bytes()).await?;
        let mut answer = Vec::with_capacity(32 * 1024);
        loop {
            if stream.read_buf(&mut answer).await? == 0 {
                return Err("the connection ended".into());
            }
            let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&answer[..end]).to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
            let length: usize = length.ok_or("an answer without its length")?.trim().parse()?;
            while answer.len() < end + 4 + length {
                if stream.read_buf(&mut answer).await? == 0 {
                    return Err("the connection ended".into());
                }
            }
            return Ok(head[9..12].parse()?);
        }
    }
}

/// So many clients, each asking again at once; how many were accepted a second, and how long each took.
async fn closed(asker: &Arc<Asker>, clients: u64) -> Outcome<(f64, Answers)> {
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let asker = Arc::clone(asker);
            tokio::spawn(async move {
                let mut stream = TcpStream::connect(asker.desk).await.map_err(|error| error.to_string())?;
                let (mut answers, mut n) = (Answers::default(), client);
                while begun.elapsed() < STEP {
                    let asked = Instant::now();
                    if asker.ask(&mut stream, n).await.map_err(|error| error.to_string())? < 300 {
                        answers.accept(n, asked);
                    }
                    n += clients;
                }
                Ok::<_, String>(answers)
            })
        })
        .collect();
    let mut all = Answers::default();
    for task in tasks {
        all.add(task.await??);
    }
    Ok((all.accepted().len() as f64 / begun.elapsed().as_secs_f64(), all))
}

/// So many requests a second, whatever becomes of them.
async fn open(asker: &Arc<Asker>, rate: f64, span: Duration) -> Outcome<Answers> {
    let next = Arc::new(AtomicU64::new(0));
    let begun = Instant::now() + Duration::from_millis(100);
    let crowd: Vec<_> = (0..CROWD)
        .map(|_| {
            let (asker, next) = (Arc::clone(asker), Arc::clone(&next));
            tokio::spawn(async move {
                let mut answers = Answers::default();
                let mut stream = TcpStream::connect(asker.desk).await.map_err(|error| error.to_string())?;
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let due = begun + Duration::from_secs_f64(n as f64 / rate);
                    if due > begun + span {
                        return Ok::<_, String>(answers);
                    }
                    // Everybody was still waiting when it was due: the crowd is not larger.
                    if due.elapsed() > Duration::from_millis(20) {
                        answers.lost += 1;
                        continue;
                    }
                    tokio::time::sleep_until(due.into()).await;
                    let asked = Instant::now();
                    match asker.ask(&mut stream, n).await.map_err(|error| error.to_string())? {
                        200..300 => answers.accept(n, asked),
                        429 | 503 => answers.refused += 1,
                        _ => answers.lost += 1,
                    }
                }
            })
        })
        .collect();
    let mut all = Answers::default();
    for one in crowd {
        all.add(one.await??);
    }
    Ok(all)
}
