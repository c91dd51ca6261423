//! Empties one way out of the outbox: takes what is due, looks at it again, sends it, and keeps what came of it.
//!
//! A row goes from queued to leased when a try begins. So whatever dies, and whenever: a leased row was not sent, or it
//! is harmless to send it again. What is not harmless says so before it happens ([`Carrier::deliver`]): its row is then
//! unknown until the other side answers, and only an administrator sends it again.

use super::retry;
use crate::clock::Clock;
use crate::store::outbox::{self, OutboxId, OutboxState, Outgoing};
use crate::store::{DiskTrouble, OperateError, Operational, Request, Snapshot, Store, SubmitError};
use chrono::TimeDelta;
use rules::Moment;
use rules::desk::id::InvitationId;
use rules::desk::{ActorRef, Command, Facts, Fault, Invitation, NoticeWay};
use rules::words::Vocabulary;
use std::collections::HashSet;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, JoinHandle, JoinSet};

/// Longer than anything can last that ends with its row leased.
const LEASE: TimeDelta = TimeDelta::minutes(15);
/// What comes in quick succession is looked at together.
const GATHER: Duration = Duration::from_millis(100);
/// Without a word from anybody, the outbox is looked at again after this.
const LOOK_AGAIN: TimeDelta = TimeDelta::seconds(60);
/// When something is looked at again that waits for what an administrator has to do first.
const WAITING: TimeDelta = TimeDelta::minutes(5);
/// After a fault of the store.
const BREATHER: Duration = Duration::from_secs(5);
/// Rows changed in one step when the settings change.
const PAGE: usize = 200;

/// A way out of the desk, as far as the worker has to know it.
pub(super) trait Carrier: Send + Sync + 'static {
    /// The rows that leave by it.
    const WAY: NoticeWay;
    /// So much is under way at once.
    const AT_ONCE: usize;
    /// What is needed to send anything, as of one look.
    type Means: Clone + Send + Sync;
    /// Something ready to leave.
    type Parcel: Send + Sync;

    /// The means, and the count of changes of what they were made from. `None`: everything waits.
    fn means(&self, store: &Store, snapshot: &Snapshot) -> Result<Option<(Self::Means, u64)>, Fault>;

    /// Looks at a row again, and makes ready what is to leave.
    fn prepare(
        &self,
        at: &Post,
        means: &Self::Means,
        row: &Outgoing,
    ) -> impl Future<Output = Result<Prepared<Self::Parcel>, Interrupted>> + Send;

    /// Hands it over. Where a repetition would do harm, `crossing` is waited for at the last moment at which nothing
    /// was handed over; what cannot be kept is not sent.
    fn deliver(
        &self,
        at: &Post,
        parcel: &Self::Parcel,
        crossing: impl Future<Output = Result<(), String>> + Send,
    ) -> impl Future<Output = Result<(), Trouble>> + Send;
}

/// Where it is sent from.
#[derive(Clone)]
pub(super) struct Post {
    pub(super) store: Store,
    pub(super) clock: Clock,
}

/// What a look at the tables gives for a row.
pub(super) enum Prepared<P> {
    /// It leaves, and stands for these other rows too.
    Ready(P, Vec<OutboxId>),
    /// It is not to be sent, with the reason's word.
    Dropped(&'static str),
    /// It can never be made into anything that could leave.
    Broken(String),
    /// Something has to be done first.
    Waits(String),
}

/// Why something is not known to have been taken, with the words of the other side or of the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It was not taken, and may be later.
    Later(String),
    /// It was not taken, and will not be.
    Never(String),
    /// Perhaps it was taken.
    Unknown(String),
}

impl Trouble {
    /// What was said.
    pub(super) fn words(self) -> String {
        match self {
            Self::Later(words) | Self::Never(words) | Self::Unknown(words) => words,
        }
    }
}

/// A worker, for those who start, wake and stop it. Clones are the same worker.
#[derive(Clone)]
pub struct Courier {
    wake: Arc<Notify>,
    stop: Arc<watch::Sender<bool>>,
}

impl Courier {
    /// Says that something changed that the journal does not tell, such as "send again".
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Begins nothing more, and ends once what is under way is through or has reached the limit of its patience.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }
}

/// Starts a worker on the current runtime. The task ends after [`Courier::stop`]; whoever does not want to wait for
/// somebody slow may abort it at any moment.
pub(super) fn start<C: Carrier>(carrier: C, store: Store, clock: Clock) -> (Courier, JoinHandle<()>) {
    let courier = Courier { wake: Arc::default(), stop: Arc::new(watch::Sender::new(false)) };
    let worker = Worker {
        carrier: Arc::new(carrier),
        post: Post { store, clock },
        under_way: JoinSet::new(),
        busy: HashSet::new(),
        means_version: None,
    };
    let task = tokio::spawn(worker.run(Arc::clone(&courier.wake), courier.stop.subscribe()));
    (courier, task)
}

