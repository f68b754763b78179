import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Capability, CapabilityParts } from "../application/index.ts";
import type { CommandAuditLog } from "../commands/index.ts";
import type { HealthGroup } from "../health/index.ts";
import type { AccountService } from "./account-service.ts";
import type { AuditService } from "./audit/audit-service.ts";
import type { AuthService } from "./auth-service.ts";
import type { DeletedRows } from "./delete-expired.ts";
import type { AuthFigures } from "./figures.ts";
import type { OAuthService } from "./oauth/oauth-service.ts";
import type { Roles } from "./roles.ts";
import type { Identified, Session, SessionUser } from "./sessions/session.ts";
import type { UsersService } from "./users/users-service.ts";

/** A hook for `preParsing`. */
export type UserHook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** The public members of a service. */
type Members<Service> = Pick<Service, keyof Service>;

/** The accounts of an application, for those who manage them. */
export type Users<Role extends string = string> = Members<UsersService<Role>>;

/** The audit log of an application. */
export type AuditLog = Pick<AuditService, "record" | "list">;

/** What users do with their own accounts. */
export type Account = Members<AccountService>;

/** Sign-in through other providers. */
export type OAuth = Members<OAuthService>;

/** The accounts of an application. */
export interface Auth<User extends SessionUser = SessionUser, Role extends string = string>
  extends Capability,
    CommandAuditLog,
    Pick<AuthService, "handle" | "submit"> {
  readonly capability: CapabilityParts & {
    readonly health: HealthGroup;
    /** What the pages of Overseer about accounts and the audit log read and do. */
    readonly overseer: {
      readonly accounts: {
        readonly users: Users<Role>;
        figures(): Promise<AuthFigures>;
        readonly roles: readonly Role[];
      };
      readonly audit: AuditLog;
    };
  } & Required<Pick<CapabilityParts, "stop">>;
  readonly roles: Roles<Role>;
  /** An address of the application for a mail. @param path begins with a slash */
  createLink(path: string): string;
  /**
   * Finds the session of a request by its cookie. It is remembered for a moment where there is a cache; one that ends is
   * forgotten at once.
   *
   * @param header the Cookie header
   */
  identify(header: string | undefined): Promise<Identified<Session<User>>>;
  readonly users: Users<Role>;
  readonly audit: AuditLog;
  readonly account: Account;
  /** Without providers where the application has none. */
  readonly oauth: OAuth;
  /** Counts accounts and sessions. */
  figures(): Promise<AuthFigures>;
  /** Deletes expired sessions, tokens and counts, and audit entries older than a year. Resolves to how many rows of each. */
  clean(): Promise<DeletedRows>;
  /**
   * Creates a hook for `preParsing` that authorizes users with a role, or a higher one; without a role every user who is
   * signed in: `app.addHook("preParsing", auth.requireUser("moderator"))`.
   */
  requireUser(role?: Role): UserHook;
  /** The user who sent a request. @throws TypeError where no hook of `requireUser` authorized it */
  getUser(request: FastifyRequest): User;
  /** The routes of sign-in, sign-up and sessions. The application registers them at `path`. */
  readonly routes: FastifyPluginAsync;
}

/** The session of an application's accounts: `SessionOf<typeof auth>`. */
export type SessionOf<Accounts> = Accounts extends Auth<infer User> ? Session<User> : never;
