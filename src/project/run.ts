import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { developmentEnvironment } from "./environment.ts";
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
  const env = developmentEnvironment(process.env, folder);
  const place = findExecutable(command, env);
  if (place === null) throw notFound(command);
  return spawn(asCommand(place), args, { cwd: folder, env, stdio: stdio ?? "pipe", shell });
}

function signalFor(signal: AbortSignal): NodeJS.Signals | null {
  // Ctrl-C reaches everything that shares the terminal: told twice, an application would not drain but end at once.
  if (signal.reason === "SIGINT") return process.stdin.isTTY ? null : "SIGINT";
  return "SIGTERM";
}

/** How long an interrupted command may take to end by itself. An npm that takes back what it installed takes minutes. */
const GRACE_MS = 3_000;

/**
 * Passes an interruption on to the child, unless it gets it by itself.
 *
 * @param grace after how many milliseconds it is ended by force; not given: never
 */
function passOn(child: ChildProcess, signal: AbortSignal, grace?: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    const name = signalFor(signal);
    if (name !== null) child.kill(name);
    if (grace !== undefined) timer = setTimeout(() => child.kill("SIGKILL"), grace);
  };
  if (signal.aborted) end();
  signal.addEventListener("abort", end);
  return () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  };
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
    const release = passOn(child, running.signal, GRACE_MS);
    child.on("error", (error) => {
      release();
      reject(error);
    });
    child.on("exit", () => {
      // What an interrupted command has started may hold its output open for as long as it likes.
      if (!running.signal.aborted) return;
      child.stdout?.destroy();
      child.stderr?.destroy();
    });
    child.on("close", (code) => {
      release();
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
    const release = passOn(child, running.signal);
    child.on("error", reject);
    child.on("close", (code) => {
      release();
      resolve(code);
    });
  });
}
