//! Operations whose refusals are written down as they leave: who asked for what, and why not.

use super::caller::Known;
use super::entry::{origin, witness};
use super::problem::Code;
use super::state::State;
use crate::desk::{
    ActorRef, DoorEvent, Facts, Fault, NotBelieved, Origin, Refused, Subject, Ticket, Viewer, Way, can_see,
};
use poem::http::{Method, header};
use poem::{Endpoint, Request, Response};
use std::sync::Arc;

/// An operation.
pub(super) struct Watched<E> {
    inner: E,
    /// Its method and its path in the description.
    name: String,
}

impl<E> Watched<E> {
    /// This operation at this path of the description.
    pub(super) fn new(inner: E, method: &Method, path: &str) -> Self {
        Self { inner, name: format!("{method} {path}") }
    }

    /// What the number in the path names.
    fn subject(&self, number: u64) -> Option<Subject> {
        let (_, path) = self.name.split_once(" /")?;
        Some(match path.split('/').next()? {
            "tickets" => Subject::Ticket(number.into()),
            "persons" => Subject::Person(number.into()),
            "units" => Subject::Unit(number.into()),
            "users" => Subject::User(number.into()),
            "groups" => Subject::Group(number.into()),
            "tokens" => Subject::Token(number.into()),
            _ => return None,
        })
    }

    /// What is written down of an answer of this kind, and of whom.
    fn refusal(
        &self,
        state: &State,
        code: Code,
        (known, by_token): (Option<(ActorRef, Origin)>, Option<Origin>),
        subject: Option<Subject>,
    ) -> Result<Option<(ActorRef, Origin, DoorEvent)>, Fault> {
        let Some((actor, from)) = known else {
            let refused = DoorEvent::SignInRefused { user: None, why: NotBelieved::WrongToken, times: 1 };
            let from = by_token.filter(|_| code == Code::Unauthenticated);
            return Ok(from.map(|from| (ActorRef::Nobody, from, refused)));
        };
        let why = match code {
            Code::Forbidden => Refused::NotAllowed,
            Code::Reauthenticate => Refused::NotProved,
            Code::SecondStepDue => Refused::SecondStepDue,
            Code::NotFound if is_hidden(state, actor, subject)? => Refused::NotTheirs,
            _ => return Ok(None),
        };
        Ok(Some((actor, from, DoorEvent::AccessRefused { why, operation: self.name.clone(), subject, times: 1 })))
    }
}

/// Whether there is such a case, and this actor may not know of it.
fn is_hidden(state: &State, actor: ActorRef, subject: Option<Subject>) -> Result<bool, Fault> {
    let Some(Subject::Ticket(number)) = subject else { return Ok(false) };
    let snapshot = state.store.snapshot()?;
    let Some(ticket) = snapshot.get::<Ticket>(number.0)? else { return Ok(false) };
    Ok(Viewer::of(&snapshot, actor, state.clock.now())?.is_some_and(|viewer| !can_see(&viewer, &ticket)))
}

impl<E: Endpoint<Output = Response>> Endpoint for Watched<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let Some(state) = request.data::<Arc<State>>().map(Arc::clone) else { return self.inner.call(request).await };
        let known = Known::default();
        request.set_data(known.clone());
        let has_token = request.headers().contains_key(header::AUTHORIZATION);
        let by_token =
            has_token.then(|| Origin { way: Way::Token, address: origin::peer(&request, &state.options.proxies) });
        let number = request.raw_path_param("param0").and_then(|number| number.parse().ok());
        let response = self.inner.call(request).await?;
        let Some(code) = response.data::<Code>().copied() else { return Ok(response) };
        let subject = number.and_then(|number| self.subject(number));
        match self.refusal(&state, code, (known.get(), by_token), subject) {
            Ok(None) => {}
            Ok(Some((actor, from, event))) => {
                witness::refused(&state, (actor, from), None, event, state.clock.now()).await;
            }
            Err(fault) => tracing::warn!(%fault, "a refusal was not written down"),
        }
        Ok(response)
    }
}
