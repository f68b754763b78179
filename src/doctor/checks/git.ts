import { isTracked, workTreeOf } from "../../project/git/git.ts";
import type { Application } from "../application.ts";
import { type Finding, findings } from "../finding.ts";

const { ok, info, warning, problem } = findings("git");

/** Whether git could give back what a command of ours, or of anybody, changes. */
export function checkGit({ folder }: Application): Finding[] {
  const tree = workTreeOf(folder);
  if (tree.kind === "none") {
    const what = "The folder is in no git repository, so nothing can be taken back.";
    return [warning(what, 'Run "git init", and commit everything.')];
  }
  if (tree.kind === "unknown") {
    const what = `git cannot say what is committed in ${tree.repository}: ${tree.why}.`;
    return [problem(what, 'Run "git status" there and correct what it says.')];
  }
  if (!isTracked(folder, "package.json")) {
    const what = "git does not know the files of this application, so nothing can be taken back.";
    return [
      warning(what, 'Run "git init" here, or "git add" if this repository is the right one, and commit.'),
    ];
  }
  const paths = tree.uncommitted;
  if (paths.length === 0) return [ok("Everything is committed.")];
  const what = `${paths.length} ${paths.length === 1 ? "file is" : "files are"} not committed.`;
  return [info(what, "Commit before you add, remove or update: those commands ask for it.")];
}
