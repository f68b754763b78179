import type { Logger } from "pino";
import { AppError } from "../errors/index.ts";

/** How long a caller waits for the shared level at most by default, in milliseconds. */
const DEFAULT_TIMEOUT_MS = 250;

/** How long the shared level is not used after a failure, in milliseconds; then one caller tries. */
const FAILURE_PAUSE_MS = 2_000;

/** What a guard is created from. */
export interface GuardOptions {
  readonly log: Logger;
  /** Milliseconds since 1970. */
  now(): number;
  failed(): void;
  /** How long a caller waits at most, in milliseconds; undefined: 250. */
  readonly timeoutMs: number | undefined;
}

/** Keeps an outage of the shared level away from callers: it costs one of them a moment now and then, and no error. */
export class Guard {
  readonly #options: GuardOptions;
  #isFailing = false;
  #reason = "";
  #retryAt = 0;

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  get isReachable(): boolean {
    return !this.#isFailing;
  }

  /** Why the last request failed; empty while it works. */
  get reason(): string {
    return this.#reason;
  }

  /** @returns undefined when it failed, took too long, or is paused */
  async ask<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    const { now, failed, log, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    if (this.#isFailing && now() < this.#retryAt) return undefined;
    // While it fails, one caller tries and the others continue without.
    this.#retryAt = now() + FAILURE_PAUSE_MS;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(createTimeoutError(timeoutMs)), timeoutMs);
    try {
      const result = await Promise.race([work(), late.promise]);
      this.#isFailing = false;
      this.#reason = "";
      return result;
    } catch (error) {
      failed();
      // The connections report an outage, once for the whole process.
      log.debug({ err: error }, "the second level of the cache does not answer; going on without");
      this.#isFailing = true;
      this.#reason = error instanceof Error ? error.message : String(error);
      this.#retryAt = now() + FAILURE_PAUSE_MS;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}

const createTimeoutError = (timeoutMs: number) =>
  new AppError({
    code: "cache.no-answer",
    category: "unavailable",
    message: `Redis did not respond to the cache within ${timeoutMs} ms.`,
    hint: "Check whether the server is overloaded; the cache goes on with the memory of each process.",
  });
