import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { machineEnvironment } from "./environment.ts";
import { findExecutable, notFound } from "./executable.ts";

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly lines: readonly string[];
}

export interface Running {
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onLine?: (line: string) => void;
}

const lastLines = 200;

// On Windows the package managers are .cmd files, which only a shell starts, and a shell splits a path at its spaces.
const shell = process.platform === "win32";
const asCommand = (path: string): string => (shell ? `"${path}"` : path);

/** Starts a command of the machine's, never one of the application's own. Throws ENOENT when the machine has none. */
function start(command: string, args: readonly string[], folder: string, stdio: SpawnOptions["stdio"]) {
  const env = machineEnvironment(process.env, folder);
  const place = findExecutable(command, env);
  if (place === null) throw notFound(command);
  return spawn(asCommand(place), args, { cwd: folder, env, stdio: stdio ?? "pipe", shell });
}

function signalFor(signal: AbortSignal): NodeJS.Signals | null {
  // Ctrl-C reaches everything that shares the terminal: told twice, an application would not drain but end at once.
  if (signal.reason === "SIGINT") return process.stdin.isTTY ? null : "SIGINT";
  return "SIGTERM";
}

/** Passes an interruption on to the child, unless it gets it by itself. */
function passOn(child: ChildProcess, signal: AbortSignal): () => void {
  const end = () => {
    const name = signalFor(signal);
    if (name !== null) child.kill(name);
  };
  if (signal.aborted) end();
  signal.addEventListener("abort", end);
  return () => signal.removeEventListener("abort", end);
}

/**
 * Runs a command in a folder and gathers what it says. Rejects only when it cannot be started (ENOENT when it is not there).
 */
export function run(command: string, args: readonly string[], running: Running): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = start(command, args, running.folder, ["ignore", "pipe", "pipe"]);
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      let rest = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        const pieces = `${rest}${chunk}`.split(/\r?\n/);
        rest = pieces.pop() ?? "";
        for (const line of pieces) {
          lines.push(line);
          if (lines.length > lastLines) lines.shift();
          running.onLine?.(line);
        }
      });
      stream.on("end", () => rest !== "" && lines.push(rest));
    }
    const letGo = passOn(child, running.signal);
    child.on("error", (error) => {
      letGo();
      reject(error);
    });
    child.on("close", (code) => {
      letGo();
      resolve({ code, lines });
    });
  });
}

/** Runs a command in the foreground: it has our terminal, and we end when it ends. */
export function runInForeground(
  command: string,
  args: readonly string[],
  running: Running,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = start(command, args, running.folder, "inherit");
    const letGo = passOn(child, running.signal);
    child.on("error", reject);
    child.on("close", (code) => {
      letGo();
      resolve(code);
    });
  });
}
