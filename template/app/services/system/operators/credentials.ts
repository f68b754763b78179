import { createHash, timingSafeEqual } from "node:crypto";

export interface Credentials {
  user: string;
  password: string;
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

/** Compares in a time that tells neither how much is right nor which of the two is wrong. */
export function isSame(given: Credentials, expected: Credentials): boolean {
  const user = timingSafeEqual(digest(given.user), digest(expected.user));
  const password = timingSafeEqual(digest(given.password), digest(expected.password));
  return user && password;
}

/** The comparison wants equal lengths; digests have them whatever was given. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
