//! Who asks: from the session's cookie or the API token to the viewer that the desk knows, with what the request says
//! about versions and repetitions.

use super::entry::{cookie, origin, second_step, session, witness};
use super::operations::{BodyHash, IDEMPOTENCY_KEY};
use super::outside::Entrance;
use super::problem::{Code, Problem};
use super::reply::Answer;
use super::state::State;
use crate::desk::{ActorRef, Command, DoorEvent, Facts, Origin, Viewer, Way};
use crate::moment::Moment;
use crate::secret;
use crate::store::session::{Session, SessionHash};
use crate::store::{Committed, IdempotencyKey, Request as Asked, Snapshot, SubmitError};
use poem::http::{Method, header};
use poem::{Request, RequestBody};
use poem_openapi::registry::{MetaSecurityScheme, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The most characters of an idempotency key.
const MOST_KEY: usize = 200;

/// How the description calls the session's cookie.
const BY_SESSION: &str = "session";
/// How the description calls the API token.
const BY_TOKEN: &str = "token";

/// Who turns out to ask and from where, for those around the operation: they see its answer, and not what it found out.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<OnceLock<(ActorRef, Origin)>>);

impl Known {
    /// Who it is; `None`: nobody who is known.
    pub(super) fn get(&self) -> Option<(ActorRef, Origin)> {
        self.0.get().copied()
    }
}

/// Who asks, and what the request says besides its body. An operation that takes it is closed to everybody else.
pub struct Caller {
    state: Arc<State>,
    viewer: Viewer,
    from: Origin,
    now: Moment,
    session: Option<Session>,
    method: Method,
    if_version: Option<u64>,
    idempotency: Option<IdempotencyKey>,
    /// The snapshot in which they were found, for a request that reads: its first question is asked of the same one.
    found_in: Mutex<Option<Snapshot>>,
}

impl Caller {
    /// Who they are to the desk, as of the beginning of the request.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The moment of the request.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// From where they ask.
    pub(super) fn from(&self) -> Origin {
        self.from
    }

    /// Writes down what they did at the door.
    pub(super) async fn witness(&self, event: DoorEvent) -> Answer<()> {
        Ok(witness::write_down(&self.state, self.viewer.actor, self.from, event, self.now).await?)
    }

    /// What every request needs.
    pub(super) fn state(&self) -> &Arc<State> {
        &self.state
    }

    /// The session that they came with, unless it was a token.
    pub(super) fn session(&self) -> Option<SessionHash> {
        self.session.as_ref().map(|session| session.hash)
    }

    /// The method of the request.
    pub(super) fn method(&self) -> &Method {
        &self.method
    }

    /// When they last proved who they are.
    pub(super) fn proved(&self) -> Moment {
        self.session.as_ref().map_or(self.now, |session| session.proved)
    }

    /// Refuses what is dangerous to a session whose user did not prove lately who they are: somebody else may sit there.
    /// A token has nobody to ask; an administrator who had just proved it made it for this.
    pub(super) fn must_have_proved(&self) -> Answer<()> {
        let proved = self.session.as_ref().is_none_or(|session| session::is_proved(session, self.now));
        if proved { Ok(()) } else { Err(Problem::of(Code::Reauthenticate)) }
    }

    /// The desk as it is now.
    pub fn snapshot(&self) -> Answer<Snapshot> {
        let found_in = self.found_in.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(found_in.map_or_else(|| self.state.store.snapshot(), Ok)?)
    }

    /// The desk as it is now, and who they are in it: for what is shown after a change.
    pub fn afresh(&self) -> Answer<(Snapshot, Viewer)> {
        let snapshot = self.state.store.snapshot()?;
        let viewer = Viewer::of(&snapshot, self.viewer.actor, self.now)?;
        Ok((snapshot, viewer.ok_or_else(|| Problem::of(Code::Unauthenticated))?))
    }

    /// Asks the desk for something in their name, with the request's `If-Match` and `Idempotency-Key`.
    pub async fn submit(&self, command: Command) -> Answer<Committed> {
        self.must_write()?;
        let _turn = self.state.changes.turn().await?;
        Ok(self.submit_at(command, self.if_version).await?)
    }

    /// The same, on a condition of our own: for what is read, changed and written back.
    pub(super) async fn submit_at(&self, command: Command, if_version: Option<u64>) -> Result<Committed, SubmitError> {
        let (actor, from, idempotency) = (self.viewer.actor, Some(self.from), self.idempotency.clone());
        self.state.store.submit(Asked { actor, from, command, at: self.now, if_version, idempotency }).await
    }

    /// The version that `If-Match` names.
    pub fn if_version(&self) -> Option<u64> {
        self.if_version
    }

    /// Refuses whoever may only read.
    pub fn must_write(&self) -> Answer<()> {
        if self.viewer.writes { Ok(()) } else { Err(Problem::of(Code::Forbidden)) }
    }

    /// Refuses whoever may not see what `allowed` says of them.
    pub fn must(&self, allowed: impl FnOnce(&Viewer) -> bool) -> Answer<()> {
        if allowed(&self.viewer) { Ok(()) } else { Err(Problem::of(Code::Forbidden)) }
    }

    /// Whoever sent this request and may ask for anything: with the second step that their roles want, and no wall.
    pub(super) async fn of(request: &Request) -> Answer<Self> {
        let caller = Self::found(request, true).await?;
        caller.must(|viewer| !viewer.wall)?;
        Ok(caller)
    }

    /// Whoever sent this request; `whole`: with the second step that their roles want.
    async fn found(request: &Request, whole: bool) -> Answer<Self> {
        let Some(state) = request.data::<Arc<State>>() else {
            return Err(Problem::internal(&"an operation was reached outside the program"));
        };
        let now = state.clock.now();
        let snapshot = state.store.snapshot()?;
        let (way, actor, session) = match bearer(request)? {
            Some(token) => (Way::Token, token_actor(&snapshot, token)?, None),
            None => {
                let session = find_session(request, &snapshot, now)?;
                (Way::Session, ActorRef::User(session.user), Some(session))
            }
        };
        let viewer = Viewer::of(&snapshot, actor, now)?.ok_or_else(|| Problem::of(Code::Unauthenticated))?;
        let from = Origin { way, address: origin::peer(request, &state.options.proxies) };
        if let Some(known) = request.data::<Known>() {
            // Whoever was found first is who it is.
            let _ = known.0.set((actor, from));
        }
        if whole && second_step::is_due(&snapshot, &viewer)? {
            return Err(Problem::of(Code::SecondStepDue));
        }
        if let Some(session) = &session {
            session::touch_later(state, session, now);
        }
        Ok(Self {
            state: Arc::clone(state),
            viewer,
            from,
            now,
            session,
            method: request.method().clone(),
            if_version: if_version(request)?,
            idempotency: idempotency(request)?,
            // A change is shown as it became, so nothing older is kept for it.
            found_in: Mutex::new(Some(snapshot).filter(|_| *request.method() == Method::GET)),
        })
    }
}

/// The session that the request's cookie opens, once it is clear that our own pages sent it.
fn find_session(request: &Request, snapshot: &Snapshot, now: Moment) -> Answer<Session> {
    let entrance = Entrance::of(request)?;
    let signed_out = || Problem::of(Code::Unauthenticated);
    let secret = cookie::SESSION.read(request, entrance.secure).ok_or_else(signed_out)?;
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        origin::check(request, &entrance, true)?;
    }
    crate::store::session::find(snapshot, &secret::hash(secret), now)?.ok_or_else(signed_out)
}

