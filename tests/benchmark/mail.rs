//! Mail in: how many mails a second are taken in from files, how soon a mail is on a screen, and what a long one needs.

use crate::imap::ImapServer;
use crate::measure::{Outcome, peak_memory, percentile, resident_kib};
use crate::program::{self, Caller, Running};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};
use ventanilla::channels::mail::incoming::{Arrived, import, take_in};
use ventanilla::clock::Clock;
use ventanilla::desk::ActorRef;
use ventanilla::store::{Options, Store};

/// How many small mails come from files, and of how many people.
const MAILS: u32 = 5_000;
const PEOPLE: u32 = 1_000;
/// How many mails come to the mailbox, one after the other.
const ARRIVALS: u32 = 100;
/// The pictures of a long mail, and the bytes of each as they are sent.
const PICTURES: u32 = 40;
const PICTURE: usize = (50 << 20) / PICTURES as usize;
/// What is not needed any more has gone back to the system after so long.
const SETTLED: Duration = Duration::from_secs(2);

/// Prints the figures.
pub(crate) async fn measure() -> Outcome<()> {
    let rate = tokio::task::spawn_blocking(|| from_files().map_err(|error| error.to_string())).await??;
    println!("mail in       {rate:.0} mails a second from files, each on disk (500)");
    let delays = to_the_screen().await?;
    println!(
        "              from the mailbox to the screen: median {:.0} ms, p99 {:.0} ms (2,000)",
        percentile(delays.clone(), 50),
        percentile(delays, 99)
    );
    let added = a_long_one().await?;
    println!("              a mail of 50 MiB with {PICTURES} pictures: {added} MiB of memory more (120)");
    Ok(())
}

fn small(n: u32) -> String {
    let who = n % PEOPLE;
    format!(
        "From: Persona {who} <persona{who}@canelos.example>\r\nTo: mesa@canelos.example\r\n\
         Subject: Sin correo en el piso {}\r\nMessage-ID: <{n}@canelos.example>\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nDesde la mañana Outlook aparece desconectado ({n}).\r\n",
        n % 9
    )
}

/// Mails a second, from a folder of files.
fn from_files() -> Outcome<f64> {
    let folder = tempfile::tempdir()?;
    let mails = folder.path().join("mails");
    fs::create_dir(&mails)?;
    for n in 0..MAILS {
        fs::write(mails.join(format!("{n:05}.eml")), small(n))?;
    }
    let store = Store::open(&folder.path().join("desk.redb"), Options::default())?;
    let mut taken = 0;
    let begun = Instant::now();
    import(&store, &Clock::system(), &mails, |mail| {
        taken += u32::from(mail.taken.is_ok());
        true
    })?;
    let took = begun.elapsed().as_secs_f64();
    if taken < MAILS { Err("not all mails were taken in".into()) } else { Ok(f64::from(MAILS) / took) }
}

/// How long each mail takes from its server, which says at once that it came, to a screen that listens.
async fn to_the_screen() -> Outcome<Vec<f64>> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    program::run(&data, &["sample", "--tickets", "1000", "--months", "1", "--seed", "1"], "")?;
    let administrator = program::token(&data, "administrator")?;
    let supervisor = program::token(&data, "supervisor")?;
    let server = ImapServer::start().await;
    let desk = Running::start(&data)?;
    let mailbox = json!({
        "name": "Mesa", "address": "mesa@canelos.example", "host": "127.0.0.1", "port": server.port, "security": "none",
        "password": "clave", "move_to": "Atendidos",
    });
    Caller::new(&desk.url, &administrator).write("/mailboxes", &mailbox).await?;
    let screen = Caller::new(&desk.url, &supervisor);
    let mut events = screen.open("/events").await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let mut delays = Vec::new();
    let mut told = String::new();
    for n in 0..ARRIVALS {
        // What the mail before set going is over.
        while let Ok(chunk) = tokio::time::timeout(Duration::from_millis(300), events.chunk()).await {
            chunk?.ok_or("the stream ended")?;
        }
        told.clear();
        let begun = Instant::now();
        server.deliver(&small(n));
        while !told.contains("\"tickets\":[{") {
            let chunk = events.chunk().await?.ok_or("the stream ended")?;
            write!(told, "{}", String::from_utf8_lossy(&chunk))?;
        }
        delays.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let queue: Value = serde_json::from_slice(&screen.read("/tickets?status=open&sort=-number&limit=200").await?)?;
    let first = queue["items"].as_array().into_iter().flatten().filter(|case| case["channel"] == "mail").count();
    if first < ARRIVALS as usize { Err("a mail is missing on the screen".into()) } else { Ok(delays) }
}

/// MiB of memory that a long mail adds while it is taken in.
async fn a_long_one() -> Outcome<u64> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("desk.redb"), Options::default())?;
    let take = async |raw: Vec<u8>| -> Outcome<()> {
        let mail = Arrived { raw, mailbox: None, place: None, all_the_same: false };
        for taken in take_in(&store, &Clock::system(), ActorRef::System, vec![mail]).await {
            taken?;
        }
        Ok(())
    };
    // What the store keeps at hand is full in a desk that works, whatever comes: filled here by mails of one picture.
    for n in 0..PICTURES {
        take(with_pictures(n, 1)).await?;
    }
    tokio::time::sleep(SETTLED).await;
    let before = resident_kib(std::process::id()) / 1024;
    fs::write("/proc/self/clear_refs", "5")?;
    take(with_pictures(PICTURES, PICTURES)).await?;
    Ok(peak_memory().saturating_sub(before))
}

/// A mail with so many pictures, of which none is like another. It comes with its length, as a server tells it.
fn with_pictures(n_of_mail: u32, pictures: u32) -> Vec<u8> {
    let mut raw = Vec::with_capacity(pictures as usize * (PICTURE + 1_000));
    let head = format!(
        "From: Berta <berta@canelos.example>\r\nSubject: Fotos\r\nMessage-ID: <largo-{n_of_mail}@canelos.example>\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nVan las fotos.\r\n"
    );
    raw.extend_from_slice(head.as_bytes());
    let line = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA\r\n";
    for n in 0..pictures {
        let head = format!(
            "--b\r\nContent-Type: image/png; name=\"foto{n}.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
             iVBORw0KGgoAAAANSUhEUgAAAAE{:05}\r\n",
            n_of_mail * 100 + n
        );
        raw.extend_from_slice(head.as_bytes());
        for _ in 0..PICTURE / line.len() {
            raw.extend_from_slice(line.as_bytes());
        }
    }
    raw.extend_from_slice(b"--b--\r\n");
    raw
}
