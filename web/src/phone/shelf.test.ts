import { describe, expect, it } from "vitest";
import { draftName, isBlank, newDraft } from "./draft";
import { type Keep, Shelf } from "./shelf";

function memory(): Keep & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get length() {
      return entries.size;
    },
    key: (n) => [...entries.keys()][n] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

describe("the shelf of half-typed calls", () => {
  it("gives back what was typed, in the order in which the calls began", () => {
    const shelf = new Shelf(memory(), 7);
    shelf.put({ ...newDraft("b", 20), subject: "Impresora" }, 30);
    shelf.put({ ...newDraft("a", 10), subject: "Correo" }, 40);
    expect(shelf.all().map((draft) => draft.subject)).toEqual(["Correo", "Impresora"]);
    expect(shelf.get("a")?.subject).toBe("Correo");
  });

  it("keeps each user's calls apart", () => {
    const keep = memory();
    new Shelf(keep, 7).put({ ...newDraft("a", 10), subject: "Correo" }, 10);
    expect(new Shelf(keep, 8).all()).toEqual([]);
    expect(new Shelf(keep, 77).all()).toEqual([]);
  });

  it("keeps nothing of an empty call", () => {
    const keep = memory();
    const shelf = new Shelf(keep, 7);
    shelf.put({ ...newDraft("a", 10), subject: "x" }, 10);
    shelf.put(newDraft("a", 10), 11);
    expect(keep.entries.size).toBe(0);
  });

  it("passes over what cannot be read", () => {
    const keep = memory();
    keep.setItem("draft/7/call/broken", "{");
    keep.setItem("draft/7/case/1042/reply", JSON.stringify({ at: 0, value: "Estimada" }));
    expect(new Shelf(keep, 7).all()).toEqual([]);
  });

  it("says when the browser keeps nothing", () => {
    const full: Keep = {
      ...memory(),
      setItem: () => {
        throw new Error("full");
      },
    };
    expect(new Shelf(full, 7).put({ ...newDraft("a", 0), subject: "x" }, 0)).toBe(false);
  });
});

describe("a draft", () => {
  it("is named by who calls, else by what it is about", () => {
    const draft = newDraft("a", 0);
    expect(isBlank(draft)).toBe(true);
    expect(draftName({ ...draft, subject: " Correo " })).toBe("Correo");
    expect(draftName({ ...draft, subject: "Correo", caller: { id: 1, name: "Ana", found_by: "an" } })).toBe("Ana");
  });
});
