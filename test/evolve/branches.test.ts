import { describe, expect, test } from "vitest";
import { branched, copyOf, editsIn, merged, quick, sameAs, tryGit, withoutGit } from "./branched.ts";
import { refused, run, treeOf } from "./project.ts";

describe("two branches that both changed the stack, merged by git", () => {
  test.each(["merge", "rebase", "cherry-pick"])(
    "after git %s, one command leads to a clean state",
    async (how) => {
      const folder = await branched({});
      tryGit(folder, how, "there");
      const { code, error } = await refused(folder, "status");
      expect([code, error.code]).toEqual([1, "project-unmerged"]);
      expect(error.hint).toContain("aegis repair");
      for (const args of [["diff"], ["update"], ["add", "scheduler"], ["remove", "cache"]])
        expect((await refused(folder, ...args)).error.code).toBe("project-unmerged");
      expect((await run(folder, "doctor", "--no-run")).stdout).toContain("aegis repair");

      const repaired = await run(folder, "repair", "--no-install");
      expect([repaired.code, repaired.stderr]).toEqual([0, ""]);
      await sameAs(folder, "worker,cache");
      expect(await editsIn(folder)).toEqual([]);
      const before = treeOf(folder);
      for (const word of ["cache", "worker"])
        expect((await run(folder, "add", word, "--no-install")).stdout).toContain("Nothing to do");
      expect((await run(folder, "repair")).stdout).toContain("Nothing to repair");
      expect(treeOf(folder)).toEqual(before);
    },
  );
});

describe("whatever the two did", () => {
  test.each([
    { here: ["add", "scheduler"], there: ["add", "auth"], words: "scheduler[memory],auth" },
    {
      here: ["add", "database[postgres]"],
      there: ["add", "scheduler"],
      words: "database[postgres],scheduler[memory]",
    },
    { here: ["add", "worker[postgres]"], there: ["add", "mail"], words: "worker[postgres],mail" },
  ])("$here and $there become $words, with git and without", async ({ words, ...branches }) => {
    const folder = await merged(branches);
    const copy = copyOf(folder);
    for (const repair of [() => run(folder, ...quick), () => withoutGit(copy, ...quick)]) {
      const { code, stderr } = await repair();
      expect([code, stderr]).toEqual([0, ""]);
    }
    await sameAs(folder, words);
    await sameAs(copy, words);
    expect(await editsIn(folder)).toEqual([]);
  });

  test.each([
    { start: "worker,mail", here: ["remove", "worker"], there: ["add", "cache"], words: "mail,cache" },
    { start: "worker,mail", here: ["remove", "worker"], there: ["remove", "mail"], words: "" },
    { start: "auth", here: ["add", "auth[oauth]"], there: ["add", "auth[rbac]"], words: "auth[rbac,oauth]" },
  ])("from $start, $here and $there become $words", async ({ words, ...branches }) => {
    const folder = await merged(branches);
    const { code, stderr } = await run(folder, ...quick);
    expect([code, stderr]).toEqual([0, ""]);
    await sameAs(folder, words);
    expect(await editsIn(folder)).toEqual([]);
  });
});
