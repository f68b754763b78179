import { AppError } from "#app/core/errors.ts";

/** Seconds after which it is worth to try again: the client has tried several times by then. */
const RETRY_AFTER = 5;

interface Trouble {
  code: string;
  what: (place: string) => string;
  todo: string;
}

const UNREACHABLE: Trouble = {
  code: "redis.unreachable",
  what: (place) => `The Redis server at ${place} cannot be reached.`,
  todo: "Start it, or set REDIS_URL to where it is.",
};

const REFUSED: Trouble = {
  code: "redis.refused",
  what: (place) => `The Redis server at ${place} does not let this user in.`,
  todo: "Set REDIS_URL to a user and a password that the server knows.",
};

/** By what the server, the driver or the system on the way says; the first that fits. */
const TROUBLES: readonly (readonly [RegExp, Trouble])[] = [
  [/^(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password)/, REFUSED],
  [
    /^NOPERM/,
    {
      code: "redis.forbidden",
      what: (place) => `This user may not do that at ${place}.`,
      todo: "Let the user of REDIS_URL run every command on its own keys.",
    },
  ],
  [
    /^OOM/,
    {
      code: "redis.full",
      what: (place) => `The memory of the Redis server at ${place} is full, so nothing was written.`,
      todo: "Give it more memory (maxmemory), or remove what is no longer needed.",
    },
  ],
  [
    /^MISCONF/,
    {
      code: "redis.cannot-save",
      what: (place) => `The Redis server at ${place} cannot write to its disk, so it takes nothing.`,
      todo: "Look at its log; most often its disk is full.",
    },
  ],
  [
    /^READONLY/,
    {
      code: "redis.read-only",
      what: (place) => `The Redis server at ${place} can only be read.`,
      todo: "Set REDIS_URL to the primary server.",
    },
  ],
  [
    /^(LOADING|BUSY|MASTERDOWN)/,
    {
      code: "redis.busy",
      what: (place) => `The Redis server at ${place} is busy or only just starting.`,
      todo: "Try again in a moment.",
    },
  ],
  [
    /^Command timed out|max retries per request|connection close|Connection is closed/i,
    {
      code: "redis.no-answer",
      what: (place) =>
        `The Redis server at ${place} did not answer in time, so it is not known whether it did what was asked.`,
      todo: "Try again, and see whether the server is overloaded.",
    },
  ],
  [/isn't writeable|Socket timeout|ETIMEDOUT/, UNREACHABLE],
];

/**
 * Turns what the driver says into a sentence.
 *
 * @param place host, port and number of the database, without a password
 * @returns the error as it is when it speaks of a command rather than of the server
 */
export function explained(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const system = "code" in error && /^E[A-Z_]+$/.test(String(error.code));
  const trouble =
    TROUBLES.find(([says]) => says.test(error.message))?.[1] ?? (system ? UNREACHABLE : undefined);
  return trouble ? troubled(trouble, place, error) : error;
}

/** @param cause why it cannot be reached, as far as that is known */
export const unreachable = (place: string, cause?: unknown) => troubled(UNREACHABLE, place, cause);

export const notConfigured = () =>
  new AppError({
    code: "redis.not-configured",
    kind: "unavailable",
    what: "No Redis server is named, so there is nothing to ask.",
    todo: "Set REDIS_URL, such as redis://127.0.0.1:6379.",
  });

function troubled({ code, what, todo }: Trouble, place: string, cause: unknown): AppError {
  return new AppError({
    code,
    kind: "unavailable",
    what: what(place),
    todo,
    retryAfter: RETRY_AFTER,
    cause,
  });
}
