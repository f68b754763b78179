import type { HealthNode, HealthReport } from "../../health/index.ts";
import type { MetricsSample } from "../../metrics/index.ts";
import type { SystemSnapshot } from "../../operations/index.ts";

/** A node of a health tree for tests; what is not given is well. */
export function exampleNode(name: string, given: Partial<HealthNode> = {}): HealthNode {
  return {
    name,
    status: "healthy",
    message: "Is well.",
    responseTime: null,
    lastHealthyAt: null,
    since: "2027-01-31T08:00:00.000Z",
    critical: false,
    metadata: {},
    children: [],
    ...given,
  };
}

export function exampleReport(given: Partial<HealthReport> = {}): HealthReport {
  return {
    status: "healthy",
    ready: true,
    reasons: [],
    checkedAt: "2027-01-31T08:05:09.000Z",
    application: {
      name: "example",
      version: "1.0.0",
      commit: null,
      environment: "test",
      node: "v24.0.0",
      platform: "linux x64",
      inContainer: false,
      pid: 1,
      startedAt: "2027-01-31T08:00:00.000Z",
      uptime: 309,
    },
    tree: exampleNode("example"),
    ...given,
  };
}

export function exampleSample(at: number, given: Partial<MetricsSample> = {}): MetricsSample {
  return {
    at,
    cpu: 0.1,
    processCpu: 0.05,
    memory: 0.5,
    rss: 1e8,
    heapUsed: 5e7,
    eventLoopDelay: 1,
    requestsPerSecond: 0,
    requestDuration: null,
    ...given,
  };
}

export function exampleSnapshot(metrics: readonly MetricsSample[] = []): SystemSnapshot {
  return { health: exampleReport(), metrics: [...metrics] };
}
