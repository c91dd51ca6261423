//! Marks of a mail that are opened one after the other within seconds: programs that look through mails follow every link
//! of them, and a person follows one, or two who changes their mind.
//!
//! It is kept in memory, and not for long: looking at a survey changes nothing in the data file.

use crate::desk::id::InvitationId;
use crate::moment::Moment;
use crate::survey::QuestionId;
use chrono::TimeDelta;
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many marks that were opened are remembered; beyond, the oldest are forgotten.
const MOST: usize = 20_000;
/// So many different marks of one mail nobody opens so soon after each other.
const MARKS: usize = 3;
/// How soon before or after a visit began.
const WITHIN: TimeDelta = TimeDelta::seconds(5);

/// A mark of a mail that was opened.
#[derive(Clone, Copy, Debug)]
struct Opening {
    invitation: InvitationId,
    mark: (QuestionId, u8),
    at: Moment,
}

/// The marks that were opened lately, in the order in which they were.
#[derive(Debug, Default)]
pub(in crate::http) struct Openings(Mutex<VecDeque<Opening>>);

impl Openings {
    /// Remembers that a mark of an invitation was opened.
    pub(super) fn remember(&self, invitation: InvitationId, mark: (QuestionId, u8), at: Moment) {
        let mut opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if opened.len() >= MOST {
            opened.pop_front();
        }
        opened.push_back(Opening { invitation, mark, at });
    }

    /// Whether a visit that began at this moment is one of those with which a program looked through the mail.
    pub(super) fn are_a_burst(&self, invitation: InvitationId, begun: Moment) -> bool {
        let opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (from, until) = (begun.plus(-WITHIN), begun.plus(WITHIN));
        let first = opened.partition_point(|opening| opening.at < from);
        let then = opened.range(first..).take_while(|opening| opening.at <= until);
        let marks: BTreeSet<_> = then.filter(|opening| opening.invitation == invitation).map(|it| it.mark).collect();
        marks.len() >= MARKS
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Openings};
    use crate::desk::id::InvitationId;
    use crate::moment::Moment;
    use crate::survey::QuestionId;

    const ROSA: InvitationId = InvitationId(1);

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_000_000_000 + seconds * 1_000)
    }

    fn opened(marks: &[(u8, i64)]) -> Openings {
        let openings = Openings::default();
        for (mark, seconds) in marks {
            openings.remember(ROSA, (QuestionId(1), *mark), at(*seconds));
        }
        openings
    }

    #[test]
    fn every_mark_within_seconds_is_a_burst_from_its_first_visit_to_its_last() {
        let openings = opened(&[(1, 0), (2, 2), (3, 4), (4, 6), (5, 8)]);
        for seconds in [0, 2, 4, 6, 8] {
            assert!(openings.are_a_burst(ROSA, at(seconds)), "{seconds}");
        }
        // Whoever comes before or after comes by themselves; nor has anybody else to do with it.
        for seconds in [-60, -2, 10, 60] {
            assert!(!openings.are_a_burst(ROSA, at(seconds)), "{seconds}");
        }
        assert!(!openings.are_a_burst(InvitationId(2), at(4)));
    }

    #[test]
    fn whoever_changes_their_mind_or_presses_twice_is_no_program() {
        assert!(!opened(&[(4, 0), (2, 1)]).are_a_burst(ROSA, at(1)));
        assert!(!opened(&[(4, 0), (4, 0), (4, 1), (5, 2), (4, 3)]).are_a_burst(ROSA, at(3)));
        assert!(!opened(&[(4, 0), (3, 20), (2, 40)]).are_a_burst(ROSA, at(20)));
        assert!(!Openings::default().are_a_burst(ROSA, at(0)));
    }

    #[test]
    fn the_memory_has_an_end_and_forgets_the_oldest() {
        let openings = opened(&[(1, 0), (2, 0), (3, 0)]);
        for _ in 0..MOST {
            openings.remember(InvitationId(2), (QuestionId(1), 1), at(100));
        }
        assert!(openings.0.lock().is_ok_and(|opened| opened.len() == MOST));
        assert!(!openings.are_a_burst(ROSA, at(0)));
    }
}
