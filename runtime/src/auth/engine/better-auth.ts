import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { createId } from "../../database/index.ts";
import type { AccountMails, MailReceiver } from "../account-mails.ts";
import type { ConfiguredProviders } from "../oauth/providers.ts";
import { PASSWORD_LENGTH } from "../password-length.ts";
import type { SessionCache } from "../sessions/session-cache.ts";
import { SESSION_EXTENSION_SECONDS, SESSION_SECONDS } from "../sessions/session-ttl.ts";
import type { SignInLockout } from "../sign-in-lockout.ts";
import type { AuthStore } from "../tables.ts";
import { RESET_TOKEN_SECONDS } from "../token-ttl.ts";
import { refreshUserSessions } from "../users/user-sessions.ts";
import { createConfirmationToken, deleteUserTokens } from "../users/user-tokens.ts";
import type { AuthEngine } from "./auth-engine.ts";
import { createAuthHooks } from "./hooks.ts";
import { createLibraryLog, type EngineLog } from "./library-log.ts";
import { createAccountHooks, createSocialProviders, requireConfirmedAddress } from "./oauth.ts";
import { hashPasswordAfterResponse, verifyPassword } from "./password-hash.ts";
import { CLIENT_HEADER, isSecure } from "./paths.ts";
import { endUnlessActive, requireActiveUser } from "./require-active.ts";
import { createVerifyEmailPlugin } from "./verify-email.ts";

const MINUTE_SECONDS = 60;

/** Where development is reached. Production has one address, which is set. */
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"].flatMap((host) => [host, `${host}:*`]);

/** What the library is set up with. */
export interface AuthEngineOptions {
  readonly store: AuthStore;
  /** The name of the dialect in Drizzle's own adapters. */
  readonly drizzleProvider: "sqlite" | "pg";
  /** The name of the application. */
  readonly name: string;
  /** Where the routes of accounts are: "/api/v1/auth". */
  readonly path: string;
  readonly secret: string;
  /** Where users reach the application. Not set, in development: wherever on this machine the request went. */
  readonly publicUrl: string | undefined;
  /** The role of a new account. */
  readonly initialRole: string;
  readonly log: EngineLog;
  readonly lockout: SignInLockout;
  readonly mails: AccountMails;
  readonly cache: SessionCache;
  readonly providers: ConfiguredProviders;
}

/** Sets up better-auth. It takes half a second to load, so it is loaded when it is first needed. */
export const createAuthEngine = (options: AuthEngineOptions): AuthEngine => createBetterAuth(options);

function createBetterAuth(options: AuthEngineOptions) {
  const { store, publicUrl, lockout, mails, cache, initialRole, providers } = options;
  const { users, sessions, accounts, verifications, rateLimits } = store.tables;
  const sendConfirmation = async (user: MailReceiver & { id: string }, request: Request | undefined) =>
    mails.verifyAddress(user, await createConfirmationToken(store, user.id, Date.now()), request);
  return betterAuth({
    appName: options.name,
    basePath: options.path,
    baseURL: publicUrl ?? { allowedHosts: LOCAL_HOSTS, protocol: "http" },
    // Of itself the library does not trust a local host without a port.
    trustedOrigins: (request) => (publicUrl === undefined && request ? [new URL(request.url).origin] : []),
    secret: options.secret,
    telemetry: { enabled: false },
    logger: createLibraryLog(options.log),
    // Thrown on, so that every refusal is reported in the words of this package.
    onAPIError: { throw: true, errorURL: "/sign-in" },
    database: drizzleAdapter(store.db, {
      provider: options.drizzleProvider,
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        rateLimit: rateLimits,
      },
      // A password is hashed between two of its writes, and a transaction would block all other writers for that time. What
      // a crash leaves behind there, an account without a password, is repaired by resetting it.
      transaction: false,
    }),
    user: {
      additionalFields: {
        role: { type: "string", required: true, defaultValue: initialRole, input: false },
        deactivatedAt: { type: "date", required: false, input: false, returned: false },
      },
      validateUserInfo: requireConfirmedAddress,
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_LENGTH.minimum,
      maxPasswordLength: PASSWORD_LENGTH.maximum,
      password: { hash: hashPasswordAfterResponse, verify: verifyPassword },
      resetPasswordTokenExpiresIn: RESET_TOKEN_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }, request) => mails.resetPassword(user, token, request),
      onPasswordReset: async ({ user }, request) => {
        await lockout.reset(user.email);
        await deleteUserTokens(store, user.id);
        mails.runInBackground(mails.passwordChanged(user, request));
      },
      // Another user may have signed up with the address before, so its holder gets a link again.
      onExistingUserSignUp: ({ user }, request) =>
        user.emailVerified ? mails.addressTaken(user, request) : sendConfirmation(user, request),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      // With a token of this package: the library's confirms the address without a password and cannot be revoked.
      sendVerificationEmail: ({ user }, request) => sendConfirmation(user, request),
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_EXTENSION_SECONDS },
    account: { encryptOAuthTokens: true },
    socialProviders: createSocialProviders(providers),
    verification: { storeIdentifier: "hashed" },
    hooks: createAuthHooks({
      lockout,
      mails,
      initialRole,
      deleteTokens: (userId) => deleteUserTokens(store, userId),
    }),
    plugins: [createVerifyEmailPlugin({ store, lockout, cache })],
    databaseHooks: {
      // A cached session contains the name as well.
      user: { update: { after: ({ id }) => refreshUserSessions(store, cache, id) } },
      account: createAccountHooks(store, providers),
      session: {
        create: {
          // Every way to sign in ends here, where a deactivated user is refused.
          before: ({ userId }) => requireActiveUser(store, userId),
          // Again, once it exists: the user may have been deactivated in between, when this session could not be ended yet.
          after: ({ userId, token }) => endUnlessActive(store, userId, token),
        },
        // Wherever it is ended: the cookie is worth nothing from now on.
        delete: { after: ({ token }) => cache.invalidate(token) },
      },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: MINUTE_SECONDS,
      max: 100,
      customRules: {
        "/sign-in/email": { window: MINUTE_SECONDS, max: 20 },
        "/sign-in/social": { window: MINUTE_SECONDS, max: 20 },
        "/sign-up/email": { window: 10 * MINUTE_SECONDS, max: 20 },
        "/request-password-reset": { window: 10 * MINUTE_SECONDS, max: 10 },
        "/send-verification-email": { window: 10 * MINUTE_SECONDS, max: 10 },
        "/reset-password": { window: 10 * MINUTE_SECONDS, max: 20 },
        "/verify-email": { window: 10 * MINUTE_SECONDS, max: 20 },
        "/change-password": { window: 10 * MINUTE_SECONDS, max: 20 },
      },
    },
    advanced: {
      cookiePrefix: options.name,
      useSecureCookies: isSecure(publicUrl),
      // Stated explicitly: the library switches both off in tests.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
      database: { generateId: () => createId() },
      // No response waits for a mail: its duration must not reveal whether there is an account.
      backgroundTasks: { handler: (work) => mails.runInBackground(work) },
    },
  });
}
