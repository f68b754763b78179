import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "#app/core/constants.ts";

/**
 * What the server is made of. The pages are not: Vite reloads them without a restart. The paths are named because
 * plain `--watch` follows every import, Vite's temporary files included, and would restart for ever.
 */
function watchedPaths(): string[] {
  const components = readdirSync(join(ROOT, "app/components")).filter((name) => name !== "frontend");
  const candidates = [
    "app/core",
    "app/services",
    "app/entrypoints",
    ...components.map((name) => `app/components/${name}`),
    "app/components/frontend/serve",
    ".env",
  ];
  return candidates.map((path) => join(ROOT, path)).filter((path) => existsSync(path));
}

/** Hands signals on, since not every sender reaches the whole group, and ends as the child ends. */
function endWith(child: ChildProcess): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => child.kill(signal));
  // Node's watcher knows the other two only.
  process.on("SIGHUP", () => child.kill("SIGTERM"));
  child.on("close", (exitCode) => process.exit(exitCode ?? 1));
}

/** A shell between npm and this process ends on SIGTERM without handing it on, and this process gets another parent. */
function endWithoutParent(child: ChildProcess): void {
  // Whoever starts it by hand may want it to outlive a shell.
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    child.kill("SIGTERM");
  }, 500);
}

const server = spawn(
  process.execPath,
  [
    "--watch",
    "--watch-preserve-output",
    ...watchedPaths().map((path) => `--watch-path=${path}`),
    `--require=${join(ROOT, "app/entrypoints/preload.cjs")}`,
    join(ROOT, "app/entrypoints/dev.ts"),
  ],
  { cwd: ROOT, stdio: "inherit" },
);
endWith(server);
endWithoutParent(server);
