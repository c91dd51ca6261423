//! The first page of a queue in a small and in a large desk: keys read, and time.

use crate::measure::{Outcome, percentile};
use std::time::Instant;
use ventanilla::desk::id::{GroupId, TicketNumber, UserId};
use ventanilla::desk::{ActorRef, Command, GroupDraft, Outcome as Done, UserDraft, Viewer};
use ventanilla::moment::Moment;
use ventanilla::queries::tickets::{Asked, GroupIs, list};
use ventanilla::sample::{DEFAULT_UNTIL, SampleOptions, fill_store};
use ventanilla::store::{Options, Request, Store};
use ventanilla::words::{Level, Role, State};

const SMALL: u64 = 10_000;
/// How many the large one has, unless told otherwise.
pub(crate) const LARGE: u64 = 200_000;
const PAGE: usize = 50;
const TIMES: usize = 400;
/// How many cases the small group has.
const FEW: u64 = 20;

/// What one look at a queue costs.
struct Cost {
    keys: u64,
    /// Microseconds of each look.
    times: Vec<f64>,
}

/// Prints what the first page costs for a supervisor and for an agent of a small group, and the ratios, between a small
/// desk and one of so many cases.
pub(crate) fn measure(cases: u64) -> Outcome<()> {
    let small = costs(SMALL)?;
    let large = costs(cases)?;
    for (who, (small, large)) in ["supervisor", "agent of a group with 20 cases"].iter().zip(small.iter().zip(&large)) {
        println!("first page    {who}: {SMALL} cases {} keys, {cases} cases {} keys (equal)", small.keys, large.keys);
        for (name, of_hundred, most) in [("median", 50, 1.3), ("p99", 99, 2.0)] {
            let (small, large) =
                (percentile(small.times.clone(), of_hundred), percentile(large.times.clone(), of_hundred));
            println!("              {name} {small:.0} and {large:.0} µs, ratio {:.2} (at most {most})", large / small);
        }
    }
    Ok(())
}

fn costs(tickets: u64) -> Outcome<[Cost; 2]> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("desk.redb"), Options { notices: false, ..Options::default() })?;
    let until = Moment::parse(DEFAULT_UNTIL).ok_or("the default end is no moment")?;
    // As many cases a day in both: so as many are open, and only the past is longer.
    let months = u32::try_from(tickets / (SMALL / 2))?;
    let options = SampleOptions { tickets, months, seed: 1, until, people: Some(2_000), administrator: true };
    let faces = fill_store(&store, &options, |_| {})?.faces;
    let supervisor = *faces.get(3).ok_or("the sample has no supervisor")?;
    let agent = small_group(&store, supervisor, tickets, until)?;

    let open: std::collections::BTreeSet<State> = State::OPEN.iter().copied().collect();
    let all = Asked { states: open.clone(), ..Asked::default() };
    let mine = Asked { states: open, group: Some(GroupIs::Mine), ..Asked::default() };
    let costs = [cost(&store, supervisor, &all, until)?, cost(&store, agent, &mine, until)?];
    store.close()?;
    Ok(costs)
}

fn cost(store: &Store, user: UserId, asked: &Asked, now: Moment) -> Outcome<Cost> {
    let mut times = Vec::with_capacity(TIMES);
    let mut keys = 0;
    for _ in 0..TIMES {
        let begun = Instant::now();
        let snapshot = store.snapshot()?;
        let viewer = Viewer::of(&snapshot, ActorRef::User(user), now)?.ok_or("the user may not come in")?;
        let page = list(&snapshot, &viewer, asked, None, PAGE)?;
        times.push(begun.elapsed().as_secs_f64() * 1e6);
        keys = snapshot.keys_read();
        if page.items.len() < FEW as usize {
            return Err(format!("{} cases on the page", page.items.len()).into());
        }
    }
    Ok(Cost { keys, times })
}

/// A new agent in a new group that nobody else looks into, with twenty of the last cases.
fn small_group(store: &Store, supervisor: UserId, tickets: u64, now: Moment) -> Outcome<UserId> {
    let run = |actor, command| store.submit_blocking(Request::new(actor, command, now)).map(|done| done.outcome);
    let user = UserDraft::new("Rosa Paredes Lagos", "rosa.paredes@mesa.example", [Role::Agent]);
    let Done::User(agent) = run(ActorRef::Setup, Command::SaveUser { id: None, user: Box::new(user) })? else {
        return Err("no user".into());
    };
    let group = GroupDraft {
        name: "Bóveda".to_owned(),
        level: Level::Second,
        members: [agent].into(),
        languages: [].into(),
        skills: [].into(),
        open_to_all: false,
        active: true,
    };
    let Done::Group(group) = run(ActorRef::Setup, Command::SaveGroup { id: None, group })? else {
        return Err("no group".into());
    };
    pass_some(&run, ActorRef::User(supervisor), group, tickets)?;
    Ok(agent)
}

/// Passes the last open cases to `group`, until it has enough.
fn pass_some<E: std::error::Error + 'static>(
    run: &impl Fn(ActorRef, Command) -> Result<Done, E>,
    supervisor: ActorRef,
    group: GroupId,
    tickets: u64,
) -> Outcome<()> {
    let mut passed = 0;
    for number in (1..=tickets).rev() {
        let ticket = TicketNumber(number);
        // What is solved cannot be passed on: then the next one is.
        if run(supervisor, Command::Pass { ticket, group, assignee: None, note: None, reply: None }).is_ok() {
            passed += 1;
        }
        if passed == FEW {
            return Ok(());
        }
    }
    Err("the sample has too few open cases".into())
}
