import type { ProcessPhase } from "../process/index.ts";
import { type ApplicationIdentity, describeApplication } from "./application.ts";
import type { HealthGroup } from "./check.ts";
import { type Examination, type ExaminedCheck, examineTree } from "./examine.ts";
import type { HealthReport, Readiness } from "./report.ts";
import { type HealthStatus, isPassing } from "./status.ts";

/** One failing or hanging check must not delay the report. */
const CHECK_TIMEOUT_MS = 2_000;

/** How long a report is served again before the checks run anew. */
const REPORT_CACHE_MS = 5_000;

/** What the health of a process is created from. */
export interface HealthOptions {
  /** What the report says about the application. */
  readonly application: ApplicationIdentity;
  /** The tree of checks, in the order in which it is shown. */
  readonly groups: readonly HealthGroup[];
  /** A process that is not running is not ready. */
  readonly phase: Pick<ProcessPhase, "current">;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How long one check may take, in milliseconds. The default is 2 seconds. */
  readonly checkTimeoutMs?: number;
  /** How long the findings of one round are served again, in milliseconds. The default is 5 seconds. */
  readonly cacheMs?: number;
}

/** Checks everything that the process depends on and combines it into one tree. */
export interface Health {
  /** The whole tree, its findings at most `cacheMs` old. Takes `checkTimeoutMs` at the most; never rejects. */
  report(): Promise<HealthReport>;
  /**
   * Whether the process should receive work: its phase, then its critical checks, and nothing else. The reasons name what is
   * unhealthy without saying what the check found, since any client may call it.
   */
  readiness(): Promise<Readiness>;
}

/** One run of the checks, shared by all callers while it runs and until it is too old. */
interface Round extends Examination {
  readonly startedAt: number;
  isOver: boolean;
}

/** Creates the health of one process. No check runs before the first call. */
export function createHealth({
  application,
  groups,
  phase,
  now = Date.now,
  checkTimeoutMs = CHECK_TIMEOUT_MS,
  cacheMs = REPORT_CACHE_MS,
}: HealthOptions): Health {
  const describe = describeApplication(application, now());
  const remember = createHistory(now);
  let latest: Round | undefined;

  function currentRound(): Round {
    if (latest && isFresh(latest)) return latest;
    const root = { name: application.name, checks: groups };
    const round: Round = {
      startedAt: now(),
      isOver: false,
      ...examineTree(root, { checkTimeoutMs, remember }),
    };
    void round.tree.then(() => {
      round.isOver = true;
    });
    latest = round;
    return round;
  }

  function isFresh({ startedAt, isOver }: Round): boolean {
    if (!isOver) return true;
    const age = now() - startedAt;
    // Negative when the clock was set back: findings from the future are not trusted.
    return age >= 0 && age < cacheMs;
  }

  /** Reads the phase after every wait: findings may be a little old, the phase never is. */
  function judgeReadiness(faults: readonly string[]): Readiness {
    const { current } = phase;
    const reasons = current === "running" ? [...faults] : [`The process is ${current}.`, ...faults];
    return { ready: reasons.length === 0, reasons };
  }

  return {
    async report() {
      const round = currentRound();
      const [tree, checks] = await Promise.all([round.tree, Promise.all(round.critical)]);
      const reasons = checks.filter(isUnhealthy).map(({ path, node }) => `${path}: ${node.message}`);
      return {
        status: tree.status,
        ...judgeReadiness(reasons),
        checkedAt: new Date(round.startedAt).toISOString(),
        application: describe(now()),
        tree,
      };
    },
    async readiness() {
      if (phase.current !== "running") return judgeReadiness([]);
      const checks = await Promise.all(currentRound().critical);
      return judgeReadiness(checks.filter(isUnhealthy).map(({ path }) => `${path} is unhealthy.`));
    },
  };
}

/** Remembers of each node when it last passed and since when it has its status. */
function createHistory(now: () => number) {
  const lastHealthy = new Map<string, string>();
  const unchanged = new Map<string, { status: HealthStatus; since: string }>();
  return (path: string, status: HealthStatus) => {
    const at = new Date(now()).toISOString();
    if (isPassing(status)) lastHealthy.set(path, at);
    const before = unchanged.get(path);
    const since = before?.status === status ? before.since : at;
    unchanged.set(path, { status, since });
    return { lastHealthyAt: lastHealthy.get(path) ?? null, since };
  };
}

const isUnhealthy = ({ node }: ExaminedCheck): boolean => node.status === "unhealthy";
