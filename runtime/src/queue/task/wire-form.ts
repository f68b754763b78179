/** A value as it is after JSON, and what JSON lost. */
export interface WireForm {
  readonly value: unknown;
  /** A sentence for each value that JSON cannot represent, with its key. */
  readonly losses: readonly string[];
  /** Bytes of the JSON. */
  readonly size: number;
}

/** The most losses that are reported. */
const MAX_LOSSES = 20;

/**
 * Converts a value to JSON and back, as the queue's server does. A value with a JSON form of its own, such as a date or a URL,
 * is converted to it. A value without one is reported: JSON itself would drop it, or put null or {} in its place.
 *
 * @throws TypeError, RangeError as JSON.stringify does: for big integers, circles, and what is nested too deeply
 */
export function wireFormOf(value: unknown): WireForm {
  const losses: string[] = [];
  const text: string | undefined = JSON.stringify(
    value,
    function replace(this: unknown, key, given: unknown) {
      // An invalid date has turned into null by now.
      const original: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : given;
      const loss = lossOf(given, original, Array.isArray(this));
      if (loss !== undefined && losses.length < MAX_LOSSES)
        losses.push(`${key === "" ? "it" : key}: ${loss}`);
      return given;
    },
  );
  if (text === undefined) return { value: undefined, losses, size: 0 };
  return { value: JSON.parse(text), losses, size: Buffer.byteLength(text) };
}

function lossOf(given: unknown, original: unknown, isItem: boolean): string | undefined {
  if (given === null && original instanceof Date) return "an invalid date becomes null in JSON";
  switch (typeof given) {
    case "number":
      return Number.isFinite(given) ? undefined : `${given} becomes null in JSON`;
    case "undefined":
      return isItem ? "undefined becomes null in a list in JSON" : undefined;
    case "function":
    case "symbol":
      return `a ${typeof given} has no form in JSON`;
    case "object":
      return given === null || Array.isArray(given) || isPlain(given)
        ? undefined
        : `a ${nameOf(given)} has no form in JSON`;
    default:
      return undefined;
  }
}

/** An object that consists of its own properties, as one of a class does and a map, set or buffer does not. */
function isPlain(given: object): boolean {
  return Object.prototype.toString.call(given) === "[object Object]" && !(given instanceof Promise);
}

const nameOf = (given: object): string =>
  given.constructor?.name || Object.prototype.toString.call(given).slice(8, -1);
