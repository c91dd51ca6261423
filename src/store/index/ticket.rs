//! Cases by scope. What an actor may see is part of the key: a queue is the merge of the ordered lanes of the actor's
//! scopes, so that a page costs what it shows.

use super::model::derive_followed;
use crate::desk::id::{GroupId, PersonId, TicketNumber, UnitId, UserId};
use crate::desk::{Fault, Ticket, TimerKind};
use crate::moment::{Day, Moment};
use crate::store::keys::{
    Direction, KeyBuilder, KeyRange, first_moment, last_number, priority_code, state_code, state_of,
};
use crate::store::rows::{Derived, Row, Rows, Visit};
use crate::store::snapshot::{Scan, Snapshot};
use crate::store::tables::Table;
use crate::words::{Priority, State};
use std::collections::BTreeSet;

/// Whose cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// All there are.
    All,
    /// Those of a group, or of none.
    Group(Option<GroupId>),
    /// Those that a user has.
    Assignee(UserId),
    /// Those that a user follows and somebody else, or nobody, has: so no case is in both of a user's own scopes.
    Follower(UserId),
    /// Those that a person asked for, that are about them, or of which they are in copy.
    Requester(PersonId),
    /// Those that come from a unit, whatever lies below it: who heads several sees several scopes, so that a unit may move
    /// in the tree without its cases.
    Unit(UnitId),
    /// Open ones of a priority. They are counted, and are nobody's list.
    Priority(Priority),
}

impl Scope {
    /// Fixed: stored keys hold these bytes.
    fn key(self, assigned: bool) -> KeyBuilder {
        let (tag, id) = match self {
            Self::All => (1, 0),
            Self::Group(group) => (2, group.map_or(0, |group| group.0)),
            Self::Assignee(user) => (3, user.0),
            Self::Follower(user) => (4, user.0),
            Self::Requester(person) => (5, person.0),
            Self::Priority(priority) => (6, priority_code(priority).into()),
            Self::Unit(unit) => (7, unit.0),
        };
        KeyBuilder::new().byte(tag).number(id).byte(u8::from(assigned))
    }

    /// Whether its counts say of which group: an actor's own cases outside the groups that they see are counted so, and
    /// those of a unit within them.
    const fn counts_by_group(self) -> bool {
        matches!(self, Self::Assignee(_) | Self::Follower(_) | Self::Unit(_))
    }

    /// Whether it is watched when its cases are due, which only those do who work here.
    const fn is_watched(self) -> bool {
        !matches!(self, Self::Unit(_))
    }

    /// Those whose list a case is in.
    fn of(ticket: &Ticket) -> BTreeSet<Self> {
        let mut scopes = BTreeSet::from([Self::All, Self::Group(ticket.group), Self::Requester(ticket.requester)]);
        scopes.extend(ticket.affected.into_iter().chain(ticket.watchers.iter().copied()).map(Self::Requester));
        scopes.extend(ticket.assignee.map(Self::Assignee));
        scopes.extend(ticket.unit.map(Self::Unit));
        let others = ticket.followers.iter().filter(|user| Some(**user) != ticket.assignee);
        scopes.extend(others.copied().map(Self::Follower));
        scopes
    }
}

impl Row for Ticket {
    const TABLE: Table = Table::Ticket;

    fn row_key(&self) -> Vec<u8> {
        self.number.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let (number, assigned) = (self.number.0, self.assignee.is_some());
        for scope in Scope::of(self) {
            let key = || scope.key(assigned).byte(state_code(self.state));
            derived.entry(Table::TicketsByUpdated, key().moment(self.updated_at).number(number).done());
            derived.entry(Table::TicketsByNumber, key().number(number).done());
            if self.state.is_open() {
                let by_priority = key().byte(priority_code(self.priority)).number(number);
                derived.entry(Table::TicketsByPriority, by_priority.done());
                if scope.is_watched() {
                    derive_watched(self, scope, derived);
                }
            }
            let group = self.group.filter(|_| scope.counts_by_group());
            derived.count(Table::TicketCounts, count_key(scope, assigned, group, self.state));
            if let Some(resolution) = &self.resolution {
                let key = scope.key(assigned).day(resolution.day);
                derived.entry(Table::TicketsByResolution, key.number(number).done());
                derived.count(Table::ResolutionCounts, resolution_key(scope, assigned, resolution.day, group));
            }
        }
        if self.state.is_open() {
            let scope = Scope::Priority(self.priority);
            derive_watched(self, scope, derived);
            derived.count(Table::TicketCounts, count_key(scope, assigned, None, self.state));
        }
        derive_followed(self, derived);
        for (due, kind) in self.timers() {
            derived.entry(Table::Timers, timer_key(due, kind, self.number));
        }
    }
}

