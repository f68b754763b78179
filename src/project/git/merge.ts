import { contentOf, type Files } from "../../render/file.ts";
import { type Git, readingGit, readObjects } from "./run-git.ts";

/** The commits that were put together, or are being. */
export interface MergedCommits {
  readonly ours: string;
  readonly theirs: string;
  /** Where the two parted; null where that is not known. */
  readonly base: string | null;
}

function commitOf(git: Git, revision: string): string | null {
  const found = git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
  return found?.ok ? found.text.trim() : null;
}

const parted = (git: Git, ours: string, theirs: string): string | null => {
  const found = git("merge-base", ours, theirs);
  return found?.ok ? found.text.trim() : null;
};

/** What git is putting together here (a merge, a rebase, a cherry-pick, a revert); null where it is not, or cannot say. */
export function openMerge(folder: string): MergedCommits | null {
  const git = readingGit(folder);
  const head = commitOf(git, "HEAD");
  if (head === null) return null;
  const merging = commitOf(git, "MERGE_HEAD");
  if (merging !== null) return { ours: head, theirs: merging, base: parted(git, head, merging) };
  for (const name of ["REBASE_HEAD", "CHERRY_PICK_HEAD"]) {
    const picked = commitOf(git, name);
    if (picked !== null) return { ours: head, theirs: picked, base: commitOf(git, `${name}^`) };
  }
  const reverted = commitOf(git, "REVERT_HEAD");
  const before = reverted === null ? null : commitOf(git, "REVERT_HEAD^");
  return before === null ? null : { ours: head, theirs: before, base: reverted };
}

/** The latest merge of two commits on this branch; null where there is none. */
export function lastMerge(folder: string): (MergedCommits & { readonly commit: string }) | null {
  const git = readingGit(folder);
  const listed = git(
    ...["rev-list", "--first-parent", "--min-parents=2", "--max-parents=2", "--parents"],
    ...["--max-count=1", "HEAD"],
  );
  const [commit, ours, theirs] = listed?.ok ? listed.text.trim().split(" ") : [];
  if (commit === undefined || ours === undefined || theirs === undefined) return null;
  return { commit, ours, theirs, base: parted(git, ours, theirs) };
}

/**
 * The wanted files of a folder as a commit has them; null where git cannot give them. Links and submodules are left out.
 */
export function filesAt(folder: string, commit: string, isWanted: (path: string) => boolean): Files | null {
  const listed = readingGit(folder)("ls-tree", "-r", "-z", commit, "--", ".");
  if (!listed?.ok) return null;
  const entries = listed.text.split("\0").flatMap((line) => {
    const [, mode, id, path] = /^(100644|100755) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(line) ?? [];
    return id === undefined || path === undefined || !isWanted(path)
      ? []
      : [{ path, id, executable: mode === "100755" }];
  });
  const objects = readObjects(
    folder,
    entries.map(({ id }) => id),
  );
  if (objects === null) return null;
  return new Map(
    entries.flatMap(({ path, id, executable }) => {
      const bytes = objects.get(id);
      return bytes === undefined ? [] : [[path, { content: contentOf(bytes), executable }] as const];
    }),
  );
}

/** The files in which git has left something to decide. */
export function unmergedPaths(folder: string): string[] {
  const listed = readingGit(folder)(
    "diff",
    "--name-only",
    "--relative",
    "--diff-filter=U",
    "-z",
    "--no-ext-diff",
    "--no-textconv",
  );
  if (!listed?.ok) return [];
  return [...new Set(listed.text.split("\0").filter((path) => path !== ""))];
}
