import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

const RUNTIME = join(import.meta.dirname, "../../..");

/** As the script `dev` of an application. */
const COMMAND = [
  "--require",
  "@aegis-stack/runtime/preload",
  "--import",
  "@aegis-stack/runtime/watch",
  "app/entrypoints/dev.ts",
];

const RESTARTING = [
  "app/application.ts",
  "app/services/new.ts",
  "app/components/backend/server.ts",
  "app/components/frontend/serve/pages.ts",
  ".env",
];

/** Stands in for the server, which is not what is tested: says when it has started and how it ends. */
const DEV = `
  process.on("SIGTERM", () => end("SIGTERM"));
  process.on("SIGINT", () => end("SIGINT"));
  function end(signal: string) { process.stdout.write(process.pid + " ended by " + signal + "\\n"); process.exit(7); }
  setInterval(() => {}, 1_000);
  process.stdout.write(process.pid + " started\\n");`;

/** Stands in for Vite, which is not what is tested: notes each process that bundles. */
const VITE = `
  import { appendFileSync, mkdirSync } from "node:fs";
  export const resolveConfig = async ({ root }) => root;
  export const optimizeDeps = async (root) => {
    mkdirSync(root + "/node_modules/.vite/deps", { recursive: true });
    appendFileSync(root + "/node_modules/.vite/deps/_metadata.json", process.pid + "\\n");
  };`;

/** The packages of an application: the compiled runtime as a copy, since a link would resolve its libraries elsewhere. */
const installed = mkdtempSync(join(tmpdir(), "watch-modules-"));
const modules = join(installed, "node_modules");
let root: string;
let watcher: ChildProcess;
let output: string;

beforeAll(() => {
  for (const path of ["package.json", "dist"])
    cpSync(join(RUNTIME, path), join(modules, "@aegis-stack/runtime", path), { recursive: true });
  mkdirSync(join(modules, "vite"));
  writeFileSync(
    join(modules, "vite/package.json"),
    '{ "name": "vite", "type": "module", "exports": "./index.js" }',
  );
  writeFileSync(join(modules, "vite/index.js"), VITE);
});
afterAll(() => rmSync(installed, { recursive: true }));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "watch-"));
  for (const folder of [
    "core",
    "services",
    "entrypoints",
    "components/backend",
    "components/frontend/serve",
  ]) {
    mkdirSync(join(root, "app", folder), { recursive: true });
  }
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
  symlinkSync(modules, join(root, "node_modules"), "junction");
  writeFileSync(join(root, "app/entrypoints/dev.ts"), DEV);
  writeFileSync(join(root, ".env"), "");
  output = "";
});
afterEach(async () => {
  if (watcher.exitCode === null && watcher.signalCode === null) {
    watcher.kill("SIGTERM");
    await once(watcher, "close");
  }
  rmSync(root, { recursive: true });
});

/** Starts the watcher and resolves when the server has. */
async function start(command = process.execPath, args = COMMAND) {
  watcher = spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, npm_lifecycle_event: "dev" },
  });
  watcher.stdout?.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  await servers(1);
}

/** The process ids of so many servers, in the order in which they started. */
async function servers(count: number): Promise<number[]> {
  for (;;) {
    const found = [...output.matchAll(/^(\d+) started$/gm)].map(([, pid]) => Number(pid));
    if (found.length >= count) return found;
    await once(watcher.stdout!, "data");
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test("a change of what the server is made of restarts it, a change of a page or a test does not", async () => {
  await start();
  for (const [index, path] of RESTARTING.entries()) {
    writeFileSync(join(root, path), "// changed\n");
    const pids = await servers(index + 2);
    expect(new Set(pids).size).toBe(index + 2);
    expect(output).toContain(`${pids[index]} ended by SIGTERM`);
  }
  writeFileSync(join(root, "app/components/frontend/page.tsx"), "");
  writeFileSync(join(root, "app/services/new.test.ts"), "");
  writeFileSync(join(root, "app/core/new.fixture.ts"), "");
  // Changes are seen in the order in which they happen, so a restart for the page would come before this one.
  writeFileSync(join(root, "app/core/later.ts"), "");
  expect(await servers(RESTARTING.length + 2)).toHaveLength(RESTARTING.length + 2);
  expect(output).toContain("Changed: app/core/later.ts.");
  expect(output).not.toMatch(/page\.tsx|new\.test\.ts|new\.fixture\.ts/);
});

test("a server that has ended by itself is started again after a change", async () => {
  await start();
  const [pid] = await servers(1);
  process.kill(pid!, "SIGTERM");
  while (!output.includes("The server has ended")) await once(watcher.stdout!, "data");
  writeFileSync(join(root, ".env"), "PORT=1\n");
  await servers(2);
});

test("the libraries of the pages are bundled before the first server, in a process of their own, once", async () => {
  const bundled = join(root, "node_modules/.vite/deps");
  rmSync(bundled, { recursive: true, force: true });
  await start();
  const bundlers = () => readFileSync(join(bundled, "_metadata.json"), "utf8").trim().split("\n");
  expect(bundlers()).toHaveLength(1);
  expect(bundlers()).not.toContain(String((await servers(1))[0]));
  writeFileSync(join(root, ".env"), "PORT=1\n");
  await servers(2);
  expect(bundlers()).toHaveLength(1);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s reaches the server, whose exit code is the watcher's",
  async (signal) => {
    await start();
    const [pid] = await servers(1);
    watcher.kill(signal);
    const [exitCode] = await once(watcher, "close");
    expect(exitCode).toBe(7);
    expect(output).toContain(`${pid} ended by ${signal}`);
    expect(isAlive(pid!)).toBe(false);
  },
);

test.skipIf(process.platform === "win32")(
  "SIGTERM to the shell between npm and the watcher ends the server",
  async () => {
    // The second command keeps the shell from becoming the first.
    await start("sh", ["-c", `"$0" "$@"; exit $?`, process.execPath, ...COMMAND]);
    const [pid] = await servers(1);
    watcher.kill("SIGTERM");
    // All that was started shares its output, which closes with the last of them.
    await once(watcher, "close");
    expect(output).toContain(`${pid} ended by SIGTERM`);
  },
);