/// What a supervisor watches of an open case, within a scope.
fn derive_watched(ticket: &Ticket, scope: Scope, derived: &mut Derived) {
    let key = || scope.key(ticket.assignee.is_some()).byte(state_code(ticket.state));
    let number = ticket.number.0;
    if let Some(deadline) = ticket.deadline() {
        derived.entry(Table::TicketsByDeadline, key().moment(deadline).number(number).done());
    }
    if !ticket.is_promised() {
        derived.entry(Table::TicketsUnpromised, key().number(number).done());
    }
    if let Some(alarm) = ticket.open_alarm() {
        derived.entry(Table::TicketsByAlarm, key().moment(alarm.raised).number(number).done());
    }
}

fn count_key(scope: Scope, assigned: bool, group: Option<GroupId>, state: State) -> Vec<u8> {
    let group = group.map_or(0, |group| group.0);
    scope.key(assigned).number(group).byte(state_code(state)).done()
}

fn resolution_key(scope: Scope, assigned: bool, day: Day, group: Option<GroupId>) -> Vec<u8> {
    scope.key(assigned).day(day).number(group.map_or(0, |group| group.0)).done()
}

fn timer_key(due: Moment, kind: TimerKind, ticket: TicketNumber) -> Vec<u8> {
    KeyBuilder::new().moment(due).byte(kind.code()).number(ticket.0).done()
}

/// One ordered run of keys: the cases of a scope in a state, or those solved on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    table: Table,
    prefix: Vec<u8>,
    /// The counter that says how many cases it has, where one row does.
    counter: Option<(Table, Vec<u8>)>,
}

impl Lane {
    /// By last change.
    pub fn by_updated(scope: Scope, assigned: bool, state: State) -> Self {
        Self::in_state(Table::TicketsByUpdated, scope, assigned, state)
    }

    /// By number.
    pub fn by_number(scope: Scope, assigned: bool, state: State) -> Self {
        Self::in_state(Table::TicketsByNumber, scope, assigned, state)
    }

    /// By priority, then number. Only open states have such lanes.
    pub fn by_priority(scope: Scope, assigned: bool, state: State) -> Self {
        Self::in_state(Table::TicketsByPriority, scope, assigned, state)
    }

    /// By deadline, then number; only those that have one. Only open states have such lanes.
    pub fn by_deadline(scope: Scope, assigned: bool, state: State) -> Self {
        Self::in_state(Table::TicketsByDeadline, scope, assigned, state)
    }

    /// By the moment at which their alarm was raised, then number; only those whose alarm nobody has acknowledged. Only
    /// open states have such lanes.
    pub fn by_alarm(scope: Scope, assigned: bool, state: State) -> Self {
        Self::in_state(Table::TicketsByAlarm, scope, assigned, state)
    }

    /// By number; only those of which nothing is promised. Only open states have such lanes.
    pub fn unpromised(scope: Scope, assigned: bool, state: State) -> Self {
        Self::in_state(Table::TicketsUnpromised, scope, assigned, state)
    }

    /// Those solved on this local day, by number.
    pub fn resolved_on(scope: Scope, assigned: bool, day: Day) -> Self {
        let counter =
            (!scope.counts_by_group()).then(|| (Table::ResolutionCounts, resolution_key(scope, assigned, day, None)));
        Self { table: Table::TicketsByResolution, prefix: scope.key(assigned).day(day).done(), counter }
    }

    fn in_state(table: Table, scope: Scope, assigned: bool, state: State) -> Self {
        let counter =
            (!scope.counts_by_group()).then(|| (Table::TicketCounts, count_key(scope, assigned, None, state)));
        Self { table, prefix: scope.key(assigned).byte(state_code(state)).done(), counter }
    }
}

/// A case in a lane.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LanePlace {
    /// Its place: bytes that compare across lanes of one order as the cases sort; a cursor keeps those of the last one.
    pub sort: Vec<u8>,
    /// The case.
    pub number: TicketNumber,
}

