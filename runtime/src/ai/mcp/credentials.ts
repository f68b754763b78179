import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { ToolScope } from "../tools/toolbox.ts";

/** What the settings hold of a token: never the token itself. */
export interface McpCredential {
  readonly scope: ToolScope;
  /** The id of the account that it acts for; without accounts, a name of the operator's choice. */
  readonly user: string;
  /** The SHA-256 of the token, in hexadecimal digits. */
  readonly hash: string;
}

/** As many bits as the hash: a token cannot be guessed, so a fast hash is enough to store it. */
const TOKEN_BYTES = 32;

/** Recognised by scanners that look for published credentials. */
const TOKEN_PREFIX = "mcp_";

/** Credentials that one setting holds: one for each editor or agent, and a second one while a token is replaced. */
const MAX_CREDENTIALS = 20;

/** The id of an account has neither spaces nor commas, and is short. */
const CREDENTIAL_TEXT =
  /^(?<scope>read|write):(?<user>[\x21-\x2b\x2d-\x7e]{1,128}):sha256:(?<hash>[0-9a-f]{64})$/;

/** Reads credentials that are separated by commas; undefined when one of them is malformed. */
export function parseCredentials(given: string): readonly McpCredential[] | undefined {
  const parts = given.split(",").map((part) => part.trim());
  if (parts.length > MAX_CREDENTIALS) return undefined;
  const credentials = parts.flatMap((part): readonly McpCredential[] => {
    const { scope, user, hash } = CREDENTIAL_TEXT.exec(part)?.groups ?? {};
    if ((scope !== "read" && scope !== "write") || user === undefined || hash === undefined) return [];
    return [{ scope, user, hash }];
  });
  return credentials.length === parts.length ? credentials : undefined;
}

/** A credential as MCP_TOKEN holds it. */
export const formatCredential = ({ scope, user, hash }: McpCredential): string =>
  `${scope}:${user}:sha256:${hash}`;

/** Creates a random token and the credential that recognises it. The token is not stored anywhere. */
export function createCredential(
  scope: ToolScope,
  user: string,
): { readonly token: string; readonly credential: McpCredential } {
  const token = `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString("base64url")}`;
  return { token, credential: { scope, user, hash: hashToken(token).toString("hex") } };
}

/** The credential of a token. Every one is compared, in a time that reveals neither which one fits nor how much of it. */
export function findCredential(
  credentials: readonly McpCredential[],
  token: string,
): McpCredential | undefined {
  const given = hashToken(token);
  let found: McpCredential | undefined;
  for (const credential of credentials)
    if (timingSafeEqual(given, Buffer.from(credential.hash, "hex"))) found ??= credential;
  return found;
}

const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();
