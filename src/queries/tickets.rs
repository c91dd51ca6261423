//! Lists of cases. What the viewer may see is part of the keys that are read: a page is the merge of ordered lanes,
//! one for each scope, state and assignment, read one key at a time. So it costs what it shows, however many cases
//! there are.

use super::Unanswered;
use super::cursor::{Page, Question};
use super::sight::{self, Sight};
use crate::desk::id::{GroupId, PersonId, UserId};
use crate::desk::{Facts, Fault, Ticket, Viewer, can_see, heads};
use crate::moment::Day;
use crate::store::{Direction, Lane, LanePlace, LaneScan, Scope, Snapshot};
use crate::words::{Priority, Role, State, Vocabulary};
use std::collections::BTreeSet;

/// The orders of a list of cases: the word, and whether open cases alone have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Order {
    /// The last change first.
    #[serde(rename = "-updated")]
    LatestFirst,
    /// The oldest change first.
    #[serde(rename = "updated")]
    LongestQuietFirst,
    /// The newest case first.
    #[serde(rename = "-number")]
    NewestFirst,
    /// The oldest case first.
    #[serde(rename = "number")]
    OldestFirst,
    /// By priority, the oldest case first among equals.
    #[serde(rename = "priority")]
    ByPriority,
    /// Those that have a deadline, the first one first.
    #[serde(rename = "deadline")]
    ByDeadline,
    /// Those with an alarm that nobody has acknowledged, the oldest first.
    #[serde(rename = "alarm")]
    ByAlarm,
    /// Those of which nothing is promised, the oldest case first.
    #[serde(rename = "unpromised")]
    Unpromised,
}

impl Vocabulary for Order {
    const TITLE: &'static str = "TicketOrder";
    const ALL: &'static [Self] = &[
        Self::LatestFirst,
        Self::LongestQuietFirst,
        Self::NewestFirst,
        Self::OldestFirst,
        Self::ByPriority,
        Self::ByDeadline,
        Self::ByAlarm,
        Self::Unpromised,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::LatestFirst => "-updated",
            Self::LongestQuietFirst => "updated",
            Self::NewestFirst => "-number",
            Self::OldestFirst => "number",
            Self::ByPriority => "priority",
            Self::ByDeadline => "deadline",
            Self::ByAlarm => "alarm",
            Self::Unpromised => "unpromised",
        }
    }
}

impl Order {
    const fn direction(self) -> Direction {
        match self {
            Self::LatestFirst | Self::NewestFirst => Direction::Descending,
            Self::LongestQuietFirst
            | Self::OldestFirst
            | Self::ByPriority
            | Self::ByDeadline
            | Self::ByAlarm
            | Self::Unpromised => Direction::Ascending,
        }
    }
}

/// Who has the cases asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssigneeIs {
    /// The viewer.
    Me,
    /// Nobody.
    Nobody,
    /// This user.
    User(UserId),
}

/// Which group has the cases asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupIs {
    /// One that the viewer works in.
    Mine,
    /// None.
    NoGroup,
    /// This one.
    Group(GroupId),
}

/// What is asked of a list of cases. Only some combinations are possible: see [`POSSIBLE`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Cases in these states; empty: in any.
    pub states: BTreeSet<State>,
    /// Cases of these priorities; empty: of any.
    pub priorities: BTreeSet<Priority>,
    /// Who has them.
    pub assignee: Option<AssigneeIs>,
    /// Which group has them.
    pub group: Option<GroupIs>,
    /// Who asked for them, or whom they are about.
    pub requester: Option<PersonId>,
    /// Only what the viewer follows and somebody else, or nobody, has.
    pub following: bool,
    /// Only what the units ask for that the viewer heads.
    pub headed: bool,
    /// Solved on this local day, and still so.
    pub solved: Option<Day>,
    /// The order; by default the last change first, or the newest first with `solved`.
    pub order: Option<Order>,
}

/// The combinations that a list offers, in a sentence.
pub const POSSIBLE: &str = "At most one of assignee, group, requester, following and unit, or group together with assignee=none; \
     sort=priority, and deadline, alarm and unpromised for who works here and without unit, with open states only (status=open, new, in_progress, waiting); solved without status, and with sort -number or number only; priority with all of them.";

/// How many cases that are not shown a page passes over before it ends early. Only a filter by priority, by another
/// user, by a requester or by a hidden group meets any.
const PASSED_OVER: usize = 1_000;

