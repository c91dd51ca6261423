//! What the units ask for that somebody heads: what is open or what is over, a page at a time.

use super::ask::to;
use super::guest::Guest;
use super::mine::{Mine, SHOWN};
use crate::desk::Facts;
use crate::http::page::{html, languages, say, spoken, whole};
use crate::http::reply::Answer;
use crate::http::state::State;
use crate::queries::Unanswered;
use crate::queries::names::Names;
use crate::queries::tickets::{self, Asked};
use crate::words::{Language, State as CaseState, Vocabulary};
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
    /// `past`: what is over.
    show: Option<String>,
    /// Where a further page begins.
    after: Option<String>,
}

/// The cases of one's units; whoever heads none has their own cases alone.
#[handler]
pub(super) async fn show(request: &Request, state: Data<&Arc<State>>, wanted: Query<Wanted>) -> Answer<Response> {
    let snapshot = state.store.snapshot()?;
    let Some(guest) = Guest::signed_in(request, &state, &snapshot).await? else {
        return Ok(to("/my/enter?next=/my/unit"));
    };
    if guest.viewer.units.is_empty() {
        return Ok(to("/my"));
    }
    let chosen = wanted.0.l.as_deref().and_then(Language::parse);
    let language = chosen.map_or_else(|| guest.language(&snapshot, spoken(request)), Ok)?;
    let settings = snapshot.settings()?;
    let past = wanted.0.show.as_deref() == Some("past");
    let states = CaseState::ALL.iter().copied().filter(|state| state.is_open() != past).collect();
    let asked = Asked { states, headed: true, ..Asked::default() };
    let page = match tickets::list(&snapshot, &guest.viewer, &asked, wanted.0.after.as_deref(), SHOWN) {
        // An address that was cut begins anew.
        Err(Unanswered::Cursor) => tickets::list(&snapshot, &guest.viewer, &asked, None, SHOWN)?,
        page => page?,
    };
    let names = Names::new(&snapshot);
    let mut units = Vec::new();
    for unit in snapshot.units_of_head(guest.person.id)?.into_iter().filter(|unit| guest.viewer.units.contains(unit)) {
        units.push(names.unit_path(unit)?.join(" › "));
    }
    let mine = Mine::new(&guest, &snapshot, language);
    let title = say(language, "portal-unit");
    let of = |show: &str| format!("/my/unit?l={}&show={show}", language.as_str());
    let (here, none) = if past { ("past", "portal-unit-no-past") } else { ("open", "portal-unit-no-open") };
    let body = markup! {
        header.top { b { (settings.name) } (languages(Language::ALL, language, "/my/unit")) }
        main {
            (mine.places("/my/unit"))
            h1 { (title) }
            ul.units { @for unit in &units { li { (unit) } } }
            p.dim { (say(language, "portal-unit-below")) }
            nav.tabs aria-label=(say(language, "portal-which")) {
                @for (show, words) in [("open", "portal-open-cases"), ("past", "portal-past-cases")] {
                    a href=(of(show)) aria-current=[(show == here).then_some("true")] { (say(language, words)) }
                }
            }
            @if page.items.is_empty() && page.next.is_none() { p.dim { (say(language, none)) } }
            @else { (mine.list_of_units(&page.items)?) }
            @if let Some(next) = &page.next {
                p { a href={ (of(here)) "&after=" (next) } { (say(language, "portal-more")) } }
            }
        }
        footer {
            form method="post" action="/my/leave" { button.quiet { (say(language, "portal-leave")) } }
        }
    };
    let page = whole(language, &format!("{title} · {}", settings.name), &["/s/style.css", "/my/style.css"], &body);
    Ok(html(StatusCode::OK, page))
}
