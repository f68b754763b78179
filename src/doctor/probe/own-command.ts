import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { machineEnvironment } from "../../project/environment.ts";

export interface Told {
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

/** Runs a command where the application is, on the Node that the application would run on. Never throws. */
export function ask(command: string, args: readonly string[], { folder, limit }: Asking): Promise<Told> {
  const environment = machineEnvironment();
  const path = [join(folder, "node_modules/.bin"), environment.PATH ?? ""].join(delimiter);
  return new Promise((resolve) => {
    const told = { stdout: "", stderr: "" };
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...environment, PATH: path, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows the package managers are .cmd files, which only a shell starts.
      shell: process.platform === "win32",
    });
    // Not spawn's own limit: where nothing could be started, it would keep us waiting all the same.
    const timer = setTimeout(() => child.kill("SIGKILL"), limit);
    const end = (code: number | null) => {
      clearTimeout(timer);
      resolve({ code, ...told });
    };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      told.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      told.stderr += text;
    });
    child.on("error", () => end(null));
    child.on("close", end);
  });
}

/** What the application's own command answers with --json; null where it gave no answer. */
export async function askApplication(words: readonly string[], asking: Asking): Promise<unknown> {
  const { stdout } = await ask("node", ["app/cli/bin.js", ...words, "--json"], asking);
  try {
    return JSON.parse(stdout);
  } catch {
    return null;
  }
}
