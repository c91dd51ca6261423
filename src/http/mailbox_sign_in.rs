//! Signing in to a mailbox for the desk (OAuth 2): an administrator goes to the provider with their browser, and what it
//! brings back is exchanged here.
//!
//! The provider sends the browser back by a plain link, and following links changes nothing: [`RETURN`] is a page of the
//! workspace, whose script posts what the address says. That post comes from our own page, so the session's cookie is with
//! it whatever `SameSite` says (`Lax` now, and `Strict` would do as well), and it is checked as every change is.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::problem::{FieldCode, Problem};
use super::reply::{Answer, Shown};
use super::word::{At, Id, Word};
use crate::channels::mail::sign_in;
use crate::desk::id::MailboxId;
use crate::desk::{ActorRef, Command, Concealed, Facts, OAuthClient, OAuthDraft, OAuthProvider};
use crate::moment::Moment;
use crate::queries::letters;
use crate::secret;
use crate::store::session::SessionHash;
use chrono::TimeDelta;
use poem_openapi::param::Path;
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Where the provider sends the browser back to, below the desk's public address: a page of the workspace.
const RETURN: &str = "/admin/mailboxes/signed-in";
/// Whoever went to sign in has so long to come back.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// The resource.
pub(super) struct MailboxSignIn;

/// How the desk signs in to a mailbox by OAuth 2.
#[derive(Clone, Debug, Object)]
pub(super) struct OAuth {
    /// With whom.
    provider: Word<OAuthProvider>,
    /// Whose accounts Microsoft lets in: its domain, or the number of its directory; null: those of any organisation.
    tenant: Option<String>,
    /// What the provider calls the desk.
    client_id: String,
    /// Whether there is a client secret. It is never shown.
    has_client_secret: bool,
    /// Where people allow it; null: where the provider always does it.
    authorization_url: Option<String>,
    /// Where tokens are had; null: where the provider always does it.
    token_url: Option<String>,
    /// What is asked for; null: what the provider wants for IMAP.
    scope: Option<String>,
    /// The host of `token_url`, when it may lie inside the premises; null: only public addresses are dialled.
    inside_host: Option<String>,
    /// When somebody last signed in.
    signed_in_at: Option<At>,
}

/// How the desk should sign in to a mailbox by OAuth 2.
#[derive(Clone, Debug, Object)]
pub(super) struct OAuthInput {
    /// With whom.
    provider: Word<OAuthProvider>,
    /// Whose accounts Microsoft lets in: its domain, or the number of its directory; left out, those of any organisation.
    tenant: Option<String>,
    /// What the provider calls the desk, which is registered there with the address `/admin/mailboxes/signed-in` of the desk
    /// to come back to.
    client_id: String,
    /// What the desk proves with that it is the one; a public client has none. Left out, the one there is stays as long as
    /// nothing else here changes. It is never shown.
    client_secret: Option<String>,
    /// Where people allow it: an `https` address. Needed with `other`; left out, where the provider always does it.
    authorization_url: Option<String>,
    /// Where tokens are had: an `https` address. Needed with `other`; left out, where the provider always does it. It is
    /// vouched for by public authorities or by `trusted_certificates`.
    token_url: Option<String>,
    /// What is asked for. Needed with `other`; left out, what the provider wants for IMAP.
    scope: Option<String>,
    /// The host of `token_url` once more, when it lies inside the premises: private, loopback and link-local addresses are
    /// dialled only for a host that is allowed so by name.
    inside_host: Option<String>,
}

/// Where to sign in.
#[derive(Clone, Debug, Object)]
struct SignInPlace {
    /// The address that the browser is to open. It serves for ten minutes.
    address: String,
}

/// What a browser brought back from the provider.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct BroughtBack {
    /// What it was sent there with.
    state: String,
    /// What it was given.
    code: String,
}

