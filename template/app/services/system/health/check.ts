import { z } from "zod";
import { healthMetadata } from "./report.ts";
import { healthStatus } from "./status.ts";

/** What a check found out. */
export const finding = z.object({
  status: healthStatus,
  /** One sentence, present tense: "Answers in 2 ms." */
  message: z.string(),
  metadata: healthMetadata.optional(),
});
export type Finding = z.infer<typeof finding>;

/** One thing to look at. It may throw, hang or answer nonsense: only its own node suffers. */
export interface HealthCheck {
  name: string;
  /** A critical check that is unhealthy makes the process not ready. */
  critical: boolean;
  /** @param signal aborts when the time for the check is up, so that it can give up what it waits for */
  check(signal: AbortSignal): Promise<Finding> | Finding;
}

/** Checks that belong together, shown as one node: a component, a service, the machine. */
export interface HealthGroup {
  name: string;
  checks: readonly (HealthCheck | HealthGroup)[];
}
