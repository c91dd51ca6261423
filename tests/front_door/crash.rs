//! The desk is killed under load, again and again: what it acknowledged is there, once, and the file is whole.
//!
//! `tests/crash --rounds N` runs any number of rounds.

use crate::LOOKS;
use crate::http::desk::{Answer, read, try_read};
use crate::imap::ImapServer;
use crate::program::{Running, done, set_up, token};
use reqwest::Client;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

const ROUNDS: u64 = 20;
const WRITERS: usize = 16;

/// Something to write, with the key that makes a repetition harmless.
#[derive(Clone, Debug)]
struct Asked {
    key: String,
    path: String,
    body: Value,
}

/// What the writers know: kept in this process, which nobody kills.
#[derive(Default)]
pub(crate) struct Ledger {
    /// Number and subject of each acknowledged case.
    pub(crate) cases: Vec<(u64, String)>,
    /// Case and text of each acknowledged message.
    messages: Vec<(u64, String)>,
    /// Asked, and cut off before the answer: they may or may not have been written.
    unanswered: Vec<Asked>,
}

pub(crate) struct Desk {
    client: Client,
    url: String,
    token: String,
}

impl Desk {
    pub(crate) fn new(running: &Running, token: &str) -> Self {
        Self { client: Client::new(), url: running.url.clone(), token: token.to_owned() }
    }

    async fn write(&self, asked: &Asked) -> reqwest::Result<Answer> {
        let url = format!("{}/api/v1{}", self.url, asked.path);
        let request = self.client.post(url).bearer_auth(&self.token).header("idempotency-key", &asked.key);
        try_read(request.json(&asked.body)).await
    }

    async fn read(&self, path: &str) -> Value {
        let url = format!("{}/api/v1{path}", self.url);
        read(self.client.get(url).bearer_auth(&self.token)).await.is(200).json
    }

