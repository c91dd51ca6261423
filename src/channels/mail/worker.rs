//! Empties the outbox: takes what is due, looks at it again, sends it, and keeps what came of it.
//!
//! A row goes from queued to leased when a try begins, and to unknown just before the message itself is sent: from
//! there on only the server's answer tells. So whatever dies, and whenever: a leased row was not sent and may be tried
//! again; an unknown one may have arrived, and only an administrator sends it again. Nothing that a server accepted is
//! sent twice by the desk itself.

use super::compose::{Composed, compose};
use super::delivery::{Patience, Server, Trouble, deliver};
use super::drop_reason::DropReason;
use super::message::{Thread, build};
use super::{link_letter, missing, retry};
use crate::clock::Clock;
use crate::secret::{hash, new_secret};
use crate::store::outbox::{self, OutboxId, OutboxState, Outgoing};
use crate::store::{DiskTrouble, OperateError, Snapshot, Store, password_link, secret};
use chrono::TimeDelta;
use lettre::Message;
use rules::Moment;
use rules::desk::{Facts, Fault, MailSettings, Recipient};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};

/// So many mails are under way at once.
const AT_ONCE: usize = 2;
/// Longer than any conversation up to the message itself can last.
const LEASE: TimeDelta = TimeDelta::minutes(15);
/// What comes in quick succession is looked at together.
const GATHER: Duration = Duration::from_millis(100);
/// Without a word from anybody, the outbox is looked at again after this.
const LOOK_AGAIN: TimeDelta = TimeDelta::seconds(60);
/// After a fault of the store.
const BREATHER: Duration = Duration::from_secs(5);
/// Mails of a case that are looked through for References.
const THREAD: usize = 500;
/// Rows changed in one step when the settings change.
const PAGE: usize = 200;

/// The mail worker, for those who start, wake and stop it. Clones are the same worker.
#[derive(Clone)]
pub struct Mailer {
    wake: Arc<Notify>,
    stop: Arc<watch::Sender<bool>>,
}

impl Mailer {
    /// Says that something changed that the journal does not tell, such as "send again".
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Begins no more mails, and ends once those under way are through or have reached the limit of their patience.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }
}

/// Starts the worker on the current runtime. The task ends after [`Mailer::stop`]; whoever does not want to wait for a
/// slow server may abort it at any moment.
pub fn start(store: Store, clock: Clock, patience: Patience) -> (Mailer, JoinHandle<()>) {
    let mailer = Mailer { wake: Arc::default(), stop: Arc::new(watch::Sender::new(false)) };
    let worker =
        Worker { store, clock, patience, under_way: JoinSet::new(), busy: HashSet::new(), settings_version: None };
    let task = tokio::spawn(worker.run(Arc::clone(&mailer.wake), mailer.stop.subscribe()));
    (mailer, task)
}

struct Worker {
    store: Store,
    clock: Clock,
    patience: Patience,
    under_way: JoinSet<OutboxId>,
    busy: HashSet<OutboxId>,
    /// The version of the mail settings that the last look saw.
    settings_version: Option<u64>,
}

/// Why a look at the outbox could not be finished.
#[derive(Debug, thiserror::Error)]
enum Interrupted {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Operate(#[from] OperateError),
}

impl Interrupted {
    /// Whether the disk is to blame: the store tells the log of it, and goes on by itself.
    fn is_the_disk(&self) -> bool {
        match self {
            Self::Fault(fault) | Self::Operate(OperateError::Fault(fault)) => DiskTrouble::of(fault).is_some(),
            Self::Operate(_) => false,
        }
    }
}

impl Worker {
    async fn run(mut self, wake: Arc<Notify>, mut stop: watch::Receiver<bool>) {
        let mut head = self.store.head();
        // Whatever was leased when the program ended was not sent.
        let mut first = true;
        while !*stop.borrow() {
            head.borrow_and_update();
            let next = match self.look(first).await {
                Ok(next) => {
                    first = false;
                    next
                }
                Err(Interrupted::Operate(OperateError::Closed)) => break,
                Err(cause) => {
                    if !cause.is_the_disk() {
                        tracing::warn!(%cause, "the outbox cannot be looked at");
                    }
                    tokio::time::sleep(BREATHER).await;
                    continue;
                }
            };
            tokio::select! {
                changed = head.changed() => match changed {
                    Ok(()) => tokio::time::sleep(GATHER).await,
                    // The store is gone.
                    Err(_) => break,
                },
                () = wake.notified() => {}
                () = self.clock.sleep_until(next) => {}
                Some(ended) = self.under_way.join_next() => self.forget(ended),
                _ = stop.changed() => {}
            }
        }
        while let Some(ended) = self.under_way.join_next().await {
            self.forget(ended);
        }
    }

