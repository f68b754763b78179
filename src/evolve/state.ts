import { pack } from "../render/archive.ts";
import type { File, Files } from "../render/file.ts";
import { toJson } from "../render/manifest.ts";
import type { App } from "../render/render.ts";
import { parseTarballPath } from "../runtime.ts";
import type { Catalog } from "../stack/entry.ts";
import { askedWords, type PackageManager, type Stack } from "../stack/stack.ts";

export const statePath = "aegis.json";
export const basePath = ".aegis/base";

/** What a project remembers of how it was made, in the words that init takes. */
export interface State {
  readonly aegis: string;
  readonly name: string;
  readonly components: readonly string[];
  readonly services: readonly string[];
  readonly packageManager: PackageManager;
  readonly nodePin: boolean;
  /** Absent where the runtime is a package like any other. */
  readonly runtime?: "vendored";
}

/** What stays of aegis.json beside our own words: an owner may keep notes of his there. */
export type Notes = Readonly<Record<string, unknown>>;

/** What a project of this stack, made by this version, remembers. */
export function stateOf(version: string, catalog: Catalog, stack: Stack, app: App): State {
  const { packageManager, nodePin, vendorsRuntime } = stack;
  const made = { aegis: version, name: app.name, ...askedWords(catalog, stack), packageManager, nodePin };
  return vendorsRuntime ? { ...made, runtime: "vendored" } : made;
}

/** npm's lock: merged by package, not by line. */
export const lockPath = "package-lock.json";

const plain = (content: File["content"]): File => ({ content, executable: false });

/** aegis.json, which keeps whatever its owner has added to it. */
export function stateText(state: State, notes: Notes): string {
  return toJson({ ...state, ...notes });
}

/**
 * What a later add, remove or update starts from: the text of every file as it was written, and the state. Of the runtime's tarball, of
 * some megabytes, its name is enough, which holds its digest. The base
 * holds the state too: each of the two can be changed or merged by itself, and then speaks of another application.
 */
export function remember(rendered: Files, state: State, notes: Notes = {}): Files {
  const written = new Map([...rendered, [statePath, plain(stateText(state, {}))] as const]);
  return new Map([
    [basePath, plain(pack(written, { isNamed: (path) => parseTarballPath(path) !== null }))],
    [statePath, plain(stateText(state, notes))],
  ]);
}

/** The rendered files with what is remembered of them, which comes last, since it claims that the rest is there. */
export function withState(rendered: Files, state: State): Files {
  return new Map([...rendered, ...remember(rendered, state)]);
}
