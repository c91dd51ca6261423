//! The United States: federal holidays.

use super::rule::{ByWeekday, Rule, on, weekday};
use chrono::Weekday::{Mon, Thu};

/// 5 U.S.C. 6103: Saturday is kept on Friday as well, Sunday on Monday.
const OBSERVED: ByWeekday = [0, 0, 0, 0, 0, -1, 1];

pub(super) const RULES: &[Rule] = &[
    on(1, 1, "New Year's Day").also_on(OBSERVED),
    weekday(3, Mon, 1, "Martin Luther King Jr. Day").since(1986),
    weekday(3, Mon, 2, "Washington's Birthday").since(1971),
    weekday(0, Mon, 5, "Memorial Day").since(1971),
    on(6, 19, "Juneteenth National Independence Day").since(2021).also_on(OBSERVED),
    on(7, 4, "Independence Day").also_on(OBSERVED),
    weekday(1, Mon, 9, "Labor Day"),
    weekday(2, Mon, 10, "Columbus Day").since(1971),
    on(11, 11, "Veterans Day").since(1978).also_on(OBSERVED),
    weekday(4, Thu, 11, "Thanksgiving Day"),
    on(12, 25, "Christmas Day").also_on(OBSERVED),
];
