//! Turns: how many requests are worked on at once, and how long others wait for theirs.
//!
//! More work at once makes nothing faster, only everybody slower, so whoever comes when all turns are taken waits, and
//! is refused when theirs does not come in time. In calm times a burst may wait a while, and all of it is served. When no
//! turn has been free for a moment, more comes than can be done: then waiting helps nobody, since as many come behind, and
//! whoever finds no turn is refused at once, until for a while nobody had to be, or nobody came. So what is accepted is
//! answered about as fast as ever, however many come.

use super::problem::Problem;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, timeout};

/// How long a request waits for its turn, unless the desk is overloaded.
const PATIENCE: Duration = Duration::from_millis(250);
/// From when on the desk counts as overloaded: no turn was free for so long.
const STANDING: Duration = Duration::from_millis(100);
/// How long it goes on counting as overloaded after somebody was refused.
const AFTERWARDS: Duration = Duration::from_secs(1);
/// Nothing to do for so long, and it is over. (Nobody comes for 10 ms in an overload either, while the writer has the
/// only processor.)
const IDLE: Duration = Duration::from_millis(50);
/// How long after somebody had to wait everybody looks first who else comes.
const CROWDED: Duration = Duration::from_millis(100);
/// How often somebody looks in quiet times.
const LOOK: Duration = Duration::from_millis(1);

/// So many turns.
#[derive(Debug)]
pub(super) struct Gate {
    turns: Semaphore,
    all: usize,
    seen: Mutex<Seen>,
}

/// What tells an overload.
#[derive(Debug, Default)]
struct Seen {
    /// Since when everybody had to wait who came.
    standing: Option<Instant>,
    refused: Option<Instant>,
    /// When somebody last came, or went without a turn.
    came: Option<Instant>,
    /// When somebody last had to wait.
    waited: Option<Instant>,
    /// When somebody last looked who else comes.
    looked: Option<Instant>,
}

impl Gate {
    /// A gate with so many turns.
    pub(super) fn new(turns: usize) -> Self {
        Self { turns: Semaphore::new(turns), all: turns, seen: Mutex::default() }
    }

    /// A gate for work that keeps a processor busy.
    pub(super) fn of_processors() -> Self {
        Self::new(4 * std::thread::available_parallelism().map_or(1, usize::from))
    }

    /// A turn, when it comes in time.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>, Problem> {
        let is_idle = self.turns.available_permits() == self.all;
        if let Ok(turn) = self.turns.try_acquire() {
            self.seen().finds_one_free(is_idle, Instant::now());
            return Ok(turn);
        }
        if self.seen().may_wait(Instant::now())
            && let Ok(Ok(turn)) = timeout(PATIENCE, self.turns.acquire()).await
        {
            return Ok(turn);
        }
        self.seen().refuses(Instant::now());
        Err(Problem::busy())
    }

    /// Does some work when its turn comes. The turn lasts until it is done, or first has to wait for something else
    /// (the writer, a hash, the network), which has bounds of its own.
    pub(super) async fn admit<T>(&self, work: impl Future<Output = T>) -> Result<T, Problem> {
        let mut work = pin!(work);
        let turn = self.turn().await?;
        if self.seen().looks(Instant::now()) {
            // Those who came meanwhile are seen before this one is served: they wait here, where it is known how many
            // they are, and not in their connections.
            tokio::task::yield_now().await;
            // The writer, for which others wait, goes first where there are fewer processors than threads.
            std::thread::yield_now();
        }
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
    /// Somebody came and found a turn free, or all of them.
    fn finds_one_free(&mut self, is_idle: bool, now: Instant) {
        self.standing = None;
        if is_idle && !within(self.came, IDLE, now) {
            self.refused = None;
        }
        self.came = Some(now);
    }

    /// Whether somebody may wait who comes now, when all turns are taken.
    fn may_wait(&mut self, now: Instant) -> bool {
        (self.came, self.waited) = (Some(now), Some(now));
        let standing = *self.standing.get_or_insert(now);
        !within(self.refused, AFTERWARDS, now) && now - standing < STANDING
    }

    fn refuses(&mut self, now: Instant) {
        (self.came, self.refused) = (Some(now), Some(now));
    }

    /// Whether somebody whose turn has come looks first who else is there. It costs as much as a small request, since
    /// the other processor is woken for it: so in quiet times it is done now and then only.
    fn looks(&mut self, now: Instant) -> bool {
        let looks = within(self.waited, CROWDED, now) || !within(self.looked, LOOK, now);
        if looks {
            self.looked = Some(now);
        }
        looks
    }
}

/// Whether it happened less than so long ago.
fn within(happened: Option<Instant>, span: Duration, now: Instant) -> bool {
    happened.is_some_and(|happened| now - happened < span)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{AFTERWARDS, Gate, IDLE, PATIENCE, STANDING};
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
        assert_eq!(begun.elapsed(), PATIENCE);
        let begun = Instant::now();
        assert!(gate.turn().await.is_err());
        assert!(begun.elapsed().is_zero(), "nobody waits any more");
        drop(turn);
        assert!(gate.turn().await.is_ok());
        sleep(AFTERWARDS).await;
        let turn = gate.turn().await.unwrap();
        let begun = Instant::now();
        assert!(gate.turn().await.is_err());
        assert_eq!(begun.elapsed(), PATIENCE);
        drop(turn);
    }

    #[tokio::test(start_paused = true)]
    async fn an_overload_is_over_as_soon_as_there_is_nothing_to_do() {
        for (pause, waits) in [(IDLE / 2, Duration::ZERO), (IDLE, PATIENCE)] {
            let gate = Gate::new(1);
            let turn = gate.turn().await.unwrap();
            assert!(gate.turn().await.is_err());
            drop(turn);
            sleep(pause).await;
            let _turn = gate.turn().await.unwrap();
            let begun = Instant::now();
            assert!(gate.turn().await.is_err());
            assert_eq!(begun.elapsed(), waits, "after {pause:?}");
        }
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
            sleep(STANDING + Duration::from_millis(10)).await;
            drop(turn);
        };
        let first = async { gate.turn().await.map(drop) };
        let (first, (later, waited), ()) = tokio::join!(first, comes_later, goes);
        assert!(first.is_ok(), "who came in calm times waits");
        assert!(later.is_err() && waited.is_zero(), "{waited:?}");
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
