//! What every operation of the API has in common, around the resources: the declared query parameters and no others,
//! a body within the limit, problem documents for what the framework refuses, `Allow` for methods that are missing,
//! and in the description the headers and problems that follow from an operation's shape.

use super::body;
use super::description::PREFIX;
use super::input::Schemas;
use super::problem::{Code, Problem};
use super::state::State;
use super::streamed::is_streamed;
use super::watched::Watched;
use crate::words::Vocabulary;
use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderValue, Method, header};
use poem::{Endpoint, EndpointExt, IntoResponse, PathPattern, Request, Response};
use poem_openapi::OpenApi;
use poem_openapi::error::{ContentTypeError, ParseParamError, ParsePathError, ParseRequestPayloadError};
use poem_openapi::registry::{
    MetaApi, MetaOperation, MetaOperationParam, MetaParamIn, MetaSchema, MetaSchemaRef, Registry,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, LazyLock, Mutex};

/// The header under which a repeated request is answered with the first outcome.
pub(super) const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// The methods that the desk answers, if only with 405.
pub(super) const METHODS: [Method; 7] =
    [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE];

/// SHA-256 of a request's body: what an idempotency key is held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct BodyHash(pub(super) [u8; 32]);

/// Resources, with what all operations have in common.
pub(super) struct Operations<T>(pub(super) T);

impl<T: OpenApi> OpenApi for Operations<T> {
    fn meta() -> Vec<MetaApi> {
        let mut apis = T::meta();
        for path in apis.iter_mut().flat_map(|api| &mut api.paths) {
            for operation in &mut path.operations {
                declare_headers(&path.path, operation);
                declare_problems(&path.path, operation);
            }
        }
        apis
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
        <Problem as poem_openapi::ApiResponse>::register(registry);
    }

    fn add_routes(self, table: &mut HashMap<String, HashMap<Method, BoxEndpoint<'static>>>) {
        let mut registry = Registry::new();
        Self::register(&mut registry);
        let schemas: Schemas = Arc::new(registry);

        let mut parameters: HashMap<(String, Method), (Vec<String>, bool)> = HashMap::new();
        let mut patterns: HashMap<String, PathPattern> = HashMap::new();
        for path in T::meta().into_iter().flat_map(|api| api.paths) {
            patterns.insert(route_of(&path.path), PathPattern(format!("{PREFIX}{}", path.path).into()));
            for operation in path.operations {
                let streamed = is_streamed(&operation);
                let query = operation.params.into_iter().filter(|param| param.in_type == MetaParamIn::Query);
                let query = query.map(|param| param.name).collect();
                parameters.insert((route_of(&path.path), operation.method), (query, streamed));
            }
        }

        let mut inner = HashMap::new();
        self.0.add_routes(&mut inner);
        for (path, methods) in inner {
            let allow = allowed(methods.keys());
            let pattern = patterns.remove(&path);
            let described = pattern.as_ref().map_or("", |pattern| pattern.0.trim_start_matches(PREFIX));
            let mut guarded: HashMap<Method, BoxEndpoint<'static>> = HashMap::new();
            for (method, endpoint) in methods {
                let (parameters, streamed) = parameters.remove(&(path.clone(), method.clone())).unwrap_or_default();
                let guard = Guard { inner: endpoint, parameters, streamed, schemas: Arc::clone(&schemas) };
                let watched = Watched::new(guard, &method, described);
                guarded.insert(method, Named { inner: watched, pattern: pattern.clone() }.boxed());
            }
            for method in METHODS {
                let missing = MissingMethod { allow: allow.clone() };
                guarded.entry(method).or_insert_with(|| Named { inner: missing, pattern: pattern.clone() }.boxed());
            }
            table.insert(path, guarded);
        }
    }
}

