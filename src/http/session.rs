//! Signing in and out, and the sessions one has.

use super::Tag;
use super::caller::{Caller, Entrant};
use super::entry::guard::Guesser;
use super::entry::proof::{Claim, Proof, prove};
use super::entry::{cookie, device, origin, session, witness};
use super::input::Input;
use super::me::{Me, myself};
use super::outside::Entrance;
use super::problem::{Code, FieldCode, Problem};
use super::reply::{Answer, Done, Shown};
use super::state::State;
use super::word::At;
use crate::desk::id::UserId;
use crate::desk::{ActorRef, Concealed, DoorEvent, Facts, Origin, ProvedBy, User, Way};
use crate::moment::Moment;
use crate::store::device::DeviceHash;
use crate::store::session::{self as sessions, Session};
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
    /// When signing in asks them for a second step: the code of their app, or a recovery code.
    code: Option<String>,
}

/// What proves who one is.
#[derive(Object)]
#[oai(example)]
pub(super) struct ProofInput {
    /// One's password.
    password: String,
    /// With a second step: the code of the app, or a recovery code.
    code: Option<String>,
}

/// A session: somebody signed in, with one browser.
#[derive(Clone, Debug, Object)]
pub(super) struct OpenSession {
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
    /// answer or its time. Whoever has a second step is asked for a code (`code_required`). After some failures the next
    /// attempt has to wait, longer each time. The browser gets a second cookie, which opens nothing: where somebody signed
    /// in within a year, failures elsewhere do not keep them waiting.
    #[oai(path = "/session", method = "post")]
    async fn sign_in(&self, request: &Request, state: Data<&Arc<State>>, input: Input<SignIn>) -> Answer<Shown<Me>> {
        let state = state.0;
        let entrance = Entrance::of(request)?;
        origin::check(request, &entrance, false)?;
        let now = state.clock.now();
        let claim = Claim {
            guesser: device::guesser(request, state, &input.0.email.trim().to_ascii_lowercase(), now)?,
            password: input.0.password,
            code: input.0.code.filter(|code| !code.trim().is_empty()),
        };
        let from = Origin { way: Way::Session, address: origin::peer(request, &state.options.proxies) };
        match prove(state, claim, (ActorRef::Nobody, from), now).await? {
            Proof::Right(user, by, hash) => enter(request, state, (user, Some(hash)), by).await,
            Proof::WrongPassword => {
                Err(Problem::new(Code::Unauthenticated, "The address or the password is not right."))
            }
            Proof::CodeMissing => Err(Problem::of(Code::CodeRequired)),
            Proof::WrongCode => Err(Problem::new(Code::CodeRequired, "The code is not right, or was used before.")),
        }
    }

    /// Prove once more who one is
    ///
    /// For what is dangerous: for ten minutes no operation answers `reauthenticate`. Wrong attempts slow down as those at
    /// signing in do.
    #[oai(path = "/session/proof", method = "post")]
    async fn proof(&self, caller: Entrant, input: Input<ProofInput>) -> Answer<Done> {
        let caller = caller.0;
        let user = myself(&caller)?;
        let hash = caller.session().ok_or_else(|| Problem::of(Code::Unauthenticated))?;
        let email = caller.snapshot()?.get::<User>(user.0)?.map(|user| user.details.email).unwrap_or_default();
        let claim = Claim {
            guesser: Guesser::in_session(&email, &hash),
            password: input.0.password,
            code: input.0.code.filter(|code| !code.trim().is_empty()),
        };
        match prove(caller.state(), claim, (caller.viewer().actor, caller.from()), caller.now()).await? {
            Proof::Right(..) => {}
            Proof::WrongPassword => return Err(Problem::field("password", FieldCode::NotAllowed)),
            Proof::CodeMissing => return Err(Problem::field("code", FieldCode::Required)),
            Proof::WrongCode => return Err(Problem::field("code", FieldCode::NotAllowed)),
        }
        caller.witness(DoorEvent::Proved { user }).await?;
        let now = caller.now();
        caller.state().store.operate(move |rows| sessions::prove(rows, &hash, now)).await?;
        Ok(Done::default())
    }

