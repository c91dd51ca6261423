//! Durable creations per second: one client, sixteen clients, and bare redb with the same puts and deletes.

use crate::measure::Outcome;
use crate::program::{Caller, Running, case, run, token};
use redb::{Database, TableDefinition};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use ventanilla::desk::{ActorRef, Command, NewTicket, RequesterRef};
use ventanilla::moment::Moment;
use ventanilla::store::{Options, Request, Store, Table, Write};
use ventanilla::words::Channel;

const CLIENTS: u64 = 16;
/// How long each rate is taken, after as long to warm up.
const SPAN: Duration = Duration::from_secs(4);
/// Creations that are recorded and replayed.
const RECORDED: u64 = 8_000;

/// Prints the rates and their ratios.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    run(&data, &["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin"], "una clave bien larga\n")?;
    let token = token(&data, "agent")?;
    let running = Running::start(&data)?;
    let one = rate(&running.url, &token, 1).await?;
    let sixteen = rate(&running.url, &token, CLIENTS).await?;
    drop(running);
    let recorded = record(&folder.path().join("recorded.redb"))?;
    let raw = replay(&folder.path().join("raw.redb"), &recorded)?;

    println!(
        "creations     1 client {one:.0}/s, {CLIENTS} clients {sixteen:.0}/s, bare redb {raw:.0}/s in batches of 16"
    );
    println!("              16 clients against 1: {:.2} (at least 3)", sixteen / one);
    println!("              16 clients against bare redb: {:.2} (at least 0.5)", sixteen / raw);
    Ok(())
}

async fn rate(url: &str, token: &str, clients: u64) -> Outcome<f64> {
    let done = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let (caller, done) = (Caller::new(url, token), Arc::clone(&done));
            tokio::spawn(async move {
                let mut n = client;
                while begun.elapsed() < SPAN * 2 {
                    let answer = caller.write("/tickets", &case(n)).await;
                    answer.map_err(|error| error.to_string())?;
                    if begun.elapsed() >= SPAN {
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                    n += clients;
                }
                Ok::<(), String>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(done.load(Ordering::Relaxed) as f64 / SPAN.as_secs_f64())
}

/// A put, or a delete, as it went to redb.
struct Recorded {
    table: Table,
    key: Vec<u8>,
    value: Option<Vec<u8>>,
}

/// What the store writes for so many creations by sixteen clients, transaction by transaction.
fn record(path: &Path) -> Outcome<Vec<Vec<Recorded>>> {
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
    store.close()?;
    let mut writes = writes.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    writes.retain(|transaction| !transaction.is_empty());
    Ok(std::mem::take(&mut *writes))
}

fn opening(n: u64) -> NewTicket {
    NewTicket {
        subject: format!("Sin correo en el piso {}", n % 9 + 1),
        description: Some("Desde la mañana Outlook aparece desconectado en varios equipos del piso.".to_owned()),
        channel: Channel::Mail,
        requester: RequesterRef::Email {
            email: format!("persona{}@canelos.example", n % 200),
            name: Some("Ana Rojas Fuentes".to_owned()),
        },
        affected: None,
        classification: ventanilla::desk::Classification::default(),
        group: None,
        assignee: None,
        note: None,
        solution: None,
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
