//! Calls that may panic over damaged bytes, made so that people read our one line and not a backtrace.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Calls; a panic comes back as its message, and nothing is printed.
pub(super) fn quietly<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            if !QUIET.get() {
                before(panicked);
            }
        }));
    });
    QUIET.set(true);
    let called = panic::catch_unwind(AssertUnwindSafe(call));
    QUIET.set(false);
    called.map_err(|panic| message(panic.as_ref()))
}

/// What a panic said.
pub(super) fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("it panicked").lines().next().unwrap_or_default().to_owned()
}
