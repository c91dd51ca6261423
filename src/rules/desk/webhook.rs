//! Where other programs hear of what happens here.

use super::id::WebhookId;
use super::record::{Record, RecordKind};
use serde::{Deserialize, Serialize};

/// Another program's address. What its messages are signed with lies apart, among the secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its id.
    pub id: WebhookId,
    /// Counts every change.
    pub version: u64,
    /// What people call it.
    pub name: String,
    /// Where messages go, such as `https://erp.example/hooks/mesa`.
    pub url: String,
    /// The host of `url`, when an administrator allows it by name to lie inside the premises; else only public
    /// addresses are dialled.
    pub inside_host: Option<String>,
    /// Certificates in PEM that the other side's may be signed by, beside those of the public authorities.
    pub trusted_certificates: Option<String>,
    /// Whether anything is sent there.
    pub active: bool,
}

impl Record for Webhook {
    const KIND: RecordKind = RecordKind::Webhook;
    type Key = u64;
    fn key(&self) -> u64 {
        self.id.0
    }
}
