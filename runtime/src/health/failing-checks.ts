import type { HealthNode } from "./report.ts";
import { type HealthStatus, isPassing } from "./status.ts";

/** A check that found something wrong. */
export interface FailingCheck {
  /** Names from below the root to the check: "components.backend.memory". */
  readonly path: string;
  readonly status: HealthStatus;
  readonly message: string;
}

/** The checks of a tree that found something wrong, in the tree's order. */
export function findFailingChecks(tree: HealthNode, path: readonly string[] = []): FailingCheck[] {
  const { children, status, message } = tree;
  if (children.length > 0)
    return children.flatMap((child) => findFailingChecks(child, [...path, child.name]));
  return isPassing(status) ? [] : [{ path: path.join("."), status, message }];
}
