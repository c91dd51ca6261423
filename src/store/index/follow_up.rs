//! Follow-ups of low marks: those that are open by when they are due, those that are done by when they were; by case; and how
//! many of a month came to what.

use super::survey::Month;
use crate::desk::Fault;
use crate::desk::follow_up::{FollowUp, FollowUpOutcome};
use crate::desk::id::{FollowUpId, SurveyId, TicketNumber};
use crate::moment::Moment;
use crate::store::Snapshot;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, first_moment, last_number};
use crate::store::operational::rows_behind;
use crate::store::rows::{self, Derived, Row, Rows, Visit};
use crate::store::tables::Table;
use crate::words::Vocabulary;
use std::collections::BTreeMap;
use std::ops::Bound;

/// So many follow-ups about one case are looked at: there is one for each survey and solution.
const ABOUT_ONE_MAX: usize = 100;

/// What the follow-ups of a month came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CameTo {
    /// All that were opened.
    Opened,
    /// Those that somebody saw to in time.
    InTime,
    /// Those whose time ran out before anybody had.
    Overdue,
    /// Those that somebody saw to, by what came of it.
    Done(FollowUpOutcome),
}

impl CameTo {
    /// Fixed: stored keys hold it.
    const fn code(self) -> u8 {
        match self {
            Self::Opened => 1,
            Self::InTime => 2,
            Self::Overdue => 3,
            Self::Done(FollowUpOutcome::Resolved) => 11,
            Self::Done(FollowUpOutcome::Unresolved) => 12,
            Self::Done(FollowUpOutcome::NotReached) => 13,
            Self::Done(FollowUpOutcome::NotWanted) => 14,
            Self::Done(FollowUpOutcome::NotNeeded) => 15,
        }
    }

    fn of(code: u8) -> Option<Self> {
        let done = FollowUpOutcome::ALL.iter().map(|outcome| Self::Done(*outcome));
        done.chain([Self::Opened, Self::InTime, Self::Overdue]).find(|came_to| came_to.code() == code)
    }

    fn all(follow_up: &FollowUp) -> Vec<Self> {
        let mut all = vec![Self::Opened];
        all.extend(follow_up.in_time().then_some(Self::InTime));
        all.extend(follow_up.overdue.then_some(Self::Overdue));
        all.extend(follow_up.done.map(|done| Self::Done(done.outcome)));
        all
    }
}

/// Follow-ups that lie beside each other in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    /// Those that nobody has seen to yet, by when they are due.
    Open,
    /// Those that somebody has, by when.
    Done,
}

impl Pile {
    /// Fixed: stored keys hold it.
    fn key(self) -> KeyBuilder {
        KeyBuilder::new().byte(match self {
            Self::Open => 1,
            Self::Done => 2,
        })
    }
}

impl Row for FollowUp {
    const TABLE: Table = Table::FollowUp;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let id = self.id.0;
        if let Some(due) = self.watched_until() {
            derived.entry(Table::FollowUpsDue, KeyBuilder::new().moment(due).number(id).done());
        }
        // Once it was forgotten whom it is about, there is nothing to do or to read: it is counted.
        if self.person.is_some() {
            let (pile, when) = self.done.map_or((Pile::Open, self.due), |done| (Pile::Done, done.at));
            derived.entry(Table::FollowUpsByPile, pile.key().moment(when).number(id).done());
        }
        if let Some(ticket) = self.ticket {
            derived.entry(Table::FollowUpsByTicket, KeyBuilder::new().number(ticket.0).number(id).done());
        }
        for came_to in CameTo::all(self) {
            let key = month_key(self.survey, Month::of(self.day)).byte(came_to.code()).done();
            derived.count(Table::FollowUpCounts, key);
        }
    }
}

fn month_key(survey: SurveyId, month: Month) -> KeyBuilder {
    KeyBuilder::new().number(survey.0).bytes(&month.to_bytes())
}

