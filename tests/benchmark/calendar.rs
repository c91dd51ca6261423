//! Business time: how many questions about open hours one core answers in a second.

use crate::measure::{Outcome, load};
use chrono::{Days, NaiveDate, TimeDelta};
use std::hint::black_box;
use std::time::Instant;
use ventanilla::moment::{Day, Moment};
use ventanilla::service_model::calendar::{
    AddedHoliday, Calendar, CalendarId, Holidays, Interval, NotAnInterval, Week,
};

/// How many questions are asked.
const QUESTIONS: u64 = 10_000_000;
/// The ten years that they are about: 2020 to 2029.
const FROM: i64 = 1_577_836_800_000;
const TEN_YEARS: u64 = 3653 * 86_400_000;

/// Prints both: time between two moments, and the moment after some time.
pub(crate) fn measure() -> Outcome<()> {
    let begun = Instant::now();
    let hours = office()?.open_hours().map_err(|faults| format!("{faults:?}"))?;
    let mut dice = Dice(1);
    for year in 0..10 {
        hours.is_open(Moment::from_millis(FROM + year * 365 * 86_400_000))?;
    }
    let made = begun.elapsed();
    let between = pace(|| {
        let from = dice.moment();
        let to = from.plus(TimeDelta::milliseconds(dice.below(60 * 86_400_000)));
        Ok(hours.open_between(from, to)?.num_milliseconds())
    })?;
    let added = pace(|| {
        let from = dice.moment();
        Ok(hours.add(from, TimeDelta::milliseconds(dice.below(80 * 3_600_000)))?.millis())
    })?;
    println!(
        "calendar      five intervals a week, ten years of holidays: {:.1} million questions a second on one core (at least \
        2.0) (load {})",
        2.0 / (1.0 / between + 1.0 / added) / 1e6,
        load()
    );
    println!(
        "              time between two moments: {:.1}; the moment after some time: {:.1}",
        between / 1e6,
        added / 1e6
    );
    println!("              made ready for the ten years in {:.1} ms", made.as_secs_f64() * 1e3);
    Ok(())
}

/// Five intervals a week, Chile's holidays, and one of the client's own in every week of ten years.
fn office() -> Result<Calendar, NotAnInterval> {
    let first = NaiveDate::default() + Days::new(FROM as u64 / 86_400_000);
    let own = (0..520).map(|week| AddedHoliday {
        date: Day::from_date(first + Days::new(week * 7 + 3)),
        name: "Feriado".to_owned(),
        every_year: false,
    });
    Ok(Calendar {
        id: CalendarId(1),
        name: "Horario hábil".to_owned(),
        time_zone: "America/Santiago".to_owned(),
        week: Week::working_days(&["09:00-18:00".parse::<Interval>()?]),
        holidays: Holidays { country: Some("cl".to_owned()), added: own.collect(), ..Holidays::default() },
        special_days: Vec::new(),
    })
}

/// How many a second.
fn pace(mut ask: impl FnMut() -> Outcome<i64>) -> Outcome<f64> {
    let begun = Instant::now();
    for _ in 0..QUESTIONS {
        black_box(ask()?);
    }
    Ok(QUESTIONS as f64 / begun.elapsed().as_secs_f64())
}

/// Throws of no meaning, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound) as i64
    }

    fn moment(&mut self) -> Moment {
        Moment::from_millis(FROM + self.below(TEN_YEARS))
    }
}
