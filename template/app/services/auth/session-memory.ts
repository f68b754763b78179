import type { Session } from "./session.ts";

/** Remembers which cookie is whose session. */
export interface SessionMemory {
  /** @param cookie token and signature @param look finds out what it is worth */
  recall(cookie: string, look: () => Promise<Session | null>): Promise<Session | null>;
  /** Forgets what cookies with this token are worth. */
  forget(token: string): Promise<void>;
}
