//! Measurements, run by hand: `cargo test --release --lib store::tests::measure -- --ignored --nocapture`.

use super::desk::*;
use crate::desk::id::{PersonId, TicketNumber, UserId};
use crate::desk::{ActorRef, Command};
use crate::moment::Moment;
use crate::store::{Options, Recorder, Request, Table, Write, table_sizes};
use crate::words::{Channel, Role};
use chrono::TimeDelta;
use std::sync::{Arc, Mutex};
use std::time::Instant;

fn people(desk: &TestDesk, count: u64) {
    let mut bulk = desk.store.bulk().unwrap();
    for n in 0..count {
        let name = format!("Persona {} Apellido{n}", ["Ana", "Beto", "Carla", "Diego"][n as usize % 4]);
        let person = Box::new(person_draft(&name, &format!("+569{:08}", 10_000_000 + n)));
        bulk.push(TestDesk::request(ADMIN, Command::SavePerson { id: None, person })).unwrap();
    }
    bulk.finish().unwrap();
}

fn creations(submitters: u64, each: u64) -> f64 {
    creations_with(submitters, each, Options::default())
}

fn creations_with(submitters: u64, each: u64, options: Options) -> f64 {
    let desk = TestDesk::with(options);
    people(&desk, 1_000);
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for submitter in 0..submitters {
            let store = desk.store.clone();
            scope.spawn(move || {
                for n in 0..each {
                    let who = PersonId(1 + (submitter * 97 + n) % 1_000);
                    let open = Command::OpenTicket(Box::new(new_ticket("No imprime", who)));
                    store.submit_blocking(TestDesk::request(ADMIN, open)).unwrap();
                }
            });
        }
    });
    let rate = (submitters * each) as f64 / begin.elapsed().as_secs_f64();
    println!("{submitters} submitters: {rate:.0} creations a second");
    desk.done();
    rate
}

#[test]
#[ignore = "a measurement"]
fn group_commit() {
    let one = creations(1, 600);
    let sixteen = creations(16, 200);
    println!("16 against 1: {:.1} x", sixteen / one);
}

enum Recorded {
    Put(Table, Vec<u8>, Vec<u8>),
    Delete(Table, Vec<u8>),
}

#[test]
#[ignore = "a measurement"]
fn against_bare_redb() {
    let commits: Arc<Mutex<Vec<Vec<Recorded>>>> = Arc::new(Mutex::new(vec![Vec::new()]));
    let record = Arc::clone(&commits);
    let recorder: Recorder = Arc::new(move |write| {
        let mut commits = record.lock().unwrap();
        let last = commits.len() - 1;
        match write {
            Write::Put { table, key, value } => {
                commits[last].push(Recorded::Put(table, key.to_vec(), value.to_vec()));
            }
            Write::Delete { table, key } => commits[last].push(Recorded::Delete(table, key.to_vec())),
            Write::Commit => commits.push(Vec::new()),
        }
    });
    let ours = creations_with(16, 200, Options { recorder: Some(recorder), ..Options::default() });
    // The last is the 3,200 cases; before it come setting up and the people.
    let commits = commits.lock().unwrap();
    let people = commits.iter().position(|commit| commit.len() > 5_000).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    let bare = redb::Builder::new().set_cache_size(32 << 20).create(folder.path().join("bare.redb")).unwrap();
    let replay = |commits: &[&Recorded]| {
        let mut transaction = bare.begin_write().unwrap();
        transaction.set_two_phase_commit(true);
        let mut tables: Vec<_> = Table::ALL.iter().map(|_| None).collect();
        for write in commits {
            let (Recorded::Put(table, ..) | Recorded::Delete(table, ..)) = write;
            let open = tables[table.place()].get_or_insert_with(|| transaction.open_table(table.definition()).unwrap());
            match write {
                Recorded::Put(_, key, value) => drop(open.insert(key.as_slice(), value.as_slice()).unwrap()),
                Recorded::Delete(_, key) => drop(open.remove(key.as_slice()).unwrap()),
            }
        }
        drop(tables);
        transaction.commit().unwrap();
    };
    for commit in &commits[..=people] {
        replay(&commit.iter().collect::<Vec<_>>());
    }
    let rest: Vec<&Recorded> = commits[people + 1..].iter().flatten().collect();
    println!("{} writes a creation, {} commits", rest.len() / 3_200, commits.len() - people - 2);
    let begin = Instant::now();
    // 200 batches of 16 creations.
    for batch in rest.chunks(rest.len().div_ceil(200)) {
        replay(batch);
    }
    let bare = 3_200.0 / begin.elapsed().as_secs_f64();
    println!("bare redb: {bare:.0} creations a second; ours are {:.2} of that", ours / bare);
}

