import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { recoverable, workTreeOf } from "./git.ts";

const repository = mkdtempSync(join(tmpdir(), "aegis-git-"));
const folder = join(repository, "apps/shop");
const paths = ["clean.ts", "deep/clean.ts", "changed.ts", "staged.ts", "new.ts", "absent.ts"];

mkdirSync(join(folder, "deep"), { recursive: true });
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@t", ...args], { cwd: folder });
git("init", "-q");
for (const path of ["clean.ts", "deep/clean.ts", "changed.ts", "staged.ts"]) write(path, "before");
git("add", "-A");
git("commit", "-q", "-m", "before");
write("changed.ts", "after");
write("staged.ts", "after");
git("add", "staged.ts");
write("new.ts", "new");
afterAll(() => rmSync(repository, { recursive: true }));

test("only what is committed and unchanged can be had back, below the top of the repository too", () => {
  expect([...recoverable(folder, paths)].sort()).toEqual(["clean.ts", "deep/clean.ts"]);
});

test("without a repository nothing can", () => {
  const outside = mkdtempSync(join(tmpdir(), "aegis-git-"));
  expect(recoverable(outside, paths).size).toBe(0);
  rmSync(outside, { recursive: true });
});

test("a file that git was told to take for unchanged counts as one that it would not give back", () => {
  const hidden = mkdtempSync(join(tmpdir(), "aegis-git-"));
  const within = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@t", ...args], { cwd: hidden });
  within("init", "-q");
  for (const path of ["assumed.ts", "skipped.ts", "seen.ts"]) writeFileSync(join(hidden, path), "before");
  within("add", "-A");
  within("commit", "-q", "-m", "before");
  within("update-index", "--assume-unchanged", "assumed.ts");
  within("update-index", "--skip-worktree", "skipped.ts");
  for (const path of ["assumed.ts", "skipped.ts"]) writeFileSync(join(hidden, path), "after");
  expect([...recoverable(hidden, ["assumed.ts", "skipped.ts", "seen.ts"])]).toEqual(["seen.ts"]);
  expect(workTreeOf(hidden)).toEqual({ kind: "known", uncommitted: ["assumed.ts", "skipped.ts"] });
  rmSync(hidden, { recursive: true });
});

test("paths are told from the folder, whatever they hold and whatever the user's git hides", () => {
  git("config", "status.showUntrackedFiles", "no");
  write("two words é.ts", "new");
  const tree = workTreeOf(folder);
  expect(tree.kind === "known" ? [...tree.uncommitted].sort() : tree).toEqual([
    "changed.ts",
    "new.ts",
    "staged.ts",
    "two words é.ts",
  ]);
});
