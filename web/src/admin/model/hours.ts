// Hours of a day as the API writes them: intervals such as `09:00-13:00`.

import type { Calendar, Week } from "../../api/types";

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** Those that get Monday's hours with one press. */
export const OTHER_WORKING_DAYS = ["tuesday", "wednesday", "thursday", "friday"] as const;

const WHOLE_DAY = "00:00-24:00";

/** "9", "930" and "9.30" as the clock writes them; what is no time stays as it was typed. */
export function asTime(text: string): string {
  const typed = text.trim();
  const [, hours = "", minutes = "00"] = /^(\d{1,2})$/.exec(typed) ?? /^(\d{1,2})[:.h ]?(\d{2})$/.exec(typed) ?? [];
  return hours === "" ? typed : `${hours.padStart(2, "0")}:${minutes}`;
}

export function ends(interval: string): { from: string; to: string } {
  const [from = "", to = ""] = interval.split("-");
  return { from: from.trim(), to: to.trim() };
}

export function interval(from: string, to: string): string {
  return `${from}-${to}`;
}

/** As the server reads it. */
export function tidied(text: string): string {
  const { from, to } = ends(text);
  return interval(asTime(from), asTime(to));
}

export function aroundTheClock(): Week {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, [WHOLE_DAY]])) as unknown as Week;
}

/** Monday to Friday, from nine to six. */
export function officeHours(): Week {
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, [] as string[]])) as unknown as Week;
  week.monday = ["09:00-18:00"];
  return withMondayCopied(week);
}

export function withMondayCopied(week: Week): Week {
  return { ...week, ...Object.fromEntries(OTHER_WORKING_DAYS.map((day) => [day, [...week.monday]])) };
}

/** The calendar as it is sent: times as the clock writes them. */
export function tidy(calendar: Calendar): Calendar {
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, calendar.week[day].map(tidied)])) as unknown as Week;
  const special_days = calendar.special_days.map((day) => ({ ...day, hours: day.hours.map(tidied) }));
  return { ...calendar, name: calendar.name.trim(), week, special_days };
}

/** The week in runs of days with the same hours, those without left out. */
export function runs(week: Week): { first: Weekday; last: Weekday; hours: string[] }[] {
  const found: { first: Weekday; last: Weekday; hours: string[] }[] = [];
  let open: (typeof found)[number] | undefined;
  for (const day of WEEKDAYS) {
    const hours = week[day];
    if (open && open.hours.join() === hours.join()) open.last = day;
    else found.push((open = { first: day, last: day, hours }));
  }
  return found.filter(({ hours }) => hours.length > 0);
}
