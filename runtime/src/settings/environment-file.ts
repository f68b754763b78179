import { readFileSync } from "node:fs";
import type { Environment } from "./check.ts";
import { type ParsedFile, parseEnvironmentFile } from "./parse-environment-file.ts";

/** What a `.env` file adds to the environment of the process. */
export interface EnvironmentFile {
  /** The names that the file adds; what the process was started with wins over it. */
  readonly names: ReadonlySet<string>;
  /** One sentence per fault. */
  readonly faults: readonly string[];
}

/** Where settings are read from. */
export interface SettingsSource {
  readonly environment: Environment;
  /** Which part of it comes from `.env`. */
  readonly file: EnvironmentFile;
}

/** Adds nothing. */
export const NO_ENVIRONMENT_FILE: EnvironmentFile = { names: new Set(), faults: [] };

/**
 * What `.env` files have added to `process.env`, so that child processes and libraries have it too. There is one such
 * environment for all applications in a process, and none of them must take what the file of another has added.
 */
const additions = new Map<string, string>();

/**
 * Reads a `.env` file into `process.env`. A missing file adds nothing; one that cannot be read is a fault, and so is each
 * line that cannot be understood in one way only.
 */
export function readEnvironmentFile(path: string): EnvironmentFile {
  return readSource(path).file;
}

/** The environment that the process was started with, completed by a `.env` file as `readEnvironmentFile` does it. */
export function readSource(path: string): SettingsSource {
  const started = { ...process.env };
  for (const [name, value] of additions) if (started[name] === value) delete started[name];
  const { values, faults } = parseFile(path);
  const added = [...values].filter(([name]) => started[name] === undefined);
  for (const [name, value] of added) {
    if (process.env[name] !== undefined) continue;
    process.env[name] = value;
    additions.set(name, value);
  }
  return {
    environment: { ...started, ...Object.fromEntries(added) },
    file: { names: new Set(added.map(([name]) => name)), faults },
  };
}

function parseFile(path: string): ParsedFile {
  try {
    return parseEnvironmentFile(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return { values: new Map(), faults: [] };
    const reason = describeReason(code) ?? String(code ?? error);
    return { values: new Map(), faults: [`.env: cannot be read (${reason}).`] };
  }
}

function describeReason(code: unknown): string | undefined {
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "no permission";
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "it is not UTF-8 text";
  return undefined;
}
