import { createHash, timingSafeEqual } from "node:crypto";

/** A user and a password, as HTTP Basic sends them. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/**
 * Reads an `Authorization` header of the Basic scheme (RFC 7617).
 *
 * @returns undefined when there is none, it is of another scheme, or it is malformed
 */
export function parseBasic(authorization: string | undefined): Credentials | undefined {
  const encoded = /^Basic +([\w+/-]+={0,2})$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  if (colon === -1) return undefined;
  return { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** Compares in a time that reveals neither how much is right nor which of the two is wrong. */
export function areSameCredentials(given: Credentials, expected: Credentials): boolean {
  const user = timingSafeEqual(digest(given.user), digest(expected.user));
  const password = timingSafeEqual(digest(given.password), digest(expected.password));
  return user && password;
}

/** Whether an `Authorization` header is of the Bearer scheme (RFC 6750). */
export const isBearer = (authorization: string): boolean => /^Bearer +/i.test(authorization);

/** Whether an `Authorization` header holds a token. Compares in a time that does not reveal how much of it is right. */
export function holdsToken(authorization: string | undefined, token: string): boolean {
  if (authorization === undefined || !isBearer(authorization)) return false;
  return timingSafeEqual(digest(authorization.replace(/^Bearer +/i, "")), digest(token));
}

/** The comparison requires equal lengths, which digests have. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