fn token_actor(snapshot: &Snapshot, token: &str) -> Answer<ActorRef> {
    let id = snapshot.token_by_hash(&secret::hex_hash(token))?;
    id.map(ActorRef::Token).ok_or_else(|| Problem::of(Code::Unauthenticated))
}

/// The token of `Authorization: Bearer …`.
fn bearer(request: &Request) -> Answer<Option<&str>> {
    let Some(value) = request.headers().get(header::AUTHORIZATION) else { return Ok(None) };
    let (scheme, token) = value.to_str().ok().and_then(|value| value.split_once(' ')).unwrap_or_default();
    if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() {
        Ok(Some(token.trim()))
    } else {
        Err(Problem::of(Code::Unauthenticated))
    }
}

/// The version of `If-Match: "7"`. (`*` asks for any version: no condition.)
fn if_version(request: &Request) -> Answer<Option<u64>> {
    let Some(value) = request.headers().get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let version = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).and_then(|text| text.parse().ok());
    version.map(Some).ok_or_else(|| Problem::new(Code::Malformed, "`If-Match` is not of the form `\"7\"`."))
}

fn idempotency(request: &Request) -> Answer<Option<IdempotencyKey>> {
    let Some(value) = request.headers().get(IDEMPOTENCY_KEY) else { return Ok(None) };
    let key = value.to_str().unwrap_or_default();
    if key.is_empty() || key.len() > MOST_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        let detail = format!("`{IDEMPOTENCY_KEY}` has 1 to {MOST_KEY} visible ASCII characters.");
        return Err(Problem::new(Code::Malformed, detail));
    }
    let body_hash = request.data::<BodyHash>().map_or([0; 32], |hash| hash.0);
    let operation = format!("{} {}", request.method(), request.original_uri().path());
    Ok(Some(IdempotencyKey { operation, key: key.to_owned(), body_hash }))
}

