//! Whom a survey is for: a walk over the people of its units that reads nobody else.

use super::ticket::{Lane, Scope};
use crate::desk::id::{PersonId, UnitId};
use crate::desk::{Facts, Fault, Person, units_upwards};
use crate::moment::Moment;
use crate::store::Snapshot;
use crate::store::keys::{Direction, KeyBuilder, KeyRange, first_moment, first_number, last_number};
use crate::store::tables::Table;
use crate::survey::{Audience, Place};
use crate::words::{State, Vocabulary};
use chrono::TimeDelta;
use std::ops::Bound;

impl Snapshot {
    /// Those of an audience behind a place, at most so many, in the order of the walk.
    ///
    /// # Errors
    /// A fault of the storage below.
    pub fn audience_after(
        &self,
        audience: &Audience,
        mut place: Place,
        most: usize,
        now: Moment,
    ) -> Result<Vec<Place>, Fault> {
        let desk_language = self.settings()?.language;
        let mut found = Vec::new();
        'units: loop {
            let range = KeyRange {
                lower: Bound::Excluded(KeyBuilder::new().number(place.unit).number(place.person.0).done()),
                upper: Bound::Unbounded,
            };
            let mut unit = None;
            for key in self.scan(Table::PersonsByMembership, &range, Direction::Ascending)? {
                let key = key?;
                let (Some(of), Some(person)) = (first_number(&key), last_number(&key).map(PersonId)) else { continue };
                if unit != Some(of) {
                    unit = Some(of);
                    if !self.concerns(audience, of)? {
                        place = Place { unit: of, person: PersonId(u64::MAX) };
                        continue 'units;
                    }
                }
                let person = self.get::<Person>(person.0)?.filter(|person| person.active);
                let Some(person) = person else { continue };
                let holds = audience.holds(person.language.unwrap_or(desk_language), person.vip);
                if holds && self.had_a_case(audience, person.id, now)? {
                    found.push(Place { unit: of, person: person.id });
                    if found.len() >= most {
                        return Ok(found);
                    }
                }
            }
            return Ok(found);
        }
    }

    fn concerns(&self, audience: &Audience, unit: u64) -> Result<bool, Fault> {
        if audience.units.is_empty() {
            return Ok(true);
        }
        let units = units_upwards(self, (unit != 0).then_some(UnitId(unit)))?;
        Ok(units.iter().any(|id| audience.units.contains(id)))
    }

    /// Whether something happened on a case of theirs in the days that an audience asks for.
    fn had_a_case(&self, audience: &Audience, person: PersonId, now: Moment) -> Result<bool, Fault> {
        let Some(days) = audience.case_within_days else { return Ok(true) };
        let since = now.plus(-TimeDelta::days(days.into()));
        let lanes = State::ALL.iter().flat_map(|state| {
            [false, true].map(|assigned| Lane::by_updated(Scope::Requester(person), assigned, *state))
        });
        for lane in lanes {
            let last = self.lane(&lane, Direction::Descending, None)?.next().transpose()?;
            if last.and_then(|last| first_moment(&last.sort)).is_some_and(|changed| changed >= since) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
