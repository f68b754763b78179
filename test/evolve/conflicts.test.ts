import { appendFileSync, chmodSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { File, Files } from "../../src/render/file.ts";
import { edited, evolved, init, same, template, textIn } from "./application.ts";
import { git, project, refused, run, treeOf } from "./project.ts";

const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");
const add = ["add", "database", "--no-install"] as const;

/** The owner has rewritten what the database adds to: one conflict, in README.md. */
function rewrite(folder: string): void {
  writeFileSync(join(folder, "README.md"), "# Shop\n\nWe sell ships.\n");
  chmodSync(join(folder, "README.md"), 0o440);
  appendFileSync(join(folder, "app/application.ts"), "// Ships are counted elsewhere.\n");
}

describe("a conflict", async () => {
  const folder = await project("", rewrite);
  const before = treeOf(folder);
  const stopped = await run(folder, ...add);

  test("ends with 2, names the file and both ways on", () => {
    expect(stopped.code).toBe(2);
    expect(stopped.stdout).toMatch(/! README\.md \(\d+ places? for you to decide\)/);
    expect(stopped.stdout).toContain("m app/application.ts (merged with your edits)");
    expect(stopped.stdout).toContain("aegis continue");
    expect(stopped.stdout).toContain("aegis abort");
  });

  test("is marked in the file, in words that mean something to its owner", () => {
    const text = read(folder, "README.md");
    expect(text).toMatch(
      /^<<<<<<< yours$[\s\S]*^\|\|\|\|\|\|\| old template$[\s\S]*^=======$[\s\S]*^>>>>>>> new template$/m,
    );
    expect(text).toContain("We sell ships.");
    expect(statSync(join(folder, "README.md")).mode & 0o777).toBe(0o440);
  });

  test("waits: it is remembered, and git is not told of it", async () => {
    const { stdout } = await run(folder, "status", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      aegis: {},
      stack: { asked: ["database[sqlite]"] },
      edits: [
        { path: "README.md", edit: "edited" },
        { path: "app/application.ts", edit: "edited" },
      ],
      pending: { command: "add database", conflicts: [{ path: "README.md" }] },
    });
    expect(git(folder, "status", "--porcelain")).not.toContain(".aegis/pending");
  });

  test.each([["add", "redis"], ["remove", "database"], ["update"]])(
    "%s %s is refused meanwhile",
    async (...args) => {
      const { code, error } = await refused(folder, ...args.filter((word) => word !== undefined));
      expect(code).toBe(2);
      expect(error.code).toBe("conflicts-pending");
    },
  );

  test("is not over while there are markers", async () => {
    const { code, error } = await refused(folder, "continue");
    expect(code).toBe(2);
    expect(error).toMatchObject({ code: "conflicts-left", details: { files: [{ path: "README.md" }] } });
  });

  test("is taken back whole: every byte and mode is what it was", async () => {
    const aborted = await run(folder, "abort");
    expect(aborted.code).toBe(0);
    expect(treeOf(folder)).toEqual(before);
    expect(git(folder, "status", "--porcelain")).toBe("");
    expect((await refused(folder, "abort")).error.code).toBe("conflicts-none");
  });

  test("resolved, it is finished, and the next command finds nothing left to do", async () => {
    expect((await run(folder, ...add)).code).toBe(2);
    writeFileSync(join(folder, "README.md"), "# Shop\n\nWe sell ships, from a database.\n");
    const { code, stdout } = await run(folder, "continue", "--no-install");
    expect([code, stdout]).toEqual([0, expect.stringContaining('"aegis add database" is finished')]);
    expect(JSON.parse(read(folder, "aegis.json")).components).toEqual(["database[sqlite]"]);
    expect(read(folder, "README.md")).toBe("# Shop\n\nWe sell ships, from a database.\n");
    expect(read(folder, "package-lock.json")).toContain("node_modules/better-sqlite3");
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "database");
    for (const command of [["add", "database"], ["update"]]) {
      const again = await run(folder, ...command);
      expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("Nothing to do")]);
    }
  });
});

