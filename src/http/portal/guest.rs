//! Who reads the requester's pages: signed in, or by the link of a mail, which opens one case and nothing else. On these
//! pages everybody is the person who asks, whatever else they are at the desk.

use super::door;
use crate::desk::id::{PersonId, TicketNumber};
use crate::desk::{ActorRef, Command, Facts, Fault, Origin, Person, Ticket, User, Viewer, Way};
use crate::http::caller::Caller;
use crate::http::entry::{cookie, origin};
use crate::http::outside::Entrance;
use crate::http::page::say;
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::state::State;
use crate::moment::Moment;
use crate::queries::{Unanswered, ticket};
use crate::secret;
use crate::store::{Committed, IdempotencyKey, Request as Asked, Snapshot, SubmitError, case_link};
use crate::words::{Language, Role};
use maud::{Markup, html};
use poem::Request;
use std::sync::Arc;

/// Somebody on their own pages.
pub(super) struct Guest {
    pub(super) state: Arc<State>,
    /// Who they are.
    pub(super) person: Person,
    /// The same to the desk: the requester's side of the counter.
    pub(super) viewer: Viewer,
    /// From where they come.
    pub(super) from: Origin,
    /// The moment of the request.
    pub(super) now: Moment,
}

/// A case, in front of whoever asked for it.
pub(super) struct Visit {
    pub(super) guest: Guest,
    pub(super) snapshot: Snapshot,
    pub(super) case: Ticket,
}

impl Guest {
    /// Whoever this person is now; `None`: they may not come in.
    pub(super) fn of(
        state: &Arc<State>,
        snapshot: &Snapshot,
        person: PersonId,
        from: Origin,
    ) -> Result<Option<Self>, Fault> {
        let now = state.clock.now();
        let Some(person) = snapshot.get::<Person>(person.0)?.filter(|person| person.active) else { return Ok(None) };
        let viewer = Viewer::of(snapshot, ActorRef::Person(person.id), now)?;
        Ok(viewer.map(|viewer| Self { state: Arc::clone(state), person, viewer, from, now }))
    }

    /// Whoever is signed in: by a code, or as a user of the desk.
    pub(super) async fn signed_in(request: &Request, state: &Arc<State>, snapshot: &Snapshot) -> Answer<Option<Self>> {
        if let Some(guest) = door::guest_of(request, state, snapshot)? {
            return Ok(Some(guest));
        }
        if cookie::SESSION.read(request, Entrance::of(request)?.secure).is_none() {
            return Ok(None);
        }
        let caller = match Caller::of(request).await {
            Ok(caller) => caller,
            Err(problem) => match problem.code() {
                Code::Unauthenticated | Code::Forbidden | Code::SecondStepDue => return Ok(None),
                _ => return Err(problem),
            },
        };
        let Some(user) = caller.viewer().user().filter(|_| caller.viewer().is(Role::Requester)) else {
            return Ok(None);
        };
        let person = snapshot.get::<User>(user.0)?.and_then(|user| user.person);
        Ok(person.map(|person| Self::of(state, snapshot, person, caller.from())).transpose()?.flatten())
    }

    /// Asks the desk for something in their name. What comes again from the same form is done once.
    pub(super) async fn submit(&self, command: Command, form: &str) -> Result<Committed, SubmitError> {
        let key = IdempotencyKey { operation: "portal".to_owned(), key: secret::hex_hash(form), body_hash: [0; 32] };
        let (actor, from, idempotency) = (self.viewer.actor, Some(self.from), Some(key));
        self.state.store.submit(Asked { actor, from, command, at: self.now, if_version: None, idempotency }).await
    }

    /// The language of their pages, unless they asked for another one just now.
    pub(super) fn language(&self, snapshot: &Snapshot, spoken: Option<Language>) -> Result<Language, Fault> {
        Ok(match self.person.language.or(spoken) {
            Some(language) => language,
            None => snapshot.settings()?.language,
        })
    }

    /// Where a form says what their browser kept of it, with all that `kept.js` goes by. What was sent already (not
    /// `fresh`) stands in the form as it is.
    pub(super) fn kept(&self, fresh: bool, language: Language) -> Markup {
        html! {
            p.done #kept role="status" data-of=(self.person.id.0) data-fresh[fresh]
                data-back=(say(language, "portal-ask-back")) data-offline=(say(language, "portal-ask-offline")) {}
        }
    }
}

impl Visit {
    /// The case with this number, when whoever sent the request may read it: signed in, or by the link that they came by.
    pub(super) async fn of(request: &Request, state: &Arc<State>, number: TicketNumber) -> Answer<Option<Self>> {
        let snapshot = state.store.snapshot()?;
        if let Some(guest) = Guest::signed_in(request, state, &snapshot).await?
            && let Some(case) = Self::find(&snapshot, &guest, number)?
        {
            return Ok(Some(Self { guest, snapshot, case }));
        }
        let Some(token) = cookie::CASE.read(request, Entrance::of(request)?.secure) else { return Ok(None) };
        let address = origin::peer(request, &state.options.proxies);
        Self::by_link(state, snapshot, token, Origin { way: Way::Link, address })
            .map(|visit| visit.filter(|visit| visit.case.number == number))
    }

    /// The case that a link opens.
    pub(super) fn by_link(state: &Arc<State>, snapshot: Snapshot, token: &str, from: Origin) -> Answer<Option<Self>> {
        let link = case_link::find(&snapshot, &secret::hash(token), state.clock.now())?;
        let Some(link) = link else { return Ok(None) };
        let Some(guest) = Guest::of(state, &snapshot, link.person, from)? else { return Ok(None) };
        let case = Self::find(&snapshot, &guest, link.ticket)?;
        Ok(case.map(|case| Self { guest, snapshot, case }))
    }

    fn find(snapshot: &Snapshot, guest: &Guest, number: TicketNumber) -> Answer<Option<Ticket>> {
        match ticket::find(snapshot, &guest.viewer, number) {
            Ok(case) => Ok(Some(case)),
            Err(Unanswered::NotFound) => Ok(None),
            Err(error) => Err(Problem::from(error)),
        }
    }
}
