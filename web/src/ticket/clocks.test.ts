import { beforeEach, describe, expect, test } from "vitest";
import { catalogueText } from "../../build/catalogues";
import type { Clock, ClockBrief, Segment } from "../api/types";
import { bundleOf, words } from "../lib/i18n.svelte";
import {
  byDay,
  clockTitle,
  clockWithTime,
  clockWords,
  fromTo,
  leftNow,
  matters,
  pressing,
  previewWords,
  promiseWords,
  rowClock,
  segmentWords,
} from "./clocks";

const chile = { locale: "es-CL", zone: "America/Santiago" };
const now = new Date("2026-11-25T13:42:00Z"); // Wednesday, 10:42 in Chile

function clock(fields: Partial<ClockBrief> = {}): ClockBrief {
  return {
    clock: "solution",
    state: "running",
    due_at: null,
    missed_at: null,
    ended_at: null,
    target_minutes: 480,
    left_seconds: null,
    ...fields,
  };
}
/** One that runs and is due so many minutes from now. */
const due = (minutes: number, fields: Partial<ClockBrief> = {}) =>
  clock({ due_at: new Date(now.getTime() + minutes * 60_000).toISOString(), ...fields });
/** One that stands still, with so many minutes left. */
const stopped = (minutes: number, fields: Partial<ClockBrief> = {}) =>
  clock({ state: "stopped", left_seconds: minutes * 60, ...fields });
const say = (one: ClockBrief) => clockWords(one, now, chile);

beforeEach(() => {
  words.language = "es";
  words.bundle = bundleOf("es", catalogueText("es"));
});

describe("words", () => {
  test.each([
    [38, "vence en 38 min"],
    [120, "vence en 2 h"],
    [200, "vence en 3 h 20 min"],
    [239, "vence en 3 h 59 min"],
    [288, "vence hoy 15:30"],
    [23 * 60 + 38, "vence mañana 10:20"],
    [49 * 60, "vence vie 27 nov"],
    [0.5, "vence en menos de 1 min"],
    [0, "venció hace menos de 1 min"],
    [-35, "venció hace 35 min"],
    [-130, "venció hace 2 h"],
  ])("%d minutes before it is due", (minutes, expected) => {
    expect(say(due(minutes))).toBe(expected);
  });

  test("what is to be done is said for an answer and for taking a case", () => {
    expect(say(due(9, { clock: "first_response" }))).toBe("responder en 9 min");
    expect(say(due(288, { clock: "acceptance" }))).toBe("tomar hoy 15:30");
  });

  test("what stands still says what is left, or by how much it is over", () => {
    expect(say(stopped(200))).toBe("detenido, quedan 3 h 20 min");
    expect(say(stopped(-15))).toBe("detenido, vencido por 15 min");
  });

  test("what came to its end was kept, or was late", () => {
    const ended_at = now.toISOString();
    expect(say(due(20, { state: "done", ended_at }))).toBe("cumplido");
    const late = due(-35, { state: "done", ended_at, missed_at: "2026-11-25T13:07:00Z" });
    expect(say(late)).toBe("vencido, con 35 min de atraso");
    expect(pressing(late, now)).toBe("late");
    expect(say(due(20, { state: "dropped", ended_at }))).toBe("sin efecto");
  });

  test("the title has the target and everything of the moment", () => {
    expect(clockTitle(due(38), chile)).toMatch(/^Solución, plazo de 8 h: miércoles, 25 de noviembre de 2026.*11:20:00/);
    expect(clockTitle(stopped(38), chile)).toBe("Solución, plazo de 8 h");
  });

  test("with the time of the day, where there is room", () => {
    expect(clockWithTime(due(38), now, chile)).toBe("vence en 38 min, 11:20");
    expect(clockWithTime(due(288), now, chile)).toBe("vence hoy 15:30");
  });
});

describe("how pressing it is", () => {
  test.each([
    [31, 60, "plain"],
    [30, 60, "soon"],
    [120, 480, "plain"],
    [119, 480, "soon"],
    [0, 480, "late"],
  ])("%d minutes left of %d", (left, target, expected) => {
    expect(pressing(due(left, { target_minutes: target }), now)).toBe(expected);
  });

  test("what stands still does not press until it is over", () => {
    expect(pressing(stopped(5), now)).toBe("paused");
    expect(pressing(stopped(0), now)).toBe("late");
  });
});

describe("which clock matters", () => {
  const answer = due(9, { clock: "first_response" });
  const group = stopped(60, { clock: "group_solution" });

  test("the one that is due first", () => {
    expect(matters([due(60), answer, group], now)).toBe(answer);
  });

  test("what is over comes first, the oldest before the others", () => {
    const older = due(-50, { clock: "acceptance" });
    expect(matters([answer, due(-5), older], now)).toBe(older);
  });

  test("one that stands still only when none runs; the one with less left", () => {
    const solution = stopped(30);
    expect(matters([group, due(5000)], now)?.state).toBe("running");
    expect(matters([group, solution], now)).toBe(solution);
  });

  test("none that came to its end", () => {
    expect(matters([due(5, { state: "done", ended_at: now.toISOString() })], now)).toBeUndefined();
  });
});

