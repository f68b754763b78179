import { createHmac, randomBytes } from "node:crypto";
import { describe, onTestFinished } from "vitest";
import { createFreshPostgres, createFreshSqlite } from "../database/fresh-database.fixture.ts";
import type { Database } from "../database/index.ts";
import type { MailMessage } from "../mail/index.ts";
import { hasPostgres } from "../postgres/test-server.fixture.ts";
import { AccountMails, type AccountMailTexts } from "./account-mails.ts";
import { AccountService } from "./account-service.ts";
import { AuditService } from "./audit/audit-service.ts";
import { AuthService } from "./auth-service.ts";
import type { AuthEngine } from "./engine/auth-engine.ts";
import { createAuthEngine } from "./engine/better-auth.ts";
import { authTables } from "./engine-tables/index.ts";
import { OAuthService } from "./oauth/oauth-service.ts";
import type { ConfiguredProviders } from "./oauth/providers.ts";
import { createRoles } from "./roles.ts";
import type { SessionCache } from "./sessions/session-cache.ts";
import { withoutSessionCache } from "./sessions/session-cache.ts";
import { SignInLockout } from "./sign-in-lockout.ts";
import { createPostgresAuthTables, postgresMigrations, sqliteMigrations } from "./tables.fixture.ts";
import { type AuthStore, type AuthTables, createSqliteAuthTables, createStoreTables } from "./tables.ts";
import { UsersService } from "./users/users-service.ts";

export const ORIGIN = "http://localhost:8000";
export const GOOD_PASSWORD = "correct horse battery";
export const APP_NAME = "my-app";
export const roles = createRoles(["user", "moderator", "admin"]);

/** Texts that hold nothing but the link. */
export const mailTexts: AccountMailTexts = {
  verifyAddress: (to, { link }) => createMessage(to, `Confirm your e-mail address for ${APP_NAME}`, link),
  resetPassword: (to, { link }) => createMessage(to, `Choose a new password for ${APP_NAME}`, link),
  addressTaken: (to, { link }) => createMessage(to, `You already have an account at ${APP_NAME}`, link),
  passwordChanged: (to, { link }) => createMessage(to, `Your password for ${APP_NAME} was changed`, link),
};

const createMessage = (to: string, subject: string, link: string): MailMessage => ({
  to,
  subject,
  text: link,
  html: link,
});

/** What tests use of the library beyond what this package uses. */
export interface TestEngine extends AuthEngine {
  readonly api: AuthEngine["api"] & Readonly<Record<string, unknown>>;
  readonly $context: Promise<{
    readonly internalAdapter: {
      createSession(userId: string): Promise<{ token: string }>;
      createAccount(account: object): Promise<object>;
      deleteAccount(id: string): Promise<void>;
      createUser(...given: unknown[]): Promise<unknown>;
      findUserByEmail(...given: unknown[]): Promise<unknown>;
      createVerificationValue(...given: unknown[]): Promise<unknown>;
    };
    readonly password: {
      hash(password: string): Promise<string>;
      verify(given: { hash: string; password: string }): Promise<boolean>;
    };
  }>;
}

