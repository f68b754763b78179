import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { watchSources } from "./watch-sources.ts";

/** A change often comes as several events, and an editor or git changes several files at once. */
const DEBOUNCE_MS = 100;

/** How often the watcher looks whether its parent is still the same. */
const PARENT_CHECK_MS = 500;

/**
 * Node's young generation grows to 48 MB before it is collected. With 3 MB the server takes 100 MB less while Vite
 * compiles, for the same time of processor.
 */
const NODE_FLAGS = ["--max-semi-space-size=1", "--require=@aegis-stack/runtime/preload"];

/** The bundler below Vite gives memory back at once instead of keeping it: 150 MB after it has bundled the libraries. */
const ALLOCATOR_VARIABLES = { MIMALLOC_PURGE_DELAY: "0", MALLOC_ARENA_MAX: "2" };

/** Where Vite keeps the libraries of the pages, bundled for browsers. */
const BUNDLED_LIBRARIES = "node_modules/.vite/deps/_metadata.json";

/** Beside this module, before and after it is compiled. */
const BUNDLER_PATH = fileURLToPath(
  new URL(`./bundle-libraries.process${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url),
);

/** What the watcher starts. */
export interface WatchServerOptions {
  /** The folder that holds package.json. */
  readonly root: string;
  /** The script of the server and its arguments. */
  readonly command: readonly string[];
}

/**
 * Runs the server of an application and starts it again after a change of what it loads. SIGTERM and SIGINT are handed on to
 * it; its exit code becomes the one of this process.
 */
export function watchServer({ root, command }: WatchServerOptions): void {
  let server: ChildProcess | undefined;
  let lastExitCode = 1;
  let isStopping = false;
  let hasChanged = false;
  const changed = new Set<string>();
  let debounce: NodeJS.Timeout | undefined;

  function spawnScript(words: readonly string[], stdio: "inherit" | "ignore"): ChildProcess {
    return spawn(process.execPath, [...NODE_FLAGS, ...words], {
      cwd: root,
      stdio,
      // What outlives a restart, such as the embedded queue, ends with this process.
      env: { ...ALLOCATOR_VARIABLES, ...process.env, WATCHER_PID: String(process.pid) },
    });
  }

  /** The first time, before the server: the bundler would keep its memory in the server's process. */
  function bundleLibraries(): void {
    // When it fails, Vite does it again in the server and says why.
    server = spawnScript([BUNDLER_PATH], "ignore");
    server.on("close", () => {
      server = undefined;
      if (isStopping) process.exit(0);
      start();
    });
  }

  function start(): void {
    hasChanged = false;
    server = spawnScript(command, "inherit");
    server.on("close", (exitCode) => {
      server = undefined;
      lastExitCode = exitCode ?? 1;
      if (isStopping) process.exit(lastExitCode);
      if (hasChanged) start();
      else process.stdout.write("The server has ended. It starts again after the next change of a file.\n");
    });
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

  watchSources(root, (path) => {
    changed.add(relative(root, path));
    clearTimeout(debounce);
    debounce = setTimeout(restart, DEBOUNCE_MS);
  });
  // Not every sender of a signal reaches the whole process group.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop(signal));
  process.on("SIGHUP", () => stop("SIGTERM"));
  onParentEnd(() => stop("SIGTERM"));
  if (existsSync(join(root, BUNDLED_LIBRARIES))) start();
  else bundleLibraries();
}

/** A shell between npm and this process ends on SIGTERM without handing it on, and this process gets another parent. */
function onParentEnd(stop: () => void): void {
  // Started by hand, it may be meant to outlive a shell.
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
}
