import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aegis, quick, temporaryFolder } from "./command.ts";
import { pathWith } from "./stand-in.ts";

const cwd = temporaryFolder();

/** Makes Node believe that it is another version, before the command's first line. */
function pretending(version: string): string[] {
  const preload = join(cwd, `node-${version}.cjs`);
  writeFileSync(preload, `Object.defineProperty(process.versions, "node", { value: "${version}" });`);
  return ["--require", preload];
}

test.each(["18.20.0", "20.11.1", "0.10.48"])(
  "on Node %s the command says what to install",
  async (version) => {
    const { code, stdout, stderr } = await aegis(["init", "shop"], { cwd, nodeArgs: pretending(version) });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^aegis needs Node 20\.12 or later, and this is .+: install Node 24 from .+\n$/);
  },
);

const pinSentence = "The application brings its own Node 24: it needs 22.22.0 or later and this machine has";

test("a machine with a Node too old for the application gets one inside it, and a sentence", async () => {
  const env = { PATH: pathWith({ node: "echo v20.20.2" }) };
  const { code, stdout } = await aegis(["init", "old", ...quick], { cwd, env });
  expect(code).toBe(0);
  expect(stdout).toContain(`${pinSentence} Node 20.20.2`);
  const manifest = JSON.parse(readFileSync(join(cwd, "old/package.json"), "utf8"));
  expect(manifest.devDependencies.node).toMatch(/^24\.\d+\.\d+$/);
  expect(manifest.allowScripts).toEqual({ node: true });
  expect(JSON.parse(readFileSync(join(cwd, "old/aegis.json"), "utf8")).nodePin).toBe(true);
});

test("yarn cannot install a Node, so the person is told to", async () => {
  const env = { PATH: pathWith({ node: "echo v20.20.2" }) };
  const { stdout } = await aegis(["init", "yarn-old", "--package-manager", "yarn", ...quick], { cwd, env });
  expect(stdout).toContain("Install Node 24 before you run the application");
  expect(JSON.parse(readFileSync(join(cwd, "yarn-old/aegis.json"), "utf8")).nodePin).toBe(false);
});

test("a machine with a Node that will do gets none", async () => {
  const env = { PATH: pathWith({ node: "echo v24.1.0" }) };
  const { stdout } = await aegis(["init", "new", ...quick], { cwd, env });
  expect(stdout).not.toContain(pinSentence);
  const manifest = JSON.parse(readFileSync(join(cwd, "new/package.json"), "utf8"));
  expect(manifest.devDependencies.node).toBeUndefined();
  expect(manifest.allowScripts).toBeUndefined();
});

const systemNode = "/usr/bin/node";
const systemVersion = spawnSync(systemNode, ["--version"], { encoding: "utf8" }).stdout ?? "";

test.skipIf(!systemVersion.startsWith("v20."))("the command runs on a real Node 20, in full", async () => {
  const { code, stdout } = await aegis(["init", "twenty", ...quick], { cwd, node: systemNode });
  expect(code).toBe(0);
  expect(stdout).toContain(`${pinSentence} Node ${systemVersion.trim().slice(1)}`);
});
