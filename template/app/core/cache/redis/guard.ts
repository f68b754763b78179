import { AppError } from "@aegis-stack/runtime/errors";
import type { Logger } from "pino";

/** What a caller waits for the second level at the most, in milliseconds, where nothing else is said. */
const PATIENCE = 250;

/** How long nobody asks after a failure, in milliseconds; then one does. */
const PAUSE = 2_000;

export interface GuardOptions {
  log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  failed(): void;
  /** What a caller waits at the most, in milliseconds; undefined: 250. */
  patience: number | undefined;
}

/** Keeps an outage of the second level away from callers: it costs one of them a moment now and then, and no error. */
export class Guard {
  readonly #options: GuardOptions;
  #failing = false;
  #reason = "";
  #askAgainAt = 0;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  get reachable(): boolean {
    return !this.#failing;
  }

  /** Why it failed when it was last asked; empty while it works. */
  get reason(): string {
    return this.#reason;
  }

  /** @returns undefined when it failed, took too long, or is not asked just now */
  async ask<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    const { now, failed, log, patience = PATIENCE } = this.#options;
    if (this.#failing && now() < this.#askAgainAt) return undefined;
    // While it fails, one caller tries and the others go on without.
    this.#askAgainAt = now() + PAUSE;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(tooLate(patience)), patience);
    try {
      const result = await Promise.race([work(), late.promise]);
      this.#failing = false;
      this.#reason = "";
      return result;
    } catch (error) {
      failed();
      // The connections tell of an outage, once for the whole process.
      log.debug({ err: error }, "the second level of the cache does not answer; going on without");
      this.#failing = true;
      this.#reason = error instanceof Error ? error.message : String(error);
      this.#askAgainAt = now() + PAUSE;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

const tooLate = (patience: number) =>
  new AppError({
    code: "cache.no-answer",
    kind: "unavailable",
    what: `Redis did not respond to the cache within ${patience} ms.`,
    todo: "Check whether the server is overloaded; the cache goes on with the memory of each process.",
  });
