import { hash } from "node:crypto";
import type { Cache } from "#app/core/cache/cache.ts";
import type { SessionMemory } from "./session-memory.ts";

/**
 * How long a session is believed without looking again, in milliseconds. One that ends is forgotten at once in every
 * process that the cache reaches; a process that it does not reach believes for so long.
 */
const BELIEVED = 10_000;

/** Thrown for a cookie that is worth nothing, since what is thrown is not kept: anybody can make up cookies. */
class Worthless extends Error {}

/** Remembers sessions in the application's cache. */
export function cachedSessions(cache: Cache): SessionMemory {
  const known = cache.namespace("sessions");
  return {
    async recall(cookie, look) {
      const make = async () => {
        const session = await look();
        if (!session) throw new Worthless();
        return session;
      };
      try {
        // The signature is part of the key: a right token with a wrong one is another cookie. It is worth nothing alone.
        const [token, signature] = inParts(cookie);
        const tag = tagOf(token);
        return await known.getOrSet(`${tag}.${signature}`, BELIEVED, make, {
          tags: [tag],
          grace: 0,
          shared: true,
        });
      } catch (error) {
        if (error instanceof Worthless) return null;
        throw error;
      }
    },
    async forget(token) {
      await cache.invalidateTag(tagOf(token));
    },
  };
}

/** What stands before the dot, and the signature behind it. */
function inParts(cookie: string): [token: string, signature: string] {
  const dot = cookie.indexOf(".");
  return [cookie.slice(0, dot), cookie.slice(dot + 1)];
}

/** Not the token itself: whoever reads the cache must not be able to show it. */
const tagOf = (token: string) => `session-${hash("sha256", token, "base64url")}`;