struct Worker<C> {
    carrier: Arc<C>,
    post: Post,
    under_way: JoinSet<OutboxId>,
    busy: HashSet<OutboxId>,
    /// The version of the means that the last look saw.
    means_version: Option<u64>,
}

/// Why a look at the outbox could not be finished.
#[derive(Debug, thiserror::Error)]
pub(super) enum Interrupted {
    #[error(transparent)]
    Fault(#[from] Fault),
    #[error(transparent)]
    Operate(#[from] OperateError),
    #[error(transparent)]
    Submit(#[from] SubmitError),
}

impl Interrupted {
    /// Whether the disk is to blame: the store tells the log of it, and goes on by itself.
    fn is_the_disk(&self) -> bool {
        match self {
            Self::Fault(fault) | Self::Operate(OperateError::Fault(fault)) => DiskTrouble::of(fault).is_some(),
            Self::Submit(SubmitError::Fault(fault)) => DiskTrouble::of(fault).is_some(),
            Self::Operate(_) | Self::Submit(_) => false,
        }
    }
}

impl<C: Carrier> Worker<C> {
    async fn run(mut self, wake: Arc<Notify>, mut stop: watch::Receiver<bool>) {
        let mut head = self.post.store.head();
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
                        tracing::warn!(%cause, way = C::WAY.as_str(), "the outbox cannot be looked at");
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
                () = self.post.clock.sleep_until(next) => {}
                Some(ended) = self.under_way.join_next() => self.forget(ended),
                _ = stop.changed() => {}
            }
        }
        while let Some(ended) = self.under_way.join_next().await {
            self.forget(ended);
        }
    }

    fn forget(&mut self, ended: Result<OutboxId, JoinError>) {
        match ended {
            Ok(id) => {
                self.busy.remove(&id);
            }
            // Its row stays leased or unknown; the id stays among the busy ones, so that nobody takes it meanwhile.
            Err(cause) => tracing::error!(%cause, way = C::WAY.as_str(), "sending something ended abnormally"),
        }
    }

    /// Begins what is due, as far as there is room, and says when to look again.
    async fn look(&mut self, first: bool) -> Result<Moment, Interrupted> {
        while let Some(ended) = self.under_way.try_join_next() {
            self.forget(ended);
        }
        let now = self.post.clock.now();
        let later = now.plus(LOOK_AGAIN);
        let snapshot = self.post.store.snapshot()?;
        if self.give_back_leases(&snapshot, if first { Moment::from_millis(i64::MAX) } else { now }).await? {
            // What this snapshot shows is old already.
            return Ok(now);
        }
        let Some((means, version)) = self.carrier.means(&self.post.store, &snapshot)? else {
            // Nothing fails for want of settings: it waits.
            return Ok(later);
        };
        if self.means_version.replace(version).is_some_and(|seen| seen != version) {
            self.hurry(&snapshot, now).await?;
            return Ok(now);
        }
        let room = C::AT_ONCE.saturating_sub(self.under_way.len());
        if room == 0 {
            // What ends wakes the worker.
            return Ok(later);
        }
        let due = outbox::due(&snapshot, C::WAY, now, room + self.busy.len())?;
        let mut waiting = due.into_iter().filter(|row| !self.busy.contains(&row.id));
        let taken: Vec<Outgoing> = waiting.by_ref().take(room).collect();
        if taken.is_empty() {
            let next = outbox::next_due(&snapshot, C::WAY)?.filter(|next| *next > now);
            return Ok(next.map_or(later, |next| next.min(later)));
        }
        drop(snapshot);
        for row in taken {
            self.busy.insert(row.id);
            let attempt = Attempt { carrier: Arc::clone(&self.carrier), post: self.post.clone(), means: means.clone() };
            self.under_way.spawn(async move {
                let id = row.id;
                if let Err(cause) = attempt.make(row).await {
                    tracing::warn!(%cause, way = C::WAY.as_str(), id = id.0, "what came of it could not be kept");
                }
                id
            });
        }
        Ok(later)
    }

    /// Queues again what was leased by somebody who is gone; says whether there was something.
    async fn give_back_leases(&self, snapshot: &Snapshot, until: Moment) -> Result<bool, Interrupted> {
        let lapsed: Vec<OutboxId> = outbox::lapsed(snapshot, C::WAY, until, PAGE)?
            .into_iter()
            .map(|row| row.id)
            .filter(|id| !self.busy.contains(id))
            .collect();
        if lapsed.is_empty() {
            return Ok(false);
        }
        let now = self.post.clock.now();
        self.post
            .store
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
            let page = outbox::list(snapshot, (C::WAY, OutboxState::Queued), after, PAGE)?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some((last.when, last.id));
            let waiting: Vec<Outgoing> = page.into_iter().filter(|row| row.when > now).collect();
            if waiting.is_empty() {
                // The newest come first: the rest is due already.
                return Ok(());
            }
            self.post
                .store
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
struct Attempt<C: Carrier> {
    carrier: Arc<C>,
    post: Post,
    means: C::Means,
}

impl<C: Carrier> Attempt<C> {
    async fn make(&self, row: Outgoing) -> Result<(), Interrupted> {
        let Post { store, clock } = &self.post;
        let id = row.id;
        let prepared = self.carrier.prepare(&self.post, &self.means, &row).await?;
        let now = clock.now();
        let (parcel, ids) = match prepared {
            Prepared::Ready(parcel, others) => (parcel, std::iter::once(id).chain(others).collect::<Arc<[OutboxId]>>()),
            Prepared::Dropped(reason) => {
                store.operate(move |operational| outbox::cancelled(operational, id, now, reason)).await?;
                return Ok(());
            }
            Prepared::Broken(words) => {
                if let Some(invitation) = row.invitation {
                    self.note_delivery(invitation, false, now).await?;
                }
                store.operate(move |operational| outbox::failed(operational, id, now, &words)).await?;
                return Ok(());
            }
            Prepared::Waits(words) => {
                let then = now.plus(WAITING);
                store.operate(move |operational| outbox::retry_at(operational, id, then, &words)).await?;
                return Ok(());
            }
        };
        let until = now.plus(LEASE);
        let all = Arc::clone(&ids);
        let leased = store.operate(move |operational| outbox::lease_all(operational, &all, until)).await?;
        let Some(attempts) = leased.and_then(|leased| leased.first().map(|row| row.attempts)) else {
            return Ok(());
        };
        let crossing = async {
            let now = clock.now();
            let words = "handed over; the server has not answered yet";
            let all = Arc::clone(&ids);
            let unknown = move |operational: &mut Operational<'_>| {
                all.iter().try_for_each(|id| outbox::unknown(operational, *id, now, words))
            };
            let kept = store.operate(unknown).await;
            kept.map_err(|cause| cause.to_string())
        };
        let outcome = self.carrier.deliver(&self.post, &parcel, crossing).await;
        let now = clock.now();
        let ticket = row.ticket.map(|ticket| ticket.0);
        tracing::debug!(way = C::WAY.as_str(), id = id.0, ticket, ?outcome, "something was tried to send");
        let taken = match &outcome {
            Ok(()) => Some(true),
            Err(Trouble::Never(_)) => Some(false),
            Err(Trouble::Later(_)) => retry::delay_after(attempts).is_none().then_some(false),
            Err(Trouble::Unknown(_)) => None,
        };
        if let Some((invitation, taken)) = row.invitation.zip(taken) {
            self.note_delivery(invitation, taken, now).await?;
        }
        let outcome = Arc::new(outcome);
        loop {
            let (outcome, all) = (Arc::clone(&outcome), Arc::clone(&ids));
            let kept = store.operate(move |operational| {
                all.iter().try_for_each(|id| match &*outcome {
                    Ok(()) => outbox::sent(operational, *id, now),
                    Err(Trouble::Unknown(words)) => outbox::unknown(operational, *id, now, words),
                    Err(Trouble::Never(words)) => outbox::failed(operational, *id, now, words),
                    Err(Trouble::Later(words)) => match retry::delay_after(attempts) {
                        Some(delay) => outbox::retry_at(operational, *id, now.plus(delay), words),
                        None => outbox::failed(operational, *id, now, words),
                    },
                })
            });
            match kept.await.map_err(Interrupted::from) {
                // What the other side said is known only here: it is kept when the disk works again.
                Err(cause) if cause.is_the_disk() => tokio::time::sleep(BREATHER).await,
                kept => return kept,
            }
        }
    }

    /// An invitation that cannot be delivered counts as such, until somebody sends it again and it is taken: said before
    /// the row is settled, so that it is not forgotten.
    async fn note_delivery(&self, invitation: InvitationId, taken: bool, now: Moment) -> Result<(), Interrupted> {
        let kept: Option<Invitation> = self.post.store.snapshot()?.get(invitation.0)?;
        if kept.is_none_or(|kept| kept.sent().is_none_or(|sent| sent.refused != taken)) {
            return Ok(());
        }
        let command = Command::NoteDelivery { invitation, taken };
        match self.post.store.submit(Request::new(ActorRef::System, command, now)).await {
            Ok(_) | Err(SubmitError::Refused(_)) => Ok(()),
            Err(cause) => Err(cause.into()),
        }
    }
}
