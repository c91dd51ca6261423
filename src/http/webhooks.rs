//! Webhooks: where other programs hear of what happens, and what became of it.

use super::Tag;
use super::caller::Caller;
use super::input::Input;
use super::list::{List, page_size};
use super::mail::{MailState, TrustedAuthority};
use super::problem::{Code, Problem};
use super::reply::{Answer, Made, Shown};
use super::word::{At, Id, Word};
use crate::channels::{Courier, webhook};
use crate::desk::id::WebhookId;
use crate::desk::{
    self, Command, Concealed, DoorEvent, Facts, NoticeKind, Outcome, Subject, WebhookDraft, certificate,
};
use crate::queries::webhooks;
use crate::store::outbox::{OutboxId, OutboxState, Outgoing, send_again};
use crate::store::{Snapshot, secret};
use poem_openapi::param::{Path, Query};
use poem_openapi::types::Example;
use poem_openapi::{Object, OpenApi};

/// The resource.
pub(super) struct Webhooks;

/// Where another program hears of what happens.
#[derive(Clone, Debug, Object)]
struct Webhook {
    /// Its id.
    id: Id,
    /// Counts every change; also the `ETag`.
    version: u64,
    /// What people call it.
    name: String,
    /// Where messages go.
    url: String,
    /// The host of `url`, when it may lie inside the premises; null: only public addresses are dialled.
    inside_host: Option<String>,
    /// Certificates in PEM that the receiver's may be signed by, beside those of the public authorities.
    trusted_certificates: Option<String>,
    /// Whose these certificates are, in their order.
    authorities: Vec<TrustedAuthority>,
    /// Whether anything is sent there.
    active: bool,
    /// Whether the key that the secret is encrypted with is not here. Start the desk with that key, or send the secret
    /// again.
    secret_locked: bool,
    /// The last delivery that was tried.
    last: Option<Delivery>,
}

/// A webhook, as it should be.
#[derive(Clone, Debug, Object)]
#[oai(example)]
struct WebhookInput {
    /// What people call it.
    name: String,
    /// Where messages go: an `https` address without user name and fragment.
    url: String,
    /// The host of `url` once more, when it lies inside the premises: private, loopback and link-local addresses are
    /// dialled only for a host that is allowed so by name.
    inside_host: Option<String>,
    /// What messages are signed with, 16 to 200 characters. Needed for a new one; left out, the one there is stays. It is
    /// never shown.
    secret: Option<String>,
    /// One or several certificates in PEM that the receiver's may be signed by, beside those of the public authorities.
    trusted_certificates: Option<String>,
    /// Whether anything is sent there; yes unless said otherwise.
    active: Option<bool>,
}

/// A message to another program, and what became of it.
#[derive(Clone, Debug, Object)]
struct Delivery {
    /// Its number.
    id: Id,
    /// What it is known by to the receiver, the same at each attempt.
    delivery: String,
    /// What it tells.
    occasion: Word<NoticeKind>,
    /// Of which case.
    ticket: Option<Id>,
    /// What became of it.
    state: Word<MailState>,
    /// How often it was tried.
    attempts: u32,
    /// When it was caused.
    created_at: At,
    /// When it is tried next, while it waits.
    next_attempt_at: Option<At>,
    /// When the receiver took it.
    sent_at: Option<At>,
    /// What the receiver, or the way to it, said last.
    last_error: Option<String>,
}

/// What came of trying a webhook out.
#[derive(Clone, Debug, Object)]
struct WebhookTest {
    /// Whether the receiver took the message.
    ok: bool,
    /// What the receiver said; or what was in the way to it.
    reply: String,
}

