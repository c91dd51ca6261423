//! The hub: reads the journal once for all listeners, and gathers what changed into messages.

use super::wire::Message;
use crate::desk::id::Seq;
use crate::queries::live;
use crate::store::{DiskTrouble, Store};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{broadcast, watch};

/// How long changes are gathered before they are told: many small ones become one message.
const GATHERED: Duration = Duration::from_millis(100);

/// After a fault of the store.
pub(super) const BREATHER: Duration = Duration::from_secs(1);

/// How many messages wait for a slow listener before the oldest are lost to them.
pub(super) const WAITING: usize = 256;

/// How many entries the hub looks at for one message.
pub(super) const AT_ONCE: usize = 1_000;

/// Reads the journal once for all listeners. Its position is the journal's end: what came before is told from each
/// listener's own position, which they send as `Last-Event-ID`.
pub(crate) struct Hub {
    store: Store,
    /// `None` once the desk closes.
    listeners: Mutex<Listeners>,
    /// Tells listeners to look whether they may still come in.
    pub(super) doors: watch::Sender<()>,
    /// The last entry that was told to whoever listens.
    told: AtomicU64,
}

enum Listeners {
    /// Nobody has listened yet.
    NoneYet,
    /// The reader runs.
    Some(broadcast::Sender<Arc<Message>>),
    /// The desk closes.
    Closed,
}

impl Hub {
    /// A hub that begins to read when somebody listens.
    pub(crate) fn new(store: Store) -> Self {
        let listeners = Mutex::new(Listeners::NoneYet);
        Self { store, listeners, doors: watch::Sender::new(()), told: AtomicU64::default() }
    }

    /// Ends every stream, and lets no new one begin.
    pub(crate) fn close(&self) {
        *self.listeners.lock().unwrap_or_else(PoisonError::into_inner) = Listeners::Closed;
    }

    /// How many listen.
    pub(crate) fn listeners(&self) -> usize {
        match &*self.listeners.lock().unwrap_or_else(PoisonError::into_inner) {
            Listeners::Some(sender) => sender.receiver_count(),
            Listeners::NoneYet | Listeners::Closed => 0,
        }
    }

    /// How many entries up to this one were not told yet; `None` while nobody has listened.
    pub(crate) fn lag(&self, head: Seq) -> Option<u64> {
        let told = self.told.load(Ordering::Relaxed);
        (told > 0).then(|| head.0.saturating_sub(told))
    }

    /// Makes every listener look whether they may still come in: a session ended, which the journal does not tell.
    pub(crate) fn look_again(&self) {
        self.doors.send_replace(());
    }

    /// Everything that changes from now on; `None` when the desk closes.
    pub(super) fn listen(self: &Arc<Self>) -> Option<broadcast::Receiver<Arc<Message>>> {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        match &*listeners {
            Listeners::Some(sender) => Some(sender.subscribe()),
            Listeners::Closed => None,
            Listeners::NoneYet => {
                let (sender, receiver) = broadcast::channel(WAITING);
                *listeners = Listeners::Some(sender);
                let mut head = self.store.head();
                let position = *head.borrow_and_update();
                self.told.store(position.0, Ordering::Relaxed);
                tokio::spawn(read(Arc::downgrade(self), head, position));
                Some(receiver)
            }
        }
    }

    pub(super) fn tell(&self, message: Message) {
        if let Listeners::Some(sender) = &*self.listeners.lock().unwrap_or_else(PoisonError::into_inner) {
            // Nobody listening just now is no fault.
            let _ = sender.send(Arc::new(message));
        }
    }
}

/// Reads the journal as it grows, for as long as the hub and the store are there.
async fn read(hub: Weak<Hub>, mut head: watch::Receiver<Seq>, mut position: Seq) {
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
                    hub.tell(Message::of(changes));
                    hub.told.store(position.0, Ordering::Relaxed);
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
