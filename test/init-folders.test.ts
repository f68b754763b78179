import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aegis, filesBelow, quick, temporaryFolder } from "./command.ts";

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

async function init(cwd: string, ...args: string[]) {
  const { code, stdout } = await aegis(["init", "shop", "--json", ...quick, ...args], { cwd });
  const answer = JSON.parse(stdout);
  return { code, error: answer.error, answer };
}

test("an empty folder is fine, and stays the same folder", async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "shop"));
  expect((await init(cwd)).code).toBe(0);
  expect(existsSync(join(cwd, "shop/package.json"))).toBe(true);
  expect(readdirSync(cwd)).toEqual(["shop"]);
});

test.each(["a#b", "a%41b", "a?b", "100%"])(
  "a path with %s is refused before anything is written",
  async (name) => {
    const cwd = temporaryFolder();
    const { code, error } = await init(cwd, "--output", name);
    expect([code, error.code]).toEqual([1, "folder-unusable"]);
    expect(readdirSync(cwd)).toEqual([]);
  },
);

test("a folder that is not empty is refused and left alone", async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "shop"));
  writeFileSync(join(cwd, "shop/mine.txt"), "mine");
  const { code, error } = await init(cwd);
  expect([code, error.code]).toEqual([1, "folder-not-empty"]);
  expect(filesBelow(cwd)).toEqual(["shop/mine.txt"]);
});

test.each([
  ["a file", (cwd: string) => writeFileSync(join(cwd, "shop"), "")],
  ["a link", (cwd: string) => symlinkSync(cwd, join(cwd, "shop"))],
])("%s in the way is refused", async (_what, put) => {
  const cwd = temporaryFolder();
  put(cwd);
  expect((await init(cwd)).error.code).toBe("folder-not-a-folder");
  expect(readdirSync(cwd)).toEqual(["shop"]);
});

test("a folder below a file is refused", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "file"), "");
  expect((await init(cwd, "-o", "file/below")).error.code).toBe("folder-not-a-folder");
  expect(filesBelow(cwd)).toEqual(["file"]);
});

test("--output makes the folders above", async () => {
  const cwd = temporaryFolder();
  expect((await init(cwd, "--output", "one/two")).code).toBe(0);
  expect(existsSync(join(cwd, "one/two/shop/package.json"))).toBe(true);
});

test("a folder that may not be written is refused with a sentence", async () => {
  const cwd = temporaryFolder();
  chmodSync(cwd, 0o555);
  // Permissions mean nothing to root, who runs many a container.
  const user = isRoot ? { user: nobody } : {};
  const { code, stdout } = await aegis(["init", "shop", "--json", ...quick], { cwd, ...user });
  expect(code).toBe(1);
  expect(JSON.parse(stdout).error.code).toBe("folder-not-writable");
  expect(readdirSync(cwd)).toEqual([]);
  chmodSync(cwd, 0o755);
});

describe("--force", () => {
  function repositoryWith(content: string) {
    const cwd = temporaryFolder();
    const folder = join(cwd, "shop");
    mkdirSync(folder);
    writeFileSync(join(folder, "README.md"), content);
    writeFileSync(join(folder, "own.txt"), "own");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@t", ...args], { cwd: folder });
    return { cwd, folder, git };
  }

  test("replaces what git can give back, and leaves the owner's other files", async () => {
    const { cwd, folder, git } = repositoryWith("mine");
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "mine");
    const shown = await aegis(["init", "shop", "--dry-run"], { cwd });
    expect(shown.stdout).toMatch(/^~ README\.md$/m);
    const { code, answer } = await init(cwd, "--force");
    expect(code).toBe(0);
    expect(answer.files).toContainEqual({ path: "README.md", change: "replace" });
    expect(readFileSync(join(folder, "README.md"), "utf8")).not.toBe("mine");
    expect(readFileSync(join(folder, "own.txt"), "utf8")).toBe("own");
    git("checkout", "-q", "--", "README.md");
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("mine");
  });

  test.each([
    ["has no git", () => {}],
    ["is not committed", (git: (...args: string[]) => unknown) => git("init", "-q")],
    [
      "was changed since",
      (git: (...args: string[]) => unknown, folder: string) => {
        git("init", "-q");
        git("add", "-A");
        git("commit", "-q", "-m", "mine");
        writeFileSync(join(folder, "README.md"), "changed");
      },
    ],
  ])("refuses what %s, with the list, and writes nothing", async (_what, prepare) => {
    const { cwd, folder, git } = repositoryWith("mine");
    prepare(git, folder);
    const before = readFileSync(join(folder, "README.md"), "utf8");
    const { code, error } = await init(cwd, "--force");
    expect([code, error.code, error.details.files]).toEqual([1, "files-not-replaceable", ["README.md"]]);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(before);
    expect(
      readdirSync(folder)
        .filter((name) => name !== ".git")
        .sort(),
    ).toEqual(["README.md", "own.txt"]);
  });

  test("never writes through a link", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "shop"));
    mkdirSync(join(cwd, "elsewhere"));
    symlinkSync("../elsewhere", join(cwd, "shop/app"));
    expect((await init(cwd, "--force")).error.code).toBe("files-not-replaceable");
    expect(readdirSync(join(cwd, "elsewhere"))).toEqual([]);
  });
});
