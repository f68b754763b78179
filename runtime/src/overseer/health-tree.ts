import type { HealthNode } from "../health/index.ts";
import type { OverseerEntry } from "./capabilities.ts";

/** A node with the names on the path to it, without the root's. */
export interface PlacedNode {
  node: HealthNode;
  path: readonly string[];
}

/** Finds the node at a path below the root; undefined where nothing is checked. */
export function findNode(tree: HealthNode, path: readonly string[]): HealthNode | undefined {
  return path.reduce<HealthNode | undefined>(
    (node, name) => node?.children.find((child) => child.name === name),
    tree,
  );
}

/** The nodes that are checks themselves, not summaries of others. */
export function listLeaves(node: HealthNode, path: readonly string[] = []): PlacedNode[] {
  if (node.children.length === 0) return [{ node, path }];
  return node.children.flatMap((child) => listLeaves(child, [...path, child.name]));
}

/** The checks that warn or fail, the failing ones first. */
export function listProblems(tree: HealthNode): PlacedNode[] {
  const found = listLeaves(tree).filter(
    ({ node }) => node.status === "warning" || node.status === "unhealthy",
  );
  return found.toSorted(
    (a, b) => Number(b.node.status === "unhealthy") - Number(a.node.status === "unhealthy"),
  );
}

/** Something that has a page: a node of the health tree, an entry of the application, or both. */
export interface Item {
  name: string;
  node: HealthNode | undefined;
  entry: OverseerEntry | undefined;
}

/** A part of the navigation. */
export interface Section {
  group: string;
  items: Item[];
}

/** Everything that Overseer has a page for: what the application consists of, and whatever else is checked. */
export function listSections(tree: HealthNode, entries: readonly OverseerEntry[]): Section[] {
  const groups = new Set([...entries.map(({ group }) => group), ...tree.children.map(({ name }) => name)]);
  return [...groups].map((group) => {
    const own = entries.filter((entry) => entry.group === group);
    const nodes = findNode(tree, [group])?.children ?? [];
    const names = new Set([...own.map(({ name }) => name), ...nodes.map(({ name }) => name)]);
    return {
      group,
      items: [...names].map((name) => ({
        name,
        node: nodes.find((node) => node.name === name),
        entry: own.find((entry) => entry.name === name),
      })),
    };
  });
}

/** One item of those sections; undefined when it has no page. */
export function findItem(
  tree: HealthNode,
  entries: readonly OverseerEntry[],
  group: string,
  name: string,
): Item | undefined {
  return listSections(tree, entries)
    .find((section) => section.group === group)
    ?.items.find((item) => item.name === name);
}
