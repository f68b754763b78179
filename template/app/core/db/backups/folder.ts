import { chmod, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError, getFileErrorReason } from "@aegis-stack/runtime/errors";
import { draftPath, removeAbandonedDrafts } from "./drafts.ts";

/** A backup that was written whole and verified: nothing else ever gets a backup's name. */
export interface Backup {
  name: string;
  /** Absolute. */
  path: string;
  takenAt: Date;
  /** Bytes. */
  size: number;
  /** Taken by itself before a restore, of what the restore was about to replace. */
  beforeRestore: boolean;
}

const NAME = /^(?<before>before-restore-)?(?<day>\d{4}-\d\d-\d\dT)(?<clock>\d\d-\d\d-\d\d\.\d{3})Z\.\w+$/;

export interface NewBackup {
  folder: string;
  extension: string;
  now: Date;
  beforeRestore: boolean;
  /** Writes and verifies; the file is there, empty, and nobody else may read it. */
  write(file: string): Promise<void>;
}

/**
 * Writes a backup under a name of its own and gives it its final name when it is whole, verified and on the disk.
 *
 * @throws AppError `backup.not-written`, or what `write` threw; either way nothing of it is left, and no other
 * backup was touched
 */
export async function addBackup(backup: NewBackup): Promise<Backup> {
  const { folder, extension, now, beforeRestore, write } = backup;
  const time = now.toISOString().replaceAll(":", "-");
  const path = join(folder, `${beforeRestore ? "before-restore-" : ""}${time}.${extension}`);
  const draft = draftPath(folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // A folder of another user, such as a mounted one, may be writable without being ours to change.
    await chmod(folder, 0o700).catch(() => {});
    await removeAbandonedDrafts(folder);
    await (await open(draft, "wx", 0o600)).close();
    await write(draft);
    await sync(draft);
    await rename(draft, path);
    await sync(folder);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw notWritten(error, folder);
  }
  const [found] = await readBackup(folder, path.slice(folder.length + 1));
  if (!found) throw new Error(`${path} vanished`);
  return found;
}

/** Every backup in the folder, newest first; none when there is no folder. */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw unreadable(error, folder);
  });
  const backups = (await Promise.all(names.map((name) => readBackup(folder, name)))).flat();
  return backups.toSorted((one, other) => other.takenAt.getTime() - one.takenAt.getTime());
}

/** Removes all but the newest, those taken before a restore counted by themselves. */
export async function pruneBackups(folder: string, kept: number): Promise<void> {
  const all = await listBackups(folder);
  const groups = [all.filter((one) => one.beforeRestore), all.filter((one) => !one.beforeRestore)];
  for (const { path } of groups.flatMap((group) => group.slice(kept))) await rm(path, { force: true });
}

async function readBackup(folder: string, name: string): Promise<Backup[]> {
  const { before, day, clock } = NAME.exec(name)?.groups ?? {};
  if (day === undefined || clock === undefined) return [];
  const path = join(folder, name);
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isFile()) return [];
  const takenAt = new Date(`${day}${clock.replaceAll("-", ":")}Z`);
  return [{ name, path, takenAt, size: facts.size, beforeRestore: before !== undefined }];
}

/** What was written must be on the disk, not on its way there, before a name says that it is. */
async function sync(path: string): Promise<void> {
  // Windows keeps folders up to date by itself and does not open them.
  const handle = await open(path, "r+").catch(() => open(path, "r").catch(() => undefined));
  await handle?.sync().finally(() => handle.close());
}

function notWritten(error: unknown, folder: string): unknown {
  const reason = getFileErrorReason(error);
  if (error instanceof AppError || reason === undefined) return error;
  return new AppError({
    code: "backup.not-written",
    kind: "unavailable",
    what: `No backup was written to ${folder}: ${reason}.`,
    todo: "Make room, or let the application write there, or set BACKUPS_FOLDER; the backups that were there are untouched.",
    cause: error,
  });
}

function unreadable(error: unknown, folder: string): unknown {
  const reason = getFileErrorReason(error);
  if (reason === undefined) return error;
  return new AppError({
    code: "backup.unreadable",
    kind: "unavailable",
    what: `The folder of backups ${folder} cannot be read: ${reason}.`,
    todo: "Let the application read it, or set BACKUPS_FOLDER to another one.",
    cause: error,
  });
}
