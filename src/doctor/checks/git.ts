import { uncommitted } from "../../project/git.ts";
import type { Application } from "../application.ts";
import { type Finding, findings } from "../finding.ts";
import { ask } from "../probe/own-command.ts";

const { ok, info, warning } = findings("git");

/** Whether git could give back what a command of ours, or of anybody, changes. */
export async function checkGit({ folder }: Application): Promise<Finding[]> {
  const paths = uncommitted(folder);
  if (paths === null) {
    const what = "The folder is in no git repository, so nothing can be taken back.";
    return [warning(what, 'Run "git init", and commit everything.')];
  }
  const known = await ask("git", ["ls-files", "--error-unmatch", "package.json"], { folder, limit: 10_000 });
  if (known.code !== 0) {
    const what = "git does not know the files of this application, so nothing can be taken back.";
    return [
      warning(what, 'Run "git init" here, or "git add" if this repository is the right one, and commit.'),
    ];
  }
  if (paths.length === 0) return [ok("Everything is committed.")];
  const what = `${paths.length} ${paths.length === 1 ? "file is" : "files are"} not committed.`;
  return [info(what, "Commit before you add, remove or update: those commands ask for it.")];
}
