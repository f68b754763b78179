/** A value as it comes out of JSON at the other end, and what is lost on the way. */
export interface WireForm {
  value: unknown;
  /** What JSON cannot hold, a sentence each, with its path. */
  losses: readonly string[];
  /** Bytes of the JSON. */
  size: number;
}

/** So many losses are told at the most. */
const MAX_LOSSES = 20;

/**
 * Sends a value through JSON, as the queue's server does. What has a JSON form of its own, as dates and addresses have,
 * comes out in that form; what has none is lost and told of: JSON itself would drop it, or put null or {} in its place.
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

/** An object whose own properties are all that it is; those of a class are, maps, sets and buffers are not. */
function isPlain(given: object): boolean {
  return Object.prototype.toString.call(given) === "[object Object]" && !(given instanceof Promise);
}

const nameOf = (given: object): string =>
  given.constructor?.name || Object.prototype.toString.call(given).slice(8, -1);
