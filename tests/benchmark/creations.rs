//! Durable creations per second: one client, sixteen clients, and bare redb with the same puts and deletes.
//!
//! The clients register through HTTP, with JSON, tokens and answers; beside it stands what the store alone does for as
//! many threads. The writes are recorded where the store hands them to redb: rows, indexes, counts, journal, contents and
//! outbox, all of them.

use crate::measure::{Outcome, load, median};
use crate::program::{Running, case, run, token};
use redb::{Database, TableDefinition};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use ventanilla::desk::{ActorRef, Command, NewTicket, RequesterRef};
use ventanilla::moment::Moment;
use ventanilla::store::{Options, Request, Store, Table, Write};
use ventanilla::words::Channel;

const CLIENTS: u64 = 16;
/// How often each side is measured; the medians count.
const TURNS: usize = 3;
/// Creations of one client.
const ALONE: u64 = 2_000;
/// Creations of sixteen clients, and those that are recorded and replayed: each side begins with an empty file and ends
/// with so many cases, since a larger file costs more.
const RECORDED: u64 = 16_000;

/// Prints the rates and their ratios.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let (recorded, _) = record(&folder.path().join("recorded.redb"))?;
    // By turns, so that whatever else the machine does weighs on all.
    let (mut ones, mut sixteens, mut alone, mut bare) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut to_one, mut to_bare) = (Vec::new(), Vec::new());
    for turn in 0..TURNS {
        let one = rate(folder.path(), 1, ALONE).await?;
        let sixteen = rate(folder.path(), CLIENTS, RECORDED).await?;
        let raw = replay(&folder.path().join(format!("raw{turn}.redb")), &recorded)?;
        let (_, store) = record(&folder.path().join(format!("again{turn}.redb")))?;
        to_one.push(sixteen / one);
        to_bare.push(sixteen / raw);
        ones.push(one);
        sixteens.push(sixteen);
        bare.push(raw);
        alone.push(store);
    }
    println!(
        "creations     1 client {:.0}/s, {CLIENTS} clients {:.0}/s, bare redb {:.0}/s in batches of 16 (load {})",
        median(ones),
        median(sixteens),
        median(bare),
        load()
    );
    println!("              16 clients against 1: {:.2} (at least 3)", median(to_one));
    println!("              16 clients against bare redb: {:.2} (at least 0.5)", median(to_bare));
    println!("              the store alone, without HTTP: {:.0}/s for 16 threads", median(alone));
    Ok(())
}

