import { expect, it } from "vitest";
import { fileName, readFile } from "./file";

it("names files so that any system takes them", () => {
  expect(fileName("Después de un caso (2026)")).toBe("despues-de-un-caso-2026");
  expect(fileName("¿?")).toBe("survey");
});

it("reads a file of a survey, and nothing else", () => {
  const form = { confidence: "named" };
  expect(readFile(JSON.stringify({ name: "Visita", form }))).toEqual({ name: "Visita", form });
  expect(readFile(JSON.stringify({ form }))?.name).toBe("");
  for (const other of ["", "hola", "null", "[]", "{}", '{"form":null}', '{"form":"a"}'])
    expect(readFile(other)).toBe(undefined);
});