/// The cases of a lane, in order.
pub struct LaneScan {
    scan: Scan,
    prefix: usize,
}

impl Iterator for LaneScan {
    type Item = Result<LanePlace, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let key = match self.scan.next()? {
            Ok(key) => key,
            Err(fault) => return Some(Err(fault)),
        };
        let number = TicketNumber(last_number(&key)?);
        Some(Ok(LanePlace { sort: key.get(self.prefix..)?.to_vec(), number }))
    }
}

/// Queues and counts.
impl Snapshot {
    /// The cases of a lane in this direction, after the place that a cursor kept.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn lane(&self, lane: &Lane, direction: Direction, after: Option<&[u8]>) -> Result<LaneScan, Fault> {
        let mut range = KeyRange::prefix(&lane.prefix);
        if let Some(after) = after {
            range = range.after([&lane.prefix[..], after].concat(), direction);
        }
        Ok(LaneScan { scan: self.scan(lane.table, &range, direction)?, prefix: lane.prefix.len() })
    }

    /// Whether a counter says that a lane has no case: a look at one small table, where opening the lane would be a
    /// look at a large one.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn is_empty(&self, lane: &Lane) -> Result<bool, Fault> {
        let Some((table, key)) = &lane.counter else { return Ok(false) };
        Ok(self.get_raw(*table, key)?.is_none())
    }

    /// How many cases a scope has in a state, from the counter rows.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn count(&self, scope: Scope, assigned: bool, state: State) -> Result<u64, Fault> {
        if scope.counts_by_group() {
            let by_group = self.counts_by_group(scope, assigned)?;
            return Ok(by_group.iter().filter(|count| count.state == state).map(|count| count.cases).sum());
        }
        let value = self.get_raw(Table::TicketCounts, &count_key(scope, assigned, None, state))?;
        Ok(value.as_deref().and_then(last_number).unwrap_or(0))
    }

    /// How many cases of an assignee's, follower's or unit's scope each group has in each state.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn counts_by_group(&self, scope: Scope, assigned: bool) -> Result<Vec<GroupCount>, Fault> {
        counts_by_group(self, scope, assigned)
    }

    /// How many open cases of a scope have a deadline up to each of these moments, which are in order; of each lane at
    /// the most `most` are counted.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn due_until<const N: usize>(&self, scope: Scope, until: [Moment; N], most: u64) -> Result<[u64; N], Fault> {
        let mut counts = [0; N];
        for (state, assigned) in State::OPEN.iter().flat_map(|state| [(state, false), (state, true)]) {
            let lane = Lane::by_deadline(scope, assigned, *state);
            if self.is_empty(&lane)? {
                continue;
            }
            for place in (0..most).zip(self.lane(&lane, Direction::Ascending, None)?).map(|(_, place)| place) {
                let deadline = first_moment(&place?.sort);
                let within = |until: &Moment| deadline.is_some_and(|deadline| deadline <= *until);
                if !until.last().is_some_and(within) {
                    break;
                }
                counts.iter_mut().zip(&until).for_each(|(count, until)| *count += u64::from(within(until)));
            }
        }
        Ok(counts)
    }

    /// How many open cases of a scope have an alarm that nobody has acknowledged; of each lane at the most `most` are
    /// counted.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn alarms(&self, scope: Scope, most: usize) -> Result<u64, Fault> {
        self.open_in(scope, Lane::by_alarm, most)
    }

    /// Of how many open cases of a scope nothing is promised; of each lane at the most `most` are counted.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn unpromised(&self, scope: Scope, most: usize) -> Result<u64, Fault> {
        self.open_in(scope, Lane::unpromised, most)
    }

    /// How many cases the lanes of the open states have; of each at the most `most` are counted.
    fn open_in(&self, scope: Scope, lane: fn(Scope, bool, State) -> Lane, most: usize) -> Result<u64, Fault> {
        let mut cases = 0;
        for (state, assigned) in State::OPEN.iter().flat_map(|state| [(state, false), (state, true)]) {
            let lane = lane(scope, assigned, *state);
            if !self.is_empty(&lane)? {
                cases += self.lane(&lane, Direction::Ascending, None)?.take(most).count() as u64;
            }
        }
        Ok(cases)
    }

    /// The open cases of a scope that are due first, or first after a moment; `most` of them at the most.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn due_first(&self, scope: Scope, after: Option<Moment>, most: usize) -> Result<Vec<TicketNumber>, Fault> {
        // Behind every case that is due at that very moment.
        let after = after.map(|after| KeyBuilder::new().moment(after).number(u64::MAX).done());
        let mut places = Vec::new();
        for (state, assigned) in State::OPEN.iter().flat_map(|state| [(state, false), (state, true)]) {
            let lane = Lane::by_deadline(scope, assigned, *state);
            if !self.is_empty(&lane)? {
                let scan = self.lane(&lane, Direction::Ascending, after.as_deref())?;
                places.extend(scan.take(most).collect::<Result<Vec<_>, _>>()?);
            }
        }
        places.sort_unstable();
        Ok(places.into_iter().take(most).map(|place| place.number).collect())
    }

    /// How many cases of a scope were solved on a local day and still count as solved.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn resolved_on(&self, scope: Scope, assigned: bool, day: Day) -> Result<u64, Fault> {
        Ok(self.resolved_on_by_group(scope, assigned, day)?.iter().map(|(_, cases)| cases).sum())
    }

    /// The same for each group, of an assignee's, follower's or unit's scope; other scopes have one number, under no group.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn resolved_on_by_group(
        &self,
        scope: Scope,
        assigned: bool,
        day: Day,
    ) -> Result<Vec<(Option<GroupId>, u64)>, Fault> {
        let range = KeyRange::prefix(&scope.key(assigned).day(day).done());
        let mut counts = Vec::new();
        self.visit(Table::ResolutionCounts, &range, Direction::Ascending, &mut |key, value| {
            if let (Some(group), Some(cases)) = (last_number(key), last_number(value)) {
                counts.push((Some(GroupId(group)).filter(|group| group.0 > 0), cases));
            }
            Ok(Visit::On)
        })?;
        Ok(counts)
    }

    /// When the clock has something to do next.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn next_timer(&self) -> Result<Option<Moment>, Fault> {
        let mut next = None;
        self.visit(Table::Timers, &KeyRange::all(), Direction::Ascending, &mut |key, _| {
            next = first_moment(key);
            Ok(Visit::Enough)
        })?;
        Ok(next)
    }

    /// What the clock has to do by now, what was due first before the rest.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn due_timers(&self, now: Moment, limit: usize) -> Result<Vec<DueTimer>, Fault> {
        let mut due = Vec::new();
        for key in self.scan(Table::Timers, &KeyRange::all(), Direction::Ascending)?.take(limit) {
            let key = key?;
            let Some(at) = first_moment(&key).filter(|at| *at <= now) else { break };
            if let (Some(kind), Some(ticket)) =
                (key.get(8).and_then(|code| TimerKind::from_code(*code)), last_number(&key))
            {
                due.push(DueTimer { at, kind, ticket: TicketNumber(ticket) });
            }
        }
        Ok(due)
    }
}

