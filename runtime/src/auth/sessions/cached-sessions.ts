import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { Cache } from "../../cache/index.ts";
import { parseSession, serializeSession } from "./serialize-session.ts";
import type { Session } from "./session.ts";
import type { SessionCache } from "./session-cache.ts";

/**
 * How long a session is believed without reading it again. One that ends is forgotten at once in every process that the
 * cache reaches; a process that it does not reach believes for so long.
 */
const SESSION_CACHE_MS = 10_000;

/** How far the clocks of two processes may differ before they stop believing each other's entries. */
const CLOCK_TOLERANCE_MS = 10_000;

/** Thrown for a cookie without a session: an error is not cached, and clients can make up any number of cookies. */
class InvalidCookieError extends Error {}

const sealedSession = z.object({ content: z.string(), sealedAt: z.number(), seal: z.string() });
type SealedSession = z.infer<typeof sealedSession>;

/** Cookies whose place in the cache a process remembers. */
const REMEMBERED_PLACES = 1_000;

/** Where the session of a cookie is in the cache. */
interface EntryPlace {
  readonly tag: string;
  readonly key: string;
}

/** What sessions are cached with. */
export interface CachedSessionsOptions {
  readonly cache: Cache;
  /** What entries are sealed with: the server that stores the cache must not be able to make up sessions. */
  secret(): string;
  /** Whether a text is the name of a role: another version of the application may have had others. */
  isRole(text: string): boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Remembers sessions in the application's cache. An entry carries a seal of this application, bound to the cookie and to
 * the time, so that write access to the cache's server allows neither to sign in nor to change a role.
 */
export function createCachedSessions({
  cache,
  secret,
  isRole,
  now = Date.now,
}: CachedSessionsOptions): SessionCache {
  const known = cache.namespace("sessions");
  /** Entries of this process's memory that were verified already. */
  const opened = new WeakMap<object, { readonly session: Session; readonly sealedAt: number }>();

  /** Where the sessions of the cookies are that were used last: to hash a token takes longer than to find its session in memory. */
  const places = new LRUCache<string, EntryPlace>({ max: REMEMBERED_PLACES });

  function findPlace(cookie: string): EntryPlace {
    const found = places.get(cookie);
    if (found) return found;
    const [token, signature] = splitCookie(cookie);
    const tag = createTag(token);
    // The signature is part of the key: a right token with a wrong signature is another cookie, worth nothing alone.
    const place = { tag, key: `${tag}.${signature}` };
    // A copy: a part of a header would keep the whole header in memory.
    places.set(Buffer.from(cookie).toString(), place);
    return place;
  }

  function createSeal(cookie: string, { content, sealedAt }: Omit<SealedSession, "seal">): Buffer {
    // The cookie's own signature is over the token alone, which holds no zero.
    const message = ["cached session", cookie, String(sealedAt), content].join("\0");
    return createHmac("sha256", secret()).update(message).digest();
  }

  function sealSession(cookie: string, session: Session): SealedSession {
    const entry = { content: serializeSession(session), sealedAt: now() };
    return { ...entry, seal: createSeal(cookie, entry).toString("base64url") };
  }

  const isRecent = (sealedAt: number) => Math.abs(now() - sealedAt) <= SESSION_CACHE_MS + CLOCK_TOLERANCE_MS;

  /** @returns the session; undefined when the entry is not believed; "malformed" when it is none */
  function openSession(cookie: string, found: unknown): Session | "malformed" | undefined {
    const verified = opened.get(Object(found));
    if (verified) return isRecent(verified.sealedAt) ? verified.session : undefined;
    const entry = sealedSession.safeParse(found).data;
    if (!entry) return "malformed";
    if (!isRecent(entry.sealedAt)) return undefined;
    const seal = Buffer.from(entry.seal, "base64url");
    const expected = createSeal(cookie, entry);
    if (seal.length !== expected.length || !timingSafeEqual(seal, expected)) return undefined;
    const session = parseSession(entry.content);
    if (!session || !isRole(session.user.role)) return "malformed";
    opened.set(Object(found), { session, sealedAt: entry.sealedAt });
    return session;
  }

  return {
    async getOrLoad(cookie, load) {
      const computeEntry = async () => {
        const session = await load();
        if (!session) throw new InvalidCookieError();
        return sealSession(cookie, session);
      };
      try {
        const { tag, key } = findPlace(cookie);
        const options = { tags: [tag], grace: 0, shared: true };
        const readEntry = async () =>
          openSession(cookie, await known.getOrSet<unknown>(key, SESSION_CACHE_MS, computeEntry, options));
        let session = await readEntry();
        if (session === "malformed") {
          // Of another version of this application, or of another program: this one replaces it.
          await known.invalidate(key);
          session = await readEntry();
        }
        return session === undefined || session === "malformed" ? await load() : session;
      } catch (error) {
        if (error instanceof InvalidCookieError) return null;
        throw error;
      }
    },
    async invalidate(token) {
      await cache.invalidateTag(createTag(token));
    },
  };
}

/** The part before the dot, and the signature after it. */
function splitCookie(cookie: string): [token: string, signature: string] {
  const dot = cookie.indexOf(".");
  return [cookie.slice(0, dot), cookie.slice(dot + 1)];
}

/** Not the token itself: a reader of the cache must not be able to use it. */
const createTag = (token: string) => `session-${hash("sha256", token, "base64url")}`;
