import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** The error for something at a path that is no plain file, or one that is longer than it may be. */
function refused(place: string, code: "EINVAL" | "EFBIG", what: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${what}, read '${place}'`), {
    code,
    path: place,
    syscall: "read",
  });
}

// A pipe without a writer would keep the call waiting, had it not been told not to.
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Reads a plain file of at most so many bytes. Throws EINVAL for a device, a pipe or a folder, EFBIG for more. */
export function readBounded(place: string, maxBytes: number): Buffer {
  const handle = openSync(place, withoutWaiting);
  try {
    const facts = fstatSync(handle);
    if (!facts.isFile()) throw refused(place, "EINVAL", "not a plain file");
    if (facts.size > maxBytes) throw refused(place, "EFBIG", "file too large");
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}
