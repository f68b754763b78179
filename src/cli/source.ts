import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { AegisError, systemCode } from "../errors.ts";
import { findProject } from "../evolve/project.ts";
import { readState } from "../evolve/read-state.ts";
import type { State } from "../evolve/state.ts";
import { installLine } from "../project/package-manager.ts";
import { foldersAround } from "../project/packages.ts";
import { runInForeground } from "../project/run.ts";
import { RUNTIME_FOLDER, RUNTIME_NAME } from "../runtime.ts";
import { suggestion } from "../stack/nearest.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { type Interruption, runInterruptibly } from "./interruption.ts";

/** Components that the runtime has under the name of what they do. */
const OTHER_NAMES: Readonly<Record<string, string>> = { backend: "http", cli: "commands", worker: "queue" };

/** Where the runtime of an application is: its own folder, or the installed package. Throws `runtime-not-installed`. */
function findRuntime(folder: string, { runtime, packageManager }: State): string {
  const isVendored = runtime === "vendored";
  const candidates = isVendored
    ? [join(folder, RUNTIME_FOLDER)]
    : foldersAround(folder).map((place) => join(place, "node_modules", RUNTIME_NAME));
  const found = candidates.find((place) => existsSync(join(place, "src")));
  if (found !== undefined) return realpathSync(found);
  throw new AegisError("runtime-not-installed", {
    message: `The sources of ${RUNTIME_NAME} are not in ${candidates[0]}.`,
    hint: isVendored
      ? "Take the folder back from git."
      : `Run "${installLine(packageManager, false)}" in ${folder}, and the command again.`,
    details: { folder, place: candidates[0] },
  });
}

/** The folder of one capability, or of all of them. Throws `capability-unknown`. */
function findSource(runtime: string, capability: string | undefined): string {
  const sources = join(runtime, "src");
  if (capability === undefined) return sources;
  const folders = readdirSync(sources, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  const asked = capability.toLowerCase();
  const name = names.includes(asked) ? asked : OTHER_NAMES[asked];
  if (name !== undefined && names.includes(name)) return join(sources, name);
  throw new AegisError("capability-unknown", {
    message: `The runtime has no capability "${capability}".`,
    hint: `${suggestion(capability, [...names, ...Object.keys(OTHER_NAMES)])}It has ${names.join(", ")}.`,
    details: { given: capability, allowed: names },
  });
}

/** The editor's command as its words; null where none is set, or there is no terminal for it. */
function chosenEditor(terminal: Terminal): readonly string[] | null {
  const isInteractive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (terminal.asJson || !isInteractive || process.env.CI) return null;
  const words = (process.env.VISUAL || process.env.EDITOR || "").split(" ").filter((word) => word !== "");
  return words.length === 0 ? null : words;
}

async function openIn(
  [command = "", ...args]: readonly string[],
  place: string,
  { signal }: Interruption,
): Promise<void> {
  // Windows starts it through a shell, which splits a path at its spaces.
  const argument = process.platform === "win32" ? `"${place}"` : place;
  try {
    await runInForeground(command, [...args, argument], { folder: place, signal });
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
    throw new AegisError(
      "usage",
      {
        message: `The editor "${command}" is not installed on this machine.`,
        hint: "Set VISUAL or EDITOR to one that is, or open the folder above by hand.",
        details: { editor: command },
      },
      error,
    );
  }
}

/** Prints where the sources of a capability are, of the packed and of the vendored runtime, and opens them in an editor. */
export async function source(terminal: Terminal, capability: string | undefined): Promise<void> {
  const folder = findProject(process.cwd());
  const { state } = readState(folder);
  const place = findSource(findRuntime(folder, state), capability);
  terminal.say(place);
  terminal.printResult({
    command: "source",
    capability: capability ?? null,
    folder: place,
    vendored: state.runtime === "vendored",
  });
  const editor = chosenEditor(terminal);
  if (editor !== null) await runInterruptibly((interruption) => openIn(editor, place, interruption));
}
