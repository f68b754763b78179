import { z } from "zod";
import type { Finding, HealthCheck } from "./check.ts";
import { healthMetadata } from "./report.ts";
import { healthStatus } from "./status.ts";

const finding = z.object({
  status: healthStatus,
  message: z.string(),
  metadata: healthMetadata.optional(),
});

/**
 * Runs one check to a finding, whatever it does: one that throws, returns nonsense or exceeds its time is
 * unhealthy. Never rejects; what a check does after its time was up is ignored.
 *
 * @param timeoutMs how long the check may take, in milliseconds
 */
export async function runCheck(check: HealthCheck, timeoutMs: number): Promise<Finding> {
  const controller = new AbortController();
  const expired = Promise.withResolvers<Finding>();
  const timer = setTimeout(() => {
    expired.resolve(unhealthy(`No response within ${timeoutMs / 1_000} s.`));
    controller.abort();
  }, timeoutMs);
  try {
    // The race also listens to the loser, so a check that fails late is no unhandled rejection.
    const found = await Promise.race([check.check(controller.signal), expired.promise]);
    const result = finding.safeParse(found);
    return result.success ? result.data : unhealthy("The check returned an invalid finding.");
  } catch (error) {
    return unhealthy(error instanceof Error && error.message !== "" ? error.message : "The check failed.");
  } finally {
    clearTimeout(timer);
  }
}

const unhealthy = (message: string): Finding => ({ status: "unhealthy", message });
