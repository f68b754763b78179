import { createRequire } from "node:module";
import { type DestinationStream, type Logger, pino } from "pino";
import { serializeError } from "../errors/index.ts";
import { createRedactor } from "./redact.ts";

/** Shorter passwords would redact half of every line. */
const MIN_PASSWORD_LENGTH = 6;

/** What a log is created from. */
export interface LogOptions {
  /** Stands in every line as `name`. */
  readonly name: string;
  /** The lowest level that is written, or `silent`. */
  readonly level: string;
  /** Values that must not appear in any line. Of an address its password alone counts too. */
  readonly secrets: readonly string[];
  /** A command keeps the standard output for its answer. The default is `stdout`. */
  readonly output?: LogOutput;
}

/** Where lines are written. */
export type LogOutput = "stdout" | "stderr";

/** Redirects each log that was created here. */
const redirections = new WeakMap<Logger, (output: LogOutput) => void>();

/**
 * Creates a log: readable lines on a terminal, one JSON object per line anywhere else. Errors are reduced to fields that
 * are known to be safe, under whatever name they are logged, and secrets are removed from every line. The output is
 * opened by the first line.
 */
export function createLog({ name, level, secrets, output: firstOutput = "stdout" }: LogOptions): Logger {
  let output = firstOutput;
  const redact = createRedactor(secrets.flatMap((secret) => [secret, ...passwordsIn(secret)]));
  let destination: DestinationStream | undefined;
  const log = pino(
    {
      name,
      level,
      hooks: { streamWrite: redact },
      formatters: { log: withSafeErrors },
      serializers: { err: serializeError },
    },
    {
      write(line) {
        destination ??= openDestination(process[output]);
        destination.write(line);
      },
    },
  );
  redirections.set(log, (next) => {
    output = next;
    destination = undefined;
  });
  return log;
}

/**
 * Writes all further lines of a log, and of its children, to another output. A process that serves calls it first: it has no
 * answer to keep the standard output for, unlike a command with the same log.
 *
 * @param log what `createLog` returned
 */
export function redirectLog(log: Logger, output: LogOutput): void {
  const redirect = redirections.get(log);
  if (redirect === undefined) throw new TypeError("redirectLog takes what createLog returned.");
  redirect(output);
}

function openDestination(output: NodeJS.WriteStream & { fd: number }): DestinationStream {
  // Synchronous, so that the last lines before an exit are never lost.
  if (!output.isTTY) return pino.destination({ fd: output.fd, sync: true });
  // Only a terminal needs it, and a log cannot wait for an import.
  const pretty: typeof import("pino-pretty") = createRequire(import.meta.url)("pino-pretty");
  return pretty({
    colorize: !process.env.NO_COLOR,
    ignore: "pid,hostname,name",
    translateTime: "SYS:HH:MM:ss.l",
    sync: true,
    destination: output.fd,
  });
}

/** A library that connects by an address may log the password in it alone. */
function passwordsIn(address: string): string[] {
  const encoded = URL.parse(address)?.password ?? "";
  return encoded.length < MIN_PASSWORD_LENGTH ? [] : [...new Set([encoded, decode(encoded)])];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withSafeErrors(fields: Record<string, unknown>): Record<string, unknown> {
  if (!Object.values(fields).some((value) => value instanceof Error)) return fields;
  const makeSafe = ([name, value]: [string, unknown]) => [
    name,
    value instanceof Error ? serializeError(value) : value,
  ];
  return Object.fromEntries(Object.entries(fields).map(makeSafe));
}
