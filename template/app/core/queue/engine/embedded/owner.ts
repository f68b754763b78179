import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "#app/core/errors.ts";

/** The owner says that it lives so often, in milliseconds. */
const SIGN_OF_LIFE = 5_000;

/** One that has not said so for this long is taken for dead, in milliseconds: process ids come again. */
const SILENCE = 30_000;

/**
 * Makes this process the only one that opens a folder: two would destroy what is in it.
 *
 * @returns gives the folder free
 * @throws AppError `queue.folder-in-use` when another process has it
 */
export function own(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "owner");
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const pid = Number(readFileSync(file, "utf8"));
      if (attempt > 2 || lives(file, pid)) throw inUse(folder, pid);
      rmSync(file, { force: true });
    }
  }
  const timer = setInterval(() => touch(file), SIGN_OF_LIFE).unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}

function lives(file: string, pid: number): boolean {
  if (pid === process.pid) return false;
  if (Date.now() - statSync(file).mtimeMs > SILENCE) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, but belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The folder was taken away. Its database is about to say so.
  }
}

const inUse = (folder: string, pid: number) =>
  new AppError({
    code: "queue.folder-in-use",
    kind: "conflict",
    what: `The queue in ${folder} is in use by another process (${pid}), and only one can open it.`,
    todo: "Stop that process, or go through its API; with REDIS_URL any number of processes share the queue.",
    audience: "operators",
  });
