import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./processes.ts";

const WORKSPACES_FOLDER = join(ROOT, ".work/bench");

function run(folder: string, command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): void {
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH, ...more },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}:\n${stdout}${stderr}`);
}

/**
 * Generates an application, links the template's packages into it, and builds its pages.
 *
 * @param components as `--components` takes them
 * @param services as `--services` takes them
 */
export function generateApplication(
  components: readonly string[] = [],
  services: readonly string[] = [],
): string {
  mkdirSync(WORKSPACES_FOLDER, { recursive: true });
  const parent = mkdtempSync(join(WORKSPACES_FOLDER, "run-"));
  const aegis = join(ROOT, "bin/aegis.cjs");
  const words = ["--components", components.join(","), "--services", services.join(",")];
  run(parent, process.execPath, [aegis, "init", "bench-app", ...words, "--yes", "--no-install", "--no-git"]);
  const folder = join(parent, "bench-app");
  run(ROOT, "cp", ["-al", "template/node_modules", join(folder, "node_modules")]);
  buildApplicationPages(folder);
  if (components.some((word) => word.startsWith("database"))) generateMigration(folder);
  // It imports the application's own modules, so it has to stand inside of it.
  cpSync(join(import.meta.dirname, "servers/application.ts"), join(folder, "bench-server.ts"));
  return folder;
}

/** Builds the pages of an application for production. */
export const buildApplicationPages = (folder: string): void =>
  run(folder, join(folder, "node_modules/.bin/react-router"), ["build"]);

/** Writes a migration of what has changed in the tables. */
export const generateMigration = (folder: string): void => run(folder, "npm", ["run", "db:generate"]);

/** Makes the tables of an application that has a database. */
export function migrate(folder: string, env: NodeJS.ProcessEnv = {}): void {
  run(folder, process.execPath, ["app/cli/bin.js", "db", "migrate"], env);
}
