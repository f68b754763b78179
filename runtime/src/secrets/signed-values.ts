import { createHmac, timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";

/** Users who are signed in at one moment, in one process; 1,000 cookies are some 150 kB. */
const REMEMBERED_COOKIES = 1_000;

/** Signs a token. @param token without a dot @returns what a cookie holds: the token, a dot, the signature */
export function signValue(token: string, secret: string): string {
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return `${token}.${encodeURIComponent(signature)}`;
}

/** Whether a cookie's value carries the signature that only this application can make. */
export function isSigned(value: string, secret: string): boolean {
  const [token = ""] = value.split(".", 1);
  const expected = Buffer.from(signValue(token, secret));
  const given = Buffer.from(value);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Creates a check like `isSigned` that remembers which values passed it: to compute a signature takes longer than all else that a
 * request with a cached session needs. What was signed with another secret is computed again, and what fails is never
 * remembered, since clients can make up any number of cookies.
 */
export function createSignatureCheck(secret: () => string): (value: string) => boolean {
  const passed = new LRUCache<string, string>({ max: REMEMBERED_COOKIES });
  return (value) => {
    const current = secret();
    if (passed.get(value) === current) return true;
    if (!isSigned(value, current)) return false;
    // A copy: a part of a header would keep the whole header in memory.
    passed.set(Buffer.from(value).toString(), current);
    return true;
  };
}
