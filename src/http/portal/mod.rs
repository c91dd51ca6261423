//! The requester's pages: `/c/TOKEN` opens the case that a mail is about, `/my/NUMBER` is its page, `/my` are one's own
//! cases, `/my/unit` are those of the units that one heads, `/my/me` is one's own data, `/my/enter` is the door to them. Nothing
//! changes on GET; what somebody says or decides is a form that they sent.

mod ask;
mod case;
mod door;
mod files;
mod guest;
mod me;
mod mine;
mod sent;
mod short_form;
mod unit;

use super::attachments;
use super::entry::pace::Done;
use super::entry::{cookie, origin};
use super::outside::Entrance;
use super::page::{html, page, say, see, spoken, words};
use super::problem::{Code, Problem};
use super::reply::Answer;
use super::state::State;
use super::ui;
use crate::desk::id::{ContentId, TicketNumber};
use crate::desk::{Command, Doorway, Facts, Origin, Refusal, Way};
use crate::store::SubmitError;
use crate::words::{Channel, Language, Vocabulary};
use case::{Shown, Trouble};
use chrono::TimeDelta;
pub(super) use door::AT_ONCE;
use guest::{Guest, Visit};
use maud::html as markup;
use poem::http::{Method, StatusCode, header};
use poem::web::{Data, Multipart, Path, Query};
use poem::{IntoResponse, Request, Response, Route, get, handler, post};
use sent::Sent;
use serde::Deserialize;
use std::sync::Arc;

/// For so long a case that was opened by a link stays open in a browser.
const LASTS: TimeDelta = TimeDelta::hours(12);
/// What these pages need beyond the style of all pages.
const STYLE: &str = include_str!("style.css");
/// Keeps a case up to date while it is looked at.
const LIVE: &str = include_str!("live.js");
/// Keeps what is typed until it has arrived.
const KEPT: &str = include_str!("kept.js");

/// The routes below `/my`.
pub(super) fn routes() -> Route {
    Route::new()
        .at("/", get(mine::show))
        .at("/new", get(ask::show).post(ask::send))
        .at("/unit", get(unit::show))
        .at("/me", get(me::show).post(me::save))
        .at("/enter", get(door::ask).post(door::send))
        .at("/code", post(door::enter))
        .at("/leave", post(door::leave))
        .at("/style.css", get(style))
        .at("/live.js", get(live_script))
        .at("/kept.js", get(kept_script))
        .at("/:number", get(show).post(act))
        .at("/:number/files/:id", get(file))
        .at("/:number/files/:id/picture", get(picture))
}

#[derive(Deserialize)]
struct Wanted {
    /// The language.
    l: Option<String>,
    /// What was done just now.
    done: Option<String>,
    /// Where an older page of the conversation begins.
    before: Option<String>,
}

/// Any address that nobody else answers: the interface of those who work here, which also knows whether the desk is set
/// up. At `/` those who ask find their door, once there is one and nobody is signed in to work; `/?enter` leads past it.
#[handler]
pub(super) fn front(request: &Request, state: Data<&Arc<State>>) -> Answer<Response> {
    if request.uri().path_and_query().is_some_and(|whole| whole == "/")
        && cookie::SESSION.read(request, Entrance::of(request)?.secure).is_none()
        && state.store.snapshot()?.settings()?.portal.doorway != Doorway::Closed
    {
        return Ok(ask::to("/my"));
    }
    Ok(ui::page(request))
}

/// Opens a case: what the link holds goes into a cookie for the page of this case alone, and the address becomes clean.
/// That can be repeated as often as anybody likes, since programs look through mails and follow every link.
#[handler]
pub(super) async fn open(request: &Request, state: Data<&Arc<State>>, token: Path<String>) -> Answer<Response> {
    let from = Origin { way: Way::Link, address: origin::peer(request, &state.options.proxies) };
    let Some(visit) = Visit::by_link(&state, state.store.snapshot()?, &token.0, from)? else {
        return nothing_there(request, &state, spoken(request)).await;
    };
    let page = format!("/my/{}", visit.case.number);
    let cookie = cookie::CASE.set_below(&page, &token.0, Entrance::of(request)?.secure, LASTS.num_seconds());
    Ok(see(&page, &[cookie]))
}

