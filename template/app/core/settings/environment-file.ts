import { readFileSync } from "node:fs";
import { parseEnvironmentFile } from "./parse-environment-file.ts";

export interface EnvironmentFile {
  /** The names that the file added; what the process was started with wins over it. */
  names: ReadonlySet<string>;
  /** One sentence a fault. */
  faults: readonly string[];
}

/**
 * Reads a `.env` file into `process.env`. A missing file is none; one that cannot be read is a fault, and so is each
 * line that cannot be understood in one way only.
 */
export function readEnvironmentFile(path: string): EnvironmentFile {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return { names: new Set(), faults: [] };
    return {
      names: new Set(),
      faults: [`.env: cannot be read (${reasonFor(code) ?? String(code ?? error)}).`],
    };
  }
  const { values, faults } = parseEnvironmentFile(text);
  const names = [...values.keys()].filter((name) => process.env[name] === undefined);
  for (const name of names) process.env[name] = values.get(name);
  return { names: new Set(names), faults };
}

function reasonFor(code: unknown): string | undefined {
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "no permission";
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "it is not UTF-8 text";
  return undefined;
}
