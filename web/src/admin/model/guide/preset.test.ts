import { expect, test } from "vitest";
import type { Group, Preset } from "../../../api/types";
import { proposed } from "./preset";

const group = (id: number, name: string, level: Group["level"], active = true) =>
  ({ id, name, level, active }) as Group;
const preset: Preset = {
  preset: "on_site",
  groups: [
    { key: "desk", name: "Primer nivel", level: "first" },
    { key: "networks", name: "Redes", level: "second" },
    { key: "support", name: "Soporte en terreno", level: "second" },
  ],
};

test("groups of the same name and the first level that there is do the work; others are made", () => {
  const groups = [
    group(1, "Mesa", "first"),
    group(2, "redes ", "second"),
    group(3, "Soporte en terreno", "second", false),
  ];
  expect(proposed(preset, groups)).toEqual({ desk: 1, networks: 2, support: null });
  expect(proposed(preset, [])).toEqual({ desk: null, networks: null, support: null });
});
