import { deserialize, serialize } from "node:v8";
import { AppError } from "@aegis-stack/runtime/errors";

/** What is kept of one value. Instants are milliseconds since 1970. */
export interface Entry {
  /** The value, serialised: whoever is handed it gets a copy of his own. */
  body: Buffer;
  /** Until when it is as good as new. */
  freshUntil: number;
  /** Until when it may stand in for a value that cannot be made. */
  goneAt: number;
  /** The marks that it was made under; it holds as long as all of them are still the same. */
  marks: readonly string[];
}

/**
 * Serialises a value by the algorithm of structured clones: dates, maps, sets, big integers and undefined come back as
 * they were.
 *
 * @throws AppError `cache.not-serialisable` for functions, sockets and the like
 */
export function pack(value: unknown, key: string): Buffer {
  try {
    return serialize(value);
  } catch (error) {
    throw new AppError({
      code: "cache.not-serialisable",
      kind: "internal",
      what: `The value of "${key}" holds something that cannot be kept, such as a function.`,
      todo: "Keep plain data only.",
      cause: error,
    });
  }
}

export const unpack = (body: Buffer): unknown => deserialize(body);

const unpacked = new WeakMap<Buffer, unknown>();

/** The same, frozen, and the same one each time. What is inside of dates, maps and sets cannot be frozen. */
export function unpackOnce(body: Buffer): unknown {
  if (!unpacked.has(body)) unpacked.set(body, frozen(unpack(body)));
  return unpacked.get(body);
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
