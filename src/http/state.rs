//! What every request needs: the store, the clock, the password pool, the set-up link.

use super::entry::hosts::Hosts;
use super::entry::password::Passwords;
use super::entry::setup_link::SetupLink;
use super::events::Hub;
use crate::clock::Clock;
use crate::store::Store;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the command line and the configuration say about this edge.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The data file, whose size the first screen shows.
    pub data_file: PathBuf,
    /// Whether a proxy stands before the desk, whose `X-Forwarded-Proto` and `X-Forwarded-For` are believed.
    pub behind_proxy: bool,
    /// Whether this is a demonstration, in which anybody enters as anybody with one click.
    pub demo: bool,
}

/// What every request needs. One for the whole program.
pub struct State {
    /// The data file.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// How this edge behaves.
    pub options: Options,
    /// Where password hashes are made and checked.
    pub passwords: Passwords,
    /// The one-time link for the first administrator.
    pub setup_link: SetupLink,
    /// The hosts under which the desk answers.
    pub(super) hosts: Hosts,
    /// Tells listeners what changes.
    pub(super) live: Arc<Hub>,
    closing: AtomicBool,
}

impl State {
    /// For this store and clock.
    pub fn new(store: Store, clock: Clock, options: Options) -> Arc<Self> {
        Arc::new(Self {
            hosts: Hosts::new(store.head()),
            live: Arc::new(Hub::new(store.clone())),
            store,
            clock,
            options,
            passwords: Passwords::default(),
            setup_link: SetupLink::default(),
            closing: AtomicBool::new(false),
        })
    }

    /// The desk is about to close: `/readyz` says so from now on, and live streams end.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
        self.live.close();
    }

    /// Whether it is about to close.
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }
}
