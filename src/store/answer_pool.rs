//! Anonymous answers wait here until there are several, so that neither their order nor their moment tells who gave one.
//! They lie under random keys: what is taken out comes in no order.

use super::keys::{Direction, KeyBuilder, KeyRange};
use super::operational::Operational;
use super::rows::{self, Row, Rows};
use super::tables::Table;
use crate::desk::id::SurveyId;
use crate::desk::{Fault, SentAnswer};
use serde::{Deserialize, Serialize};
use std::ops::Bound;

/// So many are taken out together, or those that there are when the day is over.
pub const TOGETHER: usize = 5;

/// An answer that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pooled {
    /// The survey.
    pub survey: SurveyId,
    /// Its place: random.
    pub place: [u8; 16],
    /// What was answered.
    pub sent: SentAnswer,
}

/// What a program seems to have sent lies behind this bit of the first byte, apart from what hides people.
const AUTOMATIC: u8 = 0x80;

impl Pooled {
    /// An answer to a survey, in a random place.
    pub fn new(survey: SurveyId, mut place: [u8; 16], sent: SentAnswer) -> Self {
        let [first, ..] = &mut place;
        *first = if sent.automatic { *first | AUTOMATIC } else { *first & !AUTOMATIC };
        Self { survey, place, sent }
    }
}

impl Row for Pooled {
    const TABLE: Table = Table::AnswerPool;

    fn row_key(&self) -> Vec<u8> {
        key(self.survey, &self.place)
    }
}

fn key(survey: SurveyId, place: &[u8; 16]) -> Vec<u8> {
    KeyBuilder::new().number(survey.0).bytes(place).done()
}

/// Keeps an answer; says how many of people wait now, as far as it matters: among those of programs nobody hides.
///
/// # Errors
/// A fault of the storage below.
pub fn keep(operational: &mut Operational<'_>, pooled: &Pooled) -> Result<usize, Fault> {
    operational.put(pooled)?;
    let of_survey = KeyBuilder::new().number(pooled.survey.0);
    let range = KeyRange {
        lower: Bound::Included(of_survey.clone().done()),
        upper: Bound::Excluded(of_survey.byte(AUTOMATIC).done()),
    };
    Ok(rows::keys(operational, Table::AnswerPool, &range, Direction::Ascending, TOGETHER)?.len())
}

/// Those that wait, of one survey or of all, at most so many.
///
/// # Errors
/// A fault of the storage below.
pub fn waiting(rows: &dyn Rows, survey: Option<SurveyId>, most: usize) -> Result<Vec<Pooled>, Fault> {
    let range = survey.map_or_else(KeyRange::all, |survey| KeyRange::prefix(&survey.0.to_be_bytes()));
    let keys = rows::keys(rows, Table::AnswerPool, &range, Direction::Ascending, most)?;
    let found = keys.iter().map(|key| rows::get::<Pooled>(rows, key));
    Ok(found.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// They wait no longer.
pub(super) fn take_out(operational: &mut Operational<'_>, survey: SurveyId, places: &[[u8; 16]]) -> Result<(), Fault> {
    places.iter().try_for_each(|place| operational.remove::<Pooled>(&key(survey, place)).map(drop))
}

/// Whether all of these wait.
pub(super) fn all_wait(rows: &dyn Rows, survey: SurveyId, places: &[[u8; 16]]) -> Result<bool, Fault> {
    for place in places {
        if rows::get::<Pooled>(rows, &key(survey, place))?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}
