import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { AegisError, systemCode } from "../errors.ts";
import type { PackageManager } from "../stack/stack.ts";
import { isForProduction } from "./environment.ts";
import { installFromLock } from "./lock-import.ts";
import { installCommand, installLine } from "./package-manager.ts";
import { askedFor, installedManifest } from "./packages.ts";
import { type Ended, run } from "./run.ts";

export interface Installing {
  readonly folder: string;
  readonly manager: PackageManager;
  /** npm's lock for this application, for a manager that can take its versions over. */
  readonly lockfile: () => string;
  readonly signal: AbortSignal;
  /** Told what the manager is at, a few words, whenever that changes. */
  readonly onStep: (step: string) => void;
}

const fetched = /^npm http (?:fetch|cache) .*?\/((?:@[^/]+(?:\/|%2f))?[^/]+?)(?:\/-\/\S*)?(?: |$)/i;

function stepOf(line: string): string | null {
  const name = fetched.exec(line)?.[1];
  return name === undefined ? null : decodeURIComponent(name);
}

const noNetwork =
  /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ECONNRESET|ERR_PNPM_META_FETCH_FAIL/;

function failure(installing: Installing, ended: Ended): AegisError {
  const said = ended.lines.filter((line) => line.trim() !== "" && !line.startsWith("npm http")).slice(-12);
  const offline = said.some((line) => noNetwork.test(line));
  const again = installLine(installing.manager, isForProduction());
  return new AegisError("install-failed", {
    message: offline
      ? `The dependencies could not be installed: ${installing.manager} does not reach the registry.`
      : `The dependencies could not be installed: ${installing.manager} ended with ${ended.code ?? "a signal"}.`,
    hint: `The files are all there: to go on, run "${again}" in ${installing.folder}.`,
    details: { folder: installing.folder, command: again, output: said },
  });
}

/** What package.json asks for and is not there; nothing where the manager keeps packages in a place of its own. */
function missingPackages(folder: string): string[] {
  const isMissing = (name: string) => installedManifest(folder, name) === null;
  const [needed, development] = [askedFor(folder, "dependencies"), askedFor(folder, "devDependencies")];
  if (needed.every(isMissing)) return [];
  return [...needed, ...development].filter(isMissing);
}

/** Whether the Node that the application brings along was only named and not fetched, which an install script does. */
function lacksOwnNode(folder: string): boolean {
  const place = join(folder, "node_modules/node");
  return existsSync(join(place, "package.json")) && !existsSync(join(place, "bin"));
}

/** A manager may end well and leave out what its configuration excludes: then the application would not start. */
function requireComplete({ folder, manager }: Installing): void {
  const missing = missingPackages(folder);
  if (missing.length > 0) {
    throw new AegisError("install-incomplete", {
      message: `${manager} left out ${missing.length} of the packages that the application needs, such as ${missing[0]}.`,
      hint: `Its configuration excludes them. The files are all there: change it, and run "${manager} install" in ${folder}.`,
      details: { folder, missing },
    });
  }
  if (!lacksOwnNode(folder)) return;
  const command = manager === "npm" ? "npm rebuild node --ignore-scripts=false" : `${manager} rebuild node`;
  throw new AegisError("install-incomplete", {
    message: `The Node that the application brings along is not there: ${manager} did not run the script that fetches it.`,
    hint: `Its configuration says ignore-scripts. Allow this one, by "${command}" in ${folder}, or install Node 24.`,
    details: { folder, missing: ["node"] },
  });
}

/**
 * Installs the application's dependencies. Throws `install-failed` or `install-incomplete` (the files stay),
 * `package-manager-missing`, or `interrupted`, after taking away what was installed by half.
 */
export async function install(installing: Installing): Promise<void> {
  const { folder, manager, signal, onStep } = installing;
  const modules = join(folder, "node_modules");
  const hadModules = existsSync(modules);
  const { command, args } = installCommand(manager);
  let ended: Ended;
  try {
    const onLine = (line: string) => {
      const step = stepOf(line);
      if (step !== null) onStep(step);
    };
    ended = await installFromLock(installing, () => run(command, args, { folder, signal, onLine }));
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    const message = `${manager} is not installed on this machine, so nothing was installed.`;
    const hint = `The files are all there: install ${manager} and run "${command} install" in ${folder}.`;
    throw new AegisError("package-manager-missing", { message, hint, details: { manager, folder } }, error);
  }
  if (signal.aborted) {
    if (!hadModules) await rm(modules, { recursive: true, force: true });
    const hint = `The files are all there, half-installed dependencies are gone: run "${command} install" in ${folder} to go on.`;
    throw new AegisError("interrupted", { message: "Stopped while installing.", hint, details: { folder } });
  }
  if (ended.code !== 0) throw failure(installing, ended);
  requireComplete(installing);
}
