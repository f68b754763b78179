import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { version } from "../src/version.ts";
import { aegis, filesBelow, quick, temporaryFolder } from "./command.ts";

const cwd = temporaryFolder();

test("--json answers with one object, and people read standard error", async () => {
  const { code, stdout, stderr } = await aegis(["init", "shop", "--json", ...quick], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain("files are in");
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({
    aegis: version,
    name: "shop",
    folder: join(cwd, "shop"),
    stack: { parts: ["backend", "frontend", "cli"], components: [], services: [], packageManager: "npm" },
    written: true,
    installed: false,
    committed: false,
    command: `npx aegis-stack@${version} init shop --yes`,
  });
  const paths = answer.files.map((file: { path: string }) => file.path).sort();
  expect(paths).toEqual(filesBelow(join(cwd, "shop")));
});

test("--dry-run writes nothing and lists what init would write", async () => {
  const { code, stdout } = await aegis(["init", "dry", "--dry-run"], { cwd });
  expect(code).toBe(0);
  expect(existsSync(join(cwd, "dry"))).toBe(false);
  const listed = stdout.split("\n").filter((line) => line.startsWith("+ "));
  expect(listed.map((line) => line.slice(2)).sort()).toEqual(filesBelow(join(cwd, "shop")));
  expect(stdout.trimEnd()).toMatch(/Nothing was written\.$/);
});

test("--dry-run --diff shows the text", async () => {
  const { stdout } = await aegis(["init", "dry", "--dry-run", "--diff"], { cwd });
  expect(stdout).toContain("+++ b/package.json\n@@ -0,0 +1,");
  expect(stdout).toContain('+  "name": "dry",');
  expect(stdout).toContain("+++ b/.aegis/base\nBinary files differ: .aegis/base");
});

test("--dry-run --diff --json carries the text", async () => {
  const { stdout } = await aegis(["init", "dry", "--dry-run", "--diff", "--json"], { cwd });
  const { files, written } = JSON.parse(stdout);
  expect(written).toBe(false);
  const manifest = files.find((file: { path: string }) => file.path === "package.json");
  expect(JSON.parse(manifest.text).name).toBe("dry");
  expect(manifest.patch).toContain('\n+  "name": "dry",\n');
});

test("--json has the keys of the commands that change an application", async () => {
  const { stdout } = await aegis(["init", "dry", "-c", "scheduler", "--dry-run", "--json"], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    stack: { asked: ["scheduler[memory]"] },
    ...{ added: expect.arrayContaining(["backend", "scheduler[memory]"]), removed: [], changed: [] },
    ...{ pending: false, migrations: [], checked: false },
  });
});

test("--dry-run of a folder that is there says what stands in the way", async () => {
  const folder = join(cwd, "shop");
  writeFileSync(join(folder, "README.md"), "mine");
  rmSync(join(folder, "tsconfig.json"));
  mkdirSync(join(folder, "tsconfig.json"));
  const { code, stdout } = await aegis(["init", "shop", "--dry-run"], { cwd });
  expect(code).toBe(0);
  const lines = [
    "! README.md (yours, and git could not give it back)",
    "! tsconfig.json (a folder or a link of yours stands there)",
    "",
    `It would be: 1 in conflict, 1 blocked in ${folder}. Nothing was written.`,
  ];
  expect(stdout.endsWith(`${lines.join("\n")}\n`), stdout).toBe(true);
  expect(stdout).not.toContain("package.json");
});
