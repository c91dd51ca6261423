//! Setting a password with a link that works once, and asking for such a link.

use super::Tag;
use super::entry::guard::{Attempt, Door, Guesser};
use super::entry::{device, origin};
use super::input::Input;
use super::outside::Entrance;
use super::problem::{Code, Problem};
use super::reply::{Answer, Done, Shown};
use super::state::State;
use super::word::{At, Word};
use crate::desk::{ActorRef, Command, Facts, LinkDelivery, LinkPurpose, Origin, Refusal, User, Way};
use crate::moment::Moment;
use crate::store::credential;
use crate::store::password_link::{self, LinkHash};
use crate::store::{Request as Asked, SubmitError};
use poem::Request;
use poem::web::Data;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use std::sync::Arc;

/// The resource.
pub(super) struct PasswordResource;

/// Who forgot their password.
#[derive(Object)]
#[oai(example)]
pub(super) struct ForgottenInput {
    /// The address that they sign in with.
    email: String,
}

/// The token of a link.
#[derive(Object)]
#[oai(example)]
pub(super) struct PasswordToken {
    /// What stands behind `#token=` in the link.
    token: String,
}

/// Whose password a link sets.
#[derive(Debug, Object)]
pub(super) struct LinkOwner {
    /// Their name.
    name: String,
    /// The address that they sign in with.
    email: String,
    /// What the link is for.
    purpose: Word<LinkPurpose>,
    /// Until when it works.
    expires_at: Option<At>,
}

/// A password, and the link that allows it.
#[derive(Object)]
#[oai(example)]
pub(super) struct NewPassword {
    /// What stands behind `#token=` in the link.
    token: String,
    /// The password from now on, 10 to 200 characters.
    password: String,
}

#[OpenApi(prefix_path = "/password", tag = "Tag::Entry")]
impl PasswordResource {
    /// Ask for a link because the password was forgotten
    ///
    /// When somebody signs in with this address, a mail with a link that works once, for an hour, goes there; one that was
    /// asked for within the last ten minutes serves. Whether it is so cannot be told from the answer or its time. After
    /// many requests of one network address the next has to wait, longer each time.
    #[oai(path = "/forgotten", method = "post")]
    async fn forgotten(
        &self,
        request: &Request,
        state: Data<&Arc<State>>,
        input: Input<ForgottenInput>,
    ) -> Answer<Done> {
        let state = state.0;
        origin::check(request, &Entrance::of(request)?, false)?;
        let now = state.clock.now();
        let email = input.0.email.trim().to_ascii_lowercase();
        let guesser = device::guesser(request, state, &email, now)?;
        Attempt::begin(state, Door::Forgotten, &guesser, now).await?;
        let from = Origin { way: Way::Session, address: origin::peer(request, &state.options.proxies) };
        // Looked up after the answer, which is the same for every address.
        let state = Arc::clone(state);
        tokio::spawn(async move {
            // What went wrong is in the log; whoever gets no mail asks again.
            let _ = send_reset(&state, &email, from, now).await;
        });
        Ok(Done::default())
    }

    /// Check a link for setting a password
    ///
    /// Says whose password it sets, and whether it still works.
    #[oai(path = "/check", method = "post")]
    async fn check(&self, state: Data<&Arc<State>>, input: Input<PasswordToken>) -> Answer<Shown<LinkOwner>> {
        let found = Found::by(&state, &input.0.token, state.clock.now())?;
        Ok(Shown::new(LinkOwner {
            name: found.user.details.name,
            email: found.user.details.email,
            purpose: Word(found.purpose),
            expires_at: found.expires.map(At),
        }))
    }

