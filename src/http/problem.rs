//! What is answered when something is not done: problem documents (RFC 9457), all from one table of codes.
//!
//! Refusals of the desk, faults of the store and the errors of the web framework become problems here and nowhere
//! else; the documentation page and the published description are made of the same table.

use super::request_id::RequestId;
use super::word::Word;
use crate::desk::{Action, FieldError, FieldProblem, Refusal, WhyNot};
use crate::secret::Locked;
use crate::store::{DiskTrouble, OperateError, SubmitError};
use crate::words::Vocabulary;
use poem::http::{HeaderValue, StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::Object;
use poem_openapi::registry::{MetaMediaType, MetaResponse, MetaResponses, MetaSchemaRef, Registry};
use poem_openapi::types::{Example, ToJSON, Type};
use serde::{Deserialize, Serialize};

/// The media type of a problem document.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// When to come back when the desk is busy: what is under way is done within a second or so.
const BUSY_SECONDS: u32 = 2;
/// When to come back after an error of the disk: when it passes, the data file is open again within seconds.
const DISK_SECONDS: u32 = 5;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$code_doc:meta])* $code:ident = $text:literal, $status:literal, $title:literal, $advice:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$code_doc])* #[serde(rename = $text)] $code),+ }

        impl Vocabulary for $name {
            const TITLE: &'static str = "ProblemCode";
            const ALL: &'static [Self] = &[$(Self::$code),+];
            fn as_str(self) -> &'static str { match self { $(Self::$code => $text),+ } }
        }

        impl $name {
            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 { match self { $(Self::$code => $status),+ } }
            /// What happened, in a few words.
            pub const fn title(self) -> &'static str { match self { $(Self::$code => $title),+ } }
            /// What to do about it.
            pub const fn advice(self) -> &'static str { match self { $(Self::$code => $advice),+ } }
        }
    };
}

