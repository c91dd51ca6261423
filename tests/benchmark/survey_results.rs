//! What a survey of a million answers says, and how fast answers are kept.

use crate::creations::opening;
use crate::measure::{Outcome, load, median};
use crate::program::{Caller, Running, run, token};
use reqwest::redirect::Policy;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Instant;
use ventanilla::desk::id::SurveyId;
use ventanilla::desk::{ActorRef, AnswerWay, Command, Outcome as Came, SentAnswer, SurveyDraft, Viewer};
use ventanilla::moment::{Day, Moment};
use ventanilla::queries::survey_results::results;
use ventanilla::queries::survey_texts::{Sought, texts};
use ventanilla::store::index::survey::{Breakdown, Month};
use ventanilla::store::{Options, Request, Store};
use ventanilla::survey::{Asked, Form, Given, SurveyPreset};
use ventanilla::words::{Language, Vocabulary};

const CLIENTS: u64 = 16;
/// How often each figure is taken; the medians count.
const TURNS: usize = 15;
/// Answers of one month. Ten months come to a million.
const OF_A_MONTH: u64 = 100_000;
const MONTHS: u32 = 10;
/// Answers that are kept in one transaction while the desk is filled.
const TOGETHER: u64 = 500;
/// Answers, and cases, of the sixteen clients.
const KEPT: u64 = 8_000;

/// Prints how long results take, how fast answers are kept, and what the page of a survey weighs.
pub(crate) async fn measure() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    of_a_million(&folder.path().join("desk.redb"))?;
    kept(&folder.path().join("kept.redb"))?;
    page(&folder.path().join("page.redb")).await
}

/// The m-th month of the survey.
fn month(m: u32) -> Outcome<Month> {
    Ok(Month::parse("2025-01").ok_or("no month")?.ahead(m))
}

fn day(m: u32) -> Outcome<Day> {
    let at = Moment::parse(&format!("{}-15T12:00:00Z", month(m)?)).ok_or("no moment")?;
    Ok(at.day(chrono_tz::America::Santiago))
}

/// A survey that is asked.
fn asked(store: &Store) -> Outcome<(SurveyId, Form)> {
    let form = SurveyPreset::AfterCase.form();
    let draft = SurveyDraft { name: "Después de un caso".to_owned(), form: form.clone(), active: true };
    let now = Moment::from_millis(1);
    let save = Command::SaveSurvey { id: None, survey: Box::new(draft) };
    let Came::Survey(survey) = store.submit_blocking(Request::new(ActorRef::Setup, save, now))?.outcome else {
        return Err("no survey was saved".into());
    };
    store.submit_blocking(Request::new(ActorRef::Setup, Command::PublishSurvey { survey }, now))?;
    Ok((survey, form))
}

/// What the n-th of those who answer answers: every question that everybody is shown.
fn sent(form: &Form, n: u64, day: Day) -> SentAnswer {
    let mut answers = BTreeMap::new();
    for question in form.questions.iter().filter(|question| question.shown_if.is_always()) {
        let given = match &question.asked {
            // Nobody gives a low mark, which would bring the question for its reasons.
            Asked::Satisfaction => Given::Mark(3 + (n % 3) as u8),
            Asked::Effort => Given::Mark(3 + (n % 5) as u8),
            Asked::Recommendation => Given::Mark(7 + (n % 4) as u8),
            Asked::YesNo => Given::YesNo(true),
            Asked::OneOf { options } | Asked::SeveralOf { options, .. } => {
                let chosen = options.get(n as usize % options.len().max(1)).map(|option| option.id);
                Given::Chosen { options: chosen.into_iter().collect(), other: None }
            }
            // One in a hundred has something to say.
            Asked::Text if n.is_multiple_of(100) => Given::Text(format!("Tuve que esperar, y gracias {n}")),
            Asked::Text | Asked::Reasons { .. } | Asked::Statement => continue,
        };
        answers.insert(question.id, given);
    }
    let language = Language::ALL.get(n as usize % Language::ALL.len()).copied();
    SentAnswer { n: 1, day, language, way: AnswerWay::Link, invitation: None, answers, automatic: false }
}

fn take(survey: SurveyId, sent: Vec<SentAnswer>) -> Request {
    Request::new(ActorRef::System, Command::TakeAnswers { survey, sent, waited: Vec::new() }, Moment::from_millis(1))
}

fn fill(store: &Store, survey: SurveyId, form: &Form, m: u32) -> Outcome<()> {
    let day = day(m)?;
    for first in (0..OF_A_MONTH).step_by(TOGETHER as usize) {
        let sent = (first..first + TOGETHER).map(|n| sent(form, n, day)).collect();
        store.submit_blocking(take(survey, sent))?;
    }
    Ok(())
}

