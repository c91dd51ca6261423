//! The places of connections: so many in all, and so many of one address.
//!
//! A newcomer for whom there is none gets that of the connection that has waited longest for a request: one that says
//! nothing, or whose browser keeps it for later, or of whose request the body still comes in from who knows whom. When
//! none waits, it gets that of the one whose other end has taken nothing for longest, and for a while. So silent and slow
//! connections keep nobody out, and those that are served stay. (An answer that comes in one piece lies in its connection
//! as soon as it is made, and then the connection waits: so only what is streamed is ever not taken, which no stranger is
//! sent.)

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// Since when something is so that is not.
const NEVER: u64 = u64::MAX;

/// All places.
#[derive(Clone)]
pub(super) struct Places(Arc<Inner>);

struct Inner {
    most: usize,
    most_of_one_address: usize,
    /// For how many milliseconds the other end takes nothing before its connection gives way.
    untaken: u64,
    begun: Instant,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    last: u64,
    by_number: HashMap<u64, Arc<Connection>>,
    by_address: HashMap<IpAddr, usize>,
}

struct Connection {
    /// `None`: a proxy, whose connections are many people's.
    address: Option<IpAddr>,
    /// Since which millisecond it waits for a request.
    waits_since: AtomicU64,
    /// Since which millisecond the other end takes nothing of what it is sent.
    untaken_since: AtomicU64,
    gives_way: Notify,
}

/// Why a connection may give way, and since which millisecond: the least of all does.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Waits { since: u64 },
    TakesNothing { since: u64 },
}

/// A connection's place, until it is dropped.
pub(super) struct Place {
    places: Places,
    number: u64,
    connection: Arc<Connection>,
}

/// A request on a connection, until its answer has left.
pub(super) struct Serving {
    places: Places,
    connection: Arc<Connection>,
}

/// A request whose body is to come.
#[derive(Clone)]
pub(in crate::http) struct Arrival {
    places: Places,
    connection: Arc<Connection>,
}

/// How what a connection is sent is taken at the other end.
pub(super) struct Taking {
    places: Places,
    connection: Arc<Connection>,
}

/// Its body comes in, until this is dropped.
pub(in crate::http) struct Awaited(Arc<Connection>);

impl Places {
    /// So many in all and of one address; who takes nothing for so long gives way to a newcomer.
    pub(super) fn new(most: usize, most_of_one_address: usize, untaken: Duration) -> Self {
        let (untaken, begun, taken) = (milliseconds(untaken), Instant::now(), Mutex::default());
        Self(Arc::new(Inner { most, most_of_one_address, untaken, begun, taken }))
    }

    /// A place for a connection of `peer`; `None` when all are taken by connections that are being served.
    pub(super) fn take(&self, peer: IpAddr, is_proxy: bool) -> Option<Place> {
        let address = (!is_proxy).then(|| neighbourhood(peer));
        let (now, mut taken) = (self.now(), self.lock());
        let untaken_before = now.checked_sub(self.0.untaken);
        let of_address = address.and_then(|address| taken.by_address.get(&address)).copied().unwrap_or_default();
        if of_address >= self.0.most_of_one_address {
            taken.free(untaken_before, |connection| connection.address == address)?;
        } else if taken.by_number.len() >= self.0.most {
            taken.free(untaken_before, |_| true)?;
        }
        taken.last += 1;
        let number = taken.last;
        let connection = Arc::new(Connection {
            address,
            waits_since: AtomicU64::new(now),
            untaken_since: AtomicU64::new(NEVER),
            gives_way: Notify::new(),
        });
        taken.by_number.insert(number, Arc::clone(&connection));
        if let Some(address) = address {
            *taken.by_address.entry(address).or_default() += 1;
        }
        Some(Place { places: self.clone(), number, connection })
    }

    fn now(&self) -> u64 {
        milliseconds(self.0.begun.elapsed())
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    /// Frees the place of the connection that gives way first, of those that may be chosen.
    fn free(&mut self, untaken_before: Option<u64>, may: impl Fn(&Connection) -> bool) -> Option<()> {
        let these = self.by_number.iter().filter(|(_, connection)| may(connection));
        let reasons =
            these.filter_map(|(number, connection)| Some((connection.may_give_way(untaken_before)?, *number)));
        let (_, number) = reasons.min()?;
        self.remove(number)?.gives_way.notify_one();
        Some(())
    }

    fn remove(&mut self, number: u64) -> Option<Arc<Connection>> {
        let connection = self.by_number.remove(&number)?;
        if let Some(address) = connection.address
            && let Some(count) = self.by_address.get_mut(&address)
        {
            *count -= 1;
            if *count == 0 {
                self.by_address.remove(&address);
            }
        }
        Some(connection)
    }
}

impl Connection {
    /// Why it may give way; what takes nothing does so when it began before this moment.
    fn may_give_way(&self, untaken_before: Option<u64>) -> Option<Reason> {
        let since = self.waits_since.load(Ordering::Relaxed);
        if since != NEVER {
            return Some(Reason::Waits { since });
        }
        let since = self.untaken_since.load(Ordering::Relaxed);
        (Some(since) <= untaken_before).then_some(Reason::TakesNothing { since })
    }
}

impl Place {
    /// Comes back when a newcomer has the place.
    pub(super) async fn is_given_up(&self) {
        self.connection.gives_way.notified().await;
    }

    /// A request has come: from now on it gives way to nobody, as long as what is answered is taken.
    pub(super) fn serve(&self) -> Serving {
        self.connection.waits_since.store(NEVER, Ordering::Relaxed);
        Serving { places: self.places.clone(), connection: Arc::clone(&self.connection) }
    }

