import { AppError } from "@aegis-stack/runtime/errors";
import type { Logger } from "pino";

/** What a process logs about a server that fails: one line when the outage begins and one when it is over. */
export interface OutageLog {
  /**
   * Notes a failure. Only the first of an outage is logged, and once more each other code that comes up in its course.
   *
   * @param source which connection, or which operation; each has to work again before the outage is over
   */
  failed(source: string, error: unknown): void;
  /** Notes that a source works. */
  recovered(source: string): void;
  /** Leaves a source out of account that is no longer used. It says nothing of the server. */
  abandon(source: string): void;
  /** Whether this source is failing. */
  isFailing(source: string): boolean;
  /** Ends an outage without a line: the process lets go of the server. */
  forget(): void;
}

export interface OutageLogOptions {
  log: Logger;
  /** The server, as the lines name it: "Redis". */
  name: string;
  /** Where it is, without a password. */
  place: string;
  /** Milliseconds, by a clock that is never set. */
  now?: () => number;
}

interface Outage {
  since: number;
  failures: number;
  codes: Set<string>;
}

export function createOutageLog({
  log,
  name,
  place,
  now = () => performance.now(),
}: OutageLogOptions): OutageLog {
  const failing = new Set<string>();
  let outage: Outage | undefined;

  return {
    failed(source, error) {
      failing.add(source);
      outage ??= { since: now(), failures: 0, codes: new Set() };
      outage.failures += 1;
      const code = codeOf(error);
      if (outage.codes.has(code)) return;
      outage.codes.add(code);
      log.warn({ err: error, code, server: place, source }, describeFailure(name, error));
    },
    recovered(source) {
      if (!failing.delete(source) || failing.size > 0 || !outage) return;
      const { since, failures } = outage;
      outage = undefined;
      const seconds = Math.round((now() - since) / 1_000);
      log.info({ server: place, failures, seconds }, `${name} is back`);
    },
    abandon(source) {
      if (failing.delete(source) && failing.size === 0) outage = undefined;
    },
    isFailing: (source) => failing.has(source),
    forget() {
      failing.clear();
      outage = undefined;
    },
  };
}

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown";
};

function describeFailure(name: string, error: unknown): string {
  if (error instanceof AppError) return `${error.message} ${error.todo}`;
  return `${name} fails; trying again until it works`;
}
