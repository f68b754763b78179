import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { Cache } from "@aegis-stack/runtime/cache";
import { z } from "zod";
import { type Session, sessionUser } from "./session.ts";
import type { SessionMemory } from "./session-memory.ts";

/**
 * How long a session is believed without looking again, in milliseconds. One that ends is forgotten at once in every
 * process that the cache reaches; a process that it does not reach believes for so long.
 */
const SESSION_CACHE_MS = 10_000;

/** How far the clocks of two processes may differ before they stop believing each other's entries, in milliseconds. */
const CLOCK_TOLERANCE_MS = 10_000;

/** Thrown for a cookie that is worth nothing, since what is thrown is not kept: anybody can make up cookies. */
class Worthless extends Error {}

const sealedSession = z.object({ content: z.string(), sealedAt: z.number(), seal: z.string() });
type SealedSession = z.infer<typeof sealedSession>;

const content = z.object({ id: z.string(), user: sessionUser, expiresAt: z.coerce.date() });

export interface CachedSessionsOptions {
  cache: Cache;
  /** What entries are sealed with: a server that keeps the cache must not be able to make up sessions. */
  secret(): string;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/**
 * Remembers sessions in the application's cache. Entries carry a seal of this application, bound to the cookie and to
 * the time, so that whoever can write to the cache's server can neither sign in nor change a role by that.
 */
export function cachedSessions({ cache, secret, now = Date.now }: CachedSessionsOptions): SessionMemory {
  const known = cache.namespace("sessions");
  /** Entries of this process's memory that were verified already. */
  const opened = new WeakMap<object, Session>();

  function sealOf(cookie: string, { content, sealedAt }: Omit<SealedSession, "seal">): Buffer {
    // The cookie's own signature is over the token alone, which holds no zero.
    const message = ["cached session", cookie, String(sealedAt), content].join("\0");
    return createHmac("sha256", secret()).update(message).digest();
  }

  function sealSession(cookie: string, session: Session): SealedSession {
    const entry = { content: JSON.stringify(session), sealedAt: now() };
    return { ...entry, seal: sealOf(cookie, entry).toString("base64url") };
  }

  /** @returns the session; undefined when the entry is not believed; "malformed" when it is none */
  function openSession(cookie: string, found: unknown): Session | "malformed" | undefined {
    const entry = sealedSession.safeParse(found).data;
    if (!entry) return "malformed";
    if (Math.abs(now() - entry.sealedAt) > SESSION_CACHE_MS + CLOCK_TOLERANCE_MS) return undefined;
    const verified = opened.get(Object(found));
    if (verified) return verified;
    const seal = Buffer.from(entry.seal, "base64url");
    const expected = sealOf(cookie, entry);
    if (seal.length !== expected.length || !timingSafeEqual(seal, expected)) return undefined;
    const session = contentOf(entry.content);
    if (!session) return "malformed";
    opened.set(Object(found), session);
    return session;
  }

  return {
    async recall(cookie, look) {
      const make = async () => {
        const session = await look();
        if (!session) throw new Worthless();
        return sealSession(cookie, session);
      };
      try {
        // The signature is part of the key: a right token with a wrong one is another cookie. It is worth nothing alone.
        const [token, signature] = inParts(cookie);
        const tag = tagOf(token);
        const key = `${tag}.${signature}`;
        const options = { tags: [tag], grace: 0, shared: true };
        const recallEntry = async () =>
          openSession(cookie, await known.getOrSet<unknown>(key, SESSION_CACHE_MS, make, options));
        let session = await recallEntry();
        if (session === "malformed") {
          // Of another version of this application, or of another program: this one puts its own there.
          await known.invalidate(key);
          session = await recallEntry();
        }
        return session === undefined || session === "malformed" ? await look() : session;
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

function contentOf(text: string): Session | undefined {
  try {
    return content.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What stands before the dot, and the signature behind it. */
function inParts(cookie: string): [token: string, signature: string] {
  const dot = cookie.indexOf(".");
  return [cookie.slice(0, dot), cookie.slice(dot + 1)];
}

/** Not the token itself: whoever reads the cache must not be able to show it. */
const tagOf = (token: string) => `session-${hash("sha256", token, "base64url")}`;
