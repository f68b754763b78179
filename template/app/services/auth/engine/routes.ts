/**
 * The library's routes that are answered, below /auth, with their method. It has more, and gets more with each of its
 * versions: what is not listed here is as if it were not there.
 */
const OPEN: ReadonlySet<string> = new Set([
  "POST /sign-up/email",
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "GET /list-sessions",
  "POST /revoke-session",
  "POST /revoke-sessions",
  "POST /revoke-other-sessions",
  "POST /request-password-reset",
  "POST /reset-password",
  "POST /change-password",
  "POST /send-verification-email",
  "POST /verify-email",
  "POST /update-user",
  // #region aegis:auth=oauth
  "POST /sign-in/social",
  "POST /link-social",
  "POST /unlink-account",
  "GET /list-accounts",
  "GET /callback/github",
  "GET /callback/google",
  // #endregion aegis:auth=oauth
]);

/** Whether a route of the library's is answered. @param path below /auth: "/sign-in/email" */
export const isOpen = (method: string, path: string): boolean => OPEN.has(`${method} ${path}`);

/** Those whose answer must not tell, by the time that it takes, whether there is an account. */
export const UNHURRIED: ReadonlySet<string> = new Set([
  "/sign-up/email",
  "/request-password-reset",
  "/send-verification-email",
]);
