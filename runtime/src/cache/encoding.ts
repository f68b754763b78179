import { deserialize, serialize } from "node:v8";
import { type Entry, unpackValue } from "./entry.ts";

/** Stored in every entry; an entry with another number was written by another version, and is ignored. */
const ENTRY_FORMAT = 1;

/** Encodes an entry as one value of the shared level. */
export const encode = ({ body, freshUntil, goneAt, versions }: Entry): Buffer =>
  serialize([ENTRY_FORMAT, freshUntil, goneAt, versions, body]);

/** Decodes an entry; undefined when these bytes are none. */
export function decode(bytes: Buffer): Entry | undefined {
  try {
    const parts: unknown = deserialize(bytes);
    if (!Array.isArray(parts)) return undefined;
    const [format, freshUntil, goneAt, versions, body] = parts;
    const isValid =
      format === ENTRY_FORMAT &&
      typeof freshUntil === "number" &&
      typeof goneAt === "number" &&
      Array.isArray(versions) &&
      body instanceof Uint8Array;
    if (!isValid) return undefined;
    // A body that cannot be restored must be detected now.
    const copy = Buffer.from(body);
    unpackValue(copy);
    return { body: copy, freshUntil, goneAt, versions: versions.map(String) };
  } catch {
    return undefined;
  }
}