#[OpenApi(prefix_path = "/webhooks", tag = "Tag::Administration")]
impl Webhooks {
    /// Webhooks
    ///
    /// Those too that are switched off. For administrators.
    #[oai(path = "/", method = "get")]
    async fn list(&self, caller: Caller) -> Answer<Shown<Vec<Webhook>>> {
        let snapshot = caller.snapshot()?;
        let found = webhooks::list(&snapshot, caller.viewer())?;
        let shown: Answer<Vec<Webhook>> =
            found.into_iter().map(|webhook| Webhook::of(&caller, &snapshot, webhook)).collect();
        Ok(Shown::new(shown?))
    }

    /// Add a webhook
    ///
    /// Rules of the service model decide what is told to it. A message is a `POST` with a JSON body: `delivery` (an id,
    /// the same at each attempt), `occasion`, `moment`, `desk`, `link` and `case` (`number`, `version`, `kind`, `state`,
    /// `priority`, `level`, `group`, `category`, `opened_at`, `updated_at`, `clocks`). No person is in it, and nothing
    /// that somebody wrote. `Ventanilla-Signature: t=SECONDS,v1=HEX` holds HMAC-SHA256 with the secret over the seconds,
    /// a point, and the body. Any answer of 200 to 299 within ten seconds says that it was taken; 410 that nothing is
    /// wanted any more; after all others it is tried again, for two days. Redirects are not followed. For administrators.
    #[oai(path = "/", method = "post")]
    async fn add(&self, caller: Caller, input: Input<WebhookInput>) -> Answer<Made<Webhook>> {
        caller.must(|viewer| viewer.administers())?;
        caller.must_have_proved()?;
        let committed = caller.submit(Command::SaveWebhook { id: None, webhook: input.0.into() }).await?;
        let Outcome::Webhook(id) = committed.outcome else { return Err(Problem::of(Code::Internal)) };
        let webhook = Made::new(show(&caller, id)?).version(|webhook| webhook.version);
        Ok(webhook.location(&format!("/api/v1/webhooks/{id}")))
    }