/// What came of signing in.
#[derive(Clone, Debug, Object)]
struct SignedIn {
    /// Whether the desk may come back now.
    ok: bool,
    /// Why not, in the provider's own words.
    trouble: Option<String>,
    /// The mailbox.
    mailbox: Id,
    /// What people call it.
    name: String,
}

/// Who went to sign in to a mailbox, one for each; whoever goes later takes the place of whoever went before. In memory:
/// after a restart one begins again.
#[derive(Default)]
pub(super) struct Begun(Mutex<BTreeMap<MailboxId, Gone>>);

/// Somebody who is at the provider's.
struct Gone {
    /// The hash of what they come back with.
    state: [u8; 32],
    /// Who, and in which session.
    who: Who,
    verifier: Concealed,
    /// As which program, and where they come back to.
    client: OAuthClient,
    redirect: String,
    until: Moment,
}

type Who = (ActorRef, Option<SessionHash>);

impl Begun {
    fn keep(&self, mailbox: MailboxId, gone: Gone) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(mailbox, gone);
    }

    /// Whoever comes back with this, once, and in time; nothing when somebody else does.
    fn take(&self, state: &str, who: Who, now: Moment) -> Option<(MailboxId, Gone)> {
        let state = secret::hash(state);
        let mut gone = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        gone.retain(|_, gone| now < gone.until);
        let mailbox = *gone.iter().find(|(_, gone)| gone.state == state && gone.who == who)?.0;
        gone.remove_entry(&mailbox)
    }
}

