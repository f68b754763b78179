import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aegis, filesBelow, quick, temporaryFolder } from "../command.ts";
import { rememberingWorkspace, stackOf } from "../make/application.ts";
import { runIn } from "../matrix/workspace.ts";
import { finding, findingsIn } from "./findings.ts";

const cwd = temporaryFolder();

async function shop(name: string, ...words: string[]): Promise<string> {
  const made = await aegis(["init", name, ...quick, ...words], { cwd });
  expect(made.code, made.stderr).toBe(0);
  return join(cwd, name);
}

test("in a folder that is not ours it says so, and how to adopt it", async () => {
  const { code, stderr } = await aegis(["doctor"], { cwd });
  expect(code).toBe(1);
  expect(stderr).toMatch(/is not in an application of aegis.*\n.*adopt/);
});

test("what is not installed is told with the command that installs it, and nothing is changed", async () => {
  const folder = await shop("fresh");
  const before = filesBelow(folder);
  const { code, stdout } = await aegis(["doctor"], { cwd: join(folder, "app") });
  expect(code).toBe(1);
  expect(stdout).toMatch(/✖ problem +installed +The dependencies are not installed\.\n +Run "npm install"\./);
  expect(stdout).toMatch(/▲ warning +git +/);
  expect(stdout).toMatch(/\n\d problems?, 1 warning\.\n$/);
  expect(filesBelow(folder)).toEqual(before);
});

test("a lock and packages that are out of step", async () => {
  const folder = await shop("steps");
  const manifest = join(folder, "package.json");
  writeFileSync(
    manifest,
    readFileSync(manifest, "utf8").replace('"zod": "', '"mine": "1.0.0",\n    "zod": "'),
  );
  mkdirSync(join(folder, "node_modules/zod"), { recursive: true });
  writeFileSync(join(folder, "node_modules/zod/package.json"), '{ "version": "0.0.1" }');
  expect(await finding(folder, "lockfile")).toMatchObject({
    status: "problem",
    message: expect.stringContaining("mine"),
  });
  expect(await finding(folder, "installed")).toMatchObject({
    message: expect.stringMatching(/^Not installed: /),
  });
  rmSync(join(folder, "package-lock.json"));
  expect(await finding(folder, "lockfile")).toMatchObject({
    message: expect.stringContaining("There is no package-lock.json"),
  });
});

test("packages and lock of a workspace count, where they are kept around the application", async () => {
  await shop("member", "-o", "workspace/apps");
  const [place, workspace] = [join(cwd, "workspace/apps/member"), join(cwd, "workspace")];
  const manifest = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  const lock = JSON.parse(readFileSync(join(place, "package-lock.json"), "utf8"));
  rmSync(join(place, "package-lock.json"));
  writeFileSync(join(workspace, "package.json"), '{ "workspaces": ["apps/*"] }');
  const { "": own, ...packages } = lock.packages;
  writeFileSync(
    join(workspace, "package-lock.json"),
    JSON.stringify({ packages: { "": {}, "apps/member": own, ...packages } }),
  );
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
    const { version } = packages[`node_modules/${name}`];
    mkdirSync(join(workspace, "node_modules", name), { recursive: true });
    writeFileSync(join(workspace, "node_modules", name, "package.json"), JSON.stringify({ version }));
  }
  expect(await finding(place, "installed")).toMatchObject({ status: "ok" });
  expect(await finding(place, "lockfile")).toMatchObject({ status: "ok" });
  rmSync(join(workspace, "node_modules/zod"), { recursive: true });
  expect(await finding(place, "installed")).toMatchObject({ message: "Not installed: zod." });
});

test("a package manager that is not here, and the lock of another one", async () => {
  const folder = await shop("managers", "--package-manager", "bun");
  writeFileSync(join(folder, "bun.lock"), "");
  writeFileSync(join(folder, "yarn.lock"), "");
  const { findings } = await findingsIn(folder, { PATH: "/usr/bin:/bin" });
  expect(findings).toContainEqual(
    expect.objectContaining({ check: "package-manager", status: "problem", hint: "Install bun." }),
  );
  expect(findings).toContainEqual(
    expect.objectContaining({
      check: "lockfile",
      status: "warning",
      message: expect.stringContaining("yarn.lock"),
    }),
  );
});

