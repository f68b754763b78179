import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { machineEnvironment } from "../../project/environment.ts";
import { findExecutable } from "../../project/executable.ts";
import { isTooOld, machineNode } from "../../project/node.ts";

export interface CommandOutput {
  /** Null where it could not be started, was ended by us, or by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Asking {
  readonly folder: string;
  /** Milliseconds. */
  readonly limit: number;
}

const silent: CommandOutput = { code: null, stdout: "", stderr: "" };

/** Runs a program at an absolute path and gathers what it prints. Never throws. */
function runProgram(
  place: string,
  args: readonly string[],
  cwd: string,
  { folder, limit }: Asking,
): Promise<CommandOutput> {
  const shell = process.platform === "win32" && !/\.exe$/i.test(place);
  return new Promise((resolve) => {
    const output = { stdout: "", stderr: "" };
    const child = spawn(shell ? `"${place}"` : place, args, {
      cwd,
      env: { ...machineEnvironment(process.env, folder), NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows the package managers are .cmd files, which only a shell starts.
      shell,
    });
    // Not spawn's own limit: where nothing could be started, it would keep us waiting all the same.
    const timer = setTimeout(() => child.kill("SIGKILL"), limit);
    const end = (code: number | null) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", () => end(null));
    child.on("close", end);
  });
}

/** A folder whose settings no application wrote: some package managers run code that the current folder names. */
const neutralFolder = (): string => (existsSync(homedir()) ? homedir() : tmpdir());

/** Runs a command of the machine's, never one that the application holds, and not in its folder. Never throws. */
export async function askMachine(
  command: string,
  args: readonly string[],
  asking: Asking,
): Promise<CommandOutput> {
  const place = findExecutable(command, machineEnvironment(process.env, asking.folder));
  return place === null ? silent : runProgram(place, args, neutralFolder(), asking);
}

/** The Node that runs the application's command: the machine's, or where that is too old, the one that it brings. */
async function nodeFor(folder: string): Promise<string | null> {
  const machine = findExecutable("node", machineEnvironment(process.env, folder));
  if (!isTooOld(await machineNode())) return machine ?? process.execPath;
  const brought = join(folder, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(brought) ? brought : machine;
}

/** What the application's own command answers with --json; null where it gave no response. This runs the application's code. */
export async function askApplication(words: readonly string[], asking: Asking): Promise<unknown> {
  const node = await nodeFor(asking.folder);
  if (node === null) return null;
  const args = ["app/cli/bin.js", ...words, "--json"];
  const { stdout } = await runProgram(node, args, asking.folder, asking);
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}
