//! What stands around every route: the security headers, and problem documents for what nobody else answered.

use super::entry::hosts::{self, PublicAddress};
use super::entry::origin;
use super::metrics::{Metrics, method_label};
use super::operations::{METHODS, answer_error, method_not_allowed};
use super::problem::{Code, PROBLEM_JSON, Problem};
use super::request_id::{self, RequestId};
use super::state::State;
use crate::desk::Facts;
use crate::store::Snapshot;
use futures_util::FutureExt;
use poem::http::uri::Scheme;
use poem::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, IntoResponse, Middleware, PathPattern, Request, Response};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What pages may load: only what this program itself serves, and no script within a page.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The headers that every answer carries; a route that sets one itself keeps its own. (A `static`, so that their values
/// are looked through once, by the compiler.) There is no embedder policy among them: what may be loaded the one above says,
/// and where a page has both, no browser shows a mail in it with the pictures from elsewhere that somebody asked for.
static HEADERS: [(HeaderName, HeaderValue); 8] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// The same as lines of an answer's head, for those who get one before anything of theirs was read.
pub(super) fn header_lines() -> String {
    let lines = HEADERS.iter().filter_map(|(name, value)| Some(format!("{name}: {}\r\n", value.to_str().ok()?)));
    lines.collect()
}

/// Under TLS: for a year, the browser asks by TLS only.
const STRICT_TRANSPORT_SECURITY: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Where a request came in.
#[derive(Clone, Debug)]
pub(super) struct Entrance {
    /// The host that it names.
    pub(super) host: Option<String>,
    /// Whether TLS protects it on its way, so that cookies may ask for it.
    pub(super) secure: bool,
}

impl Entrance {
    /// Of this request, which has passed the middleware.
    pub(super) fn of(request: &Request) -> Result<Self, Problem> {
        request.data::<Self>().cloned().ok_or_else(|| Problem::internal(&"a request came in by no entrance"))
    }

    /// The address by which it came, such as `https://mesa.example`.
    pub(super) fn base(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.host.as_deref().unwrap_or("localhost"))
    }

    /// Where links lead that people keep: to the public address, or where there is none to where this request came in.
    pub(super) fn links_to(request: &Request, snapshot: &Snapshot) -> Result<String, Problem> {
        Ok(match snapshot.settings()?.public_url.clone() {
            Some(url) => url,
            None => Self::of(request)?.base(),
        })
    }

    /// TLS ends here; or at a proxy: then it is there when the proxy says so, or when the public address has it and this
    /// request is for that address.
    fn find(request: &Request, state: &State, public: Option<&PublicAddress>) -> Self {
        let said = *request.scheme() == Scheme::HTTPS || origin::forwarded_tls(request, &state.options.proxies);
        let host = origin::host(request, said || public.is_some_and(|public| public.tls));
        let meant = public.is_some_and(|public| public.tls && host.as_ref() == Some(&public.authority));
        Self { secure: said || meant, host }
    }
}

/// Whether browsers may be told to come by TLS only: not while nobody but our own certificate vouches for it, since they
/// would let nobody in any more who has looked at its fingerprint.
fn is_vouched_for(request: &Request, state: &State) -> bool {
    let ends_here = *request.scheme() == Scheme::HTTPS && !origin::forwarded_tls(request, &state.options.proxies);
    !(ends_here && state.options.certificate.as_ref().is_some_and(|certificate| certificate.is_self_signed()))
}

/// Notes where a request came in, and says whether by TLS that somebody vouches for; refuses a host that is not the desk's.
fn admit(request: &mut Request) -> Result<bool, Problem> {
    let Some(state) = request.data::<Arc<State>>() else { return Ok(false) };
    let public = state.hosts.public(&state.store)?;
    let entrance = Entrance::find(request, state, public.as_deref());
    let peer = origin::peer(request, &state.options.proxies);
    if !hosts::is_answered(public.as_deref(), entrance.host.as_deref(), peer) {
        return Err(Problem::of(Code::WrongHost));
    }
    let strict = entrance.secure && is_vouched_for(request, state);
    request.set_data(entrance);
    Ok(strict)
}

/// The middleware.
pub(super) struct Outside;

impl<E: Endpoint> Middleware<E> for Outside {
    type Output = Door<E>;

    fn transform(&self, inner: E) -> Door<E> {
        Door { inner }
    }
}

/// A route with its surroundings.
pub(super) struct Door<E> {
    inner: E,
}

impl<E: Endpoint> Endpoint for Door<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let id = RequestId::new();
        let mut response = id.answering(self.answer(request)).await;
        let headers = response.headers_mut();
        headers.reserve(HEADERS.len() + 2);
        for (name, value) in &HEADERS {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        if let Ok(id) = HeaderValue::try_from(id.to_string()) {
            headers.insert(request_id::HEADER, id);
        }
        Ok(response)
    }
}