#[OpenApi(tag = "Tag::Administration")]
impl MailboxSignIn {
    /// Begin to sign in to a mailbox
    ///
    /// For a mailbox with `oauth`, on a desk with a public address. Answers with the address at the provider that the
    /// browser is to open; it comes back to `/admin/mailboxes/signed-in`, in the same session. For administrators.
    #[oai(path = "/mailboxes/:id/sign-in", method = "post")]
    async fn begin(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<SignInPlace>> {
        caller.must_write()?;
        let id: MailboxId = id.0.to();
        let snapshot = caller.snapshot()?;
        let mailbox = letters::mailbox(&snapshot, caller.viewer(), id)?;
        caller.must_have_proved()?;
        let required = |field| Problem::field(field, FieldCode::Required);
        let client = mailbox.oauth.ok_or_else(|| required("oauth"))?;
        let desk = snapshot.settings()?.public_url.clone().ok_or_else(|| required("public_url"))?;
        let redirect = format!("{}{RETURN}", desk.trim_end_matches('/'));
        let sign_in::Begun { address, state, verifier } = sign_in::begin(&client, &redirect)?;
        let (state, until) = (secret::hash(&state), caller.now().plus(PATIENCE));
        let who = (caller.viewer().actor, caller.session());
        caller.state().sign_ins.keep(id, Gone { state, who, verifier, client, redirect, until });
        Ok(Shown::new(SignInPlace { address }))
    }

    /// Finish signing in to a mailbox
    ///
    /// With what the browser brought back from the provider: by whoever began it, in the same session, within ten minutes,
    /// once. The mailbox is read at once. A provider that refuses it is answered with its own words (`ok` is false). For
    /// administrators.
    #[oai(path = "/mailboxes/sign-in/finish", method = "post")]
    async fn finish(&self, caller: Caller, input: Input<BroughtBack>) -> Answer<Shown<SignedIn>> {
        caller.must(|viewer| viewer.administers())?;
        caller.must_write()?;
        let BroughtBack { state, code } = input.0;
        let who = (caller.viewer().actor, caller.session());
        let over = || Problem::field("state", FieldCode::Unknown);
        let (id, gone) = caller.state().sign_ins.take(&state, who, caller.now()).ok_or_else(over)?;
        let mailbox = letters::mailbox(&caller.snapshot()?, caller.viewer(), id)?;
        let Gone { client, redirect, verifier, .. } = gone;
        // Somebody set the mailbox up otherwise meanwhile.
        if mailbox.oauth.as_ref() != Some(&client) {
            return Err(over());
        }
        let brought = (code.as_str(), redirect.as_str(), &verifier);
        let told = |trouble: Option<String>| {
            let (mailbox, name) = (Id::of(id), mailbox.name.clone());
            Shown::new(SignedIn { ok: trouble.is_none(), trouble, mailbox, name })
        };
        let token = match sign_in::redeem(&caller.state().store, &mailbox, &client, brought).await {
            Ok(token) => token,
            Err(why) => return Ok(told(Some(why.words))),
        };
        caller.submit(Command::SignMailboxIn { mailbox: id, client, token }).await?;
        // Nobody is to be told that they have to sign in who just did.
        caller.state().couriers.readers.forget(id);
        Ok(told(None))
    }
}

impl OAuth {
    pub(super) fn of(client: OAuthClient, has_client_secret: bool, signed_in: Option<Moment>) -> Self {
        let OAuthClient { provider, tenant, client_id, authorization_url, token_url, scope, inside_host } = client;
        Self {
            provider: Word(provider),
            tenant,
            client_id,
            has_client_secret,
            authorization_url,
            token_url,
            scope,
            inside_host,
            signed_in_at: signed_in.map(At),
        }
    }
}

impl From<OAuthInput> for OAuthDraft {
    fn from(input: OAuthInput) -> Self {
        let client = OAuthClient {
            provider: input.provider.0,
            tenant: input.tenant,
            client_id: input.client_id,
            authorization_url: input.authorization_url,
            token_url: input.token_url,
            scope: input.scope,
            inside_host: input.inside_host,
        };
        Self { client, secret: input.client_secret.map(Concealed::from) }
    }
}

impl Example for BroughtBack {
    fn example() -> Self {
        Self { state: "bCgMJZLLnRcTqgvIW7ZgqoUZ".to_owned(), code: "0.AXEA-4711".to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Begun, Gone, PATIENCE, Who};
    use crate::desk::id::{MailboxId, UserId};
    use crate::desk::{ActorRef, Concealed, OAuthClient, OAuthProvider};
    use crate::moment::Moment;
    use crate::secret;
    use chrono::TimeDelta;

    const NOW: Moment = Moment::from_millis(1_795_609_200_000);
    const ANA: Who = (ActorRef::User(UserId(1)), Some([1; 32]));

    fn gone(state: &str) -> Gone {
        Gone {
            state: secret::hash(state),
            who: ANA,
            verifier: Concealed::from("v"),
            client: OAuthClient {
                provider: OAuthProvider::Google,
                tenant: None,
                client_id: "mesa".to_owned(),
                authorization_url: None,
                token_url: None,
                scope: None,
                inside_host: None,
            },
            redirect: String::new(),
            until: NOW.plus(PATIENCE),
        }
    }

    #[test]
    fn only_whoever_went_comes_back_in_time_and_once() {
        let begun = Begun::default();
        begun.keep(MailboxId(1), gone("uno"));
        begun.keep(MailboxId(2), gone("dos"));
        let later = |minutes| NOW.plus(TimeDelta::minutes(minutes));
        assert!(begun.take("tres", ANA, NOW).is_none());
        assert!(begun.take("uno", (ANA.0, Some([2; 32])), NOW).is_none(), "another session");
        assert!(begun.take("uno", (ActorRef::User(UserId(2)), ANA.1), NOW).is_none(), "somebody else");
        assert_eq!(begun.take("uno", ANA, later(9)).map(|(mailbox, _)| mailbox), Some(MailboxId(1)));
        assert!(begun.take("uno", ANA, later(9)).is_none(), "a second time");
        assert!(begun.take("dos", ANA, later(10)).is_none(), "too late");
        // Whoever goes again makes what they went with before worthless.
        begun.keep(MailboxId(2), gone("cuatro"));
        begun.keep(MailboxId(2), gone("cinco"));
        assert!(begun.take("cuatro", ANA, NOW).is_none() && begun.take("cinco", ANA, NOW).is_some());
    }
}
