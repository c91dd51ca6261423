//! Coming in to one's own pages with a code that is sent by mail. Whatever address is typed, the answer is the same, and so
//! is the time that it takes. Whoever was going to one of these pages is led there.

use super::guest::Guest;
use super::nothing_there;
use super::short_form::ShortForm;
use crate::channels::mail::send_code;
use crate::desk::text::email;
use crate::desk::{ActorRef, Command, DoorEvent, Facts, Fault, Origin, Outcome, Person, PersonDraft, Way};
use crate::desk::{Doorway, Settings};
use crate::http::entry::guard::{Attempt, Door, Guesser, may_be_written_to};
use crate::http::entry::{self, cookie, origin, witness};
use crate::http::outside::Entrance;
use crate::http::page::{html, languages, say, see, spoken, whole, words};
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::state::State;
use crate::moment::Moment;
use crate::secret;
use crate::store::{Request as Asked, Snapshot, guest_session, session, sign_in_code};
use crate::words::{Language, Vocabulary};
use maud::{Markup, html as markup};
use poem::http::StatusCode;
use poem::web::{Data, Query};
use poem::{Request, Response, handler};
use serde::Deserialize;
use std::sync::Arc;

/// How many codes are on their way at once; what comes beyond asks again.
pub(in crate::http) const AT_ONCE: usize = 8;

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The language.
    l: Option<String>,
    /// Where somebody was going.
    next: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    /// The language that the form was shown in.
    #[serde(default)]
    l: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    code: String,
    /// Where somebody was going.
    #[serde(default)]
    next: String,
}

/// The address of the door, for somebody who was going to one of these pages.
pub(super) fn door_before(language: Language, next: Option<&str>) -> String {
    let next = next.map(|page| format!("&next={page}")).unwrap_or_default();
    format!("/my/enter?l={}{next}", language.as_str())
}

/// Where a request was going, as far as the door may lead there: to a case also for what lies below it.
pub(super) fn going(request: &Request) -> Option<&str> {
    let path = request.original_uri().path();
    let page = path.match_indices('/').nth(2).map_or(path, |(end, _)| &path[..end]);
    own_page(page)
}

/// An address, when it is one of these pages. All others lead nowhere: anybody may have made the link to the door.
fn own_page(address: &str) -> Option<&str> {
    let page = address.strip_prefix("/my/")?;
    (is_number(page) || ["new", "me", "unit"].contains(&page)).then_some(address)
}

