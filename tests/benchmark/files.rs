//! Files in and out: how fast, and how much memory the desk takes for them.

use crate::measure::{Outcome, resident_memory};
use crate::program::{self, Caller, Running};
use serde_json::{Value, json};
use std::time::Instant;

/// MiB of a file: the largest that is taken.
const EACH: usize = 25;
/// How many there are: together a GiB and a little.
const FILES: u8 = 41;
/// How many go first, in and then out, and how often: then the cache of pages is full, whose size is settled, and the
/// allocator has what it keeps.
const FIRST: u8 = 8;
const ROUNDS: u8 = 3;

/// Prints what a GiB of files takes, in and out.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    program::run(
        &data,
        &["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin"],
        "correcto caballo batería\n",
    )?;
    let token = program::token(&data, "agent")?;
    let desk = Running::start(&data)?;
    let caller = Caller::new(&desk.url, &token);
    let number = made(&caller.write("/tickets", &program::case(1)).await?, "number")?;
    let memory = || resident_memory(desk.process());

    let idle = memory();
    for round in 0..ROUNDS {
        let mut first = Vec::new();
        for n in 0..FIRST {
            first.push(upload(&caller, &number, FILES + round * FIRST + n).await?);
        }
        for file in first {
            download(&caller, &number, &file, || 0).await?;
        }
    }
    let before = memory();
    println!(
        "files first   {} MiB in and out: {idle} MiB of memory before, {before} after",
        usize::from(ROUNDS * FIRST) * EACH
    );
    let (mut most, begun) = (before, Instant::now());
    let mut files = Vec::new();
    for n in 0..FILES {
        files.push(upload(&caller, &number, n).await?);
        most = most.max(memory());
    }
    report("files in", begun, most - before);
    let (mut most, begun) = (before, Instant::now());
    for file in files {
        most = most.max(download(&caller, &number, &file, memory).await?);
    }
    report("files out", begun, most - before);
    Ok(())
}

fn report(what: &str, begun: Instant, added: u64) {
    let mib = f64::from(FILES) * EACH as f64;
    let speed = mib / begun.elapsed().as_secs_f64();
    println!("{what:<14}{mib:.0} MiB, {speed:.0} MiB/s; {added} MiB of memory added to that (under 20)");
}

/// Uploads a file unlike all others, and claims it; its number.
async fn upload(caller: &Caller, number: &str, n: u8) -> Outcome<String> {
    let piece = vec![n; 1 << 20];
    let pieces = futures_util::stream::iter((0..EACH).map(move |_| Ok::<_, std::io::Error>(piece.clone())));
    let sent = caller.send("/uploads?name=a.bin", reqwest::Body::wrap_stream(pieces)).await?;
    let note = json!({ "text": "Va el archivo", "attachments": [made(&sent, "id")?] });
    let written: Value = serde_json::from_slice(&caller.write(&format!("/tickets/{number}/notes"), &note).await?)?;
    Ok(written["note"]["attachments"][0]["id"].to_string())
}

/// Downloads a file; gives the most that `memory` gave meanwhile.
async fn download(caller: &Caller, number: &str, file: &str, memory: impl Fn() -> u64) -> Outcome<u64> {
    let (mut most, mut bytes) = (0, 0);
    let mut answer = caller.open(&format!("/tickets/{number}/attachments/{file}")).await?;
    while let Some(piece) = answer.chunk().await? {
        bytes += piece.len();
        if bytes % (4 << 20) < piece.len() {
            most = most.max(memory());
        }
    }
    if bytes == EACH << 20 { Ok(most) } else { Err(format!("{bytes} bytes came back").into()) }
}

fn made(answer: &[u8], field: &str) -> Outcome<String> {
    let answer: Value = serde_json::from_slice(answer)?;
    Ok(answer[field].as_str().map_or_else(|| answer[field].to_string(), str::to_owned))
}
