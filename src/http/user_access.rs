//! How a user comes in, as administrators see and change it: links, second step, sessions.

use super::Tag;
use super::caller::Caller;
use super::entry::{device, session};
use super::input::Input;
use super::outside::Entrance;
use super::problem::{Code, Problem};
use super::reply::{Answer, Done, Shown};
use super::session::OpenSession;
use super::word::{At, Id, Word};
use crate::channels::mail::password_address;
use crate::desk::id::UserId;
use crate::desk::{Command, Facts, LinkDelivery, LinkPurpose, User};
use crate::secret;
use crate::store::{credential, password_link, second_step, session as sessions};
use crate::words::Vocabulary;
use poem::Request;
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use serde::{Deserialize, Serialize};

/// The resource.
pub(super) struct UserAccessResource;

/// How a user comes in.
#[derive(Clone, Debug, Object)]
pub(super) struct UserAccess {
    /// Whether they have a password.
    password_set: bool,
    /// Whether signing in asks them for a second step.
    second_step: bool,
    /// Where they are signed in, the latest first.
    sessions: Vec<OpenSession>,
}

/// How a link for setting a password reaches the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Delivery {
    /// By mail, to the address that they sign in with.
    Mail,
    /// It is shown to whoever asks.
    Shown,
}

impl Vocabulary for Delivery {
    const TITLE: &'static str = "LinkDelivery";
    const ALL: &'static [Self] = &[Self::Mail, Self::Shown];
    fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Shown => "shown",
        }
    }
}

/// A link to make.
#[derive(Clone, Debug, Object)]
#[oai(example)]
pub(super) struct PasswordLinkInput {
    /// How it reaches the user. By mail only where the desk has a public address and a mail server.
    delivery: Word<Delivery>,
}

/// A link that was made.
#[derive(Clone, Debug, Object)]
pub(super) struct PasswordLink {
    /// What it is for.
    purpose: Word<LinkPurpose>,
    /// The link, when it is to be shown. Shown this once; null also when the request was a repetition.
    link: Option<String>,
    /// Until when it works; null: the time begins with the mail.
    expires_at: Option<At>,
}

#[OpenApi(prefix_path = "/users", tag = "Tag::Administration")]
impl UserAccessResource {
    /// Show how a user comes in
    ///
    /// For administrators.
    #[oai(path = "/:id/access", method = "get")]
    async fn get(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<UserAccess>> {
        let user = known(&caller, id.0.to())?;
        let snapshot = caller.snapshot()?;
        Ok(Shown::new(UserAccess {
            password_set: credential::find(&snapshot, user)?.is_some(),
            second_step: second_step::find(&snapshot, user)?.is_some(),
            sessions: OpenSession::all(sessions::of_user(&snapshot, user)?, &caller),
        }))
    }

    /// Make a link for setting a password
    ///
    /// For administrators. The link works once: for seven days when it is for the first password, else for an hour. It
    /// ends with the next one, and with a new password.
    #[oai(path = "/:id/password-link", method = "post")]
    async fn password_link(
        &self,
        request: &Request,
        caller: Caller,
        id: Path<Id>,
        input: Input<PasswordLinkInput>,
    ) -> Answer<Shown<PasswordLink>> {
        let user = known(&caller, id.0.to())?;
        caller.must_have_proved()?;
        let snapshot = caller.snapshot()?;
        let has_password = credential::find(&snapshot, user)?.is_some();
        let purpose = if has_password { LinkPurpose::Reset } else { LinkPurpose::Invitation };
        let base = Entrance::links_to(request, &snapshot)?;
        drop(snapshot);
        let secret = secret::new_secret()?;
        let shown = input.0.delivery.0 == Delivery::Shown;
        let delivery = if shown { LinkDelivery::Shown { hash: secret::hash(&secret) } } else { LinkDelivery::Mail };
        let committed = caller.submit(Command::MakePasswordLink { user, purpose, delivery }).await?;
        let link = password_address(&base, &password_link::token(user, &secret));
        Ok(Shown::new(PasswordLink {
            purpose: Word(purpose),
            link: Some(link).filter(|_| shown && !committed.replayed),
            expires_at: shown.then(|| At(caller.now().plus(purpose.lifetime()))),
        }))
    }

    /// End a user's second step
    ///
    /// For administrators: for whoever lost the telephone and the recovery codes.
    #[oai(path = "/:id/second-step", method = "delete")]
    async fn end_second_step(&self, caller: Caller, id: Path<Id>) -> Answer<Done> {
        let user = known(&caller, id.0.to())?;
        caller.must_have_proved()?;
        caller.submit(Command::SwitchSecondStep { user, second_step: None }).await?;
        Ok(Done::default())
    }

    /// End every session of a user
    ///
    /// For administrators. The browsers in which the user signed in are forgotten with them. Whoever ends their own keeps
    /// the one that asks.
    #[oai(path = "/:id/sessions", method = "delete")]
    async fn end_sessions(&self, request: &Request, caller: Caller, id: Path<Id>) -> Answer<Done> {
        let user = known(&caller, id.0.to())?;
        session::end_all(&caller, user, device::brought(request)?).await?;
        Ok(Done::default())
    }

    /// End a session of a user
    ///
    /// For administrators.
    #[oai(path = "/:id/sessions/:session", method = "delete")]
    async fn end_session(&self, caller: Caller, id: Path<Id>, session: Path<String>) -> Answer<Done> {
        let user = known(&caller, id.0.to())?;
        session::end_named(&caller, user, &session.0).await?;
        Ok(Done::default())
    }
}

/// The user with this id, for whoever administers.
fn known(caller: &Caller, id: UserId) -> Answer<UserId> {
    caller.must(|viewer| viewer.administers())?;
    if !matches!(*caller.method(), poem::http::Method::GET) {
        caller.must_write()?;
    }
    let user = caller.state().store.snapshot()?.get::<User>(id.0)?;
    user.map(|user| user.id).ok_or_else(|| Problem::of(Code::NotFound))
}

impl Example for PasswordLinkInput {
    fn example() -> Self {
        Self { delivery: Word(Delivery::Mail) }
    }
}
