import { join } from "node:path";
import { AegisError, systemCode } from "../errors.ts";
import { complaintAboutName } from "../project/name.ts";
import { isRecord } from "../record.ts";
import { type FindNamed, readTemplate, unpack } from "../render/archive.ts";
import type { Files } from "../render/file.ts";
import { digestOf, parseTarballPath } from "../runtime.ts";
import { packageManagers } from "../stack/stack.ts";
import { readBounded } from "./bounded-read.ts";
import { type Found, readFound } from "./folder.ts";
import { hasMarkers } from "./repair/git-markers.ts";
import { basePath, type Notes, type State, statePath } from "./state.ts";
import { isInside } from "./transaction/inside.ts";

const maxStateBytes = 1024 * 1024;
const maxBaseBytes = 16 * 1024 * 1024;

const giveBack = (path: string) =>
  `Take it back from git: git checkout HEAD -- ${path} (or an earlier commit that has it whole).${path === basePath ? ' Where it is lost, "aegis repair" writes it anew.' : ""}`;

function damaged(folder: string, path: string, what: string, cause?: unknown): AegisError {
  const details = { folder, file: path };
  return new AegisError(
    "project-damaged",
    { message: `${path} ${what}.`, hint: giveBack(path), details },
    cause,
  );
}

const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === "string");

/** The fields of a state before they are proven. */
type StateFields = { readonly [field in keyof State]: unknown };

/** The sentence's end that says what is wrong with it, or null. */
function complaint(read: StateFields): string | null {
  const { aegis, name, components, services, packageManager, nodePin, runtime } = read;
  if (typeof aegis !== "string" || !/^\d+\.\d+\.\d+/.test(aegis)) return "names no version in aegis";
  if (typeof name !== "string" || complaintAboutName(name) !== null) return "holds no name that aegis takes";
  if (!isWords(components)) return "holds no list of components";
  if (!isWords(services)) return "holds no list of services";
  if (!packageManagers.some((manager) => manager === packageManager))
    return "names no package manager that aegis knows";
  if (typeof nodePin !== "boolean") return "does not say whether the application brings its own Node";
  return runtime === undefined || runtime === "vendored" ? null : 'holds a runtime other than "vendored"';
}

function isState(read: StateFields): read is StateFields & State {
  return complaint(read) === null;
}

/** What aegis.json says: our state, and whatever else its owner keeps in it. */
export interface Stated {
  readonly state: State;
  readonly notes: Notes;
}

/** aegis.json, proven to be what it should be. Throws a plain error that ends the sentence "aegis.json …". */
export function parseState(text: string): Stated {
  let read: unknown;
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Error("cannot be read: it is not JSON", { cause: error });
  }
  if (!isRecord(read)) throw new Error("is not an object");
  const { aegis, name, components, services, packageManager, nodePin, runtime, ...notes } = read;
  const made = { aegis, name, components, services, packageManager, nodePin };
  const found = runtime === undefined ? made : { ...made, runtime };
  if (!isState(found)) throw new Error(complaint(found) ?? "cannot be read");
  return { state: found, notes };
}

/** The text of aegis.json. Throws what the system says, or `project-damaged` where it is no plain file. */
export function readStateText(folder: string): string {
  return readBounded(join(folder, statePath), maxStateBytes).toString("utf8");
}

/** What aegis.json says. Throws `project-unmerged` while git's markers are in it, or `project-damaged`. */
export function readState(folder: string): Stated {
  const text = readStateText(folder);
  if (hasMarkers(text)) throw unmerged(folder, statePath);
  try {
    return parseState(text);
  } catch (error) {
    throw damaged(folder, statePath, error instanceof Error ? error.message : "cannot be read", error);
  }
}

function unmerged(folder: string, path: string): AegisError {
  return new AegisError("project-unmerged", {
    message: `git left a conflict in ${path}: two branches changed what this application is made of.`,
    hint: 'Run "aegis repair": it puts both together, file by file; --dry-run shows how.',
    details: { folder, file: path },
  });
}

const baseComplaints: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  EFBIG: "is larger than any application's",
  ERR_BUFFER_TOO_LARGE: "unpacks to more than any application holds",
};

/** The base of an application. */
export interface Base {
  /** Every file as it was written last time. */
  readonly files: Files;
  /** What the application was then; null in a base of a version that did not write it down. */
  readonly writtenFor: State | null;
}

/** A base that would have files written outside of the application. Its message ends the sentence ".aegis/base …". */
class OutsideError extends Error {}

/**
 * A tarball of the runtime, which a base holds by its name: that of this version, or else what is found in the application while its
 * digest is the one in its name.
 */
function createTarballFinder(read: (path: string) => Found | undefined): FindNamed {
  return (path) => {
    const own = readTemplate().get(path);
    if (own !== undefined) return own.content;
    const found = read(path);
    if (typeof found !== "object" || typeof found.content === "string") return EDITED_TARBALL;
    return digestOf(found.content) === parseTarballPath(path)?.digest ? found.content : EDITED_TARBALL;
  };
}

/** Differs from every tarball that is in an application. */
const EDITED_TARBALL = new Uint8Array();

/**
 * What the bytes of a base hold. Throws what is wrong with them, as a plain error.
 *
 * @param read what the application that the base belongs to has at a path
 */
export function parseBase(bytes: Uint8Array, read: (path: string) => Found | undefined): Base {
  const held = new Map(unpack(bytes, createTarballFinder(read)));
  const outside = [...held.keys()].find((path) => !isInside(path));
  if (outside !== undefined) throw new OutsideError(`names "${outside}", which is not in the application`);
  const written = held.get(statePath)?.content;
  held.delete(statePath);
  return { files: held, writtenFor: typeof written === "string" ? parseState(written).state : null };
}

/**
 * The base. Throws `project-damaged`: without it nothing can be merged, only guessed; `project-unmerged` where git wrote
 * its markers into it.
 */
export function readBase(folder: string): Base {
  let bytes: Uint8Array | null = null;
  try {
    bytes = readBounded(join(folder, basePath), maxBaseBytes);
    return parseBase(bytes, (path) => readFound(folder, path));
  } catch (error) {
    if (bytes !== null && hasMarkers(Buffer.from(bytes).toString("latin1"))) throw unmerged(folder, basePath);
    const why = baseComplaints[systemCode(error) ?? ""] ?? "cannot be read";
    const what =
      error instanceof OutsideError ? error.message : `${why}, and without it nothing can be merged`;
    throw damaged(folder, basePath, what, error);
  }
}

/** The base; null where it cannot be read, whatever is wrong with it. */
export function readBaseOrNull(folder: string): Base | null {
  try {
    return readBase(folder);
  } catch (error) {
    if (error instanceof AegisError) return null;
    throw error;
  }
}
