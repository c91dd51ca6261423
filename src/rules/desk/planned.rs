//! What the clock will have to do to cases, in order of time: for a desk that is made in one go, such as a sample, and
//! has no clockwork beside it.

use super::id::TicketNumber;
use super::{Command, TimerKind};
use crate::Moment;
use std::collections::{BTreeSet, HashMap};

/// The timers of cases that are not due yet.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    due: BTreeSet<(Moment, TimerKind, TicketNumber)>,
    of: HashMap<TicketNumber, Vec<(Moment, TimerKind)>>,
}

impl Planned {
    /// These are the timers of a case from now on. What has been due for a while, because something else was agreed, is
    /// due now.
    pub fn plan(&mut self, ticket: TicketNumber, mut timers: Vec<(Moment, TimerKind)>, now: Moment) {
        for (at, _) in &mut timers {
            *at = now.max(*at);
        }
        self.due.extend(timers.iter().map(|(at, kind)| (*at, *kind, ticket)));
        let before = if timers.is_empty() { self.of.remove(&ticket) } else { self.of.insert(ticket, timers) };
        let now = self.of.get(&ticket);
        for timer in before.into_iter().flatten() {
            if !now.is_some_and(|now| now.contains(&timer)) {
                self.due.remove(&(timer.0, timer.1, ticket));
            }
        }
    }

    /// The first timer that is due by `until`, and what it asks of the desk. It is told once.
    pub fn due(&mut self, until: Moment) -> Option<(Moment, Command)> {
        let first = self.due.first().filter(|(at, ..)| *at <= until).copied()?;
        self.due.remove(&first);
        let (at, timer, ticket) = first;
        Some((at, Command::TimerDue { ticket, timer }))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::words::ClockKind;

    fn at(minute: i64) -> Moment {
        Moment::parse("2026-11-25T12:00:00Z").unwrap().plus(chrono::TimeDelta::minutes(minute))
    }

    #[test]
    fn what_is_planned_is_told_once_in_order_and_what_was_planned_otherwise_is_not() {
        let (one, other) = (TicketNumber(1), TicketNumber(2));
        let clock = TimerKind::Clock(ClockKind::Solution);
        let mut planned = Planned::default();
        planned.plan(one, vec![(at(10), TimerKind::WaitOver), (at(30), clock)], at(0));
        planned.plan(other, vec![(at(-20), clock)], at(20));
        planned.plan(one, vec![(at(10), TimerKind::WaitOver), (at(40), clock)], at(0));
        let mut told = Vec::new();
        while let Some((at, Command::TimerDue { ticket, timer })) = planned.due(at(40)) {
            told.push((at, ticket, timer));
        }
        assert_eq!(told, [(at(10), one, TimerKind::WaitOver), (at(20), other, clock), (at(40), one, clock)]);
        planned.plan(one, Vec::new(), at(40));
        assert!(planned.due(at(1000)).is_none());
    }
}
