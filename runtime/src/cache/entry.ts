import { deserialize, serialize } from "node:v8";
import { AppError } from "../errors/index.ts";

/** What is stored of one value. Instants are milliseconds since 1970. */
export interface Entry {
  /** The value, serialized: each caller gets a copy. */
  readonly body: Buffer;
  /** Until when it is fresh. */
  readonly freshUntil: number;
  /** Until when it may replace a value that cannot be computed. */
  readonly goneAt: number;
  /** The versions of its scopes; it is valid as long as all of them are current. */
  readonly versions: readonly string[];
}

/**
 * Serializes a value by the algorithm of structured clones: dates, maps, sets, big integers and undefined come back as
 * they were.
 *
 * @throws AppError `cache.not-serialisable` for functions, sockets and the like
 */
export function packValue(value: unknown, key: string): Buffer {
  try {
    return serialize(value);
  } catch (error) {
    throw new AppError({
      code: "cache.not-serialisable",
      category: "internal",
      message: `The value of "${key}" holds something that cannot be kept, such as a function.`,
      hint: "Keep plain data only.",
      cause: error,
    });
  }
}

/** Restores a copy of a value. */
export const unpackValue = (body: Buffer): unknown => deserialize(body);

const sharedValues = new WeakMap<Buffer, unknown>();

/** Restores a value once, frozen, for all callers. The content of dates, maps and sets cannot be frozen. */
export function unpackShared(body: Buffer): unknown {
  if (!sharedValues.has(body)) sharedValues.set(body, deepFreeze(unpackValue(body)));
  return sharedValues.get(body);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