/// The path of the description as the router has it: `/tickets/{number}` is `/tickets/:param0`.
fn route_of(path: &str) -> String {
    let mut count = 0;
    let parts = path.split('/').map(|part| {
        if part.starts_with('{') {
            count += 1;
            format!(":param{}", count - 1)
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The value of `Allow` for these methods.
fn allowed<'a>(methods: impl Iterator<Item = &'a Method>) -> String {
    let mut names: Vec<&str> = methods.map(Method::as_str).collect();
    if names.contains(&"GET") && !names.contains(&"HEAD") {
        names.push("HEAD");
    }
    names.sort_unstable();
    names.join(", ")
}

/// An operation whose answers say which path of the description they are of: for the log and the figures.
struct Named<E> {
    inner: E,
    pattern: Option<PathPattern>,
}

impl<E: Endpoint<Output = Response>> Endpoint for Named<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let mut response = self.inner.call(request).await?;
        if let Some(pattern) = &self.pattern {
            response.set_data(pattern.clone());
        }
        Ok(response)
    }
}

/// A method that a path does not have.
struct MissingMethod {
    allow: String,
}

impl Endpoint for MissingMethod {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        Ok(method_not_allowed(request.method(), &self.allow))
    }
}

/// The answer to a method that is not possible.
pub(super) fn method_not_allowed(method: &Method, allow: &str) -> Response {
    let problem = Problem::new(Code::MethodNotAllowed, format!("{method} is not possible here, but {allow}."));
    let mut response = problem.into_response();
    if let Ok(allow) = HeaderValue::from_str(allow) {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// What stands before and behind an operation.
struct Guard {
    inner: BoxEndpoint<'static>,
    parameters: Vec<String>,
    /// Whether the operation reads the body itself, bit by bit.
    streamed: bool,
    schemas: Schemas,
}

impl Endpoint for Guard {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let answer = match self.prepare(&mut request).await {
            Err(problem) => Err(problem),
            // What reads its body itself waits for it all the time, and has bounds of its own.
            Ok(_) if self.streamed => Ok(self.inner.call(request).await),
            Ok(state) => state.work.admit(self.inner.call(request)).await,
        };
        Ok(match answer {
            Ok(answer) => answer.unwrap_or_else(answer_error),
            Err(problem) => problem.into_response(),
        })
    }
}

impl Guard {
    async fn prepare(&self, request: &mut Request) -> Result<Arc<State>, Problem> {
        let state = request.data::<Arc<State>>().map(Arc::clone);
        let state = state.ok_or_else(|| Problem::internal(&"an operation was reached outside the desk"))?;
        let given: Vec<(String, String)> = request
            .params()
            .map_err(|error| Problem::new(Code::Malformed, format!("The query cannot be read: {error}.")))?;
        if let Some((name, _)) = given.iter().find(|(name, _)| !self.parameters.contains(name)) {
            let known = if self.parameters.is_empty() {
                "there are none here".to_owned()
            } else {
                format!("there are {}", self.parameters.join(", "))
            };
            return Err(Problem::new(Code::UnknownParameter, format!("`{name}` is no query parameter: {known}.")));
        }
        let reads = matches!(*request.method(), Method::GET | Method::HEAD);
        if !reads {
            body::must_be_plain(request)?;
        }
        if !reads && !self.streamed {
            let (body, kept) = body::read(request, &state).await?;
            request.set_data(BodyHash(Sha256::digest(&body).into()));
            request.set_data(Arc::new(kept));
            request.set_body(body);
        }
        request.set_data(Arc::clone(&self.schemas));
        Ok(state)
    }
}

/// An error of the framework as a problem document; one that is an answer already stays as it is.
pub(super) fn answer_error(error: poem::Error) -> Response {
    let problem = if error.downcast_ref::<ParsePathError>().is_some() {
        // What cannot be an id names nothing.
        Problem::of(Code::NotFound)
    } else if let Some(error) = error.downcast_ref::<ParseParamError>() {
        Problem::new(Code::Malformed, format!("The parameter `{}` cannot be read: {}.", error.name, error.reason))
    } else if let Some(error) = error.downcast_ref::<ParseRequestPayloadError>() {
        Problem::new(Code::Malformed, error.reason.clone())
    } else if error.downcast_ref::<ContentTypeError>().is_some() {
        Problem::of(Code::UnsupportedMediaType)
    } else {
        return error.into_response();
    };
    problem.into_response()
}

/// Operations that are no command to the desk: repeating them needs no key, and they have no version.
const NO_COMMANDS: [&str; 33] = [
    "/session",
    "/session/proof",
    "/sessions/{id}",
    "/uploads",
    "/uploads/{id}",
    "/users/{id}/sessions",
    "/users/{id}/sessions/{session}",
    "/me/second-step/key",
    "/me/second-step/recovery-codes",
    "/model/calendar-preview",
    "/model/preview",
    "/model/procedure-preview",
    "/model/read-ics",
    "/model/draft/scenarios/of-case",
    "/model/draft/scenarios/try",
    "/model/replays",
    "/model/replays/{id}",
    "/mail/test",
    "/mail/outbox/{id}/send-again",
    "/mailboxes/{id}/sign-in",
    "/mailboxes/{id}/test",
    "/mails-aside/{id}/take-in",
    "/me/notices/read",
    "/me/notices/{id}/read",
    "/model/notice-preview",
    "/surveys/logo",
    "/surveys/{id}/preview",
    "/surveys/{id}/estimate",
    "/webhooks/{id}/deliveries/{delivery}/send-again",
    "/webhooks/{id}/test",
    "/backup",
    "/backups",
    "/jobs/{id}/run",
];

/// Operations that name a case in their body.
const BY_CASE: [&str; 2] = ["/model/draft/scenarios/of-case", "/model/notice-preview"];

/// Operations for which the password is asked for again, when it was not lately.
const DANGEROUS: [&str; 18] = [
    "/backup",
    "/backups/settings",
    "/persons/{id}",
    "/tokens",
    "/users",
    "/users/{id}",
    "/users/{id}/password-link",
    "/users/{id}/second-step",
    "/desk",
    "/mail/settings",
    "/mailboxes",
    "/mailboxes/{id}",
    "/mailboxes/{id}/sign-in",
    "/webhooks",
    "/webhooks/{id}",
    "/me/second-step",
    "/me/second-step/key",
    "/me/second-step/recovery-codes",
];

/// Operations of which one caller may do only so much.
const LIMITED: [&str; 9] = [
    "/events",
    "/mails-aside/{id}/raw",
    "/me/password",
    "/password",
    "/password/forgotten",
    "/session/proof",
    "/tickets/{number}/attachments/{id}",
    "/tickets/{number}/mails/{id}/raw",
    "/uploads",
];

/// Whether an operation becomes a command to the desk.
fn is_command(path: &str, operation: &MetaOperation) -> bool {
    operation.method != Method::GET && !operation.security.is_empty() && !NO_COMMANDS.contains(&path)
}

fn declare_headers(path: &str, operation: &mut MetaOperation) {
    if !is_command(path, operation) {
        return;
    }
    let versioned = takes_version(path, operation);
    let mut header = |name: &str, pattern: &str, description: &str| {
        let schema = MetaSchema { pattern: Some(pattern.to_owned()), ..MetaSchema::new("string") };
        operation.params.push(MetaOperationParam {
            name: name.to_owned(),
            schema: MetaSchemaRef::Inline(Box::new(schema)),
            in_type: MetaParamIn::Header,
            description: Some(description.to_owned()),
            required: false,
            deprecated: false,
            explode: false,
            style: None,
        });
    };
    header(
        IDEMPOTENCY_KEY,
        "^[!-~]{1,200}$",
        "1 to 200 visible ASCII characters of the caller's choice. A repetition with the same key and body within 24 hours changes nothing more, and answers with what the first one made.",
    );
    if versioned {
        header(
            "If-Match",
            r#"^(\*|"[0-9]{1,19}")$"#,
            "The `ETag` that the caller saw, such as `\"7\"`. When it was changed meanwhile, nothing is done: 412, `stale`.",
        );
    }
}

/// Whether the operation changes something that has a version: not what makes a new thing. The draft of the service model
/// is one thing, whatever is done in it.
fn takes_version(path: &str, operation: &MetaOperation) -> bool {
    let names_a_thing = operation.params.iter().any(|param| param.in_type == MetaParamIn::Path);
    operation.method == Method::PUT
        || operation.method == Method::PATCH
        || (operation.method == Method::POST && names_a_thing)
        || path.contains("/model/draft")
}

fn declare_problems(path: &str, operation: &mut MetaOperation) {
    let reads = operation.method == Method::GET;
    let secured = !operation.security.is_empty();
    let body = operation.request.is_some();
    let named = operation.params.iter().any(|param| param.in_type == MetaParamIn::Path);
    let signs_in = path.ends_with("/session") && operation.method == Method::POST;
    let sets_up = path.contains("/setup");
    let by_link = ["/password", "/password/check"].contains(&path);
    let streamed = is_streamed(operation);
    let searches = reads && ["/persons", "/search", "/units", "/surveys/{id}/case-facts"].contains(&path);
    let possible = |code: Code| match code {
        Code::Malformed | Code::UnknownParameter | Code::WrongHost | Code::Internal | Code::OutOfReach | Code::Busy => {
            true
        }
        Code::Unauthenticated => secured || signs_in,
        Code::Forbidden => secured || sets_up,
        Code::CodeRequired => signs_in,
        Code::Reauthenticate => !reads && DANGEROUS.contains(&path),
        Code::SecondStepDue => secured,
        Code::SecretLocked => signs_in || ["/session/proof", "/mail/test"].contains(&path),
        // What a link is for may be asked from anywhere: nothing changes.
        Code::CrossOrigin => !reads && path != "/password/check",
        Code::Unconfirmed | Code::UnsupportedMediaType => !reads,
        Code::NotFound => {
            named || BY_CASE.contains(&path) || path.contains("/demo/") || path == "/me/second-step/recovery-codes"
        }
        Code::MethodNotAllowed => false,
        Code::KeyReused => is_command(path, operation),
        Code::DiskFull => {
            (is_command(path, operation) && operation.method != Method::DELETE)
                || sets_up
                || (path == "/uploads" && body)
                || path == "/backup"
                || (path == "/model/replays" && !reads)
        }
        Code::AlreadySetUp => sets_up,
        Code::LinkExpired => by_link,
        Code::AlreadyRunning => path == "/jobs/{id}/run" || (path == "/model/replays" && !reads),
        Code::StepsOpen => !reads && ["/tickets", "/tickets/{number}/resolve"].contains(&path),
        Code::NotPossible => !reads && ((named && path.contains("/tickets/")) || path == "/persons/{id}/erasure"),
        Code::Stale => is_command(path, operation) && takes_version(path, operation),
        Code::TooLarge => !reads,
        Code::TooSlow => body && !streamed,
        Code::Invalid => {
            (body && !streamed)
                || searches
                || (!reads
                    && [
                        "/backups",
                        "/jobs/{id}/run",
                        "/mailboxes/{id}/sign-in",
                        "/persons/{id}/erasure",
                        "/surveys/{id}/publish",
                    ]
                    .contains(&path))
        }
        Code::RateLimited => signs_in || sets_up || LIMITED.contains(&path),
        Code::RangeNotSatisfiable => path.ends_with("/attachments/{id}"),
    };
    let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
    for code in Code::ALL.iter().copied().filter(|code| possible(*code)) {
        by_status.entry(code.status()).or_default().push(code);
    }
    let declared: HashSet<Option<u16>> = operation.responses.responses.iter().map(|response| response.status).collect();
    for (status, codes) in by_status.into_iter().filter(|(status, _)| !declared.contains(&Some(*status))) {
        operation.responses.responses.push(Problem::response_meta(status, description_of(codes)));
    }
}

/// The text of a response, for as long as the program runs: the description wants it so, and there are but a few.
fn description_of(codes: Vec<Code>) -> &'static str {
    static TEXTS: LazyLock<Mutex<HashMap<Vec<Code>, &'static str>>> = LazyLock::new(Mutex::default);
    let mut texts = TEXTS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    texts.entry(codes).or_insert_with_key(|codes| {
        let lines = codes.iter().map(|code| format!("`{}`: {}.", code.as_str(), code.title()));
        Box::leak(lines.collect::<Vec<_>>().join(" ").into_boxed_str())
    })
}

#[cfg(test)]
mod tests {
    use super::{allowed, route_of};
    use poem::http::Method;

    #[test]
    fn a_described_path_is_found_in_the_router() {
        assert_eq!(route_of("/tickets/{number}/messages/{id}"), "/tickets/:param0/messages/:param1");
        assert_eq!(route_of("/me"), "/me");
    }

    #[test]
    fn reading_allows_head_too() {
        assert_eq!(allowed([Method::POST, Method::GET].iter()), "GET, HEAD, POST");
    }
}
