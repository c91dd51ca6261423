import { describe, expect, it } from "vitest";
import { findCategories } from "./category_search";

const tree = [
  { id: 1, path: ["Correo"], active: true },
  { id: 2, path: ["Correo", "Sin conexión"], active: true },
  { id: 3, path: ["Correo", "Sincronización con el teléfono"], active: true },
  { id: 4, path: ["Teléfono"], active: true },
  { id: 5, path: ["Teléfono", "Anexo sin tono"], active: true },
  { id: 6, path: ["Correo", "Sin uso"], active: false },
];

function ids(typed: string) {
  return findCategories(tree, typed, 10).map((category) => category.id);
}

describe("finding a category", () => {
  it("wants every typed word at the beginning of some word of the path", () => {
    expect(ids("corr sin")).toEqual([2, 3]);
    expect(ids("sin corr")).toEqual([2, 3]);
    expect(ids("onexion")).toEqual([]);
  });

  it("folds accents and case on both sides", () => {
    expect(ids("CONEXION")).toEqual([2]);
    expect(ids("conexión")).toEqual([2]);
  });

  it("puts words of the last name before those of the names above", () => {
    expect(ids("tel")).toEqual([3, 4, 5]);
    expect(ids("corr")).toEqual([1, 2, 3]);
  });

  it("finds a word with a hyphen however it is typed", () => {
    const net = [{ id: 1, path: ["Redes", "Wi-Fi"], active: true }];
    for (const typed of ["wi-fi", "wi fi", "wifi", "redes wi-"]) expect(findCategories(net, typed, 5)).toHaveLength(1);
  });

  it("offers the whole tree, and no more than asked, when nothing is typed", () => {
    expect(findCategories(tree, " ", 3)).toHaveLength(3);
  });
});
