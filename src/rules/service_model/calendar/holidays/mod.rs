//! National holidays, computed for any year that calendars cover.
//!
//! Each country's file is its law as a table. What is decreed year by year is in it as far as it was decreed. Days of an
//! election, of one region, of banks or of public offices only are not. They are checked from 2020 on; for the years
//! before, a rule counts from the year in which it began, as far as that is known, and laws that ended are left out.

mod argentina;
mod bolivia;
mod brazil;
mod chile;
mod colombia;
mod easter;
mod ecuador;
mod mexico;
mod paraguay;
mod peru;
mod rule;
mod spain;
mod united_states;
mod uruguay;

use super::{FIRST_YEAR, LAST_YEAR};
use crate::words::Vocabulary;
use chrono::{Datelike, NaiveDate};
use rule::Rule;

vocabulary! {
    /// A country with built-in holidays.
    Country {
        /// Argentina.
        Argentina = "ar",
        /// Bolivia.
        Bolivia = "bo",
        /// Brazil.
        Brazil = "br",
        /// Chile.
        Chile = "cl",
        /// Colombia.
        Colombia = "co",
        /// Ecuador.
        Ecuador = "ec",
        /// Spain.
        Spain = "es",
        /// Mexico.
        Mexico = "mx",
        /// Peru.
        Peru = "pe",
        /// Paraguay.
        Paraguay = "py",
        /// The United States.
        UnitedStates = "us",
        /// Uruguay.
        Uruguay = "uy",
    }
}

/// A day on which a country does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// When.
    pub date: NaiveDate,
    /// What it is called there.
    pub name: &'static str,
}

impl Country {
    /// The holidays of a year, in order; none outside of the years that calendars cover.
    pub fn holidays(self, year: i32) -> Vec<Holiday> {
        let mut holidays = Vec::new();
        if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
            // That of a new year may be kept in the old one.
            for rule in self.rules() {
                (year - 1..=year + 1).for_each(|year| rule.add(year, &mut holidays));
            }
        }
        holidays.retain(|holiday| holiday.date.year() == year);
        holidays.sort();
        holidays
    }

    /// What its holidays are called, in no order; some names come twice.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.rules().iter().map(|rule| rule.name)
    }

    fn rules(self) -> &'static [Rule] {
        match self {
            Self::Argentina => argentina::RULES,
            Self::Bolivia => bolivia::RULES,
            Self::Brazil => brazil::RULES,
            Self::Chile => chile::RULES,
            Self::Colombia => colombia::RULES,
            Self::Ecuador => ecuador::RULES,
            Self::Spain => spain::RULES,
            Self::Mexico => mexico::RULES,
            Self::Peru => peru::RULES,
            Self::Paraguay => paraguay::RULES,
            Self::UnitedStates => united_states::RULES,
            Self::Uruguay => uruguay::RULES,
        }
    }
}