impl<'a> ApiExtractor<'a> for Caller {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::SecurityScheme];
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        let scheme = |ty, description| MetaSecurityScheme {
            ty,
            description: Some(description),
            name: None,
            key_in: None,
            scheme: None,
            bearer_format: None,
            flows: None,
            openid_connect_url: None,
        };
        registry.create_security_scheme(
            BY_SESSION,
            MetaSecurityScheme {
                name: Some("__Host-ventanilla"),
                key_in: Some("cookie"),
                ..scheme("apiKey", "The session's cookie (`ventanilla` where there is no TLS), by POST /session.")
            },
        );
        registry.create_security_scheme(
            BY_TOKEN,
            MetaSecurityScheme {
                scheme: Some("bearer"),
                ..scheme("http", "An API token, by POST /tokens or `ventanilla token create`.")
            },
        );
    }

    fn security_schemes() -> Vec<&'static str> {
        vec![BY_SESSION, BY_TOKEN]
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        Ok(Self::of(request).await?)
    }
}

/// Whoever asks, also while the second step that their roles want is not there yet: for seeing who one is, setting it
/// up, and leaving.
pub struct Entrant(pub Caller);

impl<'a> ApiExtractor<'a> for Entrant {
    const TYPES: &'static [ApiExtractorType] = Caller::TYPES;
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        Caller::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        Caller::security_schemes()
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        let caller = Caller::found(request, false).await?;
        caller.must(|viewer| !viewer.wall)?;
        Ok(Self(caller))
    }
}

/// Whoever asks, a screen on a wall too: for what a wall shows, and for hearing that it changed.
pub struct Onlooker(pub Caller);

impl<'a> ApiExtractor<'a> for Onlooker {
    const TYPES: &'static [ApiExtractorType] = Caller::TYPES;
    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        Caller::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        Caller::security_schemes()
    }

    async fn from_request(request: &'a Request, _: &mut RequestBody, _: ExtractParamOptions<()>) -> poem::Result<Self> {
        Ok(Self(Caller::found(request, true).await?))
    }
}

#[cfg(test)]
mod tests {
    use super::{bearer, if_version};
    use poem::Request;

    #[test]
    fn a_version_is_a_quoted_number() {
        let with = |value: &str| if_version(&Request::builder().header("if-match", value).finish());
        assert_eq!(with("\"7\"").ok(), Some(Some(7)));
        assert_eq!(with("*").ok(), Some(None));
        assert!(with("7").is_err());
        assert!(with("W/\"7\"").is_err());
        assert_eq!(if_version(&Request::default()).ok(), Some(None));
    }

    #[test]
    fn a_token_is_a_bearers() {
        let with = |value: &str| Request::builder().header("authorization", value).finish();
        assert_eq!(bearer(&with("bearer abc")).ok(), Some(Some("abc")));
        assert!(bearer(&with("Basic abc")).is_err());
        assert!(bearer(&with("Bearer ")).is_err());
    }
}