fn counts_by_group(rows: &dyn Rows, scope: Scope, assigned: bool) -> Result<Vec<GroupCount>, Fault> {
    let prefix = scope.key(assigned).done();
    let mut counts = Vec::new();
    rows.visit(Table::TicketCounts, &KeyRange::prefix(&prefix), Direction::Ascending, &mut |key, value| {
        let rest = key.get(prefix.len()..).unwrap_or_default();
        if let [group @ .., state] = rest
            && let (Some(group), Some(state), Some(cases)) = (last_number(group), state_of(*state), last_number(value))
        {
            let group = Some(GroupId(group)).filter(|group| group.0 > 0);
            counts.push(GroupCount { group, state, cases });
        }
        Ok(Visit::On)
    })?;
    Ok(counts)
}

/// How many open cases a user has, by the counters of these rows.
pub(in crate::store) fn open_cases_of(rows: &dyn Rows, user: UserId) -> Result<u64, Fault> {
    let counts = counts_by_group(rows, Scope::Assignee(user), true)?;
    Ok(counts.iter().filter(|count| count.state.is_open()).map(|count| count.cases).sum())
}

/// Cases of a group in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupCount {
    /// The group, or none.
    pub group: Option<GroupId>,
    /// The state.
    pub state: State,
    /// How many.
    pub cases: u64,
}

/// Something that the clock has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueTimer {
    /// When it was due.
    pub at: Moment,
    /// What.
    pub kind: TimerKind,
    /// To which case.
    pub ticket: TicketNumber,
}
