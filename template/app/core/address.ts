import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { DATA_DIRECTORY } from "./constants.ts";
import { makePrivateFolder } from "./private-files.ts";

const FILE = join(DATA_DIRECTORY, "run/web.json");

const runningServer = z.object({
  /** Where this machine reaches it: no slash at the end. */
  url: z.url(),
  pid: z.number().int().positive(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** What lets commands in as operators. */ // aegis:auth
  token: z.string().optional(), // aegis:auth
});
export type RunningServer = z.infer<typeof runningServer>;

/**
 * Leaves word of where this process's server answers, for commands on this machine to find it.
 *
 * @throws the system's error when the data folder cannot be written to
 */
export function announceServer(server: RunningServer, file = FILE): void {
  makePrivateFolder(dirname(file));
  // A reader sees the old word or the new one, never half of it.
  const draft = `${file}.${server.pid}`;
  writeFileSync(draft, `${JSON.stringify(server)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** Takes the word back, unless another server has left its own since. */
export function withdrawServer(pid: number, file = FILE): void {
  if (read(file)?.pid === pid) rmSync(file, { force: true });
}

/** The server that last started on this machine from this folder and still lives; undefined when there is none. */
export function findServer(file = FILE): RunningServer | undefined {
  const server = read(file);
  return server && isAlive(server.pid) ? server : undefined;
}

function read(file: string): RunningServer | undefined {
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
    // It lives, but belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
