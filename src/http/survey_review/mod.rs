//! The page on which the client reviews a form that is being designed: `/review/TOKEN` opens it, `/review` is the page.
//! Nothing changes on GET; a comment or an approval is a form that somebody sent.

mod conditions;
mod render;
mod sent;

use super::entry::pace::Done;
use super::entry::{cookie, origin};
use super::outside::Entrance;
use super::page::{html, see, spoken};
use super::problem::{Code, Problem};
use super::reply::Answer;
use super::state::State;
use super::survey_page::{nothing_there, picture_of};
use crate::desk::id::SurveyId;
use crate::desk::survey_review::ReviewStep;
use crate::desk::{ActorRef, Command, Facts, FieldError, Origin, Refusal, Survey, Way, faults_of_form};
use crate::queries::names::Names;
use crate::queries::survey_review::Review;
use crate::queries::surveys;
use crate::store::{Request as Asked, SubmitError, review_link};
use crate::words::{Language, Vocabulary};
use chrono::TimeDelta;
use poem::http::{StatusCode, header};
use poem::web::{Data, Path, Query};
use poem::{Request, Response, Route, get, handler};
use render::{Page, Trouble};
use sent::{Sent, Visit};
use serde::Deserialize;
use std::sync::Arc;

/// For so long a review may stay open in a browser.
const LASTS: TimeDelta = TimeDelta::hours(12);
/// The longest form that is taken in, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// What the page of a review needs beyond the form's own style.
const STYLE: &str = include_str!("style.css");

/// The routes below `/review`.
pub(super) fn routes() -> Route {
    Route::new()
        .at("/", get(show).post(send))
        .at("/style.css", get(style))
        .at("/logo", get(show_logo))
        .at("/:token", get(open))
}

#[derive(Deserialize)]
struct Wanted {
    /// The language.
    l: Option<String>,
    /// What was done just now: `approved`, or the question that something was said of (0: the whole).
    done: Option<String>,
}

/// Opens a review: what the link holds goes into a cookie, and the address becomes clean.
#[handler]
fn open(request: &Request, state: Data<&Arc<State>>, token: Path<String>) -> Answer<Response> {
    if review_link::find(&state.store.snapshot()?, &token.0, state.clock.now())?.is_none() {
        return Ok(nothing_there(spoken(request)));
    }
    let visit = Visit { token: token.0, name: String::new() };
    Ok(see("/review", &[remember(request, &visit)?]))
}

/// The form as it is now, with what was said of it.
#[handler]
fn show(request: &Request, state: Data<&Arc<State>>, wanted: Query<Wanted>) -> Answer<Response> {
    let language = wanted.0.l.as_deref().and_then(Language::parse).or_else(|| spoken(request));
    let Some((visit, survey)) = visit_of(request, &state)? else { return Ok(nothing_there(language)) };
    let sent = Sent::nothing(visit.name);
    page(&state, survey, language, &Shown { sent: &sent, done: wanted.0.done.as_deref(), trouble: None })
}

/// Takes a comment or an approval in, or shows the page once more with what is wrong.
#[handler]
async fn send(request: &Request, mut body: poem::Body, state: Data<&Arc<State>>) -> Answer<Response> {
    origin::check(request, &Entrance::of(request)?, true)?;
    let body = std::mem::take(&mut body).into_bytes_limit(MOST_BYTES).await;
    let sent = Sent::read(&body.map_err(|_| Problem::of(Code::TooLarge))?);
    let language = sent.language.or_else(|| spoken(request));
    let Some((visit, survey)) = visit_of(request, &state)? else { return Ok(nothing_there(language)) };
    let again = |trouble| page(&state, survey, language, &Shown { sent: &sent, done: None, trouble: Some(trouble) });
    let (now, address) = (state.clock.now(), origin::peer(request, &state.options.proxies));
    if let Err(seconds) = state.pace.count(Done::Review, survey.0, address, now) {
        return again(Trouble::TooMany { seconds });
    }
    let command = Command::ReviewSurvey { survey, step: sent.step() };
    let asked = Asked::new(ActorRef::System, command, now).from(Origin { way: Way::Link, address });
    match state.store.submit(asked).await {
        Ok(_) => {}
        Err(SubmitError::Refused(Refusal::Invalid(errors))) => return again(Trouble::Wrong(errors)),
        Err(SubmitError::Refused(Refusal::Stale { .. })) => return again(Trouble::Changed),
        Err(error) => return Err(error.into()),
    }
    let (done, place) = match sent.step() {
        ReviewStep::Approve { .. } => ("approved".to_owned(), "approve".to_owned()),
        _ => (sent.about().to_string(), format!("q{}", sent.about())),
    };
    let spoken = sent.language.map_or("", Vocabulary::as_str);
    // A page of its own, so that looking at it again sends nothing again; it remembers who wrote.
    let cookie = remember(request, &Visit { name: sent.name.clone(), ..visit })?;
    Ok(see(&format!("/review?l={spoken}&done={done}#{place}"), &[cookie]))
}

/// The logo of the form that the browser has open.
#[handler]
fn show_logo(request: &Request, state: Data<&Arc<State>>) -> Answer<Response> {
    let Some((_, survey)) = visit_of(request, &state)? else { return Ok(picture_of(None)) };
    let survey = state.store.snapshot()?.get::<Survey>(survey.0)?;
    Ok(picture_of(survey.as_ref().map(|survey| &survey.form)))
}

/// The style that the answer page does not need.
#[handler]
fn style() -> Response {
    Response::builder()
        .content_type("text/css; charset=utf-8")
        .header(header::CACHE_CONTROL, "public, max-age=3600")
        .body(STYLE)
}

/// What the page shows beside the form.
struct Shown<'a> {
    sent: &'a Sent,
    done: Option<&'a str>,
    trouble: Option<Trouble>,
}

fn page(state: &State, id: SurveyId, language: Option<Language>, shown: &Shown<'_>) -> Answer<Response> {
    let (snapshot, now) = (state.store.snapshot()?, state.clock.now());
    let Some(review) = Review::of(&snapshot, id, now)? else { return Ok(nothing_there(language)) };
    let settings = snapshot.settings()?;
    let asked = surveys::asked(&snapshot, &review.survey)?;
    let faults: Vec<FieldError> = faults_of_form(&snapshot, &review.survey.form, asked.as_ref())?;
    let page = Page {
        names: Names::new(&snapshot),
        language: review.survey.form.language_for(language),
        review: &review,
        desk: &settings.name,
        zone: settings.zone(),
        now,
        sound: faults.is_empty(),
        sent: shown.sent,
        done: shown.done,
        trouble: shown.trouble.as_ref(),
    };
    let status = shown.trouble.as_ref().map_or(StatusCode::OK, Trouble::status);
    let mut response = html(status, page.draw()?);
    if let Some(Trouble::TooMany { seconds }) = shown.trouble {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(response)
}

/// The visit that the browser is on, and the survey that its link opens now.
fn visit_of(request: &Request, state: &State) -> Answer<Option<(Visit, SurveyId)>> {
    let cookie = cookie::REVIEW.read(request, Entrance::of(request)?.secure);
    let Some(visit) = cookie.and_then(Visit::read) else { return Ok(None) };
    let survey = review_link::find(&state.store.snapshot()?, &visit.token, state.clock.now())?;
    Ok(survey.map(|survey| (visit, survey)))
}

/// The header value that makes the browser remember a visit.
fn remember(request: &Request, visit: &Visit) -> Answer<String> {
    Ok(cookie::REVIEW.set(&visit.write(), Entrance::of(request)?.secure, LASTS.num_seconds()))
}
