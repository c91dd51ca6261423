//! What opens a case for whoever asked: a link in each mail about it, of which only the hash is kept.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::id::{PersonId, TicketNumber};
use crate::desk::{Fault, Settings, Ticket};
use crate::moment::Moment;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// SHA-256 of what opens a link.
pub type LinkHash = [u8; 32];

/// How long it takes until a link is looked at again, whether its case has ended.
const LOOK_AGAIN: TimeDelta = TimeDelta::days(30);

/// A link to a case, in a mail to somebody. Each mail brings one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseLink {
    #[serde(with = "serde_bytes")]
    hash: LinkHash,
    /// The case.
    pub ticket: TicketNumber,
    /// To whom the mail went.
    pub person: PersonId,
    /// When it is looked at, whether it still opens anything.
    look: Moment,
}

impl Row for CaseLink {
    const TABLE: Table = Table::CaseLink;

    fn row_key(&self) -> Vec<u8> {
        self.hash.to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        derived.entry(Table::CaseLinksByLook, KeyBuilder::new().moment(self.look).bytes(&self.hash).done());
    }
}

/// The case that a link opens at `now`, and to whom; `None`: nothing, or no longer.
///
/// # Errors
/// A fault of the storage below; so for everything here.
pub fn find(rows: &dyn Rows, hash: &LinkHash, now: Moment) -> Result<Option<CaseLink>, Fault> {
    let Some(link) = rows::get::<CaseLink>(rows, hash)? else { return Ok(None) };
    let end = end(rows, &link)?;
    Ok(Some(link).filter(|_| end.is_none_or(|end| now < end)))
}

/// When a link ends, as far as that is known; one without a case has ended.
fn end(rows: &dyn Rows, link: &CaseLink) -> Result<Option<Moment>, Fault> {
    let settings = rows::get::<Settings>(rows, &[])?.unwrap_or_default();
    let case = rows::get::<Ticket>(rows, &link.ticket.0.to_be_bytes())?;
    Ok(case.map_or(Some(Moment::default()), |case| settings.portal.links_end(&case)))
}

/// Keeps what opens a case, beside what does so already.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(
    operational: &mut Operational<'_>,
    hash: LinkHash,
    (ticket, person): (TicketNumber, PersonId),
    now: Moment,
) -> Result<(), Fault> {
    operational.put(&CaseLink { hash, ticket, person, look: now.plus(LOOK_AGAIN) })
}

/// Looks at no more than `limit` links whose turn it is, and deletes those that have ended; says at how many it looked.
///
/// # Errors
/// A fault of the storage below.
pub fn clear_ended(operational: &mut Operational<'_>, now: Moment, limit: usize) -> Result<usize, Fault> {
    let range = KeyRange { upper: Bound::Excluded(KeyBuilder::new().moment(now).done()), ..KeyRange::all() };
    let due: Vec<CaseLink> = rows_behind(operational, Table::CaseLinksByLook, &range, Direction::Ascending, limit, 32)?;
    for link in &due {
        match end(operational, link)? {
            Some(end) if end <= now => {
                operational.remove::<CaseLink>(&link.hash)?;
            }
            end => operational.put(&CaseLink { look: end.unwrap_or(now.plus(LOOK_AGAIN)), ..link.clone() })?,
        }
    }
    Ok(due.len())
}