    fn forget(&mut self, ended: Result<OutboxId, tokio::task::JoinError>) {
        match ended {
            Ok(id) => {
                self.busy.remove(&id);
            }
            // Its row stays leased or unknown; the id stays among the busy ones, so that nobody takes it meanwhile.
            Err(cause) => tracing::error!(%cause, "sending a mail ended abnormally"),
        }
    }

    /// Begins what is due, as far as there is room, and says when to look again.
    async fn look(&mut self, first: bool) -> Result<Moment, Interrupted> {
        while let Some(ended) = self.under_way.try_join_next() {
            self.forget(ended);
        }
        let now = self.clock.now();
        let later = now.plus(LOOK_AGAIN);
        let snapshot = self.store.snapshot()?;
        if self.give_back_leases(&snapshot, if first { Moment::from_millis(i64::MAX) } else { now }).await? {
            // What this snapshot shows is old already.
            return Ok(now);
        }
        let Some(settings) = snapshot.get::<MailSettings>(())?.filter(|mail| missing(Some(mail)).is_empty()) else {
            // Nothing fails for want of settings: it waits.
            return Ok(later);
        };
        let Ok(password) = secret::find(&snapshot, self.store.keys(), secret::MAIL_PASSWORD)?.transpose() else {
            // Nor for want of the key of the password.
            return Ok(later);
        };
        let settings_changed = self.settings_version.is_some_and(|seen| seen != settings.version);
        self.settings_version = Some(settings.version);
        if settings_changed {
            self.hurry(&snapshot, now).await?;
            return Ok(now);
        }
        let room = AT_ONCE.saturating_sub(self.under_way.len());
        if room == 0 {
            // A mail that ends wakes the worker.
            return Ok(later);
        }
        let due = outbox::due(&snapshot, now, room + self.busy.len())?;
        let mut waiting = due.into_iter().filter(|row| !self.busy.contains(&row.id));
        let taken: Vec<Outgoing> = waiting.by_ref().take(room).collect();
        if taken.is_empty() {
            let next = outbox::next_due(&snapshot)?.filter(|next| *next > now);
            return Ok(next.map_or(later, |next| next.min(later)));
        }
        drop(snapshot);
        for row in taken {
            self.busy.insert(row.id);
            let attempt = Attempt {
                store: self.store.clone(),
                clock: self.clock.clone(),
                patience: self.patience,
                settings: settings.clone(),
                password: password.clone(),
            };
            self.under_way.spawn(async move {
                let id = row.id;
                if let Err(cause) = attempt.make(row).await {
                    tracing::warn!(%cause, mail = id.0, "what came of a mail could not be kept");
                }
                id
            });
        }
        Ok(later)
    }

    /// Queues again what was leased by somebody who is gone; says whether there was something.
    async fn give_back_leases(&self, snapshot: &Snapshot, until: Moment) -> Result<bool, Interrupted> {
        let lapsed: Vec<OutboxId> = outbox::lapsed(snapshot, until, PAGE)?
            .into_iter()
            .map(|row| row.id)
            .filter(|id| !self.busy.contains(id))
            .collect();
        if lapsed.is_empty() {
            return Ok(false);
        }
        let now = self.clock.now();
        self.store
            .operate(move |operational| {
                lapsed
                    .iter()
                    .try_for_each(|id| outbox::retry_at(operational, *id, now, "interrupted before it was sent"))
            })
            .await?;
        Ok(true)
    }

