//! Asking for help: what it is about, for whom, and the rest in one's own words, with files. Before it is sent somebody sees
//! what is open already and may be the same.

use super::case::Trouble;
use super::files;
use super::guest::Guest;
use super::mine::Mine;
use super::sent::Sent;
use crate::desk::text::clean_line;
use crate::desk::{Classification, Command, Facts, NewTicket, Outcome, Refusal, RequesterRef, Ticket};
use crate::http::entry::origin;
use crate::http::entry::pace::Done;
use crate::http::outside::Entrance;
use crate::http::page::{html, languages, say, spoken, whole};
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::state::State;
use crate::queries::colleagues::{self, Meant};
use crate::queries::search;
use crate::secret;
use crate::service_model::{CategoryId, Offered};
use crate::store::{Snapshot, SubmitError};
use crate::words::{Channel, Language, Vocabulary};
use maud::{Markup, html as markup};
use poem::http::{StatusCode, header};
use poem::web::{Data, Multipart, Query};
use poem::{Request, Response, handler};
use serde::Deserialize;
use std::sync::Arc;

/// So many open cases, and so many categories, are shown before a case is sent.
const FEW: usize = 5;
/// So many categories, and so many people, the browser is given to search; the desk knows all when it is sent.
const MOST_LISTED: usize = 200;

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The language.
    l: Option<String>,
}

/// The form.
#[handler]
pub(super) async fn show(request: &Request, state: Data<&Arc<State>>, wanted: Query<Wanted>) -> Answer<Response> {
    let snapshot = state.store.snapshot()?;
    let Some(guest) = Guest::signed_in(request, &state, &snapshot).await? else {
        return Ok(to("/my/enter?next=/my/new"));
    };
    let chosen = wanted.0.l.as_deref().and_then(Language::parse);
    let language = chosen.map_or_else(|| guest.language(&snapshot, spoken(request)), Ok)?;
    let form = Form { guest: &guest, snapshot: &snapshot, language, sent: None, trouble: None, doubt: None };
    Ok(html(StatusCode::OK, form.page()?))
}

/// Takes the case in, or shows the form once more with what is wrong.
#[handler]
pub(super) async fn send(request: &Request, state: Data<&Arc<State>>, form: Multipart) -> Answer<Response> {
    origin::check(request, &Entrance::of(request)?, true)?;
    let snapshot = state.store.snapshot()?;
    let Some(guest) = Guest::signed_in(request, &state, &snapshot).await? else {
        return Ok(to("/my/enter?next=/my/new"));
    };
    drop(snapshot);
    let paced = state.pace.count(Done::Ask, guest.person.id.0, guest.from.address, guest.now);
    let sent = Sent::read(request, form, &guest).await?;
    let snapshot = state.store.snapshot()?;
    let language = sent.language().map_or_else(|| guest.language(&snapshot, spoken(request)), Ok)?;
    let form = Form { guest: &guest, snapshot: &snapshot, language, sent: Some(&sent), trouble: None, doubt: None };
    let again = |trouble: Trouble| Ok(html(trouble.status(), Form { trouble: Some(&trouble), ..form }.page()?));
    if let Some(code) = paced.err().map(|_| Code::RateLimited).or(sent.trouble) {
        return again(Trouble::NotTaken(code));
    }
    let affected = match sent.value("affected").trim() {
        "" => None,
        typed => match colleagues::meant(&snapshot, &guest.viewer, typed)? {
            Meant::One(person) => Some(person.id),
            Meant::Several => return again(Trouble::ForWhom("portal-ask-for-several")),
            Meant::Nobody => return again(Trouble::ForWhom("portal-ask-for-nobody")),
        },
    };
    let model = snapshot.model()?;
    let subject = sent.value("subject");
    let topic = sent.value("topic").parse().ok().map(CategoryId);
    let chosen = topic.filter(|topic| model.offered().any(|offered| offered.id == *topic));
    let category = model.offered_as(subject).or(chosen);
    if sent.value("do") != "sure" {
        let alike = search::open_like(&state.search, &snapshot, &guest.viewer, category, subject, FEW)?;
        let of_unit = search::open_in_unit(&state.search, &snapshot, &guest.viewer, subject, FEW)?;
        let topics = if category.is_none() { model.offered_like(subject, FEW) } else { Vec::new() };
        if !alike.is_empty() || !of_unit.is_empty() || !topics.is_empty() {
            let form = Form { doubt: Some(Doubt { alike: &alike, of_unit: &of_unit, topics: &topics }), ..form };
            return Ok(html(StatusCode::OK, form.page()?));
        }
    }
    let new = NewTicket {
        description: Some(description(&sent, snapshot.settings()?.language)),
        attachments: sent.files.clone(),
        affected,
        classification: Classification { category, ..Classification::default() },
        ..NewTicket::new(subject, Channel::Web, RequesterRef::Myself)
    };
    let _turn = state.changes.turn().await?;
    match guest.submit(Command::OpenTicket(Box::new(new)), &format!("new {}", sent.once())).await {
        Ok(committed) => match committed.outcome {
            Outcome::Ticket(number) => Ok(to(&format!("/my/{number}?l={}&done=asked", language.as_str()))),
            _ => Err(Problem::internal(&"registering a case made something else")),
        },
        Err(SubmitError::Refused(Refusal::Invalid(errors))) => again(Trouble::Wrong(errors)),
        Err(error) => again(Trouble::NotTaken(Problem::from(error).code())),
    }
}

