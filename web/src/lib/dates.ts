// Moments as people say them: "hoy 14:32", "ayer", "lun 3 nov". Pure: the clock, the zone and the language come in.

/** What is needed to say a moment: the reader's locale and time zone. */
export interface Saying {
  locale: string;
  zone: string;
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(saying: Saying, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${saying.locale}/${saying.zone}/${name}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(saying.locale, { timeZone: saying.zone, ...options });
    formats.set(key, made);
  }
  return made;
}

/** The local calendar day as a number that can be subtracted. */
function dayNumber(at: Date, saying: Saying): number {
  const parts = new Map(
    format({ locale: "en-US", zone: saying.zone }, "day", { year: "numeric", month: "numeric", day: "numeric" })
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  return Math.round(Date.UTC(parts.get("year") ?? 0, (parts.get("month") ?? 1) - 1, parts.get("day") ?? 1) / DAY);
}

/** How many calendar days `at` lies before `now`; negative: after. */
export function daysAgo(at: Date, now: Date, saying: Saying): number {
  return dayNumber(now, saying) - dayNumber(at, saying);
}

/** "14:32" */
export function clockTime(at: Date, saying: Saying): string {
  return format(saying, "time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** "ayer", "mañana", as the language has it. */
function relativeDay(days: number, saying: Saying): string {
  return new Intl.RelativeTimeFormat(saying.locale, { numeric: "auto" }).format(days, "day");
}

/** "lun 3 nov"; with the year when it is another one. */
export function calendarDay(at: Date, now: Date, saying: Saying): string {
  const year = format(saying, "year", { year: "numeric" });
  const far = year.format(at) !== year.format(now);
  const name = far ? "far" : "near";
  const options: Intl.DateTimeFormatOptions = far
    ? { day: "numeric", month: "short", year: "numeric" }
    : { weekday: "short", day: "numeric", month: "short" };
  return format(saying, name, options)
    .formatToParts(at)
    .map(({ type, value }) => (type === "literal" ? value.replace(/^(, | de )$/, " ") : value.replace(/\.$/, "")))
    .join("")
    .replace(/^(\p{L}+),? de /u, "$1 ");
}

/** Short, for a row: "14:32" today, "ayer", "lun 3 nov" before. */
export function shortMoment(at: Date, now: Date, saying: Saying): string {
  const ago = daysAgo(at, now, saying);
  if (ago === 0) return clockTime(at, saying);
  if (ago === 1 || ago === -1) return relativeDay(-ago, saying);
  return calendarDay(at, now, saying);
}

/** The day alone: "hoy", "mañana", "lun 3 nov". */
export function dayWords(at: Date, now: Date, saying: Saying): string {
  const ago = daysAgo(at, now, saying);
  return Math.abs(ago) <= 1 ? relativeDay(-ago, saying) : calendarDay(at, now, saying);
}

/** A month of the API ("2026-12"): "diciembre de 2026". */
export function wholeMonth(month: string, locale: string): string {
  const shown: Intl.DateTimeFormatOptions = { month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale, shown).format(new Date(`${month}-01T00:00:00Z`));
}

/** A day of the API ("2026-12-01"), which lies in no zone: "1 de diciembre de 2026". */
export function wholeDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** With the time: "hoy 14:32", "ayer 09:05", "lun 3 nov 16:40". */
export function moment(at: Date, now: Date, saying: Saying): string {
  return `${dayWords(at, now, saying)} ${clockTime(at, saying)}`;
}

/** How long something took, a minute or longer, in its largest unit: "21 min", "3 h", "2 días". */
export function lasting(milliseconds: number, saying: Saying): string {
  const minutes = Math.round(milliseconds / 60_000);
  const say = (count: number, unit: "minute" | "hour" | "day") =>
    new Intl.NumberFormat(saying.locale, {
      style: "unit",
      unit,
      unitDisplay: unit === "day" ? "long" : "short",
    }).format(count);
  if (minutes < 60) return say(minutes, "minute");
  if (minutes < 48 * 60) return say(Math.round(minutes / 60), "hour");
  return say(Math.round(minutes / 1440), "day");
}

/** How long something is, in hours and minutes: "3 h 20 min", "8 h", "38 min". With seconds where they are asked for. */
export function span(milliseconds: number, saying: Saying, exact = false): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts: [number, "hour" | "minute" | "second"][] = [
    [Math.floor(seconds / 3600), "hour"],
    [Math.floor(seconds / 60) % 60, "minute"],
  ];
  if (exact) parts.push([seconds % 60, "second"]);
  const told = parts.filter(([count]) => count > 0);
  return (told.length > 0 ? told : parts.slice(1, 2))
    .map(([count, unit]) =>
      new Intl.NumberFormat(saying.locale, { style: "unit", unit, unitDisplay: "short" }).format(count),
    )
    .join(" ");
}

/** How long something took, from a tenth of a second on: "0.4 s", "21 min". */
export function took(milliseconds: number, saying: Saying): string {
  if (milliseconds >= 60_000) return lasting(milliseconds, saying);
  const seconds = Math.max(1, Math.round(milliseconds / 100)) / 10;
  const say = { style: "unit", unit: "second", unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(saying.locale, say).format(seconds);
}

/** Everything, for a title: "martes, 24 de noviembre de 2026, 09:20:41 GMT-3". */
export function fullMoment(at: Date, saying: Saying): string {
  return format(saying, "full", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(at);
}

/** A moment in the form that an input of type datetime-local takes, in the reader's zone. */
export function toLocalInput(at: Date, zone: string): string {
  return format({ locale: "sv-SE", zone }, "input", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  })
    .format(at)
    .replace(" ", "T");
}

/** The moment that a datetime-local input means in the reader's zone. An hour that the change of clocks leaves out is taken as the one after it. */
export function fromLocalInput(text: string, zone: string): Date | undefined {
  const wanted = Date.parse(`${text}Z`);
  if (Number.isNaN(wanted)) return undefined;
  let guess = wanted;
  for (let turn = 0; turn < 2; turn += 1) {
    guess += wanted - Date.parse(`${toLocalInput(new Date(guess), zone)}Z`);
  }
  return new Date(guess);
}