    /// Every item of a list, page by page.
    async fn all(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut cursor = None::<String>;
        loop {
            let sign = if path.contains('?') { '&' } else { '?' };
            let more = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page = self.read(&format!("{path}{sign}limit=200{more}")).await;
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            match page["next"].as_str() {
                Some(next) => cursor = Some(next.to_owned()),
                None => return items,
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_loses_nothing_that_was_acknowledged() {
    let rounds = std::env::var("VENTANILLA_CRASH_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(ROUNDS);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, "una clave larga y propia");
    let token = token(&data, "agent");

    let mut ledger = Ledger::default();
    let mut chance = Chance::new();
    for round in 0..rounds {
        let running = Running::start(&data);
        let desk = Arc::new(Desk::new(&running, &token));
        ask_again(&desk, &mut ledger).await;
        let before = ledger.cases.len();
        ledger = kill_under_load(running, &desk, ledger, round, chance.millis(30, 700)).await;
        check(&data);
        println!(
            "round {}: {} cases and {} messages acknowledged",
            round + 1,
            ledger.cases.len(),
            ledger.messages.len()
        );
        assert!(ledger.cases.len() > before || round > 0, "nothing was acknowledged before the first kill");
    }

    let running = Running::start(&data);
    let desk = Desk::new(&running, &token);
    ask_again(&desk, &mut ledger).await;
    everything_is_there_once(&desk, &ledger).await;
    running.kill();
    check(&data);
}

/// So many mails lie in a mailbox when the desk is killed over it for the first time.
const MAILS: usize = 1_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_while_mail_is_read_loses_none_and_takes_none_twice() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, "una clave larga y propia");
    let [administrator, agent] = ["administrator", "agent"].map(|role| token(&data, role));
    let server = ImapServer::start().await;
    for n in 0..MAILS {
        server.deliver(&format!(
            "From: Persona {n} <p{n}@canelos.example>\r\nTo: mesa@mesa.example\r\nSubject: Correo {n}\r\n\
             Message-ID: <{n}@canelos>\r\n\r\nAlgo {n}\r\n"
        ));
    }
    let mailbox = json!({
        "name": "Mesa", "address": "mesa@mesa.example", "host": "127.0.0.1", "port": server.port, "security": "none",
        "username": "mesa", "password": "clave de la casilla",
    });
    let running = Running::start(&data);
    let desk = Desk::new(&running, &administrator);
    let asked = Asked { key: "mailbox".to_owned(), path: "/mailboxes".to_owned(), body: mailbox };
    desk.write(&asked).await.unwrap().is(201);
    let mut chance = Chance::new();
    let mut running = Some(running);
    let (mut kills, mut amidst) = (0, 0);
    while server.lie_in("INBOX").1 > 0 {
        let desk = running.take().unwrap_or_else(|| Running::start(&data));
        tokio::time::sleep(chance.millis(50, 500)).await;
        desk.kill();
        kills += 1;
        amidst += u32::from((1..MAILS).contains(&server.lie_in("INBOX").1));
        check(&data);
        assert!(kills < 200, "{:?} mails are left", server.lie_in("INBOX"));
    }
    println!("{kills} kills until everything was read, {amidst} of them amidst");
    assert!(amidst > 0, "no kill came while mails were read");
    // Once more from the beginning: all of it is known.
    server.forget_what_was_read();
    let running = Running::start(&data);
    let desk = Desk::new(&running, &agent);
    for _ in 0..LOOKS {
        if server.lie_in("INBOX").1 == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(server.lie_in("INBOX"), (MAILS, 0));
    let mut subjects: Vec<String> = Vec::new();
    for case in desk.all("/tickets?status=open&sort=number").await {
        subjects.push(case["subject"].as_str().unwrap().to_owned());
    }
    subjects.sort();
    let mut sent: Vec<String> = (0..MAILS).map(|n| format!("Correo {n}")).collect();
    sent.sort();
    assert_eq!(subjects, sent);
    assert_eq!(Desk::new(&running, &administrator).all("/mails-aside").await, [Value::Null; 0]);
    running.kill();
    check(&data);
}

/// Sixteen writers write until the desk is killed, some time after the first answer.
async fn kill_under_load(running: Running, desk: &Arc<Desk>, ledger: Ledger, round: u64, after: Duration) -> Ledger {
    under_load(desk, ledger, round, after, async { running.kill() }).await
}

/// Sixteen writers write until `end` has ended the desk, some time after the first answer.
pub(crate) async fn under_load(
    desk: &Arc<Desk>,
    ledger: Ledger,
    round: u64,
    after: Duration,
    end: impl Future<Output = ()>,
) -> Ledger {
    let ledger = Arc::new(Mutex::new(ledger));
    let ended = Arc::new(AtomicBool::new(false));
    let answered = ledger.lock().unwrap().cases.len();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(write(Arc::clone(desk), Arc::clone(&ledger), Arc::clone(&ended), round, writer)))
        .collect();
    let begun = Instant::now();
    while ledger.lock().unwrap().cases.len() == answered {
        assert!(begun.elapsed() < Duration::from_secs(60), "no answer within a minute");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(after).await;
    end.await;
    ended.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    Arc::into_inner(ledger).unwrap().into_inner().unwrap()
}

/// One writer: a case, a message on it, the next case …
async fn write(desk: Arc<Desk>, ledger: Arc<Mutex<Ledger>>, ended: Arc<AtomicBool>, round: u64, writer: usize) {
    for n in 0.. {
        if ended.load(Ordering::Relaxed) {
            return;
        }
        let name = format!("round {round} writer {writer} case {n}");
        let asked = Asked {
            key: name.replace(' ', "-"),
            path: "/tickets".to_owned(),
            body: json!({
                "subject": name,
                "channel": "mail",
                "requester": { "email": format!("writer{writer}@canelos.example"), "name": "Ana Rojas" },
            }),
        };
        let Ok(case) = desk.write(&asked).await else {
            return ledger.lock().unwrap().unanswered.push(asked);
        };
        if case.status == 503 {
            continue;
        }
        let number = case.is(201).json["number"].as_u64().unwrap();
        ledger.lock().unwrap().cases.push((number, name.clone()));

        let text = format!("a message on {name}");
        let asked = Asked {
            key: text.replace(' ', "-"),
            path: format!("/tickets/{number}/messages"),
            body: json!({ "text": text }),
        };
        let Ok(message) = desk.write(&asked).await else {
            return ledger.lock().unwrap().unanswered.push(asked);
        };
        if message.status == 503 {
            continue;
        }
        message.is(201);
        ledger.lock().unwrap().messages.push((number, text));
    }
}

/// What was cut off is asked again with the same key, twice: it comes out once.
pub(crate) async fn ask_again(desk: &Desk, ledger: &mut Ledger) {
    for asked in std::mem::take(&mut ledger.unanswered) {
        let first = desk.write(&asked).await.unwrap().is(201).json;
        let second = desk.write(&asked).await.unwrap().is(201).json;
        if let Some(subject) = asked.body["subject"].as_str() {
            assert_eq!(first["number"], second["number"], "the same key made two cases");
            ledger.cases.push((first["number"].as_u64().unwrap(), subject.to_owned()));
        } else {
            let number = asked.path.split('/').nth(2).and_then(|number| number.parse().ok()).unwrap();
            ledger.messages.push((number, asked.body["text"].as_str().unwrap().to_owned()));
        }
    }
}

pub(crate) async fn everything_is_there_once(desk: &Desk, ledger: &Ledger) {
    let mut found: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for case in desk.all("/tickets?status=open&sort=number").await {
        found.entry(case["subject"].as_str().unwrap().to_owned()).or_default().push(case["number"].as_u64().unwrap());
    }
    for (number, subject) in &ledger.cases {
        assert_eq!(found.get(subject), Some(&vec![*number]), "{subject}");
    }
    // Every request was acknowledged by now: nothing is there that nobody knows of.
    assert_eq!(found.len(), ledger.cases.len());

    let mut by_case: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for (number, text) in &ledger.messages {
        by_case.entry(*number).or_default().push(text);
    }
    for (number, texts) in by_case {
        let timeline = desk.all(&format!("/tickets/{number}/timeline")).await;
        let said: Vec<_> = timeline.iter().filter_map(|item| item["message"]["text"].as_str()).collect();
        assert_eq!(said, texts, "case {number}");
    }
}

pub(crate) fn check(data: &Path) {
    done(data, &["check", "--rebuild"], "");
}

/// When to kill: another time in each run.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self(u64::from(now.subsec_nanos()) | 1)
    }

    fn millis(&mut self, low: u64, high: u64) -> Duration {
        // A linear congruential generator (Knuth's MMIX constants); its high bits are good enough to pick a moment.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis(low + (self.0 >> 33) % (high - low))
    }
}
