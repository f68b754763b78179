import { randomBytes } from "node:crypto";
import { createSignatureCheck, signValue } from "../../secrets/index.ts";

/** What visitors are recognised with. */
export interface VisitorCookieOptions {
  /** The name of the application: the cookie begins with it. */
  readonly name: string;
  /** Whether the cookie is kept to https. */
  readonly isSecure: boolean;
  /** What cookies are signed with. It is read with the first request, since reading may create it. */
  secret(): string;
}

/** The cookies of visitors. */
export interface VisitorCookies {
  /** The id of the visitor whom a Cookie header names; undefined without a cookie that this application signed. */
  findId(header: string | undefined): string | undefined;
  /** A visitor whom no one can guess. */
  create(): { readonly id: string; readonly cookie: string };
}

const ID_BYTES = 24;

/** Id, dot, signature, as they were set. */
const COOKIE_PATTERN = /^([\w-]{32})\.[\w%-]{16,256}$/;

/** How long a visitor's conversations can be reached: 90 days. */
const COOKIE_SECONDS = 90 * 86_400;

/**
 * Recognises clients without an account by a cookie that this application has signed. A client chooses no id: a cookie with another
 * signature, or with that of an earlier secret, counts as none.
 */
export function createVisitorCookies({ name, isSecure, secret }: VisitorCookieOptions): VisitorCookies {
  const isSigned = createSignatureCheck(secret);
  // A browser accepts the prefix only over https, for this host alone: no other host of the domain can set the cookie.
  const prefix = `${isSecure ? "__Host-" : ""}${name}.ai_visitor=`;
  const attributes = `Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  return {
    findId(header) {
      for (const part of header?.split(";") ?? []) {
        const cookie = part.trim();
        if (!cookie.startsWith(prefix)) continue;
        const value = cookie.slice(prefix.length);
        const [, id] = COOKIE_PATTERN.exec(value) ?? [];
        if (id !== undefined && isSigned(value)) return id;
      }
      return undefined;
    },
    create() {
      const id = randomBytes(ID_BYTES).toString("base64url");
      return { id, cookie: `${prefix}${signValue(id, secret())}; ${attributes}` };
    },
  };
}
