//! Open cases follow a new version of the service model, when it says that they shall, and are planned anew when the
//! time-zone database is another one: a few at a time, so that whoever works meanwhile does not wait for it.

use super::{GATHER, Interrupted};
use crate::clock::Clock;
use crate::store::{Direction, Lane, Request, Scope, Store, SubmitError, job};
use chrono_tz::IANA_TZDB_VERSION;
use futures_util::future::try_join_all;
use rules::desk::id::TicketNumber;
use rules::desk::{ActorRef, Command, Facts, Fault, Ticket};
use rules::service_model::ModelVersion;
use rules::words::{OpenCases, State};
use std::time::Duration;

/// What its row among the jobs is called. Its period is the version that all cases follow, its time-zone database the one
/// by which they are planned.
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

/// Has every open case follow the version in force, unless they keep theirs or follow it; and planned anew, when another
/// time-zone database planned them. Broken off, it begins anew: cases that follow already cost a look.
async fn follow(store: &Store, clock: &Clock) -> Result<(), Interrupted> {
    let (behind, period) = {
        let snapshot = store.snapshot()?;
        let row = job::find(&snapshot, NAME)?;
        let followed = row.as_ref().and_then(|row| row.last_period.clone());
        let model = snapshot.model()?;
        let (moves, version) = (model.open_cases == OpenCases::Move, model.version.0.to_string());
        let all_follow = !moves || followed.as_ref() == Some(&version);
        let period = if moves { Some(version) } else { followed };
        // A desk without this row is new.
        let by_these_zones = |row: &job::Job| row.zones.as_deref() == Some(IANA_TZDB_VERSION);
        let behind = match row.as_ref().map(by_these_zones) {
            Some(false) => Some(Behind::All),
            Some(true) if all_follow => return Ok(()),
            _ => (!all_follow).then_some(Behind::Earlier(model.version)),
        };
        (behind, period)
    };
    if let Some(behind) = behind {
        plan_anew(store, clock, behind).await?;
    }
    let row = job::Job {
        name: NAME.to_owned(),
        schedule: String::new(),
        next_due: clock.now(),
        last_period: period,
        zones: Some(IANA_TZDB_VERSION.to_owned()),
        zone: None,
        last_run: None,
    };
    Ok(store.operate(move |operational| job::keep(operational, &row)).await?)
}

/// Which open cases are planned anew.
#[derive(Clone, Copy)]
enum Behind {
    /// All.
    All,
    /// Those that follow an earlier version than this one.
    Earlier(ModelVersion),
}

impl Behind {
    fn has(self, case: &Ticket) -> bool {
        match self {
            Self::All => true,
            Self::Earlier(version) => case.model < version,
        }
    }
}

async fn plan_anew(store: &Store, clock: &Clock, behind: Behind) -> Result<(), Interrupted> {
    for lane in State::OPEN.iter().flat_map(|state| [false, true].map(|assigned| (assigned, *state))) {
        let lane = Lane::by_number(Scope::All, lane.0, lane.1);
        let mut after: Option<Vec<u8>> = None;
        while let Some(Batch { late, last }) = next_batch(store, &lane, after.as_deref(), behind)? {
            let told = late.into_iter().map(|ticket| tell(store, ticket, clock));
            if !try_join_all(told).await?.is_empty() {
                tokio::time::sleep(BREATHER).await;
            }
            after = Some(last);
        }
    }
    Ok(())
}

/// Some cases of a lane that were looked at.
struct Batch {
    /// Those that are behind.
    late: Vec<TicketNumber>,
    /// The place of the last one.
    last: Vec<u8>,
}

/// The next cases of a lane; `None` when there are no more.
fn next_batch(store: &Store, lane: &Lane, after: Option<&[u8]>, behind: Behind) -> Result<Option<Batch>, Fault> {
    let snapshot = store.snapshot()?;
    let places = snapshot.lane(lane, Direction::Ascending, after)?.take(BATCH).collect::<Result<Vec<_>, _>>()?;
    let Some(last) = places.last() else { return Ok(None) };
    let mut late = Vec::new();
    for place in &places {
        let case = snapshot.get::<Ticket>(place.number.0)?;
        late.extend(case.filter(|case| behind.has(case)).map(|case| case.number));
    }
    Ok(Some(Batch { late, last: last.sort.clone() }))
}

