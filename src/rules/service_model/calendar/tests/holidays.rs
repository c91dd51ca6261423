//! Built-in holidays. `tests/holidays` holds the whole sets against another source.

use super::*;
use crate::words::Vocabulary;
use chrono::Datelike;

#[test]
fn every_year_has_its_holidays_in_order_and_each_once() {
    for country in Country::ALL {
        for year in FIRST_YEAR..=LAST_YEAR {
            let holidays = country.holidays(year);
            assert!(holidays.len() >= 4, "{country} {year}");
            assert!(holidays.iter().all(|holiday| holiday.date.year() == year));
            assert!(holidays.windows(2).all(|pair| pair[0] < pair[1]), "{country} {year}: {holidays:?}");
        }
        assert_eq!(country.holidays(FIRST_YEAR - 1), []);
        assert_eq!(country.holidays(LAST_YEAR + 1), []);
        assert_eq!(country.holidays(i32::MIN), []);
    }
}

#[test]
fn a_new_year_is_kept_in_the_old_one() {
    let kept = Country::UnitedStates.holidays(2027);
    let last = kept.last().map(|holiday| (holiday.date.to_string(), holiday.name));
    assert_eq!(last, Some(("2027-12-31".to_owned(), "New Year's Day")));
}
