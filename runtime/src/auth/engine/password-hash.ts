import { hash, verify } from "@node-rs/argon2";
import { respondEarly } from "./early-response.ts";

/**
 * What hashing one password costs: 19 MiB, two passes, one thread, the minimum of OWASP's cheat sheet on password storage.
 * A hash names its own cost, so this may grow and earlier hashes stay valid. Memory in KiB.
 */
const ARGON2_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password, however a keyboard puts its letters together. */
const normalize = (password: string): string => password.normalize("NFKC");

/** @returns Argon2id's hash in the form of PHC, with its salt */
export const hashPassword = (password: string): Promise<string> => hash(normalize(password), ARGON2_COST);

/** The same for a sign-up, whose response is sent before its password is hashed and before it matters whether there is an account. */
export function hashPasswordAfterResponse(password: string): Promise<string> {
  respondEarly();
  return hashPassword(password);
}

/** Whether a password is the one that a hash was computed from. @throws Error when the hash is none of Argon2's */
export const verifyPassword = (given: { hash: string; password: string }): Promise<boolean> =>
  verify(given.hash, normalize(given.password));
