import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aegis, temporaryFolder } from "./command.ts";

const flags = ["--yes", "--no-install"];

/** A home whose git configuration is this and nothing else. */
function home(configuration: string): Record<string, string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, ".gitconfig"), configuration);
  return { HOME: folder, XDG_CONFIG_HOME: folder, GIT_CONFIG_NOSYSTEM: "1" };
}

const git = (folder: string, ...args: string[]) =>
  execFileSync("git", ["-c", "safe.directory=*", ...args], { cwd: folder, encoding: "utf8" }).trim();

test("one commit, of everything, in the person's own name", async () => {
  const cwd = temporaryFolder();
  const env = home("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = trunk\n");
  const { code, stdout } = await aegis(["init", "shop", ...flags], { cwd, env });
  expect(code).toBe(0);
  expect(stdout).toContain("A git repository with one commit is there.");
  const folder = join(cwd, "shop");
  expect(git(folder, "log", "--format=%an <%ae> %cn %s")).toMatch(
    /^Ada <ada@example\.org> Ada Start from aegis-stack /,
  );
  expect(git(folder, "status", "--porcelain")).toBe("");
  expect(git(folder, "branch", "--show-current")).toBe("trunk");
});

test("where git knows nobody it commits all the same, and nothing is configured", async () => {
  const cwd = temporaryFolder();
  const env = home("[user]\n\tuseConfigOnly = true\n");
  const { stdout } = await aegis(["init", "shop", ...flags], { cwd, env });
  expect(stdout).toContain("in the name of aegis-stack");
  const folder = join(cwd, "shop");
  expect(git(folder, "log", "--format=%an")).toBe("aegis-stack");
  expect(git(folder, "branch", "--show-current")).toBe("main");
  expect(git(folder, "config", "--local", "--list")).not.toContain("user.");
});

test("inside a repository it makes none", async () => {
  const cwd = temporaryFolder();
  git(cwd, "init", "-q");
  const { code, stdout } = await aegis(["init", "shop", ...flags], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("lies in a git repository already");
  expect(existsSync(join(cwd, "shop/.git"))).toBe(false);
});

test("without git it says so", async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "nothing"));
  const { code, stdout } = await aegis(["init", "shop", ...flags], {
    cwd,
    env: { PATH: join(cwd, "nothing") },
  });
  expect(code).toBe(0);
  expect(stdout).toContain("git is not installed");
});

test("a commit that git refuses does not undo the application", async () => {
  const cwd = temporaryFolder();
  const env = home(
    "[user]\n\tname = A\n\temail = a@b\n[commit]\n\tgpgsign = true\n[gpg]\n\tprogram = false\n",
  );
  const { code, stdout } = await aegis(["init", "shop", ...flags], { cwd, env });
  expect(code).toBe(0);
  expect(stdout).toContain("git did not commit");
});
