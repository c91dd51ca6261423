//! Turns: how many requests are worked on at once, and how long others wait for theirs.
//!
//! More work at once makes nothing faster, only everybody slower, so whoever comes when all turns are taken waits, and
//! is refused when theirs does not come in time. In calm times a burst may wait a while, and all of it is served. When no
//! turn has been free for a moment, more comes than can be done: then waiting longer helps nobody, since as many come
//! behind, and those whose turn does not come almost at once are refused, until for a while nobody had to be. So what is
//! accepted is answered about as fast as ever, however many come.

use super::problem::Problem;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout};

/// How long a request waits for its turn in calm times.
const CALM: Duration = Duration::from_millis(250);
/// How long it waits while the desk is overloaded.
const OVERLOADED: Duration = Duration::from_millis(5);
/// From when on the desk counts as overloaded: no turn was free for so long.
const STANDING: Duration = Duration::from_millis(100);
/// How long it goes on counting as overloaded after somebody was refused.
const AFTERWARDS: Duration = Duration::from_secs(1);

/// So many turns.
#[derive(Debug)]
pub(super) struct Gate {
    turns: Semaphore,
    seen: Mutex<Seen>,
}

/// What tells an overload.
#[derive(Debug, Default)]
struct Seen {
    /// Since when everybody had to wait who came.
    standing: Option<Instant>,
    refused: Option<Instant>,
}

impl Gate {
    /// A gate with so many turns.
    pub(super) fn new(turns: usize) -> Self {
        Self { turns: Semaphore::new(turns), seen: Mutex::default() }
    }

    /// A gate for work that keeps a processor busy.
    pub(super) fn of_processors() -> Self {
        Self::new(4 * std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// A turn, when it comes in time.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>, Problem> {
        if let Ok(turn) = self.turns.try_acquire() {
            self.seen().standing = None;
            return Ok(turn);
        }
        let patience = self.seen().patience(Instant::now());
        match timeout(patience, self.turns.acquire()).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => {
                self.seen().refused = Some(Instant::now());
                Err(Problem::busy())
            }
        }
    }

    /// Does some work when its turn comes. The turn lasts until it is done, or first has to wait for something else
    /// (the writer, a hash, the network), which has bounds of its own.
    pub(super) async fn admit<T>(&self, work: impl Future<Output = T>) -> Result<T, Problem> {
        let mut work = pin!(work);
        let turn = self.turn().await?;
        // Those who came meanwhile are seen before this one is served: they wait here, where it is known how many they
        // are, and not in their connections.
        tokio::task::yield_now().await;
        match poll_fn(|context| Poll::Ready(work.as_mut().poll(context))).await {
            Poll::Ready(done) => Ok(done),
            Poll::Pending => {
                drop(turn);
                Ok(work.await)
            }
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    /// How long somebody may wait who comes now, when all turns are taken.
    fn patience(&mut self, now: Instant) -> Duration {
        let standing = *self.standing.get_or_insert(now);
        let refused = self.refused.is_some_and(|refused| now - refused < AFTERWARDS);
        if refused || now - standing >= STANDING { OVERLOADED } else { CALM }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{AFTERWARDS, CALM, Gate, OVERLOADED, STANDING};
    use crate::http::problem::Code;
    use futures_util::future::{join, pending};
    use std::time::Duration;
    use tokio::time::{Instant, sleep};

    #[tokio::test(start_paused = true)]
    async fn a_burst_waits_and_an_overload_is_refused_at_once() {
        let gate = &Gate::new(1);
        let held = |millis| async move {
            let turn = gate.turn().await;
            sleep(Duration::from_millis(millis)).await;
            turn.map(drop)
        };
        let (first, second) = join(held(200), held(1)).await;
        assert!(first.is_ok() && second.is_ok(), "a burst is served");

        let begun = Instant::now();
        let turn = gate.turn().await.unwrap();
        assert_eq!(gate.turn().await.unwrap_err().code(), Code::Busy);
        assert_eq!(begun.elapsed(), CALM);
        let begun = Instant::now();
        assert!(gate.turn().await.is_err());
        assert_eq!(begun.elapsed(), OVERLOADED);
        drop(turn);
        assert!(gate.turn().await.is_ok());
        sleep(AFTERWARDS).await;
        let turn = gate.turn().await.unwrap();
        let begun = Instant::now();
        assert!(gate.turn().await.is_err());
        assert_eq!(begun.elapsed(), CALM);
        drop(turn);
    }

    #[tokio::test(start_paused = true)]
    async fn a_queue_that_never_empties_is_an_overload() {
        let gate = Gate::new(1);
        let turn = gate.turn().await.unwrap();
        let waits = async {
            let begun = Instant::now();
            (gate.turn().await.map(drop), begun.elapsed())
        };
        let comes_later = async {
            sleep(STANDING).await;
            waits.await
        };
        let goes = async {
            sleep(STANDING + 2 * OVERLOADED).await;
            drop(turn);
        };
        let first = async { gate.turn().await.map(drop) };
        let (first, (later, waited), ()) = tokio::join!(first, comes_later, goes);
        assert!(first.is_ok(), "who came in calm times waits");
        assert!(later.is_err() && waited == OVERLOADED, "{waited:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_for_something_else_has_no_turn() {
        let gate = Gate::new(1);
        let waits = gate.admit(pending::<()>());
        let works = async {
            sleep(Duration::from_millis(1)).await;
            gate.admit(async { 7 }).await
        };
        tokio::select! {
            _ = waits => unreachable!("it waits for ever"),
            done = works => assert_eq!(done.unwrap(), 7),
        }
    }
}
