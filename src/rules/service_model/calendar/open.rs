//! Reckoning with the hours in which a calendar is open.

use super::block::{self, Block, END, FIRST};
use super::days::{CalendarDay, Days};
use super::{Calendar, CalendarFault, FIRST_YEAR, LAST_YEAR};
use crate::{Day, Moment};
use chrono::TimeDelta;
use chrono_tz::Tz;
use std::sync::OnceLock;

/// A calendar made ready for reckoning, exact to the millisecond. When it is open is written down in blocks of some
/// months, each when it is first needed; all of them together take well under a megabyte for a common week.
#[derive(Debug)]
pub struct OpenHours {
    days: Days,
    zone: Tz,
    blocks: Box<[OnceLock<Block>]>,
}

/// Why a question about open hours has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// It asks about a moment that calendars do not cover.
    #[error("{at} lies outside of the years {FIRST_YEAR} to {LAST_YEAR}, which calendars cover")]
    Outside {
        /// The moment.
        at: Moment,
    },
    /// The calendar is not open again, or not for so long, before their end.
    #[error("the calendar is not open for so long until the end of {LAST_YEAR}")]
    NeverAgain,
}

/// A stretch that was counted: open without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The local day on which it begins.
    pub day: Day,
    /// Its first moment.
    pub from: Moment,
    /// The moment at which it is over.
    pub to: Moment,
}

impl Segment {
    /// How long it is.
    pub fn length(&self) -> TimeDelta {
        self.to.since(self.from)
    }
}

/// A moment as the blocks know it.
#[derive(Clone, Copy)]
struct Spot<'a> {
    place: usize,
    block: &'a Block,
    /// Milliseconds after the block's start.
    at: i64,
}

/// Whether calendars know of this moment.
pub fn covers(at: Moment) -> bool {
    (FIRST..END).contains(&second(at))
}

fn second(at: Moment) -> i64 {
    at.millis().div_euclid(1000)
}

impl Calendar {
    /// Makes it ready for reckoning; else says everything that is wrong with it.
    pub fn open_hours(&self) -> Result<OpenHours, Vec<CalendarFault>> {
        let faults = self.check();
        match self.time_zone.parse() {
            Ok(zone) if faults.is_empty() => Ok(OpenHours {
                days: Days::of(self.clone()),
                zone,
                blocks: (0..block::COUNT).map(|_| OnceLock::new()).collect(),
            }),
            _ => Err(faults),
        }
    }
}

impl OpenHours {
    /// The calendar, each day's hours in order.
    pub fn calendar(&self) -> &Calendar {
        self.days.calendar()
    }

    /// Its time zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// What holds on a local day, and why.
    pub fn day(&self, day: Day) -> CalendarDay<'_> {
        self.days.day(day.date())
    }

    /// Whether it is open at this moment. The end of an interval is no longer in it.
    pub fn is_open(&self, at: Moment) -> Result<bool, CalendarError> {
        let spot = self.spot(at)?;
        Ok(spot.block.is_open(spot.at))
    }

    /// How long it is open from one moment to another; negative when `to` is the earlier one.
    pub fn open_between(&self, from: Moment, to: Moment) -> Result<TimeDelta, CalendarError> {
        if to < from {
            return Ok(-self.open_between(to, from)?);
        }
        let (first, last) = (self.spot(from)?, self.spot(to)?);
        let whole: i64 = (first.place..last.place).map(|place| self.block(place).open_millis()).sum();
        Ok(TimeDelta::milliseconds(whole + last.block.open_before(last.at) - first.block.open_before(first.at)))
    }

    /// The moment at which `open` more of it will have passed: the first one, so that what ends with an interval is due
    /// at its end and not when the next one begins. Nothing, or less, has passed at once, also while it is closed.
    pub fn add(&self, from: Moment, open: TimeDelta) -> Result<Moment, CalendarError> {
        let spot = self.spot(from)?;
        let mut left = open.num_milliseconds();
        if left <= 0 {
            return Ok(from);
        }
        left = left.saturating_add(spot.block.open_before(spot.at));
        for place in spot.place..self.blocks.len() {
            let block = self.block(place);
            if let Some(at) = block.moment_of(left) {
                return Ok(block.moment(at));
            }
            left -= block.open_millis();
        }
        Err(CalendarError::NeverAgain)
    }

    /// The first moment from `from` on at which it is open.
    pub fn next_open(&self, from: Moment) -> Result<Moment, CalendarError> {
        let spot = self.spot(from)?;
        if spot.block.is_open(spot.at) {
            return Ok(from);
        }
        let later = (spot.place + 1..self.blocks.len()).map(|place| (self.block(place), -1));
        std::iter::once((spot.block, spot.at))
            .chain(later)
            .find_map(|(block, after)| block.next_begin(after).map(|at| block.moment(at)))
            .ok_or(CalendarError::NeverAgain)
    }

    /// What is counted from one moment to another, piece by piece; nothing when `to` is the earlier one. The lengths
    /// add up to [`Self::open_between`].
    pub fn segments(&self, from: Moment, to: Moment) -> Result<Vec<Segment>, CalendarError> {
        let (first, last) = (self.spot(from)?, self.spot(to)?);
        let mut segments: Vec<Segment> = Vec::new();
        for place in first.place..=last.place {
            let block = self.block(place);
            let mut continues = block.continues;
            for (begin, end) in block.spans(from.millis(), to.millis()) {
                let (begin, end) = (Moment::from_millis(begin).max(from), Moment::from_millis(end).min(to));
                let joins = std::mem::take(&mut continues);
                match segments.last_mut() {
                    Some(last) if joins => last.to = end,
                    _ => segments.push(Segment { day: begin.day(self.zone), from: begin, to: end }),
                }
            }
        }
        Ok(segments)
    }

    fn spot(&self, at: Moment) -> Result<Spot<'_>, CalendarError> {
        if !covers(at) {
            return Err(CalendarError::Outside { at });
        }
        let place = block::place(second(at));
        let block = self.block(place);
        Ok(Spot { place, block, at: at.millis() - block.start * 1000 })
    }

    fn block(&self, place: usize) -> &Block {
        self.blocks[place].get_or_init(|| Block::make(place, &self.days, self.zone))
    }
}
