//! Ctrl+C and SIGTERM: somebody wants the program to end.

use std::future::Future;
use std::io;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

/// Comes back when somebody wants it. It listens from this call on.
pub(super) fn told() -> io::Result<impl Future<Output = ()>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Whether somebody wants it, from this call on: for work that has something to put in order before it ends. Whoever
/// wants it twice does not wait for that.
pub(super) fn wanted() -> io::Result<Arc<AtomicBool>> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let first = {
        let _inside = runtime.enter();
        told()?
    };
    let wanted = Arc::new(AtomicBool::new(false));
    let told_once = Arc::clone(&wanted);
    thread::spawn(move || {
        runtime.block_on(async {
            first.await;
            told_once.store(true, Ordering::Relaxed);
            if let Ok(second) = told() {
                second.await;
                process::exit(1);
            }
        });
    });
    Ok(wanted)
}
