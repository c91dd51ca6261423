//! Invitations: by what the desk has to do about them next, by case, by person and by survey; and how many there are.

use super::survey::{Counted, Month, Parts, count};
use crate::desk::id::{InvitationId, PersonId, SurveyId, TicketNumber};
use crate::desk::{AnswerWay, Fault, Invitation, Occasion, Stage};
use crate::moment::{Day, Moment};
use crate::store::Snapshot;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, first_moment};
use crate::store::operational::rows_behind;
use crate::store::rows::{self, Derived, Row, Rows};
use crate::store::tables::Table;
use std::ops::Bound;

/// So many invitations about one case are looked at: there is one for each survey and solution.
const ABOUT_ONE_MAX: usize = 100;

impl Row for Invitation {
    const TABLE: Table = Table::Invitation;

    fn row_key(&self) -> Vec<u8> {
        self.id.0.to_be_bytes().to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let id = self.id.0;
        if let Some(due) = self.due() {
            derived.entry(Table::InvitationsDue, KeyBuilder::new().moment(due).number(id).done());
        }
        match &self.about {
            Occasion::Solution(about) => {
                if let Some(ticket) = about.ticket {
                    derived.entry(Table::InvitationsByTicket, KeyBuilder::new().number(ticket.0).number(id).done());
                }
            }
            Occasion::Round(about) => {
                if let Some(person) = self.person {
                    let key = in_round(self.survey, about.day, person).number(id);
                    derived.entry(Table::InvitationsByRound, key.done());
                }
            }
        }
        // Once it was forgotten whom it asked, there is nobody to list: it is counted.
        if let Some(person) = self.person {
            derived.entry(Table::InvitationsBySurvey, KeyBuilder::new().number(self.survey.0).number(id).done());
            if let Some(asked) = self.asked() {
                let key = KeyBuilder::new().number(person.0).moment(asked).number(id);
                derived.entry(Table::AskedByPerson, key.done());
            }
        }
        let parts = Parts::of(AnswerWay::Invitation, None, Some(&self.about));
        for counted in counted(&self.stage) {
            count(derived, self.survey, Month::of(self.day), &parts, counted);
        }
    }
}

/// Where the invitations of a person in a round lie.
fn in_round(survey: SurveyId, day: Day, person: PersonId) -> KeyBuilder {
    KeyBuilder::new().number(survey.0).day(day).number(person.0)
}

/// Whether a person is asked already in a round.
pub(in crate::store) fn is_asked_in(
    rows: &dyn Rows,
    survey: SurveyId,
    day: Day,
    person: PersonId,
) -> Result<bool, Fault> {
    let range = KeyRange::prefix(&in_round(survey, day, person).done());
    Ok(!rows::keys(rows, Table::InvitationsByRound, &range, Direction::Ascending, 1)?.is_empty())
}

/// Everything that an invitation counts under.
fn counted(stage: &Stage) -> Vec<Counted> {
    match stage {
        Stage::Planned { .. } => vec![Counted::Planned],
        Stage::LeftOut { why } => vec![Counted::LeftOut(*why)],
        Stage::Cancelled => vec![Counted::Cancelled],
        Stage::Sent(sent) if sent.refused => vec![Counted::Invited, Counted::Refused],
        Stage::Sent(_) => vec![Counted::Invited],
        // Counted by its answer, as one that came by telephone.
        Stage::Asked { .. } => Vec::new(),
    }
}

/// The invitations about a case, the newest first.
pub(in crate::store) fn about(rows: &dyn Rows, ticket: TicketNumber) -> Result<Vec<InvitationId>, Fault> {
    let found: Vec<Invitation> = rows_about(rows, ticket)?;
    Ok(found.into_iter().map(|invitation| invitation.id).collect())
}

fn rows_about(rows: &dyn Rows, ticket: TicketNumber) -> Result<Vec<Invitation>, Fault> {
    let range = KeyRange::prefix(&ticket.0.to_be_bytes());
    rows_behind(rows, Table::InvitationsByTicket, &range, Direction::Descending, ABOUT_ONE_MAX, 8)
}

impl Snapshot {
    /// The invitations by which a person was asked, the last one first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn invitations_to(&self, person: PersonId, most: usize) -> Result<Vec<Invitation>, Fault> {
        rows_behind(
            self,
            Table::AskedByPerson,
            &KeyRange::prefix(&person.0.to_be_bytes()),
            Direction::Descending,
            most,
            8,
        )
    }
}

/// When a person was asked since a moment, the last time first.
pub(in crate::store) fn asked_since(
    rows: &dyn Rows,
    person: PersonId,
    since: Moment,
    most: usize,
) -> Result<Vec<Moment>, Fault> {
    let of_them = KeyBuilder::new().number(person.0);
    let range = KeyRange {
        lower: Bound::Excluded(of_them.clone().moment(since).number(u64::MAX).done()),
        upper: Bound::Excluded(KeyBuilder::new().number(person.0.saturating_add(1)).done()),
    };
    let keys = rows::keys(rows, Table::AskedByPerson, &range, Direction::Descending, most)?;
    Ok(keys.iter().filter_map(|key| first_moment(key.get(8..)?)).collect())
}

impl Snapshot {
    /// The invitations that are due by now, the longest due first.
    ///
    /// # Errors
    /// A fault of the storage below; so for everything here.
    pub fn due_invitations(&self, now: Moment, most: usize) -> Result<Vec<Invitation>, Fault> {
        let range = KeyRange {
            lower: Bound::Unbounded,
            upper: Bound::Included(KeyBuilder::new().moment(now).number(u64::MAX).done()),
        };
        rows_behind(self, Table::InvitationsDue, &range, Direction::Ascending, most, 8)
    }

    /// When the next invitation is due.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn next_invitation(&self) -> Result<Option<Moment>, Fault> {
        let first = rows::keys(self, Table::InvitationsDue, &KeyRange::all(), Direction::Ascending, 1)?;
        Ok(first.first().and_then(|key| first_moment(key)))
    }

    /// The invitations about a case, the newest first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn invitations_about_case(&self, ticket: TicketNumber) -> Result<Vec<Invitation>, Fault> {
        rows_about(self, ticket)
    }

    /// The invitations of a survey before `before`, or all, the last one first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn invitations_of(
        &self,
        survey: SurveyId,
        before: Option<InvitationId>,
        most: usize,
    ) -> Result<Vec<Invitation>, Fault> {
        let mut range = KeyRange::prefix(&survey.0.to_be_bytes());
        if let Some(before) = before {
            range = range.after(KeyBuilder::new().number(survey.0).number(before.0).done(), Direction::Descending);
        }
        rows_behind(self, Table::InvitationsBySurvey, &range, Direction::Descending, most, 8)
    }
}
