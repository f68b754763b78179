import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../errors/index.ts";
import { makePrivateFolder } from "../../files/index.ts";

/** How often the owner renews its claim. */
const HEARTBEAT_MS = 5_000;

/** An owner whose claim is older than this counts as dead, because the system reuses process ids. */
const HEARTBEAT_TIMEOUT_MS = 30_000;

/** How the owner is reached. */
export interface Endpoint {
  /** The path of its socket. */
  readonly address: string;
  /** What its clients send first. */
  readonly secret: string;
}

/** The process that has a folder open. */
export interface Owner {
  readonly pid: number;
  /** Absent while it starts or stops. */
  readonly endpoint?: Endpoint;
  /** Whether it has no endpoint because it starts or stops. */
  readonly inTransition?: boolean;
}

/** The exclusive use of a folder. */
export interface Ownership {
  /** Publishes where the owner is reached; without an endpoint, that it is about to stop. */
  publish(endpoint: Endpoint | undefined): void;
  /** Ends the exclusive use. */
  release(): void;
}

const fileIn = (folder: string) => join(folder, "owner");

/**
 * Makes this process the only one that uses a folder: two would destroy its content.
 *
 * @throws AppError `queue.folder-in-use` when another process has it
 */
export function claimFolder(folder: string): Ownership {
  makePrivateFolder(folder);
  const file = fileIn(folder);
  const text = (endpoint?: Endpoint) =>
    `${JSON.stringify({ pid: process.pid, ...(endpoint ? { endpoint } : { inTransition: true }) })}\n`;
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(file, text(), { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      const owner = readOwner(folder);
      if (owner && (attempt > 2 || owner.pid !== process.pid)) throw createInUseError(folder, owner.pid);
      rmSync(file, { force: true });
    }
  }
  const timer = setInterval(() => touch(file), HEARTBEAT_MS).unref();
  return {
    publish(endpoint) {
      // The folder may have been removed meanwhile.
      if (!existsSync(folder)) return;
      writeFileSync(`${file}.new`, text(endpoint), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    release() {
      clearInterval(timer);
      rmSync(file, { force: true });
    },
  };
}

/** The running process that has a folder open; undefined when there is none. */
export function readOwner(folder: string): Owner | undefined {
  const file = fileIn(folder);
  try {
    const owner = parse(readFileSync(file, "utf8"));
    const age = Date.now() - statSync(file).mtimeMs;
    return owner && age <= HEARTBEAT_TIMEOUT_MS && isAlive(owner.pid) ? owner : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text: string): Owner | undefined {
  // Earlier versions wrote the process id alone.
  const pid = Number(text);
  if (Number.isInteger(pid) && pid > 0) return { pid };
  try {
    const owner: Owner = JSON.parse(text);
    return Number.isInteger(owner.pid) ? owner : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a process is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // The folder was removed. Its database is about to fail by itself.
  }
}

/** The error for a folder that another process has open. */
export const createInUseError = (folder: string, pid: number): AppError =>
  new AppError({
    code: "queue.folder-in-use",
    category: "conflict",
    message: `The queue in ${folder} is in use by another process (${pid}), and only one can open it.`,
    hint: "Stop that process, or go through its API; with REDIS_URL any number of processes share the queue.",
    audience: "operators",
  });