export interface FreshAuthOptions {
  readonly now?: () => number;
  /** The value of PUBLIC_URL. */
  readonly publicUrl?: string;
  /** Remembers sessions; none are remembered unless it is given. */
  readonly cache?: SessionCache;
  readonly providers?: ConfiguredProviders;
  /** Waits for so many milliseconds, where a response takes its time. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

interface Dialect {
  open(): Promise<Database<object>>;
  readonly tables: AuthTables;
}

const sqlite: Dialect = {
  open: () => createFreshSqlite(sqliteMigrations, [authTables]),
  tables: createSqliteAuthTables(),
};

const postgres: Dialect = {
  open: () => createFreshPostgres(postgresMigrations, [authTables]),
  tables: createPostgresAuthTables(),
};

/** Accounts on a database of their own, for the calling test. Mails are collected instead of being sent. */
export type FreshAuth = ReturnType<typeof createFreshAuth>;

/** An empty database with its tables, for the calling test. */
export type FreshStore = () => Promise<AuthStore>;

const isPostgresThere = await hasPostgres();

/** Defines the same tests for each engine of the database. */
export function describeOnEachDatabase(define: (freshAuth: FreshAuth, freshStore: FreshStore) => void): void {
  const forDialect = (dialect: Dialect) =>
    define(createFreshAuth(dialect), async () => {
      const database = await dialect.open();
      return { db: database.portable, tables: createStoreTables(dialect.tables, database.columns) };
    });
  describe("SQLite", () => forDialect(sqlite));
  describe.skipIf(!isPostgresThere)("PostgreSQL", () => forDialect(postgres));
}

const createFreshAuth = (dialect: Dialect) =>
  async function openAuth({ now = Date.now, publicUrl, ...options }: FreshAuthOptions = {}) {
    const database = await dialect.open();
    const tables = createStoreTables(dialect.tables, database.columns);
    const store: AuthStore = { db: database.portable, tables };
    const sent: MailMessage[] = [];
    const forgotten: string[] = [];
    const errors: object[] = [];
    const log = { error: (fields: object) => void errors.push(fields), debug: () => {} };
    const cache: SessionCache = options.cache ?? {
      ...withoutSessionCache,
      invalidate: async (token) => void forgotten.push(token),
    };
    const mails = new AccountMails({
      texts: mailTexts,
      deliver: async (message) => void sent.push(message),
      publicUrl,
      localUrl: () => ORIGIN,
      log,
    });
    // Runs before the database closes: work that continues after a response would open its file again.
    onTestFinished(() => mails.settled());
    const lockout = new SignInLockout(store, now);
    const secret = randomBytes(32).toString("base64url");
    const providers = options.providers ?? {};
    const library: AuthEngine = createAuthEngine({
      store,
      drizzleProvider: database.drizzleProvider,
      name: APP_NAME,
      path: "/api/v1/auth",
      secret,
      publicUrl,
      initialRole: roles.initial,
      log,
      lockout,
      mails,
      cache,
      providers,
    });
    const engine = async () => library;
    const audit = new AuditService({ store, log, now });
    const auth = new AuthService({
      store,
      roles,
      engine,
      cache,
      name: APP_NAME,
      path: "/api/v1/auth",
      hasProviders: options.providers !== undefined,
      secret: () => secret,
      publicUrl,
      background: (work) =>
        mails.runInBackground(work, "a request about an account failed after its response"),
      // What continues after the response is done when the response is there, so that tests can continue with it.
      pause: options.pause ?? (() => mails.settled()),
      now: Date.now,
    });
    const users = new UsersService({ store, roles, engine, cache, mails, audit, now });
    const testEngine = library as TestEngine;

    /** As a browser that sends a form. @returns the Cookie header that it sends from then on */
    async function signIn(email: string, password = GOOD_PASSWORD): Promise<string> {
      const request = new Request(`${ORIGIN}/sign-in`, { method: "POST", headers: { origin: ORIGIN } });
      const body = { email, password };
      const { cookies } = await auth.submit({ path: "/sign-in/email", body, request, client: "192.0.2.1" });
      return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    }

    /** Signs a user in without a password, which takes long to compare. @returns the Cookie header */
    async function sessionOf(userId: string): Promise<string> {
      const { internalAdapter } = await testEngine.$context;
      const { token } = await internalAdapter.createSession(userId);
      const signature = createHmac("sha256", secret).update(token).digest("base64");
      return `${APP_NAME}.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
    }

    /** Forwards a form to the library. */
    const submit = (path: string, body: Record<string, string>) => {
      const request = new Request(`${ORIGIN}/page`, { method: "POST", headers: { origin: ORIGIN } });
      return auth.submit({ path, body, request, client: "192.0.2.1" });
    };

    return {
      db: store.db,
      tables,
      store,
      auth,
      users,
      audit,
      account: new AccountService(auth, users),
      oauth: new OAuthService({ store, auth, providers, publicUrl }),
      engine,
      testEngine,
      mails,
      lockout,
      cache,
      secret,
      sent,
      forgotten,
      errors,
      log,
      signIn,
      sessionOf,
      submit,
    };
  };
