//! Signing in to mailboxes by OAuth 2: somebody allows it in their browser ([`begin`], [`redeem`]), and the desk comes back
//! with what it was given for that (`SignIns`). What it comes back with is kept as passwords are; what opens a mailbox for
//! an hour is in memory alone.

use crate::channels::tls::in_words;
use crate::channels::web::{self, tidy};
use crate::secret::{hash, new_secret};
use crate::store::{Store, secret};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use form_urlencoded::Serializer;
use hyper::header;
use rules::Moment;
use rules::desk::id::MailboxId;
use rules::desk::{Concealed, Fault, Mailbox, OAuthClient, WebUrl};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What opens a mailbox is renewed so long before it ends: signing in with it takes a moment.
const AHEAD: TimeDelta = TimeDelta::minutes(2);
/// How long it opens when the provider does not say.
const USUALLY: i64 = 3_600;
/// The longest that is believed.
const AT_MOST: i64 = 24 * 3_600;
/// The longest token.
const TOKEN_MAX: usize = 16_000;
/// Errors that only somebody in front of a browser puts right: those of RFC 6749, section 5.2, and of OpenID Connect Core,
/// section 3.1.2.6, which Microsoft answers with here too.
const NEEDS_SOMEBODY: [&str; 4] = ["invalid_grant", "interaction_required", "consent_required", "login_required"];

/// Why nobody is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotLetIn {
    /// The provider's own words, or what broke on the way.
    pub words: String,
    /// Whether somebody has to sign in again before anything helps.
    pub sign_in_again: bool,
}

impl From<String> for NotLetIn {
    fn from(words: String) -> Self {
        Self { words, sign_in_again: false }
    }
}

impl From<Fault> for NotLetIn {
    fn from(fault: Fault) -> Self {
        fault.to_string().into()
    }
}

/// What the desk remembers of somebody who went to the provider to sign in.
pub struct Begun {
    /// Where the browser goes.
    pub address: String,
    /// What comes back with the browser.
    pub state: String,
    /// What only who began it has (RFC 7636).
    pub verifier: Concealed,
}

/// Somebody wants to sign in; the provider sends the browser back to `redirect`.
///
/// # Errors
/// The system has no randomness to give.
pub fn begin(client: &OAuthClient, redirect: &str) -> Result<Begun, Fault> {
    let (state, verifier) = (new_secret()?, new_secret()?);
    let challenge = URL_SAFE_NO_PAD.encode(hash(&verifier));
    let address = address(client, redirect, &state, &challenge);
    Ok(Begun { address, state, verifier: verifier.into() })
}

fn address(client: &OAuthClient, redirect: &str, state: &str, challenge: &str) -> String {
    let place = client.allowed_at();
    let query = Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("client_id", &client.client_id)
        .append_pair("redirect_uri", redirect)
        .append_pair("scope", client.asks_for())
        .append_pair("state", state)
        .append_pair("code_challenge", challenge)
        .append_pair("code_challenge_method", "S256")
        .extend_pairs(client.says_besides())
        .finish();
    let joint = if place.contains('?') { '&' } else { '?' };
    format!("{place}{joint}{query}")
}

/// What a browser brought back is exchanged for what the desk comes back with.
///
/// # Errors
/// The provider's words for refusing it.
pub async fn redeem(
    store: &Store,
    mailbox: &Mailbox,
    client: &OAuthClient,
    (code, redirect, verifier): (&str, &str, &Concealed),
) -> Result<Concealed, NotLetIn> {
    let proof = kept(store, &secret::of_client(mailbox.id))?;
    let grant = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect),
        ("code_verifier", verifier.as_str()),
    ];
    let granted = ask(mailbox, client, proof.as_deref(), &grant).await?;
    let without = "the provider gave nothing to come back with (no refresh_token)";
    granted.refresh_token.map(Concealed::from).ok_or_else(|| without.to_owned().into())
}

/// What opens mailboxes for the next hour. Clones are the same.
#[derive(Clone, Default)]
pub(super) struct SignIns(Arc<Mutex<BTreeMap<MailboxId, Turn>>>);

/// Whoever has it may ask the provider: of two who come back with the same at once, one may be taken for a thief.
type Turn = Arc<tokio::sync::Mutex<Option<Access>>>;

