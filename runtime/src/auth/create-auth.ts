import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { findServer } from "../address/index.ts";
import type { Cache } from "../cache/index.ts";
import { type Database, requireEngineTables } from "../database/index.ts";
import type { MailMessage } from "../mail/index.ts";
import { readStoredSecret } from "../secrets/index.ts";
import { printError } from "../terminal/index.ts";
import { AccountMails, type AccountMailTexts } from "./account-mails.ts";
import { AccountService } from "./account-service.ts";
import { createCommandActor } from "./audit/actor.ts";
import { AuditService } from "./audit/audit-service.ts";
import type { Auth } from "./auth.ts";
import { AuthService } from "./auth-service.ts";
import { createAuthCapability } from "./create-capability.ts";
import { deleteExpired } from "./delete-expired.ts";
import type { AuthEngine } from "./engine/auth-engine.ts";
import { authTables } from "./engine-tables/index.ts";
import { readFigures } from "./figures.ts";
import { OAuthService } from "./oauth/oauth-service.ts";
import { createProviders } from "./oauth/providers.ts";
import { createUserHook, getRequestUser } from "./protection/require-user.ts";
import { createRoles } from "./roles.ts";
import { createCachedSessions } from "./sessions/cached-sessions.ts";
import type { Identified, Session, SessionUser } from "./sessions/session.ts";
import { withoutSessionCache } from "./sessions/session-cache.ts";
import type { AuthValues, OauthValues } from "./settings/index.ts";
import { SignInLockout } from "./sign-in-lockout.ts";
import { type AuthStore, type AuthTables, createStoreTables, type UsersTable } from "./tables.ts";
import { UsersService } from "./users/users-service.ts";

const DEFAULT_PORT = 8_000;

/** What accounts are created from. */
export interface AuthOptions<Users extends UsersTable, Role extends string> {
  readonly settings: AuthValues & { readonly PORT: number | undefined };
  /** The name of the application: cookies begin with it. */
  readonly name: string;
  /** Where the application writes, absolute: a secret is stored there while AUTH_SECRET is not set. */
  readonly dataDirectory: string;
  /** Where the routes of accounts are: "/api/v1/auth". */
  readonly path: string;
  readonly log: Logger;
  /** The application's database, with `authTables` among its engine tables. */
  readonly database: Pick<
    Database<object>,
    "portable" | "drizzleProvider" | "columns" | "engineTables" | "close"
  >;
  /** The application's tables of accounts. Columns that its owner adds to `users` are part of a session's user. */
  readonly tables: AuthTables<Users>;
  /** From the least to the most: each includes those before it. The first is the one of a new account, `admin` operates. */
  readonly roles: readonly Role[];
  readonly mail: {
    readonly transport: { readonly kind: "smtp" | "outbox" | "none" };
    deliver(message: MailMessage): Promise<unknown>;
    /** Whether a mail of a command reaches its receiver. */
    readonly isReachedByCommands: boolean;
  };
  /** The texts of the mails about accounts. */
  readonly mails: AccountMailTexts;
  /** Where sessions are remembered for a moment. Without it each request reads its session. */
  readonly cache?: Cache;
  /** Given where the application has sign-in through other providers: their keys. */
  readonly oauth?: OauthValues;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Waits for so many milliseconds, where a response must not reveal by its duration whether there is an account. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Creates the accounts of an application: sign-in, sessions, roles, the audit log, and their mails. Nothing is connected and
 * the library is not loaded before its first use.
 *
 * @throws TypeError when `admin` is not one of the roles, or the database lacks the tables `authTables`
 */
export function createAuth<Users extends UsersTable, const Role extends string>(
  options: AuthOptions<Users, Role>,
): Auth<SessionUser<Users["$inferSelect"], Role>, Role> {
  type User = SessionUser<Users["$inferSelect"], Role>;
  const { settings, name, dataDirectory, path, log, database, mail, cache, oauth } = options;
  const { now = Date.now, pause = delay } = options;
  const { PUBLIC_URL: publicUrl } = settings;
  const roles = createRoles(options.roles);
  requireEngineTables(database, authTables, "authTables");
  const tables = createStoreTables(options.tables, database.columns);
  const store: AuthStore = { db: database.portable, tables };
  const providers = oauth ? createProviders(oauth) : {};

  let storedSecret: string | undefined;
  function secret(): string {
    if (settings.AUTH_SECRET !== undefined) return settings.AUTH_SECRET;
    // When it is first needed, since reading may create it.
    storedSecret ??= readStoredSecret(join(dataDirectory, "auth-secret"));
    return storedSecret;
  }

  const sessionCache = cache
    ? createCachedSessions({ cache, secret, isRole: (text) => roles.isRole(text) })
    : withoutSessionCache;
  const lockout = new SignInLockout(store, now);
  const localUrl = () =>
    findServer(dataDirectory)?.url ?? `http://127.0.0.1:${settings.PORT || DEFAULT_PORT}`;
  const mails = new AccountMails({
    texts: options.mails,
    deliver: (message) => mail.deliver(message),
    publicUrl,
    localUrl,
    log,
  });

  let loading: Promise<AuthEngine> | undefined;
  function engine(): Promise<AuthEngine> {
    loading ??= import("./engine/better-auth.ts").then(({ createAuthEngine }) =>
      createAuthEngine({
        store,
        drizzleProvider: database.drizzleProvider,
        name,
        path,
        secret: secret(),
        publicUrl,
        initialRole: roles.initial,
        log,
        lockout,
        mails,
        cache: sessionCache,
        providers,
      }),
    );
    return loading;
  }

  const service = new AuthService({
    store,
    roles,
    engine,
    cache: sessionCache,
    name,
    path,
    hasProviders: oauth !== undefined,
    secret,
    publicUrl,
    background: (work) => mails.runInBackground(work, "a request about an account failed after its response"),
    pause,
    now,
  });
  const audit = new AuditService({ store, log, now });
  const users = new UsersService({ store, roles, engine, cache: sessionCache, mails, audit, now });
  const figures = () => readFigures(store, now());
  const auth: Omit<Auth<User, Role>, "capability"> = {
    roles,
    createLink: (target) => new URL(target, publicUrl ?? localUrl()).href,
    // Sessions hold the row of the user as the application's table has it.
    identify: (header) => service.identify(header) as Promise<Identified<Session<User>>>,
    handle: (request, client) => service.handle(request, client),
    submit: (submission) => service.submit(submission),
    users,
    audit,
    account: new AccountService(service, users),
    oauth: new OAuthService({ store, auth: service, providers, publicUrl }),
    figures,
    clean: () => deleteExpired({ store, lockout, audit, now }),
    requireUser: (role) => createUserHook(auth, role),
    getUser: (request) => getRequestUser(request) as User,
    async routes(app, options) {
      const { createAuthRoutes } = await import("./routes/auth-routes.ts");
      await createAuthRoutes(service)(app, options);
    },
    async recordCommand({ user, ...event }) {
      const by = { actor: createCommandActor(user) };
      await createCommandAudit(store, now).record({ by, ...event });
      await database.close();
    },
  };
  const canMail = mail.isReachedByCommands;
  return { ...auth, capability: createAuthCapability({ auth, name, engine, figures, mail, mails, canMail }) };
}

/** A command reports a lost entry to its user. */
const createCommandAudit = (store: AuthStore, now: () => number) =>
  new AuditService({
    store,
    log: { error: (_fields, message) => printError(`${message}: is the database migrated?`) },
    now,
  });