test("a conflict in package.json holds the lock back until it is decided", async () => {
  const folder = await project("", (each) => {
    const manifest = JSON.parse(read(each, "package.json"));
    manifest.scripts["db:generate"] = "node mine.ts";
    writeFileSync(join(each, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  });
  const stopped = await run(folder, ...add);
  expect([stopped.code, stopped.stdout]).toEqual([2, expect.stringContaining("! package.json")]);
  expect(read(folder, "package-lock.json")).not.toContain("node_modules/better-sqlite3");
  const decided = read(folder, "package.json").replace(
    /<<<<<<< yours\n([\s\S]*?)(?:\|{7}[\s\S]*?)?=======\n[\s\S]*?>>>>>>> new template\n/g,
    "$1",
  );
  writeFileSync(join(folder, "package.json"), decided);
  expect((await run(folder, "continue", "--no-install")).code).toBe(0);
  expect(JSON.parse(read(folder, "package.json"))).toMatchObject({
    scripts: { "db:generate": "node mine.ts" },
    dependencies: { "better-sqlite3": expect.any(String) },
  });
  expect(read(folder, "package-lock.json")).toContain("node_modules/better-sqlite3");
});

test("taking back asks before it takes an edit that had nothing to do with the conflict", async () => {
  const folder = await project("", rewrite);
  const before = treeOf(folder);
  await run(folder, ...add);
  appendFileSync(join(folder, "app/application.ts"), "// later\n");
  const { error } = await refused(folder, "abort");
  expect(error).toMatchObject({ code: "conflicts-edited", details: { files: ["app/application.ts"] } });
  expect((await run(folder, "abort", "--force")).code).toBe(0);
  expect(treeOf(folder)).toEqual(before);
});

test("what was taken back with git cannot be finished by mistake", async () => {
  const folder = await project("", rewrite);
  await run(folder, ...add);
  git(folder, "reset", "--hard", "--quiet");
  git(folder, "clean", "-fdq");
  expect((await refused(folder, "continue")).error.code).toBe("conflicts-taken-back");
  expect((await run(folder, "abort")).code).toBe(0);
  expect(git(folder, "status", "--porcelain")).toBe("");
});

test.each([
  ["git checkout", (folder: string) => git(folder, "checkout", "--quiet", ".")],
  ["git stash", (folder: string) => git(folder, "stash", "--quiet")],
  ["git restore, for one file", (folder: string) => git(folder, "restore", "package.json")],
  ["deleting what was new", (folder: string) => rmSync(join(folder, "app/core/database.ts"))],
])("what %s took back in part is told, not finished", async (_, takeBack) => {
  const folder = await project("", rewrite);
  const before = treeOf(folder);
  await run(folder, ...add);
  writeFileSync(join(folder, "README.md"), "# Shop\n\nWe sell ships, from a database.\n");
  takeBack(folder);
  const { code, error } = await refused(folder, "continue", "--no-install");
  expect([code, error.code]).toEqual([1, "conflicts-taken-back"]);
  expect(JSON.parse(read(folder, "aegis.json")).components).toEqual([]);
  expect((await run(folder, "continue", "--no-install", "--force")).code).toBe(0);
  expect(JSON.parse(read(folder, "aegis.json")).components).toEqual(["database[sqlite]"]);
  expect(Object.keys(treeOf(folder)).length).toBeGreaterThan(Object.keys(before).length);
});

test("a conflict that is decided so that its file does not parse is not over", async () => {
  const folder = await project("", (each) => {
    const manifest = JSON.parse(read(each, "package.json"));
    manifest.scripts["db:generate"] = "node mine.ts";
    writeFileSync(join(each, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  });
  expect((await run(folder, ...add)).code).toBe(2);
  writeFileSync(
    join(folder, "package.json"),
    read(folder, "package.json").replace(/^(?:[<|>]{7}|={7}).*\n/gm, ""),
  );
  const { code, error } = await refused(folder, "continue", "--no-install");
  expect([code, error.code]).toEqual([1, "syntax-broken"]);
  expect(error.message).toContain("package.json");
});

test("a conflicting file that its owner deletes is decided", async () => {
  const folder = await project("", rewrite);
  await run(folder, ...add);
  rmSync(join(folder, "README.md"));
  expect((await run(folder, "continue", "--no-install")).code).toBe(0);
  expect(JSON.parse((await run(folder, "status", "--json")).stdout).edits).toContainEqual({
    path: "README.md",
    edit: "deleted",
  });
});

const withFile = (path: string, file: File): Files => new Map([...template, [path, file]]);
const text = (content: string): File => ({ content, executable: false });

// Anchors between the places, so that each is one of its own.
const places = (count: number, word: string) =>
  Array.from({ length: count }, (_, at) => `${word} ${at}\n\nanchor ${at} a\n\nanchor ${at} b\n\n`).join("");

test.each([0, 1, 2, 300])("%i conflicts in one file are that many, and all of them are marked", (count) => {
  const path = "docs/places.md";
  const start = init("", withFile(path, text(`${places(count, "old")}end\n`)));
  const owned = edited(start, { [path]: `${places(count, "mine")}end\nmine too\n` });
  const { plan, application } = evolved(
    owned,
    same,
    withFile(path, text(`start\n${places(count, "new")}end\n`)),
  );
  const change = plan.find((each) => each.path === path);
  expect([change?.kind, change?.conflicts ?? 0]).toEqual([count === 0 ? "merge" : "conflict", count]);
  const merged = textIn(application, path);
  expect(merged.match(/^<<<<<<< yours$/gm) ?? []).toHaveLength(count);
  for (let at = 0; at < count; at++)
    for (const word of ["mine", "new"]) expect(merged).toContain(`${word} ${at}\n`);
  expect(merged).toContain("mine too\n");
});

test("a binary file that both changed stays the owner's, and is a conflict", () => {
  const path = "app/components/frontend/logo.png";
  const binary = (...bytes: number[]): File => ({
    content: Uint8Array.from([0, ...bytes]),
    executable: false,
  });
  const start = init("", withFile(path, binary(1)));
  const to = withFile(path, binary(2));
  const owned = edited(start, { [path]: Uint8Array.from([0, 3]) });
  const { plan, application } = evolved(owned, same, to);
  expect(plan.find((change) => change.path === path)).toMatchObject({ kind: "conflict", conflicts: 0 });
  expect(application.files.get(path)?.content).toEqual(Uint8Array.from([0, 3]));
  // Left alone, it is simply replaced.
  expect(evolved(start, same, to).application.files.get(path)).toEqual(binary(2));
});