codes! {
    /// The one table of problems: code, status, title, what to do.
    Code {
        /// Not JSON, nested too deeply, or a parameter or header that cannot be read.
        Malformed = "malformed", 400, "The request cannot be read",
            "Send well-formed JSON (at most 64 levels deep), and parameters and headers of the documented form.";
        /// A query parameter that the operation does not have, or a combination that no list offers.
        UnknownParameter = "unknown_parameter", 400, "A query parameter is not known here",
            "Leave out what the description of the operation does not list; `detail` names the parameters there are.";
        /// Nobody is signed in, or the name or password is wrong.
        Unauthenticated = "unauthenticated", 401, "Not signed in",
            "Sign in with POST /api/v1/session, or send an API token as `Authorization: Bearer …`.";
        /// The password is right, and there is a second step.
        CodeRequired = "code_required", 401, "A code of the second step is needed",
            "Sign in again with `code`: the one that the app shows now (each opens once), or a recovery code.";
        /// The roles, or the scope of the token, do not allow it.
        Forbidden = "forbidden", 403, "Not allowed",
            "Ask an administrator for the role, or use a token whose scope is `write`.";
        /// Dangerous, and the password was not asked for lately.
        Reauthenticate = "reauthenticate", 403, "The password is needed again",
            "Prove it with POST /api/v1/session/proof; then the same request goes through, for ten minutes.";
        /// The roles want a second step that is not there yet.
        SecondStepDue = "second_step_due", 403, "A second step has to be set up first",
            "Get a key with POST /api/v1/me/second-step/key, and confirm it with PUT /api/v1/me/second-step.";
        /// A change that comes from another site's page.
        CrossOrigin = "cross_origin", 403, "The request comes from another site",
            "Send changes from the desk's own pages, with `Origin` or `Sec-Fetch-Site`, or use an API token instead of the cookie.";
        /// It does not exist, or the caller may not know of it.
        NotFound = "not_found", 404, "Not found",
            "Check the address and the number. What is not yours looks the same as what does not exist.";
        /// The address exists, the method does not.
        MethodNotAllowed = "method_not_allowed", 405, "The method is not possible here",
            "Use one of the methods that the header `Allow` names.";
        /// The key came before, with another body.
        KeyReused = "key_reused", 409, "The idempotency key was used for something else",
            "Choose a new `Idempotency-Key` for each new request; repeat a request only with the same body.";
        /// There is an administrator.
        AlreadySetUp = "already_set_up", 409, "The desk is set up already",
            "Sign in; an administrator changes the settings and adds users.";
        /// The table of transitions lacks it.
        NotPossible = "not_possible", 409, "The case does not allow this now",
            "Read the case again: `actions` says what is possible, and `why` here says why this is not.";
        /// Required steps of the procedure.
        StepsOpen = "steps_open", 409, "Required steps of the procedure are open",
            "Do the steps that `steps` names, leave each out for a reason, or send `procedure_reason` with the solution. Nothing was changed.";
        /// It is being done.
        AlreadyRunning = "already_running", 409, "It runs already",
            "Wait until it is done, and ask again if it is still wanted; the list says what runs.";
        /// Somebody else was first.
        Stale = "stale", 412, "It was changed meanwhile",
            "Read it again, and repeat the change with its new version in `If-Match`; `current` is that version.";
        /// A link that works once was used, replaced, or is over.
        LinkExpired = "link_expired", 410, "The link does not work any more",
            "Ask for a new one: on the page for signing in, or from an administrator.";
        /// The body takes too long.
        TooSlow = "too_slow", 408, "The request came too slowly",
            "Send the body within 30 seconds. Nothing was changed.";
        /// More than the body may have.
        TooLarge = "too_large", 413, "The request is too large",
            "Send at most 1 MiB of JSON, and files of at most 25 MiB each, to /uploads; `detail` says which limit it was.";
        /// Not JSON by its label, or packed.
        UnsupportedMediaType = "unsupported_media_type", 415, "The body is not labelled as JSON, or it is packed",
            "Send `Content-Type: application/json` (to /uploads any), and the body as it is: without `Content-Encoding`.";
        /// A part that the file does not have.
        RangeNotSatisfiable = "range_not_satisfiable", 416, "The file has no such part",
            "Ask for bytes that the file has: the header `Content-Range` says how many there are.";
        /// A name that is not this desk's.
        WrongHost = "wrong_host", 421, "This is not the address of the desk",
            "Use the public address that the settings of the desk name.";
        /// Fields that cannot be taken.
        Invalid = "invalid", 422, "Some fields cannot be taken as they are",
            "Correct the fields that `errors` names, and send the request again. Nothing was changed.";
        /// Too many failures, or too much at once.
        RateLimited = "rate_limited", 429, "Too many attempts",
            "Wait as many seconds as the header `Retry-After` says.";
        /// A fault of ours.
        Internal = "internal", 500, "The desk failed",
            "Try again; when it stays, tell whoever runs the desk: its log has the cause. Nothing was changed.";
        /// Too much is under way, or the desk is closing.
        Busy = "busy", 503, "The desk is busy",
            "Try again after the seconds that `Retry-After` says. Nothing was changed.";
        /// A secret was sealed with a key that the desk was not started with.
        SecretLocked = "secret_locked", 503, "The desk lacks the key of its secrets",
            "Ask whoever runs the desk to start it with the key that its secrets are encrypted with (`--secret-key-file`). Nothing was changed.";
        /// The disk failed, and the data file is being opened again.
        OutOfReach = "out_of_reach", 503, "The desk cannot reach its data",
            "Try again after the seconds that `Retry-After` says: the desk goes on by itself when its disk does. Nothing was changed.";
        /// The disk failed during the commit.
        Unconfirmed = "unconfirmed", 503, "It is not known whether this was done",
            "Repeat it with the same `Idempotency-Key` after the seconds that `Retry-After` says: what was done is not done twice. Without a key, look first.";
        /// The reserve of the disk is reached.
        DiskFull = "disk_full", 507, "The disk of the desk is full",
            "Ask whoever runs the desk to make room on its disk; it then goes on by itself. Reading goes on. Nothing was changed.";
    }
}