describe("a row", () => {
  const requester = { id: 7, name: "Ana Rojas Fuentes", vip: false, unit: null };
  const since = "2026-11-23T13:00:00Z";
  const row = (clocks: ClockBrief[], on?: "requester" | "third_party") =>
    rowClock({ clocks, requester, waiting: on ? { on, since, until: null } : null }, now, chile);

  test("says nothing without a clock, and whom it waits for as before", () => {
    expect(row([])).toBeUndefined();
    expect(row([], "requester")).toMatchObject({ words: "espera a Ana, 2 días", kind: "paused" });
  });

  test("says for whom it waits and what is left meanwhile", () => {
    expect(row([stopped(200)], "requester")?.words).toBe("espera a Ana, quedan 3 h 20 min");
    expect(row([stopped(-2)], "requester")).toMatchObject({ words: "espera a Ana, vencido", kind: "late" });
  });

  test("a clock that runs on while the case waits is said when it presses", () => {
    expect(row([due(20)], "third_party")).toMatchObject({ words: "vence en 20 min", kind: "soon" });
    expect(row([due(400)], "third_party")).toMatchObject({ words: "espera a un tercero, 2 días", kind: "paused" });
  });
});

describe("the sum that a deadline is", () => {
  const office = { id: 1, name: "Horario hábil" };
  const piece = (from: string, to: string, fields: Partial<Segment> = {}): Segment => ({
    from: `2026-11-${from}:00Z`,
    to: `2026-11-${to}:00Z`,
    seconds: 0,
    why: "open",
    calendar: null,
    day: null,
    waiting_for: null,
    ...fields,
  });
  const worked = (from: string, to: string) =>
    piece(from, to, {
      calendar: office,
      seconds: (Date.parse(`2026-11-${to}:00Z`) - Date.parse(`2026-11-${from}:00Z`)) / 1000,
    });
  const segments = [
    worked("25T13:00", "25T16:00"),
    worked("25T17:00", "25T21:00"),
    piece("26T03:00", "27T03:00", { why: "holiday", day: "San Andrés" }),
    worked("27T12:00", "27T13:00"),
  ];
  const solution: Clock = {
    ...due(2858),
    agreement: { id: 1, name: "Todos" },
    group: null,
    model: 2,
    started_at: "2026-11-25T13:00:00Z",
    counted_seconds: 480 * 60,
    left_seconds: 438 * 60,
    segments,
  };

  test("is told by days, with times as the clocks show them", () => {
    const days = byDay(segments, now, chile);
    expect(days.map(({ day, segments }) => [day, ...segments.map((one) => fromTo(one, now, chile))])).toEqual([
      ["hoy", "10:00–13:00", "14:00–18:00"],
      ["mañana", "00:00–24:00"],
      ["vie 27 nov", "09:00–10:00"],
    ]);
    expect(fromTo(piece("25T13:00", "26T13:00"), now, chile)).toBe("10:00–mañana 10:00");
  });

  test.each([
    [{ calendar: office }, "Horario hábil"],
    [{ calendar: office, day: "Víspera" }, "Horario hábil: Víspera"],
    [{ why: "all_hours" }, "todas las horas"],
    [{ why: "holiday", day: "Navidad" }, "feriado: Navidad"],
    [{ why: "waiting", waiting_for: "third_party" }, "en espera de un tercero"],
    [{ why: "solved" }, "solucionado, hasta que se reabrió"],
    [{ why: "not_agreed" }, "sin acuerdo"],
    [{ why: "earlier" }, "lo anterior"],
  ] as [Partial<Segment>, string][])("each piece says why: %o", (fields, expected) => {
    expect(segmentWords(piece("25T13:00", "25T14:00", fields))).toBe(expected);
  });

  test("what is left goes down only while a piece passes that counts", () => {
    const left = (at: string) => leftNow(solution, new Date(at)) / 60_000;
    expect(left("2026-11-25T13:42:00Z")).toBe(438);
    expect(left("2026-11-25T16:00:00Z")).toBe(300);
    expect(left("2026-11-25T16:30:00Z")).toBe(300);
    expect(left("2026-11-26T15:00:00Z")).toBe(60);
    expect(leftNow({ ...solution, state: "stopped", due_at: null }, now)).toBe(438 * 60_000);
  });

  test("says by whose word, and a case to be registered by when", () => {
    expect(promiseWords(solution, chile)).toBe("Solución: 8 h por el acuerdo «Todos»");
    const group = { id: 3, name: "Redes" };
    expect(promiseWords({ ...solution, agreement: null, group }, chile)).toBe(
      "Solución: 8 h por el compromiso de Redes",
    );
    expect(previewWords(solution, now, chile)).toBe("Solución antes de vie 27 nov 10:20, por el acuerdo «Todos»");
    expect(previewWords({ ...solution, state: "done" }, now, chile)).toBeUndefined();
  });
});
