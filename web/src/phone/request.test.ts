import { describe, expect, it } from "vitest";
import { newDraft } from "./draft";
import { classification, matrixPriority } from "./outcome";
import { missingField, ticketRequest } from "./request";

const ana = { id: 3, name: "Ana Rojas", found_by: "roj" };
const call = { ...newDraft("a", 0), caller: ana, subject: " Sin correo ", category: 2 };

describe("the request that stores a call", () => {
  it("asks for who and what, and for nothing else", () => {
    expect(missingField(newDraft("a", 0), null)).toBe("caller");
    expect(missingField({ ...newDraft("a", 0), caller: ana }, null)).toBe("subject");
    expect(missingField(call, null)).toBe(null);
    expect(missingField(call, "solve")).toBe("solution");
    expect(missingField({ ...call, solution: "Clave nueva" }, "solve")).toBe(null);
    expect(missingField(call, "pass")).toBe("pass_group");
  });

  it("does not lose words that lead to no category", () => {
    expect(missingField({ ...call, category: null, category_text: "corr" }, null)).toBe("category");
  });

  it("leaves to the desk what nobody said", () => {
    expect(ticketRequest(call, ana, null)).toEqual({
      subject: "Sin correo",
      channel: "phone",
      requester: { id: 3 },
      category: 2,
    });
  });

  it("names the files that go along", () => {
    const files = [{ id: "a1", name: "foto.png", size: 9 }];
    expect(ticketRequest({ ...call, files }, ana, null).attachments).toEqual(["a1"]);
  });

  it("carries the solution, or the group and what it should know, never both", () => {
    const typed = { ...call, solution: "Clave nueva", solution_code: "fixed", pass_group: 5, note: "Piso 3" };
    expect(ticketRequest(typed, ana, "solve")).toMatchObject({ solution: { text: "Clave nueva", code: "fixed" } });
    expect(ticketRequest(typed, ana, "solve")).not.toHaveProperty("note");
    expect(ticketRequest(typed, ana, "pass")).toMatchObject({ group: 5, note: "Piso 3" });
    expect(ticketRequest(typed, ana, "pass")).not.toHaveProperty("solution");
    expect(ticketRequest({ ...typed, solution_code: null }, ana, "solve")).toHaveProperty("solution");
  });
});

describe("what a call would become", () => {
  const category = { kind: "incident", impact: "team", urgency: "high", group: 5 };
  const matrix = [
    ["low", "medium", "high"],
    ["low", "medium", "high"],
    ["medium", "high", "critical"],
    ["medium", "high", "critical"],
  ];

  it("follows the category unless the agent says otherwise", () => {
    expect(classification(call, category)).toEqual(category);
    expect(classification({ ...call, urgency: "low" }, category).urgency).toBe("low");
    expect(classification(call, null)).toEqual({ kind: null, impact: null, urgency: null, group: null });
  });

  it("has the priority of the matrix", () => {
    expect(matrixPriority(matrix, "team", "high")).toBe("high");
    expect(matrixPriority(matrix, "site", "high")).toBe("critical");
    expect(matrixPriority(matrix, null, "high")).toBe(null);
  });
});