impl Snapshot {
    /// The follow-ups whose time is over by now and has not been told, the longest due first.
    ///
    /// # Errors
    /// A fault of the storage below; so for everything here.
    pub fn due_follow_ups(&self, now: Moment, most: usize) -> Result<Vec<FollowUp>, Fault> {
        let range = KeyRange {
            lower: Bound::Unbounded,
            upper: Bound::Included(KeyBuilder::new().moment(now).number(u64::MAX).done()),
        };
        rows_behind(self, Table::FollowUpsDue, &range, Direction::Ascending, most, 8)
    }

    /// When the time of the next one is over.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn next_follow_up(&self) -> Result<Option<Moment>, Fault> {
        let first = rows::keys(self, Table::FollowUpsDue, &KeyRange::all(), Direction::Ascending, 1)?;
        Ok(first.first().and_then(|key| first_moment(key)))
    }

    /// The follow-ups about a case, the newest first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn follow_ups_about(&self, ticket: TicketNumber) -> Result<Vec<FollowUp>, Fault> {
        let range = KeyRange::prefix(&ticket.0.to_be_bytes());
        rows_behind(self, Table::FollowUpsByTicket, &range, Direction::Descending, ABOUT_ONE_MAX, 8)
    }

    /// Follow-ups of a pile whose moments lie in `within` (both ends as they stand in keys), behind `after`.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn follow_ups(
        &self,
        pile: Pile,
        (from, to): (Bound<Moment>, Bound<Moment>),
        after: Option<(Moment, FollowUpId)>,
        direction: Direction,
        most: usize,
    ) -> Result<Vec<FollowUp>, Fault> {
        let whole = KeyRange::prefix(&pile.key().done());
        let at = |moment: Moment, id: u64| pile.key().moment(moment).number(id).done();
        let lower = match from {
            Bound::Unbounded => whole.lower,
            Bound::Included(from) => Bound::Included(at(from, 0)),
            Bound::Excluded(from) => Bound::Excluded(at(from, u64::MAX)),
        };
        let upper = match to {
            Bound::Unbounded => whole.upper,
            Bound::Included(to) => Bound::Included(at(to, u64::MAX)),
            Bound::Excluded(to) => Bound::Excluded(at(to, 0)),
        };
        let mut range = KeyRange { lower, upper };
        if let Some((moment, id)) = after {
            range = range.after(at(moment, id.0), direction);
        }
        rows_behind(self, Table::FollowUpsByPile, &range, direction, most, 8)
    }

    /// What the follow-ups of a survey came to in some months.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn follow_up_counts(
        &self,
        survey: SurveyId,
        (from, to): (Month, Month),
    ) -> Result<BTreeMap<(Month, CameTo), u64>, Fault> {
        let range = KeyRange {
            lower: Bound::Included(month_key(survey, from).done()),
            upper: Bound::Included(month_key(survey, to).byte(u8::MAX).done()),
        };
        let mut counts = BTreeMap::new();
        self.visit(Table::FollowUpCounts, &range, Direction::Ascending, &mut |key, value| {
            if let (Some(read), Some(count)) = (read(key), last_number(value)) {
                counts.insert(read, count);
            }
            Ok(Visit::On)
        })?;
        Ok(counts)
    }
}

/// The parts of a key behind its survey.
fn read(key: &[u8]) -> Option<(Month, CameTo)> {
    let (month, rest) = key.get(8..)?.split_first_chunk::<4>()?;
    Some((Month::from_bytes(*month), CameTo::of(*rest.first()?)?))
}

#[cfg(test)]
mod tests {
    use super::CameTo;
    use crate::desk::follow_up::FollowUpOutcome;
    use crate::words::Vocabulary;

    #[test]
    fn what_is_counted_is_read_as_it_is_written() {
        let done = FollowUpOutcome::ALL.iter().map(|outcome| CameTo::Done(*outcome));
        for came_to in done.chain([CameTo::Opened, CameTo::InTime, CameTo::Overdue]) {
            assert_eq!(CameTo::of(came_to.code()), Some(came_to));
        }
        assert_eq!(CameTo::of(0), None);
    }
}
