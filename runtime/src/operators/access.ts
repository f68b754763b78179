/**
 * What a caller may do on the operations pages: `granted`; `read-only`: look, and change nothing. Otherwise why not:
 * `credentials`: they are missing or wrong; `closed`: in production without a password; `sign-in`: the caller is not signed in;
 * `forbidden`: the caller is signed in, but not as an admin.
 */
export type OperatorAccess = PasswordAccess | AccountAccess;

/** The access where operators have a password and the application has no accounts. */
export type PasswordAccess = "granted" | "read-only" | "credentials" | "closed";

/** The access where operators are admins who are signed in. */
export type AccountAccess = "granted" | "read-only" | "sign-in" | "forbidden";

const READING_METHODS = new Set(["GET", "HEAD"]);

/** Whether an access is enough for a request with this method. */
export const allowsMethod = (access: OperatorAccess, method: string): boolean =>
  access === "granted" || (access === "read-only" && READING_METHODS.has(method));
