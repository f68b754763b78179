import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { application } from "../application.ts";
import { runIn } from "../matrix/workspace.ts";

const OWN = join(import.meta.dirname, "application");

/** An application whose owner has added a table of two counters, which are always equal, and its migration. */
export function countingApplication(words: readonly string[]): string {
  const folder = application(words);
  mkdirSync(join(folder, "app/services/counters"));
  cpSync(join(OWN, "tables.ts"), join(folder, "app/services/counters/tables.ts"));
  cpSync(join(OWN, "count.ts"), join(folder, "app/services/counters/count.ts"));
  appendFileSync(join(folder, "app/services/tables.ts"), 'export * from "./counters/tables.ts";\n');
  const { status, output } = runIn(folder, "npm", ["run", "db:generate"]);
  if (status !== 0) throw new Error(output);
  return folder;
}

/** Starts a script of the application as its own entrypoints are started. */
export function startScript(
  folder: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  stderr: "inherit" | "pipe" = "inherit",
): ChildProcess {
  const { NODE_ENV: _ofThisTest, VITEST: _too, ...inherited } = process.env;
  return spawn(process.execPath, ["--require", "@aegis-stack/runtime/preload", ...words], {
    cwd: folder,
    env: { ...inherited, ...env },
    stdio: ["ignore", "pipe", stderr],
  });
}
