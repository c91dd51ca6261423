//! Every secret that a test typed or was shown is looked for in all that any desk of this run answers, says, mails and
//! logs from then on, and in all that was logged before: a secret is shown once, by the one answer that is there for it.
//! That goes for desks in this process and for those that run as one of their own, for answers that are read off the
//! wire, and for what commands print. (A backup holds everything, and is not looked through.)

use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{LazyLock, Mutex, MutexGuard, Once, PoisonError};
use tracing_subscriber::EnvFilter;

/// Fields of requests that hold secrets.
const TYPED: [&str; 6] = ["password", "current", "new", "token", "key", "secret"];
/// Fields of answers that show a secret, once.
const SHOWN: [&str; 4] = ["secret", "key", "codes", "link"];
/// Shorter ones are words that stand anywhere, as are those of small letters alone.
const SHORTEST: usize = 12;

#[derive(Default)]
struct Seen {
    secrets: BTreeSet<String>,
    log: String,
    /// How much of the log was searched for all secrets.
    searched: usize,
    /// What was found where no test could be broken off.
    overheard: Vec<String>,
}

impl Seen {
    /// What is wrong with this text, by the secrets that are known.
    fn fault(&self, text: &str, what: &str) -> Option<String> {
        let secret = self.secrets.iter().find(|secret| text.contains(secret.as_str()))?;
        Some(format!("a secret is {what}: {secret}\n{text}"))
    }

    /// A secret from now on.
    #[track_caller]
    fn plant(&mut self, secret: &str) {
        // A link is a secret for what stands behind its `#`.
        let secret = secret.rsplit("#token=").next().unwrap_or_default();
        let is_word = secret.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if secret.len() >= SHORTEST && !is_word && !self.secrets.contains(secret) {
            assert!(!self.log.contains(secret), "a secret is in the log: {secret}");
            self.secrets.insert(secret.to_owned());
        }
    }

    /// Nothing was overheard, and nothing is in what was logged since the last time.
    #[track_caller]
    fn is_clean(&mut self) {
        assert_eq!(self.overheard, [""; 0]);
        let fault = self.fault(self.log.get(self.searched..).unwrap_or_default(), "in the log");
        assert_eq!(fault, None);
        self.searched = self.log.len();
    }
}

fn seen() -> MutexGuard<'static, Seen> {
    static SEEN: LazyLock<Mutex<Seen>> = LazyLock::new(Mutex::default);
    SEEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens to what the desks of this process log, down to the last detail.
pub(crate) fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = EnvFilter::new("ventanilla=trace,poem=trace,lettre=trace,warn");
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(|| Log).init();
    });
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        log(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Something that a desk logged.
pub(crate) fn log(text: &str) {
    seen().log.push_str(text);
}

/// Looks through what was said in the open.
#[track_caller]
pub(crate) fn search(text: &str) {
    assert_eq!(seen().fault(text, "said"), None);
}

/// The same where no test can be broken off: the next that looks is.
pub(crate) fn overhear(text: &str) {
    let mut seen = seen();
    let fault = seen.fault(text, "said");
    seen.overheard.extend(fault);
}

/// A secret from now on.
#[track_caller]
pub(crate) fn plant(secret: &str) {
    seen().plant(secret);
}

/// Whoever ends has said and logged no secret.
#[track_caller]
pub(crate) fn is_clean() {
    seen().is_clean();
}

/// What a request typed, which was no mistake.
#[track_caller]
pub(crate) fn typed(request: &Value) {
    let mut found = BTreeSet::new();
    collect(request, &TYPED, &mut found);
    found.iter().for_each(|secret| plant(secret));
}

/// Looks through an answer, with its headers as text, and through the log; then remembers what it shows.
#[track_caller]
pub(crate) fn look(headers: &str, answer: &str, json: &Value) {
    let mut seen = seen();
    assert_eq!(seen.fault(answer, "answered again"), None);
    let mut found = BTreeSet::new();
    // The examples of the description are nobody's secrets.
    if json["openapi"].is_null() {
        collect(json, &SHOWN, &mut found);
        // A link without a token opens nothing: it leads to what is documented.
        found.retain(|shown| !shown.starts_with("http") || shown.contains("#token="));
    }
    for name in ["ventanilla=", "ventanilla-device="] {
        found.extend(headers.split(name).skip(1).map(|rest| rest.split(';').next().unwrap_or_default().to_owned()));
    }
    for secret in found {
        seen.plant(&secret);
    }
    seen.is_clean();
}

/// Looks through an answer as it came off the wire.
#[track_caller]
pub(crate) fn look_at_raw(answer: &str) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
    look(head, answer, &serde_json::from_str(body).unwrap_or_default());
}

/// Collects the texts below these keys.
fn collect(json: &Value, keys: &[&str], found: &mut BTreeSet<String>) {
    let texts = |value: &Value| match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    match json {
        Value::Object(fields) => {
            for (name, value) in fields {
                if keys.contains(&name.as_str()) {
                    found.extend(texts(value));
                }
                collect(value, keys, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, keys, found)),
        _ => {}
    }
}

#[test]
fn what_was_shown_once_is_found_again() {
    let planted = "nunca-mas-se-muestra";
    let shown = serde_json::json!({ "secret": planted });
    look("", &shown.to_string(), &shown);
    let again = std::panic::catch_unwind(|| look("", planted, &Value::Null));
    assert!(again.is_err());
    assert!(std::panic::catch_unwind(|| search(planted)).is_err());
    let raw = format!("HTTP/1.1 200 OK\r\nset-cookie: ventanilla={planted}; Path=/\r\n\r\n");
    assert!(std::panic::catch_unwind(|| look_at_raw(&raw)).is_err());
    let browser = "el-navegador-que-se-conoce";
    look(&format!("ventanilla=; Max-Age=0\n__Host-ventanilla-device={browser}; Path=/"), "", &Value::Null);
    assert!(std::panic::catch_unwind(|| search(browser)).is_err());
    assert!(seen().secrets.contains(planted));
}

#[test]
fn what_nobody_could_be_told_of_and_what_was_logged_is_told_by_whoever_looks_next() {
    let mut seen = Seen::default();
    seen.plant("https://mesa.example/setup#token=una-vez-y-no-mas");
    seen.is_clean();
    let refuses = |mut seen: Seen| std::panic::catch_unwind(move || seen.is_clean()).is_err();
    let secrets = seen.secrets;
    assert!(refuses(Seen { secrets: secrets.clone(), log: "abrió una-vez-y-no-mas".to_owned(), ..Seen::default() }));
    let fault = Seen { secrets, ..Seen::default() }.fault("dice una-vez-y-no-mas", "said");
    assert!(refuses(Seen { overheard: fault.into_iter().collect(), ..Seen::default() }));
}
