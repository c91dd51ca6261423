//! A short form of these pages: read within its bounds, once it is known to come from one of them.

use crate::http::entry::origin;
use crate::http::outside::Entrance;
use crate::http::problem::{Code, Problem};
use poem::web::Form;
use poem::{FromRequest, Request, RequestBody};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// The longest one, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// How long one may take to arrive.
const WITHIN: Duration = Duration::from_secs(30);

/// What was typed into it.
pub(super) struct ShortForm<T>(pub(super) T);

impl<'a, T: DeserializeOwned> FromRequest<'a> for ShortForm<T> {
    async fn from_request(request: &'a Request, body: &mut RequestBody) -> poem::Result<Self> {
        origin::check(request, &Entrance::of(request)?, true)?;
        let whole = tokio::time::timeout(WITHIN, body.take()?.into_bytes_limit(MOST_BYTES)).await;
        let bytes = whole.map_err(|_| Problem::of(Code::TooSlow))?.map_err(|_| Problem::of(Code::TooLarge))?;
        let form: Form<T> = Form::from_request(request, &mut RequestBody::new(bytes.into())).await?;
        Ok(Self(form.0))
    }
}
