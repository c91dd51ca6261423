//! One message to another program.

use super::signature::{HEADER, sign};
use crate::channels::web::{self, Answered, tidy};
use crate::channels::worker::Trouble;
use hyper::{StatusCode, header};
use rules::Moment;
use rules::desk::{WebUrl, Webhook};

/// A message, ready to be signed and sent.
pub(super) struct Parcel {
    pub(super) webhook: Webhook,
    pub(super) secret: String,
    pub(super) delivery: String,
    pub(super) body: Vec<u8>,
}

/// Posts a message, and gives back what the receiver said for having taken it.
///
/// # Errors
/// Why it is not known to have been taken. Nobody but an administrator knows whether that is for good, so it is tried
/// again each time; but a receiver that says that it is gone is believed.
pub(super) async fn post(parcel: &Parcel, now: Moment) -> Result<String, Trouble> {
    let Parcel { webhook, secret, delivery, body } = parcel;
    let no_address = || Trouble::Later("the address is none that can be written to".to_owned());
    let headers = [
        (header::CONTENT_TYPE.as_str(), "application/json".to_owned()),
        ("ventanilla-delivery", delivery.clone()),
        (HEADER, sign(secret, now, body)),
    ];
    let sent = web::Post {
        url: WebUrl::parse(&webhook.url).ok_or_else(no_address)?,
        inside_host: webhook.inside_host.as_deref(),
        trusted_certificates: webhook.trusted_certificates.as_deref(),
        headers: &headers,
        body,
    };
    let Answered { status, location, body } = web::post(sent).await.map_err(Trouble::Later)?;
    let words = location.unwrap_or(body);
    let said = tidy(&format!("{} {words}", status.as_u16()));
    match status {
        status if status.is_success() => Ok(said),
        StatusCode::GONE => Err(Trouble::Never(said)),
        status if status.is_redirection() => {
            Err(Trouble::Later(tidy(&format!("{} redirects are not followed: {words}", status.as_u16()))))
        }
        _ => Err(Trouble::Later(said)),
    }
}
