//! How a moment is told: "hoy a las 09:20", "mañana", "el lunes 3 de noviembre".

use super::{Value, text};
use chrono::{DateTime, Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use rules::Moment;
use rules::words::Language;

/// The day of `at` in `zone`, as somebody says it on the day of `now`: today, tomorrow, yesterday, else weekday and
/// date, with the year when it is another one. Fits into the middle of a sentence.
pub fn day_in_words(language: Language, at: Moment, now: Moment, zone: Tz) -> String {
    let (day, today) = (local(at, zone).date_naive(), local(now, zone).date_naive());
    match day.signed_duration_since(today).num_days() {
        0 => text(language, "date-today", &[]),
        1 => text(language, "date-tomorrow", &[]),
        -1 => text(language, "date-yesterday", &[]),
        _ => full_day(language, day, today),
    }
}

/// The day of `at` as [`day_in_words`] says it, and the time on a clock of 24 hours.
pub fn day_and_time(language: Language, at: Moment, now: Moment, zone: Tz) -> String {
    let here = local(at, zone);
    let time = format!("{:02}:{:02}", here.hour(), here.minute());
    let day = day_in_words(language, at, now, zone);
    text(language, "date-at", &[("day", Value::Text(&day)), ("time", Value::Text(&time))])
}

fn local(at: Moment, zone: Tz) -> DateTime<Tz> {
    at.to_utc().with_timezone(&zone)
}

fn full_day(language: Language, day: NaiveDate, today: NaiveDate) -> String {
    let weekday = text(language, &format!("date-weekday-{}", day.weekday().number_from_monday()), &[]);
    let month = text(language, &format!("date-month-{}", day.month()), &[]);
    let (number, year) = (day.day().to_string(), day.year().to_string());
    let id = if day.year() == today.year() { "date-this-year" } else { "date-other-year" };
    let mut args: Vec<(&str, Value<'_>)> =
        vec![("weekday", (&*weekday).into()), ("day", (&*number).into()), ("month", (&*month).into())];
    if day.year() != today.year() {
        args.push(("year", Value::Text(&year)));
    }
    text(language, id, &args)
}

/// A month as it is written where room is scarce: "nov 26".
pub fn month_and_year(language: Language, year: u32, month: u32) -> String {
    let name = text(language, &format!("chart-month-{month}"), &[]);
    let year = format!("{:02}", year % 100);
    text(language, "chart-month", &[("month", (&*name).into()), ("year", (&*year).into())])
}

#[cfg(test)]
mod tests {
    use super::{day_and_time, day_in_words};
    use chrono_tz::America::Santiago;
    use rules::Moment;
    use rules::words::Language;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap_or_default()
    }

    #[test]
    fn days_are_told_from_where_the_reader_stands() {
        // 2026-11-24 21:00 in Santiago, which is already the 25th in UTC.
        let now = moment("2026-11-25T00:00:00Z");
        let say = |language, at: &str| day_in_words(language, moment(at), now, Santiago);
        assert_eq!(say(Language::Es, "2026-11-24T12:00:00Z"), "hoy");
        assert_eq!(say(Language::Es, "2026-11-25T02:59:00Z"), "hoy");
        assert_eq!(say(Language::Es, "2026-11-25T03:00:00Z"), "mañana");
        assert_eq!(say(Language::En, "2026-11-23T12:00:00Z"), "yesterday");
        assert_eq!(say(Language::Es, "2026-11-30T12:00:00Z"), "el lunes 30 de noviembre");
        assert_eq!(say(Language::En, "2026-11-30T12:00:00Z"), "Monday 30 November");
        assert_eq!(say(Language::Pt, "2027-01-03T12:00:00Z"), "domingo, 3 de janeiro de 2027");
        assert_eq!(say(Language::Es, "2025-03-01T12:00:00Z"), "el sábado 1 de marzo de 2025");
    }

    #[test]
    fn times_are_those_of_the_zone() {
        let now = moment("2026-11-25T12:20:00Z");
        let say = |language| day_and_time(language, now, now, Santiago);
        assert_eq!(say(Language::Es), "hoy a las 09:20");
        assert_eq!(say(Language::En), "today at 09:20");
        assert_eq!(say(Language::Pt), "hoje às 09:20");
    }
}