    /// Set a password with a link
    ///
    /// The link is used up, and every session of the user ends. They sign in afterwards, with all that it takes. The
    /// same request again, because its answer was lost, changes nothing and goes as well.
    #[oai(path = "/", method = "post")]
    async fn set(&self, request: &Request, state: Data<&Arc<State>>, input: Input<NewPassword>) -> Answer<Done> {
        let state = state.0;
        origin::check(request, &Entrance::of(request)?, false)?;
        let now = state.clock.now();
        let found = match Found::by(state, &input.0.token, now) {
            Err(expired) if expired.code() == Code::LinkExpired => {
                return if was_done(state, input.0, now).await? { Ok(Done::default()) } else { Err(expired) };
            }
            found => found?,
        };
        let hashed = state.passwords.hash_new(&input.0.password).await?;
        let password_hash = hashed.map_err(|problem| Refusal::field("password", problem))?;
        let user = found.user.id;
        let command = Command::UsePasswordLink { user, link: found.hash, password_hash };
        let from = Origin { way: Way::Link, address: origin::peer(request, &state.options.proxies) };
        match state.store.submit(Asked::new(ActorRef::User(user), command, now).from(from)).await {
            Ok(_) => {}
            // Somebody used it meanwhile.
            Err(SubmitError::Refused(Refusal::NotFound)) => return Err(Problem::of(Code::LinkExpired)),
            Err(error) => return Err(error.into()),
        }
        let guesser = device::guesser(request, state, &found.user.details.email, now)?;
        state.store.operate(move |rows| guesser.forget(rows)).await?;
        Ok(Done::default())
    }
}

/// Whether just this was done before, by the same link: then the answer to it was lost. Guesses with the link have to
/// wait for each other.
async fn was_done(state: &State, again: NewPassword, now: Moment) -> Answer<bool> {
    let Some((user, link)) = password_link::read_token(&again.token) else { return Ok(false) };
    let snapshot = state.store.snapshot()?;
    let set = credential::find(&snapshot, user)?.filter(|credential| credential.set_by == Some(link));
    let known = snapshot.get::<User>(user.0)?.filter(|user| user.active);
    drop(snapshot);
    let (Some(set), Some(known)) = (set, known) else { return Ok(false) };
    let guesser = Guesser::with_link(&known.details.email, &link);
    let attempt = Attempt::begin(state, Door::Password, &guesser, now).await?;
    let same = state.passwords.verify(again.password, Some(set.password_hash)).await?;
    if same {
        attempt.succeeded(state).await?;
    }
    Ok(same)
}

/// A link that works, and its user.
struct Found {
    user: User,
    hash: LinkHash,
    purpose: LinkPurpose,
    expires: Option<Moment>,
}

impl Found {
    fn by(state: &State, token: &str, now: Moment) -> Answer<Self> {
        let expired = || Problem::of(Code::LinkExpired);
        let (user, hash) = password_link::read_token(token).ok_or_else(expired)?;
        let snapshot = state.store.snapshot()?;
        let link = password_link::find(&snapshot, user, &hash, now)?.ok_or_else(expired)?;
        let user = snapshot.get::<User>(user.0)?.filter(|user| user.active).ok_or_else(expired)?;
        Ok(Self { user, hash, purpose: link.purpose, expires: link.expires() })
    }
}

/// Sends a link for a new password to whoever signs in with this address.
async fn send_reset(state: &State, email: &str, from: Origin, now: Moment) -> Answer<()> {
    let Some(user) = state.store.snapshot()?.user_by_email(email)? else { return Ok(()) };
    let command = Command::MakePasswordLink { user, purpose: LinkPurpose::Reset, delivery: LinkDelivery::Mail };
    state.store.submit(Asked::new(ActorRef::System, command, now).from(from)).await?;
    Ok(())
}

impl Example for ForgottenInput {
    fn example() -> Self {
        Self { email: "carolina.soto@mesa.example".to_owned() }
    }
}

impl Example for PasswordToken {
    fn example() -> Self {
        Self { token: "7.mTnqVb0…".to_owned() }
    }
}

impl Example for NewPassword {
    fn example() -> Self {
        Self { token: "7.mTnqVb0…".to_owned(), password: "una clave bien larga".to_owned() }
    }
}
