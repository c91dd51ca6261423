//! Search: how long a question takes beside tantivy alone, how far the index is behind, and how long it takes to make it.

use crate::measure::{Outcome, peak_memory, percentile};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tantivy::Index;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::Query;
use ventanilla::desk::id::{TicketNumber, UserId};
use ventanilla::desk::{ActorRef, Command, Content, Facts, Ticket, Viewer};
use ventanilla::moment::Moment;
use ventanilla::queries::search::search;
use ventanilla::sample::{DEFAULT_UNTIL, SampleOptions, fill_store};
use ventanilla::store::fold::fold;
use ventanilla::store::search::{Lens, Mark, Progress, Search, Wanted, folder_beside};
use ventanilla::store::{Options, Request, Store};

/// How many questions are asked.
const QUESTIONS: u64 = 500;
/// How many hits each shows.
const PAGE: usize = 20;
/// How many changes a second, for how long.
const CHANGES: u32 = 100;
const SECONDS: u32 = 20;

/// Prints the figures of a desk with so many cases.
pub(crate) async fn measure(cases: u64) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("desk.redb");
    let until = Moment::parse(DEFAULT_UNTIL).ok_or("the default end is no moment")?;
    let store = Store::open(&path, Options { notices: false, ..Options::default() })?;
    let options = SampleOptions { tickets: cases, months: 24, seed: 1, until, people: None, administrator: true };
    let faces = fill_store(&store, &options, |_| {})?.faces;
    let supervisor = *faces.get(3).ok_or("the sample has no supervisor")?;

    // The peak of what follows alone.
    std::fs::write("/proc/self/clear_refs", "5")?;
    let begun = Instant::now();
    let index = Search::of(store.clone());
    let following = tokio::spawn(Arc::clone(&index).follow());
    while index.progress() != Progress::Ready {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let bytes: u64 = std::fs::read_dir(folder_beside(&path))?
        .flatten()
        .filter_map(|file| file.metadata().ok())
        .map(|file| file.len())
        .sum();
    let took = begun.elapsed().as_secs_f64();
    println!(
        "search        {cases} cases: made in {took:.1} s, {:.0} cases a second, peak resident {} MiB (300), {} MiB on disk",
        cases as f64 / took,
        peak_memory(),
        bytes >> 20
    );
    asking(&store, &index, &path, supervisor, cases, until)?;
    lag(&store, &index, supervisor, cases, until).await?;
    following.abort();
    index.close();
    store.close()?;
    Ok(())
}

/// Two words of the subject of cases here and there; of every third question the last one is not typed to its end.
fn questions(store: &Store, cases: u64) -> Outcome<Vec<String>> {
    let snapshot = store.snapshot()?;
    let mut questions = Vec::new();
    for n in 0..QUESTIONS {
        let number = 1 + n * cases / QUESTIONS;
        let Some(case) = snapshot.get::<Ticket>(number)? else { continue };
        let Some(Content::Text(subject)) = snapshot.content(case.subject)?.map(|row| row.content) else { continue };
        let folded = fold(&subject);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| word.len() > 3).take(2).collect();
        if let Some(last) = words.last_mut().filter(|_| n % 3 == 0) {
            *last = &last[..last.floor_char_boundary(4)];
        }
        questions.push(words.join(" "));
    }
    Ok(questions.into_iter().filter(|question| !question.is_empty()).collect())
}

/// Times what the desk answers beside tantivy alone, which is asked, on the same index and for as many hits and their
/// number, the two queries that led to the answer: for cases and for people, at the stage at which something was found. What
/// the desk does besides is understanding what was typed, the stages before that one, looking up the words that begin as the
/// last one does, access, and reading each hit and marking the words in it. Who of both comes first changes with each
/// question, and all are asked once before, so that neither finds the files warmer.
fn asking(store: &Store, index: &Search, path: &Path, user: UserId, cases: u64, now: Moment) -> Outcome<()> {
    let searcher = Index::open_in_dir(folder_beside(path))?.reader()?.searcher();
    let top = || (TopDocs::with_limit(PAGE).order_by_score(), Count);
    let desk = |question: &str| -> Outcome<f64> {
        let begun = Instant::now();
        let snapshot = store.snapshot()?;
        let viewer = Viewer::of(&snapshot, ActorRef::User(user), now)?.ok_or("the user may not come in")?;
        let today = now.day(snapshot.settings()?.zone());
        search(index, &snapshot, &viewer, question, today, (None, PAGE))?;
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    };
    let alone = |queries: &[Box<dyn Query>]| -> Outcome<f64> {
        let begun = Instant::now();
        for query in queries {
            searcher.search(query.as_ref(), &top())?;
        }
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    };
    // A supervisor sees everything.
    let queries = |question: &str| -> Outcome<Vec<Box<dyn Query>>> {
        let of = |mark, notes| {
            let wanted = Wanted::new(question, vec![vec![mark]], vec![Lens { marks: Vec::new(), notes }]);
            let found = index.find(&wanted, None, 0, PAGE)?;
            index.query(&wanted, found.stage)
        };
        Ok([of(Mark::Case, true), of(Mark::Person, false)].into_iter().collect::<Option<_>>().ok_or("no index")?)
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (n, question) in questions(store, cases)?.iter().enumerate() {
        let queries = queries(question)?;
        desk(question)?;
        alone(&queries)?;
        if n % 2 == 0 {
            ours.push(desk(question)?);
            theirs.push(alone(&queries)?);
        } else {
            theirs.push(alone(&queries)?);
            ours.push(desk(question)?);
        }
    }
    for (name, of_hundred) in [("median", 50), ("p99", 99)] {
        let (ours, theirs) = (percentile(ours.clone(), of_hundred), percentile(theirs.clone(), of_hundred));
        println!(
            "              {name} {ours:.2} ms, tantivy alone {theirs:.2} ms, ratio {:.2} (at most 2)",
            ours / theirs
        );
    }
    Ok(())
}

/// Notes at a steady pace, and how long each takes to be in the index.
async fn lag(store: &Store, index: &Arc<Search>, user: UserId, cases: u64, now: Moment) -> Outcome<()> {
    let mut waiting = Vec::new();
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / CHANGES);
    for n in 0..u64::from(CHANGES * SECONDS) {
        ticks.tick().await;
        let ticket = TicketNumber(cases - n % cases.min(1_000));
        let text = format!("Nota {n}: se revisó otra vez");
        let command = Command::Note { ticket, text, attachments: Vec::new() };
        store.submit(Request::new(ActorRef::User(user), command, now)).await?;
        let (seq, since, index) = (*store.head().borrow(), Instant::now(), Arc::clone(index));
        waiting.push(tokio::spawn(async move {
            while index.seen() < seq {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            since.elapsed().as_secs_f64()
        }));
    }
    let mut lags = Vec::new();
    for waited in waiting {
        lags.push(waited.await?);
    }
    let (middle, slow) = (percentile(lags.clone(), 50), percentile(lags, 99));
    println!("              behind at {CHANGES} changes a second: median {middle:.2} s, p99 {slow:.2} s (1)");
    Ok(())
}
