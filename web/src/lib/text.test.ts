import { expect, test } from "vitest";
import { givenName, initials, marked, matches, shortName } from "./text";

test("words are found by how they begin, without accents", () => {
  expect(matches("Correo › Sin conexión", "corr conex")).toBe(true);
  expect(matches("Correo › Sin conexión", "rreo")).toBe(false);
  expect(matches("Correo › Sin conexión", "")).toBe(true);
});

test("what was typed is marked where it stands", () => {
  const hits = (text: string, typed: string) =>
    marked(text, typed)
      .filter((piece) => piece.hit)
      .map((piece) => piece.text);
  expect(hits("Correo › Sin conexión", "corr sin")).toEqual(["Corr", "Sin"]);
  expect(hits("Ángela Núñez", "angela nuñ")).toEqual(["Ángela", "Núñ"]);
  expect(
    marked("Ana Rojas", "ro")
      .map((piece) => piece.text)
      .join(""),
  ).toBe("Ana Rojas");
});

test("names are shortened as people do", () => {
  expect(initials("Ana Rojas Fuentes")).toBe("AR");
  expect(initials("  ")).toBe("");
  expect(shortName("Ana Rojas Fuentes")).toBe("Ana Rojas");
  expect(shortName("Carla Andrea Barrientos López")).toBe("Carla Barrientos");
  expect(shortName("María de los Ángeles Soto")).toBe("María");
  expect(givenName("Ana Rojas Fuentes")).toBe("Ana");
});
