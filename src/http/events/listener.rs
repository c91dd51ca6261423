//! Somebody who listens: what they are told, and until when.

use super::hub::{AT_ONCE, BREATHER};
use super::wire::{EventKind, Message, event};
use crate::desk::id::Seq;
use crate::desk::{ActorRef, Fault, Viewer};
use crate::http::bound::Inside;
use crate::http::entry::second_step;
use crate::http::problem::{Code, Problem};
use crate::http::reply::Answer;
use crate::http::state::State;
use crate::queries::live::{self, REPLAYED};
use crate::store::session::{self, SessionHash};
use crate::store::{DiskTrouble, Snapshot};
use hyper::body::Bytes;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior};

/// How often a silent stream says that it is still there, and whether its listener may still come in is looked at.
const BEAT: Duration = Duration::from_secs(15);

/// What woke a listener.
enum Woke {
    Told(Result<Arc<Message>, RecvError>),
    Beat,
    Doors,
}

/// Somebody who listens.
pub(super) struct Listener {
    state: Arc<State>,
    session: Option<SessionHash>,
    viewer: Viewer,
    /// The last entry that they were told of, or that did not concern them.
    seen: Seq,
    /// What is told before anything new.
    waiting: VecDeque<Bytes>,
    changes: Option<broadcast::Receiver<Arc<Message>>>,
    doors: watch::Receiver<()>,
    beat: Interval,
    _inside: Inside<ActorRef>,
}

impl Listener {
    pub(super) fn begin(
        state: &Arc<State>,
        actor: ActorRef,
        session: Option<SessionHash>,
        last_event_id: Option<&str>,
    ) -> Answer<Self> {
        let inside = state.listeners.enter(actor).map_err(|many| {
            many.problem(
                "You listen to as many streams as one caller may. End one of them: one is enough for a program.",
            )
        })?;
        // First the subscription, then the snapshot: what happens between the two is told twice rather than never.
        let changes = state.live.listen();
        let doors = state.live.doors.subscribe();
        let snapshot = state.store.snapshot()?;
        let viewer = Viewer::of(&snapshot, actor, state.clock.now())?;
        let viewer = viewer.ok_or_else(|| Problem::of(Code::Unauthenticated))?;
        let head = snapshot.head();
        let mut beat = tokio::time::interval_at(Instant::now() + BEAT, BEAT);
        beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut listener = Self {
            state: Arc::clone(state),
            session,
            viewer,
            seen: head,
            waiting: VecDeque::new(),
            changes,
            doors,
            beat,
            _inside: inside,
        };
        match last_event_id {
            None => listener.say(EventKind::Hello),
            Some(id) => match id.parse().ok().map(Seq).filter(|from| *from <= head && head.0 - from.0 <= REPLAYED) {
                Some(from) => listener.replay(&snapshot, from)?,
                None => {
                    listener.say(EventKind::Hello);
                    listener.say(EventKind::Reset);
                }
            },
        }
        Ok(listener)
    }

    /// What they missed since `from`, weighed as if it had just happened.
    fn replay(&mut self, snapshot: &Snapshot, from: Seq) -> Result<(), Fault> {
        let head = self.seen;
        self.seen = from;
        self.say(EventKind::Hello);
        while let Some(changes) = live::gather(snapshot, self.seen, AT_ONCE)? {
            self.seen = changes.last;
            if changes.access {
                // What they saw before is not known any more.
                self.waiting.truncate(1);
                self.seen = head;
                self.say(EventKind::Reset);
                break;
            }
            self.tell(&Message::of(changes));
        }
        Ok(())
    }

    fn say(&mut self, kind: EventKind) {
        self.waiting.push_back(event(kind, self.seen, None));
    }

    fn tell(&mut self, message: &Message) {
        self.waiting.extend(message.to(&self.viewer));
    }

    /// The next event; `None`: the stream ends.
    pub(super) async fn next(mut self) -> Option<(Bytes, Self)> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some((event, self));
            }
            let changes = self.changes.as_mut()?;
            let woke = tokio::select! {
                told = changes.recv() => Woke::Told(told),
                _ = self.beat.tick() => Woke::Beat,
                _ = self.doors.changed() => Woke::Doors,
            };
            if !self.may_stay(&woke).await {
                return None;
            }
            match woke {
                Woke::Doors => {}
                Woke::Beat => self.say(EventKind::Beat),
                Woke::Told(Err(RecvError::Closed)) => return None,
                Woke::Told(Err(RecvError::Lagged(_))) => {
                    self.seen = self.state.store.snapshot().ok()?.head();
                    self.say(EventKind::Reset);
                }
                // Told already by the replay.
                Woke::Told(Ok(message)) if message.changes.last <= self.seen => {}
                Woke::Told(Ok(message)) => {
                    self.seen = message.changes.last;
                    // Whoever sees something else since then is told to ask for everything again.
                    if self.waiting.is_empty() {
                        self.tell(&message);
                    }
                }
            }
        }
    }

    /// Whether they may go on listening, looked at when it may have changed: what costs a snapshot is not done by each
    /// listener for each message.
    async fn may_stay(&mut self, woke: &Woke) -> bool {
        if matches!(woke, Woke::Told(Ok(message)) if !message.changes.doors) {
            return true;
        }
        let before = self.viewer.clone();
        // While the disk fails nobody is told anything, and nobody is sent away.
        loop {
            match self.look_again() {
                Ok(true) => break,
                Ok(false) => return false,
                Err(fault) if self.state.is_closing() || DiskTrouble::of(&fault).is_none() => return false,
                Err(_) => tokio::time::sleep(BREATHER).await,
            }
        }
        if self.viewer != before {
            self.say(EventKind::Reset);
        }
        true
    }

    /// Whether they may still come in, and as whom.
    fn look_again(&mut self) -> Result<bool, Fault> {
        let now = self.state.clock.now();
        let snapshot = self.state.store.snapshot()?;
        let by_session = match &self.session {
            Some(hash) => session::find(&snapshot, hash, now)?.is_some(),
            None => false,
        };
        if !by_session && !matches!(self.viewer.actor, ActorRef::Token(_)) {
            return Ok(false);
        }
        let Some(viewer) = Viewer::of(&snapshot, self.viewer.actor, now)? else { return Ok(false) };
        self.viewer = viewer;
        Ok(!second_step::is_due(&snapshot, &self.viewer)?)
    }
}
