import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesBelow } from "../command.ts";
import { add, edited, evolved, init, listed, same, textIn } from "./application.ts";
import { olderTemplate } from "./edits/older-template.ts";
import { git, project, refused, run } from "./project.ts";

// What went wrong in the original's add and update, each by the number that it had there.
describe("what the original did wrong", () => {
  test("#715, #772: an owner's edit of a shared file is never overwritten, however many conflicts there are", () => {
    const path = "app/components/backend/server.ts";
    const start = init("");
    const mine = textIn(start, path)
      .split("\n")
      .map((line, index) => (line.includes("import") ? `${line} // mine ${index}` : line))
      .join("\n");
    const { application } = evolved(edited(start, { [path]: mine }), add("database,scheduler[database]"));
    for (const [line] of mine.matchAll(/\/\/ mine \d+/g)) expect(textIn(application, path)).toContain(line);
  });

  test("#686: no file is written empty, and an empty one of the owner's is not taken for ours", () => {
    const { files } = init("database,scheduler[database]");
    expect([...files].filter(([, { content }]) => content.length === 0)).toEqual([]);
    const path = "app/components/scheduler/jobs/log-health.ts";
    const { plan } = evolved(edited(init("database"), { [path]: "" }), add("scheduler"));
    expect(plan.find((change) => change.path === path)?.kind).not.toBe("keep");
  });

  test("#773: without a base nothing is guessed, and the reason is said", async () => {
    const folder = await project("", (each) => writeFileSync(join(each, ".aegis/base"), ""));
    expect((await refused(folder, "update")).error.message).toBe(
      ".aegis/base cannot be read, and without it nothing can be merged.",
    );
  });

  test("#1018: a finished update is not merged again by the next one", () => {
    const first = evolved(init("database", olderTemplate), same);
    expect(first.changes).toBe(true);
    expect(evolved(first.application, same).changes).toBe(false);
  });

  test("#1061: a fresh application counts as not edited", async () => {
    const folder = await project("database,scheduler[database]");
    expect(JSON.parse((await run(folder, "status", "--json")).stdout).edits).toEqual([]);
    expect((await run(folder, "diff")).stdout).toBe("Everything is as it was written.\n");
  });

  test("#241, #1134: nothing is left lying about, and no path of this machine is in a file", async () => {
    const folder = await project("", (each) => writeFileSync(join(each, "README.md"), "# Shop\n\nMine.\n"));
    expect((await run(folder, "add", "scheduler", "--no-install")).code).toBe(2);
    const expected = [...init("scheduler").files.keys(), ".aegis/base", "aegis.json"].sort();
    const seen = git(folder, "ls-files", "--cached", "--others", "--exclude-standard")
      .trim()
      .split("\n")
      .sort();
    expect(seen).toEqual(expected);
    expect(readFileSync(join(folder, "README.md"), "utf8")).not.toContain(folder);
    writeFileSync(join(folder, "README.md"), "# Shop\n\nMine, with jobs.\n");
    expect((await run(folder, "continue", "--no-install")).code).toBe(0);
    expect(filesBelow(join(folder, ".aegis"))).toEqual(["base"]);
  });

  test("#1042, #1033: what is added is what init would have written", () => {
    const grown = evolved(init("database"), add("scheduler")).application;
    expect(listed(grown)).toEqual(listed(init("database,scheduler")));
  });

  test("#1020: settings that are new are told", () => {
    const { plan } = evolved(init("database", olderTemplate), same);
    expect(plan.some(({ path }) => path === ".env.example")).toBe(true);
  });
});
