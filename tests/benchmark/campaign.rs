//! A round of a survey for 100,000 people: what other writers feel while it is planned whom it asks.

use crate::measure::{Outcome, load, median, percentile};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use ventanilla::clock::Clock;
use ventanilla::clockwork;
use ventanilla::desk::id::{PersonId, SurveyId, UnitId, UserId};
use ventanilla::desk::{
    ActorRef, Command, NewTicket, PersonDraft, RequesterRef, Settings, SurveyDraft, UnitDraft, UserDraft,
};
use ventanilla::moment::Moment;
use ventanilla::service_model::{Calendar, CalendarId, ServiceModel};
use ventanilla::store::{Options, Request, Store};
use ventanilla::survey::{Asking, Audience, Periodic, SurveyPreset};
use ventanilla::words::{Channel, Language};

const PEOPLE: u64 = 100_000;
const UNITS: u64 = 200;
/// How many write at the same time, each the next one after its answer.
const WRITERS: u64 = 4;
/// How long their answers are timed while nothing is planned, before and after.
const SPAN: Duration = Duration::from_secs(8);
const SETUP: ActorRef = ActorRef::Setup;
const ADMIN: ActorRef = ActorRef::User(UserId(1));

/// Prints the ratio.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("desk.redb"), Options { notices: false, ..Options::default() })?;
    let now = Moment::parse("2026-11-30T12:00:00Z").ok_or("no moment")?;
    fill(&store, now)?;
    let clock = Clock::settable(now);
    let running = clockwork::start(&store, &clock);
    let nothing = || async {
        tokio::time::sleep(SPAN).await;
        Ok(())
    };
    let before = p99(&store, now, nothing).await?;
    // The next morning at nine; nobody is asked yet, since the clock stands.
    let due = Moment::parse("2026-12-01T12:00:00Z").ok_or("no moment")?;
    let begun = Instant::now();
    let with = p99(&store, due, || async {
        clock.set(due);
        planned(&store).await
    })
    .await?;
    let took = begun.elapsed().as_secs_f64();
    let after = p99(&store, due, nothing).await?;
    running.stop();
    drop(running);
    let without = median(vec![before, after]);
    println!("surveys       a round for {PEOPLE} people was planned in {took:.1} s (load {})", load());
    println!(
        "              p99 of {WRITERS} writers: {:.1} ms with none, {:.1} ms while it is planned",
        without * 1e3,
        with * 1e3
    );
    println!("              while a round is planned against none: {:.2} (at most 3)", with / without);
    store.close()?;
    Ok(())
}

/// Until it is planned whom the round asks.
async fn planned(store: &Store) -> Outcome<()> {
    loop {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let rounds = store.snapshot()?.rounds_of(SurveyId(1), None, 1)?;
        if rounds.first().is_some_and(|round| round.planning.done) {
            return Ok(());
        }
    }
}

/// The p99 in seconds of writers who open cases, for as long as `meanwhile` takes.
async fn p99<F: Future<Output = Outcome<()>>>(
    store: &Store,
    now: Moment,
    meanwhile: impl FnOnce() -> F,
) -> Outcome<f64> {
    let end = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (store, end) = (store.clone(), Arc::clone(&end));
            tokio::spawn(async move {
                let (mut times, mut n) = (Vec::new(), writer);
                while !end.load(Ordering::Relaxed) {
                    let new = NewTicket::new("Sin correo", Channel::Phone, RequesterRef::Id(PersonId(n % PEOPLE + 1)));
                    let begun = Instant::now();
                    let request = Request::new(ADMIN, Command::OpenTicket(Box::new(new)), now);
                    store.submit(request).await.map_err(|error| error.to_string())?;
                    times.push(begun.elapsed().as_secs_f64());
                    n += WRITERS;
                }
                Ok::<_, String>(times)
            })
        })
        .collect();
    let done = meanwhile().await;
    end.store(true, Ordering::Relaxed);
    let mut times = Vec::new();
    for writer in writers {
        times.extend(writer.await??);
    }
    done?;
    Ok(percentile(times, 99))
}

fn fill(store: &Store, now: Moment) -> Outcome<()> {
    let mut bulk = store.bulk()?;
    let mut push = |actor, command| -> Outcome<()> { Ok(bulk.push(Request::new(actor, command, now))?) };
    let administrator = UserDraft::new("Ana Rojas Fuentes", "ana.rojas@mesa.example", []);
    push(SETUP, Command::SetUp { admin: Box::new(administrator), settings: Settings::default() })?;
    let calendars = vec![Calendar::around_the_clock(CalendarId(1), "Siempre", "America/Santiago")];
    let model = ServiceModel { calendars, ..ServiceModel::starter(Language::Es) };
    push(ADMIN, Command::PublishModel(Box::new(model)))?;
    for n in 1..=UNITS {
        let unit = UnitDraft { name: format!("Unidad {n}"), parent: None, country: None, active: true, heads: None };
        push(SETUP, Command::SaveUnit { id: None, unit })?;
    }
    for n in 1..=PEOPLE {
        let person = PersonDraft {
            name: format!("Persona {n}"),
            emails: vec![format!("persona{n}@canelos.example")],
            unit: Some(UnitId(n % UNITS + 1)),
            active: true,
            ..PersonDraft::default()
        };
        push(SETUP, Command::SavePerson { id: None, person: Box::new(person) })?;
    }
    let form = SurveyPreset::Quarterly.form();
    let survey = Box::new(SurveyDraft { name: "Trimestral".to_owned(), form, active: true });
    push(ADMIN, Command::SaveSurvey { id: None, survey })?;
    push(ADMIN, Command::PublishSurvey { survey: SurveyId(1) })?;
    let periodic = Periodic {
        schedule: "0 9 1 12 *".to_owned(),
        calendar: CalendarId(1),
        audience: Audience::default(),
        one_in: 1,
        most: None,
        spread_hours: 48,
        seed: 0,
        since: now,
    };
    let asking = Box::new(Asking { periodic: Some(periodic), ..Asking::default() });
    push(ADMIN, Command::ChangeAsking { survey: SurveyId(1), asking })?;
    bulk.finish()?;
    Ok(())
}
