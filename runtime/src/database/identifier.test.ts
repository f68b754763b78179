import { expect, test } from "vitest";
import { createId } from "./identifier.ts";

test("an identifier is a UUID of version 7 that holds the time", () => {
  const at = Date.UTC(2100, 0, 1);
  const id = createId(at);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
});

test("identifiers keep their order within a millisecond, and when the clock is set back", () => {
  const at = Date.UTC(2101, 0, 1);
  const ids = Array.from({ length: 10_000 }, (_, index) => createId(at - (index % 3)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