/// What opens a mailbox for a while.
struct Access {
    token: Concealed,
    until: Moment,
    /// Which program it was given to, and by whom.
    of: (OAuthClient, Option<Moment>),
}

impl SignIns {
    /// What opens this mailbox now; `refused` is what did not just now.
    ///
    /// # Errors
    /// The provider's words, or why it cannot be asked.
    pub(super) async fn access(
        &self,
        store: &Store,
        (mailbox, client): (&Mailbox, &OAuthClient),
        refused: Option<&Concealed>,
        now: Moment,
    ) -> Result<Concealed, NotLetIn> {
        let (all, store) = (self.clone(), store.clone());
        let (mailbox, client, refused) = (mailbox.clone(), client.clone(), refused.cloned());
        // By itself: whoever is told to stop meanwhile must not take with them what the provider just gave.
        let asking = tokio::spawn(async move { all.renewed(&store, (&mailbox, client), refused, now).await });
        asking.await.map_err(in_words)?
    }

    async fn renewed(
        &self,
        store: &Store,
        (mailbox, client): (&Mailbox, OAuthClient),
        refused: Option<Concealed>,
        now: Moment,
    ) -> Result<Concealed, NotLetIn> {
        let turn = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(mailbox.id).or_default());
        let mut access = turn.lock().await;
        let of = (client, mailbox.signed_in);
        let opens = |access: &&Access| {
            access.of == of && now < access.until && refused.as_ref().is_none_or(|refused| *refused != access.token)
        };
        if let Some(access) = access.as_ref().filter(opens) {
            return Ok(access.token.clone());
        }
        let client = &of.0;
        let nobody = || NotLetIn { words: "nobody has signed in yet".to_owned(), sign_in_again: true };
        let used = kept(store, &secret::of_sign_in(mailbox.id))?.ok_or_else(nobody)?;
        let proof = kept(store, &secret::of_client(mailbox.id))?;
        let grant = [("grant_type", "refresh_token"), ("refresh_token", used.as_str()), ("scope", client.asks_for())];
        let granted = ask(mailbox, client, proof.as_deref(), &grant).await?;
        if let Some(next) = granted.refresh_token.filter(|next| *next != used) {
            // On disk before anything else: the one before may be worth nothing from now on.
            store.renew_sign_in(mailbox.id, used, next).await.map_err(in_words)?;
        }
        let token = Concealed::from(granted.access_token);
        *access = Some(Access { token: token.clone(), until: now.plus(granted.lasts - AHEAD), of });
        Ok(token)
    }
}

/// A secret as of now.
fn kept(store: &Store, name: &str) -> Result<Option<String>, NotLetIn> {
    let locked = |_| NotLetIn::from("its secrets are sealed with a key that the desk does not have".to_owned());
    secret::find(&store.snapshot()?, store.keys(), name)?.transpose().map_err(locked)
}

/// What the provider gave (RFC 6749, section 5.1).
struct Granted {
    access_token: String,
    refresh_token: Option<String>,
    lasts: TimeDelta,
}

/// An answer of the provider's; of a refusal, RFC 6749, section 5.2.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    access_token: Option<String>,
    refresh_token: Option<String>,
    expires_in: Value,
    error: Option<String>,
    error_description: Option<String>,
}

