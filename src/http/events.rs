//! Live events: what changed, told as it happens, to whoever may know of it.
//!
//! One hub reads the journal and gathers what changed; each listener weighs it against their own sight. A listener who
//! reads too slowly loses messages, never holds anybody up, and is told so (`reset`).

use super::Tag;
use super::caller::Caller;
use super::entry::second_step;
use super::problem::{Code, Problem};
use super::reply::Answer;
use super::state::State;
use super::word::{Id, Word};
use crate::desk::id::Seq;
use crate::desk::{ActorRef, Fault, Viewer};
use crate::queries::live::{self, Changes, News, Other, REPLAYED, Told};
use crate::store::session::SessionHash;
use crate::store::{DiskTrouble, Snapshot, Store};
use futures_util::stream::{self, BoxStream, StreamExt};
use poem_openapi::param::Header;
use poem_openapi::payload::EventStream;
use poem_openapi::{Enum, Object, OpenApi};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{Instant, Interval, MissedTickBehavior};

/// How long changes are gathered before they are told: many small ones become one message.
const GATHERED: Duration = Duration::from_millis(100);

/// How often a silent stream says that it is still there, and whether its listener may still come in is looked at.
const BEAT: Duration = Duration::from_secs(15);

/// After a fault of the store.
const BREATHER: Duration = Duration::from_secs(1);

/// How many messages wait for a slow listener before the oldest are lost to them.
const WAITING: usize = 256;

/// How many entries the hub looks at for one message.
const AT_ONCE: usize = 1_000;

/// Reads the journal once for all listeners. Its position is the journal's end: what came before is told from each
/// listener's own position, which they send as `Last-Event-ID`.
pub(crate) struct Hub {
    store: Store,
    /// `None` once the desk closes.
    listeners: Mutex<Listeners>,
    /// Tells listeners to look whether they may still come in.
    doors: watch::Sender<()>,
}

enum Listeners {
    /// Nobody has listened yet.
    NoneYet,
    /// The reader runs.
    Some(broadcast::Sender<Arc<Changes>>),
    /// The desk closes.
    Closed,
}

impl Hub {
    /// A hub that begins to read when somebody listens.
    pub(super) fn new(store: Store) -> Self {
        Self { store, listeners: Mutex::new(Listeners::NoneYet), doors: watch::Sender::new(()) }
    }

    /// Ends every stream, and lets no new one begin.
    pub(super) fn close(&self) {
        *self.listeners.lock().unwrap_or_else(PoisonError::into_inner) = Listeners::Closed;
    }

    /// How many listen.
    pub(super) fn listeners(&self) -> usize {
        match &*self.listeners.lock().unwrap_or_else(PoisonError::into_inner) {
            Listeners::Some(sender) => sender.receiver_count(),
            Listeners::NoneYet | Listeners::Closed => 0,
        }
    }

    /// Makes every listener look whether they may still come in: a session ended, which the journal does not tell.
    pub(super) fn look_again(&self) {
        self.doors.send_replace(());
    }

    /// Everything that changes from now on; `None` when the desk closes.
    fn listen(self: &Arc<Self>) -> Option<broadcast::Receiver<Arc<Changes>>> {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        match &*listeners {
            Listeners::Some(sender) => Some(sender.subscribe()),
            Listeners::Closed => None,
            Listeners::NoneYet => {
                let (sender, receiver) = broadcast::channel(WAITING);
                *listeners = Listeners::Some(sender);
                tokio::spawn(read(Arc::downgrade(self), self.store.head()));
                Some(receiver)
            }
        }
    }

    fn tell(&self, changes: Changes) {
        if let Listeners::Some(sender) = &*self.listeners.lock().unwrap_or_else(PoisonError::into_inner) {
            // Nobody listening just now is no fault.
            let _ = sender.send(Arc::new(changes));
        }
    }
}

/// Reads the journal as it grows, for as long as the hub and the store are there.
async fn read(hub: std::sync::Weak<Hub>, mut head: tokio::sync::watch::Receiver<Seq>) {
    let mut position = *head.borrow_and_update();
    let mut behind = false;
    loop {
        if behind {
            tokio::time::sleep(BREATHER).await;
            if head.has_changed().is_err() {
                return;
            }
        } else if head.changed().await.is_err() {
            return;
        }
        tokio::time::sleep(GATHERED).await;
        head.borrow_and_update();
        behind = false;
        let Some(hub) = hub.upgrade() else { return };
        loop {
            let gathered = hub.store.snapshot().and_then(|snapshot| live::gather(&snapshot, position, AT_ONCE));
            match gathered {
                Ok(Some(changes)) => {
                    position = changes.last;
                    hub.tell(changes);
                }
                Ok(None) => break,
                Err(fault) => {
                    if DiskTrouble::of(&fault).is_none() {
                        tracing::warn!(%fault, "live events could not read the journal");
                    }
                    behind = true;
                    break;
                }
            }
            tokio::task::yield_now().await;
        }
    }
}

/// The resource.
pub(super) struct Events;

