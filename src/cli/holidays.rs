//! `ventanilla holidays`: what is built in for a country, a date and a name a line.

use super::{Failure, print, word};
use crate::service_model::calendar::{Country, FIRST_YEAR, LAST_YEAR};
use clap::Args;

/// The years that calendars cover.
const YEARS: std::ops::RangeInclusive<i64> = FIRST_YEAR as i64..=LAST_YEAR as i64;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The country, such as cl
    #[arg(value_name = "COUNTRY", value_parser = word::<Country>)]
    country: Country,
    /// The first year
    #[arg(value_name = "FROM", value_parser = clap::value_parser!(i32).range(YEARS))]
    from: i32,
    /// The last year [default: the first one]
    #[arg(value_name = "TO", value_parser = clap::value_parser!(i32).range(YEARS))]
    to: Option<i32>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let years = arguments.from..=arguments.to.unwrap_or(arguments.from);
    if years.is_empty() {
        return Err(Failure::Usage(format!(
            "{} comes after {}: name the first year first",
            years.start(),
            years.end()
        )));
    }
    let holidays = years.flat_map(|year| arguments.country.holidays(year));
    print(&holidays.map(|holiday| format!("{}\t{}\n", holiday.date, holiday.name)).collect::<String>())
}
