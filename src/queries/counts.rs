//! How many cases the queues hold, of what a viewer sees: sums of counter rows, never a walk over cases.

use super::sight::{self, Sight};
use crate::desk::id::{GroupId, PersonId};
use crate::desk::{Facts, Fault, Ticket, Viewer, can_see, heads};
use crate::moment::Day;
use crate::store::{Direction, Lane, Scope, Snapshot};
use crate::words::{Role, State};

/// The numbers beside the queues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Open cases that the viewer has.
    pub mine: u64,
    /// Open cases of the groups that they work in.
    pub groups: u64,
    /// Open cases that nobody has.
    pub unassigned: u64,
    /// Cases that nobody began to work on.
    pub new: u64,
    /// Waiting cases.
    pub waiting: u64,
    /// Open cases that they follow and somebody else, or nobody, has.
    pub following: u64,
    /// Cases that were solved today, and still are.
    pub solved_today: u64,
    /// Open cases.
    pub all: u64,
}

/// The numbers beside the queues of this viewer; `today` is the desk's local day.
///
/// # Errors
/// A fault of the storage below.
pub fn counts(snapshot: &Snapshot, viewer: &Viewer, today: Day) -> Result<Counts, Fault> {
    let mut counts = Counts::default();
    let sight = Sight::of(viewer);
    match sight {
        Sight::Everything => counts.add_scope(snapshot, Scope::All, today)?,
        Sight::OwnRequests(person) if viewer.units.is_empty() => {
            counts.add_scope(snapshot, Scope::Requester(person), today)?;
        }
        Sight::OwnRequests(person) => {
            for scope in sight::units(viewer) {
                counts.add_by_group(snapshot, scope, today, |group| {
                    group.is_none_or(|group| viewer.visible_groups.contains(&group))
                })?;
            }
            counts.add_requests(snapshot, person, today, |case| !heads(viewer, case))?;
        }
        Sight::Groups => {
            for group in viewer.visible_groups.iter().copied().map(Some).chain([None]) {
                counts.add_scope(snapshot, Scope::Group(group), today)?;
            }
            counts.add_own_in_hidden_groups(snapshot, viewer, today)?;
        }
        Sight::Nothing => {}
    }
    if viewer.is(Role::Agent) || viewer.sees_all() {
        if let Some(user) = viewer.user() {
            counts.mine = open(snapshot, Scope::Assignee(user), true)?;
            counts.following = both(|assigned| open(snapshot, Scope::Follower(user), assigned))?;
        }
        for group in &viewer.groups {
            counts.groups += both(|assigned| open(snapshot, Scope::Group(Some(*group)), assigned))?;
        }
    }
    Ok(counts)
}

/// The open cases of a person that `viewer` sees: those that they asked for, and those that are about them.
///
/// # Errors
/// A fault of the storage below.
pub fn open_of_person(snapshot: &Snapshot, viewer: &Viewer, person: PersonId) -> Result<u64, Fault> {
    let scope = Scope::Requester(person);
    match Sight::of(viewer) {
        Sight::Everything => both(|assigned| open(snapshot, scope, assigned)),
        Sight::OwnRequests(own) if own == person => both(|assigned| open(snapshot, scope, assigned)),
        // A person's open cases are few, and some may be hidden from this viewer.
        Sight::Groups | Sight::OwnRequests(_) => both(|assigned| {
            State::OPEN.iter().try_fold(0, |sum, state| {
                let lane = Lane::by_number(scope, assigned, *state);
                Ok(sum + number_of(snapshot, &lane, |case| can_see(viewer, case))?)
            })
        }),
        Sight::Nothing => Ok(0),
    }
}

impl Counts {
    fn add_scope(&mut self, snapshot: &Snapshot, scope: Scope, today: Day) -> Result<(), Fault> {
        for assigned in [false, true] {
            for state in State::OPEN {
                self.add(*state, assigned, snapshot.count(scope, assigned, *state)?);
            }
            self.solved_today += snapshot.resolved_on(scope, assigned, today)?;
        }
        Ok(())
    }

    fn add(&mut self, state: State, assigned: bool, cases: u64) {
        if !state.is_open() {
            return;
        }
        self.all += cases;
        self.unassigned += if assigned { 0 } else { cases };
        self.new += if state == State::New { cases } else { 0 };
        self.waiting += if state == State::Waiting { cases } else { 0 };
    }

    /// What an agent has, follows or asked for in groups whose cases they do not see.
    fn add_own_in_hidden_groups(&mut self, snapshot: &Snapshot, viewer: &Viewer, today: Day) -> Result<(), Fault> {
        let hidden = |group: Option<GroupId>| group.is_some_and(|group| !viewer.visible_groups.contains(&group));
        for scope in sight::own(viewer) {
            // The two scopes of a user's work have no case in common, and their counters say of which group.
            if !matches!(scope, Scope::Assignee(_) | Scope::Follower(_)) {
                continue;
            }
            self.add_by_group(snapshot, scope, today, hidden)?;
        }
        let Some(person) = sight::requester(viewer) else { return Ok(()) };
        self.add_requests(snapshot, person, today, |case| {
            let works = viewer.user().is_some_and(|me| case.assignee == Some(me) || case.followers.contains(&me));
            hidden(case.group) && !works
        })
    }

    /// The cases of a scope that counts by group, as far as these groups have them.
    fn add_by_group(
        &mut self,
        snapshot: &Snapshot,
        scope: Scope,
        today: Day,
        of: impl Fn(Option<GroupId>) -> bool,
    ) -> Result<(), Fault> {
        for assigned in [false, true] {
            for count in snapshot.counts_by_group(scope, assigned)? {
                if of(count.group) {
                    self.add(count.state, assigned, count.cases);
                }
            }
            for (group, cases) in snapshot.resolved_on_by_group(scope, assigned, today)? {
                if of(group) {
                    self.solved_today += cases;
                }
            }
        }
        Ok(())
    }

    /// What somebody asked for and is not counted yet. What one person asks for is little: it is read.
    fn add_requests(
        &mut self,
        snapshot: &Snapshot,
        person: PersonId,
        today: Day,
        elsewhere: impl Fn(&Ticket) -> bool,
    ) -> Result<(), Fault> {
        for assigned in [false, true] {
            for state in State::OPEN {
                let lane = Lane::by_number(Scope::Requester(person), assigned, *state);
                self.add(*state, assigned, number_of(snapshot, &lane, &elsewhere)?);
            }
            let lane = Lane::resolved_on(Scope::Requester(person), assigned, today);
            self.solved_today += number_of(snapshot, &lane, &elsewhere)?;
        }
        Ok(())
    }
}

fn number_of(snapshot: &Snapshot, lane: &Lane, wanted: impl Fn(&Ticket) -> bool) -> Result<u64, Fault> {
    let mut number = 0;
    for place in snapshot.lane(lane, Direction::Ascending, None)? {
        if snapshot.get::<Ticket>(place?.number.0)?.is_some_and(|case| wanted(&case)) {
            number += 1;
        }
    }
    Ok(number)
}

fn open(snapshot: &Snapshot, scope: Scope, assigned: bool) -> Result<u64, Fault> {
    State::OPEN.iter().try_fold(0, |sum, state| Ok(sum + snapshot.count(scope, assigned, *state)?))
}

fn both(count: impl Fn(bool) -> Result<u64, Fault>) -> Result<u64, Fault> {
    Ok(count(false)? + count(true)?)
}
