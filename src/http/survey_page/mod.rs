//! The page on which people answer a survey: `/s/TOKEN` opens it, `/s` is the form. Nothing changes on GET; an answer is
//! a form that somebody sent.

pub(super) mod burst;
pub(super) mod render;
mod sent;
pub(super) mod twice;
mod visit;

use super::entry::pace::Done;
use super::entry::{cookie, origin};
use super::outside::Entrance;
use super::page::{STYLE, html, see, spoken, words};
use super::picture;
use super::problem::{Code, Problem};
use super::reply::Answer;
use super::state::State;
use crate::clockwork::take_answers_out;
use crate::desk::id::ContentId;
use crate::desk::{ActorRef, AnswerWay, Command, Facts, MailSettings, Person, Refusal, SentAnswer, SurveyAnswer};
use crate::messages;
use crate::moment::Moment;
use crate::secret;
use crate::store;
use crate::store::answer_pool::{self, Pooled};
use crate::store::{Operational, Snapshot, SubmitError, invitation_link};
use crate::survey::{Answers, Confidence, Form, Given, QuestionId};
use crate::words::{Language, Vocabulary};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use poem::http::{StatusCode, header};
use poem::web::{Data, Path, Query};
use poem::{IntoResponse, Request, Response, Route, get, handler};
use render::Shown;
use sent::Sent;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use visit::{LASTS, Opened, Visit};

/// The longest form that is taken in, in bytes: as many texts as a form can have.
const MOST_BYTES: usize = 512 * 1024;

/// The routes below `/s`.
pub(super) fn routes() -> Route {
    Route::new()
        .at("/", get(show).post(send))
        .at("/style.css", get(style))
        .at("/logo", get(show_logo))
        .at("/:token", get(open))
        .at("/:token/leave", get(ask_to_leave).post(leave))
}

#[derive(Deserialize)]
struct Wanted {
    /// The language.
    l: Option<String>,
    /// A mark that was clicked in the mail, and the question.
    q: Option<u32>,
    m: Option<u8>,
    /// Whether what was answered is to be changed.
    #[serde(default)]
    again: bool,
}

#[derive(Deserialize)]
struct Colour {
    /// Six digits, or nothing.
    c: Option<String>,
}

/// Opens a survey: what the link holds goes into a cookie, and the address becomes clean.
#[handler]
fn open(request: &Request, state: Data<&Arc<State>>, token: Path<String>, wanted: Query<Wanted>) -> Answer<Response> {
    let snapshot = state.store.snapshot()?;
    let now = state.clock.now();
    let Some((visit, opened)) = Visit::begin(&snapshot, &token.0, now)? else {
        return Ok(nothing_there(spoken(request)));
    };
    let marked = wanted.0.q.zip(wanted.0.m);
    if let Some((invited, (question, mark))) = opened.invited.zip(marked) {
        state.openings.remember(invited.invitation, (QuestionId(question), mark), now);
    }
    let cookie = cookie::SURVEY.set(&visit.write(), Entrance::of(request)?.secure, LASTS.num_seconds());
    let marked = marked.map(|(question, mark)| format!("?q={question}&m={mark}"));
    Ok(see(&format!("/s{}", marked.unwrap_or_default()), &[cookie]))
}

