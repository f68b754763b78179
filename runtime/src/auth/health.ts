import { formatCommand } from "../format/index.ts";
import type { Finding, HealthCheck, HealthGroup } from "../health/index.ts";
import type { AuthFigures } from "./figures.ts";

const LOAD_TIMEOUT_MS = 1_000;

/** What the health of accounts is judged by. */
export interface AuthHealthOptions {
  /** The name of the application. */
  readonly name: string;
  /** Loads the library. */
  engine(): Promise<unknown>;
  figures(): Promise<AuthFigures>;
  readonly mail: { readonly transport: { readonly kind: "smtp" | "outbox" | "none" } };
  /** After how many milliseconds the library is reported as loading: less than a check may take. The default is 1 s. */
  readonly loadTimeoutMs?: number;
}

/** Accounts in the health tree. Nothing in it is critical: what needs no account still responds. */
export function createAuthHealth({
  name,
  engine,
  figures,
  mail,
  loadTimeoutMs = LOAD_TIMEOUT_MS,
}: AuthHealthOptions): HealthGroup {
  const library: HealthCheck = {
    name: "library",
    critical: false,
    async check(): Promise<Finding> {
      const late = Promise.withResolvers<"late">();
      const timer = setTimeout(late.resolve, loadTimeoutMs, "late");
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
        const message = `${formatCount(accounts, "account")}, ${formatCount(sessions, "session")}.`;
        return { status: "healthy", message, metadata };
      }
      const hint = formatCommand(`${name} ops users create you@example.com --role admin`);
      return { status: "warning", message: `There is no admin yet: \`${hint}\` makes one.`, metadata };
    },
  };
  const links: HealthCheck = {
    name: "links",
    critical: false,
    check: () => LINK_FINDINGS[mail.transport.kind],
  };
  return { name: "auth", checks: [library, accounts, links] };
}

const LINK_FINDINGS: Readonly<Record<"smtp" | "outbox" | "none", Finding>> = {
  smtp: { status: "healthy", message: "Links to confirm addresses and reset passwords are sent." },
  outbox: { status: "info", message: "Links to confirm addresses and reset passwords go to the outbox." },
  none: {
    status: "unhealthy",
    message: "MAIL_URL is not set, so addresses cannot be confirmed and passwords cannot be reset.",
  },
};

const formatCount = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