    /// For what sees how the other end takes what it is sent.
    pub(super) fn taking(&self) -> Taking {
        Taking { places: self.places.clone(), connection: Arc::clone(&self.connection) }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.lock().remove(self.number);
    }
}

impl Serving {
    /// Whose body is to come.
    pub(super) fn arrival(&self) -> Arrival {
        Arrival { places: self.places.clone(), connection: Arc::clone(&self.connection) }
    }
}

impl Taking {
    /// From now on nothing is taken.
    pub(super) fn stops(&self) {
        self.connection.untaken_since.store(self.places.now(), Ordering::Relaxed);
    }

    /// It is taken again.
    pub(super) fn goes_on(&self) {
        self.connection.untaken_since.store(NEVER, Ordering::Relaxed);
    }
}

impl Arrival {
    /// The body is waited for: meanwhile the connection gives way, as if it waited for its request from now on.
    pub(in crate::http) fn awaited(&self) -> Awaited {
        self.connection.waits_since.store(self.places.now(), Ordering::Relaxed);
        Awaited(Arc::clone(&self.connection))
    }
}

impl Drop for Awaited {
    fn drop(&mut self) {
        self.0.waits_since.store(NEVER, Ordering::Relaxed);
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.connection.waits_since.store(self.places.now(), Ordering::Relaxed);
    }
}

fn milliseconds(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(NEVER - 1)
}

/// Whose address it is: of IPv6 everybody has a network of 64 bits.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).into(),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::{Place, Places, neighbourhood};
    use futures_util::FutureExt;
    use std::net::IpAddr;
    use std::time::Duration;

    /// Longer than any test.
    const LONG: Duration = Duration::from_secs(3_600);

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn is_out(place: &Place) -> bool {
        place.is_given_up().now_or_never().is_some()
    }

    #[test]
    fn a_newcomer_gets_the_place_of_whoever_waited_longest() {
        let places = Places::new(3, 3, LONG);
        let (a, b, c) = (address("192.0.2.1"), address("192.0.2.2"), address("192.0.2.3"));
        let first = places.take(a, false).unwrap();
        let second = places.take(b, false).unwrap();
        let third = places.take(b, false).unwrap();
        let served = first.serve();
        let _fourth = places.take(c, false).unwrap();
        assert!(is_out(&second) && !is_out(&first) && !is_out(&third));
        drop(second);
        let (_third, _fourth) = (third.serve(), _fourth.serve());
        assert!(places.take(c, false).is_none(), "all are being served");
        drop(served);
        assert!(places.take(c, false).is_some() && is_out(&first), "what was served waits again");
    }

    #[test]
    fn who_is_served_gives_way_as_long_as_the_body_comes_in() {
        let places = Places::new(2, 2, LONG);
        let (a, b, c) = (address("192.0.2.1"), address("192.0.2.2"), address("192.0.2.3"));
        let (first, second) = (places.take(a, false).unwrap(), places.take(b, false).unwrap());
        let serving = [first.serve(), second.serve()];
        let arrived = serving[0].arrival().awaited();
        let comes_in = serving[1].arrival().awaited();
        drop(arrived);
        assert!(places.take(c, false).is_some());
        assert!(is_out(&second) && !is_out(&first));
        drop((comes_in, second));
        assert!(places.take(c, false).is_some(), "there is one free");
        assert!(!is_out(&first));
    }

    #[test]
    fn who_takes_nothing_for_a_while_gives_way_after_those_who_wait() {
        let guest = address("192.0.2.1");
        for (untaken, gives_way) in [(LONG, false), (Duration::ZERO, true)] {
            let places = Places::new(3, 3, untaken);
            let kept: Vec<_> = (0..3).map(|_| places.take(guest, false).unwrap()).collect();
            let mut serving: Vec<_> = kept.iter().map(Place::serve).collect();
            kept[0].taking().stops();
            kept[1].taking().stops();
            kept[1].taking().goes_on();
            drop(serving.pop());
            let newcomer = places.take(guest, false).unwrap();
            let _served = newcomer.serve();
            assert!(is_out(&kept[2]) && !is_out(&kept[0]), "who waits does first");
            assert_eq!(places.take(guest, false).is_some(), gives_way, "{untaken:?}");
            assert_eq!(is_out(&kept[0]), gives_way);
            assert!(!is_out(&kept[1]), "it is taken again");
        }
    }

    #[test]
    fn one_address_has_only_so_many_and_a_proxy_speaks_for_all() {
        let places = Places::new(10, 2, LONG);
        let (guest, other) = (address("192.0.2.1"), address("192.0.2.2"));
        let elsewhere = places.take(other, false).unwrap();
        let kept = [places.take(guest, false).unwrap(), places.take(guest, false).unwrap()];
        let serving: Vec<_> = kept.iter().map(Place::serve).collect();
        assert!(places.take(guest, false).is_none());
        assert!(places.take(other, false).is_some() && !is_out(&elsewhere));
        let by_proxy: Vec<_> = (0..5).map(|_| places.take(guest, true).unwrap()).collect();
        assert!(by_proxy.iter().all(|place| !is_out(place)));
        drop((serving, kept));
        assert!(places.take(guest, false).is_some());
    }

    #[test]
    fn of_ipv6_a_network_is_one_address() {
        assert_eq!(neighbourhood(address("2001:db8::1")), neighbourhood(address("2001:db8::ffff:1")));
        assert_ne!(neighbourhood(address("2001:db8::1")), neighbourhood(address("2001:db8:0:1::1")));
        assert_eq!(neighbourhood(address("::ffff:192.0.2.1")), address("192.0.2.1"));
    }
}
