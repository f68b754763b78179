import type pg from "pg";
import { AppError } from "../errors/index.ts";

/** A configuration parameter of the server, set for one session. */
export type SessionSetting = readonly [name: string, value: string];

/** Parameters of an address that are settings of the session; `schema` is Prisma's word for the search path. */
const SESSION_PARAMETERS: Record<string, string> = {
  schema: "search_path",
  search_path: "search_path",
  statement_timeout: "statement_timeout",
  lock_timeout: "lock_timeout",
  idle_in_transaction_session_timeout: "idle_in_transaction_session_timeout",
};

/** How long to wait until a new session is set up, in milliseconds. */
const SETUP_TIMEOUT_MS = 5_000;

/** Reads from the parameters of an address what it sets for its sessions; `rest` is what its `options` hold besides. */
export function parseSessionSettings(parameters: URLSearchParams): {
  readonly settings: readonly SessionSetting[];
  readonly rest: string;
} {
  const settings: SessionSetting[] = [];
  const rest: string[] = [];
  const options = parameters.get("options") ?? "";
  // `-c name=value` may be written as one word or as two.
  for (const word of splitOptions(options.replace(/(^|\s)-c\s+/g, "$1-c"))) {
    const [, name, value] = /^(?:-c|--)([\w.-]+)=(.*)$/s.exec(word) ?? [];
    if (name !== undefined && value !== undefined) settings.push([name.replaceAll("-", "_"), value]);
    else rest.push(word);
  }
  for (const [parameter, name] of Object.entries(SESSION_PARAMETERS)) {
    const value = parameters.get(parameter);
    if (value) settings.push([name, name === "search_path" ? quoteNames(value) : value]);
  }
  return { settings, rest: rest.join(" ") };
}

/** Splits like the server, at blanks that no backslash precedes. */
const splitOptions = (options: string): string[] =>
  (options.match(/(?:\\.|[^\s\\])+/gs) ?? []).map((word) => word.replace(/\\(.)/gs, "$1"));

/** `Shop` in an address is the schema of that name, where SQL without quotes would look for `shop`. */
const quoteNames = (list: string): string =>
  list
    .split(",")
    .map((name) => name.trim())
    .map((name) => (/^".*"$|^[a-z_$][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`))
    .join(", ");

/** @param own the settings of the address, which replace defaults of the same name */
export function mergeSessionSettings(
  defaults: readonly SessionSetting[],
  own: readonly SessionSetting[],
): SessionSetting[] {
  return [...new Map([...defaults, ...own])];
}

/**
 * Sets up a session once it is connected. Startup parameters would do the same in one message less, but a connection
 * pooler such as PgBouncer refuses them.
 *
 * @throws AppError `database.session-setting` when the server refuses a setting
 */
export async function setUpSession(
  client: pg.ClientBase,
  settings: readonly SessionSetting[],
  place: string,
): Promise<void> {
  if (settings.length === 0) return;
  const calls = settings.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, false)`);
  const query = {
    text: `SELECT ${calls.join(", ")}`,
    values: settings.flat(),
    query_timeout: SETUP_TIMEOUT_MS,
  };
  try {
    await client.query(query);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new AppError({
      code: "database.session-setting",
      category: "unavailable",
      message: `PostgreSQL at ${place} refuses a setting that the database's address makes for its sessions: ${error.message}.`,
      hint: "Correct the address: its options and its parameters such as search_path and statement_timeout.",
      cause: error,
    });
  }
}

/** An unknown name, a value out of range, and what only a superuser may set. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && /^(22|42)/.test(String(error.code));
