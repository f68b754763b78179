import { createHmac } from "node:crypto";
import { join } from "node:path";
import { getClientNetwork } from "../../address/index.ts";
import { AppError, createSignedOutError } from "../../errors/index.ts";
import { readStoredSecret } from "../../secrets/index.ts";
import type { BaseValues } from "../../settings/index.ts";
import type { AiCaller } from "../caller.ts";
import { createClosedError } from "../errors.ts";
import type { AiValues } from "../settings.ts";
import type { AiAuth } from "./ai-auth.ts";
import { createVisitorCookies } from "./visitor-cookie.ts";

/** The caller of a request, and what its response has to store. */
export interface FoundCaller {
  readonly caller: AiCaller;
  /** Values of Set-Cookie: a session that is used lives longer, and a new visitor gets an id. */
  readonly cookies: readonly string[];
}

/** Finds out whose request it is. */
export interface AiCallers {
  /**
   * With accounts the user who is signed in. Without accounts a visitor, whom a signed cookie identifies: in production only where
   * AI_PUBLIC is set.
   *
   * @param header the Cookie header
   * @param address the address of the client, for requests that use a budget: only a hash of its network is passed on
   * @throws AppError `auth.signed-out` without a session, `ai.closed` where visitors are not accepted
   */
  find(header: string | undefined, address?: string): Promise<FoundCaller>;
}

/** What callers are found with. */
export interface AiCallersOptions {
  readonly settings: Pick<AiValues, "AI_PUBLIC" | "AI_SECRET"> & Pick<BaseValues, "NODE_ENV">;
  /** The name of the application. */
  readonly name: string;
  /** Where the application writes, absolute: a secret is stored there while AI_SECRET is not set. */
  readonly dataDirectory: string;
  readonly log: { warn(message: string): void };
  readonly auth?: AiAuth | undefined;
}

/** Creates what finds the callers of an application. */
export const createAiCallers = ({ auth, ...options }: AiCallersOptions): AiCallers =>
  auth === undefined ? createVisitors(options) : createUsers(auth);

const createUsers = (auth: AiAuth): AiCallers => ({
  async find(header) {
    const { session, cookies } = await auth.identify(header);
    if (session === null) throw createSignedOutError();
    const { id, email } = session.user;
    return { caller: { kind: "user", id, name: email }, cookies };
  },
});

function createVisitors({ settings, name, dataDirectory, log }: Omit<AiCallersOptions, "auth">): AiCallers {
  const { NODE_ENV, AI_PUBLIC, AI_SECRET } = settings;
  const isProduction = NODE_ENV === "production";
  let stored: string | undefined;
  function secret(): string {
    if (AI_SECRET !== undefined) return AI_SECRET;
    if (isProduction) throw createMissingSecretError();
    stored ??= readStoredSecret(join(dataDirectory, "ai-secret"));
    return stored;
  }
  const cookies = createVisitorCookies({ name, isSecure: isProduction, secret });
  let isReported = false;

  /** Visitors are not told why; the operators are, once. */
  function refuse(): never {
    if (!isReported)
      log.warn("a visitor was refused: without accounts models answer them only where AI_PUBLIC=true is set");
    isReported = true;
    throw createClosedError();
  }

  return {
    async find(header, address) {
      if (isProduction && !AI_PUBLIC) refuse();
      const network = address === undefined ? undefined : hashNetwork(address, secret());
      const known = cookies.findId(header);
      if (known !== undefined) return { caller: { kind: "visitor", id: known, network }, cookies: [] };
      const { id, cookie } = cookies.create();
      return { caller: { kind: "visitor", id, network }, cookies: [cookie] };
    },
  };
}

/** With the secret, since a hash of an address alone is undone by trying all of them. */
const hashNetwork = (address: string, secret: string): string =>
  createHmac("sha256", secret)
    .update(`network ${getClientNetwork(address)}`)
    .digest("base64url");

const createMissingSecretError = () =>
  new AppError({
    code: "ai.no-secret",
    category: "unavailable",
    message: "AI_SECRET is not set, so visitors cannot be recognised.",
    hint: "Set AI_SECRET; `openssl rand -hex 32` makes one.",
  });
