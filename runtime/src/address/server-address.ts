import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { makePrivateFolder } from "../files/index.ts";

const runningServer = z.object({
  url: z.url(),
  pid: z.number().int().positive(),
  startedAt: z.string(),
  token: z.string().optional(),
});

/** A server that has announced where it listens. */
export interface RunningServer {
  /** Where this machine reaches it, without a slash at the end. */
  readonly url: string;
  /** Its process id. */
  readonly pid: number;
  /** ISO 8601. */
  readonly startedAt: string;
  /** The bearer token by which the server accepts commands as operators, where it has one. */
  readonly token?: string | undefined;
}

/** The file below the data folder that holds the announcement. */
const fileIn = (dataDirectory: string): string => join(dataDirectory, "run/web.json");

/**
 * Announces where the server of this process listens, so that commands on this machine find it. The file is readable by
 * the server's user only.
 *
 * @throws the system's error when the data folder is not writable
 */
export function announceServer(server: RunningServer, dataDirectory: string): void {
  const file = fileIn(dataDirectory);
  makePrivateFolder(dirname(file));
  // A reader sees the previous announcement or this one, never a part of it.
  const draft = `${file}.${server.pid}`;
  writeFileSync(draft, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** Removes the announcement, unless another server has replaced it since. */
export function withdrawServer(pid: number, dataDirectory: string): void {
  const file = fileIn(dataDirectory);
  if (readServer(file)?.pid === pid) rmSync(file, { force: true });
}

/** Finds the server that announced itself last and is still alive; undefined when there is none. */
export function findServer(dataDirectory: string): RunningServer | undefined {
  const server = readServer(fileIn(dataDirectory));
  return server && isAlive(server.pid) ? server : undefined;
}

function readServer(file: string): RunningServer | undefined {
  try {
    return runningServer.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists and belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
