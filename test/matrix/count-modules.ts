import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { until } from "../until.ts";

const HOOK_URL = pathToFileURL(join(import.meta.dirname, "loaded-modules.js")).href;

/** What Node is started with, so that the modules of the process are recorded. */
export const RECORDING_ARGUMENTS = ["--import", HOOK_URL, "--require", "@aegis-stack/runtime/preload"];

/** Where a process records its modules, as a setting of its environment. */
export const recordIn = (file: string): NodeJS.ProcessEnv => ({ LOADED_MODULES: file });

/** The modules that the process that began the file has loaded, as addresses below its folder. Children do not count. */
export function readLoaded(file: string, folder: string): string[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const own = lines[0]?.split(" ")[0];
  const root = pathToFileURL(`${folder}/`).href;
  return lines.flatMap((line) => {
    const [pid, url = ""] = line.split(" ");
    return pid === own && url.startsWith(root) ? [url.slice(root.length).replace(/\?.*$/, "")] : [];
  });
}

export interface Role {
  readonly process: ChildProcess;
  output(): string;
}

/** Starts a process that opens no port, and resolves when its log contains a text. */
export async function startRole(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  started: string,
): Promise<Role> {
  const { NODE_ENV: _ofThisTest, VITEST: _too, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...inherited, PATH: [dirname(process.execPath), process.env.PATH].join(":"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  await until(`"${started}" in the log`, () => {
    if (child.exitCode !== null) throw new Error(`it ended before it started:\n${output}`);
    return output.includes(started);
  });
  return { process: child, output: () => output };
}

/** Stops a process as an orchestrator does, and resolves to its exit code. */
export async function stopRole({ process: child }: Role): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
  return child.exitCode;
}
