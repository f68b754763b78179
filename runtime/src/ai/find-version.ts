import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const manifest = z.object({ name: z.string(), version: z.string() });

/** What stands for a version that is not known. */
const UNKNOWN_VERSION = "0.0.0";

/**
 * Finds the version of an application in its package.json, which is in a folder above the one where it writes.
 *
 * @param folder absolute
 * @returns "0.0.0" where no folder above holds the package.json of this application
 */
export function findVersion(name: string, folder: string): string {
  for (let current = folder; current !== dirname(current); current = dirname(current)) {
    const found = readManifest(join(current, "package.json"));
    if (found?.name === name) return found.version;
  }
  return UNKNOWN_VERSION;
}

/** A file that is missing, or that is no manifest, belongs to no application. */
function readManifest(file: string): z.infer<typeof manifest> | undefined {
  try {
    return manifest.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch {
    return undefined;
  }
}