/// What an event says: `hello` at the beginning, `changes`, `reset` (more than can be told: ask for everything again),
/// or nothing (`beat`: a sign of life that moves the id on).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum EventKind {
    /// The stream begins.
    Hello,
    /// Something changed.
    Changes,
    /// More changed than is told.
    Reset,
    /// A sign of life.
    Beat,
}

/// A case that changed.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct LiveTicket {
    /// Its number.
    number: Id,
    /// Its version now; null when it is gone.
    version: Option<u64>,
    /// Whether it left the caller's sight.
    gone: bool,
}

/// What changed. Ask for what is shown; nothing here says what it is now.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct LiveChanges {
    /// Cases.
    tickets: Vec<LiveTicket>,
    /// Whether the numbers beside the queues may have changed.
    counts: bool,
    /// What else changed.
    others: Vec<Word<Other>>,
}

/// A server-sent event, with its fields `event`, `id` and `data`.
#[derive(Clone, Debug, PartialEq, Eq, Object)]
struct LiveEvent {
    /// What it says.
    event: EventKind,
    /// The journal's last entry that it covers; `Last-Event-ID` takes it.
    id: u64,
    /// What changed.
    data: Option<LiveChanges>,
}

#[OpenApi(prefix_path = "/events", tag = "Tag::Live")]
impl Events {
    /// Live events
    ///
    /// A stream of server-sent events (`text/event-stream`): `hello` first, then `changes` as they happen, gathered for
    /// up to 100 ms. A case that left the caller's sight is told as gone. With `Last-Event-ID` the stream begins after
    /// that entry, when it is not more than 10,000 entries ago; else, and whenever the listener cannot keep up or what
    /// they may see has changed, `reset` says to ask for everything again. The stream ends with the session or token.
    #[oai(path = "/", method = "get")]
    async fn listen(
        &self,
        caller: Caller,
        /// The `id` of the last event that was seen.
        #[oai(name = "Last-Event-ID")]
        last_event_id: Header<Option<String>>,
    ) -> Answer<EventStream<BoxStream<'static, LiveEvent>>> {
        let listener =
            Listener::begin(caller.state(), caller.viewer().actor, caller.session(), last_event_id.0.as_deref())?;
        let stream = stream::unfold(listener, Listener::next).boxed();
        Ok(EventStream::new(stream).to_event(|event| {
            let data = match (&event.event, &event.data) {
                // Without data a browser takes the id and tells nobody.
                (EventKind::Beat, _) => String::new(),
                (_, Some(changes)) => poem_openapi::types::ToJSON::to_json_string(changes),
                (_, None) => "{}".to_owned(),
            };
            let kind = match event.event {
                EventKind::Hello => "hello",
                EventKind::Changes => "changes",
                EventKind::Reset => "reset",
                EventKind::Beat => "",
            };
            poem::web::sse::Event::message(data).id(event.id.to_string()).event_type(kind)
        }))
    }
}

/// What woke a listener.
enum Woke {
    Told(Result<Arc<Changes>, RecvError>),
    Beat,
    Doors,
}

/// Somebody who listens.
struct Listener {
    state: Arc<State>,
    session: Option<SessionHash>,
    viewer: Viewer,
    /// The last entry that they were told of, or that did not concern them.
    seen: Seq,
    /// What is told before anything new.
    waiting: VecDeque<LiveEvent>,
    changes: Option<broadcast::Receiver<Arc<Changes>>>,
    doors: watch::Receiver<()>,
    beat: Interval,
}

