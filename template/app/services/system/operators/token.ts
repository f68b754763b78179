import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an `Authorization` header is of the Bearer scheme (RFC 6750). */
export const isBearer = (authorization: string): boolean => /^Bearer +/i.test(authorization);

/** Whether an `Authorization` header holds a token. Compares in a time that does not tell how much of it is right. */
export function isSameToken(authorization: string | undefined, token: string): boolean {
  if (authorization === undefined || !isBearer(authorization)) return false;
  const given = authorization.replace(/^Bearer +/i, "");
  return timingSafeEqual(digest(given), digest(token));
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
