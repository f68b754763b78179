import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aegis, type Spawned, temporaryFolder } from "../command.ts";
import { git, run, treeOf } from "../evolve/project.ts";
import { packed } from "../runtime/packed.ts";
import { commit, readIn } from "./applications.ts";
import { buildOlderCommand, CHANGED_SOURCES, OLD_LINE } from "./older-command.ts";

const cwd = temporaryFolder();

const command = buildOlderCommand(cwd);
let made = 0;

/** An application of the older version whose runtime is vendored, with an edit of its owner's, committed. */
async function olderApplication(edit: (folder: string) => void): Promise<string> {
  made += 1;
  const place = join(cwd, `application-${made}`);
  mkdirSync(place);
  const folder = join(place, "shop");
  const olderAegis = async (args: readonly string[], from: string) => {
    const { code, stderr } = await aegis(args, { cwd: from, command });
    expect(code, stderr).toBe(0);
  };
  await olderAegis(["init", "shop", "--yes", "--no-install", "--no-git"], place);
  git(folder, "init", "--quiet");
  commit(folder);
  await olderAegis(["vendor", "--no-install"], folder);
  edit(folder);
  commit(folder);
  return folder;
}

const edited = (path: string, change: (text: string) => string) => (folder: string) =>
  writeFileSync(join(folder, path), change(readIn(folder, path)));

const updated = (folder: string): Promise<Spawned> => run(folder, "update", "--no-install", "--yes");
const current = (path: string) => String(packed.get(path));

describe("an update of a vendored application", () => {
  test("replaces what was not edited, and takes away what went", async () => {
    const folder = await olderApplication(() => {});
    expect(readIn(folder, "runtime/src/errors/index.ts")).toContain(OLD_LINE);
    expect((await updated(folder)).code).toBe(0);
    for (const path of CHANGED_SOURCES) expect(readIn(folder, `runtime/${path}`)).toBe(current(path));
    expect(Object.keys(treeOf(folder)).filter((path) => path.includes("errors/old.ts"))).toEqual([]);
  });

  test("merges what was edited", async () => {
    const folder = await olderApplication(edited("runtime/src/time/index.ts", (text) => `${text}// mine\n`));
    const { code, stdout } = await updated(folder);
    expect(code).toBe(0);
    expect(stdout).toContain("m runtime/src/time/index.ts (merged with your edits)");
    expect(readIn(folder, "runtime/src/time/index.ts")).toBe(`${current("src/time/index.ts")}// mine\n`);
    expect(readIn(folder, "runtime/src/errors/index.ts")).toBe(current("src/errors/index.ts"));
    commit(folder);
    expect((await updated(folder)).stdout).toContain("Nothing to do");
  });

  const clashing = edited("runtime/src/time/index.ts", (text) => text.replace(OLD_LINE, "// Mine.\n"));

  test("stops at a conflict, which the owner decides", async () => {
    const folder = await olderApplication(clashing);
    const { code, stdout } = await updated(folder);
    expect([code, stdout]).toEqual([2, expect.stringContaining("! runtime/src/time/index.ts")]);
    expect(readIn(folder, "runtime/src/time/index.ts")).toMatch(/^<{7} /m);
    expect((await run(folder, "continue", "--no-install")).code).toBe(2);
    writeFileSync(join(folder, "runtime/src/time/index.ts"), `// Mine.\n${current("src/time/index.ts")}`);
    expect((await run(folder, "continue", "--no-install")).code).toBe(0);
    commit(folder);
    expect((await updated(folder)).stdout).toContain("Nothing to do");
  });

  test("is taken back from a conflict", async () => {
    const folder = await olderApplication(clashing);
    const before = treeOf(folder);
    expect((await updated(folder)).code).toBe(2);
    expect((await run(folder, "abort")).code).toBe(0);
    expect(treeOf(folder)).toEqual(before);
  });
});

test("an application of an older version is vendored by a newer one, which brings it there", async () => {
  const folder = await olderApplication(() => {});
  expect((await aegis(["unvendor", "--no-install"], { cwd: folder, command })).code).toBe(0);
  commit(folder);
  expect((await run(folder, "vendor", "--no-install")).code).toBe(0);
  expect(readFileSync(join(folder, "runtime/src/errors/index.ts"), "utf8")).toBe(
    current("src/errors/index.ts"),
  );
});
