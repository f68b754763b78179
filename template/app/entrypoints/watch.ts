import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, watch } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** A change often comes as several events, and an editor or git changes several files at once. */
const DEBOUNCE_MS = 100;

/** What the server never loads: a change of it must not cost a restart. */
const NOT_LOADED = /\.(test|fixture)\.[cm]?[jt]sx?$|[~#]$|\.sw[a-z]$/;

/**
 * Node's young generation grows to 48 MB before it is collected. With 3 MB the server takes 100 MB less while Vite
 * compiles, for the same time of processor.
 */
const NODE_FLAGS = ["--max-semi-space-size=1"];

/** The bundler below Vite gives memory back at once instead of keeping it: 150 MB after it has bundled the libraries. */
const ALLOCATOR = { MIMALLOC_PURGE_DELAY: "0", MALLOC_ARENA_MAX: "2" };

/** Where Vite keeps the libraries of the pages, bundled for browsers. */
const BUNDLED_LIBRARIES = join(ROOT, "node_modules/.vite/deps/_metadata.json");

/** What the server is made of. The pages are not: Vite reloads them without a restart. */
function watchedFolders(): string[] {
  const components = readdirSync(join(ROOT, "app/components")).filter((name) => name !== "frontend");
  const candidates = [
    "app/core",
    "app/services",
    "app/entrypoints",
    ...components.map((name) => `app/components/${name}`),
    "app/components/frontend/serve",
  ];
  return candidates.map((path) => join(ROOT, path)).filter((path) => existsSync(path));
}

let server: ChildProcess | undefined;
let lastExitCode = 1;
let isStopping = false;
let hasChanged = false;
const changed = new Set<string>();
let debounce: NodeJS.Timeout | undefined;

function spawnScript(path: string, stdio: "inherit" | "ignore"): ChildProcess {
  const preload = `--require=${join(ROOT, "app/entrypoints/preload.cjs")}`;
  return spawn(process.execPath, [...NODE_FLAGS, preload, join(ROOT, path)], {
    cwd: ROOT,
    stdio,
    // What outlives a restart, such as the embedded queue, ends with this process.
    env: { ...ALLOCATOR, ...process.env, WATCHER_PID: String(process.pid) },
  });
}

/** The first time, before the server: the bundler would keep its memory in the server's process. */
function bundleLibraries(): void {
  // When it fails, Vite does it again in the server and says why.
  server = spawnScript("app/entrypoints/bundle-libraries.ts", "ignore");
  server.on("close", () => {
    server = undefined;
    if (isStopping) process.exit(0);
    start();
  });
}

function start(): void {
  hasChanged = false;
  server = spawnScript("app/entrypoints/dev.ts", "inherit");
  server.on("close", (exitCode) => {
    server = undefined;
    lastExitCode = exitCode ?? 1;
    if (isStopping) process.exit(lastExitCode);
    if (hasChanged) start();
    else process.stdout.write("The server has ended. It starts again after the next change of a file.\n");
  });
}

function noteChange(path: string): void {
  changed.add(relative(ROOT, path));
  clearTimeout(debounce);
  debounce = setTimeout(restart, DEBOUNCE_MS);
}

function restart(): void {
  process.stdout.write(`Changed: ${[...changed].join(", ")}. The server is started again.\n`);
  changed.clear();
  hasChanged = true;
  if (server) server.kill("SIGTERM");
  else start();
}

function stop(signal: NodeJS.Signals): void {
  isStopping = true;
  clearTimeout(debounce);
  if (server) server.kill(signal);
  else process.exit(lastExitCode);
}

/** A shell between npm and this process ends on SIGTERM without handing it on, and this process gets another parent. */
function stopWithoutParent(): void {
  // Started by hand, it may be meant to outlive a shell.
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop("SIGTERM");
  }, 500);
}

function watchFolder(folder: string, isWatched: (name: string) => boolean, recursive: boolean): void {
  const watcher = watch(folder, { recursive }, (_event, name) => {
    if (name !== null && isWatched(name)) noteChange(join(folder, name));
  });
  watcher.on("error", ({ message }) => {
    process.stderr.write(`Changes below ${folder} are not seen any more: ${message}. Start again.\n`);
  });
}

for (const folder of watchedFolders()) watchFolder(folder, (name) => !NOT_LOADED.test(name), true);
// By its folder, since editors write a new file and put it in the place of the old one.
watchFolder(ROOT, (name) => name === ".env", false);
// Not every sender of a signal reaches the whole process group.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop(signal));
process.on("SIGHUP", () => stop("SIGTERM"));
stopWithoutParent();
if (existsSync(BUNDLED_LIBRARIES)) start();
else bundleLibraries();
