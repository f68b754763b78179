import type { HealthCheck, HealthGroup } from "./check.ts";
import type { HealthNode } from "./report.ts";
import { runCheck } from "./run-check.ts";
import { type HealthStatus, isWell, statusOf } from "./status.ts";

export interface Leaf {
  /** Names from the root to the check: "components.backend.memory". */
  path: string;
  node: HealthNode;
}

/** One run of all checks. Nothing in it rejects. */
export interface Examination {
  /** The critical checks by themselves, so that readiness need not wait for the rest. */
  critical: Promise<Leaf>[];
  tree: Promise<HealthNode>;
}

export interface ExamineOptions {
  /** Milliseconds that one check may take. */
  checkTimeout: number;
  /** Told each node's status; answers when it was last well and since when it is as it is. */
  remember(path: string, status: HealthStatus): Pick<HealthNode, "lastHealthyAt" | "since">;
}

/** Starts every check of a tree at once. */
export function examine(root: HealthGroup, { checkTimeout, remember }: ExamineOptions): Examination {
  const critical: Promise<Leaf>[] = [];

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
    const status = statusOf(children);
    const unwell = children.filter((child) => !isWell(child.status)).map((child) => child.name);
    return {
      name,
      status,
      message: unwell.length === 0 ? "All checks pass." : `Failing checks: ${unwell.join(", ")}.`,
      responseTime: null,
      ...remember(path, status),
      critical: children.some((child) => child.critical),
      metadata: {},
      children,
    };
  }

  async function leaf(check: HealthCheck, path: string): Promise<HealthNode> {
    const begin = performance.now();
    const { status, message, metadata = {} } = await runCheck(check, checkTimeout);
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
