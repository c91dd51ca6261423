//! Where other programs hear of what happens.

use super::super::Webhook;
use super::super::command::WebhookDraft;
use super::super::event::Event;
use super::super::facts::Facts;
use super::super::id::WebhookId;
use super::super::refusal::FieldProblem;
use super::super::text::{NAME_MAX, clean_line};
use super::super::web_url::WebUrl;
use super::check::Check;
use super::draft::Draft;
use super::{Outcome, Stop};

/// The longest address.
const URL_MAX: usize = 2_000;
/// How many webhooks a desk may have.
const WEBHOOKS_MAX: u64 = 100;
/// The fewest characters of a secret: fewer are guessed.
const SECRET_MIN: usize = 16;
/// The most characters of a secret.
const SECRET_MAX: usize = 200;

pub(super) fn save<F: Facts>(
    draft: &mut Draft<'_, F>,
    id: Option<WebhookId>,
    webhook: &WebhookDraft,
) -> Result<Outcome, Stop> {
    Draft::<F>::need(draft.viewer.administers())?;
    let before: Option<Webhook> = draft.existing(id.map(|id| id.0))?;
    if let Some(before) = &before {
        draft.at_version(before.version)?;
    }
    let mut check = Check::default();
    let name = check.line("name", &webhook.name, NAME_MAX);
    let url = check.line("url", &webhook.url, URL_MAX);
    let parsed = WebUrl::parse(&url);
    check.that(url.is_empty() || parsed.is_some(), "url", FieldProblem::Malformed);
    let inside_host = webhook.inside_host.as_deref().map(clean_line).filter(|host| !host.is_empty());
    if let (Some(host), Some(url)) = (&inside_host, parsed) {
        check.that(host.eq_ignore_ascii_case(url.host), "inside_host", FieldProblem::NotAllowed);
    }
    let secret = webhook.secret.as_ref().map(|secret| secret.as_str());
    match secret {
        Some(secret) if secret.chars().count() < SECRET_MIN => {
            check.wrong("secret", FieldProblem::TooShort { min: SECRET_MIN });
        }
        Some(secret) => {
            let fits = secret.chars().count() <= SECRET_MAX;
            check.that(fits, "secret", FieldProblem::TooLong { max: SECRET_MAX });
        }
        None => check.that(before.is_some(), "secret", FieldProblem::Required),
    }
    let trusted_certificates = check.certificates("trusted_certificates", webhook.trusted_certificates.as_deref());
    let id = match id {
        Some(id) => id,
        None => WebhookId(draft.new_id::<Webhook>()?),
    };
    check.that(id.0 <= WEBHOOKS_MAX, "name", FieldProblem::TooLong { max: WEBHOOKS_MAX as usize });
    check.done()?;
    let version = before.map_or(1, |before| before.version + 1);
    let active = webhook.active;
    draft.event(Event::WebhookSaved(Webhook { id, version, name, url, inside_host, trusted_certificates, active }));
    Ok(Outcome::Webhook(id))
}