async fn tell(store: &Store, ticket: TicketNumber, clock: &Clock) -> Result<(), SubmitError> {
    store.submit(Request::new(ActorRef::System, Command::PlanAnew { ticket }, clock.now())).await.map(drop)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails says so by panicking")]
mod tests {
    use super::*;
    use crate::store::{self, Options};
    use chrono::TimeDelta;
    use rules::Moment;
    use rules::desk::{NewTicket, Outcome, RequesterRef, Settings, UserDraft};
    use rules::service_model::{Agreement, AgreementId, Conditions, ServiceModel, Target};
    use rules::words::{Channel, Counting, Role};
    use std::collections::BTreeSet;

    const ADMIN: ActorRef = ActorRef::User(rules::desk::id::UserId(1));

    async fn run(store: &Store, actor: ActorRef, command: Command, at: Moment) -> Outcome {
        store.submit(Request::new(actor, command, at)).await.unwrap().outcome
    }

    #[tokio::test]
    async fn cases_that_another_time_zone_database_planned_are_planned_anew_also_when_they_keep_their_model() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("desk.redb");
        let store = Store::open(&path, Options::default()).unwrap();
        let now = Moment::parse("2026-11-25T12:20:00Z").unwrap();
        let clock = Clock::settable(now);
        let admin = Box::new(UserDraft::new("Camila Vergara", "camila@mesa.example", [Role::Agent]));
        run(&store, ActorRef::Setup, Command::SetUp { admin, settings: Settings::default() }, now).await;
        let mut model = ServiceModel::clone(&store.snapshot().unwrap().model().unwrap());
        let (stopped_by, warn_at) = (BTreeSet::new(), BTreeSet::new());
        let solution = Some(Target { minutes: 480, time: Counting::Elapsed, stopped_by, warn_at });
        model.agreements.push(Agreement {
            id: AgreementId(1),
            name: "Todos".to_owned(),
            calendar: None,
            conditions: Conditions::default(),
            first_response: None,
            solution,
        });
        assert_eq!(model.open_cases, OpenCases::Keep);
        run(&store, ADMIN, Command::PublishModel(Box::new(model)), now).await;
        let ana = RequesterRef::Email { email: "ana@canelos.example".to_owned(), name: None };
        let new = Box::new(NewTicket::new("Sin red", Channel::Mail, ana));
        let Outcome::Ticket(number) = run(&store, ADMIN, Command::OpenTicket(new), now).await else {
            panic!("no case")
        };
        let case = || store.snapshot().unwrap().get::<Ticket>(number.0).unwrap().unwrap();
        let planned = case();
        assert!(planned.clocks[0].due.is_some());
        follow(&store, &clock).await.unwrap();
        let row = || job::find(&store.snapshot().unwrap(), NAME).unwrap().unwrap();
        assert_eq!(row().zones.as_deref(), Some(IANA_TZDB_VERSION));

        // As a database plans it that knows nothing of a change of clocks.
        let mut late = planned.clone();
        let an_hour_later = |moment: Moment| moment.plus(TimeDelta::hours(1));
        let clock_of_it = &mut late.clocks[0];
        (clock_of_it.due, clock_of_it.next) = (clock_of_it.due.map(an_hour_later), clock_of_it.next.map(an_hour_later));
        store.operate(move |operational| operational.plant(&late)).await.unwrap();
        follow(&store, &clock).await.unwrap();
        assert_ne!(case().clocks, planned.clocks, "the same database plans nothing anew");
        let earlier = job::Job { zones: Some("2020a".to_owned()), ..row() };
        store.operate(move |operational| job::keep(operational, &earlier)).await.unwrap();
        follow(&store, &clock).await.unwrap();
        assert_eq!(case(), planned);
        assert_eq!(row().zones.as_deref(), Some(IANA_TZDB_VERSION));
        store.close().unwrap();
        let report = store::check(&path, true, &mut |_| {}).unwrap();
        assert!(report.is_clean(), "{:?}", report.problems);
    }
}
