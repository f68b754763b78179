import { isIP } from "node:net";
import { createSetting, type Setting } from "./setting.ts";

/** What a kind of setting consists of. */
export interface CustomOptions<T> {
  /** What the text must be, as a phrase or made of the text: "must be a colour, such as #ffcc00". */
  readonly must: string | ((given: string) => string);
  /** Reads the text; `undefined` when it is not what it must be. */
  parse(given: string): T | undefined;
}

/** A setting with a check or a type of its own. */
export function custom<T>({ must, parse }: CustomOptions<T>): Setting<T> {
  return createSetting<T>({ must, parse, isSecret: false, isOptional: false, rules: [] });
}

/** What text is accepted. */
export interface TextOptions {
  /** What the text must be, as a phrase or made of the text. */
  readonly must: string | ((given: string) => string);
  /** Whether the text is what it must be. */
  accepts(given: string): boolean;
}

/** Text: any, or what `accepts` takes. */
export function text({ must, accepts }: TextOptions = { must: "must be set", accepts: () => true }) {
  return custom({ must, parse: (given) => (accepts(given) ? given : undefined) });
}

/** A password or a key with at least so many characters. */
export const secret = (minimum: number): Setting<string> =>
  text({
    must: `must have at least ${minimum} characters`,
    accepts: (given) => given.length >= minimum,
  }).secret();

/** A secret that is sent in a header as it is. */
export const token = (minimum: number): Setting<string> =>
  text({
    must: `must have at least ${minimum} letters, digits or signs, without a space`,
    accepts: (given) => given.length >= minimum && /^[\x21-\x7e]+$/.test(given),
  }).secret();

const FLAG_VALUES: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/** `true` or `false`, also as `1` or `0`. */
export const flag = (): Setting<boolean> =>
  custom({ must: "must be true or false", parse: (given) => FLAG_VALUES.get(given) });

/** A whole number in decimal digits. */
export const wholeNumber = (minimum: number, maximum: number): Setting<number> =>
  custom({
    must: `must be a whole number from ${minimum} to ${maximum}`,
    parse(given) {
      const number = Number(given);
      return /^\d+$/.test(given) && number >= minimum && number <= maximum ? number : undefined;
    },
  });

/** One of a few words. */
export const choice = <const Word extends string>(...words: readonly Word[]): Setting<Word> =>
  custom({
    must: `must be one of ${words.join(", ")}`,
    parse: (given) => words.find((word) => word === given),
  });

/** A name or an address without port, scheme or path, as `listen` takes it. */
export const host = (): Setting<string> =>
  text({
    must: "must be a host name or an IP address, such as 127.0.0.1 or 0.0.0.0",
    accepts: (given) => /^[\w.:-]+$/.test(given) && (!given.includes(":") || given.split(":").length > 2),
  });

/** Web origins separated by commas, as a browser sends them: scheme, host and port, nothing behind. */
export const origins = (): Setting<readonly string[]> =>
  list({
    must: "must be origins separated by commas, such as https://example.com (no path, no slash at the end)",
    accepts: (item) => URL.canParse(item) && new URL(item).origin === item,
  });

/** Host names separated by commas, without scheme and port. A dot in front stands for every name below. */
export const hostNames = (): Setting<readonly string[]> =>
  list({
    must: "must be host names separated by commas, such as app.test (no scheme, no port)",
    accepts: (item) => /^\.?[\w-]+(?:\.[\w-]+)*$/.test(item),
    normalize: (item) => item.toLowerCase(),
  });

interface ListOptions extends TextOptions {
  normalize?(item: string): string;
}

function list({ must, accepts, normalize = (item) => item }: ListOptions): Setting<readonly string[]> {
  return custom({
    must,
    parse(given) {
      const items = given.split(",").flatMap((item) => normalize(item.trim()) || []);
      return items.every(accepts) ? items : undefined;
    },
  });
}

const MAX_PROXY_COUNT = 10;

/** Shorter prefixes cover so many addresses that clients are among them. */
const MIN_PREFIX_LENGTHS = { 4: 8, 6: 16 } as const;

/**
 * Which proxies are believed when they name a client: how many there are, or their addresses. `true` is the nearest one,
 * whatever its address.
 */
export const trustedProxies = (): Setting<boolean | number | readonly string[]> =>
  custom<boolean | number | readonly string[]>({
    must: `must be the number of proxies in front (1 to ${MAX_PROXY_COUNT}), or their addresses, such as 10.0.0.0/8,127.0.0.1`,
    parse(given) {
      if (/^\d+$/.test(given) && Number(given) <= MAX_PROXY_COUNT) return Number(given);
      if (FLAG_VALUES.has(given)) return FLAG_VALUES.get(given);
      const networks = given.split(",").map((item) => item.trim());
      return networks.every(isNetwork) ? networks : undefined;
    },
  });

function isNetwork(given: string): boolean {
  const [address = "", prefix, ...rest] = given.split("/");
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest.length > 0 || address.includes("%")) return false;
  if (prefix === undefined) return true;
  return (
    /^\d{1,3}$/.test(prefix) &&
    Number(prefix) >= MIN_PREFIX_LENGTHS[version] &&
    Number(prefix) <= (version === 4 ? 32 : 128)
  );
}

/** The hash of a commit, whole or abbreviated. */
export const commitHash = (): Setting<string> =>
  text({
    must: "must be the hash of a commit, 7 to 64 hexadecimal digits",
    accepts: (given) => /^[0-9a-f]{7,64}$/i.test(given),
  });
