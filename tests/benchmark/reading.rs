//! Reading one case, against a bare poem handler that answers the same bytes.

use crate::measure::{Outcome, load, median, resident_memory};
use crate::program::{Caller, Running, case, path, run, token};
use poem::listener::TcpAcceptor;
use poem::{Route, Server, get, handler};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const CLIENTS: u64 = 8;
const SPAN: Duration = Duration::from_secs(3);
/// How often each side is measured; the median counts.
const TURNS: usize = 3;
const CASES: &str = "10000";
const REQUESTS: u64 = 5_000;

/// Prints the ratio, the memory of a desk of 10,000 cases, and how large program and page are.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("desk.redb");
    run(&data, &["sample", "--tickets", CASES, "--months", "12", "--seed", "1"], "")?;
    let token = token(&data, "supervisor")?;

    let running = Running::start(&data)?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    let idle = resident_memory(running.process());
    mixed_requests(&Caller::new(&running.url, &token), REQUESTS, 10_000).await?;
    let busy = resident_memory(running.process());
    drop(running);

    let running = Running::start(&data)?;
    let caller = Caller::new(&running.url, &token);
    let bytes = caller.read("/tickets/5000").await?;
    let bare = Running::start_bare(&bytes)?;
    let of_bare = Caller::new(&bare.url, &token);
    // By turns, so that whatever else the machine does weighs on both.
    let (mut desk, mut poem, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TURNS {
        let (of_desk, of_poem) = (rate(&caller, "/tickets/5000").await?, rate(&of_bare, "/tickets/5000").await?);
        desk.push(of_desk);
        poem.push(of_poem);
        ratios.push(of_desk / of_poem);
    }
    let (desk, poem, length) = (median(desk), median(poem), bytes.len());
    println!(
        "reading       one case of {length} bytes {desk:.0}/s, bare poem handler {poem:.0}/s by {CLIENTS} clients (load {})",
        load()
    );
    println!("              against the bare handler: {:.2} (at least 0.5)", median(ratios));
    println!(
        "memory        {CASES} cases: idle {idle} MiB (under 40), after {REQUESTS} requests {busy} MiB (under 100)"
    );
    sizes(&running.url).await
}

async fn rate(caller: &Caller, path: &'static str) -> Outcome<f64> {
    let done = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (caller, done) = (caller.clone(), Arc::clone(&done));
            tokio::spawn(async move {
                while begun.elapsed() < SPAN {
                    caller.read(path).await.map_err(|error| error.to_string())?;
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<(), String>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}

/// A poem server that answers the bytes of the standard input to whoever asks for a case. It has a process of its own,
/// as the desk has: beside the clients, in one runtime with them, it would save changing from one to the other.
pub(crate) async fn serve_bare() -> Outcome<()> {
    #[handler]
    fn answer(bytes: poem::web::Data<&Arc<Vec<u8>>>) -> poem::Response {
        poem::Response::builder().content_type("application/json; charset=utf-8").body(bytes.0.as_slice().to_vec())
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let acceptor = TcpAcceptor::from_tokio(listener)?;
    let route = Route::new().at("/api/v1/tickets/:number", get(answer));
    let route = poem::EndpointExt::data(route, Arc::new(bytes));
    println!("listens on http://{address}");
    Ok(Server::new_with_acceptor(acceptor).run(route).await?)
}

/// What a desk is asked all day: lists, counts, cases, timelines, searches, and now and then a new case.
pub(crate) async fn mixed_requests(caller: &Caller, requests: u64, cases: u64) -> Outcome<()> {
    for n in 0..requests {
        let number = n * 7 % cases + 1;
        match n % 10 {
            0 => drop(caller.write("/tickets", &case(n)).await?),
            1 | 2 => drop(caller.read("/tickets?status=open").await?),
            3 => drop(caller.read("/tickets/counts").await?),
            4 => drop(caller.read(&format!("/tickets/{number}/timeline")).await?),
            5 => drop(caller.read("/persons?q=mar").await?),
            _ => drop(caller.read(&format!("/tickets/{number}")).await?),
        }
    }
    Ok(())
}

async fn sizes(url: &str) -> Outcome<()> {
    let static_file = Path::new("dist/ventanilla");
    let built = std::fs::metadata(path())?.len();
    print!("size          program {:.1} MB (with debug lines)", built as f64 / 1e6);
    match std::fs::metadata(static_file) {
        Ok(file) => println!(", {} {:.1} MB (under 30)", static_file.display(), file.len() as f64 / 1e6),
        Err(_) => println!("; packaging/build-static makes the one that is handed out (under 30)"),
    }
    let client = reqwest::Client::new();
    let page = client.get(format!("{url}/")).send().await?.text().await?;
    let (mut first, mut files) = (0, 0);
    for file in linked(&page) {
        let answer = client.get(format!("{url}{file}")).header("accept-encoding", "br, gzip").send().await?;
        first += answer.bytes().await?.len();
        files += 1;
    }
    println!(
        "              first load {:.1} kB in {files} files of JavaScript and CSS, compressed (under 120)",
        first as f64 / 1e3
    );
    Ok(())
}

/// The scripts and style sheets that a page names.
fn linked(page: &str) -> Vec<String> {
    let named = page.split(['"', '\'']).filter(|word| word.ends_with(".js") || word.ends_with(".css"));
    let mut files: Vec<String> = named.map(|word| format!("/{}", word.trim_start_matches(['.', '/']))).collect();
    files.sort();
    files.dedup();
    files
}
