import { createHash, randomBytes } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** A draft whose process cannot be asked is abandoned when nothing was written to it for so long, in milliseconds. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/** This machine or container, as a file's name can hold it. */
const HOST = createHash("sha256").update(hostname()).digest("hex").slice(0, 12);

/** `.HOST-PID-RANDOM.part`, and what SQLite puts beside it. */
const OWN = /^\.(?<host>[0-9a-f]{12})-(?<pid>\d+)-[0-9a-f]{12}\.part(-journal|-wal|-shm)?$/;

/** Any draft: also the copies that a restore looks through, and those of older versions. */
const DRAFT = /\.part(-journal|-wal|-shm)?$/;

const ownDrafts = new Set<string>();

/** Where a backup is written before it is whole. The name says which process does so. */
export function draftPath(folder: string): string {
  const name = `.${HOST}-${process.pid}-${randomBytes(6).toString("hex")}.part`;
  ownDrafts.add(name);
  return join(folder, name);
}

/** Removes what backups left that were killed. @param now milliseconds since 1970 */
export async function removeAbandonedDrafts(folder: string, now = Date.now()): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!DRAFT.test(name) || !(await isAbandoned(folder, name, now))) continue;
    await rm(join(folder, name), { force: true }).catch(() => {});
  }
}

async function isAbandoned(folder: string, name: string, now: number): Promise<boolean> {
  const { host, pid } = OWN.exec(name)?.groups ?? {};
  if (host === HOST && Number(pid) === process.pid) {
    // In a container every process has the same id again after a restart.
    return !ownDrafts.has(name.replace(/(-journal|-wal|-shm)$/, ""));
  }
  if (host === HOST && !isAlive(Number(pid))) return true;
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
