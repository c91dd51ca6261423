//! What a replay comes to: case by case, and in sum.

use crate::desk::id::{GroupId, TicketNumber, UserId};
use crate::desk::{ClockOutcome, Course, NoticeCounts};
use crate::service_model::EscalationId;
use crate::service_model::clock::Promise;
use crate::words::{ClockKind, ClockState, Priority, Vocabulary};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A case that would have gone otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The case.
    pub ticket: TicketNumber,
    /// What became of it.
    pub was: Course,
    /// What would have become of it.
    pub would: Course,
}

/// In what a case would have gone otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Its priority, at the opening or at last.
    Priority,
    /// Its group, at the opening or at last.
    Group,
    /// What was promised, or by when.
    Deadline,
    /// Whether a promise was kept.
    Breach,
    /// How it was escalated: when, by what, or for whom.
    Escalation,
}

impl Vocabulary for Aspect {
    const TITLE: &'static str = "ReplayAspect";
    const ALL: &'static [Self] = &[Self::Priority, Self::Group, Self::Deadline, Self::Breach, Self::Escalation];
    fn as_str(self) -> &'static str {
        match self {
            Self::Priority => "priority",
            Self::Group => "group",
            Self::Deadline => "deadline",
            Self::Breach => "breach",
            Self::Escalation => "escalation",
        }
    }
}

impl Difference {
    /// In what it would have gone otherwise.
    pub fn aspects(&self) -> BTreeSet<Aspect> {
        let Self { was, would, .. } = self;
        fn same<'a, T: PartialEq>(
            was: &'a Course,
            would: &'a Course,
            of: impl Fn(&'a ClockOutcome) -> Option<T>,
        ) -> bool {
            was.clocks.iter().filter_map(&of).eq(would.clocks.iter().filter_map(&of))
        }
        let alike = was.escalations.len() == would.escalations.len()
            && was.escalations.iter().zip(&would.escalations).all(|(was, would)| was.is_like(would));
        let differs = [
            (Aspect::Priority, (was.first_priority, was.priority) != (would.first_priority, would.priority)),
            (Aspect::Group, (was.first_group, was.group) != (would.first_group, would.group)),
            (Aspect::Deadline, !same(was, would, |clock| Some((clock.kind, clock.due)))),
            (Aspect::Breach, !same(was, would, |clock| clock.missed.map(|_| clock.kind))),
            (Aspect::Escalation, !alike),
        ];
        differs.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
    }
}

/// A figure as it was, and as it would have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair<T> {
    /// As it was.
    pub was: T,
    /// As it would have been.
    pub would: T,
}

/// What became of promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promises {
    /// Kept.
    pub kept: u64,
    /// Broken.
    pub missed: u64,
    /// Neither yet, or dropped.
    pub open: u64,
}

/// How much a group had to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// Cases that began with it.
    pub opened: u64,
    /// Cases that came to it, those among them.
    pub stays: u64,
}

/// How often something was escalated, and how many notices that made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How often.
    pub times: u64,
    /// Notices.
    pub notices: u64,
}

/// What a replay comes to in sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many cases were retraced.
    pub cases: u64,
    /// How many would have gone otherwise.
    pub differing: u64,
    /// How many of them are kept one by one.
    pub kept: u64,
    /// In what.
    pub aspects: BTreeMap<Aspect, u64>,
    /// What became of promises, by whose they are, what they are about, and priority.
    pub promises: BTreeMap<(Promised, ClockKind, Priority), Pair<Promises>>,
    /// What groups had to do.
    pub groups: BTreeMap<GroupId, Pair<Load>>,
    /// Cases by priority at the opening.
    pub priorities: BTreeMap<Priority, Pair<u64>>,
    /// Escalations.
    pub escalations: BTreeMap<EscalationId, Pair<Told>>,
    /// Notices of escalations, by whom they went to.
    pub people: BTreeMap<UserId, Pair<u64>>,
    /// How many notices there would have been. What was really told is not kept with the cases.
    #[serde(default)]
    pub notices: NoticeCounts,
}

