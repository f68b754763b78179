import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { application } from "../application.ts";
import { POLL_INTERVAL_MS, RUNAWAY_LIMIT_MS } from "../until.ts";

/** The rendered application with the tasks of the proofs in it. */
export function trialApplication(words: readonly string[]): string {
  const folder = application(words);
  cpSync(join(import.meta.dirname, "application"), join(folder, "app/entrypoints"), { recursive: true });
  return folder;
}

/** Something that a worker said of a task. */
export interface Said {
  word: "begin" | "end";
  key: string;
  taskId: string;
  attempt: number;
  /** Milliseconds since 1970. */
  at: number;
  worker: number;
}

export interface TrialWorker {
  readonly process: ChildProcess;
  said: Said[];
  output(): string;
  /** Resolves to the exit code when it has ended. */
  ended: Promise<number | null>;
}

function start(folder: string, file: string, env: Record<string, string>): ChildProcess {
  const PATH = [dirname(process.execPath), process.env.PATH].join(":");
  return spawn(process.execPath, [`app/entrypoints/${file}`], {
    cwd: folder,
    env: { PATH, NODE_ENV: "development", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/**
 * Starts a worker, and resolves when it takes tasks.
 *
 * @param waits whether it is to take tasks at all: one that its server refuses never does
 */
export async function startWorker(
  folder: string,
  env: Record<string, string>,
  waits = true,
): Promise<TrialWorker> {
  const child = start(folder, "trial-worker.ts", { LOG_LEVEL: "info", ...env });
  const said: Said[] = [];
  let begin = () => {};
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let output = "";
  const hear = (line: string) => {
    output += `${line}\n`;
    if (line.includes('"worker started"')) begin();
    const [mark, word = "", key = "", taskId = "", attempt, at] = line.split(" ");
    if (mark !== "@") return;
    // A task that ends its worker does so before that has said that it started.
    begin();
    said.push({
      word: word as Said["word"],
      key,
      taskId,
      attempt: Number(attempt),
      at: Number(at),
      worker: child.pid ?? 0,
    });
  };
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on("line", hear);
  const ended = once(child, "close").then(() => child.exitCode);
  const gone = ended.then(() => {
    throw new Error(`the worker ended before it began:
${output}`);
  });
  // Later on it may end as it likes.
  gone.catch(() => {});
  if (waits) await Promise.race([started, gone]);
  return { process: child, said, output: () => output, ended };
}

interface Answer {
  /** Milliseconds, by a clock that stands still while the process that asks gets no processor. */
  took: number;
  answer: unknown;
  code: string | null;
}

/** The service of the tasks in a process of its own. */
export interface TrialService {
  /** Calls a method; never rejects. */
  ask(method: string, ...given: unknown[]): Promise<Answer>;
  /**
   * Calls a method that must succeed. While the server is unavailable or too slow to respond in time, the call is
   * repeated after a pause: how often depends on the machine, so only the runaway limit ends it.
   */
  get<Result>(method: string, ...given: unknown[]): Promise<Result>;
  /** The code that a method is refused with, null where it succeeds; repeated as by `get`. */
  refusal(method: string, ...given: unknown[]): Promise<string | null>;
  stop(): void;
}

export function startService(folder: string, env: Record<string, string>): TrialService {
  const child = start(folder, "trial-service.ts", { LOG_LEVEL: "silent", ...env });
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  child.stderr?.pipe(process.stderr);
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [id, took, answer, code] = JSON.parse(line);
      waiting.get(id)?.({ took, answer, code });
      waiting.delete(id);
    });
  }
  const ask = (method: string, ...given: unknown[]) => {
    count += 1;
    const answer = new Promise<Answer>((resolve) => waiting.set(count, resolve));
    child.stdin?.write(`${JSON.stringify([count, method, ...given])}\n`);
    return answer;
  };
  /** Asks until there is an answer that has nothing to do with the speed of the machine. */
  const askPatiently = async (method: string, ...given: unknown[]) => {
    for (const deadline = Date.now() + RUNAWAY_LIMIT_MS; ; await delay(POLL_INTERVAL_MS)) {
      const answer = await ask(method, ...given);
      const isTransient = /unavailable|no-answer/.test(answer.code ?? "");
      if (!isTransient || Date.now() > deadline) return answer;
    }
  };
  return {
    ask,
    async get<Result>(method: string, ...given: unknown[]) {
      const { answer, code } = await askPatiently(method, ...given);
      if (code === null) return answer as Result;
      throw new Error(`${method}: ${code}`);
    },
    refusal: async (method, ...given) => (await askPatiently(method, ...given)).code,
    stop: () => void child.kill(),
  };
}
