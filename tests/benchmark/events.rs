//! Live events: many listeners who may all see all, and a hundred changes a second. How long from the commit to the last
//! of them, and what a listener costs in memory; then as many open streams as the desk takes.

use crate::measure::{Outcome, percentile, resident_kib};
use crate::program::{self, Caller, Running};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

const LISTENERS: usize = 1_000;
/// How many streams one caller may have.
const OF_ONE: usize = 32;
/// How many connections one address may have, less a few.
const OF_ONE_ADDRESS: usize = 1_000;
const CHANGES: u32 = 1_500;
const EVERY: Duration = Duration::from_millis(10);
/// How many streams are open at the same time in the end.
const MOST: usize = 10_000;

/// When each case was known to be on disk, and when the last listener so far heard of it.
#[derive(Default)]
struct Heard {
    listeners: usize,
    last: Option<Instant>,
}

type Book = Arc<Mutex<HashMap<u64, Heard>>>;

/// Prints the figures.
pub(crate) async fn measure() -> Outcome<()> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
    let raised = rustix::process::Rlimit { current: limit.maximum, ..limit };
    rustix::process::setrlimit(rustix::process::Resource::Nofile, raised)?;
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    program::run(&data, &["sample", "--tickets", "1000", "--months", "1", "--seed", "1"], "")?;
    let administrator = program::token(&data, "administrator")?;
    let agent = program::token(&data, "agent")?;
    let desk = Running::start(&data)?;
    let ana = Caller::new(&desk.url, &administrator);
    let mut tokens = Vec::new();
    for n in 0..MOST.div_ceil(OF_ONE) {
        let token = json!({ "name": format!("Pantalla {n}"), "role": "supervisor", "scope": "read" });
        let made: Value = serde_json::from_slice(&ana.write("/tokens", &token).await?)?;
        tokens.push(made["secret"].as_str().ok_or("no token")?.to_owned());
    }
    let address: SocketAddr = desk.url.strip_prefix("http://").ok_or("no address")?.parse()?;
    tokio::time::sleep(Duration::from_secs(1)).await;

    let memory = || resident_kib(desk.process());
    let before = memory();
    let book = Book::default();
    let mut listeners = Vec::new();
    for n in 0..LISTENERS {
        let stream = listen(address, &tokens[n / OF_ONE], n).await?;
        listeners.push(tokio::spawn(hear(stream, Arc::clone(&book))));
    }
    let beto = Caller::new(&desk.url, &agent);
    let mut changes = tokio::task::JoinSet::new();
    let mut ticks = tokio::time::interval(EVERY);
    let begun = Instant::now();
    for n in 0..CHANGES {
        ticks.tick().await;
        let beto = beto.clone();
        changes.spawn(async move {
            let made = beto.write("/tickets", &program::case(n.into())).await.map_err(|error| error.to_string())?;
            let committed = Instant::now();
            let made: Value = serde_json::from_slice(&made).map_err(|error| error.to_string())?;
            Ok::<_, String>((made["number"].as_u64().unwrap_or_default(), committed))
        });
    }
    let mut committed = Vec::new();
    while let Some(change) = changes.join_next().await {
        committed.push(change??);
    }
    let rate = f64::from(CHANGES) / begun.elapsed().as_secs_f64();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let each = (memory() - before) as f64 / LISTENERS as f64;
    let mut delays = Vec::new();
    {
        let book = book.lock().unwrap_or_else(PoisonError::into_inner);
        for (number, committed) in committed {
            let heard = book.get(&number).filter(|heard| heard.listeners == LISTENERS);
            let last = heard.and_then(|heard| heard.last).ok_or("a listener did not hear of a case")?;
            delays.push(last.saturating_duration_since(committed).as_secs_f64() * 1e3);
        }
    }
    println!(
        "live events   {LISTENERS} listeners, {rate:.0} changes a second: from commit to the last of them median {:.0} ms, p99 {:.0} ms (under 400)",
        percentile(delays.clone(), 50),
        percentile(delays, 99)
    );
    println!("              {each:.1} KiB of memory a listener (under 64)");

    let mut open = Vec::new();
    let begun = Instant::now();
    for n in LISTENERS..MOST {
        open.push(listen(address, &tokens[n / OF_ONE], n).await?);
    }
    let took = begun.elapsed().as_secs_f64();
    let asked = Instant::now();
    ana.read("/tickets?status=open").await?;
    println!(
        "              {MOST} open streams: {took:.1} s to open, {} MiB of memory; a queue is answered in {:.1} ms",
        memory() / 1024,
        asked.elapsed().as_secs_f64() * 1e3
    );
    listeners.iter().for_each(tokio::task::JoinHandle::abort);
    Ok(())
}

/// Opens a stream, from one of the addresses of this machine, so that none has too many.
async fn listen(desk: SocketAddr, token: &str, n: usize) -> Outcome<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(format!("127.0.0.{}:0", n / OF_ONE_ADDRESS + 2).parse()?)?;
    let mut stream = socket.connect(desk).await?;
    let request = format!("GET /api/v1/events HTTP/1.1\r\nHost: {desk}\r\nAuthorization: Bearer {token}\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut beginning = [0; 12];
    stream.read_exact(&mut beginning).await?;
    if &beginning == b"HTTP/1.1 200" { Ok(stream) } else { Err(String::from_utf8_lossy(&beginning).into()) }
}

/// Reads a stream on, and notes in the book which cases it tells of.
async fn hear(mut stream: TcpStream, book: Book) {
    let (mut buffer, mut kept) = ([0; 16 * 1024], Vec::new());
    while let Ok(read) = stream.read(&mut buffer).await {
        if read == 0 {
            return;
        }
        let now = Instant::now();
        kept.extend_from_slice(&buffer[..read]);
        // Up to the last whole event.
        let Some(end) = kept.windows(2).rposition(|two| two == b"\n\n") else { continue };
        let told = String::from_utf8_lossy(&kept[..end]).into_owned();
        kept.drain(..end);
        let mut book = book.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, _) in told.match_indices("\"number\":") {
            let number =
                told[at + 9..].split(|c: char| !c.is_ascii_digit()).next().and_then(|number| number.parse().ok());
            let heard = book.entry(number.unwrap_or_default()).or_default();
            heard.listeners += 1;
            heard.last = Some(now);
        }
    }
}