/// Whose promise, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promised {
    /// An agreement with the client.
    Agreement(u64),
    /// A group.
    Group(u64),
}

impl From<Promise> for Promised {
    fn from(promise: Promise) -> Self {
        match promise {
            Promise::Agreement(id) => Self::Agreement(id.0),
            Promise::Group(id) => Self::Group(id.0),
        }
    }
}

/// Which of the two sides of a pair.
#[derive(Clone, Copy)]
enum Side {
    Was,
    Would,
}

impl<T> Pair<T> {
    fn side(&mut self, side: Side) -> &mut T {
        match side {
            Side::Was => &mut self.was,
            Side::Would => &mut self.would,
        }
    }
}

impl Promises {
    fn count(&mut self, clock: &ClockOutcome) {
        let figure = match clock.state {
            _ if clock.missed.is_some() => &mut self.missed,
            ClockState::Done => &mut self.kept,
            ClockState::Running | ClockState::Stopped | ClockState::Dropped => &mut self.open,
        };
        *figure += 1;
    }
}

impl Tally {
    /// Counts a case.
    pub fn count(&mut self, was: &Course, would: &Course) {
        self.cases += 1;
        self.count_side(Side::Was, was);
        self.count_side(Side::Would, would);
    }

    /// Counts in what a case would have gone otherwise, and says whether in anything.
    pub fn differs(&mut self, difference: &Difference) -> bool {
        let aspects = difference.aspects();
        self.differing += u64::from(!aspects.is_empty());
        for aspect in &aspects {
            *self.aspects.entry(*aspect).or_default() += 1;
        }
        !aspects.is_empty()
    }

    fn count_side(&mut self, side: Side, course: &Course) {
        if let Some(priority) = course.first_priority {
            *self.priorities.entry(priority).or_default().side(side) += 1;
        }
        if let Some(group) = course.first_group {
            self.groups.entry(group).or_default().side(side).opened += 1;
        }
        for group in &course.stays {
            self.groups.entry(*group).or_default().side(side).stays += 1;
        }
        for clock in &course.clocks {
            let key = (clock.by.into(), clock.kind, course.priority.unwrap_or(Priority::Medium));
            self.promises.entry(key).or_default().side(side).count(clock);
        }
        for escalated in &course.escalations {
            let told = self.escalations.entry(escalated.escalation).or_default().side(side);
            told.times += 1;
            told.notices += escalated.told.len() as u64;
            for user in &escalated.told {
                *self.people.entry(*user).or_default().side(side) += 1;
            }
        }
    }

    /// Both in one.
    pub fn merge(&mut self, other: Self) {
        fn add<K: Ord, T: Default>(into: &mut BTreeMap<K, Pair<T>>, from: BTreeMap<K, Pair<T>>, sum: fn(&mut T, T)) {
            for (key, pair) in from {
                let here = into.entry(key).or_default();
                sum(&mut here.was, pair.was);
                sum(&mut here.would, pair.would);
            }
        }
        self.cases += other.cases;
        self.differing += other.differing;
        self.kept += other.kept;
        for (aspect, count) in other.aspects {
            *self.aspects.entry(aspect).or_default() += count;
        }
        add(&mut self.promises, other.promises, |sum, more| {
            sum.kept += more.kept;
            sum.missed += more.missed;
            sum.open += more.open;
        });
        add(&mut self.groups, other.groups, |sum, more| {
            sum.opened += more.opened;
            sum.stays += more.stays;
        });
        add(&mut self.priorities, other.priorities, |sum, more| *sum += more);
        add(&mut self.escalations, other.escalations, |sum, more| {
            sum.times += more.times;
            sum.notices += more.notices;
        });
        add(&mut self.people, other.people, |sum, more| *sum += more);
        for (what, count) in other.notices {
            *self.notices.entry(what).or_default() += count;
        }
    }
}
