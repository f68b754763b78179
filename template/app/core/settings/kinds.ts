import { isIP } from "node:net";
import { z } from "zod";

/** Settings arrive as text. Each kind says in one phrase what the text must be; the phrase is the error. */
const text = (must: string, accepts: (text: string) => boolean) =>
  z.string().refine(accepts, { error: must });

export const wholeNumber = (minimum: number, maximum: number) =>
  text(`must be a whole number from ${minimum} to ${maximum}`, (given) => {
    const number = Number(given);
    return /^\d+$/.test(given) && number >= minimum && number <= maximum;
  }).transform(Number);

export const choice = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `must be one of ${words.join(", ")}` });

export const flag = z
  .enum(["true", "false", "1", "0"], { error: "must be true or false" })
  .transform((given) => given === "true" || given === "1");

/** A name or an address without port, scheme or path, as `listen` takes it. */
export const host = text(
  "must be a host name or an IP address, such as 127.0.0.1 or 0.0.0.0",
  (given) => /^[\w.:-]+$/.test(given) && (!given.includes(":") || given.split(":").length > 2),
);

/** Web origins separated by commas, as a browser sends them: scheme, host and port, nothing behind. */
export const origins = z
  .string()
  .transform((given) => given.split(",").flatMap((item) => item.trim() || []))
  .refine((items) => items.every((item) => URL.canParse(item) && new URL(item).origin === item), {
    error: "must be origins separated by commas, such as https://example.com (no path, no slash at the end)",
  });

/** Host names separated by commas, without scheme and port. A dot in front stands for every name below. */
export const hostNames = z
  .string()
  .transform((given) => given.split(",").flatMap((item) => item.trim().toLowerCase() || []))
  .refine((items) => items.every((item) => /^\.?[\w-]+(?:\.[\w-]+)*$/.test(item)), {
    error: "must be host names separated by commas, such as app.test (no scheme, no port)",
  });

const MAX_HOPS = 10;

/** Shorter prefixes cover so many addresses that clients are among them. */
const MIN_PREFIX = { 4: 8, 6: 16 } as const;

/**
 * Which proxies are believed when they name a client: how many there are, or their addresses. `true` is the nearest one,
 * whatever its address.
 */
export const trustedProxies = z.string().transform((given, context): boolean | number | string[] => {
  if (/^\d+$/.test(given) && Number(given) <= MAX_HOPS) return Number(given);
  const word = flag.safeParse(given);
  if (word.success) return word.data;
  const networks = given.split(",").map((item) => item.trim());
  if (networks.every(isNetwork)) return networks;
  context.addIssue(
    `must be the number of proxies in front (1 to ${MAX_HOPS}), or their addresses, such as 10.0.0.0/8,127.0.0.1`,
  );
  return z.NEVER;
});

function isNetwork(given: string): boolean {
  const [address = "", prefix, ...rest] = given.split("/");
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || rest.length > 0 || address.includes("%")) return false;
  if (prefix === undefined) return true;
  return (
    /^\d{1,3}$/.test(prefix) &&
    Number(prefix) >= MIN_PREFIX[version] &&
    Number(prefix) <= (version === 4 ? 32 : 128)
  );
}

export const secret = (minimum: number) =>
  text(`must have at least ${minimum} characters`, (given) => given.length >= minimum);

/** What is sent in a header as it is. */
export const token = (minimum: number) =>
  text(
    `must have at least ${minimum} letters, digits or signs, without a space`,
    (given) => given.length >= minimum && /^[\x21-\x7e]+$/.test(given),
  );

export const commitHash = text("must be the hash of a commit, 7 to 64 hexadecimal digits", (given) =>
  /^[0-9a-f]{7,64}$/i.test(given),
);
