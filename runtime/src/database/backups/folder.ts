import { chmod, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError, getFileErrorReason } from "../../errors/index.ts";
import { createDraftPath, removeAbandonedDrafts } from "./drafts.ts";

/** A complete and verified backup: no other file gets the name of a backup. */
export interface Backup {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly takenAt: Date;
  /** Bytes. */
  readonly size: number;
  /** Taken automatically before a restore, of the data that the restore was about to replace. */
  readonly beforeRestore: boolean;
}

const BACKUP_NAME =
  /^(?<before>before-restore-)?(?<day>\d{4}-\d\d-\d\dT)(?<clock>\d\d-\d\d-\d\d\.\d{3})Z\.\w+$/;

/** A backup to be written. */
export interface NewBackup {
  readonly folder: string;
  readonly extension: string;
  readonly now: Date;
  readonly beforeRestore: boolean;
  /** Writes and verifies. The file exists already, empty and readable by this user alone. */
  write(file: string): Promise<void>;
}

/**
 * Writes a backup under a temporary name and gives it its final name when it is complete, verified and on the disk.
 *
 * @throws AppError `backup.not-written`, or the error of `write`; in both cases nothing of it is left, and no other
 * backup has changed
 */
export async function addBackup(backup: NewBackup): Promise<Backup> {
  const { folder, extension, now, beforeRestore, write } = backup;
  const time = now.toISOString().replaceAll(":", "-");
  const path = join(folder, `${beforeRestore ? "before-restore-" : ""}${time}.${extension}`);
  const draft = createDraftPath(folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // The folder may belong to another user, as mounted ones do: it is writable, but its mode cannot be changed.
    await chmod(folder, 0o700).catch(() => {});
    await removeAbandonedDrafts(folder);
    await (await open(draft, "wx", 0o600)).close();
    await write(draft);
    await sync(draft);
    await rename(draft, path);
    await sync(folder);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw explainUnwritable(error, folder);
  }
  const [found] = await readBackup(folder, path.slice(folder.length + 1));
  if (!found) throw new Error(`${path} vanished`);
  return found;
}

/**
 * Lists every backup in the folder, newest first; none when there is no folder.
 *
 * @throws AppError `backup.unreadable`
 */
export async function listBackups(folder: string): Promise<Backup[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw unreadable(error, folder);
  });
  const backups = (await Promise.all(names.map((name) => readBackup(folder, name)))).flat();
  return backups.toSorted((one, other) => other.takenAt.getTime() - one.takenAt.getTime());
}

/** Removes all but the newest, counting those taken before a restore separately. */
export async function pruneBackups(folder: string, kept: number): Promise<void> {
  const all = await listBackups(folder);
  const groups = [all.filter((one) => one.beforeRestore), all.filter((one) => !one.beforeRestore)];
  for (const { path } of groups.flatMap((group) => group.slice(kept))) await rm(path, { force: true });
}

async function readBackup(folder: string, name: string): Promise<Backup[]> {
  const { before, day, clock } = BACKUP_NAME.exec(name)?.groups ?? {};
  if (day === undefined || clock === undefined) return [];
  const path = join(folder, name);
  const facts = await stat(path).catch(() => undefined);
  if (!facts?.isFile()) return [];
  const takenAt = new Date(`${day}${clock.replaceAll("-", ":")}Z`);
  return [{ name, path, takenAt, size: facts.size, beforeRestore: before !== undefined }];
}

/** The data must be on the disk before a file has the name of a backup. */
async function sync(path: string): Promise<void> {
  // Windows writes folders without being asked and does not open them.
  const handle = await open(path, "r+").catch(() => open(path, "r").catch(() => undefined));
  await handle?.sync().finally(() => handle.close());
}

function explainUnwritable(error: unknown, folder: string): unknown {
  const reason = getFileErrorReason(error);
  if (error instanceof AppError || reason === undefined) return error;
  return new AppError({
    code: "backup.not-written",
    category: "unavailable",
    message: `No backup was written to ${folder}: ${reason}.`,
    hint: "Make room, or let the application write there, or set BACKUPS_FOLDER; the backups that were there are untouched.",
    cause: error,
  });
}

function unreadable(error: unknown, folder: string): unknown {
  const reason = getFileErrorReason(error);
  if (reason === undefined) return error;
  return new AppError({
    code: "backup.unreadable",
    category: "unavailable",
    message: `The folder of backups ${folder} cannot be read: ${reason}.`,
    hint: "Let the application read it, or set BACKUPS_FOLDER to another one.",
    cause: error,
  });
}
