import { existsSync } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";

/** How full a volume is. */
export interface DiskReading {
  /** Bytes in use on the volume. */
  readonly used: number;
  /** Bytes that the application can use or does use: without what is reserved for the superuser. */
  readonly total: number;
  /** The same for two folders on one volume. */
  readonly device: number;
}

/**
 * How full the volume is that holds a folder. A folder that does not exist yet is judged by the nearest
 * parent that does.
 *
 * @throws the error of the file system when the volume cannot be read
 */
export async function readDisk(folder: string): Promise<DiskReading> {
  const found = findExisting(folder);
  const [{ bsize, blocks, bfree, bavail }, { dev: device }] = await Promise.all([statfs(found), stat(found)]);
  const used = (blocks - bfree) * bsize;
  return { used, total: used + bavail * bsize, device };
}

function findExisting(folder: string): string {
  const parent = dirname(folder);
  return parent === folder || existsSync(folder) ? folder : findExisting(parent);
}
