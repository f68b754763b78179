import { expect, test } from "vitest";
import { safeNext } from "#app/components/frontend/auth/next.ts";

/** Addresses that a browser would take for one of another site, or for a script. */
const ASTRAY = [
  "https://evil.example",
  "http://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e/%2e%2e//evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "https:evil.example",
  "http:///evil.example",
  "https://own.invalid@evil.example",
  "evil.example",
  "@evil.example",
];

/** Where a browser would go from a page of this application. */
const goesTo = (location: string) => new URL(location, "https://own.example/sign-in");

test("a sign-in leads to no other site and to no script", () => {
  for (const next of ASTRAY) {
    expect([next, goesTo(safeNext(next)).origin]).toEqual([next, "https://own.example"]);
  }
});

test("a sign-in leads to a page of this application, with its query", () => {
  expect(safeNext("/overseer/components/worker?page=2&next=//evil.example")).toBe(
    "/overseer/components/worker?page=2&next=//evil.example",
  );
  expect(safeNext(null)).toBe("/");
  expect(safeNext("")).toBe("/");
});
