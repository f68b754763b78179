import { hash, verify } from "@node-rs/argon2";

/**
 * What hashing one password costs: 19 MiB, two passes, one thread, as OWASP's cheat sheet on password storage asks for
 * at the least. The hash says what it was made with, so this may grow without locking anybody out. KiB.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same password, however a keyboard puts its letters together. */
const normal = (password: string): string => password.normalize("NFKC");

/** @returns Argon2id's hash in the form of PHC, with its salt */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), COST);

/** Whether a password is the one that a hash was made of. @throws Error when the hash is none of Argon2's */
export const verifyPassword = (given: { hash: string; password: string }): Promise<boolean> =>
  verify(given.hash, normal(given.password));
