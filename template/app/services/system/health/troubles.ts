import type { HealthNode } from "./report.ts";
import { type HealthStatus, isWell } from "./status.ts";

export interface Trouble {
  /** Names from below the root to the check: "components.backend.memory". */
  path: string;
  status: HealthStatus;
  message: string;
}

/** The checks of a tree that found something wrong, in the tree's order. */
export function troublesOf(tree: HealthNode, path: readonly string[] = []): Trouble[] {
  const { children, status, message } = tree;
  if (children.length > 0) return children.flatMap((child) => troublesOf(child, [...path, child.name]));
  return isWell(status) ? [] : [{ path: path.join("."), status, message }];
}
