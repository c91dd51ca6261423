//! Open cases follow a new version of the service model, when it says that they shall: a few at a time, so that whoever
//! works meanwhile does not wait for it.

use super::{GATHER, Interrupted};
use crate::clock::Clock;
use crate::store::{Direction, Lane, Request, Scope, Store, SubmitError, job};
use futures_util::future::try_join_all;
use rules::desk::id::TicketNumber;
use rules::desk::{ActorRef, Command, Facts, Fault, Ticket};
use rules::service_model::ModelVersion;
use rules::words::{OpenCases, State};
use std::time::Duration;

/// What its row among the jobs is called; its period is the version that all cases follow.
const NAME: &str = "open-cases";
/// So many cases share a commit.
const BATCH: usize = 15;
/// Others have so long before the next ones.
const BREATHER: Duration = Duration::from_millis(10);

pub(super) async fn run(store: Store, clock: Clock) {
    let mut head = store.head();
    loop {
        head.borrow_and_update();
        match follow(&store, &clock).await {
            Ok(()) => {
                if head.changed().await.is_err() {
                    return;
                }
                tokio::time::sleep(GATHER).await;
            }
            Err(cause) if cause.is_closing() => return,
            Err(cause) => super::pause("open cases", &cause).await,
        }
    }
}

/// Has every open case follow the version in force, unless they do. Broken off, it begins anew: cases that follow it
/// already cost a look.
async fn follow(store: &Store, clock: &Clock) -> Result<(), Interrupted> {
    let version = {
        let snapshot = store.snapshot()?;
        let model = snapshot.model()?;
        let followed = job::find(&snapshot, NAME)?.and_then(|row| row.last_period);
        let period = model.version.0.to_string();
        if model.open_cases == OpenCases::Keep || followed == Some(period) {
            return Ok(());
        }
        model.version
    };
    for lane in State::OPEN.iter().flat_map(|state| [false, true].map(|assigned| (assigned, *state))) {
        let lane = Lane::by_number(Scope::All, lane.0, lane.1);
        let mut after: Option<Vec<u8>> = None;
        while let Some(Batch { late, last }) = next_batch(store, &lane, after.as_deref(), version)? {
            let told = late.into_iter().map(|ticket| tell(store, ticket, clock));
            if !try_join_all(told).await?.is_empty() {
                tokio::time::sleep(BREATHER).await;
            }
            after = Some(last);
        }
    }
    let row = job::Job {
        name: NAME.to_owned(),
        schedule: String::new(),
        next_due: clock.now(),
        last_period: Some(version.0.to_string()),
        zones: None,
        zone: None,
        last_run: None,
    };
    Ok(store.operate(move |operational| job::keep(operational, &row)).await?)
}

/// Some cases of a lane that were looked at.
struct Batch {
    /// Those that follow an earlier version.
    late: Vec<TicketNumber>,
    /// The place of the last one.
    last: Vec<u8>,
}

/// The next cases of a lane; `None` when there are no more.
fn next_batch(store: &Store, lane: &Lane, after: Option<&[u8]>, version: ModelVersion) -> Result<Option<Batch>, Fault> {
    let snapshot = store.snapshot()?;
    let places = snapshot.lane(lane, Direction::Ascending, after)?.take(BATCH).collect::<Result<Vec<_>, _>>()?;
    let Some(last) = places.last() else { return Ok(None) };
    let mut late = Vec::new();
    for place in &places {
        let case = snapshot.get::<Ticket>(place.number.0)?;
        late.extend(case.filter(|case| case.model < version).map(|case| case.number));
    }
    Ok(Some(Batch { late, last: last.sort.clone() }))
}

async fn tell(store: &Store, ticket: TicketNumber, clock: &Clock) -> Result<(), SubmitError> {
    store.submit(Request::new(ActorRef::System, Command::FollowModel { ticket }, clock.now())).await.map(drop)
}
