import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { RUNTIME } from "./packed.ts";

const SPECIFIER = /(?:\bfrom\s+|\bimport\s+|\bimport\()\s*"(\.[^"]+)"/g;

/** Each source of the runtime with the sources that it imports, as paths below `src`. Types count: they load the folder. */
function readGraph(): Map<string, string[]> {
  const root = join(RUNTIME, "src");
  const files = globSync("**/*.ts", { cwd: root }).filter((file) => !/\.(test|fixture)\.ts$/.test(file));
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      return [
        file,
        [...text.matchAll(SPECIFIER)].map(([, path = ""]) => relative(root, join(root, dirname(file), path))),
      ];
    }),
  );
}

/** The folder of a capability, which is the first step of a path. */
const folderOf = (path: string) => path.split("/")[0] ?? "";

/** The nodes of the first circle in a graph; empty when it has none. */
function findCircle(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  function visit(node: string, path: readonly string[]): string[] {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return [];
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle.length > 0) return circle;
    }
    done.add(node);
    return [];
  }
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

/** What imports no capability. */
const FOUNDATION = [
  "address",
  "errors",
  "files",
  "format",
  "health",
  "http",
  "json",
  "log",
  "metrics",
  "operators",
  "postgres",
  "process",
  "secrets",
  "settings",
  "terminal",
  "time",
];

const graph = readGraph();

function readFolderGraph(): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const [file, imports] of graph) {
    const from = folderOf(file);
    const to = folders.get(from) ?? new Set();
    folders.set(from, to);
    for (const target of imports.map(folderOf)) if (target !== from) to.add(target);
  }
  return folders;
}

test("a circle is found", () => {
  const circular = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["b"]],
  ]);
  expect(findCircle(circular)).toEqual(["b", "c", "b"]);
});

test("no files of the runtime import each other in a circle", () => {
  expect(graph.size).toBeGreaterThan(20);
  expect(findCircle(graph)).toEqual([]);
});

test("no folders of the runtime import each other in a circle", () => {
  expect(findCircle(readFolderGraph())).toEqual([]);
});

test("the foundation imports no capability", () => {
  const folders = readFolderGraph();
  const arrows = FOUNDATION.flatMap((from) =>
    [...(folders.get(from) ?? [])]
      .filter((to) => !FOUNDATION.includes(to))
      .map((to) => `${from} imports ${to}`),
  );
  expect(arrows).toEqual([]);
});

test("another folder is imported by its public API alone", () => {
  const inner = [...graph].flatMap(([from, imports]) =>
    imports
      .filter((to) => folderOf(to) !== folderOf(from) && !/(^|\/)index\.ts$/.test(to))
      .map((to) => `${from} imports ${to}`),
  );
  expect(inner).toEqual([]);
});
