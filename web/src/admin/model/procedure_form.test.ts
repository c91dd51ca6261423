import { expect, test } from "vitest";
import type { Model, Procedure } from "../../api/types";
import { freeId, moveStep, newStep, procedureForm, procedureOf } from "./procedure_form";

const model = { categories: [{ id: 3, path: ["Equipos", "Notebook"] }] } as unknown as Model;

const procedure: Procedure = {
  name: "Alta de usuario",
  purpose: "work",
  for: { kinds: ["request"], categories: [3], groups: [2], levels: ["second"] },
  steps: [
    {
      id: 1,
      text: "¿Hay autorización?",
      required: true,
      answer: { kind: "yes_no", yes: { to: "next" }, no: { to: "step", step: 4 } },
      link: null,
    },
    { id: 4, text: "Plan", required: false, answer: { kind: "choice", options: ["Básico", "Completo"] }, link: null },
    { id: 2, text: "Crear", required: false, answer: { kind: "tick" }, link: "https://wiki.example/alta" },
  ],
};

test("what the form was filled with is what it says", () => {
  expect(procedureOf(procedureForm(procedure, model, () => "Redes"))).toEqual(procedure);
});

test("steps move within the list, and ids are not used again", () => {
  const steps = [newStep(1), newStep(4), newStep(2)];
  expect(moveStep(steps, 0, 2).map(({ id }) => id)).toEqual([4, 2, 1]);
  expect(moveStep(steps, 0, 3).map(({ id }) => id)).toEqual([1, 4, 2]);
  expect(freeId(steps, 0)).toBe(5);
  expect(freeId(steps, 9)).toBe(10);
});