/// To another page.
pub(super) fn to(address: &str) -> Response {
    Response::builder().status(StatusCode::SEE_OTHER).header(header::LOCATION, address).finish()
}

/// What somebody said. How to be reached goes with it, in the desk's own language, since it is the desk that calls.
fn description(sent: &Sent, language: Language) -> String {
    let (text, reach) = (sent.value("text"), clean_line(sent.value("reach")));
    if reach.is_empty() {
        return text.to_owned();
    }
    format!("{}\n\n**{}:** {reach}", text.trim_end(), say(language, "portal-ask-reach"))
}

/// What is asked once more before something is sent.
#[derive(Clone, Copy)]
struct Doubt<'a> {
    /// Open cases that it may be.
    alike: &'a [Ticket],
    /// Those of others of their unit, of which no more is told than that they are there.
    of_unit: &'a [Ticket],
    /// What it may be about.
    topics: &'a [Offered<'a>],
}

impl Doubt<'_> {
    /// Whether it may be asked for already.
    fn is_known(&self) -> bool {
        !self.alike.is_empty() || !self.of_unit.is_empty()
    }
}

/// The form, as somebody sees it.
#[derive(Clone, Copy)]
struct Form<'a> {
    guest: &'a Guest,
    snapshot: &'a Snapshot,
    language: Language,
    /// What was typed; `None`: nothing yet.
    sent: Option<&'a Sent>,
    /// What is wrong with it.
    trouble: Option<&'a Trouble>,
    /// What is asked once more before it is sent.
    doubt: Option<Doubt<'a>>,
}

