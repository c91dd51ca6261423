import { describe, expect, test } from "vitest";
import { clockTime, daysAgo, fromLocalInput, moment, shortMoment, toLocalInput, took } from "./dates";

const chile = { locale: "es-CL", zone: "America/Santiago" };
const at = (text: string) => new Date(text);

describe("moments as people say them", () => {
  const now = at("2026-11-24T13:42:00Z"); // 10:42 in Chile

  test("today is a time, in a row", () => {
    expect(shortMoment(at("2026-11-24T12:05:00Z"), now, chile)).toBe("09:05");
  });

  test("yesterday and tomorrow are words", () => {
    expect(shortMoment(at("2026-11-23T23:59:00Z"), now, chile)).toBe("ayer");
    expect(moment(at("2026-11-25T12:00:00Z"), now, chile)).toBe("mañana 09:00");
    expect(moment(at("2026-11-24T12:20:00Z"), now, chile)).toBe("hoy 09:20");
  });

  test("other days of the year are a weekday, a day and a month", () => {
    expect(shortMoment(at("2026-11-03T15:00:00Z"), now, chile)).toBe("mar 3 nov");
  });

  test("another year is said", () => {
    expect(shortMoment(at("2025-11-03T15:00:00Z"), now, chile)).toContain("2025");
  });

  test("in English and Portuguese too", () => {
    expect(shortMoment(at("2026-11-23T12:00:00Z"), now, { locale: "en", zone: "America/Santiago" })).toBe("yesterday");
    expect(shortMoment(at("2026-11-23T12:00:00Z"), now, { locale: "pt-BR", zone: "America/Sao_Paulo" })).toBe("ontem");
  });

  test("what took less than a minute took seconds", () => {
    expect([0, 240, 1_500, 59_900].map((span) => took(span, chile))).toEqual(["0,1 s", "0,2 s", "1,5 s", "59,9 s"]);
    expect(took(60_000, chile)).toBe("1 min");
  });

  test("the day is the reader's, not the server's", () => {
    const late = at("2026-11-24T02:30:00Z");
    expect(clockTime(late, chile)).toBe("23:30");
    expect(daysAgo(late, now, chile)).toBe(1);
    expect(daysAgo(late, now, { locale: "es-CL", zone: "UTC" })).toBe(0);
  });
});

describe("moments as a field has them", () => {
  test("there and back", () => {
    const date = at("2026-11-24T13:42:00Z");
    expect(toLocalInput(date, chile.zone)).toBe("2026-11-24T10:42");
    expect(fromLocalInput("2026-11-24T10:42", chile.zone)?.toISOString()).toBe(date.toISOString());
  });

  test("across the changes of the clock", () => {
    expect(fromLocalInput("2026-09-05T23:30", chile.zone)?.toISOString()).toBe("2026-09-06T03:30:00.000Z");
    expect(fromLocalInput("2026-09-06T01:30", chile.zone)?.toISOString()).toBe("2026-09-06T04:30:00.000Z");
    // 00:30 did not exist that night.
    expect(fromLocalInput("2026-09-06T00:30", chile.zone)).toBeInstanceOf(Date);
  });

  test("what is no moment is nothing", () => {
    expect(fromLocalInput("mañana", chile.zone)).toBeUndefined();
  });
});
