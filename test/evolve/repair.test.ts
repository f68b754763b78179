import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { version } from "../../src/version.ts";
import { write } from "../write.ts";
import { branched, editsIn, merged, quick, read, sameAs, tryGit } from "./branched.ts";
import { git, project, refused, run, treeOf } from "./project.ts";

/** Another version that wrote applications of the present shape. */
const EARLIER_VERSION = `${version}-rc.1`;

const replace = (folder: string, path: string, old: string, now: string) => {
  const text = read(folder, path);
  expect(text).toContain(old);
  write(folder, path, text.replace(old, now));
};
const state = (folder: string, change: Record<string, unknown>) =>
  write(folder, "aegis.json", JSON.stringify({ ...JSON.parse(read(folder, "aegis.json")), ...change }));
const commit = (folder: string) => {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--allow-empty", "--message", "merged");
};

async function repairs(folder: string): Promise<void> {
  const { code, stderr } = await run(folder, ...quick);
  expect([code, stderr]).toEqual([0, ""]);
}

const server = "app/components/backend/server.ts";
const title = "# Shop";
const withTitle = (text: string) => (folder: string) =>
  write(folder, "README.md", read(folder, "README.md").replace(/^# .*$/m, text));

describe("what the owner did on either branch", () => {
  test("stays, each with the other's", async () => {
    const folder = await merged({
      editHere: (each) => {
        write(each, server, `// Mine here.\n${read(each, server)}`);
        withTitle(title)(each);
        replace(each, "package.json", '"dependencies": {', '"dependencies": {\n    "here": "1.0.0",');
        write(each, "app/services/here.ts", "export const here = 1;\n");
      },
      editThere: (each) => {
        appendFileSync(join(each, server), "// Mine there.\n");
        appendFileSync(join(each, ".env.example"), "\n# Of mine.\nTHERE=1\n");
        replace(each, "package.json", '"devDependencies": {', '"devDependencies": {\n    "there": "1.0.0",');
      },
    });
    await repairs(folder);
    const both = await project("worker,cache");
    expect(read(folder, server)).toBe(`// Mine here.\n${read(both, server)}// Mine there.\n`);
    expect(read(folder, "README.md")).toBe(read(both, "README.md").replace(/^# .*$/m, title));
    expect(read(folder, ".env.example")).toBe(`${read(both, ".env.example")}\n# Of mine.\nTHERE=1\n`);
    expect(JSON.parse(read(folder, "package.json"))).toMatchObject({
      dependencies: { here: "1.0.0", ...JSON.parse(read(both, "package.json")).dependencies },
      devDependencies: { there: "1.0.0" },
    });
    const edits: { path: string }[] = await editsIn(folder);
    expect(edits.map(({ path }) => path).sort()).toEqual(
      [".env.example", "README.md", server, "package.json"].sort(),
    );
  });

  test("in one place is theirs to decide, and can be taken back", async () => {
    const folder = await merged({ editHere: withTitle("# Here"), editThere: withTitle("# There") });
    const before = treeOf(folder);
    expect((await run(folder, ...quick)).code).toBe(2);
    expect(read(folder, "README.md")).toMatch(/<<<<<<< yours\n# Here\n[\s\S]*=======\n# There\n>>>>>>> /);
    for (const args of [["add", "mail"], ["add", "mail", "--dry-run"], ["repair"]])
      expect((await refused(folder, ...args)).error.code).toBe("conflicts-pending");
    expect((await run(folder, "abort")).code).toBe(0);
    expect(treeOf(folder)).toEqual(before);
    expect((await run(folder, ...quick)).code).toBe(2);
    write(folder, "README.md", read(folder, "README.md").replace(/<{7}[\s\S]*>{7}.*\n/, "# Both\n"));
    expect((await run(folder, "continue", "--no-install")).stderr).toBe("");
    const both = await project("worker,cache");
    expect({ ...treeOf(folder), "README.md 644": "" }).toEqual({ ...treeOf(both), "README.md 644": "" });
  });

  test("while git waited stays, whatever git had made of the file", async () => {
    const folder = await merged({});
    const merge = "app/application.ts";
    expect(read(folder, merge)).toContain("<<<<<<<");
    for (const path of [merge, "app/entrypoints/web.ts"])
      write(folder, path, `// Mine meanwhile.\n${read(folder, path)}`);
    await repairs(folder);
    const both = await project("worker,cache");
    for (const path of [merge, "app/entrypoints/web.ts"])
      expect(read(folder, path)).toBe(`// Mine meanwhile.\n${read(both, path)}`);
  });
});

describe("merged by hand", () => {
  async function mergedByHand(): Promise<string> {
    const folder = await merged({});
    const both = await project("worker,cache");
    const torn = git(folder, "diff", "--name-only", "--diff-filter=U").trim().split("\n");
    for (const path of torn.filter((each) => each !== ".aegis/base")) write(folder, path, read(both, path));
    return folder;
  }

  test.each([
    ["not committed yet", () => {}],
    ["committed", commit],
    [
      "committed, with the other branch's base",
      (folder: string) => {
        git(folder, "checkout", "--quiet", "--theirs", ".aegis/base");
        commit(folder);
      },
    ],
    [
      "committed, and worked on since",
      (folder: string) => {
        commit(folder);
        commit(folder);
      },
    ],
  ])("%s, the stack counts that aegis.json names", async (_, end) => {
    const folder = await mergedByHand();
    end(folder);
    const { code, error } = await refused(folder, "status");
    expect([code, error.code]).toEqual([1, "project-stack-differs"]);
    expect(error.hint).toContain("aegis repair");
    await repairs(folder);
    await sameAs(folder, "worker,cache");
    expect(await editsIn(folder)).toEqual([]);
  });

  test("with edits in what was in conflict, these stay", async () => {
    const conflicting = "app/application.ts";
    const folder = await mergedByHand();
    write(folder, conflicting, `${read(folder, conflicting)}// Mine.\n`);
    commit(folder);
    await repairs(folder);
    const both = await project("worker,cache");
    expect(read(folder, conflicting)).toBe(`${read(both, conflicting)}// Mine.\n`);
  });
});

describe("a memory of which one part was changed alone", () => {
  test("aegis.json edited by hand: the files follow it", async () => {
    const folder = await project("", (each) => {
      state(each, { components: ["worker"] });
      withTitle(title)(each);
    });
    for (const args of [["status"], ["update"], ["add", "cache", "--dry-run"]])
      expect((await refused(folder, ...args)).error.code).toBe("project-stack-differs");
    expect((await run(folder, "doctor", "--no-run")).stdout).toContain("aegis repair");
    await repairs(folder);
    const one = await project("worker");
    expect(read(folder, "README.md")).toBe(read(one, "README.md").replace(/^# .*$/m, title));
    expect({ ...treeOf(folder), "README.md 644": "" }).toEqual({ ...treeOf(one), "README.md 644": "" });
  });

  test("aegis.json in another order, or with its defaults left out, says the same", async () => {
    const folder = await project("database,scheduler", (each) =>
      state(each, { components: ["scheduler", "database"] }),
    );
    expect((await run(folder, "status")).code).toBe(0);
  });

  test("the version in aegis.json", async () => {
    const folder = await project("", (each) => state(each, { aegis: EARLIER_VERSION }));
    const { error } = await refused(folder, "status");
    expect(error.code).toBe("project-version-differs");
    await repairs(folder);
    await sameAs(folder, "");
  });

  test("a base that is gone, or damaged, is written anew", async () => {
    for (const damage of [
      (each: string) => rmSync(join(each, ".aegis/base")),
      (each: string) => write(each, ".aegis/base", "base"),
    ]) {
      const folder = await project("worker", (each) => {
        damage(each);
        withTitle(title)(each);
      });
      expect((await refused(folder, "status")).error.hint).toContain("aegis repair");
      await repairs(folder);
      expect(((await editsIn(folder)) as { path: string }[]).map(({ path }) => path)).toEqual(["README.md"]);
    }
  });

  test("a base that is gone of another version is not guessed", async () => {
    const folder = await project("", (each) => {
      rmSync(join(each, ".aegis/base"));
      state(each, { aegis: EARLIER_VERSION });
    });
    const { error } = await refused(folder, "repair");
    expect(error.code).toBe("project-older");
    expect(error.hint).toContain(`aegis-stack@${EARLIER_VERSION} repair`);
  });

  test("an aegis.json that is no JSON is written as the base has it", async () => {
    const folder = await project("worker", (each) => write(each, "aegis.json", "{"));
    await repairs(folder);
    await sameAs(folder, "worker");
  });

  test("a base with git's markers is told as what it is", async () => {
    const folder = await project("", (each) => {
      write(each, ".aegis/base", "<<<<<<< HEAD\none\n=======\nother\n>>>>>>> there\n");
    });
    expect((await refused(folder, "status")).error.code).toBe("project-unmerged");
    await repairs(folder);
    await sameAs(folder, "");
  });

  test("neither of them readable is refused, and nothing is written", async () => {
    const folder = await project("", (each) => {
      write(each, ".aegis/base", "");
      write(each, "aegis.json", "");
    });
    const before = treeOf(folder);
    expect((await refused(folder, "repair")).error.code).toBe("project-damaged");
    expect(treeOf(folder)).toEqual(before);
  });
});

test("what the two chose differently has to be said", async () => {
  const folder = await merged({ here: ["add", "database[postgres]"], there: ["add", "database[sqlite]"] });
  const before = treeOf(folder);
  const { code, error } = await refused(folder, "repair");
  expect([code, error.code]).toEqual([1, "stack-contradictory"]);
  expect(error.hint).toContain('aegis repair "database[postgres]"');
  expect(treeOf(folder)).toEqual(before);
  expect((await run(folder, ...quick, "database[sqlite]")).stderr).toBe("");
  await sameAs(folder, "database[sqlite]");
});

test("--dry-run shows it, and writes nothing", async () => {
  const folder = await merged({});
  const before = treeOf(folder);
  const { code, stdout } = await run(folder, "repair", "--dry-run", "--json");
  expect([code, treeOf(folder)]).toEqual([0, before]);
  expect(JSON.parse(stdout)).toMatchObject({ written: false, stack: { asked: ["worker[redis]", "cache"] } });
});

test("git never merges the base by lines", async () => {
  const folder = await branched({});
  expect(git(folder, "check-attr", "merge", ".aegis/base")).toContain("merge: unset");
  tryGit(folder, "merge", "there");
  expect(readFileSync(join(folder, ".aegis/base"))).not.toContain("<<<<<<<");
});
