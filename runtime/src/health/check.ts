import type { HealthStatus } from "./status.ts";

/** What a check found. */
export interface Finding {
  readonly status: HealthStatus;
  /** One sentence, present tense: "Responds in 2 ms." */
  readonly message: string;
  /** Figures behind the message. Shares are 0 to 1, sizes bytes, durations milliseconds. */
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

/** One thing to check. It may throw, hang or return nonsense: only its own node suffers. */
export interface HealthCheck {
  readonly name: string;
  /** A critical check that is unhealthy makes the process not ready. */
  readonly critical: boolean;
  /** @param signal aborts when the time for the check is up, so that it can stop waiting */
  check(signal: AbortSignal): Promise<Finding> | Finding;
}

/** Checks that belong together, shown as one node: a component, a service, the machine. */
export interface HealthGroup {
  readonly name: string;
  readonly checks: readonly (HealthCheck | HealthGroup)[];
}
