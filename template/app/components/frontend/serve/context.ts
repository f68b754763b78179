import type { OperatorAccess } from "@aegis-stack/runtime/operators";
import type { FastifyBaseLogger } from "fastify";
import { createContext } from "react-router";
import type { Session } from "#app/services/auth/index.ts";

export interface PageContext {
  /** The Content-Security-Policy nonce that every inline script of this answer carries. */
  nonce: string;
  requestId: string;
  /** Aborts when the page is given up. The signal of the request that a page gets is only a copy, which may be collected. */
  signal: AbortSignal;
  /** Writes lines that carry the request's id. */
  log: FastifyBaseLogger;
  /**
   * Whether the caller may see the operations pages. Evaluated only where it is used, since a wrong password
   * counts as an attempt.
   *
   * @throws AppError of category `limited` after too many attempts
   */
  access(): Promise<OperatorAccess>;
  // #region aegis:auth
  /** Who is signed in. Looked up once, where it is asked for. */
  session(): Promise<Session | null>;
  /** The address that the request came from. */
  client: string;
  // #endregion
}

/** What the server knows about the request that a page is rendered for. */
export const pageContext = createContext<PageContext>();
