import { type Edge, edgesOf, type LockedPackage, linkedFolder, resolveFrom } from "./lock-graph.ts";

export interface Flags {
  readonly dev: boolean;
  readonly optional: boolean;
  readonly devOptional: boolean;
  readonly peer: boolean;
}

interface Reached {
  readonly edge: Edge;
  readonly target: string;
}

const unknown: Flags = { dev: true, optional: true, devOptional: true, peer: true };
const root: Flags = { dev: false, optional: false, devOptional: false, peer: false };

/**
 * By which kinds of edges alone each package can be reached from the root. Every package starts with every flag; an
 * edge takes a flag away when neither it nor the package that it leaves from has that flag, until nothing changes.
 */
export function flagsOf(packages: Readonly<Record<string, LockedPackage>>): (path: string) => Flags {
  const flags = new Map<string, Flags>([["", root]]);
  const queue = [""];
  const found = new Map<string, Reached[]>();
  const edgesFrom = (path: string): Reached[] => {
    const known = found.get(path);
    if (known !== undefined) return known;
    const edges = edgesOf(packages[path] ?? {}).flatMap((edge) => {
      const target = resolveFrom(packages, path, edge.name);
      if (target === null) return [];
      const linked = linkedFolder(packages, target);
      return [{ edge, target }, ...(linked === null ? [] : [{ edge, target: linked }])];
    });
    found.set(path, edges);
    return edges;
  };
  const visited = new Set<string>();
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    visited.add(path);
    const from = flags.get(path) ?? unknown;
    for (const { edge, target } of edgesFrom(path)) {
      const before = flags.get(target) ?? unknown;
      const outsideBoth = !from.devOptional && !from.dev && !from.optional && !edge.dev && !edge.optional;
      const after: Flags = {
        dev: before.dev && (from.dev || edge.dev),
        optional: before.optional && (from.optional || edge.optional),
        devOptional: before.devOptional && !outsideBoth,
        peer: before.peer && (from.peer || edge.peer),
      };
      flags.set(target, after);
      const changed = before.dev !== after.dev || before.optional !== after.optional;
      if (
        changed ||
        before.devOptional !== after.devOptional ||
        before.peer !== after.peer ||
        !visited.has(target)
      ) {
        queue.push(target);
      }
    }
  }
  return (path) => {
    const last = flags.get(path) ?? unknown;
    // Both at once says less than either alone, and npm writes it only where neither holds.
    return { ...last, devOptional: last.devOptional && !last.dev && !last.optional };
  };
}
