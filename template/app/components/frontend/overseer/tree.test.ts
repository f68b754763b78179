import { expect, test } from "vitest";
import { stack } from "../stack.ts";
import { exampleNode } from "./fixture.ts";
import { leaves, nodeAt, sections, troubles } from "./tree.ts";

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

test("a node is found by its path", () => {
  expect(nodeAt(tree, ["components", "backend", "disk"])).toBe(disk);
  expect(nodeAt(tree, [])).toBe(tree);
  expect(nodeAt(tree, ["components", "nothing", "disk"])).toBeUndefined();
});

test("only what was looked at itself is a leaf", () => {
  expect(leaves(tree).map(({ path }) => path.join("/"))).toEqual([
    "components/backend/memory",
    "components/backend/cpu",
    "components/backend/disk",
    "elsewhere/queue",
  ]);
});

test("troubles name what is not well, the worst first", () => {
  expect(troubles(tree).map(({ node }) => node.name)).toEqual(["disk", "memory"]);
});

test("sections hold the whole stack, checked or not, and what is looked at besides", () => {
  const found = sections(tree);
  expect(found.map(({ group }) => group)).toEqual([...new Set(stack.map(({ group }) => group)), "elsewhere"]);
  const components = found[0]?.items ?? [];
  expect(components.map(({ name }) => name)).toEqual(
    stack.filter(({ group }) => group === "components").map(({ name }) => name),
  );
  expect(components.find(({ name }) => name === "backend")?.node).toBe(backend);
  expect(components.find(({ name }) => name === "cli")?.node).toBeUndefined();
  expect(found.at(-1)?.items).toEqual([{ name: "queue", node: queue, entry: undefined }]);
});
