//! What the worker has to know of webhooks.

use super::message::Message;
use super::post::{Parcel, post};
use crate::channels::worker::{Carrier, Interrupted, Post, Prepared, Trouble};
use crate::store::outbox::Outgoing;
use crate::store::{Snapshot, Store, secret};
use rules::desk::{Facts, Fault, NoticeWay, Recipient, Ticket, Webhook};
use std::future::Future;

/// Why a message was not sent: its webhook is switched off. The word stands in the row.
pub const DROPPED_SWITCHED_OFF: &str = "switched-off";

/// Webhooks.
pub(super) struct WebhookCarrier;

impl Carrier for WebhookCarrier {
    const WAY: NoticeWay = NoticeWay::Webhook;
    const AT_ONCE: usize = 4;
    type Means = ();
    type Parcel = Parcel;

    fn means(&self, _: &Store, snapshot: &Snapshot) -> Result<Option<((), u64)>, Fault> {
        let mut changes = 0;
        for webhook in snapshot.records::<Webhook>(None)? {
            changes += webhook?.version;
        }
        Ok(Some(((), changes)))
    }

    async fn prepare(&self, at: &Post, (): &(), row: &Outgoing) -> Result<Prepared<Parcel>, Interrupted> {
        let snapshot = at.store.snapshot()?;
        let Recipient::Webhook(id) = row.to else {
            return Ok(Prepared::Broken("it is for no webhook".to_owned()));
        };
        let Some(webhook) = snapshot.get::<Webhook>(id.0)?.filter(|webhook| webhook.active) else {
            return Ok(Prepared::Dropped(DROPPED_SWITCHED_OFF));
        };
        let ticket = row.ticket.map(|number| snapshot.get::<Ticket>(number.0)).transpose()?.flatten();
        if ticket.is_none() && (row.ticket.is_some() || row.answer.is_none()) {
            return Ok(Prepared::Broken("the case is not there".to_owned()));
        }
        let Some(Ok(secret)) = secret::find(&snapshot, at.store.keys(), &secret::of_webhook(id))? else {
            return Ok(Prepared::Waits("the key of the secret that it is signed with is not here".to_owned()));
        };
        let delivery = row.message_id.clone();
        let mut message = Message::of(&snapshot, &delivery, (row.kind, row.created), ticket.as_ref())?;
        if let Some(answer) = row.answer {
            match message.of_answer(&snapshot, answer)? {
                Some(told) => message = told,
                None => return Ok(Prepared::Broken("the answer is not there".to_owned())),
            }
        }
        let body = serde_json::to_vec(&message).map_err(|cause| Fault(Box::new(cause)))?;
        Ok(Prepared::Ready(Parcel { webhook, secret, delivery, body }, Vec::new()))
    }

    async fn deliver(
        &self,
        at: &Post,
        parcel: &Parcel,
        _: impl Future<Output = Result<(), String>> + Send,
    ) -> Result<(), Trouble> {
        post(parcel, at.clock.now()).await.map(drop)
    }
}
