import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { aegis, cleanEnvironment } from "../command.ts";
import { git } from "../evolve/project.ts";
import { boot, freePort } from "../matrix/boot.ts";
import { commit, RUNTIME_NAME } from "./applications.ts";

const PRELOAD_FLAGS = ["--require", "@aegis-stack/runtime/preload"];

/** The source in which the answer of the liveness probe stands, and an edit of it that a request shows. */
const PROBES_SOURCE = "runtime/src/http/probes.ts";

/** A new application whose runtime is vendored and installed, its type check and lint passed, committed. */
export async function createVendored(cwd: string, manager: string, path: string = ""): Promise<string> {
  const env = path === "" ? {} : { PATH: `${path}:${process.env.PATH}` };
  const init = ["init", "proof-app", "--yes", "--no-install", "--no-git", "--package-manager", manager];
  expect((await aegis(init, { cwd, env })).code).toBe(0);
  const folder = join(cwd, "proof-app");
  git(folder, "init", "--quiet");
  commit(folder);
  const { code, stdout, stderr } = await aegis(["vendor", "--json"], { cwd: folder, env });
  expect(code, stderr + stdout).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ installed: true, checked: true });
  commit(folder);
  return folder;
}

/** Starts an application and asks for the page and for the liveness probe. */
async function ask(folder: string, script: string, environment: string) {
  const env = { NODE_ENV: environment };
  const running = await boot({
    folder,
    args: [...PRELOAD_FLAGS, `app/entrypoints/${script}`],
    port: await freePort(),
    env,
  });
  try {
    const page = await fetch(running.address);
    const live = await fetch(`${running.address}/health/live`);
    return { page: [page.status, await page.text()] as const, live: await live.text() };
  } finally {
    expect(await running.stop(), running.output()).toBe(0);
  }
}

/** Edits a source of the runtime, builds the application, and starts it: in development and in production. */
export async function requireEditToRun(folder: string): Promise<void> {
  const place = join(folder, PROBES_SOURCE);
  const text = readFileSync(place, "utf8");
  const edited = text.replace(/"alive"/, '"edited"');
  expect(edited).not.toBe(text);
  writeFileSync(place, edited);
  for (const [script, environment] of [
    ["dev.ts", "development"],
    ["web.ts", "production"],
  ] as const) {
    if (environment === "production") {
      execFileSync("npm", ["run", "build"], { cwd: folder, env: cleanEnvironment(), stdio: "pipe" });
    }
    const { page, live } = await ask(folder, script, environment);
    expect(page).toEqual([200, expect.stringContaining("proof-app")]);
    expect(live).toContain("edited");
  }
  writeFileSync(place, text);
}

/** Installs as the image does and starts what is left: without libraries that no chosen capability uses. */
export async function requireProduction(folder: string, install: readonly string[]): Promise<void> {
  const [command = "", ...args] = install;
  rmSync(join(folder, "node_modules"), { recursive: true });
  execFileSync(command, args, { cwd: folder, env: cleanEnvironment(), stdio: "pipe" });
  expect(existsSync(join(folder, "node_modules", RUNTIME_NAME, "src"))).toBe(true);
  for (const name of ["bullmq", "drizzle-orm", "typescript"])
    expect(existsSync(join(folder, "node_modules", name)), name).toBe(false);
  const { page } = await ask(folder, "web.ts", "production");
  expect(page[0]).toBe(200);
}