impl Listener {
    fn begin(
        state: &Arc<State>,
        actor: ActorRef,
        session: Option<SessionHash>,
        last_event_id: Option<&str>,
    ) -> Answer<Self> {
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
        };
        match last_event_id {
            None => listener.say(EventKind::Hello, None),
            Some(id) => match id.parse().ok().map(Seq).filter(|from| *from <= head && head.0 - from.0 <= REPLAYED) {
                Some(from) => listener.replay(&snapshot, from)?,
                None => {
                    listener.say(EventKind::Hello, None);
                    listener.say(EventKind::Reset, None);
                }
            },
        }
        Ok(listener)
    }

    /// What they missed since `from`, weighed as if it had just happened.
    fn replay(&mut self, snapshot: &Snapshot, from: Seq) -> Result<(), Fault> {
        let head = self.seen;
        self.seen = from;
        self.say(EventKind::Hello, None);
        while let Some(changes) = live::gather(snapshot, self.seen, AT_ONCE)? {
            self.seen = changes.last;
            if changes.access {
                // What they saw before is not known any more.
                self.waiting.truncate(1);
                self.seen = head;
                self.say(EventKind::Reset, None);
                break;
            }
            self.tell(&changes);
        }
        Ok(())
    }

    fn say(&mut self, event: EventKind, data: Option<LiveChanges>) {
        self.waiting.push_back(LiveEvent { event, id: self.seen.0, data });
    }

    fn tell(&mut self, changes: &Changes) {
        match changes.weigh(&self.viewer) {
            News::Nothing => {}
            News::Told(told) => self.say(EventKind::Changes, Some(shape(&told))),
            News::TooMuch => self.say(EventKind::Reset, None),
        }
    }

    /// The next event; `None`: the stream ends.
    async fn next(mut self) -> Option<(LiveEvent, Self)> {
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
            let before = self.viewer.clone();
            // While the disk fails nobody is told anything, and nobody is sent away.
            while let Err(fault) = self.look_again().transpose()? {
                if self.state.is_closing() || DiskTrouble::of(&fault).is_none() {
                    return None;
                }
                tokio::time::sleep(BREATHER).await;
            }
            match woke {
                Woke::Doors => {}
                Woke::Beat => self.say(EventKind::Beat, None),
                Woke::Told(Err(RecvError::Closed)) => return None,
                Woke::Told(Err(RecvError::Lagged(_))) => {
                    self.seen = self.state.store.snapshot().ok()?.head();
                    self.say(EventKind::Reset, None);
                }
                // Told already by the replay.
                Woke::Told(Ok(changes)) if changes.last <= self.seen => {}
                Woke::Told(Ok(changes)) => {
                    self.seen = changes.last;
                    if self.viewer == before {
                        self.tell(&changes);
                    }
                }
            }
            if self.viewer != before {
                self.waiting.clear();
                self.say(EventKind::Reset, None);
            }
        }
    }

    /// Whether they may still come in, and as whom; `None`: no more.
    fn look_again(&mut self) -> Result<Option<()>, Fault> {
        let now = self.state.clock.now();
        let snapshot = self.state.store.snapshot()?;
        if let Some(hash) = &self.session {
            if crate::store::session::find(&snapshot, hash, now)?.is_none() {
                return Ok(None);
            }
        } else if !matches!(self.viewer.actor, ActorRef::Token(_)) {
            return Ok(None);
        }
        let Some(viewer) = Viewer::of(&snapshot, self.viewer.actor, now)? else { return Ok(None) };
        self.viewer = viewer;
        Ok((!second_step::is_due(&snapshot, &self.viewer)?).then_some(()))
    }
}

fn shape(told: &Told) -> LiveChanges {
    let tickets = told.cases.iter().map(|case| LiveTicket {
        number: Id::of(case.number),
        version: case.version,
        gone: case.version.is_none(),
    });
    LiveChanges {
        tickets: tickets.collect(),
        counts: told.counts,
        others: told.others.iter().copied().map(Word).collect(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{EventKind, Listener, State, WAITING};
    use crate::clock::Clock;
    use crate::desk::id::{Seq, TokenId};
    use crate::desk::{ActorRef, Command, Settings, TokenDraft, UserDraft};
    use crate::http::state::Options;
    use crate::moment::Moment;
    use crate::queries::live::Changes;
    use crate::store::{self, Request, Store};
    use crate::words::{Role, TokenScope};
    use std::collections::BTreeSet;

    #[tokio::test]
    async fn a_slow_listener_holds_nobody_up_and_is_told_to_ask_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.redb");
        let store = Store::open(&path, store::Options::default()).unwrap();
        let now = Moment::from_millis(1_795_609_200_000);
        let admin = UserDraft {
            name: "Ana".to_owned(),
            email: "ana@mesa.example".to_owned(),
            roles: BTreeSet::new(),
            person: None,
            languages: BTreeSet::new(),
            skills: BTreeSet::new(),
            active: true,
            password_hash: None,
        };
        let set_up = Command::SetUp { admin: Box::new(admin), settings: Settings::default() };
        let ana = store.submit(Request::new(ActorRef::Setup, set_up, now)).await.unwrap();
        assert!(matches!(ana.outcome, crate::desk::Outcome::User(_)));
        let token = TokenDraft {
            name: "Pantalla".to_owned(),
            hash: "0".repeat(64),
            role: Role::Supervisor,
            scope: TokenScope::Read,
            expires_at: None,
        };
        let make = Command::CreateToken(token);
        store.submit(Request::new(ActorRef::User(crate::desk::id::UserId(1)), make, now)).await.unwrap();

        let state = State::new(store, Clock::settable(now), None, None, Options::default());
        let listener = Listener::begin(&state, ActorRef::Token(TokenId(1)), None, None).unwrap();
        for n in 0..WAITING as u64 + 50 {
            let mut changes = Changes::default();
            changes.last = Seq(1_000 + n);
            state.live.tell(changes);
        }
        let (hello, listener) = listener.next().await.unwrap();
        assert_eq!(hello.event, EventKind::Hello);
        let (reset, listener) = listener.next().await.unwrap();
        assert_eq!((reset.event, reset.id), (EventKind::Reset, state.store.snapshot().unwrap().head().0));
        state.close();
        assert!(listener.next().await.is_none());
        assert!(state.live.listen().is_none());
        state.store.clone().close().unwrap();
        assert!(store::check(&path, true, &mut |_| {}).unwrap().is_clean());
    }
}
