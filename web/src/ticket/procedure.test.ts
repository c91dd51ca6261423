import { expect, test } from "vitest";
import type { ProcedureProgress, ShownStep } from "../api/types";
import { nextStep, steps } from "./procedure";

const step = (id: number, standing: ShownStep["standing"]): ShownStep => ({
  id,
  title: `Paso ${id}`,
  html: "",
  required: true,
  answer: "tick",
  options: null,
  link: null,
  standing,
});

const run = (marked: number[], ...all: ShownStep[]): ProcedureProgress => ({
  procedure: { id: 1, name: "Equipo que no enciende", purpose: "work", steps: all },
  model: 1,
  begun_at: "2026-11-26T12:00:00.000Z",
  marks: marked.map((id) => ({
    step: id,
    mark: "done",
    answer: null,
    reason: null,
    by: { kind: "user", id: 1, name: "Ana" },
    at: "2026-11-26T12:00:00.000Z",
  })),
  missing: [],
});

test("what no way comes to is shown only when something was said of it", () => {
  const shown = steps(run([2], step(1, "on"), step(2, "off"), step(3, "off")));
  expect(shown.map(({ id }) => id)).toEqual([1, 2]);
});

test("the next step is the first that every way comes to", () => {
  const all = [step(1, "on"), step(2, "perhaps"), step(3, "on")];
  expect(nextStep(steps(run([], ...all)))?.id).toBe(1);
  expect(nextStep(steps(run([1], ...all)))?.id).toBe(3);
  expect(nextStep(steps(run([1, 3], ...all)))?.id).toBe(2);
  expect(nextStep(steps(run([1, 2, 3], ...all)))).toBeUndefined();
});
