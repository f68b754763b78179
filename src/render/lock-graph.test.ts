import { expect, test } from "vitest";
import { edgesOf, resolveFrom } from "./lock-graph.ts";

const packages = {
  "": {},
  "node_modules/a": {},
  "node_modules/@org/b": {},
  "node_modules/@org/b/node_modules/a": {},
  "node_modules/@org/b/node_modules/a/node_modules/c": {},
};

test.each([
  ["", "a", "node_modules/a"],
  ["node_modules/@org/b", "a", "node_modules/@org/b/node_modules/a"],
  ["node_modules/@org/b/node_modules/a", "@org/b", "node_modules/@org/b"],
  ["node_modules/@org/b/node_modules/a", "c", "node_modules/@org/b/node_modules/a/node_modules/c"],
  ["node_modules/a", "c", null],
])("from %j, %s is %s", (from, name, found) => {
  expect(resolveFrom(packages, from, name)).toBe(found);
});

test("a name asked for in two ways counts once, as npm counts it", () => {
  const edges = edgesOf({
    dependencies: { a: "1", b: "1" },
    optionalDependencies: { a: "1" },
    peerDependencies: { b: "1", c: "1" },
    peerDependenciesMeta: { c: { optional: true } },
    devDependencies: { c: "1", d: "1" },
  });
  expect(edges).toEqual([
    { name: "a", dev: false, optional: true, peer: false },
    { name: "b", dev: false, optional: false, peer: false },
    { name: "c", dev: false, optional: true, peer: true },
    { name: "d", dev: true, optional: false, peer: false },
  ]);
});