impl<E: Endpoint> Door<E> {
    async fn answer(&self, mut request: Request) -> Response {
        let begun = Instant::now();
        let method = request.method().clone();
        let state = request.data::<Arc<State>>().map(Arc::clone);
        let admitted = admit(&mut request);
        let strict = admitted.as_ref().is_ok_and(|strict| *strict);
        let mut response = if let Err(problem) = admitted {
            problem.into_response()
        } else if is_known(&method) {
            // A panic is a fault of ours; it must not take the connection along.
            match AssertUnwindSafe(self.inner.call(request)).catch_unwind().await {
                Ok(Ok(answer)) => answer.into_response(),
                Ok(Err(error)) => answer_error(error),
                Err(_) => Problem::internal(&"a handler panicked").into_response(),
            }
        } else {
            method_not_allowed(&method, "DELETE, GET, HEAD, PATCH, POST, PUT")
        };
        let route = response.data::<PathPattern>().map(|pattern| Arc::clone(&pattern.0));
        if is_foreign_failure(&response) {
            response = translate(&response);
        }
        if strict {
            response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT_SECURITY);
        }
        let (route, status) = (route.as_deref().unwrap_or("none"), response.status());
        let answered = Answered { method: method_label(&method), route, status, took: begun.elapsed() };
        answered.log();
        if let Some(state) = state {
            answered.count(&state.options.metrics);
        }
        response
    }
}

/// Whether the desk answers this method.
pub(super) fn is_known(method: &Method) -> bool {
    METHODS.contains(method) || *method == Method::HEAD
}

/// What is known of a request besides what it says: of a path only the pattern, of a method only one that there is, and
/// no query. So nothing that somebody types, and no secret in an address, gets into the log.
struct Answered<'a> {
    method: &'a str,
    route: &'a str,
    status: StatusCode,
    took: Duration,
}

impl Answered<'_> {
    /// What asks to come again was told by whoever met it: a disk that fails, or too much to do, must not fill the log.
    fn log(&self) {
        let Self { method, route, .. } = self;
        let status = self.status.as_u16();
        let milliseconds = u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX);
        if self.status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::warn!(method, route, status, milliseconds, "a request failed");
        } else {
            tracing::debug!(method, route, status, milliseconds, "answered");
        }
    }

    fn count(&self, metrics: &Metrics) {
        metrics.answered(self.method, self.route, self.status.as_str(), self.took);
    }
}

/// Whether an answer is a failure that the framework worded itself.
fn is_foreign_failure(response: &Response) -> bool {
    let failed = response.status().is_client_error() || response.status().is_server_error();
    failed && response.content_type() != Some(PROBLEM_JSON) && response.data::<Worded>().is_none()
}

/// Marks an answer whose failure is worded for people, as the health pages have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Worded;

/// The same failure as a problem document.
fn translate(response: &Response) -> Response {
    let code = match response.status() {
        StatusCode::UNAUTHORIZED => Code::Unauthenticated,
        StatusCode::FORBIDDEN => Code::Forbidden,
        StatusCode::NOT_FOUND => Code::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => Code::MethodNotAllowed,
        StatusCode::PRECONDITION_FAILED => Code::Stale,
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Code::UnsupportedMediaType,
        StatusCode::UNPROCESSABLE_ENTITY => Code::Invalid,
        StatusCode::TOO_MANY_REQUESTS => Code::RateLimited,
        StatusCode::SERVICE_UNAVAILABLE => Code::Busy,
        status if status.is_client_error() => Code::Malformed,
        _ => Code::Internal,
    };
    if code == Code::MethodNotAllowed {
        return method_not_allowed(&Method::GET, "GET, HEAD");
    }
    Problem::of(code).into_response()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
    use super::Outside;
    use poem::{Endpoint, EndpointExt, Request, Route, handler};
    use serde_json::Value;

    #[handler]
    fn broken() {
        panic!("on purpose");
    }

    #[tokio::test]
    async fn whoever_meets_a_fault_of_ours_can_quote_the_id_of_the_request() {
        let desk = Route::new().at("/broken", broken).with(Outside);
        let mut ids = Vec::new();
        for path in ["/broken", "/broken", "/nothing"] {
            let request = Request::builder().uri_str(path).header("x-request-id", "mine").finish();
            let response = desk.call(request).await.unwrap();
            let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
            let problem: Value = serde_json::from_str(&response.into_body().into_string().await.unwrap()).unwrap();
            let quoted = (path == "/broken").then_some(id.as_str());
            assert_eq!((problem["request_id"].as_str(), id.len()), (quoted, 16), "{problem}");
            assert!(!ids.contains(&id), "{id} came twice");
            ids.push(id);
        }
    }
}
