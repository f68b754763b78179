import type { HealthNode } from "#app/services/system/health/report.ts";
import { type StackEntry, stack } from "../stack.ts";

/** A node with the names on the way to it, the application's own left out. */
export interface Placed {
  node: HealthNode;
  path: readonly string[];
}

/** The node at a path below the root; undefined where nothing is looked at. */
export function nodeAt(tree: HealthNode, path: readonly string[]): HealthNode | undefined {
  return path.reduce<HealthNode | undefined>(
    (node, name) => node?.children.find((child) => child.name === name),
    tree,
  );
}

/** The nodes that were looked at themselves, rather than summed up. */
export function leaves(node: HealthNode, path: readonly string[] = []): Placed[] {
  if (node.children.length === 0) return [{ node, path }];
  return node.children.flatMap((child) => leaves(child, [...path, child.name]));
}

/** What is not as it should be, the worst first. */
export function troubles(tree: HealthNode): Placed[] {
  const bad = leaves(tree).filter(({ node }) => node.status === "warning" || node.status === "unhealthy");
  return bad.toSorted(
    (a, b) => Number(b.node.status === "unhealthy") - Number(a.node.status === "unhealthy"),
  );
}

export interface Section {
  group: string;
  items: { name: string; node: HealthNode | undefined; entry: StackEntry | undefined }[];
}

/** Everything that Overseer has a page for: what the stack holds, and whatever else is looked at. */
export function sections(tree: HealthNode): Section[] {
  const groups = new Set([...stack.map(({ group }) => group), ...tree.children.map(({ name }) => name)]);
  return [...groups].map((group) => {
    const entries = stack.filter((entry) => entry.group === group);
    const nodes = nodeAt(tree, [group])?.children ?? [];
    const names = new Set([...entries.map(({ name }) => name), ...nodes.map(({ name }) => name)]);
    return {
      group,
      items: [...names].map((name) => ({
        name,
        node: nodes.find((node) => node.name === name),
        entry: entries.find((entry) => entry.name === name),
      })),
    };
  });
}

/** One of those sections' items; undefined where there is no page for it. */
export function componentAt(tree: HealthNode, group: string, name: string) {
  return sections(tree)
    .find((section) => section.group === group)
    ?.items.find((item) => item.name === name);
}
