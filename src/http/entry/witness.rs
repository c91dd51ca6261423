//! What happens at the door, on its way into the journal. Who comes in is written down each time. Refusals are not, or
//! whoever is refused could fill the disk: the first of each kind is written at once, those like it within a minute are
//! counted and written as one, and of many kinds at once only how many there were.

use super::guard::network;
use crate::desk::{ActorRef, Command, DoorEvent, Origin, Way};
use crate::http::state::State;
use crate::moment::Moment;
use crate::store::{Request, SubmitError};
use chrono::TimeDelta;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// For so long refusals that are alike are counted together.
const TOGETHER: TimeDelta = TimeDelta::minutes(1);
/// How many kinds are told apart in that time. So at most twice as many entries are written in it, and a few.
const KINDS: usize = 30;

/// Writes down what happened at the door.
///
/// # Errors
/// Why it could not be written.
pub(crate) async fn write_down(
    state: &State,
    actor: ActorRef,
    from: Origin,
    event: DoorEvent,
    now: Moment,
) -> Result<(), SubmitError> {
    state.store.submit(Request::new(actor, Command::Witness(event), now).from(from)).await.map(drop)
}

/// Writes a refusal down, or counts it. Whoever was refused hears the same, should that fail. At signing in, `account`
/// stands for the address that was typed, known or not: both must take the same time, and so be counted alike.
pub(crate) async fn refused(
    state: &State,
    (actor, from): (ActorRef, Origin),
    account: Option<String>,
    event: DoorEvent,
    now: Moment,
) {
    write_counted(state, now).await;
    if !state.refusals.is_new((actor, from), account, &event, now) {
        return;
    }
    if let Err(error) = write_down(state, actor, from, event, now).await {
        tracing::warn!(%error, "a refusal was not written down");
    }
}

/// Writes what was counted, once its time is over.
async fn write_counted(state: &State, now: Moment) {
    write(state, state.refusals.over(now), now).await;
}

/// Writes what was counted each time that its minute is over. It never ends by itself.
pub(crate) async fn keep_writing(state: &State) {
    loop {
        state.clock.sleep_until(state.clock.now().plus(TOGETHER)).await;
        write_counted(state, state.clock.now()).await;
    }
}

/// Writes what was counted so far: the desk closes.
pub(crate) async fn write_last(state: &State) {
    write(state, state.refusals.all(), state.clock.now()).await;
}

async fn write(state: &State, counted: Vec<Counted>, now: Moment) {
    for Counted { actor, from, event } in counted {
        let request = Request { from, ..Request::new(actor, Command::Witness(event), now) };
        if let Err(error) = state.store.submit(request).await {
            tracing::warn!(%error, "counted refusals were not written down");
        }
    }
}

/// The refusals of the running minute.
#[derive(Debug, Default)]
pub(crate) struct Refusals(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    began: Moment,
    alike: HashMap<Alike, Seen>,
}

/// What refusals that are counted together have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Alike {
    actor: ActorRef,
    /// The way, and the network that one household has whole; `None`: of any.
    from: Option<(Way, Option<String>)>,
    account: Option<String>,
    event: DoorEvent,
}

#[derive(Debug)]
struct Seen {
    from: Option<Origin>,
    /// How many there were that are written nowhere yet.
    more: u32,
}

/// Refusals that were counted.
#[derive(Debug, PartialEq, Eq)]
struct Counted {
    actor: ActorRef,
    from: Option<Origin>,
    event: DoorEvent,
}

impl Refusals {
    /// Whether it is the first of its kind; else it is counted.
    fn is_new(
        &self,
        (actor, from): (ActorRef, Origin),
        account: Option<String>,
        event: &DoorEvent,
        now: Moment,
    ) -> bool {
        let Some(event) = event.clone().repeated(0) else { return true };
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.alike.is_empty() {
            minute.began = now;
        }
        let known = minute.alike.len();
        let alike = Alike { actor, from: Some((from.way, from.address.map(network))), account, event };
        if let Some(seen) = minute.alike.get_mut(&alike) {
            seen.more = seen.more.saturating_add(1);
            return false;
        }
        if known < KINDS {
            minute.alike.insert(alike, Seen { from: Some(from), more: 0 });
            return true;
        }
        let others = Alike { actor: ActorRef::Nobody, from: None, account: None, event: alike.event.of_anybody() };
        minute.alike.entry(others).or_insert(Seen { from: None, more: 0 }).more += 1;
        false
    }