impl Form<'_> {
    fn say(&self, id: &str) -> String {
        say(self.language, id)
    }

    fn value(&self, name: &str) -> &str {
        self.sent.map_or("", |sent| sent.value(name))
    }

    fn page(&self) -> Answer<String> {
        let settings = self.snapshot.settings()?;
        let title = self.say(if self.doubt.is_some() { "portal-ask-before" } else { "portal-ask" });
        let trouble = self.trouble.map(|trouble| trouble.words(self.language));
        let for_whom = matches!(self.trouble, Some(Trouble::ForWhom(_)));
        let wrong = |here: bool| (trouble.is_some() && here).then_some("wrong");
        let phone = self.guest.person.details.phones.first().map_or("", |phone| phone.as_str());
        let reach = if self.sent.is_some() { self.value("reach") } else { phone };
        let people = colleagues::list(self.snapshot, &self.guest.viewer, MOST_LISTED)?;
        let body = markup! {
            header.top {
                b { (settings.name) }
                a href={ "/my?l=" (self.language.as_str()) } { (self.say("portal-mine")) }
                (languages(Language::ALL, self.language, "/my/new"))
            }
            main {
                h1 { (title) }
                form method="post" action="/my/new" enctype="multipart/form-data" {
                    (self.guest.kept(self.sent.is_none(), self.language))
                    input type="hidden" name="once" value=(secret::hex(&secret::random::<16>()?));
                    input type="hidden" name="l" value=(self.language.as_str());
                    @if let Some(trouble) = &trouble { p.wrong #wrong role="alert" { (trouble) } }
                    @if let Some(doubt) = &self.doubt { (self.doubt(doubt)?) }
                    div.question {
                        label for="subject" { (self.say("portal-ask-subject")) }
                        p.dim #subject-help { (self.say("portal-ask-subject-help")) }
                        input #subject type="text" name="subject" maxlength="200" required list="topics"
                            value=(self.value("subject")) aria-invalid=[wrong(!for_whom).map(|_| "true")]
                            aria-describedby={ "subject-help" @if wrong(!for_whom).is_some() { " wrong" } };
                        // The browser searches these while one types, also without a script; what is typed otherwise is
                        // looked for among them once it is sent. A select of all would be searched by its first letters.
                        datalist #topics {
                            @for offered in self.snapshot.model()?.offered().take(MOST_LISTED) {
                                option value=(offered.words) {}
                            }
                        }
                    }
                    div.question {
                        label for="text" { (self.say("portal-ask-text")) }
                        p.dim #text-help { (self.say("portal-ask-text-help")) }
                        textarea #text name="text" rows="6" aria-describedby="text-help" { (self.value("text")) }
                    }
                    (files::field(self.guest, self.snapshot, self.sent, self.language)?)
                    @if !people.is_empty() {
                        div.question {
                            label for="affected" { (self.say("portal-ask-for")) }
                            p.dim #affected-help { (self.say("portal-ask-for-help")) }
                            input #affected type="text" name="affected" maxlength="254" list="people" autocomplete="off"
                                value=(self.value("affected")) aria-invalid=[wrong(for_whom).map(|_| "true")]
                                aria-describedby={ "affected-help" @if wrong(for_whom).is_some() { " wrong" } };
                            datalist #people { @for person in &people { option value=(person.details.name) {} } }
                        }
                    }
                    div.question {
                        label for="reach" { (self.say("portal-ask-reach")) }
                        p.dim #reach-help { (self.say("portal-ask-reach-help")) }
                        input #reach type="text" name="reach" maxlength="200" value=(reach) aria-describedby="reach-help";
                    }
                    p { (self.button(self.doubt.is_some_and(|doubt| doubt.is_known()))) }
                }
            }
            script src="/my/kept.js" defer {}
        };
        Ok(whole(self.language, &format!("{title} · {}", settings.name), &["/s/style.css", "/my/style.css"], &body))
    }

    fn button(&self, another: bool) -> Markup {
        let id = if another { "portal-ask-another" } else { "portal-ask-send" };
        let does = if self.doubt.is_some() { "sure" } else { "send" };
        markup! { button name="do" value=(does) { (self.say(id)) } }
    }

    /// Cases that are open already, and what it may be about.
    fn doubt(&self, doubt: &Doubt<'_>) -> Answer<Markup> {
        let Doubt { alike, of_unit, topics } = *doubt;
        let mine = Mine::new(self.guest, self.snapshot, self.language);
        let option = |id: u64, words: &str, first: bool| {
            markup! { label.option { input type="radio" name="topic" value=(id) checked[first]; span { (words) } } }
        };
        Ok(markup! {
            @if !alike.is_empty() {
                section aria-labelledby="alike" {
                    h2 #alike { (self.say("portal-ask-open")) }
                    p.dim { (self.say("portal-ask-open-text")) }
                    (mine.list(alike)?)
                }
            }
            @if !of_unit.is_empty() {
                section aria-labelledby="of-unit" {
                    h2 #of-unit { (self.say("portal-ask-unit")) }
                    p.dim { (self.say("portal-ask-unit-text")) }
                    ul.cases { @for case in of_unit { li { (mine.standing(case)?) } } }
                }
            }
            @if !topics.is_empty() {
                fieldset {
                    legend { (self.say("portal-ask-topic")) }
                    @for offered in topics { (option(offered.id.0, offered.words, false)) }
                    (option(0, &self.say("portal-ask-no-topic"), true))
                }
            }
            p { (self.button(doubt.is_known())) }
            p.dim { (self.say("portal-ask-or-change")) }
        })
    }
}
