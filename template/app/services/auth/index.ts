import { findServer } from "@aegis-stack/runtime/address";
import type { MailMessage } from "@aegis-stack/runtime/mail";
import { authSecret } from "#app/core/auth/secret.ts";
import { cache } from "#app/core/cache.ts"; // aegis:cache
import { DATA_DIRECTORY } from "#app/core/constants.ts";
import { db } from "#app/core/database.ts";
import { log } from "#app/core/log.ts";
import { settings } from "#app/core/settings.ts";
import { mail } from "#app/services/mail/index.ts";
import { AccountService } from "./account-service.ts";
import { AuditService } from "./audit/audit-service.ts";
import { AuthService } from "./auth-service.ts";
import { cachedSessions } from "./cached-sessions.ts"; // aegis:cache
import { type Cleaned, clean } from "./clean.ts";
import type { AuthEngine } from "./engine/better-auth.ts";
import { type AuthFigures, readFigures } from "./figures.ts";
import { Lockout } from "./lockout.ts";
import { AuthMails } from "./mails/auth-mails.ts";
import { OAuthService } from "./oauth/oauth-service.ts"; // aegis:auth=oauth
import { configuredProviders } from "./oauth/providers.ts"; // aegis:auth=oauth
// import type { SessionMemory } from "./session-memory.ts"; // aegis:!cache
import { UsersService } from "./users/users-service.ts";

const publicUrl = settings.PUBLIC_URL;

let knownSecret: string | undefined;

/** What cookies are signed with. Read when it is first needed, since reading may make one. */
const secret = (): string => (knownSecret ??= authSecret());

const memory = cachedSessions({ cache, secret }); // aegis:cache
// // Nothing to remember in: a session is looked up each time. // aegis:!cache
// const memory: SessionMemory = { recall: (_cookie, look) => look(), forget: async () => {} }; // aegis:!cache
const lockout = new Lockout(db);
const localUrl = () => findServer(DATA_DIRECTORY)?.url ?? `http://127.0.0.1:${settings.PORT || 8_000}`;
const deliver = (message: MailMessage) => mail.deliver(message);
/** The mails about accounts. */
export const authMails = new AuthMails({ deliver, publicUrl, localUrl, log });

const providers = configuredProviders(settings); // aegis:auth=oauth

let loading: Promise<AuthEngine> | undefined;

/** The library, loaded when it is first asked for. */
const engine = (): Promise<AuthEngine> =>
  (loading ??= import("./engine/better-auth.ts").then(({ createEngine }) =>
    createEngine({
      db,
      secret: secret(),
      publicUrl,
      lockout,
      mails: authMails,
      memory,
      providers, // aegis:auth=oauth
    }),
  ));

/** Who is signed in to this application. */
export const auth = new AuthService({
  engine,
  memory,
  secret,
  publicUrl,
  background: (work) => authMails.keep(work, "a request about an account failed after its answer"),
});

/** What operators have done. */
export const audit = new AuditService({ db, log });

/** The accounts of this application. */
export const users = new UsersService({ db, engine, memory, mails: authMails, audit });

/** What people do about their own accounts. */
export const account = new AccountService(auth, users);

// #region aegis:auth=org
/** The absolute address of a page, for links in mails. */
export const linkTo = (path: string): string => new URL(path, publicUrl ?? localUrl()).href;
// #endregion aegis:auth=org

// #region aegis:auth=oauth
/** Sign-in through other providers. */
export const oauth = new OAuthService({ db, auth, providers, publicUrl });
// #endregion aegis:auth=oauth

/** Drops what is over. @returns how many rows of what */
export const cleanAuth = (): Promise<Cleaned> => clean({ db, lockout, audit });

/** What the accounts are doing. */
export const authFigures = (): Promise<AuthFigures> => readFigures(db, Date.now());

/** Loads the library, for whoever wants to know whether that can be done. */
export const loadAuth = async (): Promise<void> => void (await engine());
