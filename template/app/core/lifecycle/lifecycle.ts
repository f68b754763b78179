import type { Logger } from "pino";
import { enterPhase } from "./phase.ts";

/** Something that has to be started before the process is ready and stopped before it ends. */
export interface Part {
  name: string;
  start?(): Promise<void>;
  /**
   * Finish what is under way, then let go. `deadline` aborts when the time for finishing is up: what remains is to be
   * cut off, and the part to reject. It may be called before `start` has resolved, never before it was called.
   */
  stop?(deadline: AbortSignal): Promise<void>;
}

export interface Lifecycle {
  /** Resolves when every part has started, or early when it is told to stop. Rejects as the part that failed. */
  start(parts: readonly Part[]): Promise<void>;
  /** Stops what was started, in reverse. Resolves to false when a part failed or ran out of time; never rejects. */
  stop(reason: string): Promise<boolean>;
}

export interface LifecycleOptions {
  log: Logger;
  /** How long all parts together may take to finish, in milliseconds. */
  shutdownTimeout: number;
  /** How long after that all parts together may take to let go, in milliseconds, before nobody waits for them. */
  closeTimeout?: number;
  /** Gives a signal that aborts after so many milliseconds. */
  timer?: (milliseconds: number) => AbortSignal;
}

/** Starts parts in order and stops them in reverse, each started part exactly once. */
export function createLifecycle({
  log,
  shutdownTimeout,
  closeTimeout = 2_000,
  timer = after,
}: LifecycleOptions): Lifecycle {
  const started: Part[] = [];
  let starting: Promise<void> | undefined;
  let stopping: Promise<boolean> | undefined;

  async function start(parts: readonly Part[]): Promise<void> {
    for (const part of parts) {
      if (stopping) return;
      // Listed before it has started: a part that fails half-way must be able to clean up after itself.
      started.push(part);
      starting = invoke(() => part.start?.());
      await starting;
      starting = undefined;
    }
    if (!stopping) enterPhase("running");
  }

  async function stopAll(reason: string): Promise<boolean> {
    enterPhase("draining");
    log.info({ reason }, "stopping");
    const deadline = timer(shutdownTimeout);
    const giveUp = timer(shutdownTimeout + closeTimeout);
    let clean = true;
    const failed = (part: Part | undefined) => (error: unknown) => {
      clean = false;
      log.error({ err: error, part: part?.name }, "did not stop cleanly");
    };
    // Whoever called `start` hears of its fault; here it only matters that the part has come to rest.
    if (starting) await within(deadline, Promise.allSettled([starting])).catch(failed(started.at(-1)));
    for (const part of started.toReversed()) {
      await within(
        giveUp,
        invoke(() => part.stop?.(deadline)),
      ).catch(failed(part));
    }
    enterPhase("stopped");
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

/** What a part throws at once counts like what it rejects with later. */
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

/** Unlike `AbortSignal.timeout` it keeps the process alive, which must not end before it has told how it went. */
function after(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}
