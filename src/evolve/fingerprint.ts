import { join } from "node:path";
import { AegisError, systemCode } from "../errors.ts";
import { hashOf } from "../hash.ts";
import { readBounded } from "./bounded-read.ts";
import { pendingPath } from "./transaction/paths.ts";

const maxBytes = 16 * 1024 * 1024;

function hashAt(folder: string, path: string): string {
  try {
    return hashOf(readBounded(join(folder, path), maxBytes));
  } catch (error) {
    return systemCode(error) ?? "unreadable";
  }
}

/** Tells one memory of an application from another: what it was made of, what was written, and which conflicts wait. */
export function fingerprintOf(folder: string): string {
  return ["aegis.json", ".aegis/base", `${pendingPath}/conflicts.json`]
    .map((path) => hashAt(folder, path))
    .join(" ");
}

/** Throws `changed-meanwhile` when another run has written since a plan was made. To be asked under the lock. */
export function requireSameMemory(folder: string, fingerprint: string): void {
  if (fingerprintOf(folder) === fingerprint) return;
  throw new AegisError("changed-meanwhile", {
    message: `Another aegis has written into ${folder} meanwhile.`,
    hint: "Nothing was written: run the command again.",
    details: { folder },
  });
}
