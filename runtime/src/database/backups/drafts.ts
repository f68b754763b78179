import { createHash, randomBytes } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** After how long without a write a draft of another machine counts as abandoned, in milliseconds. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** This machine or container, as a file's name can hold it. */
const HOST_HASH = createHash("sha256").update(hostname()).digest("hex").slice(0, 12);

/** `.HOST-PID-RANDOM.part`, and what SQLite puts beside it. */
const OWN_DRAFT_NAME = /^\.(?<host>[0-9a-f]{12})-(?<pid>\d+)-[0-9a-f]{12}\.part(-journal|-wal|-shm)?$/;

/** Any draft, including the copies that a restore verifies and those of older versions. */
const ANY_DRAFT_NAME = /\.part(-journal|-wal|-shm)?$/;

const ownDrafts = new Set<string>();

/** Creates the path to which a backup is written before it is complete. Its name identifies the process. */
export function createDraftPath(folder: string): string {
  const name = `.${HOST_HASH}-${process.pid}-${randomBytes(6).toString("hex")}.part`;
  ownDrafts.add(name);
  return join(folder, name);
}

/** Removes the drafts of backups that were killed. @param now milliseconds since 1970 */
export async function removeAbandonedDrafts(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!ANY_DRAFT_NAME.test(name) || !(await isAbandoned(folder, name, now))) continue;
    await rm(join(folder, name), { force: true }).catch(() => {});
  }
}

async function isAbandoned(folder: string, name: string, now: number): Promise<boolean> {
  const { host, pid } = OWN_DRAFT_NAME.exec(name)?.groups ?? {};
  if (host === HOST_HASH && Number(pid) === process.pid) {
    // In a container every process has the same id again after a restart.
    return !ownDrafts.has(name.replace(/(-journal|-wal|-shm)$/, ""));
  }
  if (host === HOST_HASH && !isAlive(Number(pid))) return true;
  const facts = await stat(join(folder, name)).catch(() => undefined);
  return facts !== undefined && now - facts.mtimeMs > ABANDONED_AFTER_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, but belongs to another user.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
