import type { Finding, HealthCheck, HealthGroup } from "@aegis-stack/runtime/health";
import { APP_NAME } from "#app/core/constants.ts";
import type { AuthFigures } from "./figures.ts";

export interface AuthHealthOptions {
  /** Loads the library. */
  engine(): Promise<unknown>;
  figures(): Promise<AuthFigures>;
  mail: { transport: { kind: "smtp" | "outbox" | "none" } };
  /** How long the library may take before it is said to be on its way, in milliseconds: less than a check may take. */
  patience?: number;
}

/** Accounts in the health tree. Nothing in it is critical: whatever needs no account still answers. */
export function authHealth({ engine, figures, mail, patience = 1_000 }: AuthHealthOptions): HealthGroup {
  const library: HealthCheck = {
    name: "library",
    critical: false,
    async check(): Promise<Finding> {
      const late = Promise.withResolvers<"late">();
      const timer = setTimeout(late.resolve, patience, "late");
      const outcome = await Promise.race([engine(), late.promise]).finally(() => clearTimeout(timer));
      if (outcome === "late") return { status: "info", message: "It is being loaded." };
      return { status: "healthy", message: "It is loaded." };
    },
  };
  const accounts: HealthCheck = {
    name: "accounts",
    critical: false,
    async check(): Promise<Finding> {
      const { accounts, admins, sessions, locked } = await figures();
      const metadata = { accounts, admins, sessions, locked };
      if (admins > 0) {
        const message = `${counted(accounts, "account")}, ${counted(sessions, "session")}.`;
        return { status: "healthy", message, metadata };
      }
      const hint = `npx ${APP_NAME} ops users create you@example.com --role admin`;
      return { status: "warning", message: `There is no admin yet: \`${hint}\` makes one.`, metadata };
    },
  };
  const links: HealthCheck = {
    name: "links",
    critical: false,
    check: () => WAYS[mail.transport.kind],
  };
  return { name: "auth", checks: [library, accounts, links] };
}

const WAYS: Readonly<Record<"smtp" | "outbox" | "none", Finding>> = {
  smtp: { status: "healthy", message: "Links to confirm addresses and reset passwords are sent." },
  outbox: { status: "info", message: "Links to confirm addresses and reset passwords go to the outbox." },
  none: {
    status: "unhealthy",
    message: "MAIL_URL is not set, so addresses cannot be confirmed and passwords cannot be reset.",
  },
};

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
