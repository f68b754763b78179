import { spawnSync } from "node:child_process";
import { machineEnvironment } from "./environment.ts";

interface Answer {
  readonly ok: boolean;
  readonly text: string;
}

/** The environment without what a hook of another repository says about that one. */
function gitEnvironment(): NodeJS.ProcessEnv {
  const ofAnother = /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|PREFIX)$/;
  return Object.fromEntries(Object.entries(machineEnvironment()).filter(([name]) => !ofAnother.test(name)));
}

/** Null when there is no git. */
function git(folder: string, args: readonly string[]): Answer | null {
  const ended = spawnSync("git", args, { cwd: folder, encoding: "utf8", env: gitEnvironment() });
  if (ended.error !== undefined) return null;
  return { ok: ended.status === 0, text: `${ended.stdout}${ended.stderr}`.trim() };
}

/** Used where git knows nobody: given to the one command, never written into a configuration. */
const stranger = ["-c", "user.name=aegis-stack", "-c", "user.email=aegis-stack@localhost"];

export interface Committed {
  readonly committed: boolean;
  /** What was done, or why not, as a sentence. */
  readonly sentence: string;
}

const skipped = (sentence: string): Committed => ({ committed: false, sentence });

/** Makes the folder a git repository with one commit, unless it lies in one already. Never fails: it says what it did. */
export function startRepository(folder: string, message: string): Committed {
  const inside = git(folder, ["rev-parse", "--is-inside-work-tree"]);
  if (inside === null) return skipped("There is no git here, so nothing was committed.");
  if (inside.ok) return skipped("The folder lies in a git repository already, so nothing was committed.");
  const branch = git(folder, ["config", "init.defaultBranch"])?.ok ? [] : ["-c", "init.defaultBranch=main"];
  const made = git(folder, [...branch, "init", "--quiet"]);
  const added = made?.ok ? git(folder, ["add", "--all"]) : made;
  if (!added?.ok) return skipped(`git could not make a repository: ${added?.text ?? ""}`);
  const isKnown =
    git(folder, ["var", "GIT_AUTHOR_IDENT"])?.ok && git(folder, ["var", "GIT_COMMITTER_IDENT"])?.ok;
  const commit = git(folder, [...(isKnown ? [] : stranger), "commit", "--quiet", "--message", message]);
  if (!commit?.ok) return skipped(`A git repository is there, but git did not commit: ${commit?.text ?? ""}`);
  if (isKnown) return { committed: true, sentence: "A git repository with one commit is there." };
  return {
    committed: true,
    sentence:
      "A git repository with one commit is there, in the name of aegis-stack, since git knows no name of yours.",
  };
}

/** Which of these paths git could give back as they are now: known to it, and not changed since the last commit. */
export function recoverable(folder: string, paths: readonly string[]): Set<string> {
  if (paths.length === 0) return new Set();
  const inHead = git(folder, ["ls-tree", "-r", "-z", "--name-only", "HEAD", "--", ...paths]);
  const changed = git(folder, [
    "-c",
    "core.quotePath=false",
    "diff",
    "-z",
    "--name-only",
    "--relative",
    "HEAD",
    "--",
    ...paths,
  ]);
  if (!inHead?.ok || !changed?.ok) return new Set();
  const names = (answer: Answer) => answer.text.split("\0").filter((name) => name !== "");
  const dirty = new Set(names(changed));
  return new Set(names(inHead).filter((name) => !dirty.has(name)));
}

/** What git would not give back as it is now, changed or new, one path each; null where no git watches over the folder. */
export function uncommitted(folder: string): string[] | null {
  const inside = git(folder, ["rev-parse", "--is-inside-work-tree"]);
  if (!inside?.ok) return null;
  const status = git(folder, ["-c", "core.quotePath=false", "status", "--porcelain", "--", "."]);
  if (!status?.ok) return null;
  // What git warns of stands among the lines, too.
  return status.text.split("\n").flatMap((line) => /^ ?[MADRCUT?]{1,2} +(.+)$/.exec(line)?.[1] ?? []);
}
