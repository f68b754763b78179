import { expect, test } from "vitest";
import { mergeLines } from "./merge-lines.ts";

const routes = (...names: string[]) =>
  `export default [\n${names.map((name) => `  route("components/${name}", "${name}.tsx"),\n`).join("")}];\n`;
const base = routes("cache", "redis", "worker");
const merged = (ours: string, theirs: string) => mergeLines("routes.ts", { base, ours, theirs });

test("what the owner moved and the template gave up goes", () => {
  for (const ours of [
    ["redis", "cache", "worker"],
    ["cache", "worker", "redis"],
  ]) {
    const left = ours.filter((name) => name !== "redis");
    expect(merged(routes(...ours), routes("cache", "worker"))).toEqual({
      text: routes(...left),
      conflicts: [],
    });
  }
});

test("what the owner gave up and the template moved does not come back", () => {
  expect(merged(routes("cache", "worker"), routes("redis", "cache", "worker")).text).toBe(
    routes("cache", "worker"),
  );
});

test("what both moved is not there twice", () => {
  const names = ["api", "cache", "mail", "redis", "users", "worker", "zebra"];
  const without = names.filter((name) => name !== "redis");
  const sides = {
    base: routes(...names),
    ours: routes("redis", ...without),
    theirs: routes(...without, "redis"),
  };
  expect(mergeLines("routes.ts", sides)).toEqual({ text: sides.ours, conflicts: [] });
});

test("a block goes whole, with its braces", () => {
  const block = (name: string) => `test("${name}", () => {\n  expect(${name}).toBe(1);\n});\n`;
  const { text, conflicts } = mergeLines("a.test.ts", {
    base: block("one") + block("two") + block("three"),
    ours: block("two") + block("three") + block("one"),
    theirs: block("two") + block("three"),
  });
  expect([text, conflicts]).toEqual([block("two") + block("three"), []]);
});

test("a line that stands there several times is not taken for one that moved", () => {
  const { text } = mergeLines("notes.md", {
    base: "a line\nb\na line\n",
    ours: "b\na line\nmine\na line\n",
    theirs: "b\n",
  });
  expect(text).toContain("mine");
});
