import type { HealthCheck, HealthGroup } from "./check.ts";
import type { HealthNode } from "./report.ts";
import { runCheck } from "./run-check.ts";
import { combineStatuses, type HealthStatus, isPassing } from "./status.ts";

/** A check with what was found. */
export interface ExaminedCheck {
  /** Names from the root to the check: "components.backend.memory". */
  readonly path: string;
  readonly node: HealthNode;
}

/** One run of all checks. Nothing in it rejects. */
export interface Examination {
  /** The critical checks by themselves, so that readiness does not wait for the rest. */
  readonly critical: readonly Promise<ExaminedCheck>[];
  readonly tree: Promise<HealthNode>;
}

/** How a tree is examined. */
export interface ExamineOptions {
  /** How long one check may take, in milliseconds. */
  readonly checkTimeoutMs: number;
  /** Receives the status of each node; returns when the node last passed and since when it has this status. */
  remember(path: string, status: HealthStatus): Pick<HealthNode, "lastHealthyAt" | "since">;
}

/** Starts every check of a tree at once. */
export function examineTree(root: HealthGroup, { checkTimeoutMs, remember }: ExamineOptions): Examination {
  const critical: Promise<ExaminedCheck>[] = [];

  async function node(item: HealthCheck | HealthGroup, path: string): Promise<HealthNode> {
    if ("checks" in item) return group(item, path);
    const found = leaf(item, path);
    if (item.critical) critical.push(found.then((result) => ({ path, node: result })));
    return found;
  }

  async function group({ name, checks }: HealthGroup, path: string): Promise<HealthNode> {
    const children = await Promise.all(
      checks.map((child) => node(child, path === "" ? child.name : `${path}.${child.name}`)),
    );
    const status = combineStatuses(children);
    const failing = children.filter((child) => !isPassing(child.status)).map((child) => child.name);
    return {
      name,
      status,
      message: failing.length === 0 ? "All checks pass." : `Failing checks: ${failing.join(", ")}.`,
      responseTime: null,
      ...remember(path, status),
      critical: children.some((child) => child.critical),
      metadata: {},
      children,
    };
  }

  async function leaf(check: HealthCheck, path: string): Promise<HealthNode> {
    const begin = performance.now();
    const { status, message, metadata = {} } = await runCheck(check, checkTimeoutMs);
    return {
      name: check.name,
      status,
      message,
      responseTime: Math.round((performance.now() - begin) * 10) / 10,
      ...remember(path, status),
      critical: check.critical,
      metadata,
      children: [],
    };
  }

  return { critical, tree: group(root, "") };
}
