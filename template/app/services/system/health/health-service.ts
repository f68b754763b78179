import { APP_NAME, HEALTH_CACHE, HEALTH_CHECK_TIMEOUT } from "#app/core/constants.ts";
import { phase as processPhase } from "#app/core/lifecycle/phase.ts";
import { settings } from "#app/core/settings/index.ts";
import { describeApplication } from "./application.ts";
import type { HealthGroup } from "./check.ts";
import { type Examination, examine, type Leaf } from "./examine.ts";
import type { ApplicationFacts, HealthReport, Readiness } from "./report.ts";
import { type HealthStatus, isWell } from "./status.ts";

export interface HealthServiceOptions {
  groups: readonly HealthGroup[];
  /** Milliseconds since 1970. */
  now?: () => number;
  phase?: typeof processPhase;
  /** Milliseconds that one check may take. */
  checkTimeout?: number;
  /** Milliseconds that the findings of one round are answered again. */
  cache?: number;
}

/** One run of the checks, shared by everybody who asks while it lasts and until it is too old. */
interface Round extends Examination {
  startedAt: number;
  over: boolean;
}

/** Looks at everything that the process depends on and sums it up as one tree. */
export class HealthService {
  readonly #groups: readonly HealthGroup[];
  readonly #now: () => number;
  readonly #phase: typeof processPhase;
  readonly #checkTimeout: number;
  readonly #cache: number;
  readonly #lastHealthy = new Map<string, string>();
  readonly #unchanged = new Map<string, { status: HealthStatus; since: string }>();
  readonly #application: (now: number) => ApplicationFacts;
  #latest: Round | undefined;

  constructor(options: HealthServiceOptions) {
    this.#groups = options.groups;
    this.#now = options.now ?? Date.now;
    this.#phase = options.phase ?? processPhase;
    this.#checkTimeout = options.checkTimeout ?? HEALTH_CHECK_TIMEOUT;
    this.#cache = options.cache ?? HEALTH_CACHE;
    this.#application = describeApplication(settings, this.#now());
  }

  /** The whole tree, its findings at most `cache` milliseconds old. Takes `checkTimeout` at the most; never rejects. */
  async report(): Promise<HealthReport> {
    const round = this.#round();
    const [tree, leaves] = await Promise.all([round.tree, Promise.all(round.critical)]);
    const reasons = leaves.filter(isUnhealthy).map(({ path, node }) => `${path}: ${node.message}`);
    return {
      status: tree.status,
      ...this.#judge(reasons),
      checkedAt: new Date(round.startedAt).toISOString(),
      application: this.#application(this.#now()),
      tree,
    };
  }

  /**
   * Whether the process should be sent work: its phase, then its critical checks, and nothing else.
   * The reasons name what is unhealthy without saying what the check found, since anybody may ask.
   */
  async readiness(): Promise<Readiness> {
    if (this.#phase() !== "running") return this.#judge([]);
    const leaves = await Promise.all(this.#round().critical);
    return this.#judge(leaves.filter(isUnhealthy).map(({ path }) => `${path} is unhealthy.`));
  }

  /** Asks for the phase now, after every wait: findings may be a little old, the phase never is. */
  #judge(faults: string[]): Readiness {
    const phase = this.#phase();
    const reasons = phase === "running" ? faults : [`The process is ${phase}.`, ...faults];
    return { ready: reasons.length === 0, reasons };
  }

  #round(): Round {
    if (this.#latest && this.#isFresh(this.#latest)) return this.#latest;
    const round = {
      startedAt: this.#now(),
      over: false,
      ...examine(
        { name: APP_NAME, checks: this.#groups },
        {
          checkTimeout: this.#checkTimeout,
          remember: (path, status) => this.#remember(path, status),
        },
      ),
    };
    void round.tree.then(() => {
      round.over = true;
    });
    this.#latest = round;
    return round;
  }

  #isFresh({ startedAt, over }: Round): boolean {
    if (!over) return true;
    const age = this.#now() - startedAt;
    // Negative when the clock was set back: findings from the future are not trusted.
    return age >= 0 && age < this.#cache;
  }

  #remember(path: string, status: HealthStatus) {
    const now = new Date(this.#now()).toISOString();
    if (isWell(status)) this.#lastHealthy.set(path, now);
    const before = this.#unchanged.get(path);
    const since = before?.status === status ? before.since : now;
    this.#unchanged.set(path, { status, since });
    return { lastHealthyAt: this.#lastHealthy.get(path) ?? null, since };
  }
}

const isUnhealthy = ({ node }: Leaf): boolean => node.status === "unhealthy";
