import { z } from "zod";
import { healthStatus } from "./status.ts";

export const healthMetadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One node of the health tree, as the API answers it. */
export const healthNode = z.object({
  name: z.string(),
  status: healthStatus,
  message: z.string(),
  /** What the check took, in milliseconds; null for a node that only sums up its children. */
  responseTime: z.number().nullable(),
  /** When it was last healthy or info, ISO 8601; null if never since the process started. */
  lastHealthyAt: z.string().nullable(),
  /** Since when it has this status, ISO 8601, as far as this process has seen. */
  since: z.string(),
  /** Whether it can make its parent unhealthy, and with it the process not ready. */
  critical: z.boolean(),
  /** Figures behind the message. Shares are 0 to 1, sizes bytes, durations milliseconds. */
  metadata: healthMetadata,
  get children() {
    return z.array(healthNode);
  },
});
export type HealthNode = z.infer<typeof healthNode>;
z.globalRegistry.add(healthNode, { id: "HealthNode" });

/** What runs, where, and since when. */
export const applicationFacts = z.object({
  name: z.string(),
  version: z.string(),
  /** Hash of the commit it was built from; null when that cannot be told. */
  commit: z.string().nullable(),
  environment: z.string(),
  /** Version of Node, "v24.1.0". */
  node: z.string(),
  /** Operating system and processor, "linux x64". */
  platform: z.string(),
  inContainer: z.boolean(),
  pid: z.number(),
  /** When the process started, ISO 8601. */
  startedAt: z.string(),
  /** Seconds since then. */
  uptime: z.number(),
});
export type ApplicationFacts = z.infer<typeof applicationFacts>;

/** Whether the process should be sent work, and if not, why, a sentence each. */
export const readiness = z
  .object({ ready: z.boolean(), reasons: z.array(z.string()) })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof readiness>;

/** The whole answer of `/health`. */
export const healthReport = z
  .object({
    status: healthStatus,
    ...readiness.shape,
    /** When the checks of this report ran, ISO 8601. */
    checkedAt: z.string(),
    application: applicationFacts,
    tree: healthNode,
  })
  .meta({ id: "HealthReport" });
export type HealthReport = z.infer<typeof healthReport>;
