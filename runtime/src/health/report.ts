import { z } from "zod";
import { type HealthStatus, healthStatus } from "./status.ts";

/** Figures behind a message. */
export const healthMetadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** A check or a group with what was found. */
export interface HealthNode {
  readonly name: string;
  readonly status: HealthStatus;
  readonly message: string;
  /** How long the check took, in milliseconds; null for a group. */
  readonly responseTime: number | null;
  /** When it was last healthy or info, ISO 8601; null if never since the process started. */
  readonly lastHealthyAt: string | null;
  /** Since when it has this status, ISO 8601, as far as this process knows. */
  readonly since: string;
  /** Whether it can make its parent unhealthy, and with it the process not ready. */
  readonly critical: boolean;
  /** Figures behind the message. Shares are 0 to 1, sizes bytes, durations milliseconds. */
  readonly metadata: Readonly<Record<string, string | number | boolean | null>>;
  readonly children: readonly HealthNode[];
}

/** One node of the health tree, as the API returns it. Declared by its type, since a declaration file cannot infer a tree. */
export const healthNode: z.ZodType<HealthNode, HealthNode> = z.object({
  name: z.string(),
  status: healthStatus,
  message: z.string(),
  responseTime: z.number().nullable(),
  lastHealthyAt: z.string().nullable(),
  since: z.string(),
  critical: z.boolean(),
  metadata: healthMetadata,
  get children() {
    return z.array(healthNode);
  },
});

z.globalRegistry.add(healthNode, { id: "HealthNode" });

/** What runs, where, and since when. */
export const applicationFacts = z.object({
  name: z.string(),
  version: z.string(),
  /** Hash of the commit it was built from; null when that is not known. */
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

/** What runs, where, and since when. */
export type ApplicationFacts = z.infer<typeof applicationFacts>;

/** Whether the process should receive work, and if not, the reasons, one sentence each. */
export const readiness = z
  .object({ ready: z.boolean(), reasons: z.array(z.string()) })
  .meta({ id: "Readiness" });

/** Whether the process should receive work. */
export type Readiness = z.infer<typeof readiness>;

/** The whole response of `/health`. */
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

/** The health tree with the application and its readiness. */
export type HealthReport = z.infer<typeof healthReport>;
