import { expect, test } from "vitest";
import { wireFormOf } from "./wire-form.ts";

class Point {
  x = 1;
}

test.each([
  ["plain data", { a: [1, "b", null, true, { c: 0 }] }, { a: [1, "b", null, true, { c: 0 }] }],
  ["a date", { at: new Date(0) }, { at: "1970-01-01T00:00:00.000Z" }],
  ["an address", new URL("http://a/b"), "http://a/b"],
  ["a property that is not there", { a: undefined, b: 1 }, { b: 1 }],
  ["an object of a class", new Point(), { x: 1 }],
  ["nothing", undefined, undefined],
])("%s comes out as JSON leaves it, with no loss", (_what, given, value) => {
  expect(wireFormOf(given)).toMatchObject({ losses: [] });
  expect(wireFormOf(given).value).toEqual(value);
});

test.each([
  ["a map", new Map([["a", 1]])],
  ["a set", new Set([1])],
  ["not a number", Number.NaN],
  ["an infinite number", Number.POSITIVE_INFINITY],
  ["an invalid date", new Date(Number.NaN)],
  ["a function", () => {}],
  ["a symbol", Symbol("a")],
  ["an expression", /a/],
  ["an error", new Error("a")],
  ["bytes", new Uint8Array([1])],
  ["a promise", Promise.resolve()],
])("%s is told of, wherever it stands", (_what, given) => {
  expect(wireFormOf({ deep: [{ here: given }] }).losses).toEqual([expect.stringMatching(/^here: /)]);
  expect(wireFormOf([given]).losses).toHaveLength(1);
});

test("a hole in a list is told of", () => {
  expect(wireFormOf([1, undefined]).losses).toEqual(["1: undefined becomes null in a list in JSON"]);
});
