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

export const secret = (minimum: number) =>
  text(`must have at least ${minimum} characters`, (given) => given.length >= minimum);

export const commitHash = text("must be the hash of a commit, 7 to 64 hexadecimal digits", (given) =>
  /^[0-9a-f]{7,64}$/i.test(given),
);
