import type { Session } from "./session.ts";

/** Remembers the session that belongs to a cookie. */
export interface SessionCache {
  /**
   * @param cookie token and signature
   * @param load reads the session where it is not remembered
   */
  getOrLoad(cookie: string, load: () => Promise<Session | null>): Promise<Session | null>;
  /** Forgets the sessions of all cookies with this token. */
  invalidate(token: string): Promise<void>;
}

/** Where there is no cache: every request reads its session. */
export const withoutSessionCache: SessionCache = {
  getOrLoad: (_cookie, load) => load(),
  invalidate: async () => {},
};
