import { expect, test } from "vitest";
import { findClosestName } from "./closest-name.ts";

const names = ["PORT", "HOST", "OVERSEER_PASSWORD"] as const;

test.each([
  ["OVERSEER_PASWORD", "OVERSEER_PASSWORD"],
  ["overseer_password", "OVERSEER_PASSWORD"],
  ["OVERSEEER_PASSWROD", "OVERSEER_PASSWORD"],
  ["PROT", "PORT"],
  ["PORTT", "PORT"],
  ["HOTS", "HOST"],
])("%s is near %s", (typed, meant) => {
  expect(findClosestName(typed, names)).toBe(meant);
});

test.each(["PORT", "PATH", "HOSTNAME", "PASSWORD", ""])("%s is near nothing else", (typed) => {
  expect(findClosestName(typed, names)).toBeUndefined();
});
