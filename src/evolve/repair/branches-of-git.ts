import { filesAt, type MergedCommits } from "../../project/git/merge.ts";
import type { File, Files } from "../../render/file.ts";
import { parseBase, parseState, type Stated } from "../read-state.ts";
import { basePath, statePath } from "../state.ts";
import type { Side } from "./branches.ts";

/** What a branch says of itself. */
export interface Branch extends Stated, Side {}

/** Two branches that were put together, `base` where they parted. */
export interface MergedBranches {
  readonly ours: Branch;
  readonly theirs: Branch;
  readonly base: Branch | null;
  /** Whether git still waits for the merge to be committed. */
  readonly isOpen: boolean;
}

const bytesOf = ({ content }: File): Uint8Array =>
  typeof content === "string" ? Buffer.from(content) : content;

/** A memory as a commit has it; null where it has none that can be read. */
export function memoryAt(folder: string, commit: string): (Stated & ReturnType<typeof parseBase>) | null {
  const files = filesAt(folder, commit, (path) => path === statePath || path === basePath);
  const [stated, base] = [files?.get(statePath), files?.get(basePath)];
  if (stated === undefined || base === undefined) return null;
  try {
    const read = (path: string) => filesAt(folder, commit, (each) => each === path)?.get(path);
    return {
      ...parseState(Buffer.from(bytesOf(stated)).toString("utf8")),
      ...parseBase(bytesOf(base), read),
    };
  } catch {
    return null;
  }
}

function branchAt(folder: string, commit: string, paths: ReadonlySet<string>): Branch | null {
  const memory = memoryAt(folder, commit);
  if (memory === null) return null;
  const ours = filesAt(folder, commit, (path) => paths.has(path) || memory.files.has(path));
  return ours === null ? null : { state: memory.state, notes: memory.notes, base: memory.files, ours };
}

/**
 * The branches that were put together, each as its commit has it; null where one of them cannot be read. `mayWrite` holds
 * the paths that may be written for some stack.
 */
export function branchesOfCommits(
  folder: string,
  commits: MergedCommits,
  mayWrite: Files,
): Omit<MergedBranches, "isOpen"> | null {
  const paths = new Set(mayWrite.keys());
  const [ours, theirs] = [commits.ours, commits.theirs].map((commit) => branchAt(folder, commit, paths));
  if (!ours || !theirs) return null;
  const base = commits.base === null ? null : branchAt(folder, commits.base, paths);
  return { ours, theirs, base };
}
