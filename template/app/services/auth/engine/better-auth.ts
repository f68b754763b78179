import { createId } from "@aegis-stack/runtime/database";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { APP_NAME } from "#app/core/constants.ts";
import { type Db, database } from "#app/core/database.ts";
import type { Lockout } from "../lockout.ts";
import type { Addressee, AuthMails } from "../mails/auth-mails.ts";
import type { ConfiguredProviders } from "../oauth/providers.ts"; // aegis:auth=oauth
import { PASSWORD } from "../password.ts";
import type { SessionMemory } from "../session-memory.ts";
import { accounts, rateLimits, sessions, users, verifications } from "../tables.ts";
import { UserSessions } from "../users/user-sessions.ts";
import { createConfirmationToken, endUserTokens } from "../users/user-tokens.ts";
import { respondEarly } from "./early-response.ts";
import { createHooks } from "./hooks.ts";
import { RESET_LASTS } from "./lasts.ts";
import { libraryLog } from "./log.ts";
import { accountHooks, requireConfirmed, socialProviders } from "./oauth.ts"; // aegis:auth=oauth
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { AUTH_PREFIX, CLIENT_HEADER, isSecure } from "./paths.ts";
import { endUnlessActive, requireActive } from "./require-active.ts";
import { verifyEmail } from "./verify-email.ts";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Where development is reached. Production has one address, which is set. */
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"].flatMap((host) => [host, `${host}:*`]);

export interface EngineOptions {
  db: Db;
  secret: string;
  /** Where people reach the application. Not set, in development: wherever on this machine the request went. */
  publicUrl: string | undefined;
  lockout: Lockout;
  mails: AuthMails;
  memory: SessionMemory;
  providers: ConfiguredProviders; // aegis:auth=oauth
}

export type AuthEngine = ReturnType<typeof createEngine>;

/** A sign-up is answered before its password is hashed, and before it matters whether there is an account. */
function hashAfterResponse(password: string): Promise<string> {
  respondEarly();
  return hashPassword(password);
}

/** better-auth, set up for this application. It takes half a second to load, so it is loaded when it is first needed. */
export function createEngine(options: EngineOptions) {
  const { db, secret, publicUrl, lockout, mails, memory } = options;
  const sendConfirmation = async (user: Addressee & { id: string }, request: Request | undefined) =>
    mails.verifyAddress(user, await createConfirmationToken(db, user.id, Date.now()), request);
  return betterAuth({
    appName: APP_NAME,
    basePath: AUTH_PREFIX,
    baseURL: publicUrl ?? { allowedHosts: LOCAL_HOSTS, protocol: "http" },
    // Of itself the library does not trust a local host without a port.
    trustedOrigins: (request) => (publicUrl === undefined && request ? [new URL(request.url).origin] : []),
    secret,
    telemetry: { enabled: false },
    logger: libraryLog,
    // Thrown on, so that every refusal is told in this application's own words.
    onAPIError: { throw: true, errorURL: "/sign-in" },
    database: drizzleAdapter(db, {
      provider: database.drizzleProvider,
      schema: {
        user: users,
        session: sessions,
        account: accounts,
        verification: verifications,
        rateLimit: rateLimits,
      },
      // A password is hashed between two of its writes, and a transaction would keep all other writers waiting for that.
      // What a crash leaves behind there, an account without a password, is mended by resetting it.
      transaction: false,
    }),
    user: {
      additionalFields: {
        role: { type: "string", required: true, defaultValue: "user", input: false },
        deactivatedAt: { type: "date", required: false, input: false, returned: false },
      },
      validateUserInfo: requireConfirmed, // aegis:auth=oauth
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD.minimum,
      maxPasswordLength: PASSWORD.maximum,
      password: { hash: hashAfterResponse, verify: verifyPassword },
      resetPasswordTokenExpiresIn: RESET_LASTS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }, request) => mails.resetPassword(user, token, request),
      onPasswordReset: async ({ user }, request) => {
        await lockout.clear(user.email);
        await endUserTokens(db, user.id);
        mails.keep(mails.passwordChanged(user, request));
      },
      // Whoever signed up before may have been another person, so the holder of the address gets a link again.
      onExistingUserSignUp: ({ user }, request) =>
        user.emailVerified ? mails.addressTaken(user, request) : sendConfirmation(user, request),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      // With a token of our own: the library's confirms the address without a password and cannot be ended.
      sendVerificationEmail: ({ user }, request) => sendConfirmation(user, request),
    },
    session: { expiresIn: 7 * DAY, updateAge: DAY },
    account: { encryptOAuthTokens: true }, // aegis:auth=oauth
    socialProviders: socialProviders(options.providers), // aegis:auth=oauth
    verification: { storeIdentifier: "hashed" },
    hooks: createHooks({ lockout, mails, endTokens: (userId) => endUserTokens(db, userId) }),
    plugins: [verifyEmail({ db, lockout, memory })],
    databaseHooks: {
      // What is remembered of a session holds the name as well.
      user: { update: { after: ({ id }) => new UserSessions(db, memory).reread(id) } },
      account: accountHooks(db, options.providers), // aegis:auth=oauth
      session: {
        create: {
          // Whichever way somebody signs in, this is where it ends for who was deactivated.
          before: ({ userId }) => requireActive(db, userId),
          // Again, once it is there: it may have been deactivated in between, and its sessions ended too early for this one.
          after: ({ userId, token }) => endUnlessActive(db, userId, token),
        },
        // Whoever ends it, wherever: the cookie is worth nothing from now on.
        delete: { after: ({ token }) => memory.forget(token) },
      },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: MINUTE,
      max: 100,
      customRules: {
        "/sign-in/email": { window: MINUTE, max: 20 },
        "/sign-in/social": { window: MINUTE, max: 20 }, // aegis:auth=oauth
        "/sign-up/email": { window: 10 * MINUTE, max: 20 },
        "/request-password-reset": { window: 10 * MINUTE, max: 10 },
        "/send-verification-email": { window: 10 * MINUTE, max: 10 },
        "/reset-password": { window: 10 * MINUTE, max: 20 },
        "/verify-email": { window: 10 * MINUTE, max: 20 },
        "/change-password": { window: 10 * MINUTE, max: 20 },
      },
    },
    advanced: {
      cookiePrefix: APP_NAME,
      useSecureCookies: isSecure(publicUrl),
      // Said aloud: the library lets both be in tests.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
      database: { generateId: () => createId() },
      // A mail is not waited for: how long an answer takes must not tell whether there is an account.
      backgroundTasks: { handler: (work) => mails.keep(work) },
    },
  });
}
