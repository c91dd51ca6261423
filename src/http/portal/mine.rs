//! What somebody asked for: what is open and what is over, a page at a time.

use super::ask::to;
use super::guest::Guest;
use crate::desk::{Facts, Fault, Ticket, asked_for};
use crate::http::page::{html, languages, say, spoken, whole};
use crate::http::reply::Answer;
use crate::http::state::State;
use crate::messages::{day_and_time, mid_sentence, name_of, text};
use crate::queries::Unanswered;
use crate::queries::names::Names;
use crate::queries::tickets::{self, Asked};
use crate::store::Snapshot;
use crate::words::{Language, State as CaseState, Vocabulary, WaitingFor};
use maud::{Markup, html as markup};
use poem::http::StatusCode;
use poem::web::{Data, Query};
use poem::{Request, Response, handler};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many cases are on one page, of each kind.
pub(super) const SHOWN: usize = 20;

#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The language.
    l: Option<String>,
    /// Where a further page of the open ones begins.
    open: Option<String>,
    /// Where a further page of those that are over begins.
    over: Option<String>,
}

/// One's own cases; whoever is not known is asked first who they are.
#[handler]
pub(super) async fn show(request: &Request, state: Data<&Arc<State>>, wanted: Query<Wanted>) -> Answer<Response> {
    let snapshot = state.store.snapshot()?;
    let Some(guest) = Guest::signed_in(request, &state, &snapshot).await? else {
        return Ok(to("/my/enter"));
    };
    let chosen = wanted.0.l.as_deref().and_then(Language::parse);
    let language = chosen.map_or_else(|| guest.language(&snapshot, spoken(request)), Ok)?;
    let settings = snapshot.settings()?;
    let open: BTreeSet<CaseState> = CaseState::OPEN.iter().copied().collect();
    let over = CaseState::ALL.iter().copied().filter(|state| !state.is_open()).collect();
    let parts = [
        ("open", "portal-open-cases", "portal-no-open", open, wanted.0.open),
        ("over", "portal-past-cases", "portal-no-past", over, wanted.0.over),
    ];
    let mine = Mine::new(&guest, &snapshot, language);
    let mut lists = Vec::new();
    for (name, title, none, states, after) in parts {
        lists.push(mine.part(name, (title, none), states, after.as_deref())?);
    }
    let title = say(language, "portal-mine");
    let own_data = if guest.person.details.is_called_by_address() { "portal-me-say-name" } else { "portal-me" };
    let body = markup! {
        header.top { b { (settings.name) } (languages(Language::ALL, language, "/my")) }
        main {
            p.dim {
                (guest.person.details.name) " · "
                a href={ "/my/me?l=" (language.as_str()) } { (say(language, own_data)) }
            }
            (mine.places("/my"))
            h1 { (title) }
            p { a.button href={ "/my/new?l=" (language.as_str()) } { (say(language, "portal-ask")) } }
            @for list in &lists { (list) }
        }
        footer {
            form method="post" action="/my/leave" { button.quiet { (say(language, "portal-leave")) } }
        }
    };
    let page = whole(language, &format!("{title} · {}", settings.name), &["/s/style.css", "/my/style.css"], &body);
    Ok(html(StatusCode::OK, page))
}

/// Somebody's own cases.
pub(super) struct Mine<'a> {
    guest: &'a Guest,
    snapshot: &'a Snapshot,
    names: Names<'a, Snapshot>,
    language: Language,
}

impl<'a> Mine<'a> {
    pub(super) fn new(guest: &'a Guest, snapshot: &'a Snapshot, language: Language) -> Self {
        Self { guest, snapshot, names: Names::new(snapshot), language }
    }

    /// The lists that somebody has, when it is more than their own cases.
    pub(super) fn places(&self, here: &str) -> Markup {
        let places = [("/my", "portal-mine"), ("/my/unit", "portal-unit")];
        markup! {
            @if !self.guest.viewer.units.is_empty() {
                nav.tabs aria-label=(say(self.language, "portal-lists")) {
                    @for (path, title) in places {
                        a href={ (path) "?l=" (self.language.as_str()) } aria-current=[(path == here).then_some("page")] {
                            (say(self.language, title))
                        }
                    }
                }
            }
        }
    }

    /// These cases.
    pub(super) fn list(&self, cases: &[Ticket]) -> Result<Markup, Fault> {
        Ok(markup! { ul.cases { @for case in cases { li { (self.row(case)?) } } } })
    }

    /// These cases, each with who asked, where they belong, and who has it.
    pub(super) fn list_of_units(&self, cases: &[Ticket]) -> Result<Markup, Fault> {
        Ok(markup! { ul.cases { @for case in cases { li { (self.row(case)?) span.dim { (self.whose(case)?) } } } } })
    }

    fn part(
        &self,
        name: &str,
        (title, none): (&str, &str),
        states: BTreeSet<CaseState>,
        after: Option<&str>,
    ) -> Answer<Markup> {
        let asked = Asked { states, requester: Some(self.guest.person.id), ..Asked::default() };
        let page = match tickets::list(self.snapshot, &self.guest.viewer, &asked, after, SHOWN) {
            // An address that was cut begins anew.
            Err(Unanswered::Cursor) => tickets::list(self.snapshot, &self.guest.viewer, &asked, None, SHOWN)?,
            page => page?,
        };
        Ok(markup! {
            h2 { (say(self.language, title)) }
            @if page.items.is_empty() { p.dim { (say(self.language, none)) } }
            @else { (self.list(&page.items)?) }
            @if let Some(next) = &page.next {
                p { a href={ "/my?l=" (self.language.as_str()) "&" (name) "=" (next) } { (say(self.language, "portal-more")) } }
            }
        })
    }

    fn row(&self, case: &Ticket) -> Result<Markup, Fault> {
        let waits = case.waiting.is_some_and(|waiting| waiting.on == WaitingFor::Requester);
        let waits = waits && asked_for(&self.guest.viewer, case);
        let state =
            if waits { say(self.language, "portal-fact-waits-for-you") } else { name_of(self.language, case.state) };
        Ok(markup! {
            a href={ "/my/" (case.number) "?l=" (self.language.as_str()) } { (self.names.text(case.subject)?) }
            span.dim { (self.told(case, &state)?) }
        })
    }

    /// That a case is there, and how far it is, to whoever may know no more of it.
    pub(super) fn standing(&self, case: &Ticket) -> Result<Markup, Fault> {
        Ok(markup! { span { (self.told(case, &name_of(self.language, case.state))?) } })
    }

    /// Its number, where it stands, and since when it is there.
    fn told(&self, case: &Ticket, state: &str) -> Result<String, Fault> {
        let zone = self.snapshot.settings()?.zone();
        let (number, state) = (case.number.to_string(), mid_sentence(state));
        let opened = day_and_time(self.language, case.opened_at, self.guest.now, zone);
        let args = [("number", (&*number).into()), ("state", (&*state).into()), ("when", (&*opened).into())];
        Ok(text(self.language, "portal-row", &args))
    }

    fn whose(&self, case: &Ticket) -> Result<String, Fault> {
        let mut said = vec![self.names.person(case.requester)?.name];
        said.extend(case.unit.map(|unit| self.names.unit(unit)).transpose()?);
        if let Some(group) = case.group.filter(|_| case.state.is_open()) {
            let group = self.names.group(group)?;
            said.push(text(self.language, "portal-row-with", &[("group", (&*group).into())]));
        }
        Ok(said.join(" · "))
    }
}