async fn ask(
    mailbox: &Mailbox,
    client: &OAuthClient,
    proof: Option<&str>,
    grant: &[(&str, &str)],
) -> Result<Granted, NotLetIn> {
    let place = client.tokens_at();
    let url = WebUrl::parse_or_local(&place).ok_or_else(|| format!("{place}: no address that tokens are had at"))?;
    let who = [("client_id", client.client_id.as_str())];
    let proves = proof.map(|proof| ("client_secret", proof));
    let body = Serializer::new(String::new()).extend_pairs(grant).extend_pairs(who).extend_pairs(proves).finish();
    let headers = [
        (header::CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded".to_owned()),
        (header::ACCEPT.as_str(), "application/json".to_owned()),
    ];
    let post = web::Post {
        url,
        inside_host: client.inside_host.as_deref(),
        trusted_certificates: mailbox.server.as_ref().and_then(|server| server.trusted_certificates.as_deref()),
        headers: &headers,
        body: body.as_bytes(),
    };
    let answered = web::post(post).await.map_err(|words| format!("{}: {words}", url.host))?;
    let answer: Option<Answer> = serde_json::from_str(&answered.body).ok();
    let status = answered.status;
    if let Some(error) = answer.as_ref().and_then(|answer| answer.error.as_ref()) {
        let about = answer.as_ref().and_then(|answer| answer.error_description.as_deref()).unwrap_or_default();
        let words = without_secrets(&format!("{error}: {about}"), proof, grant);
        return Err(NotLetIn { words, sign_in_again: NEEDS_SOMEBODY.contains(&error.as_str()) });
    }
    if !status.is_success() {
        let words = without_secrets(&format!("{} {}", status.as_u16(), answered.body), proof, grant);
        return Err(format!("{}: {words}", url.host).into());
    }
    // Of an answer that says that all is well nothing is told: it may hold what nobody is to see.
    let answer = answer.ok_or_else(|| format!("{}: the answer cannot be read", url.host))?;
    let access_token = answer.access_token.filter(|token| is_token(token));
    let access_token = access_token.ok_or_else(|| format!("{}: the answer holds no access_token", url.host))?;
    let refresh_token = answer.refresh_token.filter(|token| is_token(token));
    let lasts = answer.expires_in.as_i64().or_else(|| answer.expires_in.as_str()?.parse().ok()).unwrap_or(USUALLY);
    Ok(Granted { access_token, refresh_token, lasts: TimeDelta::seconds(lasts.clamp(0, AT_MOST)) })
}

/// Whether it can be one: visible ASCII (RFC 6749, appendix A), so that it breaks out of no line that it is put into.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.len() <= TOKEN_MAX && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Words of the other side as people may see them: should they repeat what they were sent, it is left out.
fn without_secrets(words: &str, proof: Option<&str>, grant: &[(&str, &str)]) -> String {
    let sent = grant.iter().filter(|(name, _)| ["code", "code_verifier", "refresh_token"].contains(name));
    let secrets = sent.map(|(_, value)| *value).chain(proof).filter(|secret| !secret.is_empty());
    tidy(secrets.fold(words.to_owned(), |words, secret| words.replace(secret, "…")).trim_end_matches([':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{address, is_token, without_secrets};
    use rules::desk::{OAuthClient, OAuthProvider};

    #[test]
    fn the_browser_is_sent_where_the_provider_says_with_all_that_it_wants() {
        let client = OAuthClient {
            provider: OAuthProvider::Google,
            tenant: None,
            client_id: "mesa & co".to_owned(),
            authorization_url: None,
            token_url: None,
            scope: None,
            inside_host: None,
        };
        let redirect = "https://mesa.example/admin/mailboxes/signed-in";
        assert_eq!(
            address(&client, redirect, "s", "c"),
            "https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=mesa+%26+co\
             &redirect_uri=https%3A%2F%2Fmesa.example%2Fadmin%2Fmailboxes%2Fsigned-in&scope=https%3A%2F%2Fmail.google.com%2F\
             &state=s&code_challenge=c&code_challenge_method=S256&access_type=offline&prompt=consent"
        );
        let there = Some("https://id.example/allow?realm=mesa".to_owned());
        let other = OAuthClient { authorization_url: there, ..client };
        assert!(address(&other, redirect, "s", "c").starts_with("https://id.example/allow?realm=mesa&response_type="));
    }

    #[test]
    fn what_breaks_out_of_a_line_is_no_token() {
        assert!(is_token("ya29.a0-_~+/="));
        for wrong in ["", "a b", "a\r\nb", "a\u{1}", "ñ", &"a".repeat(16_001)] {
            assert!(!is_token(wrong), "{wrong}");
        }
    }

    #[test]
    fn words_that_repeat_a_secret_are_told_without_it() {
        let grant = [("grant_type", "refresh_token"), ("refresh_token", "1//tok")];
        let words =
            without_secrets("invalid_grant: token 1//tok of\r\nclave is refresh_token: ", Some("clave"), &grant);
        assert_eq!(words, "invalid_grant: token … of … is refresh_token");
    }
}
