import type { AccountMails } from "./account-mails.ts";
import type { Auth } from "./auth.ts";
import { type AuthHealthOptions, createAuthHealth } from "./health.ts";
import type { SessionUser } from "./sessions/session.ts";

/** What the capability is created from. */
export interface AuthCapabilityOptions<Role extends string> extends AuthHealthOptions {
  readonly auth: Pick<Auth<SessionUser, Role>, "users" | "audit" | "clean" | "roles">;
  readonly mails: Pick<AccountMails, "settled">;
  /** Whether a mail of a command reaches the user. */
  readonly canMail: boolean;
}

/** Accounts as a capability: work that continues after a response is waited for when the process stops. */
export function createAuthCapability<Role extends string>({
  auth,
  mails,
  canMail,
  ...options
}: AuthCapabilityOptions<Role>): Auth<SessionUser, Role>["capability"] {
  const { name, figures } = options;
  return {
    name: "auth",
    group: "service",
    summary: "accounts, roles and sessions",
    health: createAuthHealth(options),
    overseer: { accounts: { users: auth.users, figures, roles: auth.roles.names }, audit: auth.audit },
    async stop(deadline) {
      const aborted = Promise.withResolvers<void>();
      if (deadline.aborted) aborted.resolve();
      deadline.addEventListener("abort", () => aborted.resolve(), { once: true });
      await Promise.race([mails.settled(), aborted.promise]);
    },
    commands: [
      {
        name: "audit",
        group: "ops",
        summary: "Show the audit log",
        load: async () => (await import("./commands/audit.ts")).createAuditCommand(auth.audit),
      },
      {
        name: "users",
        group: "ops",
        summary: "Manage accounts, their roles and sessions",
        load: async () => (await import("./commands/users.ts")).createUsersCommand({ auth, name, canMail }),
      },
    ],
    async routes() {
      const { createOperatorRoutes } = await import("./routes/operator-routes.ts");
      return createOperatorRoutes(auth);
    },
  };
}
