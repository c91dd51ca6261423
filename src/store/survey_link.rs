//! Links by which anybody may answer a survey, such as on a poster at a counter; only the hash of what opens one is kept.
//! A survey has one at the most.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::{Operational, rows_behind};
use super::rows::{self, Derived, Row, Rows};
use super::tables::Table;
use crate::desk::Fault;
use crate::desk::id::SurveyId;
use serde::{Deserialize, Serialize};

/// SHA-256 of what opens a link.
pub type LinkHash = [u8; 32];

/// A link of a survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyLink {
    hash: LinkHash,
    survey: SurveyId,
}

impl Row for SurveyLink {
    const TABLE: Table = Table::SurveyLink;

    fn row_key(&self) -> Vec<u8> {
        self.hash.to_vec()
    }

    fn derive(&self, derived: &mut Derived) {
        let key = KeyBuilder::new().number(self.survey.0).bytes(&self.hash);
        derived.entry(Table::SurveyLinksBySurvey, key.done());
    }
}

/// The survey that a link opens.
///
/// # Errors
/// A fault of the storage below.
pub fn find(rows: &dyn Rows, hash: &LinkHash) -> Result<Option<SurveyId>, Fault> {
    Ok(rows::get::<SurveyLink>(rows, hash)?.map(|link| link.survey))
}

/// Ends the link of a survey, and keeps another one in its place when there is one.
pub(super) fn change(operational: &mut Operational<'_>, survey: SurveyId, hash: Option<LinkHash>) -> Result<(), Fault> {
    let range = KeyRange::prefix(&survey.0.to_be_bytes());
    let there: Vec<SurveyLink> =
        rows_behind(operational, Table::SurveyLinksBySurvey, &range, Direction::Ascending, usize::MAX, 32)?;
    for link in there {
        operational.remove::<SurveyLink>(&link.hash)?;
    }
    match hash {
        Some(hash) => operational.put(&SurveyLink { hash, survey }),
        None => Ok(()),
    }
}
