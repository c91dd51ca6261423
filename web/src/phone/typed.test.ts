import { expect, it } from "vitest";
import { isEnough, strangerFrom } from "./typed";

it("puts what was typed where it belongs", () => {
  expect(strangerFrom(" Ana Rojas ")).toEqual({ name: "Ana Rojas", email: "", phone: "" });
  expect(strangerFrom("+56 9 5550 0388")).toEqual({ name: "", email: "", phone: "+56 9 5550 0388" });
  expect(strangerFrom("ana@canelos.example")).toEqual({ name: "", email: "ana@canelos.example", phone: "" });
  expect(strangerFrom("Local 312").name).toBe("Local 312");
});

it("asks from two letters or digits on", () => {
  expect(isEnough("r")).toBe(false);
  expect(isEnough("+5")).toBe(false);
  expect(isEnough("03")).toBe(true);
  expect(isEnough("ñu")).toBe(true);
});