/// The form.
#[handler]
fn show(request: &Request, state: Data<&Arc<State>>, wanted: Query<Wanted>) -> Answer<Response> {
    let language = wanted.0.l.as_deref().and_then(Language::parse).or_else(|| spoken(request));
    let Some((visit, opened, desk)) = visit_of(request, &state)? else { return Ok(nothing_there(language)) };
    let form = &opened.version.form;
    let before = opened.invited.as_ref().and_then(|invited| invited.answer.as_ref());
    if visit.answered && !(wanted.0.again && before.is_some()) {
        let again = before.is_some().then_some("/s?again=true");
        // Where nobody is known, no low mark is followed up: whoever wants that says so apart.
        let mail = state.store.snapshot()?.get::<MailSettings>(())?.map(|mail| mail.from_address);
        let known = form.confidence != Confidence::Anonymous && opened.way_is_own;
        let write_to = mail.filter(|address| !known && !address.is_empty());
        let page = render::thanks(form, form.language_for(language), again, write_to.as_deref());
        return Ok(html(StatusCode::OK, page));
    }
    let about = opened.about();
    let mut answers = match before {
        Some(before) => in_words(&state.store.snapshot()?, before)?,
        None => Answers::new(),
    };
    if let Some((question, mark)) = wanted.0.q.zip(wanted.0.m) {
        // Chosen, not answered: nothing is kept until the form is sent.
        answers.insert(QuestionId(question), Given::Mark(mark));
    }
    let shown = Shown {
        form,
        language: form.language_for(language),
        desk: &desk,
        known: opened.invited.is_some(),
        before: before.is_some(),
        questions: form.shown(&about, &answers),
        answers,
        errors: Vec::new(),
        more: false,
        nonce: visit.nonce(),
    };
    Ok(html(StatusCode::OK, shown.page()))
}

/// What somebody answered, with its words.
fn in_words(snapshot: &Snapshot, answer: &SurveyAnswer) -> Answer<Answers<String>> {
    let words = |id: ContentId| -> Answer<String> {
        let row = snapshot.content(id)?;
        Ok(row.and_then(|row| row.content.as_text().map(str::to_owned)).unwrap_or_default())
    };
    let given = answer.answers.iter().map(|(id, given)| Ok((*id, given.clone().try_map(words)?)));
    given.collect()
}

