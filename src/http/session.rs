//! Signing in and out, and the sessions one has.

use super::Tag;
use super::caller::Caller;
use super::entry::guard::{self, Door};
use super::entry::{cookie, origin, session};
use super::input::Input;
use super::me::{Me, myself};
use super::outside::Entrance;
use super::problem::{Code, Problem};
use super::reply::{Answer, Done, Shown};
use super::state::State;
use super::word::At;
use crate::desk::id::UserId;
use crate::desk::{Facts, User};
use crate::store::credential;
use crate::store::session as sessions;
use poem::Request;
use poem::http::header;
use poem::web::Data;
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use std::sync::Arc;

/// The resource.
pub(super) struct SessionResource;

/// Who signs in.
#[derive(Object)]
#[oai(example)]
pub(super) struct SignIn {
    /// Their e-mail address.
    email: String,
    /// Their password.
    password: String,
}

/// A session: somebody signed in, with one browser.
#[derive(Clone, Debug, Object)]
pub(super) struct OwnSession {
    /// What it is called, for ending it; opens nothing.
    id: String,
    /// Since when.
    created_at: At,
    /// When it was last used, to a few minutes.
    last_seen_at: At,
    /// When it ends unless it is used again.
    expires_at: At,
    /// What the browser calls itself.
    user_agent: Option<String>,
    /// Whether it is the one that asks.
    current: bool,
}

#[OpenApi(tag = "Tag::Entry")]
impl SessionResource {
    /// Sign in
    ///
    /// Answers with who it is, and gives the browser a session. Whether the address is known cannot be told from the
    /// answer or its time. After some failures the next attempt has to wait, longer each time.
    #[oai(path = "/session", method = "post")]
    async fn sign_in(&self, request: &Request, state: Data<&Arc<State>>, input: Input<SignIn>) -> Answer<Shown<Me>> {
        let state = state.0;
        let entrance = Entrance::of(request)?;
        origin::check(request, entrance.host.as_deref(), false)?;
        let now = state.clock.now();
        let email = input.0.email.trim().to_ascii_lowercase();
        let peer = origin::peer(request, state.options.behind_proxy);
        let attempt = guard::Attempt::begin(state, Door::Password, &email, peer, now).await?;
        let (user, stored) = known(state, &email)?;
        let right = state.passwords.verify(input.0.password, stored).await?;
        let Some(user) = user.filter(|_| right) else {
            attempt.failed(state, now).await?;
            return Err(Problem::new(Code::Unauthenticated, "The address or the password is not right."));
        };
        attempt.succeeded(state).await?;
        enter(request, state, user).await
    }

    /// Sign out
    #[oai(path = "/session", method = "delete")]
    async fn sign_out(&self, request: &Request, caller: Caller) -> Answer<Done> {
        if let Some(hash) = caller.session() {
            session::end(caller.state(), hash).await?;
        }
        let secure = Entrance::of(request)?.secure;
        Ok(Done::default().header(header::SET_COOKIE, &cookie::clear(secure)))
    }

    /// List one's sessions
    ///
    /// The latest first.
    #[oai(path = "/sessions", method = "get")]
    async fn list(&self, caller: Caller) -> Answer<Shown<Vec<OwnSession>>> {
        let mut own = sessions::of_user(&caller.snapshot()?, myself(&caller)?)?;
        own.retain(|session| caller.now() < session.expires);
        own.sort_by_key(|session| std::cmp::Reverse(session.last_seen));
        let shown = own.into_iter().map(|session| OwnSession {
            id: session::public_id(&session.hash),
            created_at: At(session.created),
            last_seen_at: At(session.last_seen),
            expires_at: At(session.expires),
            current: Some(session.hash) == caller.session(),
            user_agent: session.user_agent,
        });
        Ok(Shown::new(shown.collect()))
    }

    /// End one of one's sessions
    #[oai(path = "/sessions/:id", method = "delete")]
    async fn end(&self, caller: Caller, id: Path<String>) -> Answer<Done> {
        let own = sessions::of_user(&caller.snapshot()?, myself(&caller)?)?;
        let named = own.into_iter().find(|session| session::public_id(&session.hash) == id.0);
        let ended = named.ok_or_else(|| Problem::of(Code::NotFound))?;
        session::end(caller.state(), ended.hash).await?;
        Ok(Done::default())
    }
}

/// Who may sign in with this address, and their password's hash.
fn known(state: &State, email: &str) -> Answer<(Option<UserId>, Option<String>)> {
    let snapshot = state.store.snapshot()?;
    let Some(id) = snapshot.user_by_email(email)? else { return Ok((None, None)) };
    if !snapshot.get::<User>(id.0)?.is_some_and(|user| user.active) {
        return Ok((None, None));
    }
    Ok((Some(id), credential::find(&snapshot, id)?.map(|credential| credential.password_hash)))
}

/// Begins a session for a user who has shown who they are, and answers with who that is.
pub(super) async fn enter<const STATUS: u16>(
    request: &Request,
    state: &State,
    user: UserId,
) -> Answer<super::reply::Reply<Me, STATUS>> {
    let cookie = new_cookie(request, state, user).await?;
    let me = Me::of(&state.store.snapshot()?, user)?;
    Ok(super::reply::Reply::new(me).header(header::SET_COOKIE, &cookie))
}

/// Begins a session, and gives the header that hands it to the browser.
pub(super) async fn new_cookie(request: &Request, state: &State, user: UserId) -> Answer<String> {
    let agent = request.header(header::USER_AGENT);
    let (secret, seconds) = session::begin(state, user, agent, state.clock.now()).await?;
    Ok(cookie::set(&secret, Entrance::of(request)?.secure, seconds))
}

impl Example for SignIn {
    fn example() -> Self {
        Self { email: "carolina.soto@mesa.example".to_owned(), password: "una clave bien larga".to_owned() }
    }
}
