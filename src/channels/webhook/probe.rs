//! Trying a webhook out, at once and with the receiver's own words.

use super::message::Message;
use super::post::{Parcel, post};
use crate::channels::worker::Trouble;
use rules::Moment;
use rules::desk::{Settings, Webhook};

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Whether the receiver took the message.
    pub ok: bool,
    /// What it said; where it said nothing, what broke.
    pub reply: String,
}

/// Sends a message that is about nothing, now. Takes ten seconds at the most.
pub async fn probe(webhook: Webhook, secret: String, desk: &Settings, now: Moment) -> Probe {
    let delivery = format!("test.{}.{}", webhook.id, now.millis());
    let body = serde_json::to_vec(&Message::test(delivery.clone(), desk, now)).unwrap_or_default();
    match post(&Parcel { webhook, secret, delivery, body }, now).await.map_err(Trouble::words) {
        Ok(reply) => Probe { ok: true, reply },
        Err(reply) => Probe { ok: false, reply },
    }
}
