//! Every secret that a test typed or was shown is looked for in all that any desk of this run answers and logs from
//! then on, and in all that was logged before: a secret is shown once, by the one answer that is there for it.

use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{LazyLock, Mutex, MutexGuard, Once, PoisonError};
use tracing_subscriber::EnvFilter;

/// Fields of requests that hold secrets.
const TYPED: [&str; 5] = ["password", "current", "new", "token", "key"];
/// Fields of answers that show a secret, once.
const SHOWN: [&str; 4] = ["secret", "key", "codes", "link"];
/// Shorter ones are words that stand anywhere.
const SHORTEST: usize = 12;

#[derive(Default)]
struct Seen {
    secrets: BTreeSet<String>,
    log: String,
    /// How much of the log was searched for all secrets.
    searched: usize,
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
        seen().log.push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Looks through an answer, with its headers as text, and through the log; then remembers what it shows, and what the
/// request that it answers had typed.
#[track_caller]
pub(crate) fn look(request: &Value, headers: &str, answer: &str, json: &Value) {
    let mut seen = seen();
    // The description has its own examples.
    if json["openapi"].is_null() {
        for secret in &seen.secrets {
            assert!(!answer.contains(secret.as_str()), "a secret is answered again: {secret}\n{answer}");
        }
    }
    let mut found = BTreeSet::new();
    collect(request, &TYPED, &mut found);
    collect(json, &SHOWN, &mut found);
    found.extend(headers.split("ventanilla=").nth(1).map(|rest| rest.split(';').next().unwrap_or_default().to_owned()));
    for secret in found.into_iter().filter(|secret| secret.len() >= SHORTEST) {
        // A link is a secret for what stands behind its `#`.
        let secret = secret.rsplit("#token=").next().unwrap_or_default().to_owned();
        if !seen.secrets.contains(&secret) {
            assert!(!seen.log.contains(&secret), "a secret is in the log: {secret}");
            seen.secrets.insert(secret);
        }
    }
    let more = seen.log.get(seen.searched..).unwrap_or_default();
    for secret in &seen.secrets {
        assert!(!more.contains(secret.as_str()), "a secret is in the log: {secret}\n{more}");
    }
    seen.searched = seen.log.len();
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
    look(&Value::Null, "", &shown.to_string(), &shown);
    let again = std::panic::catch_unwind(|| look(&Value::Null, "", planted, &Value::Null));
    assert!(again.is_err());
    assert!(seen().secrets.contains(planted));
}