    /// Sign out
    #[oai(path = "/session", method = "delete")]
    async fn sign_out(&self, request: &Request, caller: Entrant) -> Answer<Done> {
        let caller = caller.0;
        if let (Some(hash), Some(user)) = (caller.session(), caller.viewer().user()) {
            session::end(caller.state(), hash).await?;
            caller.witness(DoorEvent::SignedOut { user }).await?;
        }
        let secure = Entrance::of(request)?.secure;
        Ok(Done::default().header(header::SET_COOKIE, &cookie::SESSION.clear(secure)))
    }

    /// List one's sessions
    ///
    /// The latest first.
    #[oai(path = "/sessions", method = "get")]
    async fn list(&self, caller: Caller) -> Answer<Shown<Vec<OpenSession>>> {
        let own = sessions::of_user(&caller.snapshot()?, myself(&caller)?)?;
        Ok(Shown::new(OpenSession::all(own, &caller)))
    }

    /// End one of one's sessions
    #[oai(path = "/sessions/:id", method = "delete")]
    async fn end(&self, caller: Caller, id: Path<String>) -> Answer<Done> {
        session::end_named(&caller, myself(&caller)?, &id.0).await?;
        Ok(Done::default())
    }
}

impl OpenSession {
    /// These sessions as they are shown, the latest first.
    pub(super) fn all(mut sessions: Vec<Session>, caller: &Caller) -> Vec<Self> {
        sessions.retain(|session| caller.now() < session.expires);
        sessions.sort_by_key(|session| std::cmp::Reverse(session.last_seen));
        let shown = sessions.into_iter().map(|session| Self {
            id: session::public_id(&session.hash),
            created_at: At(session.created),
            last_seen_at: At(session.last_seen),
            expires_at: At(session.expires),
            current: Some(session.hash) == caller.session(),
            user_agent: session.user_agent,
        });
        shown.collect()
    }
}

/// Begins a session for a user who has shown who they are, by the password with this hash if by one, knows the browser
/// from now on, writes that down, and answers with who that is.
pub(super) async fn enter<const STATUS: u16>(
    request: &Request,
    state: &State,
    (user, hash): (UserId, Option<Concealed>),
    by: ProvedBy,
) -> Answer<super::reply::Reply<Me, STATUS>> {
    let now = state.clock.now();
    let way = if by == ProvedBy::SetupLink { Way::SetupLink } else { Way::Session };
    let from = Origin { way, address: origin::peer(request, &state.options.proxies) };
    // Where anybody enters nobody is known again.
    let device = if by == ProvedBy::Demonstration { None } else { Some(device::cookie_for(request, state)?) };
    let at = device.as_ref().map(|(hash, _)| *hash);
    let cookie = cookie_for(request, state, (user, hash, at), (now, now)).await?;
    witness::write_down(state, ActorRef::User(user), from, DoorEvent::SignedIn { user, by }, now).await?;
    let me = Me::of(&state.store.snapshot()?, user)?;
    let entered = super::reply::Reply::new(me).header(header::SET_COOKIE, &cookie);
    Ok(match device {
        Some((_, cookie)) => entered.header(header::SET_COOKIE, &cookie),
        None => entered,
    })
}

/// Begins a session in the place of the one that asks, proved as long ago, and gives the header that hands it to the
/// browser.
pub(super) async fn new_cookie(request: &Request, caller: &Caller, user: UserId) -> Answer<String> {
    let now = caller.state().clock.now();
    cookie_for(request, caller.state(), (user, None, None), (caller.proved(), now)).await
}

async fn cookie_for(
    request: &Request,
    state: &State,
    (user, by, at): (UserId, Option<Concealed>, Option<DeviceHash>),
    (proved, now): (Moment, Moment),
) -> Answer<String> {
    let agent = request.header(header::USER_AGENT);
    let (secret, seconds) = session::begin(state, (user, by, at), agent, (proved, now)).await?;
    Ok(cookie::SESSION.set(&secret, Entrance::of(request)?.secure, seconds))
}

impl Example for ProofInput {
    fn example() -> Self {
        Self { password: "una clave bien larga".to_owned(), code: Some("287082".to_owned()) }
    }
}

impl Example for SignIn {
    fn example() -> Self {
        Self { email: "carolina.soto@mesa.example".to_owned(), password: "una clave bien larga".to_owned(), code: None }
    }
}
