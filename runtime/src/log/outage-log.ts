import type { Logger } from "pino";
import { AppError } from "../errors/index.ts";

/** What a process logs about a server that fails: one line when an outage begins and one when it ends. */
export interface OutageLog {
  /**
   * Records a failure. The first one of an outage is logged, and each further error code once.
   *
   * @param source which connection, or which operation; each has to work again before the outage ends
   */
  failed(source: string, error: unknown): void;
  /** Records that a source works. */
  recovered(source: string): void;
  /** Drops a source that is no longer used, which says nothing about the server. */
  abandon(source: string): void;
  /** Whether this source is failing. */
  isFailing(source: string): boolean;
  /** Ends an outage without a line: the process disconnects from the server. */
  forget(): void;
}

/** What an outage log is created from. */
export interface OutageLogOptions {
  /** Where the lines go. */
  readonly log: Logger;
  /** The server, as the lines name it: "Redis". */
  readonly name: string;
  /** Its address without a password. */
  readonly place: string;
  /** Milliseconds of a monotonic clock. */
  readonly now?: () => number;
}

interface Outage {
  since: number;
  failures: number;
  codes: Set<string>;
}

/** Creates the outage log of one server. */
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
  if (error instanceof AppError) return `${error.message} ${error.hint}`;
  return `${name} fails; trying again until it works`;
}