    /// What was counted in a minute that is over; it is forgotten here.
    fn over(&self, now: Moment) -> Vec<Counted> {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back ends it too.
        if (TimeDelta::zero()..TOGETHER).contains(&now.since(minute.began)) {
            return Vec::new();
        }
        minute.take()
    }

    /// What was counted.
    fn all(&self) -> Vec<Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Minute {
    fn take(&mut self) -> Vec<Counted> {
        let seen = std::mem::take(&mut self.alike).into_iter().filter(|(_, seen)| seen.more > 0);
        let counted = seen.filter_map(|(alike, Seen { from, more })| {
            alike.event.repeated(more).map(|event| Counted { actor: alike.actor, from, event })
        });
        counted.collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Counted, KINDS, Refusals};
    use crate::desk::id::UserId;
    use crate::desk::{ActorRef, DoorEvent, NotBelieved, Origin, Way};
    use crate::moment::Moment;
    use chrono::TimeDelta;

    fn from(address: &str) -> Origin {
        Origin { way: Way::Session, address: Some(address.parse().unwrap()) }
    }

    fn guess(user: Option<u64>, times: u32) -> DoorEvent {
        DoorEvent::SignInRefused { user: user.map(UserId), why: NotBelieved::WrongPassword, times }
    }

    #[test]
    fn the_first_is_written_and_those_like_it_are_counted_for_a_minute() {
        let refusals = Refusals::default();
        let start = Moment::from_millis(1_000_000_000);
        let at = |seconds| start.plus(TimeDelta::seconds(seconds));
        let new = |address, user, seconds| {
            assert_eq!(refusals.over(at(seconds)), []);
            refusals.is_new((ActorRef::Nobody, from(address)), None, &guess(user, 1), at(seconds))
        };
        assert!(new("192.0.2.1", Some(1), 0) && new("192.0.2.1", Some(2), 1) && new("192.0.2.2", Some(1), 2));
        assert!(!new("192.0.2.1", Some(1), 3) && !new("192.0.2.1", Some(1), 59));
        let counted = Counted { actor: ActorRef::Nobody, from: Some(from("192.0.2.1")), event: guess(Some(1), 2) };
        assert_eq!(refusals.over(at(60)), [counted]);
        assert!(new("192.0.2.1", Some(1), 61), "a new minute");
    }

    #[test]
    fn a_household_is_one_address_and_too_many_kinds_are_only_counted() {
        let refusals = Refusals::default();
        let now = Moment::from_millis(1_000_000_000);
        let new = |address: &str, user| refusals.is_new((ActorRef::Nobody, from(address)), None, &guess(user, 1), now);
        assert!(new("2001:db8::1", None) && !new("2001:db8::2", None));
        let written = (1..1_000).filter(|n| new(&format!("2001:db8:{n}::1"), Some(*n))).count();
        assert_eq!(written, KINDS - 1);
        let mut counted = refusals.over(now.plus(TimeDelta::minutes(1)));
        counted.sort_by_key(|counted| counted.from.is_some());
        let others = Counted { actor: ActorRef::Nobody, from: None, event: guess(None, 999 - (KINDS as u32 - 1)) };
        let household = Counted { actor: ActorRef::Nobody, from: Some(from("2001:db8::1")), event: guess(None, 1) };
        assert_eq!(counted, [others, household]);
    }

    #[test]
    fn each_address_that_is_tried_counts_for_itself_known_or_not() {
        let refusals = Refusals::default();
        let now = Moment::from_millis(1_000_000_000);
        let new = |account: &str, user| {
            let account = Some(account.to_owned());
            refusals.is_new((ActorRef::Nobody, from("192.0.2.1")), account, &guess(user, 1), now)
        };
        assert!(new("a", None) && new("b", Some(1)) && new("c", None));
        assert!(!new("a", None) && !new("b", Some(1)));
    }

    #[test]
    fn what_is_no_refusal_is_always_written() {
        let refusals = Refusals::default();
        let now = Moment::from_millis(1);
        let out = DoorEvent::SignedOut { user: UserId(1) };
        assert!((0..3).all(|_| refusals.is_new((ActorRef::Nobody, from("192.0.2.1")), None, &out, now)));
        assert_eq!(refusals.all(), []);
    }
}
