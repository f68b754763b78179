import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AegisError } from "../errors.ts";
import { readBounded } from "../evolve/bounded-read.ts";
import type { Project } from "../evolve/project.ts";
import { askedFor, foldersAround, installedManifest } from "../project/packages.ts";
import type { PackageManager, Stack } from "../stack/stack.ts";
import { parseEnvironmentFile } from "./environment-file.ts";

interface Memory {
  readonly project: Project;
  readonly stack: Stack;
  /** The files that are not as they were written. */
  readonly edits: readonly { readonly path: string; readonly edit: "edited" | "deleted" | "elsewhere" }[];
}

/** The application that is looked at. */
export interface Application {
  readonly folder: string;
  /** What it remembers of itself; an error where that cannot be read. */
  readonly memory: Memory | AegisError;
  readonly manager: PackageManager;
  /** Whether the application's own command may be run: what it says of itself is its own code's word. */
  readonly runsApplication: boolean;
  /** The settings that are given: by .env, and by the environment, which wins. An empty one counts as not given. */
  readonly settings: Readonly<Record<string, string>>;
}

// The longest is a lockfile.
const maxTextBytes = 64 * 1024 * 1024;

/** The text of a file of the application; null where it has none, or where it is none. */
export function textOf(folder: string, path: string): string | null {
  try {
    return readBounded(join(folder, path), maxTextBytes)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
  } catch {
    return null;
  }
}

/** A file of the application as JSON; null where it is none. */
export function jsonOf(folder: string, path: string): unknown {
  try {
    return JSON.parse(textOf(folder, path) ?? "null");
  } catch {
    return null;
  }
}

export function settingsOf(
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const given = { ...parseEnvironmentFile(textOf(folder, ".env") ?? ""), ...environment };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, value]],
    ),
  );
}

/** Whether the dependencies are there at all: in the folder, or hoisted into that of its workspace. */
export function isInstalled(folder: string): boolean {
  if (foldersAround(folder).some((place) => existsSync(join(place, ".pnp.cjs")))) return true;
  return askedFor(folder, "dependencies").some((name) => installedManifest(folder, name) !== null);
}
