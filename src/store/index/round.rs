//! Rounds of surveys: those of which there is still to be decided whom they ask, and those of a survey.

use super::survey::Month;
use crate::desk::id::SurveyId;
use crate::desk::record::{Record, RecordKey};
use crate::desk::{Fault, Round};
use crate::moment::Day;
use crate::store::Snapshot;
use crate::store::codec;
use crate::store::keys::{Direction, KeyRange};
use crate::store::operational::rows_behind;
use crate::store::rows::{Derived, Row};
use crate::store::tables::Table;
use std::ops::Bound;

/// The bytes of a round's key: of its survey and its day.
const KEY: usize = 12;

impl Row for Round {
    const TABLE: Table = Table::Round;

    fn row_key(&self) -> Vec<u8> {
        self.key().to_bytes()
    }

    fn derive(&self, derived: &mut Derived) {
        if self.is_planned_on() {
            derived.entry(Table::RoundsToPlan, self.row_key());
        }
    }
}

impl Snapshot {
    /// The rounds of which there is still to be decided whom they ask, at most so many.
    ///
    /// # Errors
    /// A fault of the storage below; so for everything here.
    pub fn rounds_to_plan(&self, most: usize) -> Result<Vec<Round>, Fault> {
        rows_behind(self, Table::RoundsToPlan, &KeyRange::all(), Direction::Ascending, most, KEY)
    }

    /// The rounds of a survey that were for days of some months, the first and the last of them whole.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn rounds_between(&self, survey: SurveyId, (from, to): (Month, Month)) -> Result<Vec<Round>, Fault> {
        let key = |month: Month| (survey.0, Round::number(month.begins())).to_bytes();
        let range = KeyRange { lower: Bound::Included(key(from)), upper: Bound::Excluded(key(to.ahead(1))) };
        self.scan(Table::Round, &range, Direction::Ascending)?.values().map(|value| codec::decode(&value?)).collect()
    }

    /// The rounds of a survey before that of a day, or all, the last one first.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn rounds_of(&self, survey: SurveyId, before: Option<Day>, most: usize) -> Result<Vec<Round>, Fault> {
        let mut range = KeyRange::prefix(&survey.0.to_be_bytes());
        if let Some(day) = before {
            range = range.after((survey.0, Round::number(day)).to_bytes(), Direction::Descending);
        }
        let scan = self.scan(Table::Round, &range, Direction::Descending)?;
        scan.values().take(most).map(|value| codec::decode(&value?)).collect()
    }
}