test("names in .env that nobody knows, and secrets that git would take along", async () => {
  const folder = await shop("settings");
  writeFileSync(join(folder, ".env"), "PORT=0\nOVERSEER_PASWORD=correct horse battery\n");
  writeFileSync(join(folder, ".gitignore"), "node_modules/\n");
  const { text, findings } = await findingsIn(folder);
  expect(findings).toContainEqual(
    expect.objectContaining({
      check: "settings",
      status: "warning",
      message: expect.stringContaining("OVERSEER_PASWORD"),
    }),
  );
  expect(findings).toContainEqual(expect.objectContaining({ check: "secrets", status: "warning" }));
  expect(text).not.toContain("correct horse");
});

test("a folder that an outer repository ignores", async () => {
  const folder = await shop("ignored");
  execFileSync("git", ["init", "-q"], { cwd });
  writeFileSync(join(cwd, ".gitignore"), "*\n");
  expect(await finding(folder, "git")).toMatchObject({
    status: "warning",
    message: expect.stringContaining("does not know the files"),
  });
  rmSync(join(cwd, ".git"), { recursive: true });
});

test("what aegis needs is damaged, or waits for somebody", async () => {
  const folder = await shop("memory");
  writeFileSync(join(folder, "AGENTS.md"), "# Mine\n");
  expect((await aegis(["add", "scheduler", "--no-install", "--force"], { cwd: folder })).code).toBe(2);
  expect(await finding(folder, "aegis")).toMatchObject({
    status: "problem",
    message: expect.stringContaining("AGENTS.md"),
    hint: expect.stringContaining("aegis continue"),
  });
  expect((await aegis(["abort"], { cwd: folder })).code).toBe(0);
  expect(await finding(folder, "drift")).toMatchObject({
    status: "info",
    message: expect.stringContaining("AGENTS.md"),
  });
  writeFileSync(join(folder, "aegis.json"), "{");
  expect(await finding(folder, "aegis")).toMatchObject({
    status: "problem",
    message: expect.stringContaining("aegis.json"),
  });
});

describe("in an application that runs", () => {
  let folder = "";

  beforeAll(() => {
    folder = rememberingWorkspace(stackOf(["database[sqlite]", "scheduler[database]"]));
    writeFileSync(join(folder, ".env"), "PORT=0\n");
    for (const words of [
      ["init", "-q"],
      ["add", "-A"],
      ["commit", "-qm", "all"],
    ]) {
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], { cwd: folder });
    }
    const migrated = runIn(folder, "node", ["app/cli/bin.js", "db", "migrate"]);
    expect(migrated.status, migrated.output).toBe(0);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("nothing is wrong, and the exit code is 0", async () => {
    const { code, ok, findings } = await findingsIn(folder);
    expect(findings.filter(({ status }) => status !== "ok")).toEqual([]);
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    const sound = findings.filter(({ status }) => status === "ok").map(({ check }) => check);
    for (const check of [
      "node",
      "lockfile",
      "installed",
      "runtime",
      "settings",
      "port",
      "migrations",
      "aegis",
      "drift",
      "git",
    ])
      expect(sound).toContain(check);
  });

  test("a setting that is not valid is told in the application's own words", async () => {
    appendFileSync(join(folder, ".env"), "LOG_LEVEL=loud\n");
    expect(await finding(folder, "settings")).toMatchObject({
      status: "problem",
      message: expect.stringContaining("LOG_LEVEL"),
    });
    writeFileSync(join(folder, ".env"), "PORT=0\n");
  });

  test("migrations that were not applied", async () => {
    rmSync(join(folder, "data"), { recursive: true, force: true });
    expect(await finding(folder, "migrations")).toMatchObject({
      status: "problem",
      hint: expect.stringContaining("db migrate"),
    });
  });
});