/// Creations per second of so many clients on a new desk.
async fn rate(folder: &Path, clients: u64, creations: u64) -> Outcome<f64> {
    let folder = tempfile::tempdir_in(folder)?;
    let data = folder.path().join("desk.redb");
    run(&data, &["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin"], "una clave bien larga\n")?;
    let token = token(&data, "agent")?;
    let running = Running::start(&data)?;
    let mut lines = Vec::new();
    for client in 0..clients {
        let mut line = Line::to(&running.url).await?;
        line.send(&post(&token, client)).await?;
        let posts: Vec<_> = (client..creations).step_by(clients as usize).map(|n| post(&token, n)).collect();
        lines.push((line, posts));
    }
    let begun = Instant::now();
    let tasks = lines.into_iter().map(|(mut line, posts)| {
        tokio::spawn(async move {
            for post in posts {
                line.send(&post).await.map_err(|error| error.to_string())?;
            }
            Ok::<(), String>(())
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await??;
    }
    Ok(creations as f64 / begun.elapsed().as_secs_f64())
}

/// A connection that costs next to nothing: the clients share the machine with the desk, and bare redb has none.
struct Line(BufReader<TcpStream>);

impl Line {
    async fn to(url: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(url.trim_start_matches("http://")).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a request, and reads its answer, which must be a case.
    async fn send(&mut self, request: &[u8]) -> Outcome<()> {
        self.0.get_mut().write_all(request).await?;
        let (mut line, mut length) = (String::new(), 0);
        self.0.read_line(&mut line).await?;
        if !line.starts_with("HTTP/1.1 201") {
            return Err(line.into());
        }
        while line != "\r\n" {
            line.clear();
            self.0.read_line(&mut line).await?;
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
        }
        self.0.read_exact(&mut vec![0; length]).await?;
        Ok(())
    }
}

/// A request to register the n-th case.
fn post(token: &str, n: u64) -> Vec<u8> {
    let body = case(n).to_string();
    let head = format!(
        "POST /api/v1/tickets HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    (head + &body).into_bytes()
}

/// A put, or a delete, as it went to redb.
struct Recorded {
    table: Table,
    key: Vec<u8>,
    value: Option<Vec<u8>>,
}

/// What the store writes for so many creations by sixteen threads, transaction by transaction; and how many it does
/// in a second.
fn record(path: &Path) -> Outcome<(Vec<Vec<Recorded>>, f64)> {
    let writes: Arc<Mutex<Vec<Vec<Recorded>>>> = Arc::new(Mutex::new(vec![Vec::new()]));
    let heard = Arc::clone(&writes);
    let recorder = move |write: Write<'_>| {
        let mut writes = heard.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let put = |table, key: &[u8], value: Option<&[u8]>| Recorded {
            table,
            key: key.to_vec(),
            value: value.map(<[u8]>::to_vec),
        };
        match (write, writes.last_mut()) {
            (Write::Put { table, key, value }, Some(last)) => last.push(put(table, key, Some(value))),
            (Write::Delete { table, key }, Some(last)) => last.push(put(table, key, None)),
            _ => writes.push(Vec::new()),
        }
    };
    let begun = Instant::now();
    let store = Store::open(path, Options { recorder: Some(Arc::new(recorder)), ..Options::default() })?;
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let store = store.clone();
                scope.spawn(move || {
                    (client..RECORDED).step_by(CLIENTS as usize).try_for_each(|n| {
                        let new = Box::new(opening(n));
                        let request = Request::new(ActorRef::Setup, Command::OpenTicket(new), Moment::from_millis(1));
                        store.submit_blocking(request).map(drop).map_err(|error| error.to_string())
                    })
                })
            })
            .collect();
        clients
            .into_iter()
            .try_for_each(|client| client.join().unwrap_or_else(|_| Err("a client broke off".to_owned())))
    })?;
    let rate = RECORDED as f64 / begun.elapsed().as_secs_f64();
    store.close()?;
    let mut writes = writes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    writes.retain(|transaction| !transaction.is_empty());
    Ok((std::mem::take(&mut *writes), rate))
}

/// The n-th case.
pub(crate) fn opening(n: u64) -> NewTicket {
    let email = format!("persona{}@canelos.example", n % 200);
    let requester = RequesterRef::Email { email, name: Some("Ana Rojas Fuentes".to_owned()) };
    NewTicket {
        description: Some("Desde la mañana Outlook aparece desconectado en varios equipos del piso.".to_owned()),
        ..NewTicket::new(format!("Sin correo en el piso {}", n % 9 + 1), Channel::Mail, requester)
    }
}

/// The same writes on a bare file, as many in a two-phase commit as sixteen creations have; creations per second.
fn replay(path: &Path, recorded: &[Vec<Recorded>]) -> Outcome<f64> {
    let all: Vec<&Recorded> = recorded.iter().flatten().collect();
    let commits = usize::try_from(RECORDED / 16)?;
    let batch = all.len().div_ceil(commits);
    let database = Database::builder().set_cache_size(32 << 20).create(path)?;
    // Tables are made before the clock runs: the desk has them too.
    let first = database.begin_write()?;
    for table in Table::ALL {
        first.open_table(definition(*table))?;
    }
    first.commit()?;

    let begun = Instant::now();
    for writes in all.chunks(batch) {
        let mut transaction = database.begin_write()?;
        transaction.set_two_phase_commit(true);
        {
            let mut tables = BTreeMap::new();
            for write in writes {
                let table = match tables.entry(write.table) {
                    Entry::Occupied(open) => open.into_mut(),
                    Entry::Vacant(closed) => closed.insert(transaction.open_table(definition(write.table))?),
                };
                match &write.value {
                    Some(value) => drop(table.insert(write.key.as_slice(), value.as_slice())?),
                    None => drop(table.remove(write.key.as_slice())?),
                }
            }
        }
        transaction.commit()?;
    }
    Ok(RECORDED as f64 / begun.elapsed().as_secs_f64())
}

fn definition(table: Table) -> TableDefinition<'static, &'static [u8], &'static [u8]> {
    TableDefinition::new(table.name())
}
