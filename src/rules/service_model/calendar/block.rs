//! A stretch of time in which it is written down when a calendar is open.

use super::days::Days;
use super::{FIRST_YEAR, LAST_YEAR};
use crate::Moment;
use crate::zone::{ONE_CHANGE, change_of_clocks, offset_at};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// The seconds of a block: long enough that a clock of a week rarely touches two, short enough to be made in passing.
const SECONDS: i64 = 512 * DAY;
const DAY: i64 = 86_400;

/// The first second that calendars cover, and the first that they no longer do; counted from 1970-01-01T00:00:00Z.
pub(super) const FIRST: i64 = new_year(FIRST_YEAR);
pub(super) const END: i64 = new_year(LAST_YEAR + 1);

const fn new_year(year: i32) -> i64 {
    match NaiveDate::from_ymd_opt(year, 1, 1) {
        Some(date) => date.to_epoch_days() as i64 * DAY,
        None => 0,
    }
}

/// How many blocks cover all years.
pub(super) const COUNT: usize = ((END - FIRST + SECONDS - 1) / SECONDS) as usize;

/// The block of a second that calendars cover.
pub(super) const fn place(second: i64) -> usize {
    ((second - FIRST) / SECONDS) as usize
}

/// When a calendar is open within a block.
#[derive(Debug)]
pub(super) struct Block {
    /// The second with which it begins.
    pub start: i64,
    /// What is open, in order and apart.
    spans: Box<[Span]>,
    /// The seconds that are open in all.
    total: u32,
    /// Whether its first span goes on from the last one of the block before.
    pub continues: bool,
}

/// An open stretch, in seconds after its block's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    from: u32,
    to: u32,
    /// The open seconds of the block before it.
    before: u32,
}

impl Block {
    /// Writes down when the calendar of `days` is open in `zone`.
    pub(super) fn make(place: usize, days: &Days, zone: Tz) -> Self {
        let start = FIRST + place as i64 * SECONDS;
        let end = (start + SECONDS).min(END);
        let mut making = Making { start, spans: Vec::new(), total: 0, last: None, continues: false };
        // From one second earlier on, to see what goes on from the block before.
        for piece in pieces(start - 1, end, zone) {
            piece.each_open(days, |from, to, interval| making.add(from, to, interval));
        }
        Self { start, spans: making.spans.into(), total: making.total, continues: making.continues }
    }

    /// The moment so many milliseconds after its start.
    pub(super) fn moment(&self, at: i64) -> Moment {
        Moment::from_millis(self.start * 1000 + at)
    }

    /// The open milliseconds in all.
    pub(super) fn open_millis(&self) -> i64 {
        millis(self.total)
    }

    /// The open milliseconds before a moment, itself in milliseconds after the block's start.
    pub(super) fn open_before(&self, at: i64) -> i64 {
        match self.last_begun(at) {
            None => 0,
            Some(span) => millis(span.before) + at.min(millis(span.to)) - millis(span.from),
        }
    }

    /// The first moment before which so many milliseconds were open; there are as many, and at least one.
    pub(super) fn moment_of(&self, open: i64) -> Option<i64> {
        let place = self.spans.partition_point(|span| millis(span.before + span.to - span.from) < open);
        self.spans.get(place).map(|span| millis(span.from) + open - millis(span.before))
    }

    /// Whether it is open at a moment.
    pub(super) fn is_open(&self, at: i64) -> bool {
        self.last_begun(at).is_some_and(|span| at < millis(span.to))
    }

    /// The beginning of the first span that begins after a moment.
    pub(super) fn next_begin(&self, at: i64) -> Option<i64> {
        let place = self.spans.partition_point(|span| millis(span.from) <= at);
        self.spans.get(place).map(|span| millis(span.from))
    }

    /// The spans that have a part in `from..to`, whole, as milliseconds since 1970-01-01T00:00:00Z.
    pub(super) fn spans(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> + '_ {
        let start = self.start * 1000;
        let first = self.spans.partition_point(|span| start + millis(span.to) <= from);
        let spans = self.spans[first..].iter().map(move |span| (start + millis(span.from), start + millis(span.to)));
        spans.take_while(move |(begin, _)| *begin < to)
    }

    fn last_begun(&self, at: i64) -> Option<Span> {
        let place = self.spans.partition_point(|span| millis(span.from) <= at);
        self.spans[..place].last().copied()
    }
}

fn millis(seconds: u32) -> i64 {
    i64::from(seconds) * 1000
}

/// A block in the making.
struct Making {
    start: i64,
    spans: Vec<Span>,
    total: u32,
    /// The interval that was open last.
    last: Option<IntervalOf>,
    continues: bool,
}

/// Which interval of which date.
type IntervalOf = (NaiveDate, usize);

impl Making {
    /// Adds an open stretch; they come in order, the first one perhaps from before the block.
    fn add(&mut self, from: i64, to: i64, interval: IntervalOf) {
        let same = self.last.replace(interval) == Some(interval) || from < self.start;
        if to <= self.start {
            return;
        }
        // Seconds of a block fit.
        let (from, to) = ((from.max(self.start) - self.start) as u32, (to - self.start) as u32);
        match self.spans.last_mut() {
            // A change of clocks in the middle of an interval does not cut it.
            Some(last) if same && last.to == from => last.to = to,
            last => {
                self.continues |= last.is_none() && same && from == 0;
                self.spans.push(Span { from, to, before: self.total });
            }
        }
        self.total += to - from;
    }
}

/// A stretch of UTC seconds in which the clocks are not changed.
struct Piece {
    from: i64,
    to: i64,
    /// By how many seconds the clocks are ahead of UTC.
    ahead: i64,
}

impl Piece {
    /// Tells of each open stretch, in order.
    fn each_open(&self, days: &Days, mut tell: impl FnMut(i64, i64, IntervalOf)) {
        // The evening before may run into it.
        let first = (self.from + self.ahead).div_euclid(DAY) - 1;
        let last = (self.to + self.ahead - 1).div_euclid(DAY);
        for number in first..=last {
            let midnight = number * DAY - self.ahead;
            let date = local_date(number);
            for (place, interval) in days.day(date).hours.iter().enumerate() {
                let from = self.from.max(midnight + i64::from(interval.begin()) * 60);
                let to = self.to.min(midnight + i64::from(interval.end()) * 60);
                if from < to {
                    tell(from, to, (date, place));
                }
            }
        }
    }
}

/// The pieces of a stretch of seconds.
fn pieces(from: i64, to: i64, zone: Tz) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut begin = from;
    let mut cursor = from;
    while cursor < to {
        let next = (cursor + ONE_CHANGE.num_seconds()).min(to);
        let change = change_of_clocks(utc(cursor), utc(next), zone).map(|change| change.timestamp());
        cursor = change.unwrap_or(next);
        if change.is_some() || cursor == to {
            let ahead = i64::from(offset_at(utc(begin), zone).local_minus_utc());
            pieces.push(Piece { from: begin, to: cursor, ahead });
            begin = cursor;
        }
    }
    pieces
}

/// The date with this many days after 1970-01-01; those of the years that calendars cover fit into chrono's.
fn local_date(number: i64) -> NaiveDate {
    NaiveDate::from_epoch_days(number as i32).unwrap_or_default()
}

/// The seconds of the years that calendars cover fit into chrono's.
fn utc(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).unwrap_or_default()
}
