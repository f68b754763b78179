/**
 * The library's routes that are open, with their method. It has more, and gets more with each of its versions: what is not
 * listed here responds as if it did not exist.
 */
const OPEN_ROUTES: ReadonlySet<string> = new Set([
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
]);

/** The same for sign-in through other providers. */
const PROVIDER_ROUTES: ReadonlySet<string> = new Set([
  "POST /sign-in/social",
  "POST /link-social",
  "POST /unlink-account",
  "GET /list-accounts",
  "GET /callback/github",
  "GET /callback/google",
]);

/**
 * Whether a route of the library is open.
 *
 * @param path below the routes of accounts: "/sign-in/email"
 * @param hasProviders whether the application has sign-in through other providers
 */
export function isOpenRoute(method: string, path: string, hasProviders: boolean): boolean {
  const route = `${method} ${path}`;
  return OPEN_ROUTES.has(route) || (hasProviders && PROVIDER_ROUTES.has(route));
}

/** Those whose response must not reveal by its duration whether there is an account. */
export const CONSTANT_TIME_PATHS: ReadonlySet<string> = new Set([
  "/sign-up/email",
  "/request-password-reset",
  "/send-verification-email",
]);
