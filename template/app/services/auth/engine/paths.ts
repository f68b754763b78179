import { createHmac, timingSafeEqual } from "node:crypto";
import { API_PREFIX, APP_NAME } from "#app/core/constants.ts";

/** Where the library's routes are. */
export const AUTH_PREFIX = `${API_PREFIX}/auth`;

/** The header in which the client's address is handed over; what a client itself sends under the name is replaced. */
export const CLIENT_HEADER = "x-client-address";

/** Whether cookies are kept to https. A browser then accepts them under a name that only https may set. */
export const isSecure = (publicUrl: string | undefined): boolean => publicUrl?.startsWith("https:") ?? false;

/** Token, dot, signature, just as they were set. In another spelling a token could not be found to be forgotten. */
const FORM = /^[\w-]{16,128}\.[\w%-]{16,256}$/;

export interface SessionCookie {
  /** The token and its signature as the browser sends them. */
  value: string;
  /** A Cookie header with what belongs to the session and with nothing else. */
  header: string;
}

/** The session cookie in a Cookie header; undefined where there is none that this application could have set. */
export function sessionCookie(
  header: string | undefined,
  publicUrl: string | undefined,
): SessionCookie | undefined {
  if (header === undefined) return undefined;
  const prefix = `${isSecure(publicUrl) ? "__Secure-" : ""}${APP_NAME}.`;
  const parts = header.split(";").map((part) => part.trim());
  const own = (name: string) => parts.find((part) => part.startsWith(`${prefix}${name}=`));
  const session = own("session_token");
  const value = session?.slice(session.indexOf("=") + 1);
  if (session === undefined || value === undefined || !FORM.test(value)) return undefined;
  return { value, header: [session, own("dont_remember")].filter(Boolean).join("; ") };
}

/** Whether a session cookie's value carries the signature that only this application can make. */
export function isSigned(value: string, secret: string): boolean {
  const [token = ""] = value.split(".", 1);
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  const expected = Buffer.from(`${token}.${encodeURIComponent(signature)}`);
  const given = Buffer.from(value);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
