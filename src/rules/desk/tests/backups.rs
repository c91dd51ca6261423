//! Which backups are kept.

use super::super::Keep;
use crate::Moment;
use chrono::TimeDelta;
use chrono_tz::America::Santiago;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn kept(keep: Keep, backups: &BTreeSet<Moment>) -> BTreeSet<Moment> {
    let superfluous = keep.superfluous(backups, Santiago);
    assert!(superfluous.is_subset(backups));
    backups.difference(&superfluous).copied().collect()
}

#[test]
fn the_last_of_each_day_week_and_month_is_kept() {
    // Every six hours for a year, up to Wednesday, 25 November 2026, at 23:00 in Santiago.
    let last = at("2026-11-26T02:00:00Z");
    let backups = (0..365 * 4).map(|n| last.plus(TimeDelta::hours(-6 * n))).collect();
    let kept = kept(Keep { daily: 3, weekly: 3, monthly: 3 }, &backups);
    let expected = [
        "2026-10-01T02:00:00Z", // September's last
        "2026-11-01T02:00:00Z", // October's last
        "2026-11-16T02:00:00Z", // Sunday the 15th, the last of its week
        "2026-11-23T02:00:00Z", // Sunday the 22nd
        "2026-11-24T02:00:00Z",
        "2026-11-25T02:00:00Z",
        "2026-11-26T02:00:00Z", // the last of all: of its day, its week and its month
    ];
    assert_eq!(kept, expected.map(at).into());
}

#[test]
fn days_are_those_of_the_desk_and_the_newest_always_stays() {
    let keep = Keep { daily: 2, weekly: 0, monthly: 0 };
    // 21:30 and 22:30 in Santiago, of one day there and of two in UTC.
    let backups = BTreeSet::from([at("2026-11-25T23:30:00Z"), at("2026-11-26T00:30:00Z"), at("2026-11-20T12:00:00Z")]);
    assert_eq!(kept(keep, &backups), [at("2026-11-26T00:30:00Z"), at("2026-11-20T12:00:00Z")].into());
    assert_eq!(kept(Keep { daily: 0, weekly: 0, monthly: 0 }, &backups), [at("2026-11-26T00:30:00Z")].into());
    assert!(keep.superfluous(&BTreeSet::new(), Santiago).is_empty());
}

proptest! {
    #[test]
    fn what_is_kept_is_enough_and_not_more(
        hours in prop::collection::btree_set(0_i64..24 * 800, 0..200),
        daily in 0_u32..10, weekly in 0_u32..6, monthly in 0_u32..15,
    ) {
        let backups: BTreeSet<Moment> = hours.iter().map(|hour| Moment::from_millis(hour * 3_600_000)).collect();
        let keep = Keep { daily, weekly, monthly };
        let stay = kept(keep, &backups);
        prop_assert!(stay.len() as u32 <= daily + weekly + monthly + 1);
        prop_assert_eq!(stay.last(), backups.last());
        // Those that stay are all kept again.
        prop_assert!(keep.superfluous(&stay, Santiago).is_empty());
        // Whoever wants more loses none.
        let more = Keep { daily: daily + 1, weekly: weekly + 1, monthly: monthly + 1 };
        prop_assert!(stay.is_subset(&kept(more, &backups)));
        // Clearing away after each backup comes to the same as clearing away at the end.
        let mut one_by_one = BTreeSet::new();
        for backup in &backups {
            one_by_one.insert(*backup);
            one_by_one = kept(keep, &one_by_one);
        }
        prop_assert_eq!(one_by_one, stay);
    }
}
