import { type ChildProcess, spawn } from "node:child_process";
import { dirname } from "node:path";
import { runIn } from "../matrix/workspace.ts";

export interface Begun {
  jobId: string;
  /** Milliseconds since 1970. */
  tick: number;
}

export interface Scheduler {
  readonly process: ChildProcess;
  /** Every run that this process has begun. */
  begun(): Begun[];
  /** Those of them whose job is done; whether that could be written down is another matter. */
  done(): Begun[];
  /** How many of its runs it says others had buried while it was alive, because it had stood still. */
  tooLate(): number;
  /** Resolves when its log, or a job, has said something. */
  says(text: string): Promise<void>;
  /** Resolves when it begins its next run. */
  nextBegin(): Promise<void>;
}

/** Starts the application's own scheduler with jobs that are due every second. */
export function startScheduler(folder: string, env: Record<string, string>): Scheduler {
  const child = spawn(
    process.execPath,
    ["--require", "@aegis-stack/runtime/preload", "proofs/scheduler/scheduler.ts"],
    {
      cwd: folder,
      env: { PATH: [dirname(process.execPath), process.env.PATH].join(":"), NODE_ENV: "development", ...env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let output = "";
  // Whoever waits for the next of several schedulers listens to each of them.
  child.stdout.setMaxListeners(0);
  child.stdout.on("data", (text) => {
    output += text;
  });
  const told = (line: RegExp): Begun[] =>
    [...output.matchAll(line)].map(([, jobId = "", tick]) => ({ jobId, tick: Number(tick) }));
  const begun = () => told(/^begin (\S+) (\d+)$/gm);
  return {
    process: child,
    begun,
    done: () => told(/^end (\S+) (\d+)$/gm),
    tooLate: () => output.match(/others had taken this scheduler for dead/g)?.length ?? 0,
    async says(text) {
      while (!output.includes(text)) await next(child.stdout);
    },
    async nextBegin() {
      const before = begun().length;
      while (begun().length === before) await next(child.stdout);
    },
  };
}

/** Resolves with whatever is written next. Unlike `once` it leaves nothing behind for errors. */
const next = (stream: NodeJS.ReadableStream) => new Promise((resolve) => stream.once("data", resolve));

export interface Line {
  status: string;
  scheduledFor: string;
  message: string | null;
  ticks: number;
}

/** The history of a job, as the application's own command tells it. */
export function historyOf(folder: string, jobId: string, env: Record<string, string>): Line[] {
  const { status, output } = runIn(
    folder,
    "node",
    ["app/cli/bin.js", "ops", "jobs", "history", jobId, "--json"],
    env,
  );
  if (status !== 0) throw new Error(output);
  return JSON.parse(output);
}
