//! Rounds of surveys that ask at fixed times: begins each that is due, and has it planned whom it asks, a few people at a
//! time, so that whoever works meanwhile does not wait for it. How far that has come lies in the data file, so that one
//! which was broken off goes on.

use super::{GATHER, Interrupted, LOOK_AGAIN, Pace, ScheduleZone};
use crate::clock::Clock;
use crate::store::{Request, Snapshot, Store, SubmitError};
use rules::desk::id::SurveyId;
use rules::desk::round::{Planning, RoundStep};
use rules::desk::{ActorRef, Command, Facts, Fault, Round};
use rules::survey::{Audience, Place};
use rules::{Day, Moment};
use std::time::Duration;

/// So many invitations share a commit.
const BATCH: usize = 50;
/// So many people of an audience are looked at in a step at the most.
const WALK: usize = 2_000;
/// Others have so long before the next step.
const BREATHER: Duration = Duration::from_millis(10);

/// What there is to do next.
enum Next {
    /// A round is due.
    Begin { survey: SurveyId, day: Day, audience: Audience },
    /// A round is being planned.
    Plan(Box<Round>),
    /// Nothing before then.
    Nothing(Moment),
}

pub(super) async fn run(store: Store, clock: Clock) {
    let mut head = store.head();
    loop {
        head.borrow_and_update();
        match go_on(&store, &clock).await {
            Ok(Pace::AtOnce) => tokio::time::sleep(BREATHER).await,
            Ok(Pace::Until(next)) => tokio::select! {
                changed = head.changed() => match changed {
                    Ok(()) => tokio::time::sleep(GATHER).await,
                    Err(_) => return,
                },
                () = clock.sleep_until(next) => {}
            },
            Err(cause) if cause.is_closing() => return,
            Err(cause) => super::pause("campaigns", &cause).await,
        }
    }
}

/// Takes one step, and says when the next one is.
async fn go_on(store: &Store, clock: &Clock) -> Result<Pace, Interrupted> {
    let now = clock.now();
    let (survey, day, step) = match next(&store.snapshot()?, now)? {
        Next::Nothing(until) => return Ok(Pace::Until(until)),
        Next::Begin { survey, day, audience } => {
            let audience = walk(store, move |snapshot| size(snapshot, &audience, now)).await?;
            (survey, day, RoundStep::Begin { audience })
        }
        Next::Plan(round) => {
            let (survey, day) = (round.survey, round.day);
            (survey, day, walk(store, move |snapshot| plan(snapshot, &round)).await?)
        }
    };
    let command = Command::MoveRound { survey, day, step };
    match store.submit(Request::new(ActorRef::System, command, now)).await {
        Ok(_) => Ok(Pace::AtOnce),
        Err(SubmitError::Refused(refusal)) => {
            tracing::warn!(survey = survey.0, %refusal, "a round of a survey does not go on");
            Ok(Pace::Until(now.plus(LOOK_AGAIN)))
        }
        Err(cause) => Err(cause.into()),
    }
}

fn next(snapshot: &Snapshot, now: Moment) -> Result<Next, Fault> {
    if let Some(round) = snapshot.rounds_to_plan(1)?.pop() {
        return Ok(Next::Plan(Box::new(round)));
    }
    let mut until = now.plus(LOOK_AGAIN);
    let surveys = snapshot.asking_surveys()?;
    for survey in surveys.iter() {
        let Some(periodic) = &survey.asking.periodic else { continue };
        let zone = ScheduleZone::of(&**snapshot.model()?, &*snapshot.settings()?, Some(periodic.calendar)).zone;
        let last = snapshot.rounds_of(survey.id, None, 1)?.pop().map(|round| round.day);
        match periodic.due(last, zone, now) {
            Ok(day) => return Ok(Next::Begin { survey: survey.id, day, audience: periodic.audience.clone() }),
            Err(next) => until = next.map_or(until, |next| until.min(next)),
        }
    }
    Ok(Next::Nothing(until))
}

/// Looks at people, beside those who serve requests.
async fn walk<T: Send + 'static>(
    store: &Store,
    look: impl FnOnce(&Snapshot) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Interrupted> {
    let snapshot = store.snapshot()?;
    let looked = tokio::task::spawn_blocking(move || look(&snapshot)).await;
    Ok(looked.map_err(|error| Fault(Box::new(error)))??)
}

/// How many belong to an audience.
fn size(snapshot: &Snapshot, audience: &Audience, now: Moment) -> Result<u64, Fault> {
    let (mut count, mut place) = (0, Place::default());
    loop {
        let page = snapshot.audience_after(audience, place, WALK, now)?;
        count += page.len() as u64;
        match page.last() {
            Some(last) if page.len() == WALK => place = *last,
            _ => return Ok(count),
        }
    }
}

/// The next few on whom the sample of a round falls.
fn plan(snapshot: &Snapshot, round: &Round) -> Result<RoundStep, Fault> {
    let Round { planning: from, sample, .. } = round;
    let one_in = usize::try_from(sample.of / sample.take.max(1)).unwrap_or(WALK);
    let most = BATCH.saturating_mul(one_in).clamp(BATCH, WALK);
    let page = snapshot.audience_after(&round.periodic.audience, from.place, most, round.begun)?;
    let (mut people, mut to) = (Vec::with_capacity(BATCH), Planning { done: page.len() < most, ..*from });
    for place in page {
        if people.len() == BATCH {
            to.done = false;
            break;
        }
        if sample.takes(to.walked) {
            people.push(place.person);
        }
        to = Planning { walked: to.walked + 1, place, ..to };
    }
    Ok(RoundStep::Plan { from: *from, people, to })
}
