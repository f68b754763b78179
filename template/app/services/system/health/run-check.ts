import { type Finding, finding, type HealthCheck } from "./check.ts";

/**
 * Runs one check to a finding, whatever it does: one that throws, answers nonsense or exceeds its time is
 * found unhealthy. Never rejects; what a check does after its time was up is ignored.
 *
 * @param limit how long the check may take, in milliseconds
 */
export async function runCheck(check: HealthCheck, limit: number): Promise<Finding> {
  const controller = new AbortController();
  const expired = Promise.withResolvers<Finding>();
  const timer = setTimeout(() => {
    expired.resolve(unhealthy(`No answer within ${limit / 1_000} s.`));
    controller.abort();
  }, limit);
  try {
    // The race also listens to the loser, so a check that fails late is no unhandled rejection.
    const answer = await Promise.race([check.check(controller.signal), expired.promise]);
    const result = finding.safeParse(answer);
    return result.success ? result.data : unhealthy("The check answered something that is not a finding.");
  } catch (error) {
    return unhealthy(error instanceof Error && error.message !== "" ? error.message : "The check failed.");
  } finally {
    clearTimeout(timer);
  }
}

const unhealthy = (message: string): Finding => ({ status: "unhealthy", message });