/// The page of a case.
#[handler]
async fn show(
    request: &Request,
    state: Data<&Arc<State>>,
    number: Path<String>,
    wanted: Query<Wanted>,
) -> Answer<Response> {
    let chosen = wanted.0.l.as_deref().and_then(Language::parse);
    let Some(visit) = visit_of(request, &state, &number.0).await? else {
        return nothing_there(request, &state, chosen.or(spoken(request))).await;
    };
    let language = chosen.map_or_else(|| visit.guest.language(&visit.snapshot, spoken(request)), Ok)?;
    let shown = Shown { language, done: wanted.0.done.as_deref(), ..Shown::of(&visit) };
    if request.header(header::IF_NONE_MATCH) == Some(&shown.stamp()) {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    Ok(html(StatusCode::OK, shown.page(wanted.0.before.as_deref())?))
}

/// Takes in what somebody says or decides, or shows the page once more with what is wrong.
#[handler]
async fn act(request: &Request, state: Data<&Arc<State>>, number: Path<String>, form: Multipart) -> Answer<Response> {
    origin::check(request, &Entrance::of(request)?, true)?;
    let Some(visit) = visit_of(request, &state, &number.0).await? else {
        return nothing_there(request, &state, spoken(request)).await;
    };
    let Visit { guest, case, .. } = &visit;
    let number = case.number;
    let paced = state.pace.count(Done::Say, number.0, guest.from.address, guest.now);
    let sent = Sent::read(request, form, guest).await?;
    let language = sent.language().map_or_else(|| guest.language(&visit.snapshot, spoken(request)), Ok)?;
    let again = async |trouble: Trouble| {
        // As it is now: with the files that came, and whatever others did meanwhile; they may have ended the visit.
        let Some(visit) = visit_of(request, &state, &number.to_string()).await? else {
            return nothing_there(request, &state, Some(language)).await;
        };
        let shown = Shown { language, sent: Some(&sent), trouble: Some(&trouble), ..Shown::of(&visit) };
        Ok(html(trouble.status(), shown.page(None)?))
    };
    if let Some(code) = paced.err().map(|_| Code::RateLimited).or(sent.trouble) {
        return again(Trouble::NotTaken(code)).await;
    }
    let text = sent.value("text").to_owned();
    let attachments = sent.files.clone();
    let (done, command) = match sent.value("do") {
        "accept" => ("accepted", Command::Close { ticket: number }),
        "settled" => {
            // In the desk's own language, since it is the desk that reads it.
            let reason = say(visit.snapshot.settings()?.language, "portal-settled-reason");
            let reason = if text.trim().is_empty() { reason } else { text };
            ("settled", Command::Settle { ticket: number, reason, attachments })
        }
        "leave" => ("left", Command::Watch { ticket: number, person: guest.person.id, watches: false }),
        does => {
            // Whatever is said of a solved case brings it back, as an answer by mail does.
            let done = if does == "reject" { "rejected" } else { "sent" };
            (done, Command::Reply { ticket: number, text, channel: Channel::Web, from_requester: true, attachments })
        }
    };
    let _turn = state.changes.turn().await?;
    match guest.submit(command, &format!("{number} {}", sent.once())).await {
        Ok(_) => {}
        Err(SubmitError::Refused(Refusal::Invalid(errors))) => return again(Trouble::Wrong(errors)).await,
        Err(SubmitError::Refused(Refusal::Transition { why, .. })) => return again(Trouble::NotPossible(why)).await,
        Err(SubmitError::Refused(Refusal::NotFound)) => return nothing_there(request, &state, Some(language)).await,
        Err(error) => return again(Trouble::NotTaken(Problem::from(error).code())).await,
    }
    if done == "left" {
        // What they have left is nothing that they could be led to.
        let [title, text] = ["portal-left-copy", "portal-left-copy-text"].map(|id| say(language, id));
        return Ok(html(StatusCode::OK, words(language, &title, &text)));
    }
    // A page of its own, so that looking at it again sends nothing again.
    Ok(ask::to(&format!("/my/{number}?l={}&done={done}", language.as_str())))
}

/// A file that came with the case.
#[handler]
async fn file(request: &Request, state: Data<&Arc<State>>, which: Path<(String, String)>) -> Answer<Response> {
    let Some((visit, id)) = file_of(request, &state, &which.0).await? else {
        return nothing_there(request, &state, spoken(request)).await;
    };
    let Visit { guest, snapshot, case } = visit;
    attachments::download(&state, &snapshot, &guest.viewer, (case.number, id), request.headers())
}

/// A picture that came with the case.
#[handler]
async fn picture(request: &Request, state: Data<&Arc<State>>, which: Path<(String, String)>) -> Answer<Response> {
    let Some((visit, id)) = file_of(request, &state, &which.0).await? else {
        return nothing_there(request, &state, spoken(request)).await;
    };
    let Visit { guest, snapshot, case } = visit;
    attachments::preview(&state, snapshot, &guest.viewer, (case.number, id)).await
}

#[handler]
fn style() -> Response {
    kept("text/css; charset=utf-8", STYLE)
}

#[handler]
fn live_script() -> Response {
    kept("text/javascript; charset=utf-8", LIVE)
}

#[handler]
fn kept_script() -> Response {
    kept("text/javascript; charset=utf-8", KEPT)
}

/// A part of every page, which a browser keeps.
fn kept(content_type: &str, text: &'static str) -> Response {
    Response::builder().content_type(content_type).header(header::CACHE_CONTROL, "public, max-age=3600").body(text)
}

async fn visit_of(request: &Request, state: &Arc<State>, number: &str) -> Answer<Option<Visit>> {
    match number.parse() {
        Ok(number) => Visit::of(request, state, TicketNumber(number)).await,
        Err(_) => Ok(None),
    }
}

async fn file_of(
    request: &Request,
    state: &Arc<State>,
    (number, id): &(String, String),
) -> Answer<Option<(Visit, ContentId)>> {
    let Ok(id) = id.parse() else { return Ok(None) };
    Ok(visit_of(request, state, number).await?.map(|visit| (visit, ContentId(id))))
}

/// What is said of a link or an address that opens nothing: whether there is such a case, or ever was, is not told.
/// Where one comes in without a link, the door stands beside it; whoever is in has their own cases there.
async fn nothing_there(request: &Request, state: &Arc<State>, language: Option<Language>) -> Answer<Response> {
    let snapshot = state.store.snapshot()?;
    let settings = snapshot.settings()?;
    let language = language.unwrap_or(settings.language);
    let next = door::going(request);
    let leads_on = if Guest::signed_in(request, state, &snapshot).await?.is_some() {
        Some((format!("/my?l={}", language.as_str()), "portal-mine"))
    } else if settings.portal.doorway != Doorway::Closed {
        Some((door::door_before(language, next), "portal-enter"))
    } else {
        None
    };
    // What was typed on the page of a case waits in the browser.
    let was_typed = next.is_some() && request.method() == Method::POST;
    let [title, text] = ["portal-nothing", "portal-nothing-text"].map(|id| say(language, id));
    let body = markup! {
        h1 { (title) }
        p { (text) }
        @if let Some((place, name)) = &leads_on {
            @if was_typed { p { (say(language, "portal-nothing-sent")) } }
            p { a.button href=(place) { (say(language, name)) } }
        }
    };
    Ok(html(StatusCode::NOT_FOUND, page(language, &title, None, &["/my/style.css"], &body)))
}
