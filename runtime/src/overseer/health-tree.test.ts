import { expect, test } from "vitest";
import type { OverseerEntry } from "./capabilities.ts";
import { findNode, listLeaves, listProblems, listSections } from "./health-tree.ts";
import { exampleNode } from "./view/health.fixture.ts";

const memory = exampleNode("memory", { status: "warning" });
const disk = exampleNode("disk", { status: "unhealthy" });
const backend = exampleNode("backend", { children: [memory, exampleNode("cpu"), disk] });
const queue = exampleNode("queue");
const tree = exampleNode("example", {
  children: [
    exampleNode("components", { children: [backend] }),
    exampleNode("elsewhere", { children: [queue] }),
  ],
});

const entries: OverseerEntry[] = ["backend", "cli"].map((name) => ({
  group: "components",
  name,
  summary: "An example.",
  folder: "app",
  docs: "docs",
}));
entries.push({ group: "services", name: "notes", summary: "An example.", folder: "app", docs: "docs" });

test("a node is found by its path", () => {
  expect(findNode(tree, ["components", "backend", "disk"])).toBe(disk);
  expect(findNode(tree, [])).toBe(tree);
  expect(findNode(tree, ["components", "nothing", "disk"])).toBeUndefined();
});

test("only what was looked at itself is a leaf", () => {
  expect(listLeaves(tree).map(({ path }) => path.join("/"))).toEqual([
    "components/backend/memory",
    "components/backend/cpu",
    "components/backend/disk",
    "elsewhere/queue",
  ]);
});

test("troubles name what is not well, the worst first", () => {
  expect(listProblems(tree).map(({ node }) => node.name)).toEqual(["disk", "memory"]);
});

test("sections contain all entries, checked or not, and what is looked at besides", () => {
  const found = listSections(tree, entries);
  expect(found.map(({ group }) => group)).toEqual([
    ...new Set(entries.map(({ group }) => group)),
    "elsewhere",
  ]);
  const components = found[0]?.items ?? [];
  expect(components.map(({ name }) => name)).toEqual(
    entries.filter(({ group }) => group === "components").map(({ name }) => name),
  );
  expect(components.find(({ name }) => name === "backend")?.node).toBe(backend);
  expect(components.find(({ name }) => name === "cli")?.node).toBeUndefined();
  expect(found.at(-1)?.items).toEqual([{ name: "queue", node: queue, entry: undefined }]);
});
