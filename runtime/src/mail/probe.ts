import { AppError } from "../errors/index.ts";

/** What a server said when it was asked; no fault: it takes messages. */
interface ServerFinding {
  fault?: { code: string; message: string };
}

/** Resolves to what is known; undefined while the server is asked for the first time. Never rejects. */
export type ServerProbe = () => Promise<ServerFinding | undefined>;

/** What a probe is created from. */
export interface ServerProbeOptions {
  /** @throws AppError `mail.*` */
  verify(): Promise<void>;
  /** How long a finding is used, in milliseconds: each costs the server a connection and a login. */
  age?: number;
  /** How long to wait for a finding, in milliseconds: less than a health check may take. */
  timeout?: number;
  now?: () => number;
}

/** Asks a server whether it takes messages, at most once per `age`, and does not wait for one that is slow. */
export function createServerProbe({
  verify,
  age = 60_000,
  timeout = 1_500,
  now = Date.now,
}: ServerProbeOptions): ServerProbe {
  let known: ServerFinding | undefined;
  let asked: Promise<void> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    try {
      await verify();
      known = {};
    } catch (error) {
      const { code, message } = error instanceof AppError ? error : UNEXPECTED_FAULT;
      known = { fault: { code, message } };
    }
    asked = undefined;
  }

  return async () => {
    if (!asked && now() - askedAt >= age) {
      askedAt = now();
      asked = ask();
    }
    if (asked) await within(timeout, asked);
    return known;
  };
}

const UNEXPECTED_FAULT = { code: "mail.fault", message: "The mail server could not be asked." };

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, milliseconds);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}