/// User and system time of this process so far: what holds on a machine that others use too.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let ticks: u64 =
        stat.rsplit(')').next().unwrap().split(' ').skip(12).take(2).map(|n| n.parse::<u64>().unwrap()).sum();
    ticks as f64 / 100.0
}

#[test]
#[ignore = "a measurement"]
fn bulk() {
    let cases: u64 = std::env::var("CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(20_000);
    let desk = TestDesk::with(Options { notices: false, cache_bytes: 128 << 20, ..Options::default() });
    people(&desk, 10_000);
    let agents: Vec<UserId> = (0..20).map(|n| desk.user(&format!("Agente{n}"), &[Role::Agent])).collect();
    let second = desk.group("Redes", &agents, true);
    let begin = Instant::now();
    let mut bulk = desk.store.bulk().unwrap();
    let at = |n: u64, minutes: i64| {
        Moment::from_millis(START.millis() + (n * 60_000) as i64).plus(TimeDelta::minutes(minutes))
    };
    // In order of time: each case is opened, talked about an hour later, and solved four hours later.
    for n in 1..=cases + 240 {
        let mut push = |n: u64, minutes: i64, actor: ActorRef, command: Command| {
            bulk.push(Request::new(actor, command, at(n, minutes))).unwrap();
        };
        if n <= cases {
            let mut new = new_ticket("No imprime la impresora del piso", PersonId(1 + (n * 7_919) % 10_000));
            new.note = Some("Llamar antes de subir".to_owned());
            push(n, 0, ADMIN, Command::OpenTicket(Box::new(new)));
        }
        let agent = |n: u64| ActorRef::User(agents[n as usize % agents.len()]);
        if n > 60 && n - 60 <= cases {
            let n = n - 60;
            let ticket = TicketNumber(n);
            push(n, 60, ADMIN, Command::Pass { ticket, group: second, assignee: None, note: None, reply: None });
            push(n, 60, agent(n), Command::Take { ticket });
            let text = "Voy en camino, unos diez minutos".to_owned();
            push(
                n,
                60,
                agent(n),
                Command::Reply { ticket, text, channel: Channel::Mail, from_requester: false, attachments: Vec::new() },
            );
        }
        if n > 240 {
            let n = n - 240;
            let ticket = TicketNumber(n);
            push(
                n,
                240,
                agent(n),
                Command::Note { ticket, text: "Era el rodillo".to_owned(), attachments: Vec::new() },
            );
            push(n, 240, agent(n), Command::Resolve { ticket, solution: solution() });
            push(n, 241, agent(n), Command::Close { ticket });
        }
    }
    let report = bulk.finish().unwrap();
    let seconds = begin.elapsed().as_secs_f64();
    println!(
        "{cases} cases, {} entries in {seconds:.1} s: {:.0} a second",
        report.entries,
        report.entries as f64 / seconds
    );
    println!("{:.0} a second of processor time", report.entries as f64 / processor_seconds());
    println!("{} bytes", std::fs::metadata(&desk.path).unwrap().len());
    for size in table_sizes(&desk.store.snapshot().unwrap()).unwrap().iter().filter(|size| size.rows > 1_000) {
        println!("{:>10} rows {:>12} bytes {}", size.rows, size.stored_bytes + size.overhead_bytes, size.table.name());
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap());
    let begin = Instant::now();
    desk.done();
    println!("check --rebuild: {:.1} s", begin.elapsed().as_secs_f64());
}
