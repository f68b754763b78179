import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { AegisError } from "../errors.ts";
import { isOlder } from "../project/node.ts";
import { runPackage } from "../project/package-manager.ts";
import type { Files } from "../render/file.ts";
import { RUNTIME_NAME } from "../runtime.ts";
import { version } from "../version.ts";
import { readBase, readState } from "./read-state.ts";
import { type Notes, type State, statePath } from "./state.ts";

/** An application that aegis wrote, as it remembers itself. */
export interface Project {
  readonly folder: string;
  readonly state: State;
  readonly notes: Notes;
  /** Every file as it was written last time. */
  readonly base: Files;
  /** What the application was when the base was written; null where that is not known. */
  readonly writtenFor: State | null;
}

/** The application's folder, from anywhere within it. Throws `project-missing` where no aegis.json is around. */
export function findProject(from: string): string {
  const start = resolve(from);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, statePath))) return folder;
    if (dirname(folder) === folder) break;
  }
  throw new AegisError("project-missing", {
    message: `${start} is not in an application of aegis: there is no ${statePath} in it or above it.`,
    hint: `Go into one. To adopt this folder, commit it and run "aegis init NAME --output .. --force" with its own name: only what git can give back is replaced, and "git diff" shows what to put back.`,
    details: { folder: start },
  });
}

/** The first version whose applications depend on the runtime. Nothing before it was published. */
const FIRST_RUNTIME_VERSION = "0.2.0";

/** Throws `project-newer` for what a later version wrote, and `project-outdated` for what was written before the runtime. */
export function requireKnownVersion(
  folder: string,
  { aegis, packageManager }: Pick<State, "aegis" | "packageManager">,
): void {
  if (isOlder(aegis, FIRST_RUNTIME_VERSION)) {
    throw new AegisError("project-outdated", {
      message: `${folder} was written by aegis ${aegis}, whose applications hold the framework as files of their own. aegis ${version} changes applications that depend on ${RUNTIME_NAME}.`,
      hint: 'Write a new application with "aegis init" and move your services, routes, pages and tables into it; its docs/layout.md says where each belongs.',
      details: { folder, project: aegis, aegis: version },
    });
  }
  if (!isOlder(version, aegis)) return;
  throw new AegisError("project-newer", {
    message: `${folder} was written by aegis ${aegis}, and this is ${version}.`,
    hint: `Use that version or a later one: ${runPackage(packageManager)} aegis-stack@${aegis}.`,
    details: { folder, project: aegis, aegis: version },
  });
}

/** Reads what the application remembers. Throws `project-damaged`, `project-unmerged`, `project-newer` or `project-outdated`. */
export function readProject(folder: string): Project {
  const { state, notes } = readState(folder);
  requireKnownVersion(folder, state);
  const { files, writtenFor } = readBase(folder);
  if (writtenFor !== null) requireKnownVersion(folder, writtenFor);
  return { folder, state, notes, base: files, writtenFor };
}
