import { chownSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { aegis, temporaryFolder } from "../command.ts";
import { pathWith } from "../stand-in.ts";
import { project, treeOf } from "./project.ts";

const add = ["add", "scheduler", "--no-install"] as const;

/** A PATH that has Node and no git. */
const withoutGit = () => ({ PATH: temporaryFolder() + delimiter + temporaryFolder() });

type Trouble = readonly [name: string, make: (folder: string) => Record<string, string>];

/** Only the superuser can give a folder away. */
const ofAnotherOwner: readonly Trouble[] =
  process.getuid?.() === 0
    ? [
        [
          "a repository of another owner",
          (folder) => {
            for (const each of [join(folder, ".git"), folder]) chownSync(each, 65_534, 65_534);
            return {};
          },
        ],
      ]
    : [];

const troubles: readonly Trouble[] = [
  ...ofAnotherOwner,
  [
    "a broken repository",
    (folder) => {
      rmSync(join(folder, ".git/HEAD"));
      return {};
    },
  ],
  [
    "a broken index",
    (folder) => {
      writeFileSync(join(folder, ".git/index"), "no index");
      return {};
    },
  ],
  [
    "broken settings",
    (folder) => {
      writeFileSync(join(folder, ".git/config"), "[core\n");
      return {};
    },
  ],
  [
    "a .git that leads nowhere",
    (folder) => {
      rmSync(join(folder, ".git"), { recursive: true });
      writeFileSync(join(folder, ".git"), "gitdir: ../nowhere\n");
      return {};
    },
  ],
  ["no git on this machine", withoutGit],
  ["a git that fails", () => ({ PATH: pathWith({ git: "echo fatal: out of order >&2; exit 128" }) })],
];

describe("where git cannot say what is committed", () => {
  test.each(troubles)("%s: nothing is written without --force", async (_, trouble) => {
    const folder = await project("");
    const env = trouble(folder);
    const before = treeOf(folder);
    const { code, stdout } = await aegis([...add, "--json"], { cwd: folder, env });
    expect([code, JSON.parse(stdout).error?.code]).toEqual([1, "tree-unknown"]);
    expect(JSON.parse(stdout).error.hint).toContain("--force");
    expect(treeOf(folder)).toEqual(before);
    expect((await aegis([...add, "--force"], { cwd: folder, env })).code).toBe(0);
  });

  test("a repository around the folder counts too", async () => {
    const folder = await project("");
    rmSync(join(folder, ".git"), { recursive: true });
    expect((await aegis([...add, "--dry-run"], { cwd: folder })).code).toBe(0);
    mkdirSync(join(folder, "../.git"));
    const { stdout } = await aegis([...add, "--json"], { cwd: folder });
    expect(JSON.parse(stdout).error.code).toBe("tree-unknown");
  });
});

test("without any repository there is nothing to guard", async () => {
  const folder = await project("");
  rmSync(join(folder, ".git"), { recursive: true });
  expect((await aegis([...add], { cwd: folder, env: withoutGit() })).code).toBe(0);
});
