import { lstatSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ownGit, readingGit } from "./run-git.ts";

/** Used where git has no identity: given to the one command, never written into a configuration. */
const stranger = ["-c", "user.name=aegis-stack", "-c", "user.email=aegis-stack@localhost"];

export interface Committed {
  readonly committed: boolean;
  /** What was done, or why not, as a sentence. */
  readonly sentence: string;
}

const skipped = (sentence: string): Committed => ({ committed: false, sentence });

/** The folder whose .git watches over another folder, whether git can read it or not; null where there is none. */
function repositoryAround(folder: string): string | null {
  for (let each = resolve(folder); ; each = dirname(each)) {
    if (lstatSync(join(each, ".git"), { throwIfNoEntry: false }) !== undefined) return each;
    if (dirname(each) === each) return null;
  }
}

/** Makes the folder a git repository with one commit, unless it lies in one already. Never fails: it says what it did. */
export function startRepository(folder: string, message: string): Committed {
  const git = ownGit(folder);
  const inside = readingGit(folder)("rev-parse", "--is-inside-work-tree");
  if (inside === null) return skipped("git is not installed, so nothing was committed.");
  if (inside.ok) return skipped("The folder lies in a git repository already, so nothing was committed.");
  const around = repositoryAround(folder);
  if (around !== null) {
    const why = inside.complaint.split("\n")[0] ?? "";
    return skipped(`Nothing was committed: git cannot use the repository in ${around} (${why}).`);
  }
  const branch = git("config", "init.defaultBranch")?.ok ? [] : ["-c", "init.defaultBranch=main"];
  const made = git(...branch, "init", "--quiet");
  const added = made?.ok ? git("add", "--all") : made;
  if (!added?.ok) return skipped(`git could not make a repository: ${added?.complaint ?? ""}`);
  const isKnown = git("var", "GIT_AUTHOR_IDENT")?.ok && git("var", "GIT_COMMITTER_IDENT")?.ok;
  const commit = git(...(isKnown ? [] : stranger), "commit", "--quiet", "--message", message);
  if (!commit?.ok) {
    return skipped(`A git repository is there, but git did not commit: ${commit?.complaint ?? ""}`);
  }
  if (isKnown) return { committed: true, sentence: "A git repository with one commit is there." };
  return {
    committed: true,
    sentence:
      "A git repository with one commit is there, in the name of aegis-stack, since git knows no name of yours.",
  };
}

const fieldsOf = (text: string): string[] => text.split("\0").filter((field) => field !== "");

// A plain "H" is a file that git watches; lower case and "S" are those that it was told to pass over.
const isWatched = (tag: string): boolean => tag === "H";

/** Which of these paths git could give back as they are now: known to it, and not changed since the last commit. */
export function recoverable(folder: string, paths: readonly string[]): Set<string> {
  if (paths.length === 0) return new Set();
  const git = readingGit(folder);
  const literal = paths.map((path) => `:(literal)${path}`);
  const inHead = git("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", ...paths);
  const watched = git("ls-files", "-v", "-z", "--", ...literal);
  const changed = git(
    ...["diff", "-z", "--name-only", "--relative", "--no-ext-diff", "--no-textconv"],
    ...["--ignore-submodules=dirty", "HEAD", "--", ...literal],
  );
  if (!inHead?.ok || !changed?.ok || !watched?.ok) return new Set();
  const dirty = new Set(fieldsOf(changed.text));
  const seen = new Set(
    fieldsOf(watched.text).flatMap((line) => (isWatched(line.slice(0, 1)) ? [line.slice(2)] : [])),
  );
  return new Set(fieldsOf(inHead.text).filter((name) => !dirty.has(name) && seen.has(name)));
}

/** Whether git knows a file of this folder. */
export function isTracked(folder: string, path: string): boolean {
  return readingGit(folder)("ls-files", "--error-unmatch", "--", `:(literal)${path}`)?.ok === true;
}

/**
 * What git says of a folder. none: no repository is around it · unknown: there is one, and git cannot say what is
 * committed · known: the paths, from the folder, that git would not give back as they are now, changed or new
 */
export type WorkTree =
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly repository: string; readonly why: string }
  | { readonly kind: "known"; readonly uncommitted: readonly string[] };

/** The paths of a status in its machine form. */
function pathsOfStatus(text: string, prefix: string): string[] {
  return fieldsOf(text).map((entry) => {
    const path = entry.slice(3);
    return path.startsWith(prefix) ? path.slice(prefix.length) : path;
  });
}

const why = (complaint: string): string =>
  (complaint.split("\n")[0] ?? "").replace(/^fatal: /, "") || "git failed without a reason";

/** Files that git was told to take for unchanged, whatever is in them. A sparse checkout leaves such files out. */
function passedOver(text: string, folder: string): string[] {
  const paths = fieldsOf(text).flatMap((line) => (/^[a-zS] /.test(line) ? [line.slice(2)] : []));
  return paths.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined);
}

/** Asks git what is not committed in a folder. */
export function workTreeOf(folder: string): WorkTree {
  const repository = repositoryAround(folder);
  if (repository === null) return { kind: "none" };
  const git = readingGit(folder);
  const unknown = (reason: string): WorkTree => ({ kind: "unknown", repository, why: reason });
  const prefix = git("rev-parse", "--show-prefix");
  if (prefix === null) return unknown("this machine has no git");
  if (!prefix.ok) return unknown(why(prefix.complaint));
  const status = git(
    ...["status", "--porcelain", "-z", "--no-renames", "--untracked-files=normal"],
    ...["--ignore-submodules=dirty", "--", "."],
  );
  if (!status?.ok) return unknown(why(status?.complaint ?? ""));
  const listed = git("ls-files", "-v", "-z");
  if (!listed?.ok) return unknown(why(listed?.complaint ?? ""));
  const changed = pathsOfStatus(status.text, prefix.text.trim());
  return { kind: "known", uncommitted: [...new Set([...changed, ...passedOver(listed.text, folder)])] };
}
