import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "@aegis-stack/runtime/errors";
import { makePrivateFolder } from "#app/core/private-files.ts";

/** How often the owner renews its claim. */
const HEARTBEAT_MS = 5_000;

/** An owner whose claim is older than this counts as dead, because process ids are used again. */
const HEARTBEAT_TIMEOUT_MS = 30_000;

/** How the owner is reached. */
export interface Endpoint {
  address: string;
  /** What it wants to hear first. */
  secret: string;
}

/** The process that has a folder open. */
export interface Owner {
  pid: number;
  /** Absent while it starts or stops. */
  endpoint?: Endpoint;
  /** Whether it has no endpoint because it starts or stops. */
  inTransition?: boolean;
}

export interface Ownership {
  /** Tells others where the owner can be reached; without an endpoint that it is about to stop. */
  publish(endpoint: Endpoint | undefined): void;
  release(): void;
}

const fileIn = (folder: string) => join(folder, "owner");

/**
 * Makes this process the only one that opens a folder: two would destroy its content.
 *
 * @throws AppError `queue.folder-in-use` when another process has it
 */
export function own(folder: string): Ownership {
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
      if (owner && (attempt > 2 || owner.pid !== process.pid)) throw inUse(folder, owner.pid);
      rmSync(file, { force: true });
    }
  }
  const timer = setInterval(() => touch(file), HEARTBEAT_MS).unref();
  return {
    publish(endpoint) {
      // The folder may have been taken away meanwhile.
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

/** The living process that has a folder open; undefined when there is none. */
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
  // Earlier versions wrote the number of the process alone.
  const pid = Number(text);
  if (Number.isInteger(pid) && pid > 0) return { pid };
  try {
    const owner: Owner = JSON.parse(text);
    return Number.isInteger(owner.pid) ? owner : undefined;
  } catch {
    return undefined;
  }
}

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
    // The folder was taken away. Its database is about to fail by itself.
  }
}

export const inUse = (folder: string, pid: number) =>
  new AppError({
    code: "queue.folder-in-use",
    kind: "conflict",
    what: `The queue in ${folder} is in use by another process (${pid}), and only one can open it.`,
    todo: "Stop that process, or go through its API; with REDIS_URL any number of processes share the queue.",
    audience: "operators",
  });
