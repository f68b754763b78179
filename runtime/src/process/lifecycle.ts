import type { Logger } from "pino";
import type { ProcessPhase } from "./phase.ts";

const CLOSE_TIMEOUT_MS = 2_000;

/** Something that has to be started before the process is ready and stopped before it ends. */
export interface LifecyclePart {
  readonly name: string;
  /** Resolves when the part is ready. */
  start?(): Promise<void>;
  /**
   * Finishes the work in progress, then releases what the part holds. `deadline` aborts when the time for finishing is up:
   * the part then cuts off what remains and rejects. It may be called before `start` has resolved, never before it was called.
   */
  stop?(deadline: AbortSignal): Promise<void>;
}

/** The start and the stop of one process. */
export interface Lifecycle {
  /** Resolves when every part has started, or early when the process is asked to stop. Rejects as the part that failed. */
  start(parts: readonly LifecyclePart[]): Promise<void>;
  /** Stops what was started, in reverse. Resolves to false when a part failed or ran out of time; never rejects. */
  stop(reason: string): Promise<boolean>;
}

/** What a lifecycle is created from. */
export interface LifecycleOptions {
  /** Where the stop is logged. */
  readonly log: Logger;
  /** The phase of the process, which the lifecycle moves on. */
  readonly phase: ProcessPhase;
  /** How long all parts together may take to finish, in milliseconds. */
  readonly shutdownTimeoutMs: number;
  /** How long after that all parts together may take to release what they hold, in milliseconds. */
  readonly closeTimeoutMs?: number;
  /** Gives a signal that aborts after so many milliseconds. */
  readonly timer?: (milliseconds: number) => AbortSignal;
}

/** Starts parts in order and stops them in reverse, each started part exactly once. */
export function createLifecycle({
  log,
  phase,
  shutdownTimeoutMs,
  closeTimeoutMs = CLOSE_TIMEOUT_MS,
  timer = abortAfter,
}: LifecycleOptions): Lifecycle {
  const started: LifecyclePart[] = [];
  let starting: Promise<void> | undefined;
  let stopping: Promise<boolean> | undefined;

  async function start(parts: readonly LifecyclePart[]): Promise<void> {
    for (const part of parts) {
      if (stopping) return;
      // Listed before it has started: a part that fails half-way must be able to clean up after itself.
      started.push(part);
      starting = invoke(() => part.start?.());
      await starting;
      starting = undefined;
    }
    if (!stopping) phase.enter("running");
  }

  async function stopAll(reason: string): Promise<boolean> {
    phase.enter("draining");
    log.info({ reason }, "stopping");
    const deadline = timer(shutdownTimeoutMs);
    const closeDeadline = timer(shutdownTimeoutMs + closeTimeoutMs);
    let clean = true;
    const logFailure = (part: LifecyclePart | undefined) => (error: unknown) => {
      clean = false;
      log.error({ err: error, part: part?.name }, "did not stop cleanly");
    };
    // The caller of `start` receives its error; here it only matters that the part has settled.
    if (starting) await within(deadline, Promise.allSettled([starting])).catch(logFailure(started.at(-1)));
    for (const part of started.toReversed()) {
      await within(
        closeDeadline,
        invoke(() => part.stop?.(deadline)),
      ).catch(logFailure(part));
    }
    phase.enter("stopped");
    log.info({ clean }, "stopped");
    return clean;
  }

  return {
    start,
    stop(reason) {
      stopping ??= stopAll(reason);
      return stopping;
    },
  };
}

/** An error that a part throws synchronously counts like a rejection. */
async function invoke(work: () => Promise<void> | undefined): Promise<void> {
  await work();
}

/** A part that ignores its deadline must not keep the process: the wait ends with `limit`. */
async function within(limit: AbortSignal, work: Promise<unknown>): Promise<void> {
  const expired = Promise.withResolvers<never>();
  const expire = () => expired.reject(new Error("ran out of time"));
  limit.addEventListener("abort", expire, { once: true });
  if (limit.aborted) expire();
  try {
    await Promise.race([work, expired.promise]);
  } finally {
    limit.removeEventListener("abort", expire);
  }
}

/** Unlike `AbortSignal.timeout` it keeps the process alive, which must not end before it has logged how it stopped. */
function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}