macro_rules! field_codes {
    ($($(#[$doc:meta])* $code:ident = $text:literal, $meaning:literal;)+) => {
        /// What is wrong with a field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum FieldCode { $($(#[$doc])* #[serde(rename = $text)] $code),+ }

        impl Vocabulary for FieldCode {
            const TITLE: &'static str = "FieldCode";
            const ALL: &'static [Self] = &[$(Self::$code),+];
            fn as_str(self) -> &'static str { match self { $(Self::$code => $text),+ } }
        }

        impl FieldCode {
            /// What it means.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$code => $meaning),+ } }
        }
    };
}

field_codes! {
    /// Missing or empty.
    Required = "required", "It is needed, and missing or empty.";
    /// More than `max`.
    TooLong = "too_long", "It has more than `max` characters or entries.";
    /// Fewer than `min`.
    TooShort = "too_short", "It has fewer than `min` characters.";
    /// No address.
    NotAnEmail = "not_an_email", "It is not an e-mail address.";
    /// No number.
    NotAPhone = "not_a_phone", "It is not a telephone number.";
    /// No certificate.
    NotACertificate = "not_a_certificate", "It holds no certificate in PEM (`-----BEGIN CERTIFICATE-----` …), or something else too.";
    /// None of the words or names.
    Unknown = "unknown", "It is none of the words, names or fields that may stand here.";
    /// Somebody else's.
    Taken = "taken", "Somebody or something else has it.";
    /// Over.
    Past = "past", "It lies in the past.";
    /// Around.
    Circle = "circle", "It would make a circle.";
    /// Not this, or not by you.
    NotAllowed = "not_allowed", "It may not be changed, or not to this.";
    /// Not for the desk to write to.
    NotWritable = "not_writable", "The desk may not write there: the folder must be its user's, and a service must be allowed it in its unit (`ReadWritePaths`).";
    /// More than one.
    Ambiguous = "ambiguous", "It names more than one.";
    /// Another form.
    Malformed = "malformed", "It is not of the expected type or form.";
    /// No hours.
    NeverOpen = "never_open", "It has no hours at all.";
    /// Time in common.
    Overlaps = "overlaps", "It has time in common with another.";
    /// Too far, too much.
    OutOfRange = "out_of_range", "It lies outside of what can be reckoned with.";
    /// At no time.
    NeverDue = "never_due", "It never comes.";
    /// Too many times.
    TooOften = "too_often", "It comes more often than once a day.";
    /// For nothing.
    NoEffect = "no_effect", "It changes nothing.";
    /// Never its turn.
    NeverMatches = "never_matches", "An earlier one always counts before it.";
    /// No placeholder.
    UnknownPlaceholder = "unknown_placeholder", "Between braces stands what is no placeholder; `{{` stands for a brace.";
    /// Nowhere on the way.
    Unreachable = "unreachable", "No way leads to it.";
    /// No calendar.
    CalendarNeeded = "calendar_needed", "It counts business time, and no calendar says which.";
    /// No one there.
    Nobody = "nobody", "There is nobody who could do it.";
    /// Nobody would hear of it.
    Silences = "silences", "It keeps quiet what an escalation is to tell.";
    /// It comes out otherwise than it should.
    NotMet = "not_met", "The model makes something else of it than is expected.";
}

/// A field that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(skip_serializing_if_is_none)]
pub struct FieldFault {
    /// Its path in the request, such as `requester.email`.
    pub field: String,
    /// What is wrong.
    pub code: Word<FieldCode>,
    /// How many characters or entries it may have.
    pub max: Option<u64>,
    /// How many characters it must have.
    pub min: Option<u64>,
}

impl FieldFault {
    /// A field with what is wrong with it.
    pub fn new(field: impl Into<String>, code: FieldCode) -> Self {
        Self { field: field.into(), code: Word(code), max: None, min: None }
    }
}

impl From<FieldError> for FieldFault {
    fn from(error: FieldError) -> Self {
        let (code, max, min) = match error.problem {
            FieldProblem::Required => (FieldCode::Required, None, None),
            FieldProblem::TooLong { max } => (FieldCode::TooLong, Some(max), None),
            FieldProblem::TooShort { min } => (FieldCode::TooShort, None, Some(min)),
            FieldProblem::NotAnEmail => (FieldCode::NotAnEmail, None, None),
            FieldProblem::NotAPhone => (FieldCode::NotAPhone, None, None),
            FieldProblem::NotACertificate => (FieldCode::NotACertificate, None, None),
            FieldProblem::Unknown => (FieldCode::Unknown, None, None),
            FieldProblem::Taken => (FieldCode::Taken, None, None),
            FieldProblem::Past => (FieldCode::Past, None, None),
            FieldProblem::Circle => (FieldCode::Circle, None, None),
            FieldProblem::NotAllowed => (FieldCode::NotAllowed, None, None),
            FieldProblem::Ambiguous => (FieldCode::Ambiguous, None, None),
            FieldProblem::Malformed => (FieldCode::Malformed, None, None),
            FieldProblem::NeverOpen => (FieldCode::NeverOpen, None, None),
            FieldProblem::NeverDue => (FieldCode::NeverDue, None, None),
            FieldProblem::TooOften => (FieldCode::TooOften, None, None),
            FieldProblem::Overlaps => (FieldCode::Overlaps, None, None),
            FieldProblem::OutOfRange => (FieldCode::OutOfRange, None, None),
            FieldProblem::NoEffect => (FieldCode::NoEffect, None, None),
            FieldProblem::Silences => (FieldCode::Silences, None, None),
            FieldProblem::NotMet => (FieldCode::NotMet, None, None),
            FieldProblem::NeverMatches => (FieldCode::NeverMatches, None, None),
            FieldProblem::UnknownPlaceholder => (FieldCode::UnknownPlaceholder, None, None),
            FieldProblem::Unreachable => (FieldCode::Unreachable, None, None),
            FieldProblem::CalendarNeeded => (FieldCode::CalendarNeeded, None, None),
            FieldProblem::Nobody => (FieldCode::Nobody, None, None),
        };
        Self { field: error.field, code: Word(code), max: max.map(|max| max as u64), min: min.map(|min| min as u64) }
    }
}

/// A required step that is open.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct OpenStep {
    /// Its id, within the procedure.
    id: u32,
    /// What it is about, in a line.
    title: String,
}

/// A problem document (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Object)]
#[oai(rename = "Problem", skip_serializing_if_is_none, example)]
struct Document {
    /// Where the kind of problem is explained.
    r#type: String,
    /// What happened, in a few words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The kind of problem, from the table of codes.
    code: Word<Code>,
    /// What happened in this case.
    detail: String,
    /// The fields that cannot be taken.
    errors: Option<Vec<FieldFault>>,
    /// The version there is now.
    current: Option<u64>,
    /// The action that is not possible.
    action: Option<Word<Action>>,
    /// Why it is not possible.
    why: Option<Word<WhyNot>>,
    /// The required steps that are open.
    steps: Option<Vec<OpenStep>>,
    /// With `internal`: the id of the request, under which the desk's log says what failed.
    request_id: Option<String>,
}

/// Something that was not done, and why: the one error type of all resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    document: Box<Document>,
    retry_after: Option<u32>,
}

