//! The edge towards people and programs: the REST resources (one file each), the door, and the embedded web UI.
//!
//! A request passes `outside` (headers, host, what nobody else answered), then either an asset of the web UI or an
//! operation of the API: `operations` checks what all have in common, `caller` finds out who asks, the resource reads
//! as the request, and `reply` or `problem` is what comes back.

mod caller;
pub mod entry;
mod input;
mod list;
mod operations;
mod outside;
pub mod problem;
mod reply;
mod schema;
pub mod state;
mod word;

mod description;
mod health;

mod groups;
mod ticket_actions;
mod ticket_view;
mod tickets;
mod timeline;
mod tokens;
mod transitions;
mod users;

use poem::{Endpoint, EndpointExt, Response, Route, get};
use poem_openapi::Tags;
use state::State;
use std::sync::Arc;

pub use description::description;

/// Everything that is answered, for this state.
pub fn router(state: Arc<State>) -> impl Endpoint<Output = Response> {
    Route::new()
        .nest(description::PREFIX, description::service())
        .at("/livez", get(health::livez))
        .at("/readyz", get(health::readyz))
        .with(outside::Outside)
        .data(state)
}

/// The parts of the description.
#[derive(Tags)]
enum Tag {
    /// The service model: what a case is about, what follows from it, and what can be done to it.
    Model,
    /// What a small desk needs on its first day, and who may do what.
    Administration,
    /// Cases: lists, registering, working on them, what was said and what happened.
    Tickets,
}

/// Every resource of the API. (A tuple of the framework holds at most sixteen.)
type Resources = (Administration, Cases);
type Administration = (users::Users, groups::Groups, tokens::Tokens, transitions::Transitions);
type Cases = (tickets::Tickets, ticket_actions::TicketActions, timeline::Timeline);

fn resources() -> Resources {
    (
        (users::Users, groups::Groups, tokens::Tokens, transitions::Transitions),
        (tickets::Tickets, ticket_actions::TicketActions, timeline::Timeline),
    )
}
