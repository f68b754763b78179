import { z } from "zod";
import { APP_NAME } from "#app/core/constants.ts";

/** What is to be set for Redis. */
export const redisSettings = {
  /** The server. Not set: nothing is connected, and what can runs embedded in this process instead. */
  REDIS_URL: z
    .string()
    .refine(isUrl, {
      error:
        "must be the address of a Redis server, such as redis://user:password@host:6379/0, or rediss:// for TLS",
    })
    .optional(),
  /** What every key begins with, so that several applications can share a server. */
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,64}$/, { error: "must have 1 to 64 letters, digits, dots, hyphens or underscores" })
    .default(APP_NAME),
};

/** Which of them must not be seen: the address holds a password. */
export const redisSecrets = ["REDIS_URL"] as const;

function isUrl(given: string): boolean {
  const url = URL.parse(given);
  return (
    url !== null &&
    /^rediss?:$/.test(url.protocol) &&
    url.hostname !== "" &&
    /^\/?$|^\/\d{1,3}$/.test(url.pathname) &&
    url.search === "" &&
    url.hash === ""
  );
}