/// Whether a page is that of a case.
fn is_number(page: &str) -> bool {
    (1..=20).contains(&page.len()) && page.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where one says who one is.
#[handler]
pub(super) async fn ask(request: &Request, state: Data<&Arc<State>>, wanted: Query<Wanted>) -> Answer<Response> {
    let settings = state.store.snapshot()?.settings()?;
    let chosen = wanted.0.l.as_deref().and_then(Language::parse).or(spoken(request));
    let language = chosen.unwrap_or(settings.language);
    let next = wanted.0.next.as_deref().and_then(own_page);
    Ok(match settings.portal.doorway {
        Doorway::Closed => return nothing_there(request, &state, Some(language)).await,
        Doorway::Codes => html(StatusCode::OK, address_page(&settings, language, next, "", false)),
        Doorway::Passwords => html(StatusCode::OK, password_page(&settings, language, next)),
    })
}

/// Sends a code, when one may be sent there.
#[handler]
pub(super) async fn send(request: &Request, state: Data<&Arc<State>>, form: ShortForm<Typed>) -> Answer<Response> {
    let settings = state.store.snapshot()?.settings()?;
    let language = Language::parse(&form.0.l).unwrap_or(settings.language);
    if settings.portal.doorway != Doorway::Codes {
        return nothing_there(request, &state, Some(language)).await;
    }
    let next = own_page(&form.0.next);
    let Some(address) = email(&form.0.email) else {
        let page = address_page(&settings, language, next, &form.0.email, true);
        return Ok(html(StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    let now = state.clock.now();
    let guesser = Guesser::anybody(&address, origin::peer(request, &state.options.proxies));
    match Attempt::begin(&state, Door::AskCode, &guesser, now).await {
        Ok(_) => {}
        Err(problem) if problem.code() == Code::RateLimited => return Ok(too_many(language)),
        Err(problem) => return Err(problem),
    }
    // Apart from the answer, so that its time tells nothing.
    if let Ok(place) = Arc::clone(&state.codes).try_acquire_owned() {
        let (state, address) = (Arc::clone(&state), address.clone());
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = write_to(&state, &address, language, now).await {
                tracing::warn!(error, "a code for signing in was not sent");
            }
        });
    }
    Ok(html(StatusCode::OK, code_page(&settings, language, next, &address, false)))
}

/// Makes a code and sends it, unless nobody may come in with this address, or too many were sent there.
async fn write_to(state: &State, address: &str, language: Language, now: Moment) -> Result<(), String> {
    let in_words = |fault: Fault| fault.to_string();
    let snapshot = state.store.snapshot().map_err(in_words)?;
    let person = person_of(&snapshot, address).map_err(in_words)?;
    let may = match &person {
        Some(person) => person.active,
        None => true,
    };
    let portal = snapshot.settings().map_err(in_words)?.portal.clone();
    drop(snapshot);
    if !may || !portal.lets_in(address, person.is_some()) {
        return Ok(());
    }
    let random = u64::from_be_bytes(secret::random::<8>().map_err(in_words)?);
    let code = format!("{:06}", random % 1_000_000);
    let (kept, to) = (code.clone(), address.to_owned());
    let keep = state.store.operate(move |rows| {
        let may = may_be_written_to(rows, &to, now)?;
        if may {
            sign_in_code::keep(rows, &to, &kept, now)?;
        }
        Ok(may)
    });
    if keep.await.map_err(|error| error.to_string())? {
        send_code(&state.store, address, &code, language, now).await?;
    }
    Ok(())
}

/// Lets somebody in who types the code that was sent to them.
#[handler]
pub(super) async fn enter(request: &Request, state: Data<&Arc<State>>, form: ShortForm<Typed>) -> Answer<Response> {
    let entrance = Entrance::of(request)?;
    let settings = state.store.snapshot()?.settings()?;
    let language = Language::parse(&form.0.l).unwrap_or(settings.language);
    if settings.portal.doorway != Doorway::Codes {
        return nothing_there(request, &state, Some(language)).await;
    }
    let next = own_page(&form.0.next);
    let address = email(&form.0.email).unwrap_or_default();
    let code: String = form.0.code.chars().filter(char::is_ascii_digit).collect();
    let (now, peer) = (state.clock.now(), origin::peer(request, &state.options.proxies));
    let guesser = Guesser::anybody(&address, peer);
    let attempt = match Attempt::begin(&state, Door::MailedCode, &guesser, now).await {
        Ok(attempt) => attempt,
        Err(problem) if problem.code() == Code::RateLimited => return Ok(too_many(language)),
        Err(problem) => return Err(problem),
    };
    let to = address.clone();
    let opens = state.store.operate(move |rows| sign_in_code::use_up(rows, &to, &code, now)).await?;
    let from = Origin { way: Way::Session, address: peer };
    let person = if opens { find_or_register(&state, &address, language, from, now).await? } else { None };
    let Some(person) = person else {
        attempt.failed(&state, now).await?;
        let page = code_page(&settings, language, next, &address, true);
        return Ok(html(StatusCode::UNPROCESSABLE_ENTITY, page));
    };
    attempt.succeeded(&state).await?;
    let (id, secret) = (person.id, secret::new_secret()?);
    let hash = secret::hash(&secret);
    state.store.operate(move |rows| guest_session::begin(rows, hash, (id, &address), now)).await?;
    let came = DoorEvent::GuestEntered { person: id };
    witness::write_down(&state, ActorRef::Person(id), from, came, now).await?;
    let seconds = guest_session::LASTS.num_seconds();
    Ok(see(next.unwrap_or("/my"), &[cookie::GUEST.set(&secret, entrance.secure, seconds)]))
}

/// Lets somebody out.
#[handler]
pub(super) async fn leave(request: &Request, state: Data<&Arc<State>>) -> Answer<Response> {
    let entrance = Entrance::of(request)?;
    origin::check(request, &entrance, true)?;
    if let Some(secret) = cookie::GUEST.read(request, entrance.secure) {
        let hash = secret::hash(secret);
        state.store.operate(move |rows| guest_session::end(rows, &hash)).await?;
    }
    // Whoever came in with a password is let out of that session too.
    if let Some(secret) = cookie::SESSION.read(request, entrance.secure) {
        let (hash, now) = (secret::hash(secret), state.clock.now());
        let known = session::find(&state.store.snapshot()?, &hash, now)?;
        if let Some(user) = known.map(|session| session.user) {
            entry::session::end(&state, hash).await?;
            let from = Origin { way: Way::Session, address: origin::peer(request, &state.options.proxies) };
            witness::write_down(&state, ActorRef::User(user), from, DoorEvent::SignedOut { user }, now).await?;
        }
    }
    let cookies = [&cookie::GUEST, &cookie::SESSION].map(|cookie| cookie.clear(entrance.secure));
    // What was typed in this browser and never sent goes too.
    Ok(see("/my/enter?left", &cookies))
}

/// Whoever came in with a code, as long as that is how one comes in and the address is theirs.
pub(super) fn guest_of(request: &Request, state: &Arc<State>, snapshot: &Snapshot) -> Answer<Option<Guest>> {
    let Some(secret) = cookie::GUEST.read(request, Entrance::of(request)?.secure) else { return Ok(None) };
    if snapshot.settings()?.portal.doorway != Doorway::Codes {
        return Ok(None);
    }
    let session = guest_session::find(snapshot, &secret::hash(secret), state.clock.now())?;
    let from = Origin { way: Way::Session, address: origin::peer(request, &state.options.proxies) };
    let Some(session) = session else { return Ok(None) };
    // Whoever came in by an address that is not theirs any more may be somebody else.
    let guest = Guest::of(state, snapshot, session.person, from)?;
    Ok(guest.filter(|guest| guest.person.details.emails.iter().any(|address| session.is_by(address))))
}

/// The person with this address; the one who may come in, when several have it.
fn person_of(snapshot: &Snapshot, address: &str) -> Result<Option<Person>, Fault> {
    let mut found = None;
    for id in snapshot.persons_by_email(address)? {
        let person = snapshot.get::<Person>(id.0)?;
        if person.as_ref().is_some_and(|person| person.active) {
            return Ok(person);
        }
        found = found.or(person);
    }
    Ok(found)
}

/// The person who proved that they read this address; somebody new, where strangers may come in.
async fn find_or_register(
    state: &State,
    address: &str,
    language: Language,
    from: Origin,
    now: Moment,
) -> Answer<Option<Person>> {
    let snapshot = state.store.snapshot()?;
    let known = person_of(&snapshot, address)?;
    if !snapshot.settings()?.portal.lets_in(address, known.is_some()) {
        return Ok(None);
    }
    if let Some(person) = known {
        return Ok(Some(person).filter(|person| person.active));
    }
    let person = PersonDraft {
        name: address.split('@').next().unwrap_or_default().to_owned(),
        title: None,
        emails: vec![address.to_owned()],
        phones: Vec::new(),
        unit: None,
        language: Some(language),
        vip: false,
        notes: None,
        active: true,
    };
    let command = Command::SavePerson { id: None, person: Box::new(person) };
    let committed = state.store.submit(Asked::new(ActorRef::System, command, now).from(from)).await?;
    match committed.outcome {
        Outcome::Person(id) => Ok(state.store.snapshot()?.get::<Person>(id.0)?),
        _ => Err(Problem::internal(&"registering a person made something else")),
    }
}

fn too_many(language: Language) -> Response {
    let page = words(language, &say(language, "portal-wait"), &say(language, "portal-wait-text"));
    html(StatusCode::TOO_MANY_REQUESTS, page)
}

fn page(settings: &Settings, language: Language, next: Option<&str>, title: &str, main: &Markup) -> String {
    // The switch of languages keeps in mind where somebody was going.
    let here = next.map_or_else(|| "/my/enter".to_owned(), |next| format!("/my/enter?next={next}"));
    let body = markup! {
        header.top { b { (settings.name) } (languages(Language::ALL, language, &here)) }
        main { h1 { (title) } (main) }
        footer { a href="/?enter" { (say(language, "portal-staff")) } }
        script src="/my/kept.js" defer {}
    };
    whole(language, &format!("{title} · {}", settings.name), &["/s/style.css", "/my/style.css"], &body)
}

/// What a form of the door sends along: the language, and where somebody was going.
fn along(language: Language, next: Option<&str>) -> Markup {
    markup! {
        input type="hidden" name="l" value=(language.as_str());
        @if let Some(next) = next { input type="hidden" name="next" value=(next); }
    }
}

fn address_page(settings: &Settings, language: Language, next: Option<&str>, typed: &str, wrong: bool) -> String {
    let main = markup! {
        p { (say(language, "portal-enter-text")) }
        form method="post" action="/my/enter" {
            (along(language, next))
            div.question {
                label for="email" { (say(language, "portal-email")) }
                @if wrong { p.wrong #wrong { (say(language, "portal-email-wrong")) } }
                input #email type="email" name="email" autocomplete="email" required value=(typed)
                    aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("wrong")];
            }
            p { button { (say(language, "portal-send-code")) } }
        }
    };
    page(settings, language, next, &say(language, "portal-enter"), &main)
}

fn code_page(settings: &Settings, language: Language, next: Option<&str>, address: &str, wrong: bool) -> String {
    let main = markup! {
        p { (say(language, "portal-code-text")) }
        form method="post" action="/my/code" {
            (along(language, next))
            input type="hidden" name="email" value=(address);
            div.question {
                label for="code" { (say(language, "portal-code")) }
                @if wrong { p.wrong #wrong role="alert" { (say(language, "portal-code-wrong")) } }
                input.code #code type="text" name="code" inputmode="numeric" autocomplete="one-time-code" required
                    aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("wrong")];
            }
            p { button { (say(language, "portal-come-in")) } }
        }
        p { a href=(door_before(language, next)) { (say(language, "portal-other-code")) } }
    };
    page(settings, language, next, &say(language, "portal-code-title"), &main)
}

/// The workspace asks for passwords. It knows the address of a case, and leads on from there.
fn password_page(settings: &Settings, language: Language, next: Option<&str>) -> String {
    let case = next.and_then(|page| page.strip_prefix("/my/")).filter(|page| is_number(page));
    let place = case.map_or_else(|| "/?enter".to_owned(), |number| format!("/case/{number}"));
    let main = markup! {
        p { (say(language, "portal-password-text")) }
        p { a href=(place) { (say(language, "portal-password")) } }
    };
    page(settings, language, next, &say(language, "portal-enter"), &main)
}
