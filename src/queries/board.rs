//! The supervisor's board: how much each group and each person has, and how much of it is late or soon will be. Sums
//! of counter rows, and a walk over what is due.

use super::Unanswered;
use crate::desk::id::{GroupId, UserId};
use crate::desk::{Facts, Fault, Ticket, User, Viewer};
use crate::moment::Moment;
use crate::store::{Scope, Snapshot};
use crate::words::{Priority, State, Vocabulary};
use chrono::TimeDelta;

/// Of each state so many late cases are counted; beyond it is "many".
pub const MOST: u64 = 1_000;

/// So many cases that are overdue, and so many that are due next, a wall can show.
const ON_WALL: usize = 4;

/// How much somebody has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Open cases.
    pub open: u64,
    /// Those of them that nobody began to work on.
    pub new: u64,
    /// Those that wait.
    pub waiting: u64,
    /// Those that nobody has.
    pub unassigned: u64,
    /// Those of which a deadline is over.
    pub late: u64,
    /// Those of which one will be over soon.
    pub soon: u64,
    /// Those with an alarm that nobody has acknowledged.
    pub alarms: u64,
    /// Those of which nothing is promised: they are never late.
    pub unpromised: u64,
}

/// What a supervisor watches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// All open cases.
    pub all: Load,
    /// Each active group, and what is in none.
    pub groups: Vec<(Option<GroupId>, Load)>,
    /// Everybody who works on cases.
    pub people: Vec<(UserId, Load)>,
    /// Each priority, the most urgent first.
    pub priorities: Vec<(Priority, Load)>,
}

/// The board at `now`; what is due within `soon` is due soon.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who does not see every case; a fault of the storage.
pub fn board(snapshot: &Snapshot, viewer: &Viewer, now: Moment, soon: TimeDelta) -> Result<Board, Unanswered> {
    if !viewer.sees_all() {
        return Err(Unanswered::Forbidden);
    }
    let load = |scope| load(snapshot, scope, now, soon);
    let mut board = Board { all: load(Scope::All)?, ..Board::default() };
    let groups = snapshot.groups()?;
    let active = groups.iter().filter(|group| group.active).map(|group| Some(group.id));
    for group in active.chain([None]) {
        board.groups.push((group, load(Scope::Group(group))?));
    }
    for user in snapshot.records::<User>(None)? {
        let user = user?;
        let load = load(Scope::Assignee(user.id))?;
        if user.serves() || load.open > 0 {
            board.people.push((user.id, load));
        }
    }
    for priority in Priority::ALL {
        board.priorities.push((*priority, load(Scope::Priority(*priority))?));
    }
    Ok(board)
}

/// What a screen on a wall shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Wall {
    /// All open cases.
    pub all: Load,
    /// The cases that are overdue for longest, and those that are due next, in the order of their deadlines.
    pub due: Vec<Ticket>,
}

/// The wall at `now`; what is due within `soon` is due soon.
///
/// # Errors
/// [`Unanswered::Forbidden`] for who sees neither every case nor a wall; a fault of the storage.
pub fn wall(snapshot: &Snapshot, viewer: &Viewer, now: Moment, soon: TimeDelta) -> Result<Wall, Unanswered> {
    if !viewer.sees_wall() {
        return Err(Unanswered::Forbidden);
    }
    let mut numbers = snapshot.due_first(Scope::All, None, ON_WALL)?;
    for next in snapshot.due_first(Scope::All, Some(now), ON_WALL)? {
        if !numbers.contains(&next) {
            numbers.push(next);
        }
    }
    let cases = numbers.into_iter().map(|number| snapshot.get::<Ticket>(number.0));
    let due = cases.filter_map(Result::transpose).collect::<Result<_, _>>()?;
    Ok(Wall { all: load(snapshot, Scope::All, now, soon)?, due })
}

fn load(snapshot: &Snapshot, scope: Scope, now: Moment, soon: TimeDelta) -> Result<Load, Fault> {
    let mut load = Load::default();
    for (state, assigned) in State::OPEN.iter().flat_map(|state| [(state, false), (state, true)]) {
        let cases = snapshot.count(scope, assigned, *state)?;
        load.open += cases;
        load.unassigned += if assigned { 0 } else { cases };
        match state {
            State::New => load.new += cases,
            State::Waiting => load.waiting += cases,
            _ => {}
        }
    }
    if load.open > 0 {
        let [late, until_soon] = snapshot.due_until(scope, [now, now.plus(soon)], MOST)?;
        (load.late, load.soon) = (late, until_soon - late);
        load.alarms = snapshot.alarms(scope, MOST as usize)?;
        load.unpromised = snapshot.unpromised(scope, MOST as usize)?;
    }
    Ok(load)
}