/// Milliseconds in which something is found out, the one in the middle of several times.
fn timed(mut find: impl FnMut() -> Outcome<()>) -> Outcome<f64> {
    let mut times = Vec::with_capacity(TURNS);
    for _ in 0..TURNS {
        let begun = Instant::now();
        find()?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(median(times))
}

fn of_a_million(path: &std::path::Path) -> Outcome<()> {
    let store = Store::open(path, Options { notices: false, ..Options::default() })?;
    let (survey, form) = asked(&store)?;
    let viewer = Viewer::of(&store.snapshot()?, ActorRef::Setup, Moment::from_millis(1))?.ok_or("nobody reads")?;
    let of_month = || -> Outcome<f64> {
        timed(|| {
            let last = month(MONTHS - 1)?;
            results(&store.snapshot()?, &viewer, survey, (last, last), Some(Breakdown::Language))?;
            Ok(())
        })
    };
    fill(&store, survey, &form, MONTHS - 1)?;
    let young = of_month()?;
    for m in 0..MONTHS - 1 {
        fill(&store, survey, &form, m)?;
    }
    let old = of_month()?;
    let all = (month(0)?, month(MONTHS - 1)?);
    let mut slowest = ("", 0.0);
    for (name, breakdown) in [
        ("language", Breakdown::Language),
        ("unit", Breakdown::Unit),
        ("category", Breakdown::Category),
        ("group", Breakdown::Group),
        ("channel", Breakdown::Channel),
    ] {
        let took = timed(|| {
            results(&store.snapshot()?, &viewer, survey, all, Some(breakdown))?;
            Ok(())
        })?;
        if took > slowest.1 {
            slowest = (name, took);
        }
    }
    let read = timed(|| {
        texts(&store.snapshot()?, &viewer, survey, all, Sought::default(), (None, 50))?;
        Ok(())
    })?;
    println!(
        "surveys       results of {} answers, by {} (the slowest): {:.1} ms (under 300) (load {})",
        OF_A_MONTH * u64::from(MONTHS),
        slowest.0,
        slowest.1,
        load()
    );
    println!(
        "              one month, with ten times the history: {old:.2} ms against {young:.2} ms: {:.2} (at most 1.5)",
        old / young
    );
    println!("              the themes of its latest 10,000 texts: {read:.0} ms");
    store.close()?;
    Ok(())
}

/// Sixteen clients do something each again and again; how often in a second.
fn rate(store: &Store, make: impl Fn(u64) -> Request + Sync) -> Outcome<f64> {
    let begun = Instant::now();
    let make = &make;
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                scope.spawn(move || {
                    let mut turns = (client..KEPT).step_by(CLIENTS as usize);
                    turns.try_for_each(|n| store.submit_blocking(make(n)).map(drop).map_err(|error| error.to_string()))
                })
            })
            .collect();
        clients
            .into_iter()
            .try_for_each(|client| client.join().unwrap_or_else(|_| Err("a client broke off".to_owned())))
    })?;
    Ok(KEPT as f64 / begun.elapsed().as_secs_f64())
}

/// Answers against cases: each durable before its client goes on.
fn kept(path: &std::path::Path) -> Outcome<()> {
    let (mut ratios, mut answers, mut cases) = (Vec::new(), Vec::new(), Vec::new());
    let day = day(0)?;
    for turn in 0..3 {
        let fresh = |what: &str| Store::open(&path.with_extension(format!("{what}{turn}")), Options::default());
        let store = fresh("answers")?;
        let (survey, form) = asked(&store)?;
        let answered = rate(&store, |n| take(survey, vec![sent(&form, n, day)]))?;
        store.close()?;
        let store = fresh("cases")?;
        let opened = rate(&store, |n| {
            Request::new(ActorRef::Setup, Command::OpenTicket(Box::new(opening(n))), Moment::from_millis(1))
        })?;
        store.close()?;
        ratios.push(answered / opened);
        answers.push(answered);
        cases.push(opened);
    }
    println!(
        "              {CLIENTS} clients: {:.0} answers a second, {:.0} cases: {:.2} (at least 1)",
        median(answers),
        median(cases),
        median(ratios)
    );
    Ok(())
}

/// All bytes that a browser loads to show the page of a survey.
async fn page(data: &std::path::Path) -> Outcome<()> {
    run(data, &["setup", "--admin-email", "ana@mesa.example", "--admin-password-stdin"], "una clave bien larga\n")?;
    let token = token(data, "administrator")?;
    let running = Running::start(data)?;
    let caller = Caller::new(&running.url, &token);
    let presets: Value = serde_json::from_slice(&caller.read("/surveys/presets").await?)?;
    let survey = json!({ "name": "Después de un caso", "form": presets[0]["form"] });
    let made: Value = serde_json::from_slice(&caller.write("/surveys", &survey).await?)?;
    caller.write(&format!("/surveys/{}/publish", made["id"]), &Value::Null).await?;
    let link: Value =
        serde_json::from_slice(&caller.write(&format!("/surveys/{}/link", made["id"]), &Value::Null).await?)?;
    let secret = link["address"].as_str().and_then(|address| address.rsplit('/').next()).ok_or("no link")?;
    let browser = reqwest::Client::builder().redirect(Policy::none()).build()?;
    let opened = browser.get(format!("{}/s/{secret}", running.url)).send().await?;
    let cookie = opened.headers().get("set-cookie").ok_or("no visit")?.to_str()?.to_owned();
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    let page = browser.get(format!("{}/s", running.url)).header("cookie", &cookie).send().await?.text().await?;
    let mut bytes = page.len();
    // What it names: styles, pictures.
    for piece in page.split(['"', '\'']).filter(|piece| piece.starts_with("/s/") || piece.ends_with(".svg")) {
        let address = format!("{}{}", running.url, piece.replace("&amp;", "&"));
        bytes += browser.get(address).header("cookie", &cookie).send().await?.bytes().await?.len();
    }
    println!("              the answer page, all bytes: {bytes} (under 30000)");
    Ok(())
}
