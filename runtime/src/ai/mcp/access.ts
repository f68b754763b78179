import type { Logger } from "pino";
import { AppError } from "../../errors/index.ts";
import { createFailedAttempts } from "../../operators/index.ts";
import type { AiCaller } from "../caller.ts";
import { findAccountCaller } from "../callers/account-caller.ts";
import type { AiAccounts } from "../callers/ai-auth.ts";
import type { ToolScope } from "../tools/toolbox.ts";
import { findCredential, type McpCredential } from "./credentials.ts";

/** What a request may do, and for whom. */
export interface McpAccess {
  readonly caller: AiCaller;
  readonly scope: ToolScope;
}

/** What access is decided by. */
export interface McpAccessOptions {
  readonly credentials: readonly McpCredential[];
  readonly accounts: AiAccounts | undefined;
  readonly log: Pick<Logger, "warn">;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Authorizes one request.
 *
 * @param authorization the header of this name
 * @param client the address that the request came from; wrong tokens are counted for each
 * @throws AppError `ai.mcp-token` (unauthorized), or `ai.mcp-too-many-attempts` (limited) after ten wrong tokens in a minute
 */
export type AuthorizeMcp = (authorization: string | undefined, client: string) => Promise<McpAccess>;

const BEARER_HEADER = /^Bearer +(?<token>[\x21-\x7e]{1,512})$/i;

/** Decides which requests may call tools. A missing token, a wrong one and one of a deactivated account look the same. */
export function createMcpAccess({ credentials, accounts, log, now }: McpAccessOptions): AuthorizeMcp {
  const failed = createFailedAttempts(now);
  return async (authorization, client) => {
    const wait = failed.wait(client);
    if (authorization !== undefined && wait > 0) throw createTooManyAttemptsError(wait);
    const token = BEARER_HEADER.exec(authorization ?? "")?.groups?.token;
    // Without a token the same work is done, so that the time reveals nothing.
    const credential = findCredential(credentials, token ?? "");
    if (credential === undefined) {
      if (authorization !== undefined) failed.add(client);
      throw createTokenError();
    }
    const { user, scope } = credential;
    const caller = await findAccountCaller(accounts, user);
    // An e-mail address would name another account once its owner changes it.
    if (caller === undefined || caller.id !== user) {
      log.warn({ user }, "a token of MCP_TOKEN acts for no active account, by its id, and was refused");
      throw createTokenError();
    }
    return { caller, scope };
  };
}

const createTokenError = () =>
  new AppError({
    code: "ai.mcp-token",
    category: "unauthorized",
    message: "The token of this request is missing, or it is not valid.",
    hint: "Send the token of an active account in the header Authorization, as Bearer.",
  });

function createTooManyAttemptsError(waitMs: number): AppError {
  const retryAfter = Math.ceil(waitMs / 1_000);
  return new AppError({
    code: "ai.mcp-too-many-attempts",
    category: "limited",
    message: "Too many wrong tokens came from this address.",
    hint: `Wait ${retryAfter} s, then try again.`,
    retryAfter,
  });
}