impl Problem {
    /// A problem of this kind; what happened in this case is said by `detail`.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        let document = Document {
            r#type: format!("/docs/problems#{}", code.as_str()),
            title: code.title().to_owned(),
            status: code.status(),
            code: Word(code),
            detail: detail.into(),
            errors: None,
            current: None,
            action: None,
            why: None,
            steps: None,
            request_id: RequestId::current().filter(|_| code == Code::Internal).map(|id| id.to_string()),
        };
        Self { document: Box::new(document), retry_after: None }
    }

    /// A problem of this kind, with the table's own words.
    pub fn of(code: Code) -> Self {
        Self::new(code, code.advice())
    }

    /// Fields that cannot be taken.
    pub fn invalid(errors: Vec<FieldFault>) -> Self {
        let names: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        let mut problem = Self::new(Code::Invalid, format!("Nothing was changed. To correct: {}.", names.join(", ")));
        problem.document.errors = Some(errors);
        problem
    }

    /// One field that cannot be taken.
    pub fn field(field: impl Into<String>, code: FieldCode) -> Self {
        Self::invalid(vec![FieldFault::new(field, code)])
    }

    /// The same, to be tried again after so many seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Too much is under way.
    pub fn busy() -> Self {
        Self::of(Code::Busy).retry_after(BUSY_SECONDS)
    }

    /// A fault of ours: the cause goes to the log, the caller learns no more than that it failed.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::of(Code::Internal)
    }

    /// What happened in this case and what is wrong with which field, in one line: for the command line.
    pub fn in_one_line(&self) -> String {
        let fields = self.document.errors.iter().flatten();
        let fields: Vec<String> = fields.map(|fault| format!("{} ({})", fault.field, fault.code.0.as_str())).collect();
        if fields.is_empty() {
            format!("{}: {}", self.document.title, self.document.detail)
        } else {
            format!("{}: {}", self.document.title, fields.join(", "))
        }
    }

    /// Its kind.
    pub fn code(&self) -> Code {
        self.document.code.0
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The schema in the description.
    pub(super) fn schema_ref() -> MetaSchemaRef {
        Document::schema_ref()
    }

    /// The response in the description for all codes of one status.
    pub(super) fn response_meta(status: u16, description: &'static str) -> MetaResponse {
        MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content: vec![MetaMediaType { content_type: PROBLEM_JSON, schema: Self::schema_ref() }],
            headers: Vec::new(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound => Self::of(Code::NotFound),
            Refusal::Forbidden => Self::of(Code::Forbidden),
            Refusal::Invalid(errors) => Self::invalid(errors.into_iter().map(FieldFault::from).collect()),
            Refusal::Transition { action, why } => {
                let mut problem =
                    Self::new(Code::NotPossible, format!("`{}` is not possible: {}.", action.as_str(), why.as_str()));
                problem.document.action = Some(Word(action));
                problem.document.why = Some(Word(why));
                problem
            }
            Refusal::StepsOpen(open) => {
                let mut problem = Self::of(Code::StepsOpen);
                let steps = open.into_iter().map(|step| OpenStep { id: step.id.0, title: step.title });
                problem.document.steps = Some(steps.collect());
                problem
            }
            Refusal::Stale { current } => {
                let mut problem = Self::new(Code::Stale, format!("It is at version {current} now."));
                problem.document.current = Some(current);
                problem
            }
            Refusal::KeyReused => Self::of(Code::KeyReused),
            Refusal::AlreadySetUp => Self::of(Code::AlreadySetUp),
        }
    }
}

