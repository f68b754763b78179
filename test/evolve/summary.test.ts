import { expect, test } from "vitest";
import { aegis } from "../command.ts";
import { pathWith } from "../stand-in.ts";
import { write } from "../write.ts";
import { project, run } from "./project.ts";

const nightly = "app/components/scheduler/jobs/nightly.ts";

test("what stays of the owner's and will not compile is told, with what it misses", async () => {
  const cwd = await project("scheduler", (folder) => {
    write(folder, nightly, 'import { jobs } from "#app/services/jobs/index.ts";\n');
    write(folder, "app/services/mine.ts", 'export { settings } from "#app/core/settings.ts";\n');
  });
  const sentence = `Yours stays, and will not compile: ${nightly} imports app/services/jobs/index.ts, which goes.`;
  const shown = await run(cwd, "remove", "scheduler", "--dry-run");
  expect(shown.stdout).toContain(sentence);
  const { code, stdout } = await run(cwd, "remove", "scheduler", "--no-install", "--yes", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout).notes.filter((note: string) => note.includes("compile"))).toEqual([sentence]);
});

test.each([
  ["a part with tables, its migrations too", "", "add", ["npm install", "npm run db:generate"]],
  ["a removal, no migrations", "database,scheduler[database]", "remove", ["npm install"]],
])("--no-install says what to type instead: %s", async (_, words, command, steps) => {
  const cwd = await project(words);
  const { stdout } = await run(
    cwd,
    command,
    command === "add" ? "database" : "scheduler",
    "--no-install",
    "--yes",
  );
  const lines = ["Next:", ...[...steps, "npm run check"].map((step) => `  ${step}`), ""];
  expect(stdout).toContain(`\n${lines.join("\n")}\nLook at it with "git diff"`);
});

test("what was installed is not to be installed again", async () => {
  const cwd = await project("");
  const { stdout } = await aegis(["add", "cache"], { cwd, env: { PATH: pathWith({ npm: "exit 0" }) } });
  expect(stdout).toContain('Look at it with "git diff"');
  expect(stdout).not.toContain("Next:");
});
