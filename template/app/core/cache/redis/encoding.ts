import { deserialize, serialize } from "node:v8";
import { type Entry, unpack } from "../entry.ts";

/** Written into every entry; another one is an entry of other code, and no entry at all. */
const FORMAT = 1;

/** An entry as one value for the second level. */
export const encode = ({ body, freshUntil, goneAt, marks }: Entry): Buffer =>
  serialize([FORMAT, freshUntil, goneAt, marks, body]);

/** The entry that was written; undefined when these bytes are none, whatever they are. */
export function decode(bytes: Buffer): Entry | undefined {
  try {
    const parts: unknown = deserialize(bytes);
    if (!Array.isArray(parts)) return undefined;
    const [format, freshUntil, goneAt, marks, body] = parts;
    const whole =
      format === FORMAT &&
      typeof freshUntil === "number" &&
      typeof goneAt === "number" &&
      Array.isArray(marks) &&
      body instanceof Uint8Array;
    if (!whole) return undefined;
    // What cannot be read later must be found out now.
    const copy = Buffer.from(body);
    unpack(copy);
    return { body: copy, freshUntil, goneAt, marks: marks.map(String) };
  } catch {
    return undefined;
  }
}