impl From<crate::desk::Fault> for Problem {
    fn from(fault: crate::desk::Fault) -> Self {
        // The store tells the log of its disk, once.
        match DiskTrouble::of(&fault) {
            Some(DiskTrouble::OutOfReach(_)) => Self::of(Code::OutOfReach).retry_after(DISK_SECONDS),
            Some(DiskTrouble::Unconfirmed(_)) => Self::of(Code::Unconfirmed).retry_after(DISK_SECONDS),
            Some(DiskTrouble::Full) => Self::of(Code::DiskFull),
            None => Self::internal(&fault),
        }
    }
}

impl From<Locked> for Problem {
    fn from(_: Locked) -> Self {
        Self::of(Code::SecretLocked)
    }
}

impl From<SubmitError> for Problem {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Refused(refusal) => refusal.into(),
            SubmitError::Fault(fault) => fault.into(),
            SubmitError::NoRoom => Self::of(Code::DiskFull),
            SubmitError::Busy | SubmitError::Closed => Self::busy(),
        }
    }
}

impl From<OperateError> for Problem {
    fn from(error: OperateError) -> Self {
        match error {
            OperateError::Fault(fault) => fault.into(),
            OperateError::Busy | OperateError::Closed => Self::busy(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = self.document.to_json_string();
        let mut response = Response::builder().status(self.status()).content_type(PROBLEM_JSON).body(body);
        // What kind it is, for those around who look at it on its way out.
        response.set_data(self.code());
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"ventanilla\""));
        }
        response
    }
}

impl From<Problem> for poem::Error {
    fn from(problem: Problem) -> Self {
        let code = problem.code();
        let mut error = Self::from_response(problem.into_response());
        // The framework leaves behind what the response has, and takes what the error has.
        error.set_data(code);
        error
    }
}

impl poem_openapi::ApiResponse for Problem {
    /// Which problems an operation may answer with follows from its shape: see `operations`.
    fn meta() -> MetaResponses {
        MetaResponses { responses: Vec::new() }
    }

    fn register(registry: &mut Registry) {
        Document::register(registry);
    }
}

impl Example for Document {
    fn example() -> Self {
        *Problem::field("requester.email", FieldCode::NotAnEmail).document
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Problem};
    use crate::desk::{Action, Refusal, WhyNot};
    use crate::words::Vocabulary;
    use poem_openapi::types::ToJSON;
    use serde_json::json;

    #[test]
    fn every_code_has_a_status_of_its_class_and_its_own_word() {
        let mut words: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!((400..=507).contains(&code.status()), "{code:?}");
            assert!(code.advice().ends_with('.'), "{code:?}");
        }
    }

    #[test]
    fn a_transition_that_the_table_lacks_says_what_and_why() {
        let problem = Problem::from(Refusal::Transition { action: Action::Close, why: WhyNot::State });
        assert_eq!(
            problem.document.to_json(),
            Some(json!({
                "type": "/docs/problems#not_possible", "title": "The case does not allow this now", "status": 409,
                "code": "not_possible", "detail": "`close` is not possible: state.", "action": "close", "why": "state",
            }))
        );
    }
}
