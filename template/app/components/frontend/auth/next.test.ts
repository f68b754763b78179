import { expect, test } from "vitest";
import { safeNext, signInPath, withNext } from "./next.ts";

test.each([
  ["/account", "/account"],
  ["/overseer?a=1&b=%2F", "/overseer?a=1&b=%2F"],
  ["/a/../b", "/b"],
  [null, "/"],
  ["", "/"],
  ["account", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/.//evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
])("%o leads to %s", (given, path) => {
  expect(safeNext(given)).toBe(path);
});

test("a page that asks for a sign-in is the one that it leads to", () => {
  const path = signInPath(new Request("http://localhost:8000/overseer/components/worker?a=1&b=2"));
  const next = new URL(path, "http://localhost:8000").searchParams.get("next");
  expect(safeNext(next)).toBe("/overseer/components/worker?a=1&b=2");
});

test("a page on the way passes it on", () => {
  expect(withNext("/sign-up", "/account?a=1")).toBe("/sign-up?next=%2Faccount%3Fa%3D1");
  expect(withNext("/sign-up", "/")).toBe("/sign-up");
});