/// A page of the cases that `viewer` sees and that were asked for. It may be shorter than `limit` and yet not the
/// last: `next` says so.
///
/// # Errors
/// [`Unanswered::Combination`], [`Unanswered::Cursor`], or a fault of the storage.
pub fn list(
    snapshot: &Snapshot,
    viewer: &Viewer,
    asked: &Asked,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page<Ticket>, Unanswered> {
    let order = asked.order()?;
    if matches!(order, Order::ByDeadline | Order::ByAlarm | Order::Unpromised) && !works(viewer) {
        return Err(Unanswered::Combination { possible: POSSIBLE });
    }
    let sight = Sight::of(viewer);
    let question = asked.question(order, sight);
    let after = cursor.map(|cursor| question.position(cursor)).transpose()?;
    let mut merge =
        Merge::begin(snapshot, &asked.lanes(snapshot, viewer, order)?, order.direction(), after.as_deref())?;
    let mut page = Page { items: Vec::with_capacity(limit.min(64)), next: None };
    let (mut last, mut passed_over) = (None, 0);
    while let Some(place) = merge.next()? {
        let shown =
            snapshot.get::<Ticket>(place.number.0)?.filter(|case| asked.wants(viewer, case) && can_see(viewer, case));
        match shown {
            // One more than fits: there is a next page, which begins after the last one shown.
            Some(_) if page.items.len() == limit => {
                page.next = last.map(|place: LanePlace| question.cursor(&place.sort));
                break;
            }
            Some(case) => {
                page.items.push(case);
                last = Some(place);
            }
            None if passed_over == PASSED_OVER => {
                page.next = Some(question.cursor(&place.sort));
                break;
            }
            None => {
                passed_over += 1;
                // A full page stays where it is; else the next one begins behind what was passed over.
                if page.items.len() < limit {
                    last = Some(place);
                }
            }
        }
    }
    Ok(page)
}

impl Asked {
    /// The order of the list, when the combination is possible.
    fn order(&self) -> Result<Order, Unanswered> {
        let no = Err(Unanswered::Combination { possible: POSSIBLE });
        let unassigned_of_group = self.group.is_some() && self.assignee == Some(AssigneeIs::Nobody);
        let whose = [
            self.assignee.is_some() && !unassigned_of_group,
            self.group.is_some(),
            self.requester.is_some(),
            self.following,
            self.headed,
        ];
        if whose.into_iter().filter(|asked| *asked).count() > 1 {
            return no;
        }
        let open_only = !self.states.is_empty() && self.states.iter().all(|state| state.is_open());
        match (self.solved, self.order) {
            (Some(_), _) if !self.states.is_empty() => no,
            (Some(_), None) => Ok(Order::NewestFirst),
            (Some(_), Some(order @ (Order::NewestFirst | Order::OldestFirst))) => Ok(order),
            (Some(_), Some(_)) => no,
            (None, None) => Ok(Order::LatestFirst),
            (None, Some(Order::ByPriority | Order::ByDeadline | Order::ByAlarm | Order::Unpromised)) if !open_only => {
                no
            }
            (None, Some(Order::ByDeadline | Order::ByAlarm | Order::Unpromised)) if self.headed => no,
            (None, Some(order)) => Ok(order),
        }
    }

    fn question(&self, order: Order, sight: Sight) -> Question {
        let Self { states, priorities, assignee, group, requester, following, headed, solved, order: _ } = self;
        Question::new(&format!(
            "tickets {states:?} {priorities:?} {assignee:?} {group:?} {requester:?} {following} {headed} {solved:?} {order:?} {}",
            sight.word()
        ))
    }

    /// The scopes that hold what was asked for, as far as this viewer may see it, and perhaps a little more.
    fn scopes(&self, viewer: &Viewer, sight: Sight) -> Vec<Scope> {
        if self.headed {
            return sight::units(viewer).collect();
        }
        if let Some(person) = self.requester.filter(|person| works(viewer) || viewer.person == Some(*person)) {
            return vec![Scope::Requester(person)];
        }
        if !works(viewer) {
            return sight.scopes(viewer);
        }
        if self.following {
            return viewer.user().map(Scope::Follower).into_iter().collect();
        }
        match self.group {
            Some(GroupIs::Mine) => return viewer.groups.iter().map(|group| Scope::Group(Some(*group))).collect(),
            Some(GroupIs::NoGroup) => return vec![Scope::Group(None)],
            Some(GroupIs::Group(group)) if sight.has_group(viewer, Some(group)) => {
                return vec![Scope::Group(Some(group))];
            }
            Some(GroupIs::Group(_)) => return sight::own(viewer),
            None => {}
        }
        match self.assignee {
            Some(AssigneeIs::Me) => viewer.user().map(Scope::Assignee).into_iter().collect(),
            Some(AssigneeIs::User(user)) => vec![Scope::Assignee(user)],
            Some(AssigneeIs::Nobody) | None => sight.scopes(viewer),
        }
    }

    fn lanes(&self, snapshot: &Snapshot, viewer: &Viewer, order: Order) -> Result<Vec<Lane>, Fault> {
        let states = if self.states.is_empty() { State::ALL.iter().copied().collect() } else { self.states.clone() };
        let mut lanes = Vec::new();
        for scope in self.scopes(viewer, Sight::of(viewer)) {
            for assigned in [false, true] {
                let never = matches!(scope, Scope::Assignee(_)) && !assigned;
                if never || (assigned && self.assignee == Some(AssigneeIs::Nobody)) {
                    continue;
                }
                if let Some(day) = self.solved {
                    lanes.push(Lane::resolved_on(scope, assigned, day));
                    continue;
                }
                let states = match scope {
                    // Who heads hundreds of units has ten lanes for each, and most of them show nothing.
                    Scope::Unit(_) => {
                        &shown(snapshot, viewer, scope, assigned)?.intersection(&states).copied().collect()
                    }
                    _ => &states,
                };
                lanes.extend(states.iter().map(|state| match order {
                    Order::LatestFirst | Order::LongestQuietFirst => Lane::by_updated(scope, assigned, *state),
                    Order::NewestFirst | Order::OldestFirst => Lane::by_number(scope, assigned, *state),
                    Order::ByPriority => Lane::by_priority(scope, assigned, *state),
                    Order::ByDeadline => Lane::by_deadline(scope, assigned, *state),
                    Order::ByAlarm => Lane::by_alarm(scope, assigned, *state),
                    Order::Unpromised => Lane::unpromised(scope, assigned, *state),
                }));
            }
        }
        Ok(lanes)
    }

    /// Whether a case is what was asked for: the second wall behind the lanes.
    pub(super) fn wants(&self, viewer: &Viewer, case: &Ticket) -> bool {
        let me = viewer.user();
        let assignee = match self.assignee {
            Some(AssigneeIs::Me) => me.is_some() && case.assignee == me,
            Some(AssigneeIs::Nobody) => case.assignee.is_none(),
            Some(AssigneeIs::User(user)) => case.assignee == Some(user),
            None => true,
        };
        let group = match self.group {
            Some(GroupIs::Mine) => case.group.is_some_and(|group| viewer.groups.contains(&group)),
            Some(GroupIs::NoGroup) => case.group.is_none(),
            Some(GroupIs::Group(group)) => case.group == Some(group),
            None => true,
        };
        let follows = || me.is_some_and(|user| case.followers.contains(&user) && case.assignee != me);
        (self.states.is_empty() || self.states.contains(&case.state))
            && (self.priorities.is_empty() || self.priorities.contains(&case.priority))
            && assignee
            && group
            && self.requester.is_none_or(|person| case.is_of(person))
            && (!self.following || follows())
            && (!self.headed || heads(viewer, case))
            && self.solved.is_none_or(|day| case.resolution.as_ref().is_some_and(|resolution| resolution.day == day))
    }
}

/// The states in which a scope that counts by group has cases that are hidden from nobody like the viewer.
fn shown(snapshot: &Snapshot, viewer: &Viewer, scope: Scope, assigned: bool) -> Result<BTreeSet<State>, Fault> {
    let open = |group: Option<GroupId>| group.is_none_or(|group| viewer.visible_groups.contains(&group));
    let counts = snapshot.counts_by_group(scope, assigned)?;
    Ok(counts.iter().filter(|count| open(count.group)).map(|count| count.state).collect())
}

/// Whether somebody works on cases, or watches over those who do.
fn works(viewer: &Viewer) -> bool {
    viewer.is(Role::Agent) || viewer.sees_all()
}

/// Lanes merged into one: each is asked for its next key only when its last one was taken.
struct Merge {
    lanes: Vec<LaneScan>,
    /// The next place of each lane that has one.
    heads: std::collections::BTreeSet<(LanePlace, usize)>,
    direction: Direction,
    last: Option<LanePlace>,
}

impl Merge {
    fn begin(snapshot: &Snapshot, lanes: &[Lane], direction: Direction, after: Option<&[u8]>) -> Result<Self, Fault> {
        let mut merge = Self { lanes: Vec::with_capacity(lanes.len()), heads: BTreeSet::new(), direction, last: None };
        for lane in lanes {
            // An agent from whom a group is hidden has six lanes for each of the others, and most of them are empty.
            if snapshot.is_empty(lane)? {
                continue;
            }
            let mut scan = snapshot.lane(lane, direction, after)?;
            if let Some(place) = scan.next().transpose()? {
                merge.heads.insert((place, merge.lanes.len()));
                merge.lanes.push(scan);
            }
        }
        Ok(merge)
    }

    /// The next case; one that is in several lanes comes once.
    fn next(&mut self) -> Result<Option<LanePlace>, Fault> {
        loop {
            let head = match self.direction {
                Direction::Ascending => self.heads.pop_first(),
                Direction::Descending => self.heads.pop_last(),
            };
            let Some((place, at)) = head else { return Ok(None) };
            if let Some(next) = self.lanes.get_mut(at).and_then(Iterator::next).transpose()? {
                self.heads.insert((next, at));
            }
            if self.last.as_ref() != Some(&place) {
                self.last = Some(place.clone());
                return Ok(Some(place));
            }
        }
    }
}
