import { serializeError } from "@aegis-stack/runtime/errors";
import { type DestinationStream, type Logger, pino } from "pino";
import { APP_NAME } from "#app/core/constants.ts";
import { settings } from "#app/core/settings/index.ts";
import { currentRole } from "#app/core/settings/role.ts";
import { SECRET_SETTINGS } from "#app/core/settings/schema.ts";
import { createRedactor } from "./redact.ts";

async function destination(): Promise<DestinationStream> {
  // What a command answers goes to the standard output, and may be JSON.
  const out = currentRole() === "cli" ? process.stderr : process.stdout;
  // Synchronous, so that the last lines before an exit are never lost.
  if (!out.isTTY) return pino.destination({ fd: out.fd, sync: true });
  const { default: pretty } = await import("pino-pretty");
  return pretty({
    colorize: !process.env.NO_COLOR,
    ignore: "pid,hostname,name",
    translateTime: "SYS:HH:MM:ss.l",
    sync: true,
    destination: out.fd,
  });
}

const secrets = Object.entries(settings).flatMap(([name, value]) =>
  SECRET_SETTINGS.has(name) && typeof value === "string" ? [value, ...passwordsIn(value)] : [],
);

/** A library that connects by an address tells of the password in it alone. Short ones would redact half a line. */
function passwordsIn(value: string): string[] {
  const encoded = URL.parse(value)?.password ?? "";
  if (encoded.length < 6) return [];
  return [...new Set([encoded, decoded(encoded)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Readable lines on a terminal, one JSON object a line anywhere else. Errors are reduced to fields that are known to be
 * safe, under whatever name they are logged, and secrets are taken out of every line.
 */
export const log: Logger = pino(
  {
    name: APP_NAME,
    level: settings.LOG_LEVEL,
    hooks: { streamWrite: createRedactor(secrets) },
    formatters: { log: withSafeErrors },
    serializers: { err: serializeError },
  },
  await destination(),
);

function withSafeErrors(fields: Record<string, unknown>): Record<string, unknown> {
  if (!Object.values(fields).some((value) => value instanceof Error)) return fields;
  const safe = ([name, value]: [string, unknown]) => [
    name,
    value instanceof Error ? serializeError(value) : value,
  ];
  return Object.fromEntries(Object.entries(fields).map(safe));
}
