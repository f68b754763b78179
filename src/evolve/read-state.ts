import { join } from "node:path";
import { AegisError, systemCode } from "../errors.ts";
import { complaintAboutName } from "../project/name.ts";
import { unpack } from "../render/archive.ts";
import type { Files } from "../render/file.ts";
import { packageManagers } from "../stack/stack.ts";
import { readBounded } from "./bounded-read.ts";
import { basePath, type Notes, type State, statePath } from "./state.ts";
import { isInside } from "./transaction/inside.ts";

const maxStateBytes = 1024 * 1024;
const maxBaseBytes = 16 * 1024 * 1024;

const giveBack = (path: string) =>
  `Take it back from git: git checkout HEAD -- ${path} (or an earlier commit that has it whole).`;

function damaged(folder: string, path: string, what: string, cause?: unknown): AegisError {
  const details = { folder, file: path };
  return new AegisError(
    "project-damaged",
    { what: `${path} ${what}.`, todo: giveBack(path), details },
    cause,
  );
}

const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === "string");

/** The sentence's end that says what is wrong with it, or null. */
function complaint(read: Readonly<Record<keyof State, unknown>>): string | null {
  const { aegis, name, components, services, packageManager, nodePin } = read;
  if (typeof aegis !== "string" || !/^\d+\.\d+\.\d+/.test(aegis)) return "names no version in aegis";
  if (typeof name !== "string" || complaintAboutName(name) !== null) return "holds no name that aegis takes";
  if (!isWords(components)) return "holds no list of components";
  if (!isWords(services)) return "holds no list of services";
  if (!packageManagers.some((manager) => manager === packageManager))
    return "names no package manager that aegis knows";
  return typeof nodePin === "boolean" ? null : "does not say whether the application brings its own Node";
}

function isState(read: Readonly<Record<keyof State, unknown>>): read is State {
  return complaint(read) === null;
}

/** aegis.json, proven to be what it should be, with whatever else the owner keeps in it. Throws `project-damaged`. */
export function readState(folder: string): { state: State; notes: Notes } {
  let read: unknown;
  try {
    read = JSON.parse(
      readBounded(join(folder, statePath), maxStateBytes)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
    );
  } catch (error) {
    if (systemCode(error) !== null) throw error;
    throw damaged(folder, statePath, "cannot be read: it is not JSON", error);
  }
  if (typeof read !== "object" || read === null || Array.isArray(read))
    throw damaged(folder, statePath, "is not an object");
  const { aegis, name, components, services, packageManager, nodePin, ...notes } = read as Record<
    string,
    unknown
  >;
  const found = { aegis, name, components, services, packageManager, nodePin };
  if (!isState(found)) throw damaged(folder, statePath, complaint(found) ?? "cannot be read");
  return { state: found, notes };
}

const baseComplaints: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  EFBIG: "is larger than any application's",
  ERR_BUFFER_TOO_LARGE: "unpacks to more than any application holds",
};

/** Every file as it was written last time. Throws `project-damaged`: without it nothing can be merged, only guessed. */
export function readBase(folder: string): Files {
  let base: Files;
  try {
    base = unpack(readBounded(join(folder, basePath), maxBaseBytes));
  } catch (error) {
    const what = baseComplaints[systemCode(error) ?? ""] ?? "cannot be read";
    throw damaged(folder, basePath, `${what}, and without it nothing can be merged`, error);
  }
  const outside = [...base.keys()].find((path) => !isInside(path));
  if (outside !== undefined)
    throw damaged(folder, basePath, `names "${outside}", which is not in the application`);
  return base;
}
