import { AppError } from "@aegis-stack/runtime/errors";

/** What asking the server has found; no fault: it takes messages. */
export interface Found {
  fault?: { code: string; message: string };
}

/** Answers what is known; undefined while the server is asked for the first time. Never rejects. */
export type Probe = () => Promise<Found | undefined>;

export interface ProbeOptions {
  /** @throws AppError `mail.*` */
  verify(): Promise<void>;
  /** How long an answer holds, in milliseconds: each costs the server a connection and a login. */
  age?: number;
  /** How long to wait for an answer, in milliseconds: less than a health check may take. */
  patience?: number;
  now?: () => number;
}

/** Asks a server whether it takes messages, seldom, and keeps nobody waiting for one that is slow. */
export function createProbe({ verify, age = 60_000, patience = 1_500, now = Date.now }: ProbeOptions): Probe {
  let known: Found | undefined;
  let asked: Promise<void> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    try {
      await verify();
      known = {};
    } catch (error) {
      const { code, message } = error instanceof AppError ? error : UNFORESEEN;
      known = { fault: { code, message } };
    }
    asked = undefined;
  }

  return async () => {
    if (!asked && now() - askedAt >= age) {
      askedAt = now();
      asked = ask();
    }
    if (asked) await within(patience, asked);
    return known;
  };
}

const UNFORESEEN = { code: "mail.fault", message: "The mail server could not be asked." };

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, milliseconds);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}
