import { isRecord } from "../../record.ts";
import { type File, type Files, sameContent } from "../../render/file.ts";
import type { Lockfile } from "../../render/lock-graph.ts";
import { type Manifest, toJson } from "../../render/manifest.ts";
import { RUNTIME_FOLDER } from "../../runtime.ts";
import type { Found } from "../folder.ts";
import type { Change } from "../plan.ts";
import { lockPath } from "../state.ts";
import { mergeLock } from "./merge-lock.ts";

function jsonOf(found: Found | undefined): unknown {
  if (found === undefined || typeof found === "string" || typeof found.content !== "string") return null;
  try {
    return JSON.parse(found.content);
  } catch {
    return null;
  }
}

const isOfRuntime = (path: string): boolean =>
  path === RUNTIME_FOLDER || path.startsWith(`${RUNTIME_FOLDER}/node_modules/`);

/** A lock that can be merged: of the version that we know, without packages that are folders of the owner's. A vendored runtime is ours. */
function lockOf(found: Found | undefined): Lockfile | null {
  const read = jsonOf(found);
  if (!isRecord(read) || read.lockfileVersion !== 3 || !isRecord(read.packages)) return null;
  const entries = Object.entries(read.packages);
  const isPlain = entries.every(
    ([path, entry]) =>
      isRecord(entry) &&
      (entry.link !== true || entry.resolved === RUNTIME_FOLDER) &&
      (path === "" || path.startsWith("node_modules/") || isOfRuntime(path)),
  );
  return isPlain ? ({ ...read, packages: read.packages } as Lockfile) : null;
}

const askingFields = [
  "name",
  "version",
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
  "workspaces",
];

/** Whether two manifests ask npm for the same: then the lock that was tested needs no looking into. */
function asksForTheSame(one: Found, other: Found | undefined): boolean {
  const [first, second] = [jsonOf(one), jsonOf(other)];
  if (!isRecord(first) || !isRecord(second)) return false;
  return askingFields.every((field) => JSON.stringify(first[field]) === JSON.stringify(second[field]));
}

/**
 * What becomes of package-lock.json. It is left alone, for npm to complete by itself, where the owner has none, or one
 * that is not read here.
 */
export function mergedLock(base: Files, before: Found, rendered: Files, manifest: Found): Change[] {
  const tested = rendered.get(lockPath);
  if (tested === undefined || typeof before === "string") return [];
  const written = base.get(lockPath);
  const isUntouched = written !== undefined && sameContent(written, before);
  if (isUntouched && asksForTheSame(manifest, rendered.get("package.json"))) {
    return sameContent(before, tested) ? [] : [{ path: lockPath, kind: "replace", file: tested, before }];
  }
  const theirs = lockOf(tested);
  const ours = lockOf(before);
  const asked = jsonOf(manifest);
  if (theirs === null || ours === null || !isRecord(asked)) return [];
  const merged = mergeLock({ base: lockOf(written), theirs, ours, manifest: asked as Manifest });
  const file: File = { content: toJson(merged), executable: before.executable };
  if (file.content === before.content) return [];
  return [{ path: lockPath, kind: isUntouched ? "replace" : "merge", file, before }];
}