/// Takes an answer in, or shows the form once more: with what is wrong, or with the questions that the answers brought.
#[handler]
async fn send(request: &Request, mut body: poem::Body, state: Data<&Arc<State>>) -> Answer<Response> {
    origin::check(request, &Entrance::of(request)?, true)?;
    let body = std::mem::take(&mut body).into_bytes_limit(MOST_BYTES).await;
    let sent = Sent::read(&body.map_err(|_| Problem::of(Code::TooLarge))?);
    let Some((visit, opened, desk)) =
        visit_of(request, &state)?.filter(|(visit, opened, _)| !visit.answered || opened.invited.is_some())
    else {
        return Ok(nothing_there(sent.language().or_else(|| spoken(request))));
    };
    let (form, now) = (&opened.version.form, state.clock.now());
    let language = form.language_for(sent.language().or_else(|| spoken(request)));
    let (about, seen) = (opened.about(), sent.seen());
    let mut answers = sent.answers(form);
    let ids = |answers: &Answers<String>| -> BTreeSet<u32> {
        form.shown(&about, answers).iter().map(|question| question.id.0).collect()
    };
    // What was on the page and is called for no more, since an earlier answer is another one now.
    let called_for = ids(&answers);
    answers.retain(|id, _| called_for.contains(&id.0) || !seen.contains(&id.0));
    let more = !ids(&answers).is_subset(&seen);
    let errors = if more { Vec::new() } else { form.accept(&about, answers.clone()).err().unwrap_or_default() };
    if more || !errors.is_empty() {
        let questions = form.shown(&about, &answers);
        let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let (nonce, known) = (visit.nonce(), opened.invited.is_some());
        let before = opened.invited.as_ref().is_some_and(|invited| invited.answer.is_some());
        let shown = Shown { form, language, desk: &desk, known, before, questions, answers, errors, more, nonce };
        return Ok(html(status, shown.page()));
    }
    let from = origin::peer(request, &state.options.proxies);
    let invited = opened.invited.as_ref();
    let in_a_burst = invited.is_some_and(|invited| state.openings.are_a_burst(invited.invitation, visit.begun));
    let automatic = visit.looks_automatic(sent.value("nonce"), in_a_burst, now);
    // Whoever was invited has a link of their own; what programs send by it is bounded all the same.
    if (automatic || opened.invited.is_none())
        && let Err(seconds) = state.pace.count(Done::Answer, opened.survey.0, from, now)
    {
        let page = render::wait(form, language, seconds, &sent, &visit.nonce());
        let mut response = html(StatusCode::TOO_MANY_REQUESTS, page);
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    let (form_sent, by_everybody) = (visit.nonce(), !automatic && opened.invited.is_none());
    if !by_everybody || state.sent_forms.is_first(&form_sent) {
        let taken = take_in(&state, &opened, (answers, language, automatic), now).await;
        if by_everybody && !matches!(taken, Ok(true)) {
            state.sent_forms.forget(&form_sent);
        }
        if !taken? {
            return Ok(nothing_there(Some(language)));
        }
    }
    if automatic {
        return Ok(html(StatusCode::OK, render::confirm(form, language, &sent, &visit.confirmation())));
    }
    // A page of its own, so that looking at it again sends nothing again.
    let cookie = cookie::SURVEY.set(&visit.answered().write(), Entrance::of(request)?.secure, LASTS.num_seconds());
    Ok(see(&format!("/s?l={}", language.as_str()), &[cookie]))
}

/// The logo of the survey that the browser has open.
#[handler]
fn show_logo(request: &Request, state: Data<&Arc<State>>) -> Answer<Response> {
    let found = visit_of(request, &state)?;
    Ok(picture_of(found.as_ref().map(|(_, opened, _)| &opened.version.form)))
}

/// The logo of a form as a picture, for as long as a browser has the page open.
pub(super) fn picture_of(form: Option<&Form>) -> Response {
    let picture = form.and_then(|form| form.logo.as_ref());
    let bytes = picture.and_then(|logo| STANDARD.decode(&logo.picture).ok()).unwrap_or_default();
    let Some(media_type) = picture::logo_type(&bytes) else { return Problem::of(Code::NotFound).into_response() };
    Response::builder()
        .content_type(media_type)
        .header(header::CACHE_CONTROL, "private, max-age=3600")
        .header(header::VARY, "Cookie")
        .header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")
        .body(bytes)
}

/// The style, with a survey's colour.
#[handler]
fn style(colour: Query<Colour>) -> Response {
    let colour = colour.0.c.as_deref().and_then(read_colour);
    let own = colour.map(|[red, green, blue]| {
        // Black or white, whichever stands out: where the relative luminance of WCAG 2.2 gives either the same contrast.
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        let on = if luminance > 0.179 { "#000" } else { "#fff" };
        format!(":root:root{{--main:#{red:02x}{green:02x}{blue:02x};--on:{on}}}\n")
    });
    Response::builder()
        .content_type("text/css; charset=utf-8")
        .header(header::CACHE_CONTROL, "public, max-age=3600")
        .body(format!("{STYLE}{}", own.unwrap_or_default()))
}

fn read_colour(digits: &str) -> Option<[u8; 3]> {
    let number = (digits.len() == 6).then(|| u32::from_str_radix(digits, 16).ok()).flatten()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// The visit that the browser is on, what it leads to, and what the desk is called.
fn visit_of(request: &Request, state: &State) -> Answer<Option<(Visit, Opened, String)>> {
    let cookie = cookie::SURVEY.read(request, Entrance::of(request)?.secure);
    let Some(visit) = cookie.and_then(|cookie| Visit::read(cookie, state.clock.now())) else { return Ok(None) };
    let snapshot = state.store.snapshot()?;
    let name = snapshot.settings()?.name.clone();
    Ok(visit.open(&snapshot, state.clock.now())?.map(|opened| (visit, opened, name)))
}

/// Keeps an answer; says whether there was one to take. An anonymous one waits until there are several, and where the link
/// was somebody's own nothing but that it was used is kept beside it.
async fn take_in(
    state: &State,
    opened: &Opened,
    (answers, language, automatic): (Answers<String>, Language, bool),
    now: Moment,
) -> Answer<bool> {
    let (survey, n) = (opened.survey, opened.version.n);
    let zone = state.store.snapshot()?.settings()?.zone();
    let anonymous = opened.version.form.confidence == Confidence::Anonymous;
    let invitation = opened.invited.as_ref().map(|invited| invited.invitation);
    let way = if invitation.is_some() { AnswerWay::Invitation } else { AnswerWay::Link };
    // One of few who speak a language could be told by it.
    let language = Some(language).filter(|_| !anonymous || invitation.is_none());
    let sent = SentAnswer {
        n,
        day: now.day(zone),
        language,
        way,
        invitation: invitation.filter(|_| !anonymous),
        answers,
        automatic,
    };
    if !anonymous {
        let command = Command::TakeAnswers { survey, sent: vec![sent], waited: Vec::new() };
        return match state.store.submit(store::Request::new(ActorRef::System, command, now)).await {
            // Somebody else with the same link came first.
            Err(SubmitError::Refused(Refusal::NotFound)) => Ok(false),
            taken => Ok(taken.map(|_| true)?),
        };
    }
    let pooled = Pooled::new(survey, secret::random()?, sent);
    let keep = move |rows: &mut Operational<'_>| {
        // What a program seems to have sent uses nothing up.
        if let Some(invitation) = invitation.filter(|_| !automatic)
            && !invitation_link::use_up(rows, invitation)?
        {
            return Ok(None);
        }
        answer_pool::keep(rows, &pooled).map(Some)
    };
    let Some(waiting) = state.store.operate(keep).await? else { return Ok(false) };
    if waiting >= answer_pool::TOGETHER
        && let Err(error) = take_answers_out(&state.store, Some(survey), now).await
    {
        // It is kept, and taken out with the next one or at the day's end.
        tracing::warn!(%error, "anonymous answers still wait");
    }
    Ok(true)
}

/// Asks whoever follows the link in a mail's small print whether they mean it.
#[handler]
fn ask_to_leave(request: &Request, state: Data<&Arc<State>>, token: Path<String>) -> Answer<Response> {
    let language = spoken(request);
    let Some((person, language)) = person_of(&state, &token.0, language)? else { return Ok(nothing_there(language)) };
    let page = match person.not_asked {
        None => render::leave(language, &token.0),
        Some(_) => render::left(language),
    };
    Ok(html(StatusCode::OK, page))
}

/// Nobody asks them again. The token is proof enough: programs for mail send this without having been here (RFC 8058).
#[handler]
async fn leave(request: &Request, state: Data<&Arc<State>>, token: Path<String>) -> Answer<Response> {
    let language = spoken(request);
    let Some((person, language)) = person_of(&state, &token.0, language)? else { return Ok(nothing_there(language)) };
    let command = Command::ChangeAsked { person: person.id, asked: false };
    state.store.submit(store::Request::new(ActorRef::System, command, state.clock.now())).await?;
    Ok(html(StatusCode::OK, render::left(language)))
}

/// Whom a mail with this token went to, and the language in which they read.
fn person_of(state: &State, token: &str, spoken: Option<Language>) -> Answer<Option<(Person, Language)>> {
    let snapshot = state.store.snapshot()?;
    let Some(invitation) = visit::invitation_of(&snapshot, token)? else { return Ok(None) };
    let Some(person) = invitation.person else { return Ok(None) };
    let Some(person) = snapshot.get::<Person>(person.0)? else { return Ok(None) };
    let language = person.language.or(spoken).unwrap_or(snapshot.settings()?.language);
    Ok(Some((person, language)))
}

/// What is said of a link that opens nothing: whether there never was one, or it is over, is not told.
pub(super) fn nothing_there(language: Option<Language>) -> Response {
    let language = language.unwrap_or(Language::Es);
    let say = |id| messages::text(language, id, &[]);
    html(StatusCode::NOT_FOUND, words(language, &say("form-nothing"), &say("form-nothing-text")))
}
