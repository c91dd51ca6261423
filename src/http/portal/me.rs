//! One's own data: how one is reached, in which language, and what mails one gets. Who one is, the desk says; of somebody who
//! came in by an address, themselves.

use super::ask::to;
use super::guest::Guest;
use super::short_form::ShortForm;
use crate::desk::{Command, Facts, FieldProblem, MailsWanted, OwnData, Refusal};
use crate::http::entry::pace::Done;
use crate::http::page::{html, languages, say, spoken, whole};
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::state::State;
use crate::messages::{name_of, text};
use crate::secret;
use crate::store::{Snapshot, SubmitError};
use crate::words::{Language, Vocabulary};
use maud::html as markup;
use poem::http::StatusCode;
use poem::web::{Data, Query};
use poem::{Request, Response, handler};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The language.
    l: Option<String>,
    /// Whether it was saved just now.
    done: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    /// The language that the form was shown in.
    #[serde(default)]
    l: String,
    #[serde(default)]
    once: String,
    /// How they are called, where that is asked.
    #[serde(default)]
    name: String,
    /// One number a line.
    #[serde(default)]
    phones: String,
    /// The language to write in; empty: the desk's.
    #[serde(default)]
    language: String,
    #[serde(default)]
    mails: String,
}

/// The form.
#[handler]
pub(super) async fn show(request: &Request, state: Data<&Arc<State>>, wanted: Query<Wanted>) -> Answer<Response> {
    let snapshot = state.store.snapshot()?;
    let Some(guest) = Guest::signed_in(request, &state, &snapshot).await? else {
        return Ok(to("/my/enter?next=/my/me"));
    };
    let chosen = wanted.0.l.as_deref().and_then(Language::parse);
    let language = chosen.map_or_else(|| guest.language(&snapshot, spoken(request)), Ok)?;
    let own = OwnData {
        name: None,
        phones: guest.person.details.phones.clone(),
        language: guest.person.language,
        mails: guest.person.mails,
    };
    let done = wanted.0.done.is_some();
    Ok(html(StatusCode::OK, page(&guest, &snapshot, language, &own, done, None)?))
}

/// Keeps what was typed, or shows it once more with what is wrong.
#[handler]
pub(super) async fn save(request: &Request, state: Data<&Arc<State>>, form: ShortForm<Typed>) -> Answer<Response> {
    let snapshot = state.store.snapshot()?;
    let Some(guest) = Guest::signed_in(request, &state, &snapshot).await? else {
        return Ok(to("/my/enter?next=/my/me"));
    };
    let Typed { l, once, name, phones, language: written, mails } = form.0;
    let language = Language::parse(&l).map_or_else(|| guest.language(&snapshot, spoken(request)), Ok)?;
    let own = OwnData {
        name: Some(name.trim().to_owned())
            .filter(|name| !name.is_empty() && guest.person.details.is_called_by_address()),
        phones: phones.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        language: Language::parse(&written),
        mails: MailsWanted::parse(&mails).unwrap_or_default(),
    };
    let again = |status, words| Ok(html(status, page(&guest, &snapshot, language, &own, false, Some(words))?));
    if state.pace.count(Done::Ask, guest.person.id.0, guest.from.address, guest.now).is_err() {
        return again(StatusCode::TOO_MANY_REQUESTS, say(language, "portal-too-often"));
    }
    let _turn = state.changes.turn().await?;
    match guest.submit(Command::ChangeOwnData(own.clone()), &format!("me {once} {own:?}")).await {
        // In the language that they chose just now.
        Ok(_) => Ok(to(&format!("/my/me?l={}&done", own.language.unwrap_or(language).as_str()))),
        Err(SubmitError::Refused(Refusal::Invalid(errors))) => {
            let wrong = errors.iter().find(|error| error.problem == FieldProblem::NotAPhone);
            let place = wrong.and_then(|error| error.field.rsplit_once('.')?.1.parse::<usize>().ok());
            let number = place.and_then(|place| own.phones.get(place));
            let words = match number {
                Some(number) => text(language, "portal-me-not-a-phone", &[("number", (&**number).into())]),
                None => say(language, "portal-not-taken-in"),
            };
            again(StatusCode::UNPROCESSABLE_ENTITY, words)
        }
        Err(error) => match Problem::from(error) {
            problem if problem.code() == Code::Internal => Err(problem),
            problem => again(problem.status(), say(language, "portal-not-taken-in")),
        },
    }
}

fn page(
    guest: &Guest,
    snapshot: &Snapshot,
    language: Language,
    own: &OwnData,
    done: bool,
    trouble: Option<String>,
) -> Answer<String> {
    let settings = snapshot.settings()?;
    let say = |id: &str| say(language, id);
    let title = say("portal-me");
    let wrong = trouble.is_some();
    let details = &guest.person.details;
    let asks_name = details.is_called_by_address();
    let option = |name: &str, value: &str, words: String, chosen: bool| {
        markup! { label.option { input type="radio" name=(name) value=(value) checked[chosen]; span { (words) } } }
    };
    let body = markup! {
        header.top {
            b { (settings.name) }
            a href={ "/my?l=" (language.as_str()) } { (say("portal-mine")) }
            (languages(Language::ALL, language, "/my/me"))
        }
        main {
            h1 { (title) }
            @if done { p.done role="status" { (say("portal-me-saved")) } }
            @if asks_name {
                p { @for email in &details.emails { (email) br; } }
            } @else {
                p { b { (details.name) } @for email in &details.emails { br; (email) } }
                p.dim { (say("portal-me-fixed")) }
            }
            form method="post" action="/my/me" {
                input type="hidden" name="once" value=(secret::hex(&secret::random::<16>()?));
                input type="hidden" name="l" value=(language.as_str());
                @if let Some(trouble) = &trouble { p.wrong #wrong role="alert" { (trouble) } }
                @if asks_name {
                    div.question {
                        label for="name" { (say("portal-me-name")) }
                        input #name type="text" name="name" autocomplete="name" value=(own.name.as_deref().unwrap_or_default());
                    }
                }
                div.question {
                    label for="phones" { (say("portal-me-phones")) }
                    p.dim #phones-help { (say("portal-me-phones-help")) }
                    textarea #phones name="phones" rows="3" autocomplete="tel" aria-invalid=[wrong.then_some("true")]
                        aria-describedby={ "phones-help" @if wrong { " wrong" } } { (own.phones.join("\n")) }
                }
                fieldset {
                    legend { (say("portal-me-language")) }
                    @for offered in Language::ALL {
                        (option("language", offered.as_str(), name_of(*offered, *offered), own.language == Some(*offered)))
                    }
                    (option("language", "", say("portal-me-desks-language"), own.language.is_none()))
                }
                fieldset {
                    legend { (say("portal-me-mails")) }
                    (option("mails", MailsWanted::All.as_str(), say("portal-me-mails-all"), own.mails.is_all()))
                    (option("mails", MailsWanted::Essential.as_str(), say("portal-me-mails-essential"), !own.mails.is_all()))
                }
                p { button { (say("portal-me-save")) } }
            }
        }
    };
    Ok(whole(language, &format!("{title} · {}", settings.name), &["/s/style.css", "/my/style.css"], &body))
}