    /// The settings changed, so what failed to leave under the old ones is tried at once.
    async fn hurry(&self, snapshot: &Snapshot, now: Moment) -> Result<(), Interrupted> {
        let mut after = None;
        loop {
            let page = outbox::list(snapshot, OutboxState::Queued, after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some((last.when, last.id));
            let waiting: Vec<Outgoing> = page.into_iter().filter(|row| row.when > now).collect();
            if waiting.is_empty() {
                // The newest come first: the rest is due already.
                return Ok(());
            }
            self.store
                .operate(move |operational| {
                    waiting.iter().try_for_each(|row| {
                        let error = row.last_error.as_deref().unwrap_or_default();
                        // It may have been sent or taken away since the list was read.
                        match outbox::find(operational, row.id)? {
                            Some(current) if current.state == OutboxState::Queued => {
                                outbox::retry_at(operational, row.id, now, error)
                            }
                            _ => Ok(()),
                        }
                    })
                })
                .await?;
        }
    }
}

/// One try to send one row.
struct Attempt {
    store: Store,
    clock: Clock,
    patience: Patience,
    settings: MailSettings,
    password: Option<String>,
}

/// What a look at the tables gives for a row.
enum Prepared {
    Ready(Box<Message>, Box<Server>),
    /// With the reason's word.
    Dropped(&'static str),
    /// It can never be made into a message.
    Broken(String),
}

impl Attempt {
    async fn make(&self, row: Outgoing) -> Result<(), Interrupted> {
        let id = row.id;
        let prepared = self.prepare(&row).await?;
        let (message, server) = match prepared {
            Prepared::Ready(message, server) => (message, server),
            Prepared::Dropped(reason) => {
                let now = self.clock.now();
                self.store.operate(move |operational| outbox::cancelled(operational, id, now, reason)).await?;
                return Ok(());
            }
            Prepared::Broken(words) => {
                let now = self.clock.now();
                self.store.operate(move |operational| outbox::failed(operational, id, now, &words)).await?;
                return Ok(());
            }
        };
        let until = self.clock.now().plus(LEASE);
        let Some(leased) = self.store.operate(move |operational| outbox::lease(operational, id, until)).await? else {
            return Ok(());
        };
        let handing_over = async {
            let now = self.clock.now();
            let words = "handed over; the server has not answered yet";
            let kept = self.store.operate(move |operational| outbox::unknown(operational, id, now, words)).await;
            kept.map_err(|cause| cause.to_string())
        };
        let outcome = deliver(&server, &message, self.patience, handing_over).await;
        let now = self.clock.now();
        tracing::debug!(mail = id.0, ticket = row.ticket.map(|ticket| ticket.0), ?outcome, "a mail was tried");
        let outcome = Arc::new(outcome.map(drop));
        loop {
            let outcome = Arc::clone(&outcome);
            let kept = self.store.operate(move |operational| match &*outcome {
                Ok(()) => outbox::sent(operational, id, now),
                Err(Trouble::Unknown(words)) => outbox::unknown(operational, id, now, words),
                Err(Trouble::Never(words)) => outbox::failed(operational, id, now, words),
                Err(Trouble::Later(words)) => match retry::delay_after(leased.attempts) {
                    Some(delay) => outbox::retry_at(operational, id, now.plus(delay), words),
                    None => outbox::failed(operational, id, now, words),
                },
            });
            match kept.await.map_err(Interrupted::from) {
                // What the server said is known only here: it is kept when the disk works again.
                Err(cause) if cause.is_the_disk() => tokio::time::sleep(BREATHER).await,
                kept => return kept,
            }
        }
    }

    /// Makes what opens the link that the row is to bring, anew for each attempt: only its hash is kept. `None`: the
    /// link is not wanted any more.
    async fn cut_key(&self, row: &Outgoing) -> Result<Option<(String, Moment)>, Interrupted> {
        let Recipient::User(user) = row.to else { return Ok(None) };
        let secret = new_secret()?;
        let (key, cause, now) = (hash(&secret), row.cause, self.clock.now());
        let cut = self.store.operate(move |operational| password_link::cut(operational, (user, cause), key, now));
        Ok(cut.await?.map(|expires| (password_link::token(user, &secret), expires)))
    }

    /// Writes the message from one look at the tables, which is over when this returns.
    async fn prepare(&self, row: &Outgoing) -> Result<Prepared, Interrupted> {
        let composed = if row.kind.brings_a_link() {
            match self.cut_key(row).await? {
                Some((token, expires)) => {
                    link_letter::compose(&self.store.snapshot()?, row, (&token, expires), self.clock.now())?
                }
                None => Composed::Dropped(DropReason::LinkReplaced),
            }
        } else {
            compose(&self.store.snapshot()?, row)?
        };
        let (letter, to) = match composed {
            Composed::Letter(letter) => *letter,
            Composed::Dropped(reason) => return Ok(Prepared::Dropped(reason.as_str())),
        };
        let snapshot = self.store.snapshot()?;
        let desk = snapshot.settings()?;
        let of_case = match row.ticket {
            Some(ticket) => outbox::of_ticket(&snapshot, ticket, THREAD)?,
            None => Vec::new(),
        };
        let earlier: Vec<String> = of_case
            .into_iter()
            .filter(|other| other.id < row.id && other.to == row.to)
            .filter(|other| matches!(other.state, OutboxState::Sent | OutboxState::Unknown))
            .map(|other| other.message_id)
            .collect();
        let thread = Thread { id: &row.message_id, earlier: &earlier, at: row.created };
        Ok(match build(&letter, &to, &thread, (&self.settings, &desk)) {
            Ok(message) => {
                let server = Server::new(&self.settings, self.password.as_deref(), &desk);
                Prepared::Ready(Box::new(message), Box::new(server))
            }
            Err(words) => Prepared::Broken(words),
        })
    }
}
