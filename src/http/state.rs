//! What every request needs: the store, the clock, the password pool, the set-up link.

use super::body;
use super::bound::Bound;
use super::entry::hosts::Hosts;
use super::entry::pace::Pace;
use super::entry::password::Passwords;
use super::entry::proxies::Proxies;
use super::entry::setup_link::SetupLink;
use super::entry::witness::{self, Refusals};
use super::events::{self, Hub};
use super::gate::Gate;
use super::machine;
use super::mailbox_sign_in::Begun;
use super::metrics::Metrics;
use super::picture::Drawing;
use super::portal;
use super::server::Bounds;
use super::survey_page::burst::Openings;
use super::survey_page::twice::SentForms;
use super::tls::Certificate;
use super::{attachments, letters, uploads};
use crate::channels::Courier;
use crate::channels::mail::incoming::Readers;
use crate::clock::Clock;
use crate::clockwork::{Backups, Jobs};
use crate::desk::ActorRef;
use crate::desk::id::UserId;
use crate::desk::{Facts, Fault};
use crate::moment::Moment;
use crate::replay::Replays;
use crate::store::Store;
use crate::store::search::Search;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Semaphore;

/// What the command line and the configuration say about this edge.
#[derive(Clone, Default)]
pub struct Options {
    /// The data file, whose size the first screen shows.
    pub data_file: PathBuf,
    /// The proxies before the desk, whose `X-Forwarded-Proto` and `X-Forwarded-For` are believed.
    pub proxies: Proxies,
    /// In a demonstration: the users whom anybody enters as with one click.
    pub demo: Option<Vec<UserId>>,
    /// Where it listens; none: it is not told.
    pub listens: Option<SocketAddr>,
    /// The certificate with which it speaks TLS.
    pub certificate: Option<Arc<Certificate>>,
    /// What is counted for whoever watches over the desk.
    pub metrics: Metrics,
    /// What connections may take.
    pub bounds: Bounds,
}

/// The workers that empty the outbox, as far as they run, and those that read mailboxes.
#[derive(Clone, Default)]
pub struct Couriers {
    /// By mail.
    pub mail: Option<Courier>,
    /// To other programs.
    pub webhooks: Option<Courier>,
    /// Who reads the mailboxes.
    pub readers: Readers,
}

/// How many changes are on their way to the disk at once: as many as make a commit worth its while.
const CHANGES: usize = 32;

/// What every request needs. One for the whole program.
pub struct State {
    /// The data file.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Since when it answers.
    pub(super) started: Moment,
    /// How this edge behaves.
    pub options: Options,
    /// Where password hashes are made and checked.
    pub passwords: Passwords,
    /// Where pictures are drawn.
    pub(super) drawing: Drawing,
    /// The turns of mails whose faces are made safe.
    pub(super) faces: Semaphore,
    /// The turns of files that come in.
    pub(super) uploads: Arc<Semaphore>,
    /// Files that come in, or wait for their turn, by who sends them.
    pub(super) uploaders: Bound<ActorRef>,
    /// Files that go out, by who takes them.
    pub(super) downloaders: Bound<ActorRef>,
    /// Streams of live events, by who listens.
    pub(super) listeners: Bound<ActorRef>,
    /// The memory of bodies.
    pub(super) bodies: body::Memory,
    /// The turns of requests that are worked on.
    pub(super) work: Gate,
    /// The turns of changes that are on their way to the disk.
    pub(super) changes: Gate,
    /// The one-time link for the first administrator.
    pub setup_link: SetupLink,
    /// How often anybody did what nobody has to be known for.
    pub(super) pace: Pace,
    /// Marks of surveys' mails that were opened lately.
    pub(super) openings: Openings,
    /// Forms of surveys that were sent lately.
    pub(super) sent_forms: SentForms,
    /// The turns of codes that are sent to those who want to come in to their own pages.
    pub(super) codes: Arc<Semaphore>,
    /// Who went to sign in to a mailbox for the desk, and is to come back.
    pub(super) sign_ins: Begun,
    /// What was refused in the last minute.
    pub(super) refusals: Refusals,
    /// The hosts under which the desk answers.
    pub(super) hosts: Hosts,
    /// What empties the outbox: woken when somebody wants something sent again.
    pub(super) couriers: Couriers,
    /// The backups: the clockwork is asked for one, and how far one is.
    pub(super) backups: Backups,
    /// The other jobs by schedule, likewise.
    pub(super) jobs: Jobs,
    /// Past periods through a model on trial.
    pub(super) replays: Arc<Replays>,
    /// Finds cases and people by words.
    pub search: Arc<Search>,
    /// Tells listeners what changes.
    pub(super) live: Arc<Hub>,
    /// Whose turn it is to take a backup away: each needs room for a second data file until it has gone.
    pub(super) takes_away: Arc<Semaphore>,
    closing: AtomicBool,
}

impl State {
    /// For this store and clock, and what empties the outbox, the backups and the jobs of that store.
    pub fn new(
        store: Store,
        clock: Clock,
        couriers: Couriers,
        (backups, jobs): (Backups, Jobs),
        options: Options,
    ) -> Arc<Self> {
        Arc::new(Self {
            started: clock.now(),
            hosts: Hosts::new(store.head()),
            live: Arc::new(Hub::new(store.clone())),
            search: Search::of(store.clone()),
            replays: Replays::new(store.clone(), clock.clone()),
            store,
            clock,
            couriers,
            backups,
            jobs,
            passwords: Passwords::default(),
            drawing: Drawing::default(),
            faces: Semaphore::new(letters::FACES_AT_ONCE),
            uploads: Arc::new(Semaphore::new(uploads::AT_ONCE)),
            uploaders: Bound::new(uploads::MOST, uploads::MOST_OF_ONE),
            downloaders: Bound::new(attachments::MOST, attachments::MOST_OF_ONE),
            listeners: Bound::new(options.bounds.streams, events::MOST_OF_ONE),
            bodies: body::Memory::default(),
            work: Gate::of_processors(),
            changes: Gate::new(CHANGES),
            setup_link: SetupLink::default(),
            pace: Pace::default(),
            openings: Openings::default(),
            sent_forms: SentForms::default(),
            codes: Arc::new(Semaphore::new(portal::AT_ONCE)),
            sign_ins: Begun::default(),
            refusals: Refusals::default(),
            takes_away: Arc::new(Semaphore::new(1)),
            closing: AtomicBool::new(false),
            options,
        })
    }

    /// The desk is about to close: `/readyz` says so from now on, and live streams end.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
        self.replays.close();
        self.live.close();
    }

    /// Where a browser opens the desk: at its public address when that is set, else by whatever the machine is called.
    ///
    /// # Errors
    /// A fault of the storage.
    pub fn addresses(&self) -> Result<Vec<String>, Fault> {
        if let Some(public) = &self.store.snapshot()?.settings()?.public_url {
            return Ok(vec![public.trim_end_matches('/').to_owned()]);
        }
        let scheme = if self.options.certificate.is_some() { "https" } else { "http" };
        Ok(self.options.listens.map(|listens| machine::pages(scheme, listens)).unwrap_or_default())
    }

    /// Writes down what was counted at the door, minute by minute. It never ends by itself.
    pub async fn watch_the_door(&self) {
        witness::keep_writing(self).await;
    }

    /// Writes down what was counted at the door since: before the store closes.
    pub async fn leave_the_door(&self) {
        witness::write_last(self).await;
    }

    /// Whether it is about to close.
    pub fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }
}
