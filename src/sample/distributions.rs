//! How a desk's days and cases are spread, in one place. A test makes a desk and holds it against these tables.
//!
//! Shares are per mille of what the comment names; lists are weights. How often each category occurs stands with
//! its words, in the head lines of `cases/*.txt`.

use crate::words::{Channel, WaitingFor};

/// Cases by local hour of the day: the desk answers from 8 to 19, and somebody is on call at night.
pub(super) const HOURS: [u32; 24] =
    [2, 1, 1, 1, 1, 2, 6, 22, 88, 128, 122, 104, 76, 52, 66, 92, 90, 70, 38, 17, 9, 6, 4, 2];

/// Cases by day of the week, from Monday.
pub(super) const WEEKDAYS: [u32; 7] = [236, 206, 194, 186, 150, 18, 10];

/// Days of the year that are Sundays for the desk: month and day.
pub(super) const HOLIDAYS: [(u32, u32); 9] =
    [(1, 1), (5, 1), (5, 21), (7, 16), (8, 15), (9, 18), (9, 19), (11, 1), (12, 25)];

/// Cases by channel, but for those of the category that monitoring opens.
pub(super) const CHANNELS: [(Channel, u32); 4] =
    [(Channel::Phone, 620), (Channel::Mail, 220), (Channel::Web, 115), (Channel::Counter, 45)];

/// Solved in the call or visit that opened them: of the cases by telephone or at the counter that first level can
/// solve.
pub(super) const ON_LINE: u32 = 820;

/// Passed on: of the cases that both first level and a resolver group could solve, when not solved on line.
pub(super) const PASSED: u32 = 560;

/// Ended without a solution: of the cases not solved on line.
pub(super) const CANCELLED: u32 = 35;

/// Wait for somebody or something: of the cases not solved on line and not cancelled.
pub(super) const WAITED: u32 = 450;

/// What they wait for.
pub(super) const WAITING_FOR: [(WaitingFor, u32); 3] =
    [(WaitingFor::Requester, 600), (WaitingFor::ThirdParty, 260), (WaitingFor::Moment, 140)];

/// Come back: of the solved cases.
pub(super) const REOPENED: u32 = 45;

/// The affected person is not the one who asks: of all cases but monitoring's.
pub(super) const AFFECTED: u32 = 30;

/// An agent decides on another priority than the matrix: of the cases not solved on line.
pub(super) const PRIORITISED: u32 = 25;

/// Go to a second resolver group: of the cases passed on.
pub(super) const BOUNCED: u32 = 45;

/// Change hands within their group: of the cases passed on.
pub(super) const HANDED_OVER: u32 = 40;

/// The requester asks how it goes: of the cases passed on.
pub(super) const ASKED_AGAIN: u32 = 130;

/// A supervisor follows them: of the cases passed on.
pub(super) const FOLLOWED: u32 = 30;

/// A supervisor takes "solved on line" back: of the cases solved on line.
pub(super) const CORRECTED: u32 = 6;

/// The agent writes an internal note beside the solution: of the cases solved on line.
pub(super) const NOTED_ON_LINE: u32 = 180;

/// Somebody to be careful with: of the people.
pub(super) const VIP: u32 = 18;

/// Working minutes from and to, for each thing that takes time.
pub(super) mod minutes {
    /// Until first level takes a written case.
    pub(in super::super) const PICK_UP_FIRST: (i64, i64) = (3, 70);
    /// Until a resolver group takes a case.
    pub(in super::super) const PICK_UP_SECOND: (i64, i64) = (15, 900);
    /// Until the next thing is done by whoever has the case.
    pub(in super::super) const WORK: (i64, i64) = (10, 420);
    /// Until a requester answers; they write at any hour.
    pub(in super::super) const ANSWER: (i64, i64) = (15, 2_600);
    /// Until a third party is done: one to seven working days.
    pub(in super::super) const THIRD_PARTY: (i64, i64) = (660, 4_620);
    /// Until the moment that a case waits for.
    pub(in super::super) const MOMENT: (i64, i64) = (660, 2_640);
    /// Until the requester says that it is not solved.
    pub(in super::super) const COMES_BACK: (i64, i64) = (30, 3_900);
}