    /// Show a webhook
    ///
    /// For administrators. The secret is never shown.
    #[oai(path = "/:id", method = "get")]
    async fn one(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<Webhook>> {
        Ok(Shown::new(show(&caller, id.0.to())?).version(|webhook| webhook.version))
    }

    /// Change a webhook
    ///
    /// For administrators.
    #[oai(path = "/:id", method = "put")]
    async fn replace(&self, caller: Caller, id: Path<Id>, input: Input<WebhookInput>) -> Answer<Shown<Webhook>> {
        caller.must(|viewer| viewer.administers())?;
        caller.must_have_proved()?;
        let id: WebhookId = id.0.to();
        caller.submit(Command::SaveWebhook { id: Some(id), webhook: input.0.into() }).await?;
        Ok(Shown::new(show(&caller, id)?).version(|webhook| webhook.version))
    }

    /// List what was sent to a webhook
    ///
    /// The newest first. For administrators.
    #[oai(path = "/:id/deliveries", method = "get")]
    async fn deliveries(
        &self,
        caller: Caller,
        id: Path<Id>,
        /// 1 to 200; 50 when left out.
        limit: Query<Option<u32>>,
        /// The `next` of the page before.
        cursor: Query<Option<String>>,
    ) -> Answer<Shown<List<Delivery>>> {
        let limit = page_size(limit.0)?;
        let snapshot = caller.snapshot()?;
        let page = webhooks::deliveries(&snapshot, caller.viewer(), id.0.to(), cursor.0.as_deref(), limit)?;
        Ok(Shown::new(List { items: page.items.into_iter().map(Delivery::from).collect(), next: page.next }))
    }

    /// Send a message to a webhook again
    ///
    /// With its own delivery id, so that a receiver that has it already knows it. For administrators. What waits or is
    /// being sent stays as it is.
    #[oai(path = "/:id/deliveries/:delivery/send-again", method = "post")]
    async fn send_again(&self, caller: Caller, id: Path<Id>, delivery: Path<Id>) -> Answer<Shown<Delivery>> {
        caller.must_write()?;
        let (webhook, delivery, now) = (id.0.to(), OutboxId(delivery.0.0), caller.now());
        webhooks::delivery(&caller.snapshot()?, caller.viewer(), webhook, delivery)?;
        if caller.state().store.operate(move |rows| send_again(rows, delivery, now)).await? {
            let subject = Some(Subject::Webhook(webhook));
            caller.witness(DoorEvent::SentAgain { outgoing: delivery.0, subject }).await?;
        }
        caller.state().couriers.webhooks.iter().for_each(Courier::wake);
        Ok(Shown::new(webhooks::delivery(&caller.snapshot()?, caller.viewer(), webhook, delivery)?.into()))
    }

    /// Try a webhook out
    ///
    /// Sends a message of the occasion `test` now, and answers with what the receiver said. It takes ten seconds at the
    /// most. For administrators.
    #[oai(path = "/:id/test", method = "post")]
    async fn test(&self, caller: Caller, id: Path<Id>) -> Answer<Shown<WebhookTest>> {
        caller.must_write()?;
        let id: WebhookId = id.0.to();
        let (webhook, secret, desk) = {
            let snapshot = caller.snapshot()?;
            let webhook = webhooks::one(&snapshot, caller.viewer(), id)?;
            let secret = secret::find(&snapshot, caller.state().store.keys(), &secret::of_webhook(id))?.transpose()?;
            (webhook, secret.unwrap_or_default(), snapshot.settings()?)
        };
        let webhook::Probe { ok, reply } = webhook::probe(webhook, secret, &desk, caller.now()).await;
        Ok(Shown::new(WebhookTest { ok, reply }))
    }
}

fn show(caller: &Caller, id: WebhookId) -> Answer<Webhook> {
    let (snapshot, viewer) = caller.afresh()?;
    let webhook = webhooks::one(&snapshot, &viewer, id)?;
    Webhook::of(caller, &snapshot, webhook)
}

impl Webhook {
    fn of(caller: &Caller, snapshot: &Snapshot, webhook: desk::Webhook) -> Answer<Self> {
        let secret = secret::find(snapshot, caller.state().store.keys(), &secret::of_webhook(webhook.id))?;
        let certificates = webhook.trusted_certificates.as_deref().and_then(certificate::read).unwrap_or_default();
        Ok(Self {
            id: Id::of(webhook.id),
            version: webhook.version,
            name: webhook.name,
            url: webhook.url,
            inside_host: webhook.inside_host,
            trusted_certificates: webhook.trusted_certificates,
            authorities: certificates.into_iter().map(TrustedAuthority::from).collect(),
            active: webhook.active,
            secret_locked: matches!(secret, Some(Err(_))),
            last: webhooks::last_tried(snapshot, webhook.id)?.map(Delivery::from),
        })
    }
}

impl From<Outgoing> for Delivery {
    fn from(row: Outgoing) -> Self {
        Self {
            id: Id(row.id.0),
            delivery: row.message_id,
            occasion: Word(row.kind),
            ticket: row.ticket.map(Id::of),
            state: Word(MailState(row.state)),
            attempts: row.attempts,
            created_at: At(row.created),
            next_attempt_at: (row.state == OutboxState::Queued).then_some(At(row.when)),
            sent_at: (row.state == OutboxState::Sent).then_some(At(row.when)),
            last_error: row.last_error,
        }
    }
}

impl From<WebhookInput> for WebhookDraft {
    fn from(input: WebhookInput) -> Self {
        Self {
            name: input.name,
            url: input.url,
            inside_host: input.inside_host,
            secret: input.secret.map(Concealed::from),
            trusted_certificates: input.trusted_certificates,
            active: input.active.unwrap_or(true),
        }
    }
}

impl Example for WebhookInput {
    fn example() -> Self {
        Self {
            name: "ERP".to_owned(),
            url: "https://erp.example/hooks/mesa".to_owned(),
            inside_host: None,
            secret: Some("un secreto de veras largo".to_owned()),
            trusted_certificates: None,
            active: None,
        }
    }
}
