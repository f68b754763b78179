import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { catalog } from "../../src/stack/catalog.ts";
import { gainsOf } from "../../src/stack/gains.ts";
import type { Rendered } from "./stacks.ts";

const ROOT = join(import.meta.dirname, "../..");
const MODULES = join(ROOT, "template/node_modules");

/** On the same file system as the template, so that its packages can be linked instead of copied. */
const WORKSPACES = join(ROOT, ".work/matrix");

/**
 * Writes an application where its tools can run on it. All workspaces share the template's installed packages, by
 * hard links: a stack costs a second instead of an install, and tools see a folder like any other. What init would run
 * after an install has been run.
 */
export function createWorkspace({ files, stack }: Rendered): string {
  if (!existsSync(MODULES))
    throw new Error("template/node_modules is missing: run npm ci in template/ first");
  mkdirSync(WORKSPACES, { recursive: true });
  const folder = mkdtempSync(join(WORKSPACES, "app-"));
  for (const [path, { content }] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const linked = spawnSync("cp", ["-al", MODULES, join(folder, "node_modules")], { encoding: "utf8" });
  if (linked.status !== 0) throw new Error(linked.stderr);
  for (const { name } of gainsOf(catalog, stack, "afterInstall")) {
    const { status, output } = runIn(folder, "npm", ["run", name]);
    if (status !== 0) throw new Error(`${name} ended with ${status}:\n${output}`);
  }
  return folder;
}

export interface Outcome {
  status: number | null;
  output: string;
}

/** Runs a command of the application's own packages, on the Node that this test runs on. */
export function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Outcome {
  const bins = [
    join(folder, "node_modules/.bin"),
    dirname(process.execPath),
    join(ROOT, "node_modules/.bin"),
  ];
  const { NODE_ENV: _ofThisTest, VITEST: _too, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...inherited,
      PATH: [...bins, process.env.PATH].join(":"),
      NO_COLOR: "1",
      // What npx warns about is the machine's, and not what is looked for here.
      npm_config_loglevel: "error",
      ...env,
    },
  });
  return { status, output: `${stdout}${stderr}` };
}
