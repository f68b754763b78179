import { eq, sql } from "drizzle-orm";
import { isSigned } from "../../secrets/index.ts";
import type { AuthEngine } from "../engine/auth-engine.ts";
import type { SessionCookie } from "../engine/paths.ts";
import type { Roles } from "../roles.ts";
import type { AuthStore, UserRow } from "../tables.ts";
import { type Identified, type Session, toSessionUser } from "./session.ts";
import { SESSION_EXTENSION_SECONDS, SESSION_SECONDS } from "./session-ttl.ts";

/** What sessions are read with. */
export interface SessionReaderOptions {
  readonly store: AuthStore;
  readonly roles: Roles<string>;
  engine(): Promise<AuthEngine>;
  /** What cookies are signed with. */
  secret(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

interface StoredSession {
  readonly id: string;
  readonly expiresAt: Date;
  /** With the columns that an owner has added. */
  readonly user: UserRow;
}

/**
 * Reads the session of a cookie whose signature was checked. A session that is neither due for an extension nor expired takes
 * one query, and neither loads nor runs the library; whatever has to be written is left to the library.
 */
export function createSessionReader({ store, roles, engine, secret, now }: SessionReaderOptions) {
  const findStored = createQuery(store);

  function toSession(stored: StoredSession | undefined): Session | null {
    if (!stored || stored.user.deactivatedAt !== null || !roles.isRole(stored.user.role)) return null;
    const { id, expiresAt, user } = stored;
    return { id, user: toSessionUser(user, user.role), expiresAt };
  }

  function isCurrent({ expiresAt }: StoredSession, { dontRemember }: SessionCookie): boolean {
    const remainingMs = expiresAt.getTime() - now();
    if (remainingMs < 0) return false;
    // A session that ends with the browser is not extended.
    if (dontRemember !== undefined && isSigned(dontRemember, secret())) return true;
    return remainingMs > (SESSION_SECONDS - SESSION_EXTENSION_SECONDS) * 1_000;
  }

  return async (cookie: SessionCookie): Promise<Identified> => {
    const [token = ""] = cookie.value.split(".", 1);
    const stored = await findStored(token);
    if (stored && isCurrent(stored, cookie)) return { session: toSession(stored), cookies: [] };
    const { api } = await engine();
    const { headers, response } = await api.getSession({
      headers: new Headers({ cookie: cookie.header, host: "localhost" }),
      returnHeaders: true,
    });
    const extended = response ? await findStored(token) : undefined;
    return { session: toSession(extended), cookies: headers.getSetCookie() };
  };
}

/** The query is prepared once: Drizzle takes longer to build it than SQLite takes to run it. */
function createQuery({ db, tables: { sessions, users } }: AuthStore) {
  const prepare = () =>
    db
      .select({ id: sessions.id, expiresAt: sessions.expiresAt, user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(sessions.token, sql.placeholder("token")))
      .prepare();
  let prepared: ReturnType<typeof prepare> | undefined;
  return async (token: string): Promise<StoredSession | undefined> => {
    prepared ??= prepare();
    const [stored] = await prepared.execute({ token });
    return stored;
  };
}
